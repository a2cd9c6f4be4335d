package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Leads are the openings the user has heard of.
type Leads struct {
	Today date.Date `json:"today"`
	Leads []Lead    `json:"leads"`
}

// Lead is one opening: who told, how long before it was posted, and whom the
// user knows there.
type Lead struct {
	Name       string           `json:"name"`
	Path       string           `json:"path"`
	Title      string           `json:"title,omitempty"`
	Org        string           `json:"org,omitempty"`
	Status     string           `json:"status,omitempty"`
	Heard      date.Date        `json:"heard,omitzero"`
	HeardFrom  []form.PersonRef `json:"heard_from"`
	Posted     string           `json:"posted"` // yes, no or unknown
	PostedOn   date.Date        `json:"posted_on,omitzero"`
	DaysBefore *int             `json:"days_before,omitempty"` // heard so many days before it was posted
	Closes     date.Date        `json:"closes,omitzero"`
	DaysLeft   *int             `json:"days_left,omitempty"`
	Closed     bool             `json:"closed"`
	Known      []Going          `json:"known"`      // the user's people there
	Candidates []gaps.Candidate `json:"candidates"` // who may be there, by words of theirs
}

// MakeLeads gathers the lead notes; those that close first come first.
func MakeLeads(ix *index.Index, today date.Date) Leads {
	r := Leads{Today: today, Leads: []Lead{}}
	g := gaps.New(ix, today)
	for _, n := range ix.Notes() {
		if n.Kind == parse.LeadNote {
			r.Leads = append(r.Leads, leadOf(g, n))
		}
	}
	slices.SortFunc(r.Leads, func(a, b Lead) int {
		return cmp.Or(form.Count(a.Closed)-form.Count(b.Closed), form.Count(a.Closes.IsZero())-form.Count(b.Closes.IsZero()), a.Closes.Compare(b.Closes), b.Heard.Compare(a.Heard),
			strings.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
	})
	return r
}

func leadOf(g *gaps.Finder, n *parse.Note) Lead {
	ix, today := g.Index, g.Today
	l := Lead{Name: n.Name, Path: n.Path, Title: n.Plain("title"), Org: n.Plain("org"), Status: n.Text("status"), Heard: n.When("heard").From,
		HeardFrom: []form.PersonRef{}, Posted: posted(n), PostedOn: n.When("posted_on").From, Closes: n.When("closes").To, Known: []Going{}, Candidates: g.CandidatesAt(n.List("org")...)}
	for _, link := range ix.PeopleIn(n, "heard_from") {
		ref := form.PersonRef{Name: link.Text}
		if p := ix.Linked(link, n); p != nil {
			ref = form.RefOf(p)
		}
		l.HeardFrom = append(l.HeardFrom, ref)
	}
	if !l.PostedOn.IsZero() && !l.Heard.IsZero() {
		days := l.PostedOn.Sub(l.Heard)
		l.DaysBefore = &days
	}
	l.Closed = leadOver(l.Status)
	if !l.Closes.IsZero() {
		l.Closed = l.Closed || l.Closes.Before(today)
	}
	if days := l.Closes.Sub(today); !l.Closes.IsZero() && days >= 0 {
		l.DaysLeft = &days
	}
	for _, p := range ix.People() {
		if c := ix.Days(p, today); index.InNetwork(c.Status) && worksAt(ix, p.Note, n) {
			l.Known = append(l.Known, goingOf(p, &c))
		}
	}
	slices.SortStableFunc(l.Known, func(a, b Going) int {
		return cmp.Or(b.Spoke.Compare(a.Spoke), strings.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)))
	})
	return l
}

// posted is yes, no or unknown. A day of posting says more than the field.
func posted(n *parse.Note) string {
	switch txt.Fold(n.Text("posted")) {
	case "yes", "true", "y":
		return "yes"
	case "no", "false", "n":
		return "no"
	}
	if !n.When("posted_on").IsZero() {
		return "yes"
	}
	return "unknown"
}

// leadOver reports whether a lead's status says that nothing comes of it any
// more, or that it has come.
func leadOver(status string) bool {
	switch txt.FoldName(status) {
	case "closed", "filled", "rejected", "declined", "withdrawn", "passed", "accepted", "hired", "gone", "dropped", "over", "done":
		return true
	}
	return false
}

// worksAt reports whether a contact and another note name the same
// organisation, under whatever name.
func worksAt(ix *index.Index, contact, n *parse.Note) bool {
	for _, want := range n.List("org") {
		place := ix.Place(want)
		for _, have := range contact.List("org") {
			if txt.FoldName(txt.PlainText(have)) == txt.FoldName(txt.PlainText(want)) || place != nil && ix.Place(have) == place {
				return true
			}
		}
	}
	return false
}

// Text writes the leads for people.
func (r Leads) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	for i, l := range r.Leads {
		if i > 0 {
			p.Line()
		}
		title := p.Mark(form.Bold, form.Inline(l.Name))
		if l.Org != "" {
			title += "  " + form.Inline(l.Org)
		}
		if l.Status != "" {
			title += p.Mark(form.Dim, "  "+form.Inline(l.Status))
		}
		p.Line(title)
		p.Fact("heard", r.heard(l))
		p.Fact("posted", r.posted(l))
		for i, g := range l.Known {
			text := form.Inline(g.Name)
			if g.Role != "" {
				text += ", " + form.Inline(g.Role)
			}
			if !g.Spoke.IsZero() {
				text += " (spoke " + form.Ago(r.Today.Sub(g.Spoke)) + ")"
			}
			p.Fact(form.First("there", i), text)
		}
		gaps.PaintCandidates(&p, form.First("there", len(l.Known)), form.LabelWidth, l.Candidates)
		if len(l.Known)+len(l.Candidates) == 0 && l.Org != "" {
			p.Fact("there", "no one you know yet")
		}
	}
	if len(r.Leads) == 0 {
		p.Line("No leads yet. What somebody tells you: netnotes new lead NAME")
	}
	return p.Bytes()
}

func (r Leads) heard(l Lead) string {
	text := ""
	if len(l.HeardFrom) > 0 {
		text = "from " + form.Naming(l.HeardFrom, 0)
	}
	if !l.Heard.IsZero() {
		text = strings.TrimSpace(text + " on " + form.Day(l.Heard, r.Today))
	}
	switch {
	case l.DaysBefore == nil:
	case *l.DaysBefore > 0:
		text += ", " + form.Plural(*l.DaysBefore, "day", "days") + " before it was posted"
	case *l.DaysBefore == 0:
		text += ", the day it was posted"
	default:
		text += ", " + form.Plural(-*l.DaysBefore, "day", "days") + " after it was posted"
	}
	return text
}

func (r Leads) posted(l Lead) string {
	text := ""
	switch {
	case !l.PostedOn.IsZero():
		text = form.Day(l.PostedOn, r.Today)
	case l.Posted == "no":
		text = "not yet"
	case l.Posted == "yes":
		text = "yes"
	}
	if l.Closes.IsZero() {
		return text
	}
	closing := "closes " + form.Day(l.Closes, r.Today)
	switch {
	case l.DaysLeft == nil:
		closing = "closed " + form.Day(l.Closes, r.Today)
	case *l.DaysLeft == 0:
		closing += ", today"
	default:
		closing += fmt.Sprintf(", in %s", form.Plural(*l.DaysLeft, "day", "days"))
	}
	if text == "" {
		return closing
	}
	return text + "; " + closing
}
