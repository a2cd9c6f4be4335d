package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestHouse keeps the rooms apart: a room may use the rooms below it and none
// above; parse and report know no disk; nothing below cmd reads a clock or
// ends the process; each library is known to one file or package.
func TestHouse(t *testing.T) {
	rooms := []string{"parse", "index", "report", "cmd"}
	only := map[string]string{"gopkg.in/yaml.v3": "parse/yaml/nodes.go", "github.com/yuin/goldmark": "parse/markdown/", "github.com/fsnotify/fsnotify": "index/watch.go"}
	seen := 0
	root := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		path, _ = filepath.Rel(root, path)
		path = filepath.ToSlash(path)
		room, _, _ := strings.Cut(path, "/")
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, path), nil, 0)
		if err != nil {
			return err
		}
		seen++
		for _, spec := range file.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if inside, ok := strings.CutPrefix(name, "netnotes/"); ok {
				other, _, _ := strings.Cut(inside, "/")
				if slices.Index(rooms, other) > slices.Index(rooms, room) {
					t.Errorf("%s imports %s, a room above it", path, name)
				}
			}
			// Other programs' files tell moments in zones; notes know days alone.
			moments := name == "time" && strings.HasPrefix(path, "parse/intake/")
			helpsTests := strings.HasPrefix(path, "parse/parsetest/")
			if (room == "parse" || room == "report") && !moments && !helpsTests && slices.Contains([]string{"os", "time", "net", "os/exec"}, name) {
				t.Errorf("%s imports %s", path, name)
			}
			for library, home := range only {
				if strings.HasPrefix(name, library) && !strings.HasPrefix(path, home) {
					t.Errorf("%s imports %s, which only %s knows", path, name, home)
				}
			}
		}
		if room != "cmd" {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				pkg, ok := call.X.(*ast.Ident)
				if ok && (pkg.Name == "time" && call.Sel.Name == "Now" || pkg.Name == "os" && call.Sel.Name == "Exit") {
					t.Errorf("%s calls %s.%s", path, pkg.Name, call.Sel.Name)
				}
				return true
			})
		}
		return nil
	})
	if err != nil || seen < 20 {
		t.Fatalf("read %d files: %v", seen, err)
	}
}
