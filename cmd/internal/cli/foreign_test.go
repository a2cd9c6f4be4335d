package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const practice = "../../../examples/network"

// exported is an export of a folder on one day.
func exported(t *testing.T, dir string, args ...string) []byte {
	t.Helper()
	got := runHere(dir, append([]string{"--today", "2026-10-06", "export"}, args...))
	if got.status != 0 || got.stderr != "" {
		t.Fatalf("export %q: %d\n%s", args, got.status, got.stderr)
	}
	return []byte(got.stdout)
}

// network is an empty folder of notes.
func network(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	place(t, filepath.Join(dir, "netnotes.yaml"), "")
	return dir
}

func place(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fieldsOf are the fields of a folder's contacts by name. How a note says what
// it is, and that it was imported, is not compared.
func fieldsOf(t *testing.T, dir string) map[string]map[string][]string {
	t.Helper()
	var data struct {
		Notes []struct {
			Name   string
			Fields map[string][]string
		}
	}
	if err := json.Unmarshal(exported(t, dir, "json", "type:contact"), &data); err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string][]string{}
	for _, n := range data.Notes {
		for _, field := range []string{"type", "name", "status"} {
			delete(n.Fields, field)
		}
		out[n.Name] = n.Fields
	}
	return out
}

// TestRoundTrip exports the practice network as an address book and imports it
// into an empty folder: the same people with the same fields, and a second time
// nothing.
func TestRoundTrip(t *testing.T) {
	for _, args := range [][]string{{"vcard"}, {"vcard", "--3"}} {
		dir := network(t)
		place(t, filepath.Join(dir, "all.vcf"), string(exported(t, practice, args...)))
		for _, want := range []string{`"written": true`, `"written": false`} {
			got := runWith(dir, t.TempDir(), "", []string{"--today", "2026-10-06", "import", "vcard", "all.vcf", "--yes", "--json"})
			if got.status != 0 || !strings.Contains(got.stdout, want) || !strings.Contains(got.stdout, `"unread": []`) || !strings.Contains(got.stdout, `"doubtful": []`) {
				t.Fatalf("%d, want %s\n%s%s", got.status, want, got.stdout, got.stderr)
			}
		}
		if diff := cmp.Diff(fieldsOf(t, practice), fieldsOf(t, dir)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestRawRules holds exports to the rules of their formats: lines ended by
// CRLF, no longer than 75 octets, cut between characters; and the same bytes
// twice.
func TestRawRules(t *testing.T) {
	dir := network(t)
	long := strings.Repeat("日本語 Grüße, ", 20)
	place(t, filepath.Join(dir, "contacts/ada.md"), "---\nname: Ada; "+long+"\ncue: '"+long+"\\n'\nmet: 2026-01-01\n---\n- [ ] "+long+" due:2026-10-07\n")
	for _, folder := range []string{dir, practice} {
		for _, args := range [][]string{{"vcard"}, {"vcard", "--3"}, {"ics", "--birthdays"}} {
			out := exported(t, folder, args...)
			if !bytes.Equal(out, exported(t, folder, args...)) {
				t.Errorf("%q of %s differs the second time", args, folder)
			}
			lines := strings.Split(string(out), "\r\n")
			if len(lines) < 10 || lines[len(lines)-1] != "" {
				t.Errorf("%q: %d lines, the last %q", args, len(lines), lines[len(lines)-1])
			}
			for _, line := range lines {
				if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
					t.Errorf("%q: line %q of %d octets", args, line, len(line))
				}
			}
		}
	}
}

// TestOtherReaders has other programs' libraries read what is exported, and
// compares what they find with the notes. It needs Python with vobject and
// icalendar.
func TestOtherReaders(t *testing.T) {
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import vobject, icalendar").Run() == nil {
			python = name
			break
		}
	}
	if python == "" {
		t.Skip("needs Python with vobject and icalendar (Debian: python3-vobject python3-icalendar)")
	}
	dir := t.TempDir()
	for name, args := range map[string][]string{"4.vcf": {"vcard"}, "3.vcf": {"vcard", "--3"}, "all.ics": {"ics", "--birthdays"}, "all.json": {"json"}} {
		place(t, filepath.Join(dir, name), string(exported(t, practice, args...)))
	}
	if out, err := exec.Command(python, "testdata/readers.py", dir).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestCorpora imports every file of a folder of real address books and tables,
// and wants every record to become a note or to be reported. The folder is
// named by NETNOTES_CORPORA, and holds vcard and csv.
func TestCorpora(t *testing.T) {
	root := os.Getenv("NETNOTES_CORPORA")
	if root == "" {
		t.Skip("NETNOTES_CORPORA names no folder of files to import")
	}
	count := 0
	_ = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		kind := "vcard"
		switch {
		case err != nil || d.IsDir():
			return err
		case strings.Contains(filepath.Base(file), "linkedin"):
			kind = "linkedin"
		case strings.Contains(filepath.Base(file), "google"):
			kind = "google"
		case !strings.Contains(filepath.Base(file), ".vcf"):
			return nil
		}
		count++
		importTwice(t, kind, file)
		return nil
	})
	if count == 0 {
		t.Errorf("no file in %s", root)
	}
}

// importTwice imports a file into an empty folder, as whole as it can be, and
// once more.
func importTwice(t *testing.T, kind, file string) {
	dir, state := network(t), t.TempDir()
	args := []string{"--today", "2026-10-06", "import", kind, file, "--yes", "--partial", "--json"}
	first := runWith(dir, state, "", args)
	var value struct {
		Records             int
		Empty               int
		New, Same, Doubtful []any
		Unread              []struct{ Record bool }
	}
	if err := json.Unmarshal([]byte(first.stdout), &value); err != nil {
		t.Errorf("%s: %v\n%s%s", file, err, first.stdout, first.stderr)
		return
	}
	sum := len(value.New) + len(value.Same) + len(value.Doubtful) + value.Empty
	for _, u := range value.Unread {
		if u.Record {
			sum++
		}
	}
	before := snapshot(t, dir)
	second := runWith(dir, state, "", args)
	if sum != value.Records || second.status != first.status || !cmp.Equal(before, snapshot(t, dir)) {
		t.Errorf("%s: %d records, %d told of; status %d and %d", file, value.Records, sum, first.status, second.status)
	}
	if checked := runHere(dir, []string{"check"}); strings.Contains(checked.stdout, " error") {
		t.Errorf("%s makes notes with problems:\n%s", file, checked.stdout)
	}
}

// snapshot is every file of a folder with its bytes.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			source, readErr := os.ReadFile(file)
			rel, _ := filepath.Rel(dir, file)
			out[rel], err = string(source), readErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// connections is a LinkedIn file of so many people.
func connections(people int) string {
	var b strings.Builder
	b.WriteString("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")
	for i := range people {
		fmt.Fprintf(&b, "First%d,Last%d,https://www.linkedin.com/in/p-%d,,Company %d,\"Engineer, level %d\",%02d Mar 2021\n", i, i%50, i, i%7, i%5, 1+i%28)
	}
	return b.String()
}

// TestImportMany imports more people than are written at a time. Nobody of them
// is due, an import that was cut off is finished by the next one, and undo
// takes everybody back.
func TestImportMany(t *testing.T) {
	dir, state := network(t), t.TempDir()
	place(t, filepath.Join(dir, "contacts/ada-park.md"), "---\nname: Ada Park\ntier: A\n---\n- 2026-09-01 call with her\n## Log\n- 2026-09-01 call: hello\n")
	place(t, filepath.Join(dir, "li.csv"), connections(620))
	before, dueBefore := snapshot(t, dir), runHere(dir, []string{"--today", "2026-10-06", "due", "--all", "--json"})
	run := func() outcome {
		return runWith(dir, state, "", []string{"--today", "2026-10-06", "import", "linkedin", "li.csv", "--yes"})
	}
	if got := run(); got.status != 0 || !strings.Contains(got.stdout, "Written: 620 new notes") {
		t.Fatalf("%d\n%s%s", got.status, got.stdout, got.stderr)
	}
	whole := snapshot(t, dir)
	if len(whole) != len(before)+620 {
		t.Errorf("%d files after, %d before", len(whole), len(before))
	}
	if due := runHere(dir, []string{"--today", "2026-10-06", "due", "--all", "--json"}); due != dueBefore {
		t.Errorf("due was\n%s\nand is\n%s", dueBefore.stdout, due.stdout)
	}
	if got := runWith(dir, state, "", []string{"undo"}); got.status != 0 || !cmp.Equal(before, snapshot(t, dir)) {
		t.Errorf("undo: %d %s", got.status, got.stderr)
	}
	run()
	i := 0
	for file := range whole { // as if it had been cut off here and there
		if i++; strings.HasPrefix(file, "contacts") && i%3 == 0 && before[file] == "" {
			if err := os.Remove(filepath.Join(dir, file)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := run(); got.status != 0 || !cmp.Equal(whole, snapshot(t, dir)) {
		t.Errorf("the second run does not finish the first: %d\n%s", got.status, got.stderr)
	}
}

// TestImportRefused wants files that are no text, or too much of it, refused
// before anything is written.
func TestImportRefused(t *testing.T) {
	dir := network(t)
	place(t, filepath.Join(dir, "zip.csv"), "PK\x03\x04\x00\x00")
	place(t, filepath.Join(dir, "latin.csv"), "a,b\nRen\xe9e,X\n")
	place(t, filepath.Join(dir, "large.vcf"), "BEGIN:VCARD\nFN:A\nEND:VCARD\n")
	if err := os.Truncate(filepath.Join(dir, "large.vcf"), 50<<20); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, dir)
	for args, says := range map[string]string{
		"linkedin zip.csv":  "is not a whole zip archive",
		"google zip.csv":    "the file is a zip archive",
		"vcard large.vcf":   "is larger than 32 MiB",
		"monica zip.csv":    "the file is a zip archive",
		"friends latin.csv": "the file is not a friends.md",
	} {
		got := runWith(dir, t.TempDir(), "", append([]string{"import"}, append(strings.Fields(args), "--yes")...))
		if got.status != 3 || !strings.Contains(got.stderr, says) || !strings.Contains(got.stderr, "hint: ") || got.stdout != "" || !cmp.Equal(before, snapshot(t, dir)) {
			t.Errorf("import %s: %d, want %s\n%s%s", args, got.status, says, got.stdout, got.stderr)
		}
	}
}

// TestExportFile wants an export to be written whole, and left alone where it
// says the same.
func TestExportFile(t *testing.T) {
	dir := network(t)
	place(t, filepath.Join(dir, "contacts/ada.md"), "# Ada\n")
	file := filepath.Join(dir, "out.vcf")
	for range 2 {
		if got := runHere(dir, []string{"export", "vcard", "-o", "out.vcf"}); got.status != 0 || got.stdout != "wrote out.vcf\n" {
			t.Fatalf("%d %s%s", got.status, got.stdout, got.stderr)
		}
		if source, err := os.ReadFile(file); err != nil || string(source) != string(exported(t, dir, "vcard")) {
			t.Errorf("%v\n%s", err, source)
		}
	}
	for _, name := range []string{"contacts", "no/such/folder/x.vcf", "netnotes.yaml", "contacts/ada.md"} {
		if got := runHere(dir, []string{"export", "vcard", "-o", name}); got.status != 3 || got.stdout != "" || !strings.Contains(got.stderr, "hint: ") {
			t.Errorf("-o %s: %d %s%s", name, got.status, got.stdout, got.stderr)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 3 {
		t.Errorf("litter: %v", entries)
	}
}
