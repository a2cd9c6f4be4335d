// Package report turns an index and a day into values, and values into text,
// JSON and CSV. It is pure: it reads no clock and opens no file.
package due

import (
	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// manyLate is how many late rhythms are worth to be spread.
const manyLate = 12

// Make works out who is due on a day.
func Make(ix *index.Index, today date.Date, o Options) List {
	parts := make([]findings, (len(ix.People())+parallel.Batch-1)/parallel.Batch)
	parallel.Each(len(ix.People()), parallel.Batch, func(start, end int) {
		part := findings{rows: make([]Person, 0, end-start)}
		var w Contact
		for _, p := range ix.People()[start:end] {
			w.glance(ix, p, today)
			if o.Query.IsZero() || ix.Match(o.Query, p.Note, &w.Days, today) {
				part.person(&w)
			}
		}
		parts[start/parallel.Batch] = part
	})
	if o.Query.IsZero() {
		var part findings
		part.notes(ix, today)
		parts = append(parts, part)
	}
	d := arrange(parts, today, o, ix.Settings)
	if len(d.People)+len(d.Soon) == 0 {
		if d.idle = whyIdle(ix, today); d.idle == "" && o.Query.IsZero() {
			var first ahead
			for i := range parts {
				first.take(parts[i].ahead)
			}
			d.idle = first.text(today)
		}
	}
	return d
}

// person takes a person in, with what is near.
func (f *findings) person(w *Contact) {
	for i := range w.Items {
		from := w.Items[i].shown
		if w.Items[i].Status == Snoozed {
			from = date.Latest(from, w.Resting)
		}
		if from.After(w.Today) {
			f.ahead.take(ahead{w.Name, from})
		}
	}
	items, shown := near(w.Items, w.Today)
	for i := range items {
		f.late += form.Count(items[i].lateKeep())
	}
	if len(w.open) > 0 && w.Kinds.Named("promise").Allowed(w.Status) {
		f.undate(w.Name, w.open)
	}
	if len(items) == 0 {
		return
	}
	row := Person{Name: w.Name, Path: w.Path, Items: items, folded: txt.FoldName(w.Name)}
	if shown { // what else is said of somebody is asked for only where they may be shown themselves
		if row.Org, row.Role = w.known.Org, w.known.Role; !w.calm {
			row.Org, row.Role = w.Plain("org"), w.Plain("role")
		}
		row.Warmth, row.Spoke, row.Touch = w.Warmth, w.Spoke, w.Touch
		row.Cadence, row.tier = w.Cadence.String(), w.Tier
	}
	f.rows = append(f.rows, row)
}

// notes takes in what notes have of their own: events, and tasks of nobody in
// particular.
func (f *findings) notes(ix *index.Index, today date.Date) {
	add := func(n *parse.Note, promises []index.Promise) {
		f.undate(n.Name, promises)
		if items, _ := near(NoteItems(ix, n, promises, today), today); len(items) > 0 {
			f.rows = append(f.rows, Person{Type: string(n.Kind), Name: n.Name, Path: n.Path, Items: items, folded: txt.FoldName(n.Name)})
		}
	}
	for _, e := range ix.Events() {
		if e.Near(today, GoalBefore+soonDays) {
			add(e.Note, e.Promises())
		}
	}
	for _, t := range ix.Tasks() {
		add(t.Note, t.Promises)
	}
}

// undate takes in open promises without a day.
func (f *findings) undate(name string, promises []index.Promise) {
	for _, p := range promises {
		if IsUndated(p.Promise) {
			f.undated = append(f.undated, Undated{name, p.Note.Path, p.Line, p.Text})
		}
	}
}

// IsUndated reports whether a promise is an open one of the user's without a day.
func IsUndated(p *task.Promise) bool {
	return p.State == task.Open && !p.Theirs && p.Day().IsZero()
}

// near are the items that are shown, or that come soon, and whether any of them
// may be shown with its person: today or within a week.
func near(items []Item, today date.Date) (out []Item, shown bool) {
	n := 0
	for i := range items {
		is, now := items[i].near(today)
		n, shown = n+form.Count(is), shown || now
	}
	if n == 0 {
		return nil, false
	}
	out = make([]Item, 0, n)
	for i := range items {
		if is, _ := items[i].near(today); is {
			out = append(out, items[i])
		}
	}
	return out, shown
}

// near reports whether an item is shown or comes soon, and whether that is today
// or within a week.
func (it *Item) near(today date.Date) (near, shown bool) {
	switch it.Status {
	case DueNow, Overdue:
		return true, true
	case Upcoming, Planned:
		ahead := it.Due.Sub(today)
		return ahead <= soonDays, ahead <= weekDays
	}
	return false, false
}
