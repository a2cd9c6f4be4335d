package gaps

import (
	"fmt"
	"slices"

	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// fragileDays is how long a single link may rest.
const fragileDays = 120

// fragile finds people who are the user's only way to a target, into a sector
// or into a circle, where that way grows quiet. A sole bridge is gone within a
// year nine times in ten (Burt, "Bridge decay", 2002).
func (g *Finder) fragile() {
	ways := g.onlyWays()
	for _, m := range g.alive {
		overdue := g.overdue(m)
		if len(ways[m]) == 0 || m.Ago <= fragileDays && !overdue {
			continue
		}
		var into []string
		for i, way := range ways[m] {
			if i == form.MaxNames {
				into = append(into, "elsewhere")
				break
			}
			into = append(into, way.text)
		}
		f := Finding{ID: "fragile", about: m.Path, Severity: 0.7, Do: txt.Command("show", g.who(m)), Numbers: map[string]any{"days": m.Ago, "overdue": overdue},
			Title: fmt.Sprintf("%s is your only way %s; %s", m.Name, form.AndList(into), heard(m)), Text: "A short note keeps it."}
		for _, way := range ways[m] {
			f.Why = append(f.Why, tell("%s: nobody else you talk with", way.why))
		}
		f.Why = append(f.Why, form.Evidence{Text: fmt.Sprintf("spoke %s, %d days ago; a single link is named after %d days, or once its rhythm is overdue", form.FullDay(m.Spoke), m.Ago, fragileDays), Path: m.Path})
		g.add(f, m)
	}
	g.calm("%s", onlyText(ways))
}

// onlyText says that every single link is fresh.
func onlyText(ways map[*network.Member][]way) string {
	var members []*network.Member
	for m := range ways {
		members = append(members, m)
	}
	if len(members) == 0 {
		return "Nobody is your only way anywhere."
	}
	slices.SortFunc(members, byCloseness)
	return fmt.Sprintf("You spoke lately with whoever is your only way somewhere: %s.", memberNames(members))
}

// overdue reports whether a person's rhythm has run past its most.
func (g *Finder) overdue(m *network.Member) bool {
	r, ok := m.Rhythm()
	return ok && g.Today.After(r.Most)
}

// way is what somebody alone leads to.
type way struct{ text, why string }

func (g *Finder) onlyWays() map[*network.Member][]way {
	ways := map[*network.Member][]way{}
	add := func(m *network.Member, w way) {
		if !slices.ContainsFunc(ways[m], func(x way) bool { return x.text == w.text }) {
			ways[m] = append(ways[m], w)
		}
	}
	for sector, members := range g.bySector() {
		if len(members) == 1 && sector != "other" {
			add(members[0], way{"into " + query.SectorName(sector), "sector " + sector})
		}
	}
	for _, s := range g.Wanted() {
		if _, person := s.Query.Person(); len(s.have) == 1 && !person {
			add(s.have[0], way{"to " + s.Query.Describe(), s.Raw})
		}
	}
	if g.recorded() {
		for m, circles := range g.outerCircles() {
			for _, circle := range circles {
				add(m, way{"to the circle of " + memberNames(circle), "a circle of " + fmt.Sprint(len(circle))})
			}
		}
	}
	for m := range ways {
		ways[m] = plainer(ways[m])
	}
	return ways
}

// plainer drops what another way says as well: who leads into vendors leads to
// a target of vendors.
func plainer(ways []way) []way {
	return slices.DeleteFunc(slices.Clone(ways), func(w way) bool {
		return slices.ContainsFunc(ways, func(x way) bool { return x.text == "in"+w.text })
	})
}

// bySector are the live people of every sector.
func (g *Finder) bySector() map[string][]*network.Member {
	out, keys := map[string][]*network.Member{}, map[string]string{}
	for _, m := range g.alive {
		for _, sector := range m.List("sector") {
			key, known := keys[sector]
			if !known {
				key = txt.FoldName(sector)
				keys[sector] = key
			}
			if in := out[key]; key != "" && (len(in) == 0 || in[len(in)-1] != m) {
				out[key] = append(in, m)
			}
		}
	}
	return out
}
