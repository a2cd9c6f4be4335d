package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// quietDays is how long ago a last word makes a note before the event worth
// writing.
const quietDays = 60

// EventPrep is one page before an event.
type EventPrep struct {
	Today     date.Date           `json:"today"`
	Type      string              `json:"type"` // event
	Name      string              `json:"name"`
	Path      string              `json:"path"`
	Start     date.Date           `json:"start,omitzero"`
	End       date.Date           `json:"end,omitzero"`
	Place     string              `json:"place,omitempty"`
	Mode      string              `json:"mode,omitempty"`
	Goals     []string            `json:"goals"`
	Tasks     []CardPromise       `json:"tasks"`
	ToMeet    []ToMeet            `json:"to_meet"`
	Going     []Going             `json:"going"`
	Before    []Going             `json:"before"` // met at earlier events of the series
	Write     []gaps.Acquaintance `json:"write"`  // whom to write to before it begins
	Questions []PrepQuestion      `json:"questions"`
	Pitch     *Pitch              `json:"pitch,omitempty"`
	Warnings  []string            `json:"warnings"`
}

// ToMeet is somebody to meet at an event, and who could introduce the user.
type ToMeet struct {
	form.PersonRef
	Text    string              `json:"text,omitempty"`
	Met     bool                `json:"met"` // the box is ticked
	Spoke   date.Date           `json:"spoke,omitzero"`
	Through []gaps.Acquaintance `json:"through"`
}

// MakeEventPrep gathers what to have in mind before an event.
func MakeEventPrep(ix *index.Index, e *index.Event, today date.Date) EventPrep {
	return prepEvent(gaps.New(ix, today), e)
}

func prepEvent(g *gaps.Finder, e *index.Event) EventPrep {
	ix, r := g.Index, plans(g, e)
	r.known(ix, e)
	r.there()
	r.write(ix)
	if questions := stock(ix); len(questions) > 0 {
		r.Questions = questions[:min(len(questions), due.FewQuestions)]
	}
	r.warn(ix)
	return r
}

// plans are what the event's own note says: when and where, goals, tasks, and whom
// to meet.
func plans(g *gaps.Finder, e *index.Event) EventPrep {
	today := g.Today
	r := EventPrep{Today: today, Type: string(e.Kind), Name: e.Name, Path: e.Path, Start: e.Start, End: e.End, Place: e.Plain("place"), Mode: e.Text("mode"),
		Goals: plainList(e.Note, "goals"), Tasks: []CardPromise{}, ToMeet: []ToMeet{}, Going: []Going{}, Before: []Going{}, Write: []gaps.Acquaintance{},
		Questions: []PrepQuestion{}, Warnings: []string{}}
	for _, promise := range e.Promises() {
		if promise.State == task.Open {
			r.Tasks = append(r.Tasks, cardPromise(promise.Promise, promise.Note))
		}
	}
	for _, m := range e.ToMeet() {
		r.ToMeet = append(r.ToMeet, toMeet(g, e, m))
	}
	return r
}

func plainList(n *parse.Note, field string) []string {
	out := []string{}
	for _, text := range n.List(field) {
		out = append(out, txt.PlainText(text))
	}
	return out
}

// toMeet finds out how somebody to meet is known, and through whom.
func toMeet(g *gaps.Finder, e *index.Event, m parse.Meeting) ToMeet {
	t := ToMeet{PersonRef: form.PersonRef{Name: m.Person.Text}, Text: txt.PlainText(m.Text), Met: m.Done, Through: []gaps.Acquaintance{}}
	p := g.Linked(m.Person, e.Note)
	if p == nil {
		if node, ok := g.Ties.Ghost(m.Person.Target); ok {
			t.Through = g.Through(node)
		}
		return t
	}
	t.PersonRef, t.Spoke = form.RefOf(p), g.Member(p.Note).Spoke
	if t.Spoke.IsZero() {
		t.Through = g.Through(g.Ties.Node(p))
	}
	return t
}

// known finds whom the user knows there: named in the event, or naming it; and
// whom the user met at earlier events of the series.
func (r *EventPrep) known(ix *index.Index, e *index.Event) {
	listed := map[*index.Person]bool{}
	for _, link := range ix.PeopleIn(e.Note, "attendees") {
		listed[ix.Linked(link, e.Note)] = true
	}
	meet := map[string]bool{}
	for _, m := range r.ToMeet {
		meet[m.Path] = true
	}
	for _, p := range ix.People() {
		c := ix.Days(p, r.Today)
		if meet[p.Path] || !index.InNetwork(c.Status) {
			continue
		}
		g := goingOf(p, &c)
		switch {
		case listed[p] || linesName(ix, p, e):
			r.Going = append(r.Going, g)
		case r.Today.Before(e.End) && inSeries(ix, p, e):
			r.Before = append(r.Before, g)
		}
	}
}

// there puts those who will be there first among those who could introduce the
// user to somebody.
func (r *EventPrep) there() {
	going := map[string]bool{}
	for _, g := range r.Going {
		going[g.Path] = true
	}
	for _, m := range r.ToMeet {
		slices.SortStableFunc(m.Through, func(a, b gaps.Acquaintance) int { return form.Count(going[b.Path]) - form.Count(going[a.Path]) })
		for i := range m.Through {
			if going[m.Through[i].Path] {
				m.Through[i].Why += "; will be there"
			}
		}
	}
}

// linesName reports whether a person's lines name the event, or the person was
// met there.
func linesName(ix *index.Index, p *index.Person, e *index.Event) bool {
	return ix.Place(p.Text("met_at")) == e.Note || slices.ContainsFunc(p.Lines(), func(l *index.Line) bool {
		return l.Note == e.Note || slices.ContainsFunc(l.Links, func(link txt.Link) bool { return ix.Place(link.Target) == e.Note })
	})
}

// inSeries reports whether a person was met at another event of the series.
func inSeries(ix *index.Index, p *index.Person, e *index.Event) bool {
	series := txt.FoldName(e.Plain("series"))
	if series == "" {
		return false
	}
	same := func(n *parse.Note) bool {
		return n != nil && n != e.Note && n.Kind == parse.EventNote && txt.FoldName(n.Plain("series")) == series
	}
	return same(ix.Place(p.Text("met_at"))) || slices.ContainsFunc(p.MetBullets(), func(b index.MetBullet) bool { return same(b.Event) })
}

// write says whom to write to before the event: those who could introduce the
// user there, and those going whom the user has not written to for a while.
func (r *EventPrep) write(ix *index.Index) {
	if !r.End.IsZero() && r.End.Before(r.Today) {
		return
	}
	told := map[string]bool{}
	add := func(who form.PersonRef, why string) {
		if !told[who.Path] {
			told[who.Path] = true
			r.Write = append(r.Write, gaps.Acquaintance{PersonRef: who, Why: why})
		}
	}
	for _, m := range r.ToMeet {
		if !m.Met && len(m.Through) > 0 {
			add(m.Through[0].PersonRef, "could introduce you to "+m.Name)
		}
	}
	for _, g := range r.Going {
		if !g.Touch.IsZero() && r.Today.Sub(g.Touch) > quietDays {
			add(g.PersonRef, "will be there; last word "+form.Day(g.Touch, r.Today))
		}
	}
}

// warn says what is missing, and nothing where all is well.
func (r *EventPrep) warn(ix *index.Index) {
	if len(r.Goals) == 0 && (r.Start.IsZero() || r.Today.Before(r.Start)) {
		r.Warnings = append(r.Warnings, "goals: none yet, one or two are enough")
	}
	p := MakePitch(ix)
	if p.Path != "" {
		r.Pitch = &p
	}
	for _, w := range p.Warnings {
		if p.Words > 0 {
			w = p.sum() + "; " + w
		}
		w = "pitch: " + w
		r.Warnings = append(r.Warnings, w)
	}
}

// Text writes the page.
func (r EventPrep) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, strings.ToUpper(form.Inline(r.Name))), "  ", form.Inline(r.when()))
	for i, goal := range r.Goals {
		p.Fact(form.First("goals", i), form.Inline(goal))
	}
	for i, task := range r.Tasks {
		text := form.Words(task.Text)
		if !task.Due.IsZero() {
			text += " (by " + form.Day(task.Due, r.Today) + ")"
		}
		p.Fact(form.First("to do", i), text)
	}
	r.meetText(&p)
	r.goingText(&p, "going", r.Going)
	r.goingText(&p, "perhaps", r.Before)
	for i, a := range r.Write {
		p.Fact(form.First("write", i), form.Pad(form.Inline(a.Name), 20)+"  "+form.Inline(a.Why))
	}
	for i, q := range r.Questions {
		p.Fact(form.First("ask", i), form.Words(q.Text))
	}
	for _, w := range r.Warnings {
		about, text, ok := strings.Cut(w, ": ")
		if !ok || about != "pitch" && about != "goals" {
			about, text = "", w
		}
		p.Fact(about, form.Inline(text))
	}
	return p.Bytes()
}

// when says the days and the place, and how far off they are.
func (r EventPrep) when() string {
	var parts []string
	if !r.Start.IsZero() {
		parts = append(parts, form.Days(date.When{From: r.Start, To: r.End}))
	}
	if r.Place != "" {
		parts = append(parts, r.Place)
	}
	text := strings.Join(parts, ", ")
	if away := far(r.Start, r.End, r.Today); away != "" {
		text += " · " + away
	}
	return text
}

// far says how far off some days are.
func far(start, end, today date.Date) string {
	switch {
	case start.IsZero():
		return ""
	case end.Before(today):
		return form.Ago(today.Sub(end))
	case !start.After(today):
		return "now"
	case start.Sub(today) == 1:
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", start.Sub(today))
}

func (r EventPrep) meetText(p *form.Painter) {
	wide, wideText := 0, 0
	for _, m := range r.ToMeet {
		wide, wideText = max(wide, form.Width(form.Inline(m.Name))), max(wideText, min(form.Width(form.Inline(m.Text)), 40))
	}
	for i, m := range r.ToMeet {
		how := "no one you know yet"
		switch {
		case m.Met:
			how = "met"
		case !m.Spoke.IsZero():
			how = "you spoke " + form.Ago(r.Today.Sub(m.Spoke))
		case !r.End.IsZero() && r.End.Before(r.Today):
			how = "not met there"
		case len(m.Through) > 0:
			called, _, _ := strings.Cut(m.Name, " ")
			how = "ask " + form.Naming(gaps.RefsOf(m.Through[:1]), 1) + " before you go (" + form.Inline(strings.ReplaceAll(m.Through[0].Why, m.Name, called)) + ")"
		}
		text := form.Pad(form.Inline(m.Name), wide)
		if wideText > 0 {
			text += "  " + form.Pad(p.Cut(form.Inline(m.Text), 40), wideText)
		}
		p.Fact(form.First("to meet", i), text+"  "+how)
	}
}

func (r EventPrep) goingText(p *form.Painter, title string, going []Going) {
	wide := 0
	for _, g := range going {
		wide = max(wide, form.Width(form.Inline(g.Name)))
	}
	for i, g := range going {
		spoke := "not spoken yet"
		if !g.Spoke.IsZero() {
			spoke = "spoke " + form.Ago(r.Today.Sub(g.Spoke))
		}
		p.Fact(form.First(title, i), form.Pad(form.Inline(g.Name), wide)+"  "+spoke)
	}
}
