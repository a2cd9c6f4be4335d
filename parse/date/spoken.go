package date

import (
	"strings"

	"netnotes/parse/txt"
)

// Tense says which of several days a word means that people say: a Friday, or a
// third of December.
type Tense byte

const (
	// Coming is the tense of arguments: a weekday is the next one after today, a
	// day without a year the next such day, and a length of time runs from today.
	Coming Tense = iota
	// Past is the tense of what is told: a weekday is the last one before today, a
	// day without a year the nearest one, and a length of time is that long ago.
	Past
)

// SpokenDay reads a day as people say it, at the start of a text: in any form of
// a date, as a day word of a note, and also as yesterday, "last tuesday", "3 days
// ago" or "in two weeks". It says how many bytes that took, or 0.
func SpokenDay(dates Reader, text string, today Date, tense Tense) (When, int, *Error) {
	say := Spoken{Dates: dates, Today: today, Tense: tense}
	when, n, err := say.Day(text)
	if n > 0 && err == nil {
		part, _ := DayPart(text[n:])
		n += part
	}
	return when, n, err
}

// Spoken reads days as they are said on a day.
type Spoken struct {
	Dates  Reader
	Today  Date
	Tense  Tense
	InText bool // within a sentence, where a length of time and a small "sat" are no days

	behindWeekday bool // the text stands behind the name of a weekday
}

// Day is the day at the start of a text, the part of the day behind it aside.
func (s Spoken) Day(text string) (When, int, *Error) {
	first, rest := Token(text)
	word := strings.ToLower(first)
	at := len(text) - len(rest)
	if day, n := s.counted(text); n > 0 {
		return OneDay(day), n, nil
	}
	if n, ok := relatives()[word]; ok {
		return OneDay(s.Today.AddDays(n)), at, nil
	}
	if day, n := s.aroundToday(text); n > 0 {
		return OneDay(day), n, nil
	}
	switch word {
	case "last", "past", "next", "this", "the":
		if when, n := s.beside(word, text, at); n > 0 {
			return when, n, nil
		}
	}
	if month, number, n := DayAndMonth(txt.TrimBlanks(rest)); word == "the" && n > 0 { // "the 3rd of December"
		when, size, err := s.Day(txt.TrimBlanks(rest))
		if _, ok := New(2000, month, number); ok && size >= n {
			return when, len(text) - len(txt.TrimBlanks(rest)) + size, err
		}
	}
	if day, n := s.inMonth(text, word == "the"); n > 0 {
		return OneDay(day), n, nil
	}
	if weekday, ok := Weekday(first); ok && !(s.InText && (first == "sat" || first == "sun")) {
		return s.named(weekday, text, at)
	}
	if month, number, n := DayAndMonth(text); n > 0 {
		if _, ok := New(2000, month, number); !ok {
			return When{}, n, &Error{Code: txt.BadDate, Text: "no such day " + text[:n], Hint: "check the day and the month"}
		}
		return OneDay(s.inAYear(month, number)), n, nil
	}
	if !s.InText {
		if day, n, err := Word(text, s.Today); err != nil {
			return When{}, n, err
		} else if n > 0 {
			return OneDay(day), n, nil
		}
	}
	day := s.Dates.Scan(text)
	if day.Wrong != "" {
		p := day.WrongWeekday(text, 0)
		return When{}, day.End, &Error{Code: txt.WrongWeekday, Text: p.Text, Hint: p.Hint}
	}
	return day.When, max(day.End, day.Bad), day.Err
}

func OneDay(d Date) When { return When{From: d, To: d} }

// inAYear is the day of a month in the year that the tense means.
func (s Spoken) inAYear(month, day int) Date {
	if s.Tense == Past {
		return s.Today.AddDays(-182).NextOf(month, day) // half a year on either side
	}
	return s.Today.NextOf(month, day)
}

// weekday is the day of that name that the tense means.
func (s Spoken) weekday(weekday int) Date {
	if s.Tense == Past {
		return s.last(weekday)
	}
	return s.next(weekday)
}

func (s Spoken) next(weekday int) Date {
	return s.Today.AddDays((weekday-s.Today.Weekday()+6)%7 + 1)
}

func (s Spoken) last(weekday int) Date {
	return s.Today.AddDays(-((s.Today.Weekday()-weekday+6)%7 + 1))
}

// named reads what follows a weekday: nothing, or the date that it stands
// before, whose weekday it must be.
func (s Spoken) named(weekday int, text string, at int) (When, int, *Error) {
	rest := strings.TrimLeft(text[at:], "., ")
	if month, number, n := DayAndMonth(rest); n > 0 && at < len(text) {
		day := s.inAYear(month, number)
		end := len(text) - len(rest) + n
		if day.Weekday() != weekday {
			return When{}, end, &Error{Code: txt.WrongWeekday, Text: day.String() + " is no " + text[:at], Hint: "write " + WeekdayName(day) + ", or the year as well"}
		}
		return OneDay(day), end, nil
	}
	s.behindWeekday = true
	if day, n := s.inMonth(rest, strings.HasPrefix(rest, "the ")); n > 0 && at < len(text) {
		if end := len(text) - len(rest) + n; day.Weekday() != weekday {
			return When{}, end, &Error{Code: txt.WrongWeekday, Text: day.String() + " is no " + text[:at], Hint: "write " + WeekdayName(day) + ", or the month as well"}
		}
		return OneDay(day), len(text) - len(rest) + n, nil
	}
	if day := s.Dates.Scan(text); day.Err == nil && day.End > 0 && day.Precision == ByDay {
		if day.Wrong != "" {
			p := day.WrongWeekday(text, 0)
			return When{}, day.End, &Error{Code: txt.WrongWeekday, Text: p.Text, Hint: p.Hint}
		}
		return day.When, day.End, nil
	}
	return OneDay(s.weekday(weekday)), at, nil
}

// inMonth reads the number of a day alone, as "the 3rd", and behind a weekday also
// "3rd": of what is told the last such day, today included, else the next. What
// goes on as in "the 3rd floor" is none.
func (s Spoken) inMonth(text string, article bool) (Date, int) {
	rest := text
	if article {
		_, rest = txt.CutWord(text)
	}
	word, after := Token(rest)
	number := Ordinal(word)
	if number == 0 || txt.IsDigit(word[len(word)-1]) || !article && !s.behindWeekday {
		return Date{}, 0
	}
	if next, _ := Token(txt.TrimBlanks(after)); next != "" && !txt.Stops(strings.ToLower(next)) && next != "with" && next != "to" && next != "from" {
		return Date{}, 0
	}
	step := map[Tense]int{Coming: 1, Past: -1}[s.Tense]
	for months := range 3 {
		at := Civil(int(s.Today.Year), int(s.Today.Month), 1).AddMonths(step * months)
		day, ok := New(int(at.Year), int(at.Month), number)
		if ok && (day == s.Today || day.After(s.Today) == (step > 0)) {
			return day, len(text) - len(after)
		}
	}
	return Date{}, 0
}

// relatives are words that count days from today.
func relatives() map[string]int {
	return map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
}

// aroundToday reads "the day before yesterday" and "the day after tomorrow".
func (s Spoken) aroundToday(text string) (Date, int) {
	low := strings.ToLower(txt.CutAt(text, 40))
	for _, article := range []string{"the ", ""} {
		for phrase, days := range map[string]int{"day before yesterday": -2, "day after tomorrow": 2} {
			if strings.HasPrefix(low, article+phrase) {
				return s.Today.AddDays(days), len(article + phrase)
			}
		}
	}
	return Date{}, 0
}

// Month is the month of that name that the tense means, this one included.
func (s Spoken) Month(month int) When {
	y := int(s.Today.Year)
	switch {
	case s.Tense == Past && month > int(s.Today.Month):
		y--
	case s.Tense == Coming && month < int(s.Today.Month):
		y++
	}
	return AMonth(y, month)
}

// beside reads what stands behind last, past, this or next: a weekday, or a
// stretch of time, of which "last week" and "last month" are no certain day. Of
// "this morning" and "last night" the part of the day is left.
func (s Spoken) beside(which, text string, at int) (When, int) {
	word, rest := Token(txt.TrimBlanks(text[at:]))
	low := strings.ToLower(word)
	n := len(text) - len(rest)
	if weekday, ok := Weekday(word); ok && which != "the" {
		switch which {
		case "next":
			return OneDay(s.next(weekday)), n
		case "this": // of this week, which begins on Monday
			day := s.Today.AddDays((weekday+6)%7 - (s.Today.Weekday()+6)%7)
			if s.Tense == Coming && day.Before(s.Today) {
				day = day.AddDays(7)
			}
			return OneDay(day), n
		}
		return OneDay(s.last(weekday)), n
	}
	if month := MonthNumber(word); month > 0 && which == "last" {
		return Spoken{Today: s.Today.AddMonths(-1), Tense: Past}.Month(month), n
	}
	switch which + " " + low {
	case "last weekend", "past weekend", "this weekend", "next weekend", "the weekend":
		return s.weekend(which), n
	case "next week":
		return OneDay(s.Today.AddDays(7)), n
	case "next month":
		return OneDay(s.Today.AddMonths(1)), n
	case "next year":
		return OneDay(s.Today.AddMonths(12)), n
	case "last week":
		day := s.Today.AddDays(-7)
		return When{From: day, To: day, Approximate: true}, n
	case "last month":
		last := s.Today.AddMonths(-1)
		return AMonth(int(last.Year), int(last.Month)), n
	case "last year":
		return AYear(int(s.Today.Year) - 1), n
	case "last night":
		return OneDay(s.Today.AddDays(-1)), at
	}
	if isDayPart(low) && which == "this" {
		return OneDay(s.Today), at
	}
	return When{}, 0
}

// weekend is a Saturday and a Sunday: "last" those before today, "next" those after
// it, and without either what the tense means, that of today included.
func (s Spoken) weekend(which string) When {
	saturday := s.Today.AddDays(-((s.Today.Weekday() + 1) % 7)) // the last one, today included
	within := s.Today.Sub(saturday) < 2
	switch {
	case (which == "last" || which == "past") && within:
		saturday = saturday.AddDays(-7)
	case which == "next", !within && (which == "this" || which == "the" && s.Tense == Coming):
		saturday = saturday.AddDays(7)
	}
	return When{From: saturday, To: saturday.AddDays(1)}
}

// counted reads a length of time before or after today: "3 days ago", "a week
// ago", "in two weeks", "+2w", "-3d", and outside a sentence a bare "2w", which
// the tense turns.
func (s Spoken) counted(text string) (Date, int) {
	sign, rest := 0, text
	switch {
	case strings.HasPrefix(rest, "+") && !s.InText:
		sign, rest = 1, rest[1:]
	case strings.HasPrefix(rest, "-") && !s.InText:
		sign, rest = -1, rest[1:]
	case len(rest) > 3 && strings.EqualFold(rest[:3], "in "):
		sign, rest = 1, txt.TrimBlanks(rest[3:])
	}
	long, n := LengthOfTime(rest)
	if n == 0 {
		return Date{}, 0
	}
	rest = rest[n:]
	if word, after := Token(txt.TrimBlanks(rest)); sign == 0 && (strings.EqualFold(word, "ago") || strings.EqualFold(word, "back")) {
		sign, rest = -1, after
	}
	if sign == 0 {
		if s.InText {
			return Date{}, 0
		}
		sign = map[Tense]int{Coming: 1, Past: -1}[s.Tense]
	}
	return Duration{N: sign * long.N, Unit: long.Unit}.After(s.Today), len(text) - len(rest)
}

// LengthOfTime reads 3d, "3 days", "a week" or "two months", and how many bytes
// that took.
func LengthOfTime(text string) (Duration, int) {
	word, rest := Token(text)
	if d, err := ParseDuration(word); err == nil && word != "" && txt.IsDigit(word[0]) && txt.IsLetter(word[len(word)-1]) && d.N > 0 {
		return d, len(word)
	}
	number := numberWord(strings.ToLower(word))
	if number == 0 {
		return Duration{}, 0
	}
	unit, after := Token(txt.TrimBlanks(rest))
	if strings.EqualFold(unit, "couple") {
		if of, next := Token(txt.TrimBlanks(after)); strings.EqualFold(of, "of") {
			number = 2
			unit, after = Token(txt.TrimBlanks(next))
		}
	}
	if strings.EqualFold(unit, "few") {
		number = 3
		unit, after = Token(txt.TrimBlanks(after))
	}
	if strings.EqualFold(unit, "fortnight") || strings.EqualFold(unit, "fortnights") {
		return Duration{N: 2 * number, Unit: Week}, len(text) - len(after)
	}
	u := UnitNamed(strings.ToLower(unit))
	long := Duration{N: number, Unit: u}
	if len(unit) < len("day") || u == 0 || long.Days() > MaxDuration {
		return Duration{}, 0
	}
	return long, len(text) - len(after)
}

// numberWord is a number in figures, or a small one in words; 0 for none.
func numberWord(word string) int {
	if txt.Digits(word) && len(word) <= 4 {
		return txt.Atoi(word)
	}
	for n, name := range [...]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if n > 0 && word == name || n == 1 && (word == "a" || word == "an") {
			return n
		}
	}
	return 0
}

// DayPart is the length of a part of the day at the start of a text, with the
// blanks before it, and how it is said without a day: "in the evening".
func DayPart(text string) (int, string) {
	word, rest := Token(txt.TrimBlanks(text))
	low := strings.ToLower(word)
	if text == "" || text[0] != ' ' && text[0] != '\t' || !isDayPart(low) {
		return 0, ""
	}
	said := "in the " + low
	if low == "night" {
		said = "at night"
	}
	return len(text) - len(rest), said
}

func isDayPart(word string) bool {
	switch word {
	case "morning", "afternoon", "evening", "night":
		return true
	}
	return false
}
