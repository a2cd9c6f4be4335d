package date

import (
	"strings"

	"netnotes/parse/txt"
)

// Word reads a day that is said from another one, base, at the start of a
// text: today, tomorrow, a weekday (the next one strictly after; short "sat" and
// "sun", which are words, need a capital), eom, next week, next month, +3d, 3d,
// a day and a month without a year (the next such day, that of base included),
// such as 3 December, Dec 3rd or "3.12.". It returns how many bytes that took, 0
// where the text begins with no such word. Without a base the day is the zero
// one.
func Word(s string, base Date) (day Date, length int, err *Error) {
	if month, number, n := DayAndMonth(s); n > 0 {
		if _, ok := New(2000, month, number); !ok { // a leap year
			return Date{}, 0, &Error{txt.BadDate, "no such day " + s[:n], "check the day and the month", nil}
		}
		return base.NextOf(month, number), n, nil
	}
	word, rest := Token(s)
	length = len(word)
	if word == "next" || word == "Next" {
		unit, after := Token(txt.TrimBlanks(rest))
		word, length = "next "+unit, len(s)-len(after)
	}
	if say := saidDay(word, base); say != nil {
		if base.IsZero() {
			return Date{}, length, nil
		}
		return say(), length, nil
	}
	return Date{}, 0, nil
}

// saidDay is how a word counts from a day, or nil for a word that does not.
func saidDay(word string, base Date) func() Date {
	switch low := strings.ToLower(word); low {
	case "today":
		return func() Date { return base }
	case "tomorrow":
		return func() Date { return base.AddDays(1) }
	case "eom":
		return func() Date { return Civil(int(base.Year), int(base.Month), daysIn(int(base.Year), int(base.Month))) }
	case "next week":
		return func() Date { return base.AddDays(7) }
	case "next month":
		return func() Date { return base.AddMonths(1) }
	default:
		number := strings.TrimPrefix(low, "+")
		if d, err := ParseDuration(number); err == nil && txt.IsDigit(number[0]) && txt.IsLetter(number[len(number)-1]) {
			return func() Date { return d.After(base) }
		}
		if weekday, ok := Weekday(word); ok && word != "sat" && word != "sun" {
			return func() Date { return base.AddDays((weekday-base.Weekday()+6)%7 + 1) }
		}
	}
	return nil
}

// Token is the first word of a text, as far as a word of days may reach: "+",
// letters, digits, and dots between digits.
func Token(s string) (word, rest string) {
	i := 0
	for i < len(s) && (txt.IsLetter(s[i]) || txt.IsDigit(s[i]) || i == 0 && s[i] == '+' || i > 0 && s[i] == '.' && txt.IsDigit(s[i-1])) {
		i++
	}
	if i < len(s) && s[i] >= 0x80 {
		return "", s // goes on with a letter that no such word has
	}
	return s[:i], s[i:]
}

// DayAndMonth reads a day and a month without a year: 3 December, 3rd of
// December, Dec. 3, "3.12.". The length is 0 where there are none, or where a year
// follows.
func DayAndMonth(s string) (month, day, length int) {
	first, rest := Token(s)
	if parts := strings.Split(first, "."); len(parts) == 3 && parts[2] == "" && Ordinal(parts[0]) > 0 && Ordinal(parts[1]) > 0 {
		day, month = Ordinal(parts[0]), Ordinal(parts[1])
	} else {
		if MonthNumber(first) > 0 {
			rest = strings.TrimPrefix(rest, ".")
		}
		second, after := Token(txt.TrimBlanks(rest))
		if strings.EqualFold(second, "of") && Ordinal(first) > 0 {
			second, after = Token(txt.TrimBlanks(after))
		}
		switch rest = after; {
		case Ordinal(first) > 0 && MonthNumber(second) > 0:
			day, month = Ordinal(first), MonthNumber(second)
		case MonthNumber(first) > 0 && Ordinal(second) > 0:
			day, month = Ordinal(second), MonthNumber(first)
		default:
			return 0, 0, 0
		}
	}
	year, after := Token(txt.TrimBlanks(strings.TrimPrefix(rest, ",")))
	if txt.Digits(year) && (len(year) == 4 || len(year) == 2 && !strings.HasPrefix(after, ":")) || strings.HasPrefix(rest, "-") {
		return 0, 0, 0
	}
	return month, day, len(s) - len(rest)
}

// Ordinal is the number of a day of the month, as 3, 3. or 3rd; 0 for none.
func Ordinal(word string) int {
	number := word
	for _, ending := range []string{"st", "nd", "rd", "th", "."} {
		if bare, ok := strings.CutSuffix(strings.ToLower(word), ending); ok {
			number = bare
			break
		}
	}
	if len(number) > 2 || !txt.Digits(number) || txt.Atoi(number) > 31 {
		return 0
	}
	return txt.Atoi(number)
}

// MonthNumber is the number of a month by its English name, whole or cut to
// three letters (Sept as well); 0 for none.
func MonthNumber(word string) int {
	for i, name := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if strings.EqualFold(word, name) || strings.EqualFold(word, name[:3]) || i == 8 && strings.EqualFold(word, "sept") {
			return i + 1
		}
	}
	return 0
}

// Weekday reads the English name of a day of the week, whole or cut short, in
// any case, as a number from Sunday = 0.
func Weekday(word string) (int, bool) {
	for i, names := range []string{"sunday sun", "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri", "saturday sat"} {
		for name := range strings.FieldsSeq(names) {
			if strings.EqualFold(word, name) {
				return i, true
			}
		}
	}
	return 0, false
}

// NextOf is the next day of a month and a number from d on, d itself included;
// the zero day from the zero day.
func (d Date) NextOf(month, day int) Date {
	for year := int(d.Year); year > 0; year++ {
		if next, ok := New(year, month, day); ok && !next.Before(d) || year > 9999 {
			return next
		}
	}
	return Date{}
}

func WeekdayName(d Date) string {
	return [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}[d.Weekday()]
}

// IsClock reports whether s is H:MM, H:MMam or Ham.
func IsClock(s string) bool {
	s = strings.ToLower(s)
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "am"), "pm")
	hour, minute, colon := strings.Cut(bare, ":")
	if !colon && bare == s || !txt.Digits(hour) || len(hour) > 2 || txt.Atoi(hour) > 24 {
		return false
	}
	minute, _, _ = strings.Cut(minute, ":") // seconds, as calendars export them
	return !colon || len(minute) == 2 && txt.Digits(minute) && txt.Atoi(minute) < 60
}

// MayBegin reports whether a text may begin with a date, or with what may
// stand around one. No other text has a day of its own.
func MayBegin(s string) bool {
	if s == "" {
		return false
	}
	switch c := s[0]; {
	case txt.IsDigit(c):
		return true
	case txt.IsLetter(c):
		if len(s) < 3 {
			return false
		}
		switch string([]byte{txt.Lower(c), txt.Lower(s[1]), txt.Lower(s[2])}) {
		case "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "on ":
			return true
		}
		return false
	case c == '[' || c == '*' || c == '_' || c == '=' || c == '`' || c == '(' || c == '<':
		return strings.ContainsAny(s[:min(len(s), 16)], "0123456789") || MayBegin(strings.TrimLeft(s, "[*_=`(<")+" ")
	}
	return s[0] >= 0x80 && strings.ContainsAny(s[:min(len(s), 16)], "0123456789")
}
