package gaps

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Acquaintance is somebody who knows somebody, and how the notes say so.
type Acquaintance struct {
	form.PersonRef
	Why string `json:"why"`
}

// Acquaintances finds the people of the user's who know p as well.
func (g *Finder) Acquaintances(p *index.Person) []Acquaintance {
	out := []Acquaintance{}
	node := g.Ties.Node(p)
	for _, m := range g.People {
		if m.Person != p && index.InNetwork(m.Status) && g.Ties.Known(node, m.ID) {
			out = append(out, Acquaintance{form.RefOf(m.Person), g.tieText(g.Ties.Between(m.ID, node), node)})
		}
	}
	slices.SortFunc(out, func(a, b Acquaintance) int {
		return cmp.Or(txt.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return out
}

// Through finds who could introduce the user to a node of the network, the
// best first; where nobody can be asked now, who may be later.
func (g *Finder) Through(node int) []Acquaintance {
	out := []Acquaintance{}
	paths := g.Paths(node)
	if len(paths) == 0 {
		paths = g.Resting(node)
	}
	for _, p := range paths {
		why := g.PathRow(p).Why[1:] // without when they last spoke
		out = append(out, Acquaintance{form.RefOf(p.First.Person), strings.Join(why, "; ")})
	}
	return out
}

// RefsOf are the people of a list of acquaintances.
func RefsOf(list []Acquaintance) []form.PersonRef {
	var out []form.PersonRef
	for _, a := range list {
		out = append(out, a.PersonRef)
	}
	return out
}
