package index

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// survey is the lines of a file of testdata that say "what is written => what is
// meant".
func survey(t *testing.T, file string, least int, each func(written, meant string)) {
	t.Helper()
	source, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for text := range strings.Lines(string(source)) {
		if written, meant, ok := strings.Cut(strings.TrimSpace(text), " => "); ok {
			lines++
			each(written, meant)
		}
	}
	if lines < least {
		t.Errorf("only %d lines in %s", lines, file)
	}
}

// of is a folder of some notes, by path.
func of(t *testing.T, notes map[string]string) *Index {
	t.Helper()
	empty, err := Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var changes []disk.Change
	for path, text := range notes {
		changes = append(changes, disk.Change{Path: path, New: []byte(text)})
	}
	return empty.With(changes)
}

// TestPromisesSurvey reads what people write of their promises: what is neither
// read nor said is lost.
func TestPromisesSurvey(t *testing.T) {
	survey(t, "promises.txt", 60, func(line, want string) {
		written := line
		if rest, under := strings.CutPrefix(line, "- under "); under {
			written = "- 2026-09-01 coffee\n  - " + rest
		}
		ix := of(t, map[string]string{
			"contacts/ada-park.md": "---\ntype: contact\nname: Ada Park\naliases: [Ada]\n---\n\n" + written + "\n",
			"contacts/bo.md":       "---\ntype: contact\nname: Bo Lindqvist\n---\n",
		})
		p := ix.PersonAt("contacts/ada-park.md")
		var got []string
		for _, promise := range p.Promises() {
			whose := "mine"
			if promise.Theirs {
				whose = "theirs"
			}
			got = append(got, whose, string(promise.State))
			if !promise.Due.IsZero() {
				got = append(got, promise.Due.String())
			}
		}
		if len(ix.Issues())+len(ix.Remarks()) > 0 {
			got = append(got, "said")
		}
		if told := cmp.Or(strings.Join(got, " "), "nothing"); told != want {
			t.Errorf("%s\n got %s\nwant %s", line, told, want)
		}
	})
}

// TestNamesSurvey asks for people by what people type: names.txt tells how.
func TestNamesSurvey(t *testing.T) {
	notes := map[string]string{}
	source, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(source)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "* "); ok {
			notes[fmt.Sprintf("contacts/p%d.md", len(notes))] = "---\nname: \"" + name + "\"\n---\n"
		}
	}
	ix := of(t, notes)
	survey(t, "names.txt", 80, func(typed, want string) {
		var found []*parse.Note
		if name, link := strings.CutPrefix(typed, "link "); link {
			found = ix.Link(txt.FieldLink("[["+name+"]]"), ix.Notes()[0])
		} else {
			found, _ = ix.Find(typed, facts.IsContact)
		}
		got := "nobody"
		switch {
		case len(found) == 1:
			got = found[0].Name
		case len(found) > 1:
			got = "several"
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", typed, got, want)
		}
	})
}

// TestLinesSurvey reads what people write in a log: lines.txt tells how. What
// counts otherwise than it was meant is inverted; what counts for nothing and is
// not said is lost.
func TestLinesSurvey(t *testing.T) {
	survey(t, "lines.txt", 60, func(line, want string) {
		ix := of(t, map[string]string{
			"contacts/ada-park.md": "---\ntype: contact\nname: Ada Park\naliases: [Ada]\n---\n\n## Log\n\n- 2026-03-04 " + line + "\n",
			"contacts/bo.md":       "---\ntype: contact\nname: Bo Lindqvist\n---\n",
			"contacts/chidi.md":    "---\ntype: contact\nname: Chidi Okafor\n---\n",
		})
		got := readingOf(ix, ix.PersonAt("contacts/ada-park.md"))
		said := len(ix.Issues())+len(ix.Remarks()) > 0
		if got == "" {
			got = "nothing"
		}
		switch {
		case got == want, got == "nothing" && said:
		case got == "nothing":
			t.Errorf("%s: lost, and means %s", line, want)
		default:
			t.Errorf("%s: read as %s, and means %s", line, got, want)
		}
	})
}

// readingOf says what the lines of a person tell.
func readingOf(ix *Index, p *Person) string {
	told := map[string]bool{}
	for _, l := range p.Lines() {
		if l.Planned && !l.Off {
			told["planned"] = true
		}
	}
	for _, d := range ix.Clocks(p, date.Date{Year: 2026, Month: 3, Day: 5}).Counted {
		switch {
		case d.Class == logline.Sync:
			told["spoke"] = true
		case d.Class == logline.Async && d.Direction == logline.With:
			told["both"] = true
		case d.Class == logline.Async:
			told[string(d.Direction)] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(told)), "+")
}
