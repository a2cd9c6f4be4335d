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
	d := Due{Today: today, People: []DuePerson{}, Soon: []Item{}, week: o.Week, all: o.All}
	parts := make([]Due, (len(ix.People)+peopleAtOnce-1)/peopleAtOnce)
	index.Each(len(ix.People), peopleAtOnce, func(start, end int) {
		part := Due{Today: today}
		for _, p := range ix.People[start:end] {
			w := examine(ix, p, today)
			if o.Query.IsZero() || ix.Match(o.Query, p.Note, &w.Clocks, today) {
				part.take(w.card, p.Name, w.items, o)
			}
		}
		parts[start/peopleAtOnce] = part
	})
	for _, part := range parts {
		d.People, d.Soon = append(d.People, part.People...), append(d.Soon, part.Soon...)
	}
	if o.Query.IsZero() {
		for _, e := range ix.Events {
			d.take(func() DuePerson { return DuePerson{Type: "event", Name: e.Name, Path: e.Path} }, e.Name, eventItems(ix, e, today), o)
		}
	}
	slices.SortFunc(d.People, comparePeople)
	slices.SortFunc(d.Soon, func(a, b Item) int {
		return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.folded, b.folded), strings.Compare(a.Path, b.Path), cmp.Compare(a.band, b.band))
	})
	if !o.All {
		d.limit(ix.Settings.Daily)
	}
	return d
}

func (w *person) card() DuePerson {
	return DuePerson{Name: w.Name, Path: w.Path, Org: w.Plain("org"), Role: w.Plain("role"), Warmth: w.Warmth, Spoke: w.Spoke, Touch: w.Touch,
		Cadence: w.Cadence.String(), tier: w.Tier}
}

// take sorts one person's items into what is shown today and what comes soon.
// card is asked for only where something is shown.
func (d *Due) take(card func() DuePerson, name string, items []Item, o DueOptions) {
	var shown []Item
	folded := parse.FoldName(name)
	for i := range items {
		it := items[i]
		switch it.Status {
		case DueNow, Overdue:
			shown = append(shown, it)
		case Upcoming, Planned:
			if o.Week && it.Due.Sub(d.Today) <= weekDays {
				shown = append(shown, it)
			}
			if it.Due.Sub(d.Today) <= soonDays {
				it.Name, it.folded = name, folded
				d.Soon = append(d.Soon, it)
			}
		}
	}
	if len(shown) > 0 {
		p := card()
		p.Items, p.folded = shown, folded
		d.People = append(d.People, p)
	}
}

// eventItems are an event's own: tasks, and goals to be set before it.
func eventItems(ix *index.Index, e *index.Event, today parse.Date) []Item {
	w := person{ix: ix, today: today, Person: &index.Person{Note: e.Note}}
	for _, p := range e.Promises {
		if it, ok := promiseItem(ix, p); ok {
			w.add(it)
		}
	}
	if !e.Start.IsZero() && len(e.List("goals")) == 0 && !today.After(e.End) {
		due := e.Start.AddDays(-goalBefore)
		if today.Sub(due) <= bandExpires {
			w.add(Item{Kind: "goal", band: bandNext, Due: due, shown: due, Text: "set a goal or two before it begins on " + day(e.Start, today),
				Because: []Evidence{{Text: fmt.Sprintf("begins on %s and has no goals", fullDay(e.Start)), Path: e.Path}}})
		}
	}
	slices.SortStableFunc(w.items, compareItems)
	return w.items
}

// comparePeople orders people by their first item: band, lateness, tier, due
// day, name, path.
func comparePeople(a, b DuePerson) int {
	x, y := a.Items[0], b.Items[0]
	return cmp.Or(cmp.Compare(x.band, y.band), cmp.Compare(y.ratio, x.ratio), cmp.Compare(tierRank(a.tier), tierRank(b.tier)), x.Due.Compare(y.Due),
		strings.Compare(a.folded, b.folded), strings.Compare(a.Path, b.Path))
}

func tierRank(tier string) string { return cmp.Or(tier, "none") }

// limit cuts the list to so many people. Promises and replies are never cut,
// and the thank-yous of one event and day are one entry.
func (d *Due) limit(daily int) {
	kept := make([]DuePerson, 0, len(d.People))
	count := 0
	blocks := map[string]bool{}
	for _, p := range d.People {
		key, isBlock := p.block()
		switch {
		case isBlock && blocks[key]:
		case p.Items[0].band <= bandReply || count < daily:
			count++
			if isBlock {
				blocks[key] = true
			}
		default:
			d.More++
			continue
		}
		kept = append(kept, p)
	}
	d.People = kept
}

// block is the event and day of a person who comes first for a thank-you.
func (p DuePerson) block() (string, bool) {
	it := p.Items[0]
	return it.event + it.Due.String(), it.Step == "thanks" && it.event != ""
}
