package edit

import (
	"strings"
	"testing"

	"netnotes/parse"
)

// TestInsertEntryForms adds "2026-11-27 coffee: maps" to notes of every form.
// "+" stands where the new lines come to stand; they are those after "=".
func TestInsertEntryForms(t *testing.T) {
	for _, c := range []struct{ name, before, added string }{
		{"newest first", "## Log\n\n+- 2026-09-14 call\n- 2026-06-27 met\n", "- 2026-11-27 coffee: maps\n"},
		{"oldest first", "## Log\n\n* 2026-06-27 met\n* 2026-09-14 call\n+", "* 2026-11-27 coffee: maps\n"},
		{"one line", "## Log\n+- 2026-09-14 call\n", "- 2026-11-27 coffee: maps\n"},
		{"nothing yet", "## Log\n\n+", "- 2026-11-27 coffee: maps\n"},
		{"no log", "Likes radio.\n+", "\n## Log\n- 2026-11-27 coffee: maps\n"},
		{"beside dated lines", "Tall.\n\n+* 2026-09-14 call\n* 2026-06-27 met\n\nLikes radio.\n", "* 2026-11-27 coffee: maps\n"},
		{"beside dated lines, oldest first", "- 2026-06-27 met\n- 2026-09-14 call\n+\nLikes radio.\n", "- 2026-11-27 coffee: maps\n"},
		{"beside the newest of two lists", "- 2026-09-14 call\n- 2026-08-27 met\n\ntext\n\n+- 2026-10-14 call\n- 2025-06-27 met\n", "- 2026-11-27 coffee: maps\n"},
		{"under the heading, though a newer line stands elsewhere", "- 2026-09-14 call\n\n## History\n\n+- 2026-06-27 met\n", "- 2026-11-27 coffee: maps\n"},
		{"the log with the newest line", "## History\n\n- 2025-06-27 met\n\n## Log\n\n+- 2026-09-14 call\n", "- 2026-11-27 coffee: maps\n"},
		{"not a career", "## Career\n\n- 2019 director at Elm\n+", "\n## Log\n- 2026-11-27 coffee: maps\n"},
		{"not a plan", "## Next steps\n\n- 2026-12-01 coffee\n+", "\n## Log\n- 2026-11-27 coffee: maps\n"},
		{"not people to meet or a question", "## Questions\n\n- [ ] 2026-09-14 call?\n+", "\n## Log\n- 2026-11-27 coffee: maps\n"},
		{"lines of a paragraph", "Tall.\n\n+2026-09-14 call: storage\n2026-06-27 met\n\nLikes radio.\n", "2026-11-27 coffee: maps\n"},
		{"lines of a paragraph, oldest first", "2026-06-27 met\n2026-09-14 call: storage\nand more of it\n+\nLikes radio.\n", "2026-11-27 coffee: maps\n"},
		{"lines that are paragraphs", "+2026-09-14 call: storage\n\n2026-06-27 met\n", "2026-11-27 coffee: maps\n\n"},
		{"lines with a sign", "+• 2026-09-14 call: storage\n• 2026-06-27 met\n", "• 2026-11-27 coffee: maps\n"},
		{"headings", "## Log\n\n+### 2026-09-14 call\n\nstorage\n\n### 2026-06-27 met\n\nat her poster\n", "### 2026-11-27 coffee: maps\n\n"},
		{"headings, oldest first", "## 2026-06-27 met\n\nat her poster\n\n## 2026-09-14 call\n\nstorage\n+\n# More\n", "\n## 2026-11-27 coffee: maps\n"},
		{"headings that are days", "## Log\n\n+### 2026-09-14\n\n- call\n- lunch\n\n### 2026-06-27\n\n- met\n", "### 2026-11-27 coffee: maps\n\n"},
		{"headings that are months", "## Log\n\n### 2026-09\n\n+- 2026-09-14 call\n\n### 2026-06\n\n- 2026-06-27 met\n", "- 2026-11-27 coffee: maps\n"},
		{"a list with blank lines", "## Log\n\n+- 2026-09-14 call\n\n- 2026-06-27 met\n", "- 2026-11-27 coffee: maps\n\n"},
		{"an indented list", "## Log\n\n+  - 2026-09-14 call\n  - 2026-06-27 met\n", "  - 2026-11-27 coffee: maps\n"},
		{"numbers", "## Log\n\n1. 2026-06-27 met\n2. 2026-09-14 call\n+", "3. 2026-11-27 coffee: maps\n"},
		{"an outline", "## Log\n\n+- 2026-09-14\n  - call\n- 2026-06-27\n  - met\n", "- 2026-11-27 coffee: maps\n"},
		{"ticked boxes", "+- [x] 2026-09-14 call\n- [x] 2026-06-27 met\n", "- 2026-11-27 coffee: maps\n"},
		{"no end of line", "## Log\n- 2026-06-27 met\n- 2026-09-14 call+", "\n- 2026-11-27 coffee: maps"},
		{"a day with its parts", "## Log\n- 20.6.2026 met\n- 14.9.2026 call\n+", "- 2026-11-27 coffee: maps\n"},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			front := "---\ntype: contact\nname: Ada Park\n---\n\n"
			source := strings.ReplaceAll(front+strings.Replace(c.before, "+", "", 1), "\n", eol)
			want := strings.ReplaceAll(front+strings.Replace(c.before, "+", c.added, 1), "\n", eol)
			r := parse.NewReader(parse.Config{})
			n := r.Note("contacts/ada-park.md", []byte(source))
			after, err := InsertEntry(r, n, "2026-11-27 coffee: maps")
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if got := string(after.Source()); got != want {
				t.Errorf("%s: is\n%q\nwant\n%q", c.name, got, want)
			}
			if again, err := InsertEntry(r, after, "2026-11-27 coffee: maps"); err != nil || again != after {
				t.Errorf("%s: a second time it is written again (%v)", c.name, err)
			}
		}
	}
}

// TestInsertEntriesAtOnce adds three lines, oldest first, of which one stands in
// the note already: the others come where their days belong in the order in
// which the log runs.
func TestInsertEntriesAtOnce(t *testing.T) {
	lines := []string{"2026-10-01 call: maps", "2026-09-14 call", "2026-10-05 message from Ada", "2026-10-06 message"}
	for _, c := range []struct{ name, before, added string }{
		{"newest first", "## Log\n\n+- 2026-09-14 call\n- 2026-06-27 met\n", "- 2026-10-06 message\n- 2026-10-05 message from Ada\n- 2026-10-01 call: maps\n"},
		{"behind a newer line", "## Log\n\n- 2026-11-14 call\n+- 2026-09-14 call\n", "- 2026-10-06 message\n- 2026-10-05 message from Ada\n- 2026-10-01 call: maps\n"},
		{"oldest first", "## Log\n\n* 2026-06-27 met\n* 2026-09-14 call\n+", "* 2026-10-01 call: maps\n* 2026-10-05 message from Ada\n* 2026-10-06 message\n"},
		{"lines of a paragraph", "+2026-09-14 call\n2026-06-27 met\n", "2026-10-06 message\n2026-10-05 message from Ada\n2026-10-01 call: maps\n"},
		{"headings", "## Log\n\n+### 2026-09-14 call\n\nstorage\n", "### 2026-10-06 message\n\n### 2026-10-05 message from Ada\n\n### 2026-10-01 call: maps\n\n"},
		{"a list with blank lines", "## Log\n\n+- 2026-09-14 call\n\n- 2026-06-27 met\n", "- 2026-10-06 message\n\n- 2026-10-05 message from Ada\n\n- 2026-10-01 call: maps\n\n"},
		{"between two lines", "## Log\n\n* 2026-09-14 call\n+* 2026-11-27 met\n", "* 2026-10-01 call: maps\n* 2026-10-05 message from Ada\n* 2026-10-06 message\n"},
		{"below the headings of years", "## Log\n\n### 2027\n\n- 2027-02-14 call\n\n### 2026\n\n+- 2026-09-14 call\n", "- 2026-10-06 message\n- 2026-10-05 message from Ada\n- 2026-10-01 call: maps\n"},
		{"no log", "Likes radio.\n+", "\n## Log\n- 2026-10-06 message\n- 2026-10-05 message from Ada\n- 2026-09-14 call\n- 2026-10-01 call: maps\n"},
	} {
		front := "---\ntype: contact\nname: Ada Park\n---\n\n"
		r := parse.NewReader(parse.Config{})
		n := r.Note("contacts/ada-park.md", []byte(front+strings.Replace(c.before, "+", "", 1)))
		after, err := InsertEntries(r, n, lines)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got, want := string(after.Source()), front+strings.Replace(c.before, "+", c.added, 1); got != want {
			t.Errorf("%s: is\n%q\nwant\n%q", c.name, got, want)
		}
		if again, err := InsertEntries(r, after, lines); err != nil || again != after {
			t.Errorf("%s: a second time it is written again (%v)", c.name, err)
		}
		if _, err := InsertEntries(r, n, append([]string{"no day, so no line"}, lines...)); err == nil {
			t.Errorf("%s: a text that is no line was taken with the others", c.name)
		}
	}
}

// TestInsertEntriesInAnyOrder: lines of many days, cut into two at any day and
// added in either order, make the same note as all at once.
func TestInsertEntriesInAnyOrder(t *testing.T) {
	var lines []string
	for _, day := range []string{"2025-03-01", "2025-11-30", "2026-01-05", "2026-01-06", "2026-08-01", "2026-12-24"} {
		lines = append(lines, day+" message", day+" message from Ada")
	}
	for name, log := range map[string]string{"nothing": "", "one line": "\n## Log\n\n- 2026-01-06 call\n", "newest first": "\n## Log\n\n- 2026-09-01 call\n- 2025-12-01 call\n\nmore\n",
		"oldest first": "\n## Log\n\n- 2025-12-01 call\n- 2026-09-01 call", "years": "\n## Log\n\n### 2026\n\n- 2026-05-01 call\n\n### 2025\n\n- 2025-12-01 call\n"} {
		r := parse.NewReader(parse.Config{})
		n := r.Note("contacts/ada-park.md", []byte("---\ntype: contact\nname: Ada Park\n---\n"+log))
		add := func(n *parse.Note, parts ...[]string) string {
			for _, part := range parts {
				after, err := InsertEntries(r, n, part)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				n = after
			}
			return string(n.Source())
		}
		want := add(n, lines)
		for at := 2; at < len(lines); at += 2 {
			if got := add(n, lines[:at], lines[at:]); got != want {
				t.Errorf("%s, older lines first: is\n%s\nwant\n%s", name, got, want)
			}
			if got := add(n, lines[at:], lines[:at]); got != want {
				t.Errorf("%s, newer lines first: is\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}
