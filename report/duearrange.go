package report

import (
	"slices"

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

// arrange makes the report of some rows.
func arrange(rows []DuePerson, today parse.Date, o DueOptions) Due {
	var a arrangement
	for i := range rows {
		a.add(&rows[i], today, o.Week)
	}
	return a.report(today, o)
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
	rows  []*toldRow // in the order of their paths
	today parse.Date
	week  bool
}

// toldRow is a row with the words in which it was told.
type toldRow struct {
	told string
	DuePerson
}

// Read makes the report of what was told, in the order of the notes' paths.
func (r *DueReader) Read(told []string, today parse.Date, o DueOptions) Due {
	if r.today != today || r.week != o.Week {
		*r = DueReader{today: today, week: o.Week}
	}
	rows, gone := make([]*toldRow, 0, len(told)), map[*DuePerson]bool{}
	old := r.rows
	for _, text := range told {
		if len(old) > 0 && old[0].told == text {
			rows, old = append(rows, old[0]), old[1:]
			continue
		}
		row := &toldRow{text, unpackDuePerson(text)}
		for len(old) > 0 && old[0].Path <= row.Path {
			gone[&old[0].DuePerson] = true
			old = old[1:]
		}
		rows = append(rows, row)
		r.add(&row.DuePerson, today, o.Week)
	}
	for _, row := range old {
		gone[&row.DuePerson] = true
	}
	r.rows = rows
	r.drop(gone)
	return r.report(today, o)
}

// drop takes rows out.
func (a *arrangement) drop(gone map[*DuePerson]bool) {
	if len(gone) == 0 {
		return
	}
	items := map[*Item]bool{}
	for row := range gone {
		for i := range row.Items {
			items[&row.Items[i]] = true
		}
	}
	a.people.list = slices.DeleteFunc(a.people.list, func(p *shownPerson) bool { return gone[p.row] })
	for _, list := range []*[]*Item{&a.soon.list, &a.soon.fresh} {
		*list = slices.DeleteFunc(*list, func(it *Item) bool { return items[it] })
	}
}
