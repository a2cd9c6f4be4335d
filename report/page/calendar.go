package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/report/form"
)

// Calendar is 24 months of contact, a row a person, today at the right.
type Calendar struct {
	Side   Words
	Most   int // conversations of the fullest week
	Label  string
	Bars   []Bar
	Months []MonthMark
	Grid   []GridLine
	Rows   []CalendarRow
	Folded []CalendarRow
	Left   int // people without a line in that time
}

// Bar is a column of a chart.
type Bar struct{ X, Y, Width, Height string }

// MonthMark names a month below the bars.
type MonthMark struct{ X, Text string }

// GridLine is the first of a month, a strong one of a year.
type GridLine struct{ Class, Path string }

// CalendarRow is a person's 24 months.
type CalendarRow struct {
	Who          Word
	Label        string
	Last         string
	Within, Past string // paths: since the last contact, and since its rhythm passed
	Talks        string // the path of all dots
	Marks        []Sign // the others
}

// Sign is a mark on a day: the symbol, and where.
type Sign struct{ Use, X string }

// Numbers of the calendar, in pixels and rows.
const (
	calendarMonths = 24
	calendarWidth  = 720
	calendarAhead  = 46 // room for what is planned
	calendarRows   = 60
	barsHeight     = 52
	barsFoot       = 60
	signStep       = 7 // no two marks are nearer
)

// span is the time that the calendar shows.
type span struct{ from, today date.Date }

// x is where a day stands.
func (s span) x(d date.Date) float64 {
	return tenth(float64(d.Sub(s.from)*calendarWidth) / float64(s.today.Sub(s.from)))
}

// pixel is where the mark of a day stands: a day is about as wide as a pixel.
func (s span) pixel(d date.Date) int {
	return int(2*calendarWidth*int64(d.Sub(s.from))/int64(s.today.Sub(s.from))+1) / 2
}

func (m *maker) calendar() Calendar {
	s := span{m.today.AddMonths(-calendarMonths), m.today}
	var c Calendar
	var rows []datedRow
	late := 0
	for _, who := range m.people {
		switch who.Status {
		case parse.Archived, parse.Deceased, parse.DoNotContact:
			continue
		}
		row, ok := m.calendarRow(s, who)
		if !ok {
			c.Left++
			continue
		}
		if row.past > 0 {
			late++
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b datedRow) int {
		return cmp.Or(b.past-a.past, zeroes(a.last)-zeroes(b.last), a.last.Compare(b.last))
	})
	for i, row := range rows {
		if i < calendarRows || len(rows) == calendarRows+1 {
			c.Rows = append(c.Rows, row.CalendarRow)
		} else {
			c.Folded = append(c.Folded, row.CalendarRow)
		}
	}
	n := c.bars(s, m.talks)
	c.grid(s)
	c.Label = fmt.Sprintf("%s in 24 months, %d in a week at most", count(n, "conversation", "conversations"), c.Most)
	c.Side = Words{{Text: count(n, "conversation", "conversations")}, {Text: fmt.Sprintf(" since %s %d; the line at the right is today. ", month(s.from), s.from.Year)}}
	switch late {
	case 0:
		c.Side = append(c.Side, Word{Text: "Nobody's rhythm has passed."})
	case 1:
		c.Side = append(c.Side, Word{Text: "On top stands the one person whose rhythm has passed; the dotted line is the silence since then."})
	default:
		c.Side = append(c.Side, Word{Text: fmt.Sprintf("On top stand those whose rhythm passed longest ago: %d people. The dotted line is the silence since then.", late)})
	}
	return c
}

// zeroes puts those without a contact behind the others.
func zeroes(d date.Date) int {
	if d.IsZero() {
		return 1
	}
	return 0
}

// datedRow is a row with what it is sorted by.
type datedRow struct {
	CalendarRow
	past int // days since the rhythm's date; 0 within it, or without one
	last date.Date
}

// calendarRow is a person's row; ok is false where it would be empty.
func (m *maker) calendarRow(s span, who *somebody) (row datedRow, ok bool) {
	days := m.signs(s, who)
	if len(days) == 0 {
		return row, false
	}
	row.Who = m.name(who.Name, who.Path)
	talks := 0
	for _, day := range who.Conversations {
		if !day.Before(s.from) {
			talks++
		}
	}
	row.Label = visible(m.called(who.Name)) + ": " + count(talks, "conversation", "conversations") + " in 24 months"
	if n := len(who.Conversations); n > 0 {
		row.Label += ", last " + longDay(who.Conversations[n-1])
	}
	row.last = who.Touch
	row.Last = form.Day(who.Touch, m.today)
	if last := days[len(days)-1]; last.day.After(m.today) {
		row.Last = "planned " + form.Day(last.day, m.today)
	}
	m.silence(s, who, &row)
	// Where two marks would lie on each other the weightier one stands.
	slices.SortStableFunc(days, func(a, b signOn) int { return a.rank - b.rank })
	var at []int
	for _, d := range days {
		x := s.pixel(d.day)
		if x > calendarWidth+calendarAhead || slices.ContainsFunc(at, func(o int) bool { return x-o < signStep && o-x < signStep }) {
			continue
		}
		at = append(at, x)
		if d.rank == signTalk { // most are: points of one path
			row.Talks += "M" + strconv.Itoa(x) + " 0z"
		} else {
			row.Marks = append(row.Marks, Sign{signNames()[d.rank], strconv.Itoa(x)})
		}
	}
	return row, true
}

// silence is the line from the last contact to today: solid within the rhythm,
// dotted past it.
func (m *maker) silence(s span, who *somebody, row *datedRow) {
	r, ok := who.Rhythm()
	asleep := who.Warmth == index.Latent
	if !ok || asleep {
		return
	}
	from := max(0, s.pixel(who.Touch)+8)
	due := min(calendarWidth, s.pixel(r.Due))
	if m.today.After(r.Due) {
		row.past = m.today.Sub(r.Due)
		row.Past = across(max(from, due+3, 3), calendarWidth-3)
	}
	row.Within = across(from, due)
}

// across is the path of a line along a row; none where it would have no length.
func across(from, to int) string {
	if to <= from {
		return ""
	}
	return fmt.Sprintf("M%d 0H%d", from, to)
}

// signOn is a mark on a day; a lower rank is the weightier one.
type signOn struct {
	day  date.Date
	rank int
}

// The ranks of marks.
const (
	signTalk = iota
	signExchange
	signTo
	signFrom
	signPlanned
	signPassing
)

// signNames are the symbols, by rank.
func signNames() [6]string {
	return [6]string{"ks", "kw", "kt", "kf", "kp", "kn"}
}

// signs are the marks of a person's days, one a day, the oldest first.
func (m *maker) signs(s span, who *somebody) (out []signOn) {
	best := map[date.Date]int{}
	add := func(day date.Date, rank int) {
		if before, known := best[day]; !day.Before(s.from) && (!known || rank < before) {
			best[day] = rank
		}
	}
	for _, d := range who.Touches {
		switch {
		case d.Talked():
			add(d.Day, signTalk)
		case d.ByThem():
			add(d.Day, signFrom)
		case d.ToThem():
			add(d.Day, signTo)
		}
	}
	for _, day := range who.Conversations {
		add(day, signExchange) // a day of talk has its mark already
	}
	for _, l := range who.Lines() {
		switch day := l.When.Day(m.today); {
		case l.Off || l.HasTag("care"):
		case l.Planned && l.When.IsDay() && !l.When.From.Before(m.today):
			add(l.When.From, signPlanned)
		case !l.Planned && !day.After(m.today) && (l.Class == logline.Ambient || l.Kind == logline.News):
			add(day, signPassing)
		}
	}
	for day, rank := range best {
		out = append(out, signOn{day, rank})
	}
	slices.SortFunc(out, func(a, b signOn) int { return a.day.Compare(b.day) })
	return out
}

// bars are the conversations of each week up to today, and their number.
func (c *Calendar) bars(s span, days []date.Date) (n int) {
	weeks := map[int]int{} // by weeks before today
	last := 0
	for _, day := range days {
		if day.After(s.from) || day == s.from {
			week := s.today.Sub(day) / 7
			weeks[week]++
			last = max(last, week)
			c.Most = max(c.Most, weeks[week])
			n++
		}
	}
	for week := range last + 1 {
		if weeks[week] == 0 {
			continue
		}
		right := s.x(s.today.AddDays(-7 * week))
		left := max(0, s.x(s.today.AddDays(-7*week-7)))
		height := tenth(scaled(barsHeight, float64(weeks[week])/float64(c.Most)))
		c.Bars = append(c.Bars, Bar{num(left + 0.7), num(barsFoot - height), num(right - left - 1.4), num(height)})
	}
	return n
}

// grid are the first days of the months, and some names of them.
func (c *Calendar) grid(s span) {
	day := date.Date{Year: s.from.Year, Month: s.from.Month, Day: 1}
	for range calendarMonths + 3 {
		day = day.AddMonths(1)
		x := s.x(day)
		if x > calendarWidth+calendarAhead-10 {
			break
		}
		class := "g"
		if day.Month == 1 {
			class = "gy"
		}
		c.Grid = append(c.Grid, GridLine{class, "M" + num(x) + " 0V1"})
		if day.Month%3 == 1 && x < calendarWidth {
			text := month(day)[:3]
			if day.Month == 1 {
				text += fmt.Sprintf(" %d", day.Year)
			}
			c.Months = append(c.Months, MonthMark{num(x + 3), text})
		}
	}
}
