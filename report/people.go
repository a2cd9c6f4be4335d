package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report/form"
)

// PersonRef names a person in a report.
type PersonRef struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"` // absent for somebody without a note
}

func refOf(p *index.Person) PersonRef { return PersonRef{p.Name, p.Path} }

// InCell is the person in a cell of a table.
func (r PersonRef) InCell() string { return form.Inline(r.Name) }

// sortRefs orders people by name.
func sortRefs(refs []PersonRef) []PersonRef {
	slices.SortFunc(refs, func(a, b PersonRef) int {
		return cmp.Or(parse.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return slices.Compact(refs)
}

// naming writes people's names for a line of text, a few of them by name.
func naming(refs []PersonRef, most int) string {
	var out []string
	for i, r := range refs {
		if most > 0 && i == most && len(refs) > most+1 {
			out = append(out, fmt.Sprintf("%d more", len(refs)-most))
			break
		}
		out = append(out, form.Inline(r.Name))
	}
	return strings.Join(out, ", ")
}

// inNetwork reports whether somebody may be named as a part of the network.
func inNetwork(s parse.Status) bool { return listed(s) && s != parse.Wish }

func listed(s parse.Status) bool {
	switch s {
	case parse.Archived, parse.Deceased, parse.DoNotContact, parse.Imported:
		return false
	}
	return true
}

func tierRank(tier string) string { return cmp.Or(tier, "none") }

// peopleAtOnce is how many people are looked at in one go, several goes side
// by side.
const peopleAtOnce = 256
