package edit

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	lib "gopkg.in/yaml.v3"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// edits is the table that FuzzEdit draws from: what the commands do to notes.
func edits() []struct {
	name  string
	front bool // an edit of the front matter, else of the body
	pure  bool // adds and takes nothing away
	again bool // doing it twice is doing it once
	do    func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error)
} {
	type edit = struct {
		name               string
		front, pure, again bool
		do                 func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error)
	}
	day := date.Date{Year: 2026, Month: 10, Day: 6}
	list := []edit{
		{"set", true, false, true, func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
			return SetField(r, n, key, value)
		}},
		{"add", true, false, true, func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
			return AddItem(r, n, key, value)
		}},
		{"take", true, false, false, func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
			if i, err := fieldAt(r, n, key); err == nil && i >= 0 && len(n.Fields()[i].Values) > 0 {
				value = n.Fields()[i].Values[len(value)%len(n.Fields()[i].Values)].Text
			}
			return RemoveItem(r, n, key, value)
		}},
		{"remove", true, false, true, func(r *parse.Reader, n *parse.Note, key, _ string) (*parse.Note, error) {
			return RemoveField(r, n, key)
		}},
		{"log", false, true, true, func(r *parse.Reader, n *parse.Note, _, value string) (*parse.Note, error) {
			return InsertEntry(r, n, "2026-10-06 coffee: "+value)
		}},
		{"nested", false, true, true, func(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
			return InsertEntry(r, n, "2026-10-06 coffee: "+value, key)
		}},
		{"met", false, true, false, func(r *parse.Reader, n *parse.Note, _, value string) (*parse.Note, error) {
			return AddBullet(r, n, "Met", "[[Bo Lindqvist]] "+value)
		}},
		{"promise", false, true, false, func(r *parse.Reader, n *parse.Note, _, value string) (*parse.Note, error) {
			return AddPromise(r, n, value)
		}},
		{"tick", false, false, false, func(r *parse.Reader, n *parse.Note, key, _ string) (*parse.Note, error) {
			if len(n.Promises()) == 0 {
				return n, nil
			}
			return Tick(r, n, &n.Promises()[len(key)%len(n.Promises())], day, "plain")
		}},
		{"planned", false, false, false, func(r *parse.Reader, n *parse.Note, key, _ string) (*parse.Note, error) {
			if len(n.Entries()) == 0 {
				return n, nil
			}
			return DropPlanned(r, n, &n.Entries()[len(key)%len(n.Entries())])
		}},
	}
	return list
}

// FuzzEdit makes every edit on any note. The properties: it never panics; it is
// refused, or changes one stretch of bytes on its own side of the fence; an
// addition takes nothing away; the other keys read the same to a YAML library
// that knows nothing of the edit, in the same order; every line of before but
// those of the edited one is there still, in order; no line ending of another
// kind comes in; the other entries, tasks and fields read as before; and a
// second time changes nothing.
func FuzzEdit(f *testing.F) {
	for _, pattern := range []string{"../examples/network/*/*.md", "../examples/broken/*/*.md", "testdata/odd/*.md"} {
		files, _ := filepath.Glob(pattern)
		for i, file := range files {
			if source, err := os.ReadFile(file); err == nil {
				f.Add(source, byte(i), "role", "Director")
			}
		}
	}
	for _, source := range oddNotes() {
		for op := range edits() {
			f.Add([]byte(source), byte(op), "skills", "maps")
			f.Add([]byte(source), byte(op), "name", "x # y: [z")
		}
	}
	reader := parse.NewReader(parse.Config{})
	f.Fuzz(func(t *testing.T, source []byte, op byte, key, value string) {
		e := edits()[int(op)%len(edits())]
		path := "contacts/ada-park.md"
		if e.name == "met" {
			path = "events/mixer.md"
		}
		n := reader.Note(path, bytes.Clone(source))
		after, err := e.do(reader, n, key, value)
		if !bytes.Equal(n.Source(), source) {
			t.Fatalf("%s wrote into the note's own source", e.name)
		}
		if err != nil {
			if after != nil && e.name != "remove" {
				t.Errorf("%s was refused and returned a note", e.name)
			}
			return
		}
		for _, problem := range checkEdit(n, after, e.front, e.pure, key) {
			t.Errorf("%s %q=%q on %q\nmakes %q:\n%s", e.name, key, value, source, after.Source(), problem)
		}
		if e.again {
			again, err := e.do(reader, after, key, value)
			if err != nil || !bytes.Equal(again.Source(), after.Source()) {
				t.Errorf("%s %q=%q on %q: a second time makes another change (%v)", e.name, key, value, source, err)
			}
		}
	})
}

// checkEdit says what an edit did that it should not have done.
func checkEdit(n, after *parse.Note, front, pure bool, key string) (problems []string) {
	say := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	old, now := n.Source(), after.Source()
	if front && !bytes.Equal(old[n.Front().End:], now[after.Front().End:]) {
		say("the body changed")
	}
	if !front && !bytes.Equal(old[:n.Front().End], now[:min(n.Front().End, len(now))]) {
		say("the front matter changed")
	}
	head := 0
	for head < len(old) && head < len(now) && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(now)-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	if pure && head+tail < len(old) {
		say("%q is gone", old[head:len(old)-tail])
	}
	for _, ending := range []string{"\r\n", "\n", "\r"} {
		if countEndings(old)[ending] == 0 && countEndings(now)[ending] > 0 && len(bytes.Trim(old, "\xef\xbb\xbf")) > 0 && bytes.ContainsAny(old, "\r\n") {
			say("a line ends with %q now", ending)
		}
	}
	if front {
		was, is := yamlKeys(n), yamlKeys(after)
		if was != nil && is == nil {
			say("YAML reads it no longer")
		}
		if was != nil && is != nil {
			drop := func(list []yamlKey) []yamlKey {
				return slices.DeleteFunc(slices.Clone(list), func(k yamlKey) bool { return keyMeans(n, k.key, key) })
			}
			if !reflect.DeepEqual(drop(was), drop(is)) {
				say("other keys changed: %v, then %v", drop(was), drop(is))
			}
		}
	}
	if !front && !reflect.DeepEqual(fieldTexts(n), fieldTexts(after)) {
		say("the fields changed")
	}
	return problems
}

// keyMeans reports whether a key is the edited one or a synonym of it.
func keyMeans(n *parse.Note, key, edited string) bool {
	keys := parse.NewReader(parse.Config{}).FieldsOf(n.Kind).Keys
	return txt.FoldKey(key) == txt.FoldKey(edited) || keys[txt.FoldKey(key)] != 0 && keys[txt.FoldKey(key)] == keys[txt.FoldKey(edited)]
}

func countEndings(b []byte) map[string]int {
	crlf := bytes.Count(b, []byte("\r\n"))
	return map[string]int{"\r\n": crlf, "\n": bytes.Count(b, []byte("\n")) - crlf, "\r": bytes.Count(b, []byte("\r")) - crlf}
}

func fieldTexts(n *parse.Note) [][]string {
	var out [][]string
	for i := range n.Fields() {
		out = append(out, append([]string{n.Fields()[i].Key}, allTexts(&n.Fields()[i])...))
	}
	return out
}

type yamlKey struct {
	key   string
	value any
}

// yamlKeys is what the YAML library alone makes of a front matter; nil where
// it rejects it.
func yamlKeys(n *parse.Note) []yamlKey {
	_, inner, _ := yaml.FrontMatter(n.Source())
	if inner.End <= inner.Start || inner.End > len(n.Source()) {
		return []yamlKey{}
	}
	var doc lib.Node
	if lib.Unmarshal(n.Source()[inner.Start:inner.End], &doc) != nil {
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != lib.MappingNode {
		return []yamlKey{}
	}
	out := []yamlKey{}
	for i := 0; i+1 < len(doc.Content[0].Content); i += 2 {
		out = append(out, yamlKey{doc.Content[0].Content[i].Value, nodeValue(doc.Content[0].Content[i+1], 0)})
	}
	return out
}

// nodeValue is a node as plain values, with its comments, which an edit keeps.
func nodeValue(n *lib.Node, depth int) any {
	if depth > 20 {
		return nil
	}
	if n.Kind == lib.ScalarNode {
		return n.Value
	}
	if n.Kind == lib.AliasNode {
		return "*" + n.Value
	}
	out := []any{n.Kind, n.Anchor}
	for _, c := range n.Content {
		out = append(out, nodeValue(c, depth+1))
	}
	return out
}

// oddNotes are notes that few would write and somebody has.
func oddNotes() []string {
	front := func(s string) string { return "---\n" + s + "---\n\n# Ada Park\n" }
	return []string{
		"", "\n", "---\n---\n", "---\n---", "---\nname: Ada", "\ufeff---\nname: Ada\n---\n", "# Ada", "\ufeff", "\r", "---\rname: Ada\r---\r## Log\r- 2026-01-01 call\r",
		front("skills:\n- a\n- b # c\n# d\n\nrole: x # y\n"), front("skills:\n  - a\n  # c\n  - b\n"), front("skills: [a, b] # c\n"), front("skills: [\n  a,\n  b,\n]\n"),
		front("skills: a\n"), front("skills: # none yet\n"), front("skills:\n"), front("skills: []\n"), front("skills: ~\n"), front("skills: null\nrole: >-\n  two\n  lines\n\nname: Ada\n"),
		front("role: |+\n  two\n\n\nskills: |2-\n    a\n   b\n# end\n"), front("{name: Ada, skills: [a, b]}\n"), front("name: &a Ada\nalias: *a\nskills: &s [x]\ninterests: *s\n"),
		front("skills: {a: b}\n"), front("skills:\n  a: b\n  c:\n    - d\n"), front("skills: 'a\n  b'\nname: \"Ada \\\n  Park\"\n"), front("name: Ada\nname: Bo\n"), front("\"name\": Ada\n'role': x\n? complex\n: y\n"),
		front("handles: @ada\nrole: a: b\nskills:\n  - c: d: e\n"), front("name: Ada\n  role: x\n"), front("skills: a\n  b\n  c\n"), front("topics: [a]\nskills: [[Ada Park]]\nknows:\n  - [[Bo]]\n"),
		front("# only\n# comments\n"), front("\n\n"), front("%TAG ! x\nname: a\n"), front("name: Ada\r\nrole: x\n"), "---\r\nname: Ada\r\nskills:\r\n  - a\r\n---\r\n\r\n## Log\r\n\r\n- 2026-01-01 call\r\n",
		"---\nname: Ada\n...\n## Log\n", "--- \nname: Ada\n---\t\n## Log", "---\nname: Ada\n--- # no\n---\n", "---\n- a\n- b\n---\n", "---\nname\n---\n", "---\n\tname: x\n---\n",
		"## Log\n\n- 2026-02-01 call\n- 2026-01-01 met\n\n## More\n\ntext\n", "## Log\n- 2026-01-01 met\n- 2026-02-01 call", "## Log", "## Log\n\n\n\n", "Log\n---\n\n* 2026-01-01 met\n\n* 2026-02-01 met\n", "Log\n===\n",
		"## Log\n\n  - 2026-02-01 met\n  - 2026-01-01 met\n", "## Log\n\n1. one\n2. two\n", "## Log\ntext\nmore\n", "## Log\n```\n- 2026-01-01 met\n", "## Log\n<!--\n", "<!-- open\n", "```\nopen\n", "text\n%%\nopen\n", "> ## Log\n> - 2026-01-01 met\n",
		"## Log\n- 2026-02-01 met\n  - [ ] do it due:2026-03-01\n    more\n\n  ```\n  code\n  ```\n- 2026-01-01 met\n", "- [ ] a\n- [x] b\n\n## Log\n", "- [ ]  a 📅 2026-01-01\n\t- [ ] b\n", "- [ ] a\n  b\n", "text\n- [ ] [due:: 2026-01-01] a\n",
		"## Log\n- 2026-10-01 planned coffee\n- 2026-10-02 09:00 Planned  call\n- **2026-10-03** planned\tmet\n", "## Log\n### 2026\n- 2026-02-01 met\n### 2025\n- 2025-01-01 met\n", "## Log\n\n## Log\n- 2026-01-01 met\n", "## Met\n- [[Bo]] x\n", "<div>\n## Log\n</div>\n\n## History\n",
		"## Log\n- 2026-01-01 met\n- - - \n***\n", "## Log\n-\n- 2026-01-01 met\n", "## Log #\n\n+ 2026-01-01 met\n+ 2026-02-01 met\n", "| a |\n|---|\n| b |", "text", "- list\ntext", "    code", "[ref]: x\n", "a\\\n", "## Log\n- 2026-01-01 met\u2028x\n",
	}
}
