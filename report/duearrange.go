package report

import (
	"slices"

	"netnotes/index"
	"netnotes/parse"
)

// arrangement is the people of a due list in their order, and what comes soon.
type arrangement struct {
	people sorted[*shownPerson]
	soon   sorted[*Item]
}

// sorted is a list in order, and what is to be put in its place.
type sorted[T any] struct{ list, fresh []T }

// all puts everything in order and returns it. A few things are put in one by
// one, for the others have kept theirs.
func (s *sorted[T]) all(compare func(a, b T) int) []T {
	if 16*len(s.fresh) > len(s.list) {
		s.list = append(s.list, s.fresh...)
		slices.SortFunc(s.list, compare)
	} else {
		for _, x := range s.fresh {
			i, _ := slices.BinarySearchFunc(s.list, x, compare)
			s.list = slices.Insert(s.list, i, x)
		}
	}
	s.fresh = nil
	return s.list
}

// least is the beginning of the list in order, of n things at most, and how many
// more there are.
func (s *sorted[T]) least(n int, compare func(a, b T) int) (out []T, more int) {
	for _, x := range append(s.list, s.fresh...) {
		if len(out) == n && compare(x, out[n-1]) >= 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(out, x, compare)
		out = slices.Insert(out[:min(len(out), n-1)], i, x)
	}
	return out, len(s.list) + len(s.fresh) - len(out)
}

// shownPerson is a person with the items that are shown, of a row with all.
type shownPerson struct {
	DuePerson
	row *DuePerson
}

// add takes a row in.
func (a *arrangement) add(row *DuePerson, today parse.Date, week bool) {
	isShown := func(it Item) bool {
		return it.Status == DueNow || it.Status == Overdue || week && it.Due.Sub(today) <= weekDays
	}
	var shown []Item
	for i := range row.Items {
		it := &row.Items[i]
		if isShown(*it) {
			shown = append(shown, *it)
		}
		if it.Status == Upcoming || it.Status == Planned {
			it.Name, it.folded = row.Name, row.folded
			a.soon.fresh = append(a.soon.fresh, it)
		}
	}
	if len(shown) > 0 {
		p := &shownPerson{*row, row}
		p.Items = shown
		a.people.fresh = append(a.people.fresh, p)
	}
}

// report makes the report of what was added.
func (a *arrangement) report(today parse.Date, o DueOptions) Due {
	d := Due{Today: today, week: o.Week, all: o.All}
	people := a.people.all(comparePeople)
	var soon []*Item
	if o.Brief && !o.All && !o.Week {
		soon, d.laterStill = a.soon.least(maxSoon, compareSoon)
	} else {
		soon = a.soon.all(compareSoon)
	}
	if !o.All {
		people = d.limit(people, o.Daily)
	}
	d.People, d.Soon = make([]DuePerson, len(people)), make([]Item, len(soon))
	for i, p := range people {
		d.People[i] = p.DuePerson
	}
	for i, it := range soon {
		d.Soon[i] = *it
	}
	return d
}

// limit cuts the list to so many people. Promises and replies are never cut,
// and the thank-yous of one event and day are one entry.
func (d *Due) limit(people []*shownPerson, daily int) []*shownPerson {
	kept := make([]*shownPerson, 0, len(people))
	count := 0
	blocks := map[string]bool{}
	for _, p := range people {
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
	return kept
}

// DueReader makes reports of what TellDue told, one after the other. What was
// told in the same words the last time is not read and sorted again.
type DueReader struct {
	arrangement
	rows  map[string]*DuePerson
	round int
	today parse.Date
	week  bool
}

// Read makes the report of what was told.
func (r *DueReader) Read(told []string, today parse.Date, o DueOptions) Due {
	if r.rows == nil || r.today != today || r.week != o.Week {
		*r = DueReader{rows: make(map[string]*DuePerson, len(told)), today: today, week: o.Week}
	}
	r.round++
	var fresh []string
	for _, text := range told {
		if row := r.rows[text]; row != nil {
			row.round = r.round
		} else {
			fresh = append(fresh, text)
		}
	}
	r.drop()
	rows := make([]DuePerson, len(fresh))
	index.Each(len(fresh), peopleAtOnce, func(start, end int) {
		for i := start; i < end; i++ {
			rows[i] = unpackDuePerson(fresh[i])
		}
	})
	for i := range rows {
		rows[i].round = r.round
		r.rows[fresh[i]] = &rows[i]
		r.add(&rows[i], today, o.Week)
	}
	return r.report(today, o)
}

// drop leaves out what was not told again.
func (r *DueReader) drop() {
	gone := map[*Item]bool{}
	for key, row := range r.rows {
		if row.round == r.round {
			continue
		}
		delete(r.rows, key)
		for i := range row.Items {
			gone[&row.Items[i]] = true
		}
	}
	if len(gone) > 0 {
		r.people.list = slices.DeleteFunc(r.people.list, func(p *shownPerson) bool { return p.row.round != r.round })
		r.soon.list = slices.DeleteFunc(r.soon.list, func(it *Item) bool { return gone[it] })
	}
}
