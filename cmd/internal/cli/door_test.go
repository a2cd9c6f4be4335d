package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the pages for developers name is there: a file that was moved is moved in
// them too.
func TestDoor(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	for _, page := range []string{".github/ARCHITECTURE.md", ".github/CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(root, page))
		if err != nil {
			t.Fatal(err)
		}
		named := 0
		for _, m := range regexp.MustCompile("`((?:parse|index|report|cmd|examples|\\.github)[a-zA-Z0-9_/.-]*)`").FindAllStringSubmatch(string(text), -1) {
			named++
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(strings.TrimSuffix(m[1], "/")))); err != nil {
				t.Errorf("%s names %s: %v", page, m[1], err)
			}
		}
		if named < 5 {
			t.Errorf("%s names %d files", page, named)
		}
	}
}
