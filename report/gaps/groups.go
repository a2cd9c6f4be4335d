package gaps

import (
	"fmt"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

const GroupDays = 180

// groups finds groups in which the user has a part and takes none.
func (g *Finder) groups() {
	groups := g.myGroups()
	newest := g.groupDays(groups)
	quiet := g.quiet(groups, newest)
	if len(quiet) == 0 {
		g.calm("Every group with a my_role has a line or an event of the last half year.")
		return
	}
	f := Finding{ID: "groups", Severity: 0.3, Do: txt.Command("show", quiet[0].Name), Numbers: map[string]any{"groups": len(quiet)},
		Text: "One line there, or an honest goodbye."}
	var names []string
	dated := false
	for _, n := range quiet {
		names = append(names, n.Name)
		since := "no linked line or event"
		dated = dated || !n.When("term").IsZero() // else nobody knows since when
		if day := newest[n]; !day.IsZero() {
			since = fmt.Sprintf("last on %s; no linked line or event for %d days", form.FullDay(day), GroupDays)
			dated = true
		}
		f.Why = append(f.Why, form.Evidence{Text: fmt.Sprintf("%s, %s: %s", n.Name, n.Plain("my_role"), since), Path: n.Path})
	}
	f.Title = fmt.Sprintf("You belong to %s; nothing is noted there", form.JoinNames(names))
	if dated {
		f.Title += " for half a year"
	}
	if day := newest[quiet[0]]; len(quiet) == 1 && !day.IsZero() {
		f.Title = fmt.Sprintf("You belong to %s; the last thing noted there is of %s", quiet[0].Name, g.sayDay(day))
	}
	f.Numbers["names"] = names
	g.add(f)
}

// myGroups are the groups in which the user has a part.
func (g *Finder) myGroups() (groups []*parse.Note) {
	for _, n := range g.Notes() {
		if n.Kind == parse.GroupNote && n.Text("my_role") != "" && g.inTerm(n) {
			groups = append(groups, n)
		}
	}
	return groups
}

// quiet are those of some groups of which nothing is noted for half a year.
func (g *Finder) quiet(groups []*parse.Note, newest map[*parse.Note]date.Date) (quiet []*parse.Note) {
	for _, n := range groups {
		if day := newest[n]; day.IsZero() || g.Today.Sub(day) > GroupDays {
			quiet = append(quiet, n)
		}
	}
	return quiet
}

// QuietGroups is the same for a report that needs no network, with the newest
// day of each group.
func QuietGroups(ix *index.Index, today date.Date) (quiet []*parse.Note, newest map[*parse.Note]date.Date) {
	g := &Finder{Network: &network.Network{Index: ix, Today: today}, Today: today}
	groups := g.myGroups()
	newest = g.groupDays(groups)
	return g.quiet(groups, newest), newest
}

func (g *Finder) sayDay(d date.Date) string { return form.Day(d, g.Today) }

// inTerm reports whether the user has been in a group for half a year and is
// still.
func (g *Finder) inTerm(n *parse.Note) bool {
	term := n.When("term")
	return term.IsZero() || !g.Today.After(term.To) && g.Today.Sub(term.From) >= GroupDays
}

// groupDays is the newest day on which a line or an event is linked with each of
// some groups.
func (g *Finder) groupDays(groups []*parse.Note) map[*parse.Note]date.Date {
	newest := map[*parse.Note]date.Date{}
	if len(groups) == 0 {
		return newest
	}
	add := func(n *parse.Note, day date.Date) {
		if n != nil && n.Kind == parse.GroupNote && day.After(newest[n]) {
			newest[n] = day
		}
	}
	for _, n := range g.Notes() {
		for i := range n.Entries() {
			e := &n.Entries()[i]
			if e.When.IsZero() || !e.Planned && e.When.Day(g.Today).After(g.Today) {
				continue
			}
			add(n, e.When.Day(g.Today))
			for _, link := range e.Links {
				add(g.LinkedPlace(link, n), e.When.Day(g.Today))
			}
		}
		if n.Kind == parse.EventNote {
			for _, link := range txt.LinksIn(string(n.Source())) {
				add(g.LinkedPlace(link, n), n.When("start").From)
			}
		}
	}
	return newest
}
