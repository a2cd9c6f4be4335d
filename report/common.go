package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// PersonRef names a person in a report.
type PersonRef struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"` // absent for somebody without a note
}

func refOf(p *index.Person) PersonRef { return PersonRef{p.Name, p.Path} }

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
		out = append(out, inline(r.Name))
	}
	return strings.Join(out, ", ")
}

// Acquaintance is somebody who knows somebody, and how the notes say so.
type Acquaintance struct {
	PersonRef
	Why string `json:"why"`
}

// acquaintances finds the people of the user's who know p as well.
func (g *gapper) acquaintances(p *index.Person) []Acquaintance {
	out := []Acquaintance{}
	node := g.Ties.Node(p)
	for _, m := range g.People {
		if m.Person != p && inNetwork(m.Status) && g.Ties.Known(node, m.ID) {
			out = append(out, Acquaintance{refOf(m.Person), g.tieText(g.Ties.Between(m.ID, node), node)})
		}
	}
	slices.SortFunc(out, func(a, b Acquaintance) int {
		return cmp.Or(parse.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return out
}

// through finds who could introduce the user to a node of the network, the
// best first; where nobody can be asked now, who may be later.
func (g *gapper) through(node int) []Acquaintance {
	out := []Acquaintance{}
	paths := g.Paths(node)
	if len(paths) == 0 {
		paths = g.Resting(node)
	}
	for _, p := range paths {
		why := g.pathRow(p).Why[1:] // without when they last spoke
		out = append(out, Acquaintance{refOf(p.First.Person), strings.Join(why, "; ")})
	}
	return out
}

// inNetwork reports whether somebody may be named as a part of the network.
func inNetwork(s parse.Status) bool { return listed(s) && s != parse.Wish }
