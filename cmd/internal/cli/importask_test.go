package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const heldCalendar = `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:one
DTSTART:20260601T100000Z
SUMMARY:Maps
ATTENDEE;CN=Ann Lee:mailto:ann@x.example
END:VEVENT
BEGIN:VEVENT
UID:two
DTSTART:20260610T100000Z
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:Ink
ATTENDEE;CN=Ann Lee:mailto:ann@x.example
END:VEVENT
BEGIN:VEVENT
UID:three
DTSTART:20260710T100000Z
SUMMARY:Ahead
ATTENDEE;CN=Ann Lee:mailto:ann@x.example
END:VEVENT
END:VCALENDAR
`

// TestImportUntick asks which past meetings of a calendar are not to be taken:
// what cannot be read is asked again, what lies ahead is not asked about.
func TestImportUntick(t *testing.T) {
	for answers, want := range map[string][]string{
		"\n\n":             {"2026-07-10", "2026-06-11", "2026-06-10", "2026-06-01"},
		"2\ny\n":           {"2026-07-10", "2026-06-11", "2026-06-01"},
		"1, 3\nyes\n":      {"2026-07-10", "2026-06-10"},
		"4\nsix\n2-3\ny\n": {"2026-07-10", "2026-06-01"},
		"all\n\n":          {"2026-07-10"},
		"1\nn\n":           nil,
		"":                 nil,
	} {
		dir := fair(t)
		file := filepath.Join(t.TempDir(), "held.ics")
		if err := os.WriteFile(file, []byte(strings.ReplaceAll(heldCalendar, "\n", "\r\n")), 0o644); err != nil {
			t.Fatal(err)
		}
		got := answering(dir, answers, "import", "ics", file)
		note, err := os.ReadFile(filepath.Join(dir, "contacts/ann-lee.md"))
		if err != nil {
			t.Fatal(err)
		}
		var days []string
		for line := range strings.Lines(string(note)) {
			if day, ok := strings.CutPrefix(line, "- "); ok {
				days = append(days, day[:10])
			}
		}
		if got.status != 0 || !slices.Equal(days, want) {
			t.Errorf("%q: status %d, %v, want %v\n%s%s", answers, got.status, days, want, got.stdout, got.stderr)
		}
		if !strings.Contains(got.stderr, "1  contacts/ann-lee.md  2026-06-01") || strings.Contains(got.stderr, "2026-07-10") {
			t.Errorf("%q: asked\n%s", answers, got.stderr)
		}
	}
}
