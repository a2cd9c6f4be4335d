package gaps

import (
	"fmt"
	"math"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// PathTo is who could introduce the user to somebody.
type PathTo struct {
	Target string      `json:"target"`
	Known  string      `json:"known,omitempty"` // what is known of the target beforehand
	Paths  []PathRow   `json:"paths"`
	NotNow []PathNotes `json:"not_now"` // people who know them and should not be asked now
	// Candidates may match a query, by words of theirs.
	Candidates []Candidate `json:"candidates"`

	several bool // the target is a query
}

// PathRow is one way.
type PathRow struct {
	Via   []string `json:"via"`
	To    string   `json:"to,omitempty"` // where the target is a query
	Score float64  `json:"score"`
	Why   []string `json:"why"`
}

// PathNotes is somebody who is no way at present, and why.
type PathNotes struct {
	Name string   `json:"name"`
	Why  []string `json:"why"`
}

// score rounds for people and JSON.
func score(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// MakePath finds the ways to a person.
func MakePath(ix *index.Index, today date.Date, n *parse.Note) PathTo {
	g := New(ix, today)
	m := g.Member(n)
	r := PathTo{Target: m.Name, Paths: []PathRow{}, NotNow: []PathNotes{}, Candidates: []Candidate{}}
	switch {
	case m.Live:
		r.Known = "you know each other; " + heard(m)
	case !m.Reachable():
		r.Known = "status: " + string(m.Status)
		return r
	}
	r.ways(g, m.ID)
	return r
}

// MakeGhostPath finds the ways to somebody who is named and has no note.
func MakeGhostPath(ix *index.Index, today date.Date, ghost facts.Ghost) PathTo {
	g := New(ix, today)
	r := PathTo{Target: ghost.Name, Known: fmt.Sprintf("no note yet, named in %s:%d", ghost.Path, ghost.Line), Paths: []PathRow{}, NotNow: []PathNotes{}, Candidates: []Candidate{}}
	if node, ok := g.Ties.Ghost(ghost.Name); ok {
		r.ways(g, node)
	}
	return r
}

// ways adds the paths to a node, and those who know it and may rest.
func (r *PathTo) ways(g *Finder, node int) {
	for _, p := range g.Paths(node) {
		r.Paths = append(r.Paths, g.PathRow(p))
	}
	for _, p := range g.Resting(node) {
		if len(r.NotNow) < maxFindings {
			r.NotNow = append(r.NotNow, PathNotes{p.First.Name, append([]string{g.tieText(p.Tie, p.To)}, g.readyText(p.Ready)...)})
		}
	}
}

// MakePaths finds the ways to those who match a query and whom the user does
// not talk with.
func MakePaths(ix *index.Index, today date.Date, q query.Query, text string) PathTo {
	g := New(ix, today)
	r := PathTo{Target: text, Paths: []PathRow{}, NotNow: []PathNotes{}, Candidates: g.candidates(q), several: true}
	var known []string
	for _, m := range g.alive {
		if g.Matches(q, m) {
			known = append(known, m.Name+" ("+heard(m)+")")
		}
	}
	if len(known) > 0 {
		r.Known = "you know " + form.JoinNames(known)
	}
	for _, p := range g.pathsTo(q) {
		row := g.PathRow(p)
		row.To = g.nodeName(p.To)
		r.Paths = append(r.Paths, row)
	}
	return r
}

func (g *Finder) PathRow(p network.Path) PathRow {
	row := PathRow{Via: []string{p.First.Name}, Score: score(p.Score), Why: []string{heard(p.First)}}
	if p.Then >= 0 {
		row.Via = append(row.Via, g.nodeName(p.Then))
		row.Why = append(row.Why, g.tieText(p.Tie, p.Then), g.nodeName(p.Then)+": "+g.tieText(p.Last, p.To))
	} else {
		row.Why = append(row.Why, g.tieText(p.Tie, p.To))
	}
	row.Why = append(row.Why, g.readyText(p.Ready)...)
	return row
}

// tieText says how two people know each other, without naming the first.
func (g *Finder) tieText(e network.Evidence, to int) string {
	name := g.nodeName(to)
	switch e.Kind {
	case network.ByKnows:
		return "knows " + name
	case network.ByIntro:
		if e.Entry() == nil {
			return "knows " + name + " by an introduction"
		}
		return fmt.Sprintf("an introduction with %s on %s", name, form.Day(e.When.Day(g.Today), g.Today))
	case network.ByInteraction:
		return fmt.Sprintf("%s with %s on %s", interactionWord(e.Entry()), name, form.Day(e.When.Day(g.Today), g.Today))
	case network.ByGroup:
		return e.Name + " with " + name
	case network.ByOrg:
		return "works with " + name + " at " + e.Name
	case network.ByFormerOrg:
		return fmt.Sprintf("worked with %s at %s, %s", name, e.Name, yearsText(e.When))
	case network.ByEvent:
		return "both were at " + e.Name
	}
	return ""
}

func interactionWord(l *logline.Entry) string {
	switch {
	case l == nil, l.Kind == logline.Other && l.Class != logline.Async:
		return "together"
	case l.Class == logline.Async:
		return "in one " + string(l.Kind)
	}
	return "in one " + strings.Replace(string(l.Kind), "meet", "meeting", 1)
}

func yearsText(w date.When) string {
	if w.From.Year == w.To.Year {
		return fmt.Sprint(w.From.Year)
	}
	return fmt.Sprintf("%d–%d", w.From.Year, w.To.Year)
}

// readyText says what to do before asking.
func (g *Finder) readyText(r network.Ready) []string {
	var out []string
	if r.Owed != nil {
		out = append(out, fmt.Sprintf("you owe an answer of %s, so that first", form.Day(r.Owed.When.Day(g.Today), g.Today)))
	}
	switch {
	case r.Factor == 0 && r.Owed == nil && r.Asks > 0:
		out = append(out, fmt.Sprintf("asked %s in three months, so let it rest", timesWord(r.Asks)))
	case !r.Ask.IsZero():
		out = append(out, fmt.Sprintf("you asked for something on %s, so thank first or give something", form.Day(r.Ask, g.Today)))
	}
	return out
}

func timesWord(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return form.Number(n) + " times"
}

// pathWhy is the arithmetic of a path.
func (g *Finder) pathWhy(p network.Path) []form.Evidence {
	to := p.To
	if p.Then >= 0 {
		to = p.Then
	}
	e := tell("%s to %s: %s tie %.1f × %s %.1f × readiness %.1f", p.First.Name, g.nodeName(p.To), p.First.Strength, p.First.Strength.Weight(), p.Tie.Kind, p.Tie.Kind.Weight(), p.Ready.Factor)
	if p.Then >= 0 {
		e.Text += fmt.Sprintf(" × %s to %s %.1f × 0.5 for the longer way", g.nodeName(to), p.Last.Kind, p.Last.Kind.Weight())
	}
	e.Text += fmt.Sprintf(" = %.2f", p.Score)
	e.Path, e.Line = p.Tie.Place()
	return []form.Evidence{e}
}

// Text writes the ways for people.
func (r PathTo) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	if r.Known != "" {
		p.Line(form.Inline(r.Target), ": ", r.Known)
	}
	columns := 12
	for _, row := range r.Paths {
		columns = max(columns, min(form.Width(form.Inline(r.lead(row))), 44))
	}
	for _, row := range r.Paths {
		p.Wrap(form.Pad(form.Inline(r.lead(row)), columns)+fmt.Sprintf("  %-9.2f", row.Score), form.Inline(strings.Join(row.Why, "; ")), "")
	}
	for i, rest := range r.NotNow {
		if i == 0 && (len(r.Paths) > 0 || r.Known != "") {
			p.Line()
		}
		p.Wrap(form.Pad(form.Inline(rest.Name), columns)+"  not now  ", form.Inline(strings.Join(rest.Why, "; ")), "")
	}
	if len(r.Candidates) > 0 {
		p.Wrap("", form.Inline(mayBe(r.Candidates, byNoField)), "")
		candidateLines(&p, "   ", r.Candidates)
	}
	if len(r.Paths)+len(r.NotNow)+len(r.Candidates) == 0 && !strings.HasPrefix(r.Known, "status") && !(r.several && r.Known != "") {
		p.Line("Nobody you talk with is noted as knowing ", form.Inline(r.Target), ".   ", p.Mark(form.Dim, txt.Command("ask")))
	}
	return p.Bytes()
}

func (r PathTo) lead(row PathRow) string {
	lead := strings.Join(row.Via, ", then ")
	if row.To != "" {
		lead += " → " + row.To
	}
	return lead
}
