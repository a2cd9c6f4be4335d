package date

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// Parse reads a date of a front-matter field: a day in any of its forms, a
// month, a year, an interval with "/" or "..", each end perhaps marked ~, ? or %
// as approximate. A time or zone after the date is ignored, and a wikilink
// around it as well.
func Parse(s string) (When, *Error) { return Reader{}.Parse(s) }

func (d Reader) Parse(s string) (When, *Error) {
	s = strings.TrimSpace(s)
	day := d.Scan(s)
	switch {
	case day.Err != nil:
		return When{}, day.Err
	case day.End == 0 || day.End < len(s) && !isTime(s[day.End:]):
		return When{}, &Error{txt.BadDate, fmt.Sprintf("not a date: %q", s), "write it as 2026-06-27, 2026-06 or 2026", nil}
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
	return bare == "" || IsClock(bare)
}

// Reader reads days as people write them. Its value says in which order the
// folder writes three numbers: "dmy", "mdy", or nothing where that is not said.
type Reader struct{ Order string }

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
	Sort       byte // n, y, c or M, as in a shape
	value      int
	digits     int
	start, End int
	ordinal    bool
}

// Found is what was read at the start of a text.
type Found struct {
	When
	End   int    // how many bytes it took; 0 where the text begins with no date
	Err   *Error // a date that cannot be read, of so many bytes: bad
	Bad   int
	Wrong string // a weekday beside the day that is not its own
}

// WrongWeekday is the warning about a weekday beside a day that is not its own;
// from is where in the text to look for it.
func (d Found) WrongWeekday(text string, from int) txt.Problem {
	at := max(strings.Index(text[from:], d.Wrong), 0) + from
	return txt.Problem{Span: txt.At(at, at+len(d.Wrong)), Code: txt.WrongWeekday, Severity: txt.Warning, Text: d.From.String() + " is no " + d.Wrong + "; the date counts", Hint: "write " + WeekdayName(d.From), Fixes: txt.Maybe(WeekdayName(d.From))}
}

// Scan reads a date at the start of a text, where nothing says in which
// order the folder writes its numbers.
func Scan(s string) (When, int, *Error) {
	day := Reader{}.Scan(s)
	return day.When, day.End, day.Err
}

// Scan reads a date with what people put around it: a weekday, an emoji, "On",
// emphasis, brackets, a link.
func (d Reader) Scan(s string) Found {
	if len(s) >= 10 && txt.IsDigit(s[0]) {
		if day, ok := ParseDay(s[:10]); ok && (len(s) == 10 || s[10] == ' ' && !mayBeWeekday(s[11:]) || s[10] == ':') {
			return Found{When: When{From: day, To: day}, End: 10}
		}
	}
	if s == "" || !MayBegin(s) {
		return Found{}
	}
	a := around{text: s}
	a.before()
	day := d.bare(s[a.at:])
	switch {
	case day.Err != nil:
		day.Bad += a.at
		if a.linked && !strings.HasPrefix(s[day.Bad:], "]]") && !strings.HasPrefix(s[day.Bad:], "|") {
			return Found{} // words in a link, not a date
		}
		return day
	case day.End == 0:
		return Found{}
	}
	a.at += day.End
	if !a.after() {
		return Found{}
	}
	day.End = a.at
	if a.weekday >= 0 && day.IsDay() && day.From.Weekday() != a.weekday {
		day.Wrong = a.word
	}
	return day
}

// bare reads a date or an interval with nothing around it.
func (d Reader) bare(s string) Found {
	day := d.Atom(s)
	if day.Err != nil || day.End == 0 {
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
	to := d.Atom(s[day.End+sep:])
	switch {
	case to.Err != nil:
		to.Bad += day.End + sep
		return to
	case to.End == 0:
		return day
	}
	end := day.End + sep + to.End
	if to.To.Before(day.From) {
		turned := s[day.End+sep:end] + "/" + s[:day.End]
		return Found{Bad: end, Err: &Error{txt.BackwardsRange, "the range runs backwards: " + s[:end], "write " + turned, txt.Maybe(turned)}}
	}
	w := When{From: day.From, To: to.To, Approximate: day.Approximate || to.Approximate}
	return Found{When: w, End: end}
}

// isoStart reports whether a text begins with a year.
func isoStart(s string) bool { return len(s) >= 4 && txt.Digits(s[:4]) && !txt.DigitAt(s, 4) }

// Atom reads one date by the longest form that fits, with its mark.
func (d Reader) Atom(s string) Found {
	var parts [3]datePart
	var shape [6]byte
	n, best, end, month := 0, "", 0, false
	for i, k := 0, 0; k < len(parts); k++ {
		part := PartAt(s, i)
		if part.Sort == 0 {
			break
		}
		parts[k], shape[n] = part, part.Sort
		n++
		if form := formOf(string(shape[:n])); form != "" && !goesOn(s, part.End) {
			best, end, month = form, part.End, month || part.Sort == 'M'
		} else if string(shape[:n]) == "n.n" && part.End < len(s) && s[part.End] == '.' && !txt.DigitAt(s, part.End+1) {
			best, end = noYear, part.End+1
		}
		if k == 2 || part.End == len(s) {
			break
		}
		shape[n], i = separatorAt(s, part)
		if shape[n] == 0 {
			break
		}
		n++
	}
	if best == "" {
		return Found{}
	}
	day := d.meant(best, month || parts[0].Sort == 'M', parts[:], s[:end])
	day.End = end
	if day.Err != nil {
		return Found{Err: day.Err, Bad: end}
	}
	if day.IsZero() {
		return Found{}
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

// PartAt reads a number or the name of a month.
func PartAt(s string, i int) datePart {
	end := i
	for end < len(s) && txt.IsDigit(s[end]) {
		end++
	}
	p := datePart{start: i, End: end, digits: end - i}
	switch p.digits {
	case 0:
		for end < len(s) && txt.IsLetter(s[end]) {
			end++
		}
		if p.value = MonthNumber(s[i:end]); p.value > 0 {
			p.Sort, p.End = 'M', end
		}
		return p
	case 1, 2:
		p.Sort = 'n'
		if rest := s[end:]; len(rest) >= 2 && (len(rest) == 2 || !txt.IsLetter(rest[2])) {
			switch strings.ToLower(rest[:2]) {
			case "st", "nd", "rd", "th":
				p.End, p.ordinal = end+2, true
			}
		}
	case 4:
		p.Sort = 'y'
	case 8:
		p.Sort = 'c'
	default:
		return p
	}
	p.value = txt.Atoi(s[i:end])
	return p
}

// separatorAt is what parts a part from the next one, and where that begins.
func separatorAt(s string, after datePart) (byte, int) {
	rest := s[after.End:]
	switch c := rest[0]; c {
	case '-', '/', '_':
		return c, after.End + 1
	case '.':
		if len(rest) > 1 && rest[1] == ' ' {
			return ' ', after.End + 2
		}
		return c, after.End + 1
	case ',':
		if len(rest) > 1 && rest[1] == ' ' {
			return ' ', after.End + 2
		}
		return ' ', after.End + 1
	case ' ':
		if len(rest) > 4 && rest[:4] == " of " {
			return ' ', after.End + 4
		}
		return ' ', after.End + 1
	}
	return 0, 0
}

// meant is the date that parts mean by a form.
func (d Reader) meant(means string, month bool, parts []datePart, text string) Found {
	for _, p := range parts {
		if p.ordinal && !month {
			return Found{}
		}
	}
	switch means {
	case packed:
		n := parts[0].value
		if _, ok := New(n/10000, n/100%100, n%100); !ok || n/10000 < 1800 || n/10000 > 2200 {
			return Found{} // another number
		}
		return dayOf(n/10000, n/100%100, n%100, text)
	case unordered:
		a, b := parts[0].value, parts[1].value
		switch {
		case d.Order != "":
			means = d.Order
		case a > 12 && b <= 12 || a == b:
			means = "dmy"
		case b > 12 && a <= 12:
			means = "mdy"
		default:
			may := suggest(parts[2].value, a, b)
			return Found{Err: &Error{txt.AmbiguousDate, "ambiguous date " + text, "write " + orSample(may), txt.Maybe(may...)}}
		}
	case twoDigits:
		return Found{Err: &Error{txt.AmbiguousDate, "ambiguous date " + text + ": the year has two digits", "write the year first and whole, such as 2026-03-04", nil}}
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
			return Found{}
		}
		return Found{When: AYear(year)}
	case len(means) == 3:
		return dayOf(year, number, day, text)
	case year == 0 || number < 1 || number > 12:
		return Found{Err: &Error{txt.BadDate, "no such month " + text, "write a month as 2026-06", nil}}
	}
	return Found{When: AMonth(year, number)}
}

func dayOf(year, month, day int, text string) Found {
	if d, ok := New(year, month, day); ok {
		return Found{When: When{From: d, To: d}}
	}
	return Found{Err: &Error{txt.BadDate, "no such day " + text, "check the day and the month", nil}}
}

// withoutYear is the problem with a day and a month alone.
func withoutYear(parts []datePart, text string) Found {
	a, b := parts[0], parts[1]
	if a.Sort == 'M' {
		a, b = b, a
	}
	hint := orSample(suggest(2026, a.value, b.value))
	if day, ok := New(2026, b.value, a.value); ok && b.Sort == 'M' {
		hint = day.String()
	}
	return Found{Err: &Error{txt.NoYear, "date without a year: " + text, "write the year first, such as " + hint, nil}}
}

// oneDigitMonth is the problem with a year and a number of one digit, which no
// other program takes for a month.
func oneDigitMonth(year, month int, text string) Found {
	if month == 0 {
		return Found{Err: &Error{txt.BadDate, "no such month " + text, "write a month as 2026-06", nil}}
	}
	plain := fmt.Sprintf("%04d-%02d", year, month)
	return Found{Err: &Error{txt.AmbiguousDate, "ambiguous date " + text + ": a month has two digits", "write " + plain, txt.Surely(plain)}}
}

// suggest are the one or two days that a year and two numbers may mean.
func suggest(year, a, b int) (days []string) {
	for _, pair := range [2][2]int{{b, a}, {a, b}} {
		if d, ok := New(year, pair[0], pair[1]); ok && !slices.Contains(days, d.String()) {
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

// Soon reads when something is to be, at the start of a text: a day, a month
// (its last day), or a word that counts from a day. It says how many bytes that
// took, or 0.
func (d Reader) Soon(s string, from Date) (Date, int, *Error) {
	if next, n, err := Word(s, from); n > 0 || err != nil {
		return next, n, err
	}
	day := d.Scan(s)
	if day.Err != nil || day.Precision == ByYear || day.Approximate {
		return Date{}, 0, day.Err
	}
	return day.To, day.End, nil
}
