package edit

import (
	"slices"
	"strings"
	"testing"

	"netnotes/parse"
)

// TestRedact hides blocks with what is nested in them, and leaves every other
// line where it is.
func TestRedact(t *testing.T) {
	for name, c := range map[string]struct {
		body   string
		hidden []int
	}{
		"nothing":             {"- a\n- b\n", nil},
		"a bullet":            {"- a\n- X\n- b\n", []int{2}},
		"what is nested":      {"- X\n  - a\n    - b\n\n  more\n- c\n", []int{1, 2, 3, 5}},
		"a nested one alone":  {"- a\n  - X\n    - b\n  - c\n", []int{2, 3}},
		"lines that go on":    {"- a\n- b\n  goes on X\nlazily\n- c\n", []int{2, 3, 4}},
		"a paragraph":         {"one\ntwo X\n\nthree\n", []int{1, 2}},
		"a section":           {"# a\n## X\none\n### b\ntwo\n## c\nthree\n", []int{2, 3, 4, 5}},
		"numbered and quoted": {"1. X\n2. a\n\n> X\n> b\n\nc\n", []int{1, 4, 5}},
		"CRLF and lone CR":    {"- a\r\n- X\r- b\r\n", []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			r := parse.NewReader(parse.Config{})
			n := r.Note("x.md", []byte("---\nname: Ada\n---\n"+c.body))
			after, hidden := Redact(r, n, func(text string) bool { return strings.Contains(text, "X") })
			for i := range hidden {
				hidden[i] -= 3
			}
			if !slices.Equal(hidden, c.hidden) || strings.Contains(string(after.Source()), "X") || len(after.Source()) != len(n.Source()) {
				t.Errorf("hidden %v, want %v in\n%s", hidden, c.hidden, after.Source())
			}
			if len(c.hidden) == 0 && after != n {
				t.Error("a note without secrets is read again")
			}
		})
	}
}

func TestRedactFields(t *testing.T) {
	r := parse.NewReader(parse.Config{})
	n := r.Note("contacts/a.md", []byte("---\nname: Ada\ncue: X\nknows: [a, X, b]\n# of X\nsay: >-\n  one\n  X\n---\n"))
	after, _ := Redact(r, n, func(text string) bool { return strings.Contains(text, "X") })
	if source := string(after.Source()); strings.Contains(source, "X") || len(source) != len(n.Source()) || !strings.Contains(source, "name: Ada") {
		t.Errorf("the source is\n%s", source)
	}
	if after.Text("cue") != "" || after.Text("say") != "" || after.Name != "Ada" || !slices.Equal(after.List("knows"), []string{"a", "b"}) || n.Text("cue") != "X" {
		t.Errorf("%q %q", after.Text("cue"), after.List("knows"))
	}
}

func TestPrivateTag(t *testing.T) {
	for text, want := range map[string]bool{"x #private": true, "#Private.": true, "#private, y": true, "(#private)": true, "#private/family": true, "#privately": false, "#private-sector": false, "private": false, "#private_x": false, "#private-x #private": true} {
		if HasPrivateTag(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// FuzzRedact hides any word in any note. The properties: the word is gone from
// the body's blocks, no other line moves, and nothing is read that was not
// there.
func FuzzRedact(f *testing.F) {
	f.Add([]byte("## Log #private\n- 2026-01-01 call\n## b\n- 2026-01-02 met #private\n  - [ ] x\n"))
	r := parse.NewReader(parse.Config{})
	f.Fuzz(func(t *testing.T, source []byte) {
		n := r.Note("contacts/a.md", source)
		after, hidden := Redact(r, n, HasPrivateTag)
		if len(after.Source()) != len(source) || !slices.IsSorted(hidden) || HasPrivateTag(string(after.Source()[after.Front().End:])) && after.Front() == n.Front() {
			t.Errorf("hidden %v of\n%q\n%q", hidden, source, after.Source())
		}
		for _, e := range after.Entries() {
			if e.HasTag("private") && !e.FromFields {
				t.Errorf("%q leaves", e.Raw)
			}
		}
	})
}
