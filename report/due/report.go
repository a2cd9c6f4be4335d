package due

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse/date"
	"netnotes/report/form"
)

// List is who to write to today.
type List struct {
	Today   date.Date `json:"today"`
	People  []Person  `json:"people"`
	Soon    []Item    `json:"soon"`
	Undated []Undated `json:"undated"` // open promises of the user's without a day
	Spread  int       `json:"spread"`  // how many rhythms are late, where they are many
	Folded  int       `json:"folded"`  // items that the text says in one line
	More    int       `json:"more"`    // people left out by the daily limit
	week    bool
	all     bool
	idle    string   // why nothing at all is near, where the people themselves are the reason
	own     int      // people and notes of which something of the user's own is due
	lines   []Person // what the text says line by line
	old     int      // of those folded, the ones that have waited long
}

// Person is a person with what is due, or a note with what is its own.
type Person struct {
	Type    string       `json:"type,omitempty"` // the kind of a note that is no contact
	Name    string       `json:"name"`
	Path    string       `json:"path"`
	Org     string       `json:"org,omitempty"`
	Role    string       `json:"role,omitempty"`
	Warmth  index.Warmth `json:"warmth,omitempty"`
	Spoke   date.Date    `json:"spoke,omitzero"`
	Touch   date.Date    `json:"touch,omitzero"`
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

// Options narrow the report.
type Options struct {
	All   bool // no limits
	Week  bool // also what falls due within 7 days
	Query query.Query
}

// findings are what was found out about some people and notes.
type findings struct {
	rows    []Person // with all that is near
	undated []Undated
	late    int // rhythms
	ahead   ahead
}

// ahead is who comes first of those of whom nothing is due yet. It is said where
// nothing is near, so that a calm list is seen to be one: it may be weeks until
// the first hello of somebody new.
type ahead struct {
	who  string
	from date.Date
}

// take keeps the earlier of two.
func (a *ahead) take(b ahead) {
	if b.who != "" && (a.who == "" || b.from.Before(a.from)) {
		*a = b
	}
}

func (a ahead) text(today date.Date) string {
	if a.who == "" {
		return ""
	}
	return "Next: " + form.Inline(a.who) + " on " + form.Day(a.from, today) + "."
}

// own reports whether something of the user's own is due.
func (p *Person) own() bool {
	return slices.ContainsFunc(p.Items, func(it Item) bool { return it.Kind != "theirs" })
}

func compareSoon(a, b Item) int {
	if c := a.Due.Compare(b.Due); c != 0 {
		return c
	}
	if c := strings.Compare(a.folded, b.folded); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.row.Band, b.row.Band), cmp.Compare(a.Line, b.Line), strings.Compare(a.row.Name, b.row.Name))
}

// TierRank orders tiers: those without one come last.
func TierRank(tier string) string { return cmp.Or(tier, "none") }

// sortPeople orders people by their first item: band, lateness, tier, due day,
// name, path; meetings by day, time, name, path.
func sortPeople(people []*Person) {
	list := make([]ranked, len(people))
	for i, p := range people {
		list[i] = ranked{p, rankOf(p)}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		if c := slices.Compare(a.rank[:], b.rank[:]); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.folded, b.folded), strings.Compare(a.Path, b.Path))
	})
	for i := range list {
		people[i] = list[i].Person
	}
}

// ranked is a person with their place in the order in numbers, so that most
// comparisons look at nobody.
type ranked struct {
	*Person
	rank [5]uint64
}

func rankOf(p *Person) [5]uint64 {
	it := &p.Items[0]
	band, day, name := uint64(it.row.Band), uint64(it.Due.Order()), initial(p.folded)
	if it.row.Band == bandMeeting {
		return [...]uint64{band, day, uint64(it.minute()), 0, name}
	}
	latest := ^math.Float64bits(it.ratio) // which is not negative
	return [...]uint64{band, latest, initial(TierRank(p.tier)), day, name}
}

// initial are the first eight bytes of a text, which are as many as a tier has, as
// a number in the order of texts.
func initial(text string) uint64 {
	var first [8]byte
	copy(first[:], text)
	return binary.BigEndian.Uint64(first[:])
}
