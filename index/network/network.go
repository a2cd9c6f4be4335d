// Package network is who knows whom: everybody's place on a day, the ties
// between people with the evidence of each, the graph with Burt's measures, the
// paths to somebody, and who may be whom a query asks for.
package network

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/index/parallel"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
)

// Numbers of the network, in days. A month is 365/12 days.
const (
	recentDays   = 730   // the conversations that make a tie strong are no older: 24 months
	strongDays   = 182.5 // since the last one, 6 months
	moderateDays = 547.5 // 18 months
	currentDays  = 180
)

// Network is everybody on one day: who counts, how strong the user's ties are,
// and who knows whom.
type Network struct {
	*index.Index
	Today  date.Date
	People []*Member // as in Index.People
	Ties   *Ties

	twins []index.Twin
	paths *pathFinder
	words map[*Member][]passage // what was read for candidates
}

// Member is a person of the network on that day.
type Member struct {
	*index.Person
	index.Days
	ID       int  // in Network.People, and as a node of Ties
	Counts   bool // active, and the one who stands for all notes of this person
	Double   bool // another note stands for this person
	Live     bool // counts, and spoke at most 730 days ago
	Current  bool // live, and spoke within the cadence or 180 days
	Ago      int  // days since spoke; 0 where that is unknown
	Recent   int  // conversations of 24 months
	Strength Strength

	Touches []facts.Touch // the counted lines in numbers

	of     *Network
	clocks *index.Clocks // nil until they are asked for
}

// Clocks are the member's days with the lines by which they are so.
func (m *Member) Clocks() *index.Clocks {
	if m.clocks == nil {
		m.clocks = new(index.Clocks)
		m.of.SetClocks(m.clocks, m.Person, m.of.Today)
	}
	return m.clocks
}

// Owed is what wants an answer from the user, or nil.
func (m *Member) Owed() *index.Line {
	if m.of.Calm(m.Person, m.of.Today) {
		return nil
	}
	return m.Clocks().Owed
}

// Counted is the line of one of Touches.
func (m *Member) Counted(i int) index.Dated { return m.Clocks().Counted[i] }

// Strength is how close a person is to the user.
type Strength string

// The strengths.
const (
	StrongTie   Strength = "strong"
	ModerateTie Strength = "moderate"
	WeakTie     Strength = "weak"
	DormantTie  Strength = "dormant"
	LatentTie   Strength = "latent"
)

// Weight is the strength as a number, for the arithmetic of paths. Moderately
// weak ties carry most news (Granovetter 1973; Rajkumar and others, Science
// 2022), so they are not far behind.
func (s Strength) Weight() float64 {
	switch s {
	case StrongTie:
		return 1
	case ModerateTie:
		return 0.7
	case WeakTie:
		return 0.4
	case DormantTie:
		return 0.2
	}
	return 0.1
}

// New works out everybody's place on a day.
func New(ix *index.Index, today date.Date) *Network {
	w := members(ix, today, ix.Twins())
	w.Ties = newTies(w)
	return w
}

// Before is the network of the same notes on an earlier day.
func (w *Network) Before(day date.Date) *Network {
	was := members(w.Index, day, w.twins)
	was.Ties = &Ties{w.Ties.evidence, day}
	return was
}

// members works out everybody's place on a day, but for who knows whom.
func members(ix *index.Index, today date.Date, twins []index.Twin) *Network {
	w := &Network{Index: ix, Today: today, twins: twins, People: make([]*Member, len(ix.People())), words: map[*Member][]passage{}}
	all := make([]Member, len(w.People))
	parallel.Each(len(w.People), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			w.People[i] = &all[i]
			w.member(&all[i], ix.People()[i])
		}
	})
	w.countOnce()
	w.paths = newPathFinder(w)
	return w
}

func (w *Network) member(m *Member, p *index.Person) {
	today := w.Today
	m.Person, m.ID, m.Strength, m.of = p, p.ID, LatentTie, w
	days, numbers := w.Index.Numbers(p, today)
	m.Days, m.Touches = days, numbers.Touches
	m.Counts = m.Status == parse.Active
	if m.Spoke.IsZero() {
		if !m.Met.IsZero() {
			m.Strength = DormantTie
		}
		return
	}
	m.Ago = today.Sub(m.Spoke)
	m.Live = m.Counts && m.Ago <= index.DormantDays
	m.Current = m.Live && float64(m.Ago) <= max(m.rhythmDays(), currentDays)
	recent := today.AddDays(-recentDays)
	for _, day := range slices.Backward(m.Conversations) {
		if day.Before(recent) {
			break // the days are in order
		}
		m.Recent++
	}
	switch days := float64(m.Ago); {
	case m.Ago > index.DormantDays:
		m.Strength = DormantTie
	case m.Recent >= 4 && days <= strongDays:
		m.Strength = StrongTie
	case m.Recent >= 2 && days <= moderateDays:
		m.Strength = ModerateTie
	default:
		m.Strength = WeakTie
	}
}

// rhythmDays is the cadence in days, 0 without one.
func (m *Member) rhythmDays() float64 {
	if m.Cadence.None {
		return 0
	}
	return m.Cadence.Ideal.Days()
}

// countOnce has one note stand for each person of whom there are several: of
// those that count, the one whose owner was spoken with last.
func (w *Network) countOnce() {
	if len(w.twins) == 0 {
		return
	}
	of := make(map[*index.Person]*Member, len(w.People)) // who stands for a person
	for _, m := range w.People {
		of[m.Person] = m
	}
	standing := func(p *index.Person) *Member {
		for of[p].Person != p {
			p = of[p].Person
		}
		return of[p]
	}
	for _, t := range w.twins {
		a, b := standing(t.First), standing(t.Second)
		if a == b {
			continue
		}
		if before := cmp.Or(count(b.Counts)-count(a.Counts), b.Spoke.Compare(a.Spoke), strings.Compare(a.Path, b.Path)); before > 0 {
			a, b = b, a
		}
		of[b.Person] = a
		b.Double, b.Counts, b.Live, b.Current = true, false, false, false
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Live lists those whom the user spoke with in the last two years.
func (w *Network) Live() []*Member {
	var out []*Member
	for _, m := range w.People {
		if m.Live {
			out = append(out, m)
		}
	}
	return out
}

// Reachable reports whether a person may be written to at all, now or later.
func (m *Member) Reachable() bool {
	return m.Status != parse.DoNotContact && m.Status != parse.Deceased
}

// Member returns the member of a contact note, or nil.
func (w *Network) Member(n *parse.Note) *Member {
	if p := w.Person(n); p != nil {
		return w.memberOf(p)
	}
	return nil
}

func (w *Network) memberOf(p *index.Person) *Member {
	return w.People[p.ID]
}

// Matches reports whether a member passes a query.
func (w *Network) Matches(q query.Query, m *Member) bool {
	return w.Match(q, m.Note, &m.Days, w.Today)
}
