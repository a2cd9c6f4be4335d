package merge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestMerge runs the cases of testdata/cases: base, ours and theirs, and what
// the merge must be, byte for byte. Every case is run with its sides swapped as
// well, which must change nothing but the sides of the conflicts, and with
// CRLF.
func TestMerge(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, crlf := range []bool{false, true} {
			text := map[string]string{}
			for _, f := range txtar.Parse(source).Files {
				text[f.Name] = string(f.Data)
				if crlf {
					text[f.Name] = strings.ReplaceAll(text[f.Name], "\n", "\r\n")
				}
			}
			name := strings.TrimSuffix(filepath.Base(file), ".txtar")
			if crlf {
				name += "-crlf"
			}
			t.Run(name, func(t *testing.T) {
				merged := Notes([]byte(text["base"]), []byte(text["ours"]), []byte(text["theirs"]), Options{})
				if string(merged.Source) != text["want"] {
					t.Errorf("got\n%s\nwant\n%s", merged.Source, text["want"])
				}
				if want := strings.Count(text["want"], "<<<<<<< "); merged.Conflicts != want {
					t.Errorf("%d conflicts, want %d", merged.Conflicts, want)
				}
				swapped := Notes([]byte(text["base"]), []byte(text["theirs"]), []byte(text["ours"]), Options{})
				if got := swapSides(string(swapped.Source)); got != text["want"] {
					t.Errorf("swapped\n%s\nwant\n%s", got, text["want"])
				}
			})
		}
	}
}

// swapSides exchanges the sides of every conflict.
func swapSides(text string) string {
	var out, ours, theirs strings.Builder
	to := &out
	for line := range strings.Lines(text) {
		switch bare := strings.TrimRight(line, "\r\n"); {
		case bare == "<<<<<<< ours":
			out.WriteString(line)
			to = &theirs
		case bare == "=======" && to == &theirs:
			to = &ours
		case bare == ">>>>>>> theirs":
			out.WriteString(ours.String() + "=======" + line[len(bare):] + theirs.String() + line)
			to = &out
			ours.Reset()
			theirs.Reset()
		default:
			to.WriteString(line)
		}
	}
	return out.String()
}
