package gaps

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Options narrow the report.
type Options struct {
	ID      string // one kind of finding only
	All     bool   // no limit
	Why     bool   // with the arithmetic
	Metrics bool   // with the measures of structure
}

// gapFamily is one kind of finding. The asked ones are made only when their
// name is given.
type gapFamily struct {
	id    string
	make  func(*Finder)
	asked bool
	all   bool // also with --all
}

// gapFamilies are all kinds of finding, in the order of equal severity.
func gapFamilies() []gapFamily {
	return []gapFamily{
		{id: "targets", make: (*Finder).targets},
		{id: "paths", make: (*Finder).targetPaths, asked: true},
		{id: "fragile", make: (*Finder).fragile},
		{id: "oneway", make: (*Finder).oneway},
		{id: "circles", make: (*Finder).circles},
		{id: "seniority", make: (*Finder).seniority},
		{id: "insular", make: (*Finder).insular},
		{id: "mentors", make: (*Finder).mentors},
		{id: "references", make: (*Finder).references},
		{id: "meeting", make: (*Finder).meeting},
		{id: "budget", make: (*Finder).budget},
		{id: "interview", make: (*Finder).interview},
		{id: "groups", make: (*Finder).groups},
		{id: "reconnect", make: (*Finder).reconnect, asked: true},
		{id: "introduce", make: (*Finder).introduce, asked: true, all: true},
	}
}

// IDs lists the kinds of finding.
func IDs() []string {
	var ids []string
	for _, f := range gapFamilies() {
		ids = append(ids, f.id)
	}
	return ids
}

// Make works out what is missing on a day.
func Make(ix *index.Index, today date.Date, o Options) Report {
	return MakeOf(network.New(ix, today), o)
}

// MakeOf is MakeGaps for a network that is worked out already.
func MakeOf(w *network.Network, o Options) Report {
	g := Of(w)
	today := w.Today
	r := Report{Today: today, Me: g.gapsMe(), id: o.ID, why: o.Why, all: o.All, live: len(g.alive)}
	for _, m := range g.People {
		if m.Counts {
			r.people++
		}
	}
	g.telling = o.Why
	g.find(o)
	if len(g.findings) > 0 {
		before := Of(g.Before(today.AddDays(-unchangedDays)))
		before.only = g.findings
		before.find(o)
		g.compare(before.findings)
	}
	limit := len(g.findings)
	if o.ID == "" && !o.All {
		limit = min(limit, maxFindings)
	}
	r.Findings, r.More = g.first(limit)
	if !o.Why {
		for i := range r.Findings {
			r.Findings[i].Why = nil
		}
	}
	r.calm = g.calmly
	r.fromTargets(g, o)
	if o.Metrics {
		g.try("metrics", func() { r.Metrics = g.metrics() })
	}
	r.Withheld = append([]Withheld{}, g.withheld...)
	return r
}

// find makes the findings that are asked for.
func (g *Finder) find(o Options) {
	for _, f := range gapFamilies() {
		if g.only != nil && !slices.ContainsFunc(g.only, func(found Finding) bool { return found.ID == f.id }) {
			continue
		}
		if f.id == o.ID || o.ID == "" && (!f.asked || f.all && o.All) {
			g.try(f.id, func() { f.make(g) })
		}
	}
}

// compare marks what the notes of a week ago said as well, with the same
// numbers.
func (g *Finder) compare(before []Finding) {
	for i := range g.findings {
		f := &g.findings[i]
		f.Unchanged = slices.ContainsFunc(before, func(b Finding) bool {
			return b.ID == f.ID && b.about == f.about && reflect.DeepEqual(withoutDays(b.Numbers), withoutDays(f.Numbers))
		})
	}
}

// withoutDays are the numbers that do not change by themselves.
func withoutDays(numbers map[string]any) map[string]any {
	rest := maps.Clone(numbers)
	delete(rest, "days")
	delete(rest, "days_left")
	return rest
}

// fromTargets adds what only the targets note can tell.
func (r *Report) fromTargets(g *Finder, o Options) {
	r.CouldUse = []CouldUse{}
	if g.Targets() == nil {
		return
	}
	r.targets = g.Targets().Note.Path
	if o.ID == "" || o.ID == "targets" {
		g.try("could use", func() { r.CouldUse = g.couldUse() })
	}
	if g.Targets().Mode.SearchingOn(g.Today) {
		r.until = g.Targets().Mode.When
		if o.ID == "" {
			g.try("search", func() { r.Search = g.search(o.All) })
		}
	}
}

func (g *Finder) gapsMe() Me {
	me := Me{Name: g.Me.Name, Email: g.Me.Emails, LinkedIn: g.Me.LinkedIn, Since: g.Me.Since.From, Level: g.Me.Level, Sector: g.Me.Sector}
	if len(g.Me.Orgs) > 0 {
		me.Org = txt.PlainText(g.Me.Orgs[0])
	}
	for _, s := range g.Me.Schools {
		me.School = append(me.School, txt.PlainText(s))
	}
	return me
}

// first are so many findings with their words, and how many are left: what is new
// comes first, then what weighs most.
func (g *Finder) first(limit int) (shown []Finding, more int) {
	slices.SortStableFunc(g.findings, func(a, b Finding) int {
		return cmp.Or(form.Count(a.Unchanged)-form.Count(b.Unchanged), cmp.Compare(b.Severity, a.Severity))
	})
	shown = []Finding{}
	for i := range g.findings {
		f := &g.findings[i]
		switch {
		case len(shown) == limit:
			more++
		case f.words == nil || g.try(f.ID, func() { f.words(f) }):
			f.words = nil
			shown = append(shown, *f)
		}
	}
	return shown, more
}
