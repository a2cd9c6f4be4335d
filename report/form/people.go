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
	if len(refs) == 0 {
		return refs
	}
	keys, order := make([]string, len(refs)), make([]int, len(refs))
	for i, r := range refs {
		keys[i], order[i] = txt.NameKey(r.Name), i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(refs[a].Path, refs[b].Path))
	})
	out := make([]PersonRef, len(refs))
	for i, at := range order {
		out[i] = refs[at]
	}
	return slices.Compact(out)
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
