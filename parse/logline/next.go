package logline

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// arrows are what stands before a day to come.
func arrows() [4]string { return [4]string{"->", "→", "=>", "⇒"} }

// cutNext takes " -> when reason" off the end of s. at is the place of s in
// the whole line. A word for a day counts from the entry's date.
func (r *Reader) cutNext(e *Entry, s string, at int) (string, []txt.Problem) {
	if strings.IndexByte(s, '>') < 0 && txt.IsASCII(s) {
		return s, nil
	}
	var problems []txt.Problem
	for _, arrow := range arrows() {
		for i := txt.Outside(s, arrow, 0); i >= 0; i = txt.Outside(s, arrow, i+len(arrow)) {
			after := strings.TrimLeft(s[i+len(arrow):], " \t")
			next, n, err := r.Dates.Soon(after, e.When.Day(e.When.To))
			if i > 0 && s[i-1] != ' ' && s[i-1] != '\t' {
				if n > 0 && err == nil {
					problems = append(problems, nearArrow(s, i, len(s)-len(after), at, after[:n])...)
				}
				continue
			}
			if n > 0 && err == nil {
				e.Next, e.NextReason = next, strings.TrimSpace(strings.TrimLeft(after[n:], ":,;)]*_"))
				return strings.TrimRight(s[:i], " \t"), problems
			}
			if word, _ := txt.CutWord(after); meansDay(word) {
				start := at + len(s) - len(after)
				p := txt.Problem{Span: txt.At(start, start+len(word)), Code: txt.BadNext, Severity: txt.Error,
					Text: "not a day after the arrow: " + word, Hint: "write -> 2026-09-10, -> 2026-09 or -> +6w"}
				if err != nil && len(err.Fixes) > 0 {
					p.Hint, p.Fixes = err.Hint, err.Fixes
				}
				problems = append(problems, p)
			}
		}
	}
	return s, problems
}

// nearArrow says that what stands before a day is no arrow, because something
// is attached to it: "maps->2026-09-10", "--> 2026-09-10". Between two numbers
// it is a range, and before a word of days it may be anything.
func nearArrow(s string, arrow, day, at int, when string) []txt.Problem {
	head := strings.TrimRight(s[:arrow], "-–—=~<")
	if !txt.IsDigit(when[0]) || head == "" || txt.IsDigit(head[len(head)-1]) {
		return nil
	}
	plain := "-> "
	if last := head[len(head)-1]; last != ' ' && last != '\t' {
		plain = " -> "
	}
	return []txt.Problem{{Span: txt.At(at+len(head), at+day), Code: txt.BadNext, Severity: txt.Error, Text: "no arrow before " + when + ", so nothing is due then",
		Hint: "write -> " + when + " with a blank before it", Fixes: txt.Surely(plain)}}
}

// meansDay reports whether a word after an arrow is meant as a day.
func meansDay(word string) bool {
	if word == "" {
		return false
	}
	bare := strings.TrimRight(word, ".,:;")
	if txt.IsDigit(word[0]) || word[0] == '+' || date.MonthNumber(bare) > 0 {
		return true
	}
	_, weekday := date.Weekday(bare)
	return weekday && bare != "sat" && bare != "sun"
}
