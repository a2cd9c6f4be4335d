package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// searchShown is how many rows a run shows.
const searchShown = 5

// search lists the people at organisations that a want or a lead names:
// moderate and weak ties first, because they move most jobs (Rajkumar and
// others, Science 2022).
func (g *Finder) search(all bool) []SearchRow {
	rows := []SearchRow{}
	orgs := g.PlaceKeys(g.targetOrgs())
	for _, m := range g.People {
		for _, org := range m.List("org") {
			if m.Counts && slices.ContainsFunc(g.PlaceKeys([]string{org}), func(key string) bool { return slices.Contains(orgs, key) }) {
				rows = append(rows, SearchRow{m.Name, m.Path, txt.PlainText(org), m.Strength, m.Spoke, m.Ago, heard(m)})
				break
			}
		}
	}
	order := []network.Strength{network.ModerateTie, network.WeakTie, network.StrongTie, network.DormantTie, network.LatentTie}
	slices.SortStableFunc(rows, func(a, b SearchRow) int {
		return cmp.Or(slices.Index(order, a.Tie)-slices.Index(order, b.Tie), a.days-b.days, strings.Compare(a.Name, b.Name))
	})
	if !all {
		rows = rows[:min(len(rows), searchShown)]
	}
	return rows
}

// targetOrgs are the organisations of the wants and of the leads that are
// still open.
func (g *Finder) targetOrgs() []string {
	var orgs []string
	for _, w := range g.Targets().Wants {
		orgs = append(orgs, w.Query.Values("org")...)
	}
	for _, n := range g.Notes() {
		closed := n.When("closes")
		if n.Kind == parse.LeadNote && (closed.IsZero() || !g.Today.After(closed.To)) {
			orgs = append(orgs, n.List("org")...)
		}
	}
	return orgs
}

func (g Report) search(p *form.Painter) {
	name, org := 0, 0
	for _, r := range g.Search {
		name, org = max(name, form.Width(form.Inline(r.Name))), max(org, form.Width(form.Inline(r.Org)))
	}
	for i, r := range g.Search {
		if i == 0 {
			p.Line()
			p.Line(p.Mark(form.Bold, "At places you would like to work"))
		}
		spoke := r.heard
		if r.Spoke.IsZero() {
			spoke = "not spoken with yet"
		}
		p.Line("   ", form.Pad(form.Inline(r.Name), name), "  ", form.Pad(form.Inline(r.Org), org), "  ", p.Mark(form.Dim, fmt.Sprintf("%s tie, %s", r.Tie, spoke)))
	}
}
