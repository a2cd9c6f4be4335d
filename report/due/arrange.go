package due

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index/folder"
	"netnotes/parse/date"
	"netnotes/report/form"
)

// Limits of what the text says line by line.
const (
	oldDays   = 90 // promises later than this are said in one line
	mostNamed = 15 // people with promises and replies, after whom the others are as well
)

// arrange makes the report of what was found.
func arrange(parts []findings, today date.Date, o Options, settings folder.Settings) List {
	d := List{Today: today, Soon: []Item{}, Undated: []Undated{}, week: o.Week, all: o.All}
	var people []*Person
	for _, f := range parts {
		d.Undated = append(d.Undated, f.undated...)
		d.Spread += f.late
		for i := range f.rows {
			if p := d.row(&f.rows[i]); p != nil {
				people = append(people, p)
				d.own += form.Count(p.own())
			}
		}
	}
	if d.Spread < manyLate {
		d.Spread = 0
	}
	sortPeople(people)
	slices.SortFunc(d.Soon, compareSoon)
	slices.SortStableFunc(d.Undated, func(a, b Undated) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), strings.Compare(a.Name, b.Name))
	})
	for _, p := range people {
		for i := range p.Items {
			p.Items[i].block = p.Items[i].blockOf(settings.WeekStarts)
		}
	}
	if !o.All {
		people = d.limit(people, settings.Daily)
	}
	d.People = make([]Person, len(people))
	for i, p := range people {
		d.People[i] = *p
	}
	d.fold()
	return d
}

// row takes in what comes soon of a row, and returns it with what is shown, if
// anything is.
func (d *List) row(row *Person) *Person {
	shown := row.Items[:0]
	for _, it := range row.Items {
		coming := it.Status == Upcoming || it.Status == Planned
		if !coming || d.week && it.Due.Sub(d.Today) <= weekDays {
			shown = append(shown, it)
		}
		if coming {
			it.Name, it.whose, it.folded = row.Name, row.Path, row.folded
			d.Soon = append(d.Soon, it)
		}
	}
	if len(shown) == 0 {
		return nil
	}
	row.Items = shown
	return row
}

// limit cuts the list to so many people. What comes before the steps is never
// cut, and a block is one entry.
func (d *List) limit(people []*Person, daily int) []*Person {
	kept := make([]*Person, 0, len(people))
	count := 0
	blocks := map[string]bool{}
	for _, p := range people {
		block := p.Items[0].block
		switch {
		case block != "" && blocks[block]:
		case p.Items[0].row.Band <= bandReply || count < daily:
			count++
			blocks[block] = true
		default:
			d.More++
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// blockOf is what items of one block share: thank-yous after one event and day,
// something to share after one event in one week, a meeting with several people.
// Others have none.
func (it *Item) blockOf(weekStarts int) string {
	if it.event == "" {
		return ""
	}
	switch it.row.Name {
	case "thanks":
		return "thanks\x00" + it.event + "\x00" + it.Since.String()
	case "share":
		week := it.Due.AddDays(-((it.Due.Weekday() - weekStarts + 7) % 7))
		return "share\x00" + it.event + "\x00" + week.String()
	case "meeting":
		return "meeting\x00" + it.event
	}
	return ""
}

// fold takes out what the text says in one line: promises and replies that have
// waited long, and the people who have any after the first ones.
func (d *List) fold() {
	if d.lines = d.People; d.all {
		return
	}
	owed := func(it *Item) bool { return it.Kind == "promise" || it.Kind == "reply" }
	left := make([]*Person, 0, len(d.People))
	for i := range d.People {
		p := &d.People[i]
		aged := 0
		for j := range p.Items {
			aged += form.Count(owed(&p.Items[j]) && p.Items[j].Late > oldDays)
		}
		if aged == len(p.Items) {
			d.old += aged
			continue
		}
		if aged > 0 {
			young := *p
			young.Items = slices.DeleteFunc(slices.Clone(p.Items), func(it Item) bool { return owed(&it) && it.Late > oldDays })
			p, d.old = &young, d.old+aged
		}
		left = append(left, p)
	}
	sortPeople(left)
	d.Folded, d.lines = d.old, nil
	named := 0
	for _, p := range left {
		if band := p.Items[0].row.Band; band == bandPromise || band == bandReply {
			if named++; named > mostNamed {
				for j := range p.Items {
					d.Folded += form.Count(owed(&p.Items[j]))
				}
				continue
			}
		}
		d.lines = append(d.lines, *p)
	}
}
