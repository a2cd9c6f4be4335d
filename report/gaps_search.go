package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/parse"
)

// searchShown is how many rows a run shows.
const searchShown = 5

// search lists the people at organisations that a want or a lead names:
// moderate and weak ties first, because they move most jobs (Rajkumar and
// others, Science 2022).
func (g *gapper) search(all bool) []SearchRow {
	rows := []SearchRow{}
	orgs := g.PlaceKeys(g.targetOrgs())
	for _, m := range g.People {
		for _, org := range m.List("org") {
			if m.Counts && slices.ContainsFunc(g.PlaceKeys([]string{org}), func(key string) bool { return slices.Contains(orgs, key) }) {
				rows = append(rows, SearchRow{m.Name, m.Path, parse.PlainText(org), m.Strength, m.Spoke, m.Ago, heard(m)})
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
func (g *gapper) targetOrgs() []string {
	var orgs []string
	for _, w := range g.Targets().Wants {
		orgs = append(orgs, w.Query.Values("org")...)
	}
	for _, n := range g.Notes() {
		closed := n.When("closes")
		if n.Kind == parse.LeadNote && (closed.IsZero() || !g.today.After(closed.To)) {
			orgs = append(orgs, n.List("org")...)
		}
	}
	return orgs
}

func (g Gaps) search(p *painter) {
	name, org := 0, 0
	for _, r := range g.Search {
		name, org = max(name, width(inline(r.Name))), max(org, width(inline(r.Org)))
	}
	for i, r := range g.Search {
		if i == 0 {
			p.line()
			p.line(p.mark(bold, "At places you would like to work"))
		}
		spoke := r.heard
		if r.Spoke.IsZero() {
			spoke = "not spoken with yet"
		}
		p.line("   ", pad(inline(r.Name), name), "  ", pad(inline(r.Org), org), "  ", p.mark(dim, fmt.Sprintf("%s tie, %s", r.Tie, spoke)))
	}
}
