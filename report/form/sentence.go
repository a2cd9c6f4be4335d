package form

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// MaxNames is how many names a sentence holds.
const MaxNames = 3

// JoinNames joins names for a sentence, the last of many as a number.
func JoinNames(names []string) string {
	if len(names) > MaxNames+1 {
		names = append(names[:MaxNames:MaxNames], fmt.Sprintf("%d more", len(names)-MaxNames))
	}
	return AndList(names)
}

// AndList joins the parts of a sentence: a, b and c.
func AndList(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// Ago says how long since: today, yesterday, 9 days ago, 14 months ago.
func Ago(days int) string {
	switch {
	case days <= 0:
		return "today"
	case days == 1:
		return "yesterday"
	case days < 120:
		return fmt.Sprintf("%d days ago", days)
	case days < 2*365:
		return fmt.Sprintf("%d months ago", (days*12+182)/365)
	}
	return fmt.Sprintf("%d years ago", days/365)
}

// Number writes small numbers in words.
func Number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// Percent is a share in whole percents.
func Percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (200*part + whole) / (2 * whole)
}

// Capital makes the first letter of a sentence a capital.
func Capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// Words are a text as a list shows it, without links' brackets and without tags.
func Words(s string) string {
	kept := strings.Fields(txt.PlainText(s))
	kept = slices.DeleteFunc(kept, func(word string) bool { return len(word) > 1 && word[0] == '#' })
	return Inline(strings.Join(kept, " "))
}

// First is a label where i is 0: the facts that follow stand below it.
func First(label string, i int) string {
	if i > 0 {
		return ""
	}
	return label
}

// PlainTexts joins values as text for people.
func PlainTexts(texts []string, between string) string {
	for i := range texts {
		texts[i] = txt.PlainText(texts[i])
	}
	return strings.Join(texts, between)
}

// NearDay is a day close by, in a word where there is one.
func NearDay(d, today date.Date) string {
	switch d.Sub(today) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	case -1:
		return "yesterday"
	}
	return "on " + Day(d, today)
}

// Count is 1 for yes.
func Count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Day writes a day for people: 14 Sep, with the year where it is another one.
func Day(d, today date.Date) string {
	if d.IsZero() {
		return ""
	}
	if d.Year == today.Year {
		return strconv.Itoa(int(d.Day)) + " " + MonthName(d.Month)
	}
	return FullDay(d)
}

// FullDay writes a day with its year: 14 Sep 2026.
func FullDay(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return strconv.Itoa(int(d.Day)) + " " + MonthName(d.Month) + " " + strconv.Itoa(int(d.Year))
}

// Spell writes a duration in words: 2 months.
func Spell(d date.Duration) string {
	unit := "day"
	switch d.Unit {
	case date.Week:
		unit = "week"
	case date.Month:
		unit = "month"
	case date.Year:
		unit = "year"
	}
	if d.N == 1 {
		return unit
	}
	return strconv.Itoa(d.N) + " " + unit + "s"
}

// Inline is a text for one line of a screen.
func Inline(s string) string {
	if oneLine(s) {
		return s
	}
	if !clean([]byte(s)) {
		var b bytes.Buffer
		_, _ = SafeWriter{To: &b}.Write([]byte(s))
		s = b.String()
	}
	return strings.Join(strings.Fields(s), " ")
}

// WeekdayName is a weekday in three letters.
func WeekdayName(d date.Date) string {
	return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}[d.Weekday()]
}
