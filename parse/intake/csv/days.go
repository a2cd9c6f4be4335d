package csv

import (
	"fmt"
	"strconv"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/draft"
)

// Order is which of day and month stands first where both are numbers.
type Order string

// The orders of a date in numbers. The third is for a column of which nothing
// says which it is.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	NoOrder    Order = ""
)

// slashed is a date of numbers whose order is still open: 3/4/2026.
type slashed struct{ a, b, year int }

// dated is a cell with its row.
type dated struct {
	line int
	text string
}

// orderOf decides the order of a whole column: a part over 12 is a day. Two
// cells that disagree are an error that names both. known is what the user says
// where no cell decides.
func orderOf(cells []dated, known Order) (Order, error) {
	first := map[Order]dated{}
	for _, c := range cells {
		if d, ok := cutSlashed(c.text); ok {
			order := NoOrder
			switch {
			case d.a > 12 && d.b <= 12:
				order = DayFirst
			case d.b > 12 && d.a <= 12:
				order = MonthFirst
			}
			if _, seen := first[order]; !seen {
				first[order] = c
			}
		}
	}
	day, isDay := first[DayFirst]
	month, isMonth := first[MonthFirst]
	switch {
	case isDay && isMonth:
		return NoOrder, &draft.ForeignError{Text: fmt.Sprintf("the day stands first in line %d (%s) and second in line %d (%s)", day.line, draft.OneLine(day.text), month.line, draft.OneLine(month.text)),
			Hint: "put the dates of the file in one order, best 2026-04-03"}
	case isDay:
		return DayFirst, nil
	case isMonth:
		return MonthFirst, nil
	}
	return known, nil
}

// cutSlashed reads three numbers with / . or - between them, of which the last
// is the year, perhaps of two digits. What follows a comma or a blank is a time.
func cutSlashed(s string) (slashed, bool) {
	s = strings.TrimSpace(s)
	if end := strings.IndexAny(s, ", T"); end >= 0 {
		s = s[:end]
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) != 2 && len(parts[2]) != 4 {
		return slashed{}, false
	}
	var n [3]int
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(part); err != nil || n[i] < 0 {
			return slashed{}, false
		}
	}
	if len(parts[2]) == 2 {
		n[2] += 2000 // files of this century's services
	}
	return slashed{n[0], n[1], n[2]}, true
}

// day reads a cell: a day of the standard, with the month in letters, or in
// numbers in the column's order.
func (o Order) day(s string) (date.Date, bool) {
	s = strings.TrimSpace(s)
	if d, ok := cutSlashed(s); ok {
		switch o {
		case DayFirst:
			return date.New(d.year, d.b, d.a)
		case MonthFirst:
			return date.New(d.year, d.a, d.b)
		}
		return date.Date{}, false
	}
	if len(s) > 10 && s[4] == '-' { // with a time
		if day, ok := date.ParseDay(s[:10]); ok {
			return day, true
		}
	}
	if day, ok := date.ParseDay(s); ok {
		return day, true
	}
	return letteredDay(s)
}

// letteredDay reads "26 Jun 2026", "26-Jun-2026" or "Jun 26, 2026".
func letteredDay(s string) (date.Date, bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '.' || r == '/' })
	if len(words) < 3 {
		return date.Date{}, false
	}
	if words[0][0] > '9' {
		words[0], words[1] = words[1], words[0]
	}
	day, errDay := strconv.Atoi(words[0])
	year, errYear := strconv.Atoi(words[2])
	if errDay != nil || errYear != nil || len(words[1]) < 3 || len(words[2]) != 4 {
		return date.Date{}, false
	}
	month := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(words[1][:3]))
	if month < 0 || month%3 != 0 {
		return date.Date{}, false
	}
	return date.New(year, month/3+1, day)
}

// column is every cell under a name, with its row.
func (t table) column(name string) []dated {
	var out []dated
	for _, r := range t.rows {
		if text := t.cell(r, name); text != "" {
			out = append(out, dated{r.line, text})
		}
	}
	return out
}
