package facts

import (
	"slices"

	"netnotes/index/store"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
)

// DayRow is a day on which lines of a note begin.
type DayRow struct {
	Day date.Date
	sum uint32 // of what is told on it; odd where a line has several people
}

// several reports whether several people take part in a line of the day.
func (r DayRow) several() bool { return r.sum&1 == 1 }

// Days are the days of the lines that were added.
type Days struct {
	rows []DayRow
	said []byte // of the line at hand
}

// Add adds a line with what others' clocks may rest on: which conversation it is of,
// with whom, and its tags.
func (d *Days) Add(e *logline.Entry, people []string) {
	to := e.When.To
	d.said = append(d.said[:0], byte(e.Class), byte(to.Year), byte(to.Year>>8), byte(to.Month), byte(to.Day))
	for _, is := range [...]bool{e.When.Approximate, e.Planned, e.Off, e.Undated, e.Met, e.WithOwner} {
		if d.said = append(d.said, 0); is {
			d.said[len(d.said)-1] = 1
		}
	}
	for _, list := range [...][]string{{string(e.When.Precision), string(e.Kind), string(e.Direction)}, people, e.Tags} {
		d.said = append(d.said, byte(len(list)), byte(len(list)>>8))
		for _, text := range list {
			d.said = append(append(d.said, text...), 0)
		}
	}
	sum := store.Sum(d.said) &^ 1
	if len(people) > 1 || len(people) == 1 && e.WithOwner {
		sum |= 1
	}
	d.rows = append(d.rows, DayRow{e.When.From, sum})
}

// Rows are the days, in their order; a line without a day has none.
func (d *Days) Rows() []DayRow {
	slices.SortStableFunc(d.rows, func(a, b DayRow) int { return a.Day.Compare(b.Day) })
	out := d.rows[:0]
	for _, r := range d.rows {
		switch n := len(out); {
		case r.Day.IsZero():
		case n > 0 && out[n-1].Day == r.Day:
			several := (out[n-1].sum | r.sum) & 1
			out[n-1].sum = (out[n-1].sum*16777619^r.sum)&^1 | several
		default:
			out = append(out, r)
		}
	}
	return out
}

// daysIn are the days of a note's lines; none of note -1.
func (f *Facts) daysIn(note int) []DayRow {
	if note < 0 {
		return nil
	}
	return parse.Within(f.Days, f.Notes[note].Days)
}

// otherDays are the days on which two lists do not tell the same.
func otherDays(a, b []DayRow) (out []date.Date) {
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Day.Before(b[0].Day):
			out, a = append(out, a[0].Day), a[1:]
		case len(a) == 0 || b[0].Day.Before(a[0].Day):
			out, b = append(out, b[0].Day), b[1:]
		default:
			if a[0].sum != b[0].sum {
				out = append(out, a[0].Day)
			}
			a, b = a[1:], b[1:]
		}
	}
	return out
}

// meets reports whether a note may tell of a conversation with several people of one
// of some days.
func (f *Facts) meets(note int, days []date.Date) bool {
	return len(days) > 0 && slices.ContainsFunc(f.daysIn(note), func(row DayRow) bool {
		return row.several() && slices.Contains(days, row.Day)
	})
}
