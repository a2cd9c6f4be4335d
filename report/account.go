package report

import (
	"cmp"
	"slices"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// account is what the notes tell of a person, in numbers.
type account struct {
	*index.Person
	index.Days
	index.Numbers
	ix    *index.Index
	today date.Date
	seen  *person
}

func accountOf(ix *index.Index, p *index.Person, today date.Date) *account {
	a := &account{Person: p, ix: ix, today: today}
	a.Days, a.Numbers = ix.Numbers(p, today)
	return a
}

// look is the person with their lines.
func (a *account) look() *person {
	if a.seen == nil {
		a.seen = look(a.ix, a.Person, a.today)
	}
	return a.seen
}

func (a *account) relation(want string) bool {
	return slices.ContainsFunc(a.List("relation"), func(have string) bool { return txt.FoldName(have) == want })
}

// owed reports whether something wants an answer from the user.
func (a *account) owed() bool { return !a.ix.Calm(a.Person, a.today) && a.look().Owed != nil }

// firstMet is the day of met or of the first conversation, whichever is
// earlier; where met is vague, a conversation within it says the day.
func (a *account) firstMet() (first date.Date, exact bool) {
	met := a.When("met")
	first, exact = a.Met, met.IsDay()
	i := slices.IndexFunc(a.Touches, facts.Touch.Talked)
	if i < 0 {
		return first, exact
	}
	d := a.Touches[i]
	within := !d.Day.Before(met.From) && !d.Day.After(met.To)
	if first.IsZero() || d.Day.Before(first) || !exact && within && d.OfDay() {
		return d.Day, d.OfDay()
	}
	return first, exact
}

// followUp is the day of the first line to somebody from the day they were met
// on, or of the next conversation.
func (a *account) followUp(first date.Date) (date.Date, bool) {
	for _, d := range a.Touches {
		if !d.Day.Before(first) && d.Answers() && (!d.Talked() || d.Day.After(first)) {
			return d.Day, true
		}
	}
	return date.Date{}, false
}

// talks counts conversations, each once, and with whom.
type talks struct {
	all    []talk
	people int
	most   *index.Person
	n      int // with most
}

// talk tells a conversation from others of its day.
type talk struct {
	on    date.Date
	which uint32 // of an exchange, which is with one person, that person's ID
	alone bool   // it is an exchange
}

// add counts a person's conversations of a span and returns how many.
func (t *talks) add(a *account, in func(date.Date) bool) (n int) {
	rest := a.Touches
	for _, on := range a.Conversations {
		if !in(on) {
			continue
		}
		n++
		for len(rest) > 0 && (rest[0].Day.Before(on) || rest[0].Day == on && rest[0].Talk == 0) {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].Day == on {
			t.all = append(t.all, talk{on: on, which: rest[0].Talk})
		} else {
			t.all = append(t.all, talk{on, uint32(a.ID), true})
		}
	}
	if n > 0 {
		t.people++
	}
	if n > t.n || n > 0 && n == t.n && a.Path < t.most.Path {
		t.most, t.n = a.Person, n
	}
	return n
}

// each are the conversations, by day.
func (t *talks) each() []talk {
	slices.SortFunc(t.all, func(a, b talk) int {
		if a.on != b.on {
			return a.on.Compare(b.on)
		}
		return cmp.Or(cmp.Compare(a.which, b.which), form.Count(a.alone)-form.Count(b.alone))
	})
	return slices.Compact(t.all)
}

func (t *talks) sum() Conversations {
	c := Conversations{Count: len(t.each()), People: t.people}
	if t.most != nil {
		c.Most = &MostTalks{form.RefOf(t.most), t.n}
	}
	return c
}

// Talks are the days of the conversations with some people, each conversation
// once, the oldest first.
func Talks(ix *index.Index, people []*index.Person, today date.Date) []date.Date {
	var all talks
	for _, p := range people {
		if a := accountOf(ix, p, today); a.Status != parse.Imported {
			all.add(a, func(date.Date) bool { return true })
		}
	}
	days := []date.Date{}
	for _, t := range all.each() {
		days = append(days, t.on)
	}
	return days
}
