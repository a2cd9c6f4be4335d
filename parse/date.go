package parse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Date is a civil day without a zone, in the proleptic Gregorian calendar.
// The zero Date means "unknown".
//
// It is never a time.Time: local midnight does not exist on some days in some
// zones, and hours divided by 24 are wrong across a clock change. It is small,
// for a folder has hundreds of thousands.
type Date struct {
	Year       int16
	Month, Day int8
}

// NewDate returns the day, or false when the calendar has no such day.
func NewDate(year, month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return civil(year, month, day), true
}

// civil is a day that is known to be in the calendar.
func civil(year, month, day int) Date { return Date{int16(year), int8(month), int8(day)} }

// numbers are the year, the month and the day.
func (d Date) numbers() (year, month, day int) { return int(d.Year), int(d.Month), int(d.Day) }

// ParseDay reads YYYY-MM-DD and nothing else.
func ParseDay(s string) (Date, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	n := [...]byte{s[0] - '0', s[1] - '0', s[2] - '0', s[3] - '0', s[5] - '0', s[6] - '0', s[8] - '0', s[9] - '0'}
	for _, digit := range n {
		if digit > 9 {
			return Date{}, false
		}
	}
	return NewDate(1000*int(n[0])+100*int(n[1])+10*int(n[2])+int(n[3]), 10*int(n[4])+int(n[5]), 10*int(n[6])+int(n[7]))
}

// IsZero reports whether the day is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String writes YYYY-MM-DD, or nothing for an unknown day.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	digit := func(n int) byte { return '0' + byte(n%10) }
	year, month, day := d.numbers()
	return string([]byte{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(month / 10), digit(month), '-', digit(day / 10), digit(day)})
}

// MarshalText makes a Date a string in JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Days counts the days since 1970-01-01. The algorithm is Howard Hinnant's
// days_from_civil, which counts eras of 400 years that begin in March.
func (d Date) Days() int {
	y, m, day := d.numbers()
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + day - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// FromDays is the inverse of Days.
func FromDays(n int) Date {
	n += 719468
	era := n / 146097
	dayOfEra := n - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	mp := (5*dayOfYear + 2) / 153
	year, month, day := yearOfEra+era*400, mp+3, dayOfYear-(153*mp+2)/5+1
	if month > 12 {
		month -= 12
		year++
	}
	return civil(year, month, day)
}

// AddDays returns the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return FromDays(d.Days() + n) }

// AddMonths returns the same day n months later, clamped to the month's end:
// 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	year, month, day := d.numbers()
	m := year*12 + month - 1 + n
	year, month = m/12, m%12+1
	return civil(year, month, min(day, daysIn(year, month)))
}

// Sub counts the days from e to d.
func (d Date) Sub(e Date) int { return d.Days() - e.Days() }

// Compare orders days; an unknown day comes before every known one.
func (d Date) Compare(e Date) int {
	return d.order() - e.order()
}

// order is a number by which days are ordered.
func (d Date) order() int { return int(d.Year)<<16 | int(d.Month)<<8 | int(d.Day) }

// Before and After compare days strictly.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Weekday counts from Sunday = 0.
func (d Date) Weekday() int { return ((d.Days()+4)%7 + 7) % 7 }

// InYear is the same month and day in another year; 29 February is observed
// on the 28th in common years.
func (d Date) InYear(year int) Date {
	_, month, day := d.numbers()
	return civil(year, month, min(day, daysIn(year, month)))
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Precision says how much of a date was written.
type Precision string

// The precisions of a written date; a day needs no word.
const (
	ByDay   Precision = ""
	ByMonth Precision = "month"
	ByYear  Precision = "year"
)

// When is a date as a person remembers it: a day, a month, a year or an
// interval, perhaps approximate. The zero When means "unknown".
type When struct {
	From, To    Date
	Precision   Precision
	Approximate bool
}

// IsZero reports whether nothing is known.
func (w When) IsZero() bool { return w.From.IsZero() }

// IsDay reports whether the date is exactly one day.
func (w When) IsDay() bool {
	return !w.IsZero() && w.From == w.To && w.Precision == ByDay && !w.Approximate
}

// Day is the representative day: the end of an interval, the 15th of a month,
// the first of July of a year; where that is after today, the first day.
func (w When) Day(today Date) Date {
	day := w.To
	switch w.Precision {
	case ByMonth:
		day = Date{w.To.Year, w.To.Month, 15}
	case ByYear:
		day = Date{w.To.Year, 7, 1}
	}
	if day.After(today) {
		return w.From
	}
	return day
}

// DateError says why a text is not a date. At is a byte offset in the text.
type DateError struct {
	Code Code
	Text string
	Hint string
}

func (e *DateError) Error() string { return e.Text }

// ParseWhen reads a date of a front-matter field: YYYY-MM-DD, YYYY-MM, YYYY, an
// interval with "/" or "..", each end perhaps marked ~, ? or % as approximate.
// A time or zone after the date is ignored, and a wikilink around it as well.
func ParseWhen(s string) (When, *DateError) {
	s = strings.TrimSpace(s)
	w, n, err := scanDate(s)
	if err != nil {
		return When{}, err
	}
	rest := strings.TrimSpace(s[n:])
	if n == 0 || (rest != "" && !isTime(s[n:])) {
		if n == 0 && looksLikeDate(s) {
			return When{}, ambiguous(s)
		}
		return When{}, &DateError{BadDate, fmt.Sprintf("not a date: %q", s), "write it as 2026-06-27, 2026-06 or 2026"}
	}
	return w, nil
}

// isTime reports whether what follows a date is a time or a zone.
func isTime(s string) bool {
	word, _ := cutWord(strings.TrimLeft(s, "Tt "))
	word, _, _ = strings.Cut(word, ".") // fractions of a second
	bare := strings.TrimRight(word, "Zz")
	if i := strings.LastIndexAny(bare, "+-"); i >= 0 {
		bare = bare[:i]
	}
	return bare == "" || clock(bare)
}

// scanDate reads a date or an interval at the start of s and says how many
// bytes it took; zero bytes and no error means that s does not begin with a
// date.
func scanDate(s string) (When, int, *DateError) {
	if s == "" {
		return When{}, 0, nil
	}
	switch s[0] {
	case '[':
		return scanWrapped(s, "[[", "]]")
	case '*':
		return scanWrapped(s, "**", "**")
	case '_':
		return scanWrapped(s, "__", "__")
	}
	if len(s) == 10 || len(s) > 10 && s[10] == ' ' {
		if d, ok := ParseDay(s[:10]); ok {
			return When{From: d, To: d}, 10, nil
		}
	}
	w, n, err := scanAtom(s)
	if err != nil || n == 0 {
		return w, 0, err
	}
	sep := 0
	switch {
	case strings.HasPrefix(s[n:], ".."):
		sep = 2
	case strings.HasPrefix(s[n:], "/"):
		sep = 1
	}
	if sep == 0 {
		return w, n, nil
	}
	to, m, err := scanAtom(s[n+sep:])
	if err != nil {
		return When{}, 0, err
	}
	if m == 0 {
		return w, n, nil
	}
	if to.To.Before(w.From) {
		return When{}, 0, &DateError{BackwardsRange, fmt.Sprintf("the range runs backwards: %s", s[:n+sep+m]), fmt.Sprintf("write %s/%s", s[n+sep:n+sep+m], s[:n])}
	}
	span := When{From: w.From, To: to.To, Approximate: w.Approximate || to.Approximate}
	return span, n + sep + m, nil
}

// scanWrapped reads a date in a link or in bold.
func scanWrapped(s, before, after string) (When, int, *DateError) {
	inner, ok := strings.CutPrefix(s, before)
	if !ok {
		return When{}, 0, nil
	}
	w, n, err := scanDate(inner)
	if err != nil && !strings.HasPrefix(inner[len(dateLike(inner)):], after) {
		err = nil // words in a link, not a date
	}
	if err != nil || n == 0 || !strings.HasPrefix(inner[n:], after) {
		return When{}, 0, err
	}
	return w, n + len(before) + len(after), nil
}

// scanAtom reads one date without a range: YYYY-MM-DD, YYYY/MM/DD, YYYY-MM or
// YYYY, with its mark.
func scanAtom(s string) (When, int, *DateError) {
	if len(s) < 4 || !digits(s[:4]) || len(s) > 4 && isDigit(s[4]) {
		return When{}, 0, nil
	}
	year := atoi(s[:4])
	var w When
	n := 4
	switch {
	case len(s) >= 10 && (s[4] == '-' || s[4] == '/') && s[7] == s[4] && digits(s[5:7]) && digits(s[8:10]) && !digitAt(s, 10):
		d, ok := NewDate(year, atoi(s[5:7]), atoi(s[8:10]))
		if !ok {
			return When{}, 0, &DateError{BadDate, "no such day " + s[:10], "check the day and the month"}
		}
		w, n = When{From: d, To: d}, 10
	case len(s) >= 7 && s[4] == '-' && digits(s[5:7]) && !digitAt(s, 7) && !(len(s) > 8 && s[7] == '-' && isDigit(s[8])):
		month := atoi(s[5:7])
		if month < 1 || month > 12 || year == 0 {
			return When{}, 0, &DateError{BadDate, "no such month " + s[:7], "write a month as 2026-06"}
		}
		w, n = When{From: civil(year, month, 1), To: civil(year, month, daysIn(year, month)), Precision: ByMonth}, 7
	case len(s) > 5 && s[4] == '-' && isDigit(s[5]), year == 0:
		return When{}, 0, nil
	default:
		w = When{From: civil(year, 1, 1), To: civil(year, 12, 31), Precision: ByYear}
	}
	for n < len(s) && strings.IndexByte("~?%", s[n]) >= 0 && !strings.HasPrefix(s[n:], "~~") {
		w.Approximate = true
		n++
	}
	return w, n, nil
}

// looksLikeDate reports whether s begins with D-D, D/D, D/D/D or an unpadded
// date, which people mean as dates and nobody can read for certain.
func looksLikeDate(s string) bool { return len(dateLike(s)) > 0 }

// dateLike returns the date-like word at the start of s: two or three groups
// of digits joined by the same "-" or "/".
func dateLike(s string) string {
	groups, i, sep := 0, 0, byte(0)
	for {
		start := i
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i == start || i-start > 4 || (groups > 0 && groups < 2 && i-start > 2) {
			return ""
		}
		groups++
		if groups == 3 || i == len(s) || (s[i] != '-' && s[i] != '/') || sep != 0 && s[i] != sep {
			break
		}
		sep = s[i]
		i++
	}
	if groups < 2 || i < len(s) && strings.IndexByte(" :\t]*_", s[i]) < 0 {
		return ""
	}
	return s[:i]
}

// ambiguous is the problem with a date-like text.
func ambiguous(s string) *DateError {
	word := dateLike(s)
	groups := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '/' })
	if len(groups) == 2 && len(groups[0]) < 3 {
		return &DateError{NoYear, "date without a year: " + word, "write the year first, such as " + suggest("2026", groups[0], groups[1])}
	}
	if len(groups) == 3 && len(groups[0]) == 4 {
		pad := fmt.Sprintf("%s-%02d-%02d", groups[0], atoi(groups[1]), atoi(groups[2]))
		return &DateError{AmbiguousDate, "ambiguous date " + word + ": months and days have two digits", "write " + pad}
	}
	hint := "write the year first, such as 2026-03-04"
	if len(groups) == 3 && len(groups[2]) == 4 {
		hint = "write " + suggest(groups[2], groups[0], groups[1])
	}
	return &DateError{AmbiguousDate, "ambiguous date " + word, hint}
}

// suggest writes the one or two days that a year and two numbers may mean.
func suggest(year, a, b string) string {
	var days []string
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if d, ok := NewDate(atoi(year), atoi(pair[0]), atoi(pair[1])); ok && !slices.Contains(days, d.String()) {
			days = append(days, d.String())
		}
	}
	if len(days) == 0 {
		return "2026-03-04"
	}
	return strings.Join(days, " or ")
}

// Unit is a unit of calendar time.
type Unit byte

// The units of a Duration.
const (
	Day   Unit = 'd'
	Week  Unit = 'w'
	Month Unit = 'm'
	Year  Unit = 'y'
)

// Duration is a span of calendar time such as 6w or 2m. The zero Duration is
// no time at all.
type Duration struct {
	N    int
	Unit Unit
}

// String writes the duration as it is typed: 6w.
func (d Duration) String() string { return strconv.Itoa(d.N) + string(rune(d.Unit)) }

// IsZero reports whether there is no duration.
func (d Duration) IsZero() bool { return d.N == 0 }

// After adds the duration to a day; months and years are clamped.
func (d Duration) After(day Date) Date {
	switch d.Unit {
	case Week:
		return day.AddDays(7 * d.N)
	case Month:
		return day.AddMonths(d.N)
	case Year:
		return day.AddMonths(12 * d.N)
	}
	return day.AddDays(d.N)
}

// Days is the length for ratios, in days: a month is 365/12 days, a year 365.
func (d Duration) Days() float64 {
	switch d.Unit {
	case Week:
		return 7 * float64(d.N)
	case Month:
		return 365 * float64(d.N) / 12
	case Year:
		return 365 * float64(d.N)
	}
	return float64(d.N)
}

// maxDuration keeps sums of days far from the end of the calendar.
const maxDuration = 100 * 365

// ParseDuration reads 3d, 2w, 6m, 1y, a bare number of days, or one of the
// words weekly, monthly, quarterly and yearly.
func ParseDuration(s string) (Duration, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "daily":
		return Duration{1, Day}, nil
	case "weekly":
		return Duration{1, Week}, nil
	case "monthly":
		return Duration{1, Month}, nil
	case "quarterly":
		return Duration{3, Month}, nil
	case "yearly", "annually":
		return Duration{1, Year}, nil
	case "biweekly", "bimonthly", "biannually":
		every, twice := map[string]string{"biweekly": "2w", "bimonthly": "2m", "biannually": "2y"}[s], map[string]string{"biweekly": "3d", "bimonthly": "2w", "biannually": "6m"}[s]
		period := map[string]string{"biweekly": "week", "bimonthly": "month", "biannually": "year"}[s]
		return Duration{}, fmt.Errorf("%s could mean every two %ss (%s) or twice a %s (%s)", s, period, every, period, twice)
	}
	number, unit := s, Day
	if n := len(s) - 1; n > 0 && !isDigit(s[n]) {
		number, unit = strings.TrimSpace(s[:n]), Unit(s[n])
	}
	n, err := strconv.Atoi(number)
	d := Duration{n, unit}
	if err != nil || n < 1 || strings.IndexByte("dwmy", byte(unit)) < 0 || n > maxDuration || d.Days() > maxDuration {
		return Duration{}, fmt.Errorf("not a duration: %q", s)
	}
	return d, nil
}

// Cadence is how often the user wants to be in touch with a person.
type Cadence struct {
	Ideal Duration
	Most  Duration // zero unless written, as in 6w/10w
	None  bool     // no rhythm at all
}

// String writes the cadence as it is typed: 6w, 6w/10w or none.
func (c Cadence) String() string {
	switch {
	case c.None:
		return "none"
	case c.Ideal.IsZero():
		return ""
	case c.Most.IsZero():
		return c.Ideal.String()
	}
	return c.Ideal.String() + "/" + c.Most.String()
}

// IsZero reports whether no cadence is known.
func (c Cadence) IsZero() bool { return !c.None && c.Ideal.IsZero() }

// ParseCadence reads none, an ideal duration, or ideal/most.
func ParseCadence(s string) (Cadence, error) {
	if strings.EqualFold(strings.TrimSpace(s), "none") {
		return Cadence{None: true}, nil
	}
	ideal, most, both := strings.Cut(s, "/")
	var c Cadence
	var err error
	if c.Ideal, err = ParseDuration(ideal); err != nil || !both {
		return c, err
	}
	if c.Most, err = ParseDuration(most); err != nil {
		return Cadence{}, err
	}
	if c.Most.Days() < c.Ideal.Days() {
		return Cadence{}, fmt.Errorf("the most (%s) is shorter than the ideal (%s)", c.Most, c.Ideal)
	}
	return c, nil
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func digitAt(s string, i int) bool { return i < len(s) && isDigit(s[i]) }

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// atoi reads a few digits that are known to be digits.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
