package parse

import (
	"strings"

	"netnotes/parse/date"
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
func (r *Reader) SpokenDay(text string, today date.Date, tense Tense) (date.When, int, *date.Error) {
	say := spoken{dates: r.Dates, today: today, tense: tense}
	when, n, err := say.day(text)
	if n > 0 && err == nil {
		part, _ := dayPart(text[n:])
		n += part
	}
	return when, n, err
}

// SpokenField is the value of a field, where the field holds days and a day word
// is typed for it the day that this means; every other value stays as it is.
func (r *Reader) SpokenField(kind NoteKind, key, value string, today date.Date) string {
	info := r.FieldsOf(kind).Info(key)
	if _, err := r.Dates.Parse(value); err == nil || !info.Type.IsDate() {
		return value
	}
	tense := Coming
	switch info.Name {
	case "met", "last_contact", "heard", "posted_on":
		tense = Past
	}
	when, n, err := r.SpokenDay(strings.TrimSpace(value), today, tense)
	if err != nil || n < len(strings.TrimSpace(value)) || n == 0 {
		return value
	}
	return when.String()
}

// spoken reads days as they are said on a day.
type spoken struct {
	dates  date.Reader
	today  date.Date
	tense  Tense
	inText bool // within a sentence, where a length of time and a small "sat" are no days

	behindWeekday bool // the text stands behind the name of a weekday
}

// day is the day at the start of a text, the part of the day behind it aside.
func (s spoken) day(text string) (date.When, int, *date.Error) {
	first, rest := date.Token(text)
	word := strings.ToLower(first)
	at := len(text) - len(rest)
	if day, n := s.counted(text); n > 0 {
		return oneDay(day), n, nil
	}
	if n, ok := relatives()[word]; ok {
		return oneDay(s.today.AddDays(n)), at, nil
	}
	if day, n := s.aroundToday(text); n > 0 {
		return oneDay(day), n, nil
	}
	switch word {
	case "last", "past", "next", "this", "the":
		if when, n := s.beside(word, text, at); n > 0 {
			return when, n, nil
		}
	}
	if month, number, n := date.DayAndMonth(txt.TrimBlanks(rest)); word == "the" && n > 0 { // "the 3rd of December"
		when, size, err := s.day(txt.TrimBlanks(rest))
		if _, ok := date.New(2000, month, number); ok && size >= n {
			return when, len(text) - len(txt.TrimBlanks(rest)) + size, err
		}
	}
	if day, n := s.inMonth(text, word == "the"); n > 0 {
		return oneDay(day), n, nil
	}
	if weekday, ok := date.Weekday(first); ok && !(s.inText && (first == "sat" || first == "sun")) {
		return s.named(weekday, text, at)
	}
	if month, number, n := date.DayAndMonth(text); n > 0 {
		if _, ok := date.New(2000, month, number); !ok {
			return date.When{}, n, &date.Error{Code: txt.BadDate, Text: "no such day " + text[:n], Hint: "check the day and the month"}
		}
		return oneDay(s.inAYear(month, number)), n, nil
	}
	if !s.inText {
		if day, n, err := date.Word(text, s.today); err != nil {
			return date.When{}, n, err
		} else if n > 0 {
			return oneDay(day), n, nil
		}
	}
	day := s.dates.Scan(text)
	if day.Wrong != "" {
		p := day.WrongWeekday(text, 0)
		return date.When{}, day.End, &date.Error{Code: txt.WrongWeekday, Text: p.Text, Hint: p.Hint}
	}
	return day.When, max(day.End, day.Bad), day.Err
}

func oneDay(d date.Date) date.When { return date.When{From: d, To: d} }

// inAYear is the day of a month in the year that the tense means.
func (s spoken) inAYear(month, day int) date.Date {
	if s.tense == Past {
		return s.today.AddDays(-182).NextOf(month, day) // half a year on either side
	}
	return s.today.NextOf(month, day)
}

// weekday is the day of that name that the tense means.
func (s spoken) weekday(weekday int) date.Date {
	if s.tense == Past {
		return s.last(weekday)
	}
	return s.next(weekday)
}

func (s spoken) next(weekday int) date.Date {
	return s.today.AddDays((weekday-s.today.Weekday()+6)%7 + 1)
}

func (s spoken) last(weekday int) date.Date {
	return s.today.AddDays(-((s.today.Weekday()-weekday+6)%7 + 1))
}

// named reads what follows a weekday: nothing, or the date that it stands
// before, whose weekday it must be.
func (s spoken) named(weekday int, text string, at int) (date.When, int, *date.Error) {
	rest := strings.TrimLeft(text[at:], "., ")
	if month, number, n := date.DayAndMonth(rest); n > 0 && at < len(text) {
		day := s.inAYear(month, number)
		end := len(text) - len(rest) + n
		if day.Weekday() != weekday {
			return date.When{}, end, &date.Error{Code: txt.WrongWeekday, Text: day.String() + " is no " + text[:at], Hint: "write " + date.WeekdayName(day) + ", or the year as well"}
		}
		return oneDay(day), end, nil
	}
	s.behindWeekday = true
	if day, n := s.inMonth(rest, strings.HasPrefix(rest, "the ")); n > 0 && at < len(text) {
		if end := len(text) - len(rest) + n; day.Weekday() != weekday {
			return date.When{}, end, &date.Error{Code: txt.WrongWeekday, Text: day.String() + " is no " + text[:at], Hint: "write " + date.WeekdayName(day) + ", or the month as well"}
		}
		return oneDay(day), len(text) - len(rest) + n, nil
	}
	if day := s.dates.Scan(text); day.Err == nil && day.End > 0 && day.Precision == date.ByDay {
		if day.Wrong != "" {
			p := day.WrongWeekday(text, 0)
			return date.When{}, day.End, &date.Error{Code: txt.WrongWeekday, Text: p.Text, Hint: p.Hint}
		}
		return day.When, day.End, nil
	}
	return oneDay(s.weekday(weekday)), at, nil
}

// inMonth reads the number of a day alone, as "the 3rd", and behind a weekday also
// "3rd": of what is told the last such day, today included, else the next. What
// goes on as in "the 3rd floor" is none.
func (s spoken) inMonth(text string, article bool) (date.Date, int) {
	rest := text
	if article {
		_, rest = txt.CutWord(text)
	}
	word, after := date.Token(rest)
	number := date.Ordinal(word)
	if number == 0 || txt.IsDigit(word[len(word)-1]) || !article && !s.behindWeekday {
		return date.Date{}, 0
	}
	if next, _ := date.Token(txt.TrimBlanks(after)); next != "" && !stops(strings.ToLower(next)) && next != "with" && next != "to" && next != "from" {
		return date.Date{}, 0
	}
	step := map[Tense]int{Coming: 1, Past: -1}[s.tense]
	for months := range 3 {
		at := date.Civil(int(s.today.Year), int(s.today.Month), 1).AddMonths(step * months)
		day, ok := date.New(int(at.Year), int(at.Month), number)
		if ok && (day == s.today || day.After(s.today) == (step > 0)) {
			return day, len(text) - len(after)
		}
	}
	return date.Date{}, 0
}

// relatives are words that count days from today.
func relatives() map[string]int {
	return map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
}

// aroundToday reads "the day before yesterday" and "the day after tomorrow".
func (s spoken) aroundToday(text string) (date.Date, int) {
	low := strings.ToLower(txt.CutAt(text, 40))
	for _, article := range []string{"the ", ""} {
		for phrase, days := range map[string]int{"day before yesterday": -2, "day after tomorrow": 2} {
			if strings.HasPrefix(low, article+phrase) {
				return s.today.AddDays(days), len(article + phrase)
			}
		}
	}
	return date.Date{}, 0
}

// month is the month of that name that the tense means, this one included.
func (s spoken) month(month int) date.When {
	y := int(s.today.Year)
	switch {
	case s.tense == Past && month > int(s.today.Month):
		y--
	case s.tense == Coming && month < int(s.today.Month):
		y++
	}
	return date.AMonth(y, month)
}

// beside reads what stands behind last, past, this or next: a weekday, or a
// stretch of time, of which "last week" and "last month" are no certain day. Of
// "this morning" and "last night" the part of the day is left.
func (s spoken) beside(which, text string, at int) (date.When, int) {
	word, rest := date.Token(txt.TrimBlanks(text[at:]))
	low := strings.ToLower(word)
	n := len(text) - len(rest)
	if weekday, ok := date.Weekday(word); ok && which != "the" {
		switch which {
		case "next":
			return oneDay(s.next(weekday)), n
		case "this": // of this week, which begins on Monday
			day := s.today.AddDays((weekday+6)%7 - (s.today.Weekday()+6)%7)
			if s.tense == Coming && day.Before(s.today) {
				day = day.AddDays(7)
			}
			return oneDay(day), n
		}
		return oneDay(s.last(weekday)), n
	}
	if month := date.MonthNumber(word); month > 0 && which == "last" {
		return spoken{today: s.today.AddMonths(-1), tense: Past}.month(month), n
	}
	switch which + " " + low {
	case "last weekend", "past weekend", "this weekend", "next weekend", "the weekend":
		return s.weekend(which), n
	case "next week":
		return oneDay(s.today.AddDays(7)), n
	case "next month":
		return oneDay(s.today.AddMonths(1)), n
	case "next year":
		return oneDay(s.today.AddMonths(12)), n
	case "last week":
		day := s.today.AddDays(-7)
		return date.When{From: day, To: day, Approximate: true}, n
	case "last month":
		last := s.today.AddMonths(-1)
		return date.AMonth(int(last.Year), int(last.Month)), n
	case "last year":
		return date.AYear(int(s.today.Year) - 1), n
	case "last night":
		return oneDay(s.today.AddDays(-1)), at
	}
	if isDayPart(low) && which == "this" {
		return oneDay(s.today), at
	}
	return date.When{}, 0
}

// weekend is a Saturday and a Sunday: "last" those before today, "next" those after
// it, and without either what the tense means, that of today included.
func (s spoken) weekend(which string) date.When {
	saturday := s.today.AddDays(-((s.today.Weekday() + 1) % 7)) // the last one, today included
	within := s.today.Sub(saturday) < 2
	switch {
	case (which == "last" || which == "past") && within:
		saturday = saturday.AddDays(-7)
	case which == "next", !within && (which == "this" || which == "the" && s.tense == Coming):
		saturday = saturday.AddDays(7)
	}
	return date.When{From: saturday, To: saturday.AddDays(1)}
}

// counted reads a length of time before or after today: "3 days ago", "a week
// ago", "in two weeks", "+2w", "-3d", and outside a sentence a bare "2w", which
// the tense turns.
func (s spoken) counted(text string) (date.Date, int) {
	sign, rest := 0, text
	switch {
	case strings.HasPrefix(rest, "+") && !s.inText:
		sign, rest = 1, rest[1:]
	case strings.HasPrefix(rest, "-") && !s.inText:
		sign, rest = -1, rest[1:]
	case len(rest) > 3 && strings.EqualFold(rest[:3], "in "):
		sign, rest = 1, txt.TrimBlanks(rest[3:])
	}
	long, n := lengthOfTime(rest)
	if n == 0 {
		return date.Date{}, 0
	}
	rest = rest[n:]
	if word, after := date.Token(txt.TrimBlanks(rest)); sign == 0 && (strings.EqualFold(word, "ago") || strings.EqualFold(word, "back")) {
		sign, rest = -1, after
	}
	if sign == 0 {
		if s.inText {
			return date.Date{}, 0
		}
		sign = map[Tense]int{Coming: 1, Past: -1}[s.tense]
	}
	return date.Duration{N: sign * long.N, Unit: long.Unit}.After(s.today), len(text) - len(rest)
}

// lengthOfTime reads 3d, "3 days", "a week" or "two months", and how many bytes
// that took.
func lengthOfTime(text string) (date.Duration, int) {
	word, rest := date.Token(text)
	if d, err := date.ParseDuration(word); err == nil && word != "" && txt.IsDigit(word[0]) && txt.IsLetter(word[len(word)-1]) && d.N > 0 {
		return d, len(word)
	}
	number := numberWord(strings.ToLower(word))
	if number == 0 {
		return date.Duration{}, 0
	}
	unit, after := date.Token(txt.TrimBlanks(rest))
	if strings.EqualFold(unit, "couple") {
		if of, next := date.Token(txt.TrimBlanks(after)); strings.EqualFold(of, "of") {
			number = 2
			unit, after = date.Token(txt.TrimBlanks(next))
		}
	}
	if strings.EqualFold(unit, "few") {
		number = 3
		unit, after = date.Token(txt.TrimBlanks(after))
	}
	if strings.EqualFold(unit, "fortnight") || strings.EqualFold(unit, "fortnights") {
		return date.Duration{N: 2 * number, Unit: date.Week}, len(text) - len(after)
	}
	u := date.UnitNamed(strings.ToLower(unit))
	long := date.Duration{N: number, Unit: u}
	if len(unit) < len("day") || u == 0 || long.Days() > date.MaxDuration {
		return date.Duration{}, 0
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

// dayPart is the length of a part of the day at the start of a text, with the
// blanks before it, and how it is said without a day: "in the evening".
func dayPart(text string) (int, string) {
	word, rest := date.Token(txt.TrimBlanks(text))
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

// BeginsSentence reports whether a text begins as a sentence about what happened
// does, and not with a name: with a kind, planned, a pronoun, an article or a
// day.
func (r *Reader) BeginsSentence(text string) bool {
	switch strings.ToLower(strings.TrimRight(txt.UntilBlank(text), ",:;")) {
	case "i", "we", "she", "he", "they", "it", "you", "my", "our", "your", "his", "her", "their", "the", "a", "an", "planned":
		return true
	}
	l := line{reader: r, kinds: &r.kinds}
	_, timeless := cutTime(text)
	l.split(txt.CutAt(timeless, 100))
	at, _, means := l.before(0)
	if kind, _ := l.kinds.at(l.toks, at, false); kind != nil || means != happened {
		return true
	}
	say := spoken{dates: r.Dates, today: date.Civil(2000, 1, 1), tense: Past, inText: true}
	_, n, _ := say.day(text)
	return n > 0 && (n == len(text) || strings.IndexByte(" \t,;:)", text[n]) >= 0)
}
