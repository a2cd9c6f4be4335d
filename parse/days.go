package parse

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// ParseWhen reads a date of a front-matter field: a day in any of its forms, a
// month, a year, an interval with "/" or "..", each end perhaps marked ~, ? or %
// as approximate. A time or zone after the date is ignored, and a wikilink
// around it as well.
func ParseWhen(s string) (When, *DateError) { return dates{}.parse(s) }

func (d dates) parse(s string) (When, *DateError) {
	s = strings.TrimSpace(s)
	day := d.Scan(s)
	switch {
	case day.err != nil:
		return When{}, day.err
	case day.End == 0 || day.End < len(s) && !isTime(s[day.End:]):
		return When{}, &DateError{txt.BadDate, fmt.Sprintf("not a date: %q", s), "write it as 2026-06-27, 2026-06 or 2026", nil}
	}
	return day.When, nil
}

// isTime reports whether what follows a date is a time or a zone.
func isTime(s string) bool {
	word, _ := txt.CutWord(strings.TrimLeft(s, "Tt "))
	word, _, _ = strings.Cut(word, ".") // fractions of a second
	bare := strings.TrimRight(word, "Zz")
	if i := strings.LastIndexAny(bare, "+-"); i >= 0 {
		bare = bare[:i]
	}
	return bare == "" || clock(bare)
}

// dates reads days as people write them. Its value says in which order the
// folder writes three numbers: "dmy", "mdy", or nothing where that is not said.
type dates struct{ order string }

// Meanings of a date that are no order of its parts.
const (
	packed    = "packed" // yyyymmdd
	unordered = "unordered"
	twoDigits = "two digits" // of the year
	noYear    = "no year"
)

// formOf is the table of the ways to write a date: what parts in a shape mean,
// each a year, a month or a day, or nothing for a shape that is no date. In the
// shape n is a number of one or two digits, y one of four, c one of eight, and M
// the name of a month.
func formOf(shape string) string {
	switch shape {
	case "y-n-n", "y/n/n", "y.n.n", "y_n_n", "y-M-n":
		return "ymd"
	case "n M y", "n-M-y", "n.M.y", "n/M/y", "n.n.y":
		return "dmy"
	case "M n y":
		return "mdy"
	case "c":
		return packed
	case "n/n/y", "n-n-y":
		return unordered
	case "n/n/n", "n-n-n", "n.n.n":
		return twoDigits
	case "y-n":
		return "ym"
	case "M y":
		return "my"
	case "y":
		return "y"
	case "n/n", "n-n", "n M", "M n":
		return noYear
	}
	return ""
}

// datePart is a number or the name of a month.
type datePart struct {
	sort       byte // n, y, c or M, as in a shape
	value      int
	digits     int
	start, end int
	ordinal    bool
}

// readDay is what was read at the start of a text.
type readDay struct {
	When
	End   int        // how many bytes it took; 0 where the text begins with no date
	err   *DateError // a date that cannot be read, of so many bytes: bad
	bad   int
	wrong string // a weekday beside the day that is not its own
}

// wrongWeekday is the warning about a weekday beside a day that is not its own;
// from is where in the text to look for it.
func (d readDay) wrongWeekday(text string, from int) txt.Problem {
	at := max(strings.Index(text[from:], d.wrong), 0) + from
	return txt.Problem{Span: txt.At(at, at+len(d.wrong)), Code: txt.WrongWeekday, Severity: txt.Warning, Text: d.From.String() + " is no " + d.wrong + "; the date counts", Hint: "write " + weekdayName(d.From), Fixes: txt.Maybe(weekdayName(d.From))}
}

// ScanDate reads a date at the start of a text, where nothing says in which
// order the folder writes its numbers.
func ScanDate(s string) (When, int, *DateError) {
	day := dates{}.Scan(s)
	return day.When, day.End, day.err
}

// Scan reads a date with what people put around it: a weekday, an emoji, "On",
// emphasis, brackets, a link.
func (d dates) Scan(s string) readDay {
	if len(s) >= 10 && txt.IsDigit(s[0]) {
		if day, ok := ParseDay(s[:10]); ok && (len(s) == 10 || s[10] == ' ' && !mayBeWeekday(s[11:]) || s[10] == ':') {
			return readDay{When: When{From: day, To: day}, End: 10}
		}
	}
	if s == "" || !mayBeDated(s) {
		return readDay{}
	}
	a := around{text: s}
	a.before()
	day := d.bare(s[a.at:])
	switch {
	case day.err != nil:
		day.bad += a.at
		if a.linked && !strings.HasPrefix(s[day.bad:], "]]") && !strings.HasPrefix(s[day.bad:], "|") {
			return readDay{} // words in a link, not a date
		}
		return day
	case day.End == 0:
		return readDay{}
	}
	a.at += day.End
	if !a.after() {
		return readDay{}
	}
	day.End = a.at
	if a.weekday >= 0 && day.IsDay() && day.From.Weekday() != a.weekday {
		day.wrong = a.word
	}
	return day
}

// mayBeWeekday reports whether a text begins as a weekday may, or with
// brackets, in which one may stand.
func mayBeWeekday(s string) bool {
	s = s[:min(len(s), 12)]
	for s != "" && strings.IndexByte("([, ", s[0]) >= 0 {
		s = s[1:]
	}
	if len(s) < 3 {
		return false
	}
	switch string([]byte{txt.Lower(s[0]), txt.Lower(s[1]), txt.Lower(s[2])}) {
	case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
		return true
	}
	return false
}

// around is what stands around a date.
type around struct {
	text    string
	at      int
	closers []string
	linked  bool
	weekday int // 0 is Sunday; -1 for none
	word    string
}

// wrapper is what may be put around a date, and whether it must be closed.
type wrapper struct {
	open, close string
	must        bool
}

func wrappers() [10]wrapper {
	return [10]wrapper{{"[[", "]]", true}, {"**", "**", false}, {"__", "__", false}, {"==", "==", false}, {"*", "*", false}, {"_", "_", false},
		{"`", "`", true}, {"(", ")", true}, {"[", "]", true}, {"<", ">", true}}
}

func (a *around) before() {
	a.weekday = -1
	for a.at < len(a.text) {
		rest := a.text[a.at:]
		if c := rest[0]; txt.IsDigit(c) {
			return
		} else if c >= 0x80 || c == ' ' {
			r, n := utf8.DecodeRuneInString(rest)
			if c != ' ' && !isSymbol(r) {
				return
			}
			a.at += n
			continue
		}
		if n := a.weekdayAt(a.at); n > 0 {
			a.at += n
			a.at += len(a.text[a.at:]) - len(strings.TrimLeft(a.text[a.at:], ",. )]*_="))
			continue
		}
		if len(rest) > 3 && strings.EqualFold(rest[:3], "on ") {
			a.at += 3
			continue
		}
		opened := false
		for _, w := range wrappers() {
			if strings.HasPrefix(rest, w.open) {
				a.linked = a.linked || w.open == "[["
				a.closers = append(a.closers, w.close)
				a.at, opened = a.at+len(w.open), true
				break
			}
		}
		if !opened {
			return
		}
	}
}

// isSymbol reports whether a character is a sign before a text and no part of
// it, such as an emoji or a bullet.
func isSymbol(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf) || r == 0xfe0f || r == '•' || r == '◦' || r == '–' || r == '—'
}

// weekdayAt is the length of a weekday at a place.
func (a *around) weekdayAt(at int) int {
	end := at
	for end < len(a.text) && txt.IsLetter(a.text[end]) {
		end++
	}
	if day, ok := Weekday(a.text[at:end]); ok {
		a.weekday, a.word = day, a.text[at:end]
		return end - at
	}
	return 0
}

// after closes what was opened and passes over a weekday behind the day. It
// reports whether what must be closed is.
func (a *around) after() bool {
	a.behind()
	for i := len(a.closers) - 1; i >= 0; i-- {
		closer := a.closers[i]
		if shown, ok := strings.CutPrefix(a.text[a.at:], "|"); ok && closer == "]]" {
			end := strings.Index(shown, closer)
			if end < 0 {
				return false
			}
			if a.weekdayAt(a.at+1) == 0 {
				a.weekday = -1
			}
			a.at += 1 + end
		}
		switch {
		case strings.HasPrefix(a.text[a.at:], closer):
			a.at += len(closer)
		case closer != "**" && closer != "__" && closer != "==" && closer != "*" && closer != "_":
			return false
		}
		if closer == "]" && strings.HasPrefix(a.text[a.at:], "(") {
			end := txt.Matching(a.text, a.at, '(', ')')
			if end < 0 {
				return false
			}
			a.at = end + 1
		}
	}
	a.behind()
	return true
}

// behind passes over a weekday after the day, perhaps with a comma before it or
// in brackets.
func (a *around) behind() {
	rest := strings.TrimLeft(a.text[a.at:], " ,")
	inner := strings.TrimLeft(rest, "([")
	was, word := a.weekday, a.word
	at := len(a.text) - len(inner)
	n := a.weekdayAt(at)
	if n == 0 {
		return
	}
	end := at + n
	if end < len(a.text) && a.text[end] == '.' {
		end++
	}
	if len(inner) < len(rest) {
		if end == len(a.text) || strings.IndexByte(")]", a.text[end]) < 0 {
			a.weekday, a.word = was, word
			return
		}
		end++
	}
	if end < len(a.text) && (txt.WordByte(a.text[end]) || a.text[end] == '\'') {
		a.weekday, a.word = was, word
		return
	}
	a.at = end
}

// bare reads a date or an interval with nothing around it.
func (d dates) bare(s string) readDay {
	day := d.atom(s)
	if day.err != nil || day.End == 0 {
		return day
	}
	sep := 0
	switch rest := s[day.End:]; {
	case strings.HasPrefix(rest, ".."):
		sep = 2
	case strings.HasPrefix(rest, "/"):
		sep = 1
	}
	if sep == 0 || !isoStart(s) {
		return day
	}
	to := d.atom(s[day.End+sep:])
	switch {
	case to.err != nil:
		to.bad += day.End + sep
		return to
	case to.End == 0:
		return day
	}
	end := day.End + sep + to.End
	if to.To.Before(day.From) {
		turned := s[day.End+sep:end] + "/" + s[:day.End]
		return readDay{bad: end, err: &DateError{txt.BackwardsRange, "the range runs backwards: " + s[:end], "write " + turned, txt.Maybe(turned)}}
	}
	w := When{From: day.From, To: to.To, Approximate: day.Approximate || to.Approximate}
	return readDay{When: w, End: end}
}

// isoStart reports whether a text begins with a year.
func isoStart(s string) bool { return len(s) >= 4 && txt.Digits(s[:4]) && !txt.DigitAt(s, 4) }

// atom reads one date by the longest form that fits, with its mark.
func (d dates) atom(s string) readDay {
	var parts [3]datePart
	var shape [6]byte
	n, best, end, month := 0, "", 0, false
	for i, k := 0, 0; k < len(parts); k++ {
		part := partAt(s, i)
		if part.sort == 0 {
			break
		}
		parts[k], shape[n] = part, part.sort
		n++
		if form := formOf(string(shape[:n])); form != "" && !goesOn(s, part.end) {
			best, end, month = form, part.end, month || part.sort == 'M'
		} else if string(shape[:n]) == "n.n" && part.end < len(s) && s[part.end] == '.' && !txt.DigitAt(s, part.end+1) {
			best, end = noYear, part.end+1
		}
		if k == 2 || part.end == len(s) {
			break
		}
		shape[n], i = separatorAt(s, part)
		if shape[n] == 0 {
			break
		}
		n++
	}
	if best == "" {
		return readDay{}
	}
	day := d.meant(best, month || parts[0].sort == 'M', parts[:], s[:end])
	day.End = end
	if day.err != nil {
		return readDay{err: day.err, bad: end}
	}
	if day.IsZero() {
		return readDay{}
	}
	for day.End < len(s) && strings.IndexByte("~?%", s[day.End]) >= 0 {
		day.Approximate = true
		day.End++
	}
	return day
}

// goesOn reports whether a text that ended there would end within a word.
func goesOn(s string, at int) bool {
	if at == len(s) {
		return false
	}
	if c := s[at]; c == 'T' {
		return !txt.DigitAt(s, at+1)
	} else if txt.WordByte(c) && c != '_' && c != '.' && c != '/' && c != '@' {
		return c < 0x80 || !symbolAt(s[at:])
	} else if c == '.' || c == '/' || c == '-' {
		return txt.DigitAt(s, at+1) && !(c == '/' && isoStart(s) && isoStart(s[at+1:]))
	}
	return false
}

// symbolAt reports whether a text begins with a sign that is in no word.
func symbolAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// partAt reads a number or the name of a month.
func partAt(s string, i int) datePart {
	end := i
	for end < len(s) && txt.IsDigit(s[end]) {
		end++
	}
	p := datePart{start: i, end: end, digits: end - i}
	switch p.digits {
	case 0:
		for end < len(s) && txt.IsLetter(s[end]) {
			end++
		}
		if p.value = monthNumber(s[i:end]); p.value > 0 {
			p.sort, p.end = 'M', end
		}
		return p
	case 1, 2:
		p.sort = 'n'
		if rest := s[end:]; len(rest) >= 2 && (len(rest) == 2 || !txt.IsLetter(rest[2])) {
			switch strings.ToLower(rest[:2]) {
			case "st", "nd", "rd", "th":
				p.end, p.ordinal = end+2, true
			}
		}
	case 4:
		p.sort = 'y'
	case 8:
		p.sort = 'c'
	default:
		return p
	}
	p.value = txt.Atoi(s[i:end])
	return p
}

// separatorAt is what parts a part from the next one, and where that begins.
func separatorAt(s string, after datePart) (byte, int) {
	rest := s[after.end:]
	switch c := rest[0]; c {
	case '-', '/', '_':
		return c, after.end + 1
	case '.':
		if len(rest) > 1 && rest[1] == ' ' {
			return ' ', after.end + 2
		}
		return c, after.end + 1
	case ',':
		if len(rest) > 1 && rest[1] == ' ' {
			return ' ', after.end + 2
		}
		return ' ', after.end + 1
	case ' ':
		if len(rest) > 4 && rest[:4] == " of " {
			return ' ', after.end + 4
		}
		return ' ', after.end + 1
	}
	return 0, 0
}

// meant is the date that parts mean by a form.
func (d dates) meant(means string, month bool, parts []datePart, text string) readDay {
	for _, p := range parts {
		if p.ordinal && !month {
			return readDay{}
		}
	}
	switch means {
	case packed:
		n := parts[0].value
		if _, ok := NewDate(n/10000, n/100%100, n%100); !ok || n/10000 < 1800 || n/10000 > 2200 {
			return readDay{} // another number
		}
		return dayOf(n/10000, n/100%100, n%100, text)
	case unordered:
		a, b := parts[0].value, parts[1].value
		switch {
		case d.order != "":
			means = d.order
		case a > 12 && b <= 12 || a == b:
			means = "dmy"
		case b > 12 && a <= 12:
			means = "mdy"
		default:
			may := suggest(parts[2].value, a, b)
			return readDay{err: &DateError{txt.AmbiguousDate, "ambiguous date " + text, "write " + orSample(may), txt.Maybe(may...)}}
		}
	case twoDigits:
		return readDay{err: &DateError{txt.AmbiguousDate, "ambiguous date " + text + ": the year has two digits", "write the year first and whole, such as 2026-03-04", nil}}
	case noYear:
		return withoutYear(parts, text)
	}
	year, number, day := 0, 0, 0
	for i := range len(means) {
		switch p := parts[i]; means[i] {
		case 'y':
			year = p.value
		case 'm':
			number = p.value
			if means == "ym" && p.digits != 2 {
				return oneDigitMonth(year, p.value, text)
			}
		case 'd':
			day = p.value
		}
	}
	switch {
	case means == "y":
		if year == 0 {
			return readDay{}
		}
		return readDay{When: aYear(year)}
	case len(means) == 3:
		return dayOf(year, number, day, text)
	case year == 0 || number < 1 || number > 12:
		return readDay{err: &DateError{txt.BadDate, "no such month " + text, "write a month as 2026-06", nil}}
	}
	return readDay{When: aMonth(year, number)}
}

func dayOf(year, month, day int, text string) readDay {
	if d, ok := NewDate(year, month, day); ok {
		return readDay{When: When{From: d, To: d}}
	}
	return readDay{err: &DateError{txt.BadDate, "no such day " + text, "check the day and the month", nil}}
}

// withoutYear is the problem with a day and a month alone.
func withoutYear(parts []datePart, text string) readDay {
	a, b := parts[0], parts[1]
	if a.sort == 'M' {
		a, b = b, a
	}
	hint := orSample(suggest(2026, a.value, b.value))
	if day, ok := NewDate(2026, b.value, a.value); ok && b.sort == 'M' {
		hint = day.String()
	}
	return readDay{err: &DateError{txt.NoYear, "date without a year: " + text, "write the year first, such as " + hint, nil}}
}

// oneDigitMonth is the problem with a year and a number of one digit, which no
// other program takes for a month.
func oneDigitMonth(year, month int, text string) readDay {
	if month == 0 {
		return readDay{err: &DateError{txt.BadDate, "no such month " + text, "write a month as 2026-06", nil}}
	}
	plain := fmt.Sprintf("%04d-%02d", year, month)
	return readDay{err: &DateError{txt.AmbiguousDate, "ambiguous date " + text + ": a month has two digits", "write " + plain, txt.Surely(plain)}}
}

// suggest are the one or two days that a year and two numbers may mean.
func suggest(year, a, b int) (days []string) {
	for _, pair := range [2][2]int{{b, a}, {a, b}} {
		if d, ok := NewDate(year, pair[0], pair[1]); ok && !slices.Contains(days, d.String()) {
			days = append(days, d.String())
		}
	}
	slices.Sort(days)
	return days
}

// orSample names the days that may be meant, or shows how one is written.
func orSample(days []string) string {
	if len(days) == 0 {
		return "2026-03-04"
	}
	return strings.Join(days, " or ")
}

// soon reads when something is to be, at the start of a text: a day, a month
// (its last day), or a word that counts from a day. It says how many bytes that
// took, or 0.
func (d dates) soon(s string, from Date) (Date, int, *DateError) {
	if next, n, err := dayWord(s, from); n > 0 || err != nil {
		return next, n, err
	}
	day := d.Scan(s)
	if day.err != nil || day.Precision == ByYear || day.Approximate {
		return Date{}, 0, day.err
	}
	return day.To, day.End, nil
}
