package due

import (
	"bytes"
	"fmt"

	"netnotes/parse/date"
	"netnotes/report/form"
)

// soon lists what comes, as much of it as the screen has room for; what
// --week shows above is not said twice.
func (p *duePainter) soon() {
	if len(p.People) == 0 && !p.apart {
		return
	}
	rows := p.soonRows()
	most := len(rows)
	if !p.all {
		most = min(most, maxSoon)
	}
	if !p.all && !p.week {
		most = min(most, max(1, oneScreen-p.Lines()-leastSoon+1))
	}
	if most > 0 && !bytes.HasSuffix(p.Bytes(), []byte("\n\n")) {
		p.Line()
	}
	names := 20
	for _, row := range rows[:most] {
		if len(row.names) == 1 {
			names = max(names, min(form.Width(row.names[0]), 28))
		}
	}
	for i := range rows[:most] {
		p.now(rows[i].Item)
		p.soonLine(&rows[i], names, i == 0)
	}
	p.now(nil)
	more := 0
	for _, row := range rows[most:] {
		more += len(row.names)
	}
	if more > 0 {
		p.more(map[bool]string{true: " ", false: "       "}[p.Stacked()], more)
	}
}

// soonRow is a line of what comes: an item, or the same step of several people.
type soonRow struct {
	*Item
	names []string
}

// soonRows are what comes, as lines; what the week shows among the people is not
// said twice. Where one may be chosen, each stands alone.
func (p *duePainter) soonRows() (rows []soonRow) {
	type what struct {
		due        date.Date
		kind, text string
	}
	first := map[what]int{} // the row of it
	for i := range p.Soon {
		it := &p.Soon[i]
		if p.week && it.Due.Sub(p.Today) <= weekDays {
			continue
		}
		same := what{it.Due, it.Kind, it.Coming()}
		at, there := first[same]
		if p.apart || p.all || it.Step == "" || !there {
			rows = append(rows, soonRow{Item: it})
			if at = len(rows) - 1; !there {
				first[same] = at
			}
		}
		rows[at].names = append(rows[at].names, form.Inline(it.Name))
	}
	return rows
}

func (p *duePainter) soonLine(row *soonRow, names int, first bool) {
	text, when := row.Coming(), p.soonDay(row.Due)
	switch {
	case p.Plain:
		p.Line("Soon, ", when, ", ", form.AndList(row.names), ": ", text)
		return
	case p.Stacked() && first:
		p.Line("soon")
		fallthrough
	case p.Stacked():
		p.Line(" ", when, "  ", namesThatFit(row.names, p.Room(4+form.Width(when))))
		p.Line("   ", text)
		return
	}
	lead := "       "
	if first {
		lead = "soon   "
	}
	lead += form.Pad(when, p.soonWidth()+2)
	line := lead + form.Pad(namesThatFit(row.names, p.Room(form.Width(lead)+2+form.Width(text))), names) + "  " + text
	if p.Width > 0 {
		line = form.Cut(line, p.Width)
	}
	p.Line(line)
}

// soonDay is a day to come with its weekday.
func (p *duePainter) soonDay(d date.Date) string {
	return form.WeekdayName(d) + " " + form.Day(d, p.Today)
}

// soonWidth is the width of the days to come; those of the next year are wider.
func (p *duePainter) soonWidth() int {
	wide := len("Wed 30 Dec")
	for i := range p.Soon {
		wide = max(wide, form.Width(p.soonDay(p.Soon[i].Due)))
	}
	return wide
}

// How many lines a person wants to see of what is ahead, and how many lines the
// least of it takes: a blank one, one thing, and how much more there is.
const (
	maxSoon   = 10
	leastSoon = 3
)

// Short is one line for a prompt or a status bar.
func (d List) Short() string {
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
		s += ", " + form.Plural(len(promises), "promise", "promises")
	}
	return s
}

// Rows gives one item a row, for JSON lines and CSV.
func (d List) Rows(yield func(Item) bool) {
	for _, p := range d.People {
		for _, it := range p.Items {
			if it.Name = p.Name; !yield(it) {
				return
			}
		}
	}
}
