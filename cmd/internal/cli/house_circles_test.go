package cli

import (
	"errors"
	"go/ast"
	gobuild "go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestHouseArrows holds which packages of a room lean on which others of it, so
// that none becomes the one that knows all. A package not named here may import
// nothing of its own room but what lies in folders below it.
func TestHouseArrows(t *testing.T) {
	may := map[string]string{
		"parse":             "parse/logline parse/markdown parse/task parse/date parse/txt parse/yaml",
		"parse/markdown":    "parse/txt parse/yaml",
		"parse/task":        "parse/date parse/txt",
		"parse/quick":       "parse parse/logline parse/date parse/txt",
		"parse/draft":       "parse parse/date parse/txt parse/yaml",
		"parse/logline":     "parse/date parse/txt",
		"parse/txt":         "",
		"parse/date":        "parse/txt",
		"parse/yaml":        "parse/txt",
		"parse/edit":        "parse parse/logline parse/markdown parse/task parse/draft parse/date parse/txt parse/yaml",
		"parse/merge":       "parse parse/logline parse/markdown parse/task parse/draft parse/date parse/txt parse/yaml",
		"parse/intake":      "parse parse/logline parse/markdown parse/task parse/draft parse/date parse/txt",
		"index/disk":        "",
		"index/git":         "index/disk",
		"index/store":       "index/parallel",
		"index/cards":       "index/disk",
		"index/parallel":    "",
		"index/folder":      "index/disk index/git",
		"index":             "index/disk index/facts index/folder index/git index/parallel index/query index/store",
		"index/query":       "",
		"index/past":        "index index/disk index/folder index/git index/parallel",
		"index/public":      "index index/folder index/parallel",
		"index/rename":      "index index/disk index/facts index/folder index/parallel index/store",
		"index/facts":       "index/disk index/parallel index/store",
		"index/network":     "index index/facts index/parallel index/query",
		"index/intake":      "index index/disk index/facts index/folder index/parallel",
		"report/form":       "",
		"report/due":        "report/form",
		"report/gaps":       "report/due report/form",
		"report/change":     "report/due report/form",
		"report/interviews": "report/due report/gaps report/form",
		"report/bring":      "report/due report/gaps report/form",
		"report/exchange":   "report/due report/form",
		"report":            "report/change report/due report/gaps report/form",
		"report/page":       "report report/change report/due report/gaps report/form",

		"cmd/internal/bench":      "",
		"cmd/internal/browser":    "",
		"cmd/internal/manual":     "",
		"cmd/internal/lsp":        "",
		"cmd/internal/cli/app":    "",
		"cmd/internal/cli/tell":   "cmd/internal/cli/app",
		"cmd/internal/cli/amend":  "cmd/internal/cli/app",
		"cmd/internal/cli/read":   "cmd/internal/cli/app",
		"cmd/internal/cli/intake": "cmd/internal/cli/app",
		"cmd/internal/cli/today":  "cmd/internal/cli/app cmd/internal/cli/amend cmd/internal/cli/read",
		"cmd/internal/cli": "cmd/internal/cli/app cmd/internal/cli/tell cmd/internal/cli/amend cmd/internal/cli/read cmd/internal/cli/today cmd/internal/cli/intake " +
			"cmd/internal/lsp cmd/internal/manual",
		"cmd/internal/release": "cmd/internal/cli cmd/internal/cli/app cmd/internal/manual",
		"cmd/netnotes":         "cmd/internal/cli cmd/internal/cli/app",
		"cmd/netnotes-mcp":     "cmd/internal/cli cmd/internal/cli/app",
	}
	for dir, p := range readHouse(t) {
		room, _, _ := strings.Cut(dir, "/")
		if !slices.Contains([]string{"parse", "index", "report", "cmd"}, room) {
			continue
		}
		allowed, named := may[dir]
		if strings.HasSuffix(dir, "test") { // helps the tests of its room
			continue
		}
		if strings.HasPrefix(dir, "parse/intake/") {
			allowed, named = "parse parse/logline parse/markdown parse/task parse/draft parse/date parse/txt parse/intake parse/intake/content", true
		}
		if !named {
			t.Errorf("%s is a new package: say here what it may lean on", dir)
		}
		for other := range p.imports {
			if strings.HasPrefix(other+"/", room+"/") && !slices.Contains(strings.Fields(allowed), other) {
				t.Errorf("%s imports %s", dir, other)
			}
		}
	}
}

// TestHouseCircles keeps the files of a package apart: where many lean on each
// other in a circle, none can be read without all. Eight are many; the circles
// that are larger are named with their size, which may shrink and not grow.
func TestHouseCircles(t *testing.T) {
	known := map[string]int{}
	houses := readHouse(t)
	for _, dir := range slices.Sorted(maps.Keys(houses)) {
		circle, allowed := houses[dir].circle(), max(known[dir], 8)
		if len(circle) > allowed {
			t.Errorf("%s: %d files lean on each other, %d may: %s", dir, len(circle), allowed, strings.Join(circle, " "))
		}
	}
}

// housePackage is one package's files and what they lean on.
type housePackage struct {
	imports map[string]bool            // packages of netnotes
	leans   map[string]map[string]bool // of a file, the files whose names it uses
	lines   int                        // of its files, those for other systems as well
	long    []string                   // functions of many lines, with their place
}

// nothing imports no package: names that come from others are of no interest.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("not looked at") }

// readHouse reads every package without its tests, by its folder.
func readHouse(t *testing.T) map[string]*housePackage {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	houses := map[string]*housePackage{}
	err := filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || strings.Contains(dir, "testdata") {
			return err
		}
		found, err := gobuild.ImportDir(dir, 0)
		if err != nil {
			return nil // no Go files
		}
		rel, _ := filepath.Rel(root, dir)
		houses[filepath.ToSlash(rel)] = readPackage(t, found)
		return nil
	})
	if err != nil || len(houses) < 20 {
		t.Fatalf("read %d packages: %v", len(houses), err)
	}
	return houses
}

func readPackage(t *testing.T, found *gobuild.Package) *housePackage {
	t.Helper()
	p := &housePackage{imports: map[string]bool{}, leans: map[string]map[string]bool{}}
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range slices.Concat(found.GoFiles, found.IgnoredGoFiles) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, filepath.Join(found.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		p.measure(set, file)
		if !slices.Contains(found.GoFiles, name) {
			continue
		}
		for _, spec := range file.Imports {
			other, _ := strconv.Unquote(spec.Path.Value)
			if other, ok := strings.CutPrefix(other, "netnotes/"); ok {
				p.imports[other] = true
			}
		}
		files = append(files, file)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: nothing{}, Error: func(error) {}}
	pkg, _ := config.Check(found.Dir, set, files, info)
	base := func(at token.Pos) string { return filepath.Base(set.Position(at).Filename) }
	for id, what := range info.Uses {
		method, _ := what.(*types.Func)
		member := method != nil && method.Signature().Recv() != nil
		if what.Pkg() != pkg || !member && what.Parent() != pkg.Scope() || base(id.Pos()) == base(what.Pos()) {
			continue
		}
		if p.leans[base(id.Pos())] == nil {
			p.leans[base(id.Pos())] = map[string]bool{}
		}
		p.leans[base(id.Pos())][base(what.Pos())] = true
	}
	return p
}

// reach is what can be come to from a file.
func (p *housePackage) reach(from string) map[string]bool {
	seen := map[string]bool{}
	todo := []string{from}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for next := range p.leans[at] {
			if !seen[next] {
				seen[next] = true
				todo = append(todo, next)
			}
		}
	}
	return seen
}

// circle is the largest set of files of which each leans on each.
func (p *housePackage) circle() []string {
	reach := map[string]map[string]bool{}
	for file := range p.leans {
		reach[file] = p.reach(file)
	}
	var largest []string
	for file := range reach {
		var circle []string
		for other := range reach[file] {
			if reach[other][file] {
				circle = append(circle, other)
			}
		}
		if len(circle) > len(largest) {
			largest = circle
		}
	}
	slices.Sort(largest)
	return largest
}
