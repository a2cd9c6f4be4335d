package yaml

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	library "gopkg.in/yaml.v3"

	"netnotes/parse/parsetest"
	"netnotes/parse/txt"
)

// FuzzPlain holds the scanner of plain front matter against the YAML library:
// where the scanner answers, both find the same fields, at the same places,
// with the same problems.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"a: b\n", "a:\n  - b\n  - \"c\"\nd: [e, \"f\", g]\n", "role: x # y\nmet: 2026-01-01 # z\n", "a: 'b'\r\nc:\r\n- d\r\n", "a: []\n\n# c\nb: 1:2\n", "\u00e9: x\nb: \u00e9t\u00e9\n"} {
		f.Add(s)
	}
	files, _ := filepath.Glob("../../examples/*/*/*.md")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil {
			if outer, inner, _ := FrontMatter(source); outer.End > outer.Start {
				f.Add(string(source[inner.Start:inner.End]))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) { compareFront(t, text) })
}

// compareFront reads a front matter both ways and reports whether it is plain.
func compareFront(t *testing.T, text string) bool {
	at := txt.At(0, len(text))
	fast := Reader{Source: []byte(text), Prose: map[string]bool{"role": true}}
	got, ok := fast.plainFields(at)
	if ok != scans([]byte(text)) {
		t.Errorf("%q is plain, or is not", text)
	}
	if !ok {
		return false
	}
	slow := Reader{Source: []byte(text), Prose: map[string]bool{"role": true}}
	want, ok := slow.yaml(at)
	if !ok {
		t.Errorf("%q is plain, and YAML rejects it", text)
		return true
	}
	var node library.Node
	if deep([]byte(text)) || library.Unmarshal([]byte(text), &node) != nil {
		t.Errorf("%q is plain, and YAML does not accept it", text)
	}
	// cmp tells what differs, and costs more than the reading.
	if !slices.EqualFunc(want, got, equalFields) {
		t.Errorf("%q (-YAML +plain)\n%s", text, cmp.Diff(want, got, cmpopts.EquateEmpty()))
	}
	if !reflect.DeepEqual(slow.Problems.List, fast.Problems.List) {
		t.Errorf("%q: problems (-YAML +plain)\n%s", text, cmp.Diff(slow.Problems.List, fast.Problems.List))
	}
	return true
}

func equalFields(a, b Field) bool {
	return a.Key == b.Key && a.Span == b.Span && a.At == b.At && a.List == b.List && slices.Equal(a.Values, b.Values) && slices.EqualFunc(a.Sub, b.Sub, equalFields)
}

// TestPlainFronts makes front matters of lines that are nearly plain and reads
// them both ways, as FuzzPlain does.
func TestPlainFronts(t *testing.T) {
	starts := []string{"a: ", "role: ", "- ", "  - ", "met_at:", "key", "", "# ", "\"q\": ", "a : ", "    - ", " - ", "-  ", "  ", "? ", "a:\t", "\u00e9: ", "9: ", "b:", "...", "%", "<<: "}
	middles := []string{"x", "x y", "[a, b]", "2026-01-01", "\"x: y\"", "'it'", "", "x # y", "x #y", "x: y", "1:2", "[]", "[a,b]", "[\"a\", b]", "[a", "[[A]]", "\"a\\n\"", "\"a\" b", "'a''b'", "@h", "*a", "&b x", "!t x", "| ", "> ", "{a: b}", "{}", "-", "- y", "null", "~", "true", "a, b", "a]", "\u00e9", "\u0085", "x\u2028y", "\xff", "#", " #", "a:", "%x", "`x"}
	ends := []string{"\n", "\n", " \n", "\r\n", "\n\n", "", "\r", "\t\n"}
	plain, inputs := parsetest.Combine(20_000, starts, middles, ends, func(text string) bool { return compareFront(t, text) })
	if plain < inputs/50 {
		t.Errorf("only %d of %d front matters are plain", plain, inputs)
	}
	t.Logf("%d of %d front matters are plain", plain, inputs)
}
