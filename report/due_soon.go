package report

import (
	"fmt"

	"netnotes/parse"
)

// soon lists what comes, as much of it as the screen has room for; what
// --week shows above is not said twice.
func (p *duePainter) soon() {
	if len(p.People) == 0 && !p.apart {
		return
	}
	items, more := p.soonShown()
	if fit := max(1, oneScreen-len(p.about)-leastSoon+1); !p.all && !p.week && len(items) > fit {
		more += len(items) - fit
		items = items[:fit]
	}
	for i := range items {
		it := &items[i]
		if i == 0 {
			p.line()
			p.current = nil
		}
		p.current = it
		p.soonLine(it, i == 0)
	}
	p.current = nil
	if more > 0 {
		p.more(map[bool]string{true: " ", false: "       "}[p.stacked()], more)
	}
}

func (p *duePainter) soonLine(it *Item, first bool) {
	text := it.Coming()
	when := p.soonDay(it.Due)
	switch {
	case p.Plain:
		p.line("Soon, ", when, ", ", inline(it.Name), ": ", text)
		return
	case p.stacked() && first:
		p.line("soon")
		fallthrough
	case p.stacked():
		p.line(" ", when, "  ", inline(it.Name))
		p.line("   ", text)
		return
	}
	lead := "       "
	if first {
		lead = "soon   "
	}
	line := lead + pad(when, p.soonWidth()+2) + pad(inline(it.Name), 20) + "  " + text
	if p.Width > 0 {
		line = cut(line, p.Width)
	}
	p.line(line)
}

// soonDay is a day to come with its weekday.
func (p *duePainter) soonDay(d parse.Date) string { return weekdayName(d) + " " + day(d, p.Today) }

// soonWidth is the width of the days to come; those of the next year are wider.
func (p *duePainter) soonWidth() int {
	wide := len("Wed 30 Dec")
	for i := range p.Soon {
		wide = max(wide, width(p.soonDay(p.Soon[i].Due)))
	}
	return wide
}

// How many lines a person wants to see of what is ahead, and how many lines the
// least of it takes: a blank one, one thing, and how much more there is.
const (
	maxSoon   = 10
	leastSoon = 3
)

// soonShown is what the list shows of the next days, and how much it leaves
// out.
func (d *Due) soonShown() (items []Item, more int) {
	for _, it := range d.Soon {
		switch {
		case d.week && it.Due.Sub(d.Today) <= weekDays: // among the people
		case len(items) == maxSoon && !d.all:
			more++
		default:
			items = append(items, it)
		}
	}
	return items, more
}

// Short is one line for a prompt or a status bar.
func (d Due) Short() string {
	if d.own == 0 {
		return "nothing due"
	}
	promises := map[string]bool{}
	for _, p := range d.People {
		for _, it := range p.Items {
			if it.Kind == "promise" && (it.Status == DueNow || it.Status == Overdue) {
				promises[fmt.Sprintf("%s:%d", it.Path, it.Line)] = true
			}
		}
	}
	s := fmt.Sprintf("%d due", d.own)
	if len(promises) > 0 {
		s += ", " + plural(len(promises), "promise", "promises")
	}
	return s
}

// Rows gives one item a row, for JSON lines and CSV.
func (d Due) Rows() []Item {
	var rows []Item
	for _, p := range d.People {
		for _, it := range p.Items {
			it.Name = p.Name
			rows = append(rows, it)
		}
	}
	return rows
}
