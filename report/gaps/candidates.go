package gaps

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// maxCandidateLines is how many candidates are shown with their places.
const maxCandidateLines = 3

// byNoField is what is said of candidates beside their number.
const byNoField = "though no field says so"

// candidates are those who may match a query, the closest first.
func (g *Finder) candidates(q query.Query) []Candidate {
	found := g.Candidates(q)
	slices.SortStableFunc(found, func(a, b network.Candidate) int { return byCloseness(a.Member, b.Member) })
	out := []Candidate{}
	for _, c := range found {
		out = append(out, g.candidate(c))
	}
	return out
}

func (g *Finder) candidate(c network.Candidate) Candidate {
	return Candidate{c.Name, c.Path, c.Line, c.Word, txt.Command("set", append([]string{g.who(c.Member)}, c.Facts...)...)}
}

// CandidatesAt are those who may be at an organisation, which goes by any of
// some names.
func (g *Finder) CandidatesAt(orgs ...string) []Candidate {
	if len(orgs) == 0 {
		return []Candidate{}
	}
	q := query.Term{Key: "org", Op: '='}
	for _, org := range orgs {
		name := txt.PlainText(org)
		if place := g.Place(org); place != nil {
			name = place.Name
		}
		q.Values = append(q.Values, name)
	}
	return g.candidates(query.Query{Terms: []query.Term{query.Of(q)}})
}

// mayBe says how many of the people looked for some candidates may be.
func mayBe(found []Candidate, of string) string {
	if len(found) == 0 {
		return ""
	}
	if of != "more" {
		of = ", " + of
	} else {
		of = " more"
	}
	return fmt.Sprintf("%s may be %s%s.", form.JoinNames(candidateNames(found)), form.Number(len(found)), of)
}

func candidateNames(found []Candidate) (names []string) {
	for _, c := range found {
		names = append(names, c.Name)
	}
	return names
}

// candidateLines writes where the first candidates were found, and what makes each a
// fact.
func candidateLines(p *form.Painter, lead string, found []Candidate) {
	for _, c := range found[:min(len(found), maxCandidateLines)] {
		p.Wrap(lead, form.Inline(fmt.Sprintf("%s: %q, %s:%d", c.Name, strings.TrimSpace(c.Word), c.Path, c.Line)), form.Dim)
		p.Line(lead, p.Mark(form.Dim, form.Inline(c.Do)))
	}
}

// PaintCandidates writes who may be at a place, as one of its facts.
func PaintCandidates(p *form.Painter, label string, indent int, found []Candidate) {
	if len(found) == 0 {
		return
	}
	p.Labelled(label, indent, form.Inline(mayBe(found, byNoField)))
	lead := strings.Repeat(" ", indent)
	if p.Plain {
		lead = ""
	}
	candidateLines(p, lead, found)
}
