// Package report turns an index and a day into values, and values into text,
// JSON and CSV. It is pure: it reads no clock and opens no file.
package report

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// Due is who to write to today.
type Due struct {
	Today   parse.Date  `json:"today"`
	People  []DuePerson `json:"people"`
	Soon    []Item      `json:"soon"`
	Undated []Undated   `json:"undated"` // open promises of the user's without a day
	Spread  int         `json:"spread"`  // how many rhythms are late, where they are many
	Folded  int         `json:"folded"`  // items that the text says in one line
	More    int         `json:"more"`    // people left out by the daily limit
	week    bool
	all     bool
	own     int // people and notes of which something of the user's own is due
}

// DuePerson is a person with what is due, or a note with what is its own.
type DuePerson struct {
	Type    string       `json:"type,omitempty"` // the kind of a note that is no contact
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

// Undated is an open promise of the user's without a day.
type Undated struct {
	Name string `json:"name"` // of the person, or of the note it is a task of
	Path string `json:"path"` // where it stands
	Line int    `json:"line"`
	Text string `json:"text"`
}

// DueOptions narrow the report.
type DueOptions struct {
	All   bool // no limits
	Week  bool // also what falls due within 7 days
	Query index.Query
}

// peopleAtOnce is how many people are looked at in one go, several goes side
// by side.
const peopleAtOnce = 256

// manyLate is how many late rhythms are worth to be spread.
const manyLate = 12

// findings are what was found out about some people and notes.
type findings struct {
	rows    []DuePerson // with all that is near
	undated []Undated
	late    int // rhythms
}

// MakeDue works out who is due on a day.
func MakeDue(ix *index.Index, today parse.Date, o DueOptions) Due {
	parts := make([]findings, (len(ix.People())+peopleAtOnce-1)/peopleAtOnce)
	index.Each(len(ix.People()), peopleAtOnce, func(start, end int) {
		var part findings
		var w person
		for _, p := range ix.People()[start:end] {
			w.examine(ix, p, today)
			if o.Query.IsZero() || ix.Match(o.Query, p.Note, &w.Clocks, today) {
				part.person(&w)
			}
		}
		parts[start/peopleAtOnce] = part
	})
	if o.Query.IsZero() {
		var part findings
		part.notes(ix, today)
		parts = append(parts, part)
	}
	return arrange(parts, today, o, ix.Settings)
}

// person takes a person in, with what is near.
func (f *findings) person(w *person) {
	items, shown := near(w.items, w.today)
	for i := range items {
		f.late += count(items[i].lateKeep())
	}
	if len(w.Promises()) > 0 && w.kinds.named("promise").allowed(w.Status) {
		f.undate(w.Name, w.Promises())
	}
	if len(items) == 0 {
		return
	}
	row := DuePerson{Name: w.Name, Path: w.Path, Items: items, folded: parse.FoldName(w.Name)}
	if shown { // what else is said of somebody is asked for only where they may be shown themselves
		row.Org, row.Role, row.Warmth, row.Spoke, row.Touch = w.Plain("org"), w.Plain("role"), w.Warmth, w.Spoke, w.Touch
		row.Cadence, row.tier = w.Cadence.String(), w.Tier
	}
	f.rows = append(f.rows, row)
}

// notes takes in what notes have of their own: events, and tasks of nobody in
// particular.
func (f *findings) notes(ix *index.Index, today parse.Date) {
	add := func(n *parse.Note, promises []index.Promise) {
		f.undate(n.Name, promises)
		if items, _ := near(noteItems(ix, n, promises, today), today); len(items) > 0 {
			f.rows = append(f.rows, DuePerson{Type: string(n.Kind), Name: n.Name, Path: n.Path, Items: items, folded: parse.FoldName(n.Name)})
		}
	}
	for _, e := range ix.Events() {
		add(e.Note, e.Promises())
	}
	for _, t := range ix.Tasks() {
		add(t.Note, t.Promises)
	}
}

// undate takes in open promises without a day.
func (f *findings) undate(name string, promises []index.Promise) {
	for _, p := range promises {
		if isUndated(p.Promise) {
			f.undated = append(f.undated, Undated{name, p.Note.Path, p.Line, p.Text})
		}
	}
}

// isUndated reports whether a promise is an open one of the user's without a day.
func isUndated(p *parse.Promise) bool {
	return p.State == parse.Open && !p.Theirs && PromiseDue(p).IsZero()
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

// own reports whether something of the user's own is due.
func (p *DuePerson) own() bool {
	return slices.ContainsFunc(p.Items, func(it Item) bool { return it.Kind != "theirs" })
}

func compareSoon(a, b Item) int {
	if c := a.Due.Compare(b.Due); c != 0 {
		return c
	}
	if c := strings.Compare(a.folded, b.folded); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.row.band, b.row.band), cmp.Compare(a.Line, b.Line), strings.Compare(a.row.name, b.row.name))
}

// comparePeople orders people by their first item: band, lateness, tier, due
// day, name, path; meetings by day, time, name, path.
func comparePeople(a, b *DuePerson) int {
	x, y := &a.Items[0], &b.Items[0]
	if c := cmp.Compare(x.row.band, y.row.band); c != 0 {
		return c
	}
	if x.row.band == bandMeeting {
		if c := cmp.Or(x.Due.Compare(y.Due), cmp.Compare(x.minute(), y.minute())); c != 0 {
			return c
		}
	} else if c := cmp.Compare(y.ratio, x.ratio); c != 0 {
		return c
	} else if c := cmp.Compare(tierRank(a.tier), tierRank(b.tier)); c != 0 {
		return c
	} else if c := x.Due.Compare(y.Due); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.folded, b.folded), strings.Compare(a.Path, b.Path))
}

func tierRank(tier string) string { return cmp.Or(tier, "none") }
