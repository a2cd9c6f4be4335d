package edit

import (
	"slices"
	"strings"
	"testing"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

func join(t *testing.T, a, b string) (*parse.Note, []Conflict) {
	t.Helper()
	r := parse.NewReader(parse.Config{})
	after, conflicts, err := Join(r, r.Note("contacts/a.md", []byte(a)), r.Note("contacts/b.md", []byte(b)), func(string) bool { return false })
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, a, b)
	}
	return after, conflicts
}

// TestJoin joins two small notes.
func TestJoin(t *testing.T) {
	const bare = "# Ada\n"
	for name, c := range map[string]struct{ a, b, want string }{
		"an empty one":          {bare, "# Ada\n", "---\naliases: [b]\n---\n# Ada\n"},
		"a log into none":       {bare, "# Ada\n## Log\n\n- 2026-01-01 call: x\n", "---\naliases: [b]\n---\n# Ada\n\n## Log\n\n- 2026-01-01 call: x\n"},
		"oldest first":          {"## Log\n- 2026-01-01 call: a\n- 2026-03-01 call: c\n", "## Log\n- 2026-04-01 call: d\n- 2026-02-01 call: b\n", "---\naliases: [b]\n---\n## Log\n- 2026-01-01 call: a\n- 2026-02-01 call: b\n- 2026-03-01 call: c\n- 2026-04-01 call: d\n"},
		"newest first":          {"## Log\n- 2026-03-01 call: c\n- 2026-01-01 call: a\n", "## Log\n- 2026-02-01 call: b\n- 2026-04-01 call: d\n", "---\naliases: [b]\n---\n## Log\n- 2026-04-01 call: d\n- 2026-03-01 call: c\n- 2026-02-01 call: b\n- 2026-01-01 call: a\n"},
		"CRLF stays":            {"## Log\r\n- 2026-03-01 call: c\r\n", "## Log\n- 2026-02-01 call: b\n  - [ ] x\n", "---\r\naliases: [b]\r\n---\r\n## Log\r\n- 2026-03-01 call: c\r\n- 2026-02-01 call: b\r\n  - [ ] x\r\n"},
		"words before sections": {"## Log\n- 2026-03-01 call: c\n", "some words\n\n- 2026-01-01 no log line\n", "---\naliases: [b]\n---\n## Log\n- 2026-03-01 call: c\n\n## From contacts/b.md\n\nsome words\n\n- 2026-01-01 no log line\n"},
		"a log with words in it": {"## Log\n- 2026-03-01 call: c\n", "## Log\nsome words\n- 2026-01-01 call: a\n",
			"---\naliases: [b]\n---\n## Log\n- 2026-03-01 call: c\n\n## Log\nsome words\n- 2026-01-01 call: a\n"},
		"no line end at the end": {"## Log\n- 2026-03-01 call: c", "## Log\n- 2026-01-01 call: a", "---\naliases: [b]\n---\n## Log\n- 2026-03-01 call: c\n- 2026-01-01 call: a\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, _ := join(t, c.a, c.b); string(got.Source()) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got.Source(), c.want)
			}
		})
	}
}

// TestJoinConflicts keeps the first note's value and tells the other's.
func TestJoinConflicts(t *testing.T) {
	got, conflicts := join(t, "---\nname: Ada\nrole: Head\ncompany: Lakeshore\n---\n", "---\nname: Ada\nrole: Director\norg: Fox Hollow\nmet: 2020\nshoe: 38\n---\n")
	if len(conflicts) != 1 || conflicts[0] != (Conflict{"role", "Head", "Director"}) {
		t.Errorf("conflicts %v", conflicts)
	}
	if got.Text("role") != "Head" || got.Text("met") != "2020" || !slices.Equal(got.List("org"), []string{"Lakeshore", "Fox Hollow"}) || !strings.Contains(string(got.Source()), "- role: Director\n") || !strings.Contains(string(got.Source()), "shoe: 38\n") {
		t.Errorf("got\n%s", got.Source())
	}
}

// TestJoinFirstName keeps lines of the second note theirs, which call them by
// a first name that is not that of the first.
func TestJoinFirstName(t *testing.T) {
	got, _ := join(t, "---\nname: Bob Smith\n---\n", "---\nname: Robert Smith\n---\n## Log\n- 2026-01-01 Robert wrote: hello\n")
	if len(got.Entries()) != 1 || got.Entries()[0].Direction != logline.From {
		t.Errorf("%+v in\n%s", got.Entries(), got.Source())
	}
}

// FuzzJoin joins any two notes. The properties: a join is refused or loses
// nothing: every line of both bodies stands in the result, the entries are
// those of both, and joining once more adds no entry.
func FuzzJoin(f *testing.F) {
	f.Add("---\nname: Ada\n---\n## Log\n- 2026-01-01 call: x\n", "# Ada\nwords\n## Log\n- 2026-02-01 call\n  - [ ] y\n## Questions\n- [ ] z\n")
	f.Add("## Log\r\n- 2026-01-01 call\r\n\r\n- 2025-01-01 met", "```\n# Log\n- 2026-01-01 x\n```\n### Log\n* 2026-03-01 met\n")
	r := parse.NewReader(parse.Config{})
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := r.Note("contacts/a.md", []byte(x)), r.Note("contacts/b.md", []byte(y))
		after, _, err := Join(r, a, b, func(string) bool { return false })
		if err != nil {
			return
		}
		lines := map[string]bool{}
		for _, line := range bodyLines(after) {
			lines[line] = true
		}
		for _, line := range append(bodyLines(a), bodyLines(b)...) {
			title := strings.TrimSpace(strings.Trim(line, "# "))
			if !lines[line] && !(strings.HasPrefix(line, "#") && (txt.FoldName(txt.PlainText(title)) == txt.FoldName(b.Name) || parse.SectionOf(title) != parse.NoSection || holdsHeading(after, title))) {
				t.Errorf("lost %q of\n%q\n%q in\n%q", line, x, y, after.Source())
			}
		}
		if !unites(a, b, after) {
			t.Errorf("other entries in\n%q", after.Source())
		}
	})
}

// bodyLines are the lines of a note's body without blanks around them.
func bodyLines(n *parse.Note) []string {
	var out []string
	for _, line := range strings.FieldsFunc(string(n.Source()[n.Front().End:]), func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func holdsHeading(n *parse.Note, title string) bool {
	return slices.ContainsFunc(bodyLines(n), func(line string) bool {
		return strings.HasPrefix(line, "#") && txt.Fold(strings.TrimSpace(strings.Trim(line, "# "))) == txt.Fold(title)
	})
}
