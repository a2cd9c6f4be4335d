package cli

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"testing"
)

// What one head holds: the lines of a package without its tests, and those of a
// function.
const (
	packageLines  = 4500
	functionLines = 80
)

// TestHouseSizes keeps packages and functions small enough to be read whole.
func TestHouseSizes(t *testing.T) {
	houses := readHouse(t)
	for _, dir := range slices.Sorted(maps.Keys(houses)) {
		house := houses[dir]
		if house.lines > packageLines {
			t.Errorf("%s has %d lines, %d may be: what of it is a subject of its own?", dir, house.lines, packageLines)
		}
		for _, function := range house.long {
			t.Errorf("%s, of %d", function, functionLines)
		}
	}
}

// measure counts the lines of a file, and finds its long functions.
func (p *housePackage) measure(set *token.FileSet, file *ast.File) {
	p.lines += set.File(file.Pos()).LineCount()
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		from, to := set.Position(f.Pos()), set.Position(f.End())
		if n := to.Line - from.Line + 1; n > functionLines {
			p.long = append(p.long, fmt.Sprintf("%s: %s has %d lines", from, f.Name.Name, n))
		}
	}
}
