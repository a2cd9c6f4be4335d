package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

const (
	tableHead = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
	oneRow    = "Noor,Halloran,,noor@x.example,Elm,Clerk,26 Jun 2020\n"
	withAnn   = "ATTENDEE;CN=Ann Lee:mailto:ann@x.example\n"
	mailHead  = "From x\nFrom: Ann Lee <ann@x.example>\nTo: me@elm.example\nDate: Wed, 5 Aug 2026 12:00:00 +0000\n"
)

func event(lines string) string {
	return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n" + lines + "END:VEVENT\nEND:VCALENDAR\n"
}

func utf16le(text string) string {
	var b bytes.Buffer
	for _, unit := range utf16.Encode([]rune(text)) {
		b.WriteByte(byte(unit))
		b.WriteByte(byte(unit >> 8))
	}
	return b.String()
}

// TestImportHostile imports files that are broken, or made to do harm, with --yes:
// what cannot be read is said with its place, and nothing is written of it.
func TestImportHostile(t *testing.T) {
	for name, c := range map[string]struct {
		source, text string
		status       int
		said         string // on either output
		writes       bool
	}{
		"a quote that never closes":         {"linkedin", tableHead + oneRow + "Ann,\"Lee,,,Elm\nZoe,Quill,,,Fox,,26 Jun 2020\n", 3, "the quote that opens in the record of line 3 is never closed; nothing was written", false},
		"a quote in a message":              {"linkedin --me me", "FROM,TO,DATE,CONTENT\nAnn Lee,me,2026-08-01 12:00:00 UTC,\"never\nAnn Lee,me,2026-08-02 12:00:00 UTC,x\n", 3, "ends in the middle of a record that begins at line 2", false},
		"a header of 100,000 columns":       {"linkedin", strings.TrimSpace(tableHead) + strings.Repeat(",c", 100000) + "\n" + oneRow, 3, "line 1 is larger than 1 MiB or has more than 2,000 columns", false},
		"a row of 1,000,000 columns":        {"csv", "Name\nNoor Halloran" + strings.Repeat(",x", 1000000) + "\nZoe Quill\n", 3, "line 2: a row of more than 1 MiB or 2,000 columns", true},
		"a row of 2 MiB":                    {"csv", "Name,Company\nNoor Halloran," + strings.Repeat("x", 2<<20) + "\n", 3, "line 2: a row of more than 1 MiB", false},
		"NUL bytes":                         {"linkedin", tableHead + "No\x00or,Halloran,,,,,\n", 3, "holds NUL bytes", false},
		"NUL bytes in a card":               {"vcard", "BEGIN:VCARD\nFN:No\x00or\nEND:VCARD\n", 3, "holds NUL bytes", false},
		"NUL bytes in a calendar":           {"ics", event("DTSTART:20260601T100000Z\n\x00\n" + withAnn), 3, "holds NUL bytes", false},
		"half a table":                      {"linkedin", tableHead + oneRow + "Zoe,Qu", 3, "ends in the middle of a record that begins at line 3", false},
		"half a card":                       {"vcard", "BEGIN:VCARD\nFN:Noor Halloran\nEND:VCARD\nBEGIN:VCARD\nFN:Zo", 3, "ends in the middle of a record that begins at line 4", false},
		"half an event":                     {"ics", strings.TrimSuffix(event("DTSTART:20260601T100000Z\n"+withAnn), "END:VEVENT\nEND:VCALENDAR\n"), 3, "ends in the middle of a record that begins at line 2", false},
		"half a JSON":                       {"monica", `{"account":{"data":[{"type":"contact","values":[{"properties":{"first_name":"Zo`, 3, "not whole JSON", false},
		"half of UTF-16":                    {"linkedin", "\xff\xfe" + utf16le(tableHead+oneRow+"Zoe") + "Q", 3, "ends in the middle of a record that begins at line 3", false},
		"UTF-16 without its mark":           {"linkedin", utf16le(tableHead + oneRow), 0, "Written: 1 new note", true},
		"Windows-1252":                      {"linkedin", tableHead + "Zo\xeb,M\xfcller,,,,,26 Jun 2020\n", 0, "read as Windows-1252", true},
		"a calendar in Windows-1252":        {"ics", event("DTSTART:20260601T100000Z\nSUMMARY:Caf\xe9\n" + withAnn), 0, "read as Windows-1252", true},
		"a name of 300 letters":             {"linkedin", tableHead + strings.Repeat("Ä", 300) + "," + strings.Repeat("B", 300) + ",,,,,26 Jun 2020\n", 0, "Written: 1 new note", true},
		"a path for a name":                 {"linkedin", tableHead + "../../../etc,passwd,,,,,26 Jun 2020\n", 0, "contacts/etc-passwd.md", true},
		"JSON 10,000 deep":                  {"monica", strings.Repeat(`{"account":`, 10000) + "1" + strings.Repeat("}", 10000), 3, "no contacts in the file", false},
		"arrays 100,000 deep":               {"monica", strings.Repeat("[", 100000) + strings.Repeat("]", 100000), 3, "not whole JSON", false},
		"cards 10,000 deep":                 {"vcard", strings.Repeat("BEGIN:VCARD\n", 10000) + "FN:Noor Halloran\nEND:VCARD\n", 3, "line 1: a card without END:VCARD", true},
		"alarms 10,000 deep":                {"ics", event("DTSTART:20260601T100000Z\n" + withAnn + strings.Repeat("BEGIN:VALARM\n", 10000)), 0, "Written: 0 new notes, 0 changed, 1 line", true},
		"links 10,000 deep":                 {"friends", "### Friends:\n- " + strings.Repeat("[", 10000) + "x" + strings.Repeat("]", 10000) + "\n", 3, "line 2: a name of more than 1,000 bytes", false},
		"a value of 100,000 letters":        {"linkedin", tableHead + "Noor,Halloran,,,\"" + strings.Repeat("x, ", 33333) + "\",,26 Jun 2020\n", 0, "Written: 1 new note", true},
		"a rule without end":                {"ics", event("DTSTART:20000101T100000Z\nRRULE:FREQ=YEARLY\n" + withAnn), 0, "Written: 0 new notes, 0 changed, 1 line", true},
		"every second without end":          {"ics", event("DTSTART:20260101T100000Z\nRRULE:FREQ=SECONDLY\n" + withAnn), 0, "repeated more often than daily", false},
		"many times a day":                  {"ics", event("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=1,2,3\n" + withAnn), 0, "repeated more often than daily", false},
		"a rule that never comes true":      {"ics", event("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n" + withAnn), 0, "a repetition that never happens", false},
		"a header of a mail over 64 KiB":    {"mail --me me@elm.example", mailHead + "X-A: " + strings.Repeat("x", 1<<20) + "\n\nbody\n\n" + mailHead + "\nbody\n", 3, "a header of more than 64 KiB", true},
		"only a header over 64 KiB":         {"mail --me me@elm.example", mailHead + "X-A: " + strings.Repeat("x", 1<<20) + "\n\nbody\n", 3, "not one of 1 messages could be read", false},
		"a mail whose words are no charset": {"mail --me me@elm.example --with-text", mailHead + "Subject: =?x-none?q?=FF?= \x00\x1b[31m\n\nbody\n", 0, "Written: 0 new notes, 0 changed, 1 line", true},
		"formulas, tags and escapes":        {"linkedin", tableHead + "\"=cmd|x\",\"[[Bo]]\",,,<script>,{{x}},26 Jun 2020\n\"\x1b[31mRed\",\"Name\u202e\",,,\"a: b #c\",*x*,26 Jun 2020\n", 0, "Written: 2 new notes", true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range map[string]string{"netnotes.yaml": "", "contacts/ann-lee.md": "---\nname: Ann Lee\nemail: ann@x.example\n---\n"} {
				if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(file)), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			file := filepath.Join(t.TempDir(), "in")
			if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			before := notesIn(t, dir)
			got := runWith(dir, t.TempDir(), "", append(append([]string{"import"}, strings.Fields(c.source)...), file, "--yes", "--today", "2026-10-06"))
			said := got.stdout + got.stderr
			if got.status != c.status || !strings.Contains(said, c.said) {
				t.Errorf("status %d, want %d and %q in\n%.2000s", got.status, c.status, c.said, said)
			}
			if strings.ContainsAny(said, "\x00\x1b\u202e") {
				t.Errorf("control characters in %q", said)
			}
			after := notesIn(t, dir)
			if (after != before) != c.writes {
				t.Errorf("written: %.2000s", cmp.Diff(before, after))
			}
			if check := runWith(dir, t.TempDir(), "", []string{"check", "--today", "2026-10-06"}); check.status != 0 {
				t.Errorf("what is written has problems: %.2000s", check.stdout)
			}
			if outside, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "*.md")); err != nil || len(outside) > 0 {
				t.Errorf("written outside the folder: %v %v", outside, err)
			}
		})
	}
}
