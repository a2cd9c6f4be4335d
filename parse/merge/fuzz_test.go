package merge

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"netnotes/parse/txt"
)

// FuzzMerge merges any three texts. The properties: merging never panics; what
// one side alone changed is taken as it is; swapping the sides swaps the sides
// of the conflicts and nothing else; and of a text without fields and tasks,
// whose lines are never put together anew, every line that a side added stands
// in the result.
func FuzzMerge(f *testing.F) {
	files, _ := filepath.Glob("testdata/cases/*.txtar")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil {
			text := map[string][]byte{}
			for _, part := range txtar.Parse(source).Files {
				text[part.Name] = part.Data
			}
			f.Add(text["base"], text["ours"], text["theirs"])
		}
	}
	f.Add([]byte("- a\n\n```\n- b\n"), []byte("- a\r\n  c\r- b"), []byte("\xef\xbb\xbf- \xff\n1. x\n1. y\n"))
	f.Add([]byte("---\na: [b\nc: \"d\n---\n"), []byte("---\na: [b, 'c]\n  - x\n---\n"), []byte("---\na:\n- b\n? c\n...\n"))
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		merged := Notes(base, ours, theirs, Options{})
		if alone := Notes(base, ours, base, Options{}); !bytes.Equal(alone.Source, ours) || alone.Conflicts > 0 {
			t.Errorf("ours alone: %q", alone.Source)
		}
		if merged.Binary || bytes.Contains(slices.Concat(base, ours, theirs), []byte("<<<<<<<")) {
			return
		}
		swapped := Notes(base, theirs, ours, Options{})
		if merged.Conflicts == 0 && !bytes.Equal(swapped.Source, merged.Source) || swapped.Conflicts != merged.Conflicts {
			t.Errorf("%q swapped %q", merged.Source, swapped.Source)
		}
		if bytes.Contains(slices.Concat(ours, theirs), []byte("---")) || bytes.Contains(slices.Concat(ours, theirs), []byte("[")) {
			return
		}
		old, have := lineSet(base), lineSet(merged.Source)
		for _, side := range [][]byte{ours, theirs} {
			for line := range lineSet(side) {
				if !old[line] && !have[line] {
					t.Errorf("%q is lost in %q", line, merged.Source)
				}
			}
		}
	})
}

// lineSet is the words of a text's lines, without a bullet.
func lineSet(text []byte) map[string]bool {
	out := map[string]bool{}
	for _, line := range cutLines(bytes.TrimPrefix(text, []byte(txt.BOM))) {
		_, width := txt.BulletMark(line.text)
		if line := strings.Join(strings.Fields(line.text[width:]), " "); line != "" {
			out[line] = true
		}
	}
	return out
}
