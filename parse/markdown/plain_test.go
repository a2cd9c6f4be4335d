package markdown

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"netnotes/parse/parsetest"
	"netnotes/parse/yaml"
)

// FuzzBody holds the scanner of plain bodies against the block parser: where
// the scanner answers, both find the same headings and bullets at the same
// places, and neither finds anything wrong.
func FuzzBody(f *testing.F) {
	for _, s := range []string{"# A\n\n## Log\n\n- 2026-03-04 met\n  - [ ] x\n- b\n", "a\nb\n- c\n\n- d\n* e\n", "- a\n    - b\n  - c\n", "#  x\n##### y\n1) z\n", "- *a* b\n- **c**\n- __d\n",
		"- a\nb\n", "a\n===\n", "> q\n> - x\n\n- y\n", "```go\n# x\n\t- y\n```\n- z\n", "a\n````\n```\n````\nb\n", "> ```\n- x\n", "- a\n\n  b\n", "- a\n  1. b\n", "- 3.5 x\n\n\n- y\nz\n"} {
		f.Add(s)
	}
	files, _ := filepath.Glob("../../examples/*/*/*.md")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil {
			outer, _, _ := yaml.FrontMatter(source)
			f.Add(string(source[outer.End:]))
		}
	}
	f.Fuzz(func(t *testing.T, text string) { comparePlain(t, text) })
}

// comparePlain reads a body both ways and reports whether it is plain.
func comparePlain(t *testing.T, text string) bool {
	got, ok := plainBlocks([]byte(text), 0, nil)
	if !ok {
		return false
	}
	b := NewParser().Body([]byte(text))
	want := b.blocks(b.tree(0))
	if !slices.EqualFunc(want, got, func(a, b Block) bool {
		return a.Level == b.Level && a.Depth == b.Depth && a.dotted == b.dotted && a.Para == b.Para && a.Quoted == b.Quoted && a.Text == b.Text && slices.Equal(a.More, b.More)
	}) {
		t.Errorf("%q\nmarkdown %+v\nplain    %+v", text, want, got)
	}
	compareParts(t, text)
	if len(b.Problems) > 0 {
		t.Errorf("%q is plain, and has problems: %v", text, b.Problems)
	}
	return true
}

// compareParts holds the stretches and the leaves of a body that are read by lines
// against those of the block parser.
func compareParts(t *testing.T, text string) {
	by := func(lines bool) ([]Stretch, []string) {
		b := NewParser().Body([]byte(text))
		return b.Stretches(0, lines), b.Leaves(0, lines)
	}
	want, wantLeaves := by(false)
	got, gotLeaves := by(true)
	if !slices.EqualFunc(want, got, func(a, b Stretch) bool { return reflect.DeepEqual(a, b) }) {
		t.Errorf("%q\nmarkdown %+v\nplain    %+v", text, want, got)
	}
	if !slices.Equal(wantLeaves, gotLeaves) {
		t.Errorf("%q\nmarkdown %q\nplain    %q", text, wantLeaves, gotLeaves)
	}
}

// TestPlainBodies makes bodies of lines that are nearly plain and reads them
// both ways, as FuzzBody does.
func TestPlainBodies(t *testing.T) {
	starts := []string{"", "- ", "- ", "  - ", "", "# ", "> ", "```", "* ", "+ ", "  - ", "  - ", "    - ", "      - ", "   - ", " - ", "# ", "## ", "###### ", "####### ", "#", "> ", ">", "```", "````", "``` ", "  ", "    ", "\t", "-", "--", "---", "***", "===", "1. ", "1) ", "12", "~~~", "<!--", "<b>", "|", "[x]: y", "_", "\\", "- - ", "-  ", "- ```", "- > ", "-\t"}
	middles := []string{"a", "x y", "*a* b", "2026-03-04 met", "", "[ ] t", "[[A]]", "**b**", "__c", "* *", "_ _ _", "1.", "1. x", "3.5", "7) z", "2026.", "`c`", "``", "a #", "a ##", "é", "\u00a0x", "a\\", "~~s~~", "<i>", "<!-- x -->", "-", "- x", "=", "#", "a\tb", "!", "@b", "\"q\"", "(p)", "a  ", "2 - - -", "% %", "+1", "a\x0bb", "\ufeff"}
	ends := []string{"\n", "\n", "\n", "\n\n", " \n", "  \n", "\r\n", "\n\n\n", "\n \n", ""}
	plain, inputs := parsetest.Combine(20_000, starts, middles, ends, func(text string) bool { return comparePlain(t, text) })
	if plain < inputs/50 {
		t.Errorf("only %d of %d bodies are plain", plain, inputs)
	}
	t.Logf("%d of %d bodies are plain", plain, inputs)
}
