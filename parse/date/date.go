package date

import (
	"fmt"
	"strconv"
	"strings"

	"netnotes/parse/txt"
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

// New returns the day, or false when the calendar has no such day.
func New(year, month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return Civil(year, month, day), true
}

// Civil is a day that is known to be in the calendar.
func Civil(year, month, day int) Date { return Date{int16(year), int8(month), int8(day)} }

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
	return New(1000*int(n[0])+100*int(n[1])+10*int(n[2])+int(n[3]), 10*int(n[4])+int(n[5]), 10*int(n[6])+int(n[7]))
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
	return Civil(year, month, day)
}

// AddDays returns the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return FromDays(d.Days() + n) }

// AddMonths returns the same day n months later, clamped to the month's end:
// 31 January and one month is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	year, month, day := d.numbers()
	m := year*12 + month - 1 + n
	year, month = m/12, m%12+1
	return Civil(year, month, min(day, daysIn(year, month)))
}

// Sub counts the days from e to d.
func (d Date) Sub(e Date) int { return d.Days() - e.Days() }

// Compare orders days; an unknown day comes before every known one.
func (d Date) Compare(e Date) int {
	return d.Order() - e.Order()
}

// Order is a number by which days are ordered.
func (d Date) Order() int { return int(d.Year)<<16 | int(d.Month)<<8 | int(d.Day) }

// Before and After compare days strictly.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Latest is the later of two days.
func Latest(a, b Date) Date {
	if b.After(a) {
		return b
	}
	return a
}

// Weekday counts from Sunday = 0.
func (d Date) Weekday() int { return ((d.Days()+4)%7 + 7) % 7 }

// InYear is the same month and day in another year; 29 February is observed
// on the 28th in common years.
func (d Date) InYear(year int) Date {
	_, month, day := d.numbers()
	return Civil(year, month, min(day, daysIn(year, month)))
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

// AMonth is the whole of a month.
func AMonth(year, month int) When {
	return When{From: Civil(year, month, 1), To: Civil(year, month, daysIn(year, month)), Precision: ByMonth}
}

// AYear is the whole of a year.
func AYear(year int) When {
	return When{From: Civil(year, 1, 1), To: Civil(year, 12, 31), Precision: ByYear}
}

// IsZero reports whether nothing is known.
func (w When) IsZero() bool { return w.From.IsZero() }

// String writes the date as a note has it: 2026-06-27, 2026-06, 2026 or an
// interval, with ~ where it is approximate; nothing for the zero When.
func (w When) String() string {
	text := w.From.String()
	switch {
	case w.IsZero():
		return ""
	case w.Precision == ByYear:
		text = text[:4]
	case w.Precision == ByMonth:
		text = text[:7]
	case w.To != w.From:
		text += "/" + w.To.String()
	}
	if w.Approximate {
		text += "~"
	}
	return text
}

// IsDay reports whether the date is exactly one day.
func (w When) IsDay() bool {
	return !w.IsZero() && w.From == w.To && w.Precision == ByDay && !w.Approximate
}

// Day is the representative day: the end of an interval, the 15th of a month,
// the first of July of a year; where that is after today, the first day.
func (w When) Day(today Date) Date {
	if day := w.Middle(); !day.After(today) {
		return day
	}
	return w.From
}

// Middle is the representative day, whatever day it is today.
func (w When) Middle() Date {
	switch w.Precision {
	case ByMonth:
		return Date{w.To.Year, w.To.Month, 15}
	case ByYear:
		return Date{w.To.Year, 7, 1}
	}
	return w.To
}

// Error says why a text is not a date.
type Error struct {
	Code  txt.Code
	Text  string
	Hint  string
	Fixes []txt.Fix // what may stand in its place
}

func (e *Error) Error() string { return e.Text }

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

// MaxDuration keeps sums of days far from the end of the calendar.
const MaxDuration = 100 * 365

// ParseDuration reads 3d, 2w, 6m, 1y, a bare number of days, 90 days, every 3
// months, every week, or one of the words weekly, monthly, quarterly and yearly.
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
	rest, every := strings.CutPrefix(s, "every ")
	unit := strings.TrimLeft(rest, " 0123456789")
	number := strings.TrimSpace(rest[:len(rest)-len(unit)])
	if number == "" && every {
		number = "1"
	}
	n, err := strconv.Atoi(number)
	d := Duration{n, UnitNamed(unit)}
	if err != nil || n < 1 || d.Unit == 0 || n > MaxDuration || d.Days() > MaxDuration {
		return Duration{}, fmt.Errorf("not a duration: %q", s)
	}
	return d, nil
}

// UnitNamed is a unit by its letter or its name; days where nothing is said, and
// 0 for another word.
func UnitNamed(word string) Unit {
	switch word {
	case "", "d", "day", "days":
		return Day
	case "w", "week", "weeks":
		return Week
	case "m", "month", "months":
		return Month
	case "y", "year", "years":
		return Year
	}
	return 0
}

// Cadence is how often the user wants to be in touch with a person.
type Cadence struct {
	Ideal Duration
	Most  Duration // zero unless written, as in 6w/10w
	None  bool     // no rhythm at all
	Spoke bool     // of conversations: what is only sent does not count
}

// String writes the cadence as it is typed: 6w, 6w/10w, 3m call or none.
func (c Cadence) String() string {
	if c.None || c.Ideal.IsZero() {
		return map[bool]string{true: "none"}[c.None]
	}
	text := c.Ideal.String()
	if !c.Most.IsZero() {
		text += "/" + c.Most.String()
	}
	if c.Spoke {
		text += " call"
	}
	return text
}

// IsZero reports whether no cadence is known.
func (c Cadence) IsZero() bool { return !c.None && c.Ideal.IsZero() }

// ParseCadence reads none or never, an ideal duration, or ideal/most; " call" or
// " spoke" behind it says that only conversations count.
func ParseCadence(s string) (Cadence, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "none" || s == "never" {
		return Cadence{None: true}, nil
	}
	var c Cadence
	for _, word := range []string{" call", " spoke"} {
		if bare, ok := strings.CutSuffix(s, word); ok {
			s, c.Spoke = bare, true
		}
	}
	ideal, most, both := strings.Cut(s, "/")
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

func (e *Error) Problem(at txt.Span) txt.Problem {
	return txt.Problem{Span: at, Code: e.Code, Severity: txt.Error, Text: e.Text, Hint: e.Hint, Fixes: e.Fixes}
}
