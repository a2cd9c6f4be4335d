package gaps

import (
	"fmt"
	"slices"

	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Numbers of the findings about talk and effort.
const (
	insularDays = 180
	insularBase = 20 // conversations
)

// split counts conversations within and outside the user's own place.
type split struct {
	internal, external int
	outside            []*network.Member // in the order of the notes
}

func (s split) base() int { return s.internal + s.external }

// index is the E–I index: -1 where all talk is internal, 1 where none is
// (Krackhardt and Stern 1988).
func (s split) index() float64 { return float64(s.external-s.internal) / float64(s.base()) }

// fires reports (E − I)/(E + I) ≤ −0.30, in whole numbers.
func (s split) fires() bool {
	return s.base() >= insularBase && 10*(s.external-s.internal) <= -3*s.base()
}

// insular finds a user who talks mostly within their own organisation or,
// failing that, their own sector.
func (g *Finder) insular() {
	if g.needsTargets("insular") {
		return
	}
	if len(g.Me.Orgs) == 0 && g.Me.Sector == "" {
		g.withhold("insular", "where you are is not in targets.md (me: org, sector)", "")
		return
	}
	org := g.split(func(m *network.Member) (in, known bool) {
		orgs := m.List("org")
		return g.SamePlace(orgs, g.Me.Orgs), len(orgs) > 0 && len(g.Me.Orgs) > 0
	})
	sector := g.split(func(m *network.Member) (in, known bool) {
		sectors := m.List("sector")
		return slices.ContainsFunc(sectors, func(s string) bool { return txt.FoldName(s) == g.Me.Sector }), len(sectors) > 0 && g.Me.Sector != ""
	})
	switch {
	case org.fires():
		g.insularFinding("org", "at "+txt.PlainText(g.Me.Orgs[0]), org)
	case sector.fires():
		g.insularFinding("sector", "in "+query.SectorName(g.Me.Sector), sector)
	default:
		g.calm("In half a year %d conversations were with people of your organisation and %d with others; by sector %d and %d.", org.internal, org.external, sector.internal, sector.external)
	}
}

// split sorts the conversations of half a year. Somebody whose place is not
// known counts for neither side.
func (g *Finder) split(place func(*network.Member) (in, known bool)) split {
	var s split
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		n := conversations(m, g.Today, insularDays)
		in, known := place(m)
		switch {
		case n == 0 || !known:
		case in:
			s.internal += n
		default:
			s.external += n
			s.outside = append(s.outside, m)
		}
	}
	return s
}

// conversations counts those of the last so many days.
func conversations(m *network.Member, today date.Date, days int) int {
	n := 0
	for _, day := range m.Conversations {
		if today.Sub(day) <= days {
			n++
		}
	}
	return n
}

func (g *Finder) insularFinding(by, where string, s split) {
	outside := slices.Clone(s.outside)
	slices.SortStableFunc(outside, func(a, b *network.Member) int { return b.Ago - a.Ago })
	f := Finding{ID: "insular", Severity: 0.5, Do: txt.Command("gaps", "reconnect"),
		Title:   fmt.Sprintf("%d of %d conversations in half a year were with people %s", s.internal, s.base(), where),
		Text:    "Nobody outside yet.",
		Numbers: map[string]any{"internal": s.internal, "external": s.external, "index": s.index(), "by": by},
		Why: []form.Evidence{tell("(E − I)/(E + I) = (%d − %d)/%d = %.3f, from −0.300 down it is said, with %d conversations or more", s.external, s.internal, s.base(), s.index(), insularBase),
			tell("those whose %s is not noted count for neither side", by)}}
	if len(outside) > 0 {
		m := outside[0]
		f.Text, f.Do = fmt.Sprintf("Outside, you have not spoken with %s for the longest time (%s).", m.Name, form.Ago(m.Ago)), txt.Command("show", g.who(m))
	}
	g.add(f, outside[:min(len(outside), 5)]...)
}
