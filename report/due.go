// Package report turns an index and a day into values, and values into text,
// JSON and CSV. It is pure: it reads no clock and opens no file.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// Due is who to write to today.
type Due struct {
	Today  parse.Date  `json:"today"`
	People []DuePerson `json:"people"`
	Soon   []Item      `json:"soon"`
	More   int         `json:"more"` // people left out by the daily limit
	week   bool
	all    bool
}

// DuePerson is a person, or an event, with what is due.
type DuePerson struct {
	Type    string       `json:"type,omitempty"` // "event" for an event
	Name    string       `json:"name"`
	Path    string       `json:"path"`
	Org     string       `json:"org,omitempty"`
	Role    string       `json:"role,omitempty"`
	Warmth  index.Warmth `json:"warmth,omitempty"`
	Spoke   parse.Date   `json:"spoke,omitzero"`
	Touch   parse.Date   `json:"touch,omitzero"`
	Cadence string       `json:"cadence,omitempty"`
	Items   []Item       `json:"items"`
	tier    string
	folded  string // the name, for the order
}

// DueOptions narrow the report.
type DueOptions struct {
	All   bool // no limit of people
	Week  bool // also what falls due within 7 days
	Query index.Query
}

// peopleAtOnce is how many people are looked at in one go, several goes side
// by side.
const peopleAtOnce = 256

// MakeDue works out who is due on a day.
func MakeDue(ix *index.Index, today parse.Date, o DueOptions) Due {
	return arrange(dueRows(ix, today, o.Query), today, ix.Settings.Daily, o)
}

// dueRows are the people and events of whom something is due, or is within the
// next days, with all of that.
func dueRows(ix *index.Index, today parse.Date, q index.Query) []DuePerson {
	parts := make([][]DuePerson, (len(ix.People())+peopleAtOnce-1)/peopleAtOnce)
	index.Each(len(ix.People()), peopleAtOnce, func(start, end int) {
		var part []DuePerson
		var w person
		for _, p := range ix.People()[start:end] {
			w.examine(ix, p, today)
			if q.IsZero() || ix.Match(q, p.Note, &w.Clocks, today) {
				if row, ok := w.row(); ok {
					part = append(part, row)
				}
			}
		}
		parts[start/peopleAtOnce] = part
	})
	rows := slices.Concat(parts...)
	if q.IsZero() {
		for _, e := range ix.Events() {
			if items, _ := near(eventItems(ix, e, today), today); len(items) > 0 {
				rows = append(rows, DuePerson{Type: "event", Name: e.Name, Path: e.Path, Items: items, folded: parse.FoldName(e.Name)})
			}
		}
	}
	return rows
}

// near are the items that are shown, or that come soon, and whether any of them
// may be shown with its person: today or within a week.
func near(items []Item, today parse.Date) (out []Item, shown bool) {
	for _, it := range items {
		ahead := it.Due.Sub(today)
		switch it.Status {
		case DueNow, Overdue:
			out, shown = append(out, it), true
		case Upcoming, Planned:
			if ahead <= soonDays {
				out, shown = append(out, it), shown || ahead <= weekDays
			}
		}
	}
	return out, shown
}

// row is the person with what is near, if anything is. What else is shown of
// them is asked for only where they may be shown themselves.
func (w *person) row() (DuePerson, bool) {
	items, shown := near(w.items, w.today)
	row := DuePerson{Name: w.Name, Path: w.Path, Items: items, folded: parse.FoldName(w.Name)}
	if shown {
		row.Org, row.Role, row.Warmth, row.Spoke, row.Touch = w.Plain("org"), w.Plain("role"), w.Warmth, w.Spoke, w.Touch
		row.Cadence, row.tier = w.Cadence.String(), w.Tier
	}
	return row, len(items) > 0
}

func compareSoon(a, b Item) int {
	if c := a.Due.Compare(b.Due); c != 0 {
		return c
	}
	if c := strings.Compare(a.folded, b.folded); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.band, b.band))
}

// eventItems are an event's own: tasks, and goals to be set before it.
func eventItems(ix *index.Index, e *index.Event, today parse.Date) []Item {
	w := person{ix: ix, today: today, Person: &index.Person{Note: e.Note}}
	for _, p := range e.Promises() {
		if it, ok := promiseItem(ix, p); ok {
			w.add(it)
		}
	}
	if len(e.List("goals")) == 0 && today.Before(e.Start) {
		due := e.Start.AddDays(-goalBefore)
		w.add(Item{Kind: "goal", band: bandNext, Due: due, shown: due, Text: "set a goal or two before it begins on " + day(e.Start, today),
			Because: []Evidence{{Text: fmt.Sprintf("begins on %s and has no goals", fullDay(e.Start)), Path: e.Path}}})
	}
	slices.SortStableFunc(w.items, compareItems)
	return w.items
}

// comparePeople orders people by their first item: band, lateness, tier, due
// day, name, path.
func comparePeople(a, b DuePerson) int {
	x, y := &a.Items[0], &b.Items[0]
	if c := cmp.Compare(x.band, y.band); c != 0 {
		return c
	}
	if c := cmp.Compare(y.ratio, x.ratio); c != 0 {
		return c
	}
	if c := cmp.Compare(tierRank(a.tier), tierRank(b.tier)); c != 0 {
		return c
	}
	if c := x.Due.Compare(y.Due); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.folded, b.folded), strings.Compare(a.Path, b.Path))
}

func tierRank(tier string) string { return cmp.Or(tier, "none") }

// block is the event and day of a person who comes first for a thank-you.
func (p *DuePerson) block() (string, bool) {
	it := &p.Items[0]
	if it.Step != "thanks" || it.event == "" {
		return "", false
	}
	return it.event + it.Due.String(), true
}
