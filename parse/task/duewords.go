package task

import (
	"strings"
	"unicode/utf8"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// unmarked says that nothing tells what a whole day in the text is for, or that
// it is none, and returns its length.
func (x *Text) unmarked(i int) int {
	s := x.Raw[i:]
	day := x.unsigned(s)
	switch {
	case day.Err != nil && day.Bad > len("2026-11") && (day.Err.Code == txt.BadDate || day.Err.Code == txt.AmbiguousDate && txt.Digits(s[day.Bad-4:day.Bad])):
		x.problem(day, i)
		return day.Bad
	case day.Err == nil && day.End > 0 && day.Precision == date.ByDay && (day.End == len(s) || ends(s[day.End:])):
		x.unread(i, day.End, "has no word that says what the day is for", "write due:"+day.To.String()+" if it is due that day", "due:"+day.To.String())
		return day.End
	}
	return 0
}

// unsigned reads a day with what stands around it, which no sign may that says
// what another day is: "on 📅 2026-11-20" and "⏳ 2026-11-20" are the sign's.
func (x *Text) unsigned(s string) date.Found {
	day := x.days.Scan(s)
	for _, mark := range x.marks {
		if mark.open[0] >= utf8.RuneSelf && strings.Contains(s[:max(day.End, day.Bad)], mark.open) {
			return date.Found{}
		}
	}
	return day
}

// atEnd says that a day word at the end of a text, behind all that is read, is
// not read as the day by which something is due.
func (x *Text) atEnd(from int) {
	end := len(strings.TrimRight(x.Raw, " \t.,;:!?)"))
	for i := end - 1; i >= from; i-- {
		if !x.starts(i) {
			continue
		}
		word, _ := date.Token(x.Raw[i:end])
		if _, n, _ := date.Word(x.Raw[i:end], date.Date{}); n == end-i && !(n == len(word) && (txt.IsDigit(word[0]) || word[0] == '+')) { // "+3d" may be a length
			x.unread(i, n, "has no word that says what the day is for", "write the day, such as due:2026-11-20, if it is due then")
			return
		}
		if end-i > len("30th of September") {
			return
		}
	}
}

// dateLikeWords is the length of words that people mean as a day and that are
// no day; 0 for others.
func (x *Text) dateLikeWords(s string) int {
	at := 0
	for _, pair := range wraps() {
		if strings.HasPrefix(s, pair[0]) {
			at = len(pair[0])
			break
		}
	}
	word, rest := txt.CutWord(s[at:])
	bare := strings.TrimRight(word, ",.:;!?)]>*_=")
	length := at + len(bare)
	next, _ := txt.CutWord(rest)
	next = strings.ToLower(strings.TrimRight(next, ",.:;!?)]>*_="))
	_, weekday := date.Weekday(next)
	unit := weekday || date.MonthNumber(next) > 0 || strings.Contains(" day week weekend month quarter term semester season year spring summer autumn fall winter days weeks months years hours of ", " "+next+" ")
	switch low := strings.ToLower(bare); low {
	case "":
		return 0
	case "today", "tomorrow", "tonight", "yesterday", "eod", "eow", "eom", "eoy", "christmas", "easter", "tmrw", "tmw", "tmr", "tomorow", "tommorow", "tommorrow", "asap":
		return length
	case "in", "within":
		if n := inTime(rest); n > 0 {
			return len(s) - len(rest) + n
		}
		return 0
	case "next", "this", "end", "early", "mid", "late", "last", "the", "beginning", "start":
		if unit && next != "" && (next != "of" || low == "end" || low == "beginning" || low == "start") {
			return len(s) - len(rest) + len(next)
		}
		return 0
	default:
		_, weekday := date.Weekday(bare)
		switch {
		case weekday && bare != "sat" && bare != "sun", x.isDate(bare), date.Dotted(bare), txt.Digits(bare) && len(bare) == 4:
			return length
		case date.MonthNumber(bare) > 0 && (bare[0] < 'a' || len(bare) > 4), date.Ordinal(bare) > 0 && !txt.Digits(bare), strings.HasPrefix(bare, "+") && txt.DigitAt(bare, 1):
			return length
		case txt.Digits(bare) && next != "" && unit && next != "of":
			return len(s) - len(rest) + len(next)
		case len(bare) > 1 && txt.IsDigit(bare[0]) && txt.Digits(bare[:len(bare)-1]) && strings.IndexByte("dwmy", bare[len(bare)-1]) >= 0:
			return length
		}
	}
	return 0
}

// inTime is the length of how long it is until something, such as "3 days", "a
// week" or "two months"; 0 for other words.
func inTime(s string) int {
	word, rest := txt.CutWord(s)
	number := txt.Digits(word) || strings.Contains(" a an one two three four five six seven eight nine ten few several couple ", " "+strings.ToLower(word)+" ")
	for _, filler := range [...]string{"couple", "of", "few"} { // "a couple of days"
		if next, after := txt.CutWord(rest); strings.EqualFold(next, filler) {
			rest = after
		}
	}
	unit, _ := txt.CutWord(rest)
	unit = strings.ToLower(strings.TrimRight(unit, ",.:;!?)]>*_="))
	if !number || unit == "" || !strings.Contains(" day days week weeks month months year years hour hours fortnight ", " "+unit+" ") {
		return 0
	}
	return len(s) - len(rest) + len(unit)
}

// isDate reports whether a word is a date or is meant as one.
func (x *Text) isDate(word string) bool {
	day := x.days.Scan(word)
	return day.Err != nil || day.End > 0 && day.Precision != date.ByYear
}

// bareDay reads a day or a day word without a time.
func (x *Text) bareDay(s string) date.Found {
	day := x.days.Scan(s)
	if day.End == 0 || day.Precision == date.ByYear {
		on, n, err := date.Word(s, x.base)
		switch {
		case n > 0:
			day = date.Found{When: date.When{From: on, To: on}, End: n}
		case err != nil && (day.Err == nil || day.Err.Code == txt.NoYear):
			return date.Found{Err: err, Bad: max(day.Bad, len(txt.FirstWord(s)))}
		default:
			return date.Found{Err: day.Err, Bad: day.Bad}
		}
	}
	if day.End < len(s) && !ends(s[day.End:]) {
		return date.Found{}
	}
	return day
}

// ends reports whether a date may end before a text.
func ends(s string) bool {
	c := s[0]
	return c >= utf8.RuneSelf || strings.IndexByte(" \t,.;:!?)]}>*_=~`\"'|", c) >= 0 || (c == 'T' || c == 't') && txt.DigitAt(s, 1)
}

// timeAfter is the length of the time after a day, with the blank or the T and
// the word "at" before it.
func timeAfter(s string) int {
	rest := s
	if s != "" && (s[0] == 'T' || s[0] == 't') {
		rest = s[1:]
	} else if rest = txt.TrimBlanks(s); rest == s {
		return 0
	} else if word, after := txt.CutWord(rest); strings.EqualFold(word, "at") {
		rest = after
	}
	i := 0
	for i < len(rest) && (txt.IsLetterOrDigit(rest[i]) || rest[i] == ':' && txt.DigitAt(rest, i+1) || rest[i] == '-' && txt.DigitAt(rest, i+1)) {
		i++
	}
	if word := strings.TrimRight(rest[:i], "Zz"); i > 0 {
		if from, to, both := strings.Cut(word, "-"); date.IsClock(from) && (!both || date.IsClock(to)) {
			return len(s) - len(rest) + i
		}
	}
	return 0
}
