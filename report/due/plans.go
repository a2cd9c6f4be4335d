package due

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/report/form"
)

// plans shows what is planned: from the eve on as a meeting, before that among
// what comes, and once its day has passed as a question.
func (w *Contact) plans() {
	for _, l := range w.Lines() {
		if !w.isPlanned(l) {
			continue
		}
		on := l.When.To
		passed := w.Today.Sub(on)
		what := func() string { return "planned " + string(l.Kind) + " of " + form.Day(on, w.Today) }
		if off := w.settledBy(l); off != nil {
			if passed <= recent {
				w.settled(what(), off, "settled by")
			}
			continue
		}
		it := Item{Due: on, Text: form.PlainLine(l), Path: l.Note.Path, Line: l.Line, Because: because(l, "planned")}
		switch near := l.Class == logline.Sync && l.When.IsDay() && passed >= -1; {
		case passed > 0:
			if by := w.tookPlace(l); by != nil {
				if passed <= recent {
					w.settled(what(), by, "closed by")
				}
				continue
			}
			it.Text += ": did it take place?"
			it.Because[0].Text = "planned for " + form.FullDay(on) + ", and no conversation since the week before"
			w.add("confirm", it)
		case !near:
			w.add("planned", it)
		default:
			if by := w.heldOn(on); by != nil {
				w.settled("meeting", by, "closed by")
				continue
			}
			w.add("meeting", w.meeting(it, l))
		}
	}
}

// isPlanned reports whether a line is a plan that does not itself say that it is
// off.
func (w *Contact) isPlanned(l *index.Line) bool { return l.Planned && !l.Off }

// settledBy is the line that says of a plan that it is off: of its kind, and dated
// within a week of it. The day to which such a line moves it is left alone.
func (w *Contact) settledBy(plan *index.Line) *index.Line {
	for _, l := range w.Lines() {
		if l.Off && !l.Planned && l.Kind == plan.Kind && abs(l.When.To.Sub(plan.When.To)) <= settlesNear && l.MovedTo != plan.When.To {
			return l
		}
	}
	return nil
}

// tookPlace is what answers the question about a plan whose day has passed: a
// conversation from a week before it on, or a plan of its kind for a later day.
func (w *Contact) tookPlace(plan *index.Line) *index.Line {
	for _, d := range w.Counted {
		if d.Class == logline.Sync && !d.Day.Before(plan.When.To.AddDays(-settlesNear)) {
			return d.Line
		}
	}
	for _, l := range w.Lines() {
		if w.isPlanned(l) && l.Kind == plan.Kind && l.When.To.After(plan.When.To) {
			return l
		}
	}
	return nil
}

// heldOn is a conversation of a day.
func (w *Contact) heldOn(on date.Date) *index.Line {
	for _, d := range slices.Backward(w.Counted) {
		if d.Class == logline.Sync && d.Day == on {
			return d.Line
		}
	}
	return nil
}

// meeting tells of a meeting today or tomorrow what one wants to know before it.
func (w *Contact) meeting(it Item, l *index.Line) Item {
	open := 0
	for _, q := range w.Questions() {
		if !q.Asked {
			open++
		}
	}
	it.Time, it.Place, it.Questions, it.with = l.Time, strings.Join(l.Places, ", "), &open, l.Others(w.Person)
	it.event = fmt.Sprintf("%s:%d", l.Note.Path, l.Line)
	return it
}

// NoteItems are a note's own: tasks that are promised to nobody in particular; of
// an event also that it takes place, and goals to be set before it.
func NoteItems(ix *index.Index, n *parse.Note, promises []index.Promise, today date.Date) []Item {
	w := &Contact{Index: ix, Today: today, Person: &index.Person{Note: n}, Kinds: Kinds()}
	w.Status, w.Warmth = parse.Active, index.Warm
	for _, p := range promises {
		w.promise(p)
	}
	if e := ix.EventOf(n); e != nil {
		w.event(e)
	}
	slices.SortStableFunc(w.Items, compareItems)
	return w.Items
}

// event adds that an event takes place, and that it wants goals.
func (w *Contact) event(e *index.Event) {
	first, last, ok := e.Days()
	if !ok {
		return
	}
	it := Item{Due: first, last: last, Place: e.Plain("place"), Text: "begins", Because: []form.Evidence{form.Reason("begins on "+form.FullDay(first), e.Path, 0)}}
	if last.Sub(first) >= longEvent {
		it.last = first
	}
	if first.Before(last) {
		it.Text = "until " + form.Day(last, w.Today)
	}
	if w.Today.After(first) && !w.Today.After(it.last) {
		it.Due = w.Today
	}
	w.add("meeting", it)
	if len(e.List("goals")) == 0 {
		w.add("goal", Item{Due: first.AddDays(-GoalBefore), last: first.AddDays(-1), Text: "set a goal or two before it begins on " + form.Day(first, w.Today),
			Because: []form.Evidence{form.Reason("begins on "+form.FullDay(first)+" and has no goals", e.Path, 0)}})
	}
}
