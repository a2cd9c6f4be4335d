package report

import (
	"slices"

	"netnotes/parse"
)

// arrange makes the report of some rows: the people of whom something is shown,
// in their order, and what comes soon. daily limits the people.
func arrange(rows []DuePerson, today parse.Date, daily int, o DueOptions) Due {
	d := Due{Today: today, week: o.Week, all: o.All, People: []DuePerson{}, Soon: []Item{}}
	for _, row := range rows {
		p := row
		p.Items = nil
		for _, it := range row.Items {
			if it.Status == DueNow || it.Status == Overdue || o.Week && it.Due.Sub(today) <= weekDays {
				p.Items = append(p.Items, it)
			}
			if it.Status == Upcoming || it.Status == Planned {
				it.Name, it.folded = row.Name, row.folded
				d.Soon = append(d.Soon, it)
			}
		}
		if len(p.Items) > 0 {
			d.People = append(d.People, p)
		}
	}
	slices.SortFunc(d.People, comparePeople)
	slices.SortFunc(d.Soon, compareSoon)
	if !o.All {
		d.limit(daily)
	}
	return d
}

// limit cuts the list to so many people. Promises and replies are never cut,
// and the thank-yous of one event and day are one entry.
func (d *Due) limit(daily int) {
	kept := d.People[:0]
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
