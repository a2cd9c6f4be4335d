package form

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse/txt"
)

// PersonRef names a person in a report.
type PersonRef struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"` // absent for somebody without a note
}

// RefOf names a person.
func RefOf(p *index.Person) PersonRef { return PersonRef{p.Name, p.Path} }

// InCell is the person in a cell of a table.
func (r PersonRef) InCell() string { return Inline(r.Name) }

// SortRefs orders people by name.
func SortRefs(refs []PersonRef) []PersonRef {
	slices.SortFunc(refs, func(a, b PersonRef) int {
		return cmp.Or(txt.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return slices.Compact(refs)
}

// Naming writes people's names for a line of text, a few of them by name.
func Naming(refs []PersonRef, most int) string {
	var out []string
	for i, r := range refs {
		if most > 0 && i == most && len(refs) > most+1 {
			out = append(out, fmt.Sprintf("%d more", len(refs)-most))
			break
		}
		out = append(out, Inline(r.Name))
	}
	return strings.Join(out, ", ")
}
