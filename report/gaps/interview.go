package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// interviewNames is how many people the finding names.
const interviewNames = 2

// talkTo is somebody it would be worth to ask for an interview.
type talkTo struct {
	*network.Member
	group int // wishes, then those who are what a want names, then those who may be
	path  float64
	maybe *Candidate
}

// interview finds a quarter of the year without an informational interview, and
// names whom to ask.
func (g *Finder) interview() {
	first := date.Date{Year: g.Today.Year, Month: (g.Today.Month-1)/3*3 + 1, Day: 1}
	last := first.AddMonths(3).AddDays(-1)
	held, planned, ever := g.interviewed(first, last)
	quarter := fmt.Sprintf("%d-Q%d", g.Today.Year, (g.Today.Month+2)/3)
	if held+planned > 0 {
		g.calm("In this quarter %s held and %d planned.", form.Plural(held, "interview is", "interviews are"), planned)
		return
	}
	people := g.toInterview(ever)
	if len(people) == 0 {
		g.calm("Whom to interview: netnotes new contact NAME --status wish.")
		return
	}
	f := Finding{ID: "interview", Severity: 0.4, Quarter: quarter, Candidates: []Candidate{}, Numbers: map[string]any{"held": held, "planned": planned},
		Do:  txt.Command("prep", g.who(people[0].Member)),
		Why: []form.Evidence{tell("from %s to %s no interview was held and none is planned", form.FullDay(first), form.FullDay(last))}}
	if people[0].path > 0 {
		f.Do = txt.Command("path", g.who(people[0].Member))
	}
	var members []*network.Member
	var names []string
	for _, t := range people {
		names = append(names, t.Name)
		members = append(members, t.Member)
		f.Why = append(f.Why, form.Evidence{Text: t.why(), Path: t.Path})
		if t.maybe != nil {
			f.Candidates = append(f.Candidates, *t.maybe)
		}
	}
	f.Title = "Nobody interviewed this quarter"
	f.Text = fmt.Sprintf("Twenty minutes with %s would be worth asking for.", orNames(names))
	g.add(f, members...)
}

func (t talkTo) why() string {
	switch {
	case t.group == 0 && t.path > 0:
		return fmt.Sprintf("%s: a wish, with a path of %.2f", t.Name, t.path)
	case t.group == 0:
		return t.Name + ": a wish"
	case t.maybe != nil:
		return fmt.Sprintf("%s: may have the role or level that a want names, %q", t.Name, t.maybe.Word)
	}
	return t.Name + ": has the role or level that a want names, and was never interviewed"
}

// interviewed counts the interviews of some days, and tells who ever gave one.
func (g *Finder) interviewed(first, last date.Date) (held, planned int, ever map[*network.Member]bool) {
	ever = map[*network.Member]bool{}
	seen := map[*index.Line]bool{}
	for _, m := range g.People {
		if !g.MayInterview(m.Person) {
			continue
		}
		w := &due.Contact{Index: g.Index, Today: g.Today, Person: m.Person}
		for _, l := range m.Lines() {
			if l.Off || !w.IsInterview(l) {
				continue
			}
			day := l.When.Day(g.Today)
			within := !l.When.To.Before(first) && !l.When.From.After(last)
			switch {
			case l.Planned && within && !seen[l]:
				planned++
			case !l.Planned && l.Counted() && l.Class == logline.Sync && !day.After(g.Today):
				ever[m] = true
				if !day.Before(first) && !seen[l] {
					held++
				}
			}
			seen[l] = true
		}
	}
	return held, planned, ever
}

// toInterview are two people to ask: of the wishes those with the best path,
// then those whose role or level a want names, by their fields or their words.
func (g *Finder) toInterview(ever map[*network.Member]bool) []talkTo {
	var people []talkTo
	for _, m := range g.People {
		if m.Status == parse.Wish && !m.Double && !ever[m] {
			t := talkTo{Member: m}
			if paths := g.Paths(m.ID); len(paths) > 0 {
				t.path = paths[0].Score
			}
			people = append(people, t)
		}
	}
	if len(people) < interviewNames {
		people = append(people, g.ofWantedRoles(ever)...)
	}
	slices.SortStableFunc(people, func(a, b talkTo) int {
		return cmp.Or(a.group-b.group, cmp.Compare(score(b.path), score(a.path)), strings.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
	})
	return people[:min(len(people), interviewNames)]
}

// ofWantedRoles are those of the network who were never interviewed and whose
// role or level a want names.
func (g *Finder) ofWantedRoles(ever map[*network.Member]bool) []talkTo {
	var people []talkTo
	if g.Targets() == nil {
		return people
	}
	taken := map[*network.Member]bool{}
	var queries []query.Query
	for _, w := range g.Targets().Wants {
		queries = append(queries, w.Query.Only("role", "level")...)
	}
	for _, q := range queries {
		for _, m := range g.People {
			if m.Counts && !ever[m] && !taken[m] && g.Matches(q, m) {
				taken[m] = true
				people = append(people, talkTo{Member: m, group: 1})
			}
		}
	}
	for _, q := range queries {
		for _, c := range g.Candidates(q) {
			if !ever[c.Member] && !taken[c.Member] {
				taken[c.Member] = true
				maybe := g.candidate(c)
				people = append(people, talkTo{Member: c.Member, group: 2, maybe: &maybe})
			}
		}
	}
	return people
}
