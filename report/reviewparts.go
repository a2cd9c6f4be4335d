package report

import (
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// promises counts what the user kept in the span, and what was due in it and
// is still open.
func (r *Review) promises(a *account) {
	for _, p := range a.Promised {
		switch {
		case p.Theirs:
		case r.in(p.Kept):
			r.Promises.Kept++
			r.Promises.OnTime += form.Count(!p.Due.IsZero() && !p.Kept.After(p.Due))
		case p.Open && r.in(p.Due) && p.Due.Before(r.Today) && r.promise.Allowed(a.Status):
			r.Promises.Open++
			r.Promises.People = append(r.Promises.People, form.RefOf(a.Person))
		}
	}
}

// answers counts the lines of the span that wanted an answer, once a day.
func (r *Review) answers(a *account) {
	var counted date.Date
	for i, d := range a.Touches {
		if !d.Answerable() || !r.in(d.Day) || d.Day == counted {
			continue
		}
		counted = d.Day
		r.Answers.Wanted++
		answer := -1
		for j, e := range a.Touches {
			if j != i && e.Answers() && !e.Day.Before(d.Day) {
				answer = j
				break
			}
		}
		if answer < 0 {
			if a.owed() {
				r.Answers.Open = append(r.Answers.Open, form.RefOf(a.Person))
			}
			continue
		}
		r.Answers.Given++
		r.Answers.Soon += form.Count(a.Touches[answer].Day.Sub(d.Day) <= due.ReplyAfter)
	}
}

// introductions gathers the lines that brought people together; each stands in
// the log of everybody it names.
func (r *Review) introductions(a *account, seen map[string]bool) {
	for i, t := range a.Touches {
		if !t.Introduces() || !r.in(t.Day) {
			continue
		}
		d := a.look().Counted[i]
		others := d.Others(nil)
		if d.Direction == logline.From {
			by := a.Name
			if d.Owner != nil {
				by = d.Owner.Name
			}
			key := d.Day.String() + "\x00" + by + "\x00" + d.Raw
			if !seen[key] {
				seen[key] = true
				r.Introductions.Got = append(r.Introductions.Got, Introduction{d.Day, by, mentioned(d.Line)})
			}
			continue
		}
		if len(others) < 2 {
			others = append(others, mentioned(d.Line)...)
		}
		slices.Sort(others)
		others = slices.Compact(others)
		key := d.Day.String() + "\x00" + strings.Join(others, "\x00")
		if !seen[key] {
			seen[key] = true
			r.Introductions.Made = append(r.Introductions.Made, Introduction{On: d.Day, People: others})
		}
	}
}

// mentioned are the names of a head's links besides the note's owner.
func mentioned(l *index.Line) []string {
	out := []string{}
	for _, link := range l.HeadLinks {
		if l.Owner == nil || !slices.ContainsFunc(l.Owner.Names(), func(name string) bool { return txt.FoldName(name) == txt.FoldName(link.Target) }) {
			out = append(out, link.Text)
		}
	}
	return out
}

// meetings are the days after which a thank-you is in place: the first one,
// those at events, and every interview.
func (w *person) meetings() []due.Start {
	var out []due.Start
	add := func(s due.Start) {
		if !slices.ContainsFunc(out, func(o due.Start) bool { return o.Day == s.Day }) {
			out = append(out, s)
		}
	}
	interviews := w.Index.MayInterview(w.Person)
	for _, d := range w.Counted {
		if interviews && d.Class == logline.Sync && w.IsInterview(d.Line) {
			add(due.Start{Day: d.Day, Line: d.Line})
		}
	}
	for _, s := range w.EventStarts() {
		add(s)
	}
	if s, ok := w.MeetingStart(); ok {
		add(s)
	}
	return out
}

// mayMeet reports whether a person may have any meetings in the span. It takes no
// look at their lines.
func (r *Review) mayMeet(a *account) bool {
	met := a.Met
	if a.Status == parse.Wish {
		met = a.When("met").From
	}
	if r.in(met) || slices.ContainsFunc(a.Bullets, r.in) {
		return true
	}
	if a.ix.MayInterview(a.Person) && slices.ContainsFunc(a.Touches, func(t facts.Touch) bool { return t.Talked() && r.in(t.Day) }) {
		return true
	}
	place := a.ix.Place(a.Text("met_at"))
	if place == nil || place.Kind != parse.EventNote {
		return false
	}
	first, last := due.Around(a.ix.EventOf(place))
	return !first.After(r.To) && !last.Before(r.From)
}

// thanks counts the thank-yous of the meetings of the span.
func (r *Review) thanks(a *account) {
	if a.Status == parse.DoNotContact || a.Status == parse.Deceased || !r.mayMeet(a) {
		return
	}
	w := a.look()
	for _, s := range w.meetings() {
		if !r.in(s.Day) {
			continue
		}
		r.Thanks.Due++
		by, done := w.StepBy("thanks", &s)
		switch {
		case done && by.Day.Sub(s.Day) <= 1:
			r.Thanks.OnTime++
		case done:
			r.Thanks.Late++
		case r.Today.Sub(s.Day) <= 1:
			r.Thanks.Ahead++
		default:
			r.Thanks.Never = append(r.Thanks.Never, form.RefOf(w.Person))
		}
	}
}

// meet counts a person met for the first time in the span, and how soon the
// user wrote or talked to them again.
func (r *Review) meet(a *account) {
	if !r.in(a.Met) && !slices.ContainsFunc(a.Touches, func(t facts.Touch) bool { return t.Talked() && r.in(t.Day) }) {
		return
	}
	first, exact := a.firstMet()
	if !r.in(first) {
		return
	}
	r.New.Count++
	if !exact {
		r.New.Unknown++
		return
	}
	follow, done := a.followUp(first)
	switch days := follow.Sub(first); {
	case done && days <= soonFollow:
		r.New.In2++
		r.New.In7++
	case done && days <= weekFollow:
		r.New.In7++
	case done:
		r.New.Later++
	case r.Today.Sub(first) <= soonFollow:
		r.New.Ahead++
	default:
		r.New.Never = append(r.New.Never, form.RefOf(a.Person))
	}
}

// searches are the spans in which targets.md says that the user looks for a
// job.
func searches(ix *index.Index) []date.When {
	var out []date.When
	for _, n := range ix.Notes() {
		if n.Kind != parse.TargetsNote {
			continue
		}
		for i := range n.Fields() {
			if txt.FoldKey(n.Fields()[i].Key) != "mode" {
				continue
			}
			for _, text := range n.Fields()[i].Texts() {
				rest, ok := strings.CutPrefix(txt.Fold(text), "searching")
				if span, err := date.Parse(rest); ok && err == nil {
					out = append(out, span)
				}
			}
		}
	}
	return out
}

// searching counts contact inside and outside of the searches.
func (r *Review) searching(a *account, search []date.When) {
	if r.OutsideSearch == nil {
		return
	}
	var last date.Date
	for _, d := range a.Touches {
		if !d.Answers() || !r.in(d.Day) || d.Day == last {
			continue
		}
		last = d.Day
		r.OutsideSearch.Of++
		r.OutsideSearch.Contacts += form.Count(!slices.ContainsFunc(search, func(s date.When) bool { return !d.Day.Before(s.From) && !d.Day.After(s.To) }))
	}
	if r.OutsideSearch.Of > 0 {
		r.OutsideSearch.Share = float64(r.OutsideSearch.Contacts) / float64(r.OutsideSearch.Of)
	}
}

// work counts those whom an internship, a job, volunteering or a committee
// brought, a year ago or longer.
func (r *Review) work(a *account) {
	if !index.InNetwork(a.Status) || a.Met.IsZero() || a.Met.After(r.To.AddMonths(-workMonths)) {
		return
	}
	switch how := txt.FoldName(a.Text("met_how")); how {
	case "work", "group":
	case "":
		if place := a.ix.Place(a.Text("met_at")); place == nil || place.Kind != parse.GroupNote && place.Kind != parse.OrgNote {
			return
		}
	default:
		return
	}
	r.Work.Of++
	if a.Warmth == index.Warm {
		r.Work.Warm++
		r.Work.Names = append(r.Work.Names, form.RefOf(a.Person))
	}
}

// events counts what became of the events of the span.
func (r *Review) events(ix *index.Index, chosen []*index.Person) {
	var events []*index.Event
	for _, e := range ix.Events() {
		if r.in(e.End) || r.in(e.Start) {
			events = append(events, e)
		}
	}
	if len(events) == 0 {
		return
	}
	among := make(map[*index.Person]bool, len(chosen))
	met := map[*parse.Note][]*index.Person{} // those whose own notes say that they were met at a place
	for _, p := range chosen {
		among[p] = true
		if place := ix.Place(p.Text("met_at")); place != nil {
			met[place] = append(met[place], p)
		}
	}
	for _, e := range events {
		c := EventCount{Name: e.Name, Path: e.Path, Start: e.Start, End: e.End, People: []form.PersonRef{}}
		there := slices.DeleteFunc(ix.ToldIn(e.Path), func(p *index.Person) bool { return !among[p] || slices.Contains(met[e.Note], p) })
		for _, p := range append(there, met[e.Note]...) {
			w := look(ix, p, r.Today)
			if t, ok := w.metAt(e); ok && w.Status != parse.Imported {
				c.add(w, t)
			}
		}
		c.People = form.SortRefs(c.People)
		r.Events = append(r.Events, c)
	}
}

// metAt is the meeting with a person at an event.
func (w *person) metAt(e *index.Event) (due.Start, bool) {
	for _, b := range w.MetBullets() {
		if s := w.BulletStart(b); b.Event == e.Note && !s.Day.IsZero() && !s.Day.After(w.Today) {
			s.Line = b.Meeting
			return s, true
		}
	}
	if w.Index.Place(w.Text("met_at")) == e.Note {
		s := w.MetAtStart(e)
		return s, !s.Day.IsZero()
	}
	return due.Start{}, false
}

func (c *EventCount) add(w *person, t due.Start) {
	c.Met++
	c.People = append(c.People, form.RefOf(w.Person))
	by, done := w.StepBy("thanks", &t)
	c.Thanked += form.Count(done && by.Day.Sub(t.Day) <= 1)
	c.Connected += form.Count(w.Connected())
	c.MetAgain += form.Count(slices.ContainsFunc(w.Counted, func(d index.Dated) bool { return d.Class == logline.Sync && d.Day.After(t.Day) && d.Day.After(c.End) }))
}
