package change

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"netnotes/index/disk"
	"netnotes/report/form"
)

// TestDiffLines holds the comparison against its definition: the lines that are
// not new are the old text, those that are not gone are the new one, numbers
// count the lines, and nothing common to both is left out at the ends.
func TestDiffLines(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a\n", "b\n", "c\r\n", "\n", "d"}), 0, 12).Draw(t, "lines"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var old, now []string
		for _, l := range diffLines([]byte(before), []byte(after)) {
			if l.op != '+' {
				old = append(old, l.text)
				if l.op == '-' && l.number != len(old) {
					t.Fatalf("line %d of the old text is numbered %d", len(old), l.number)
				}
			}
			if l.op != '-' {
				now = append(now, l.text)
				if l.number != len(now) {
					t.Fatalf("line %d of the new text is numbered %d", len(now), l.number)
				}
			}
		}
		same := func(lines []string, text string) bool {
			return strings.Join(lines, "\n") == strings.Join(splitLines([]byte(text)), "\n") && len(lines) == len(splitLines([]byte(text)))
		}
		if !same(old, before) || !same(now, after) {
			t.Fatalf("%q to %q: %q, %q", before, after, old, now)
		}
	})
}

// TestDiffApplies gives the diffs that are shown to another program, which must
// make the new text of the old one.
func TestDiffApplies(t *testing.T) {
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("no patch here")
	}
	var long []string
	for i := range 40 {
		long = append(long, strings.Repeat("x", i))
	}
	lines := func(s ...string) string { return strings.Join(s, "\n") + "\n" }
	for _, c := range [][2]string{
		{lines("a", "b", "c"), lines("a", "B", "c")},
		{lines("a"), lines("a", "b")},
		{lines("a", "b"), lines("b")},
		{lines(long...), lines(append([]string{"first"}, long...)...)},
		{lines(long...), lines(append(append([]string{}, long[:20]...), append([]string{"new"}, long[20:39]...)...)...)},
		{lines(long...), lines(append(append([]string{"one"}, long[:8]...), long[9:]...)...)},
		{lines("a", "b", "c", "d", "e", "f", "g", "h"), lines("A", "b", "c", "d", "e", "f", "g", "H")},
		{lines("a", "b", "c", "d", "e", "f", "g", "h", "i"), lines("A", "b", "c", "d", "e", "f", "g", "h", "I")},
	} {
		w := Written{diffs: []fileDiff{{disk.Change{Path: "n.md", Old: []byte(c[0]), New: []byte(c[1])}, diffLines([]byte(c[0]), []byte(c[1]))}}}
		dir := t.TempDir()
		file := filepath.Join(dir, "n.md")
		if err := os.WriteFile(file, []byte(c[0]), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(patch, "-p1", "--fuzz=0", "--silent")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(string(w.Diff(form.Style{})))
		out, err := cmd.CombinedOutput()
		got, _ := os.ReadFile(file)
		if err != nil || string(got) != c[1] {
			t.Errorf("%v %s\n%s\n got %q\nwant %q", err, out, w.Diff(form.Style{}), got, c[1])
		}
	}
}
