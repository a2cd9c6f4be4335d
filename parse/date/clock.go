package date

import (
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// CutTime takes a time or a range of times off the front of s.
func CutTime(s string) (string, string) {
	bare := strings.TrimPrefix(strings.TrimPrefix(s, "at "), "(")
	if !txt.DigitAt(bare, 0) {
		return "", s
	}
	word, rest := txt.CutWord(bare)
	word = strings.TrimRight(word, ":),")
	from, to, both := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	if !IsClock(from) || both && !IsClock(to) {
		return "", s
	}
	return word, rest
}

// Minute counts the minutes from midnight to a time as an entry has it: 14:30,
// 2:30pm, 2pm-3pm.
func Minute(time string) (minute int, ok bool) {
	time, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(time, "–", "-")), "-")
	if !IsClock(time) {
		return 0, false
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(time, "am"), "pm")
	hours, minutes, _ := strings.Cut(bare, ":")
	hour := txt.Atoi(hours)
	switch half := time[len(bare):]; {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	minutes, _, _ = strings.Cut(minutes, ":")
	if minutes != "" {
		minute = txt.Atoi(minutes)
	}
	return 60*hour + minute, true
}

// TrimSeparator is the text without the blanks and the mark that part a day
// from what follows.
func TrimSeparator(s string) string {
	if s = txt.TrimBlanks(s); s == "" || txt.IsLetter(s[0]) || txt.IsDigit(s[0]) {
		return s
	}
	for _, mark := range [...]string{":", ",", "-", "–", "—", "|", ";"} {
		if rest, ok := strings.CutPrefix(s, mark); ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t' || mark == ":") {
			return txt.TrimBlanks(rest)
		}
	}
	return s
}

// Dotted reports whether a word is numbers with dots: 27.6. or 27.06.2026.
func Dotted(word string) bool {
	parts := strings.Split(strings.TrimSuffix(word, "."), ".")
	return len(parts) >= 2 && len(parts) <= 3 && !slices.ContainsFunc(parts, func(p string) bool { return !txt.Digits(p) || len(p) > 4 })
}
