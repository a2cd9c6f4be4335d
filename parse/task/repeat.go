package task

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Repeat is the rule by which a promise comes back once it is kept. The zero
// Repeat is none.
type Repeat struct {
	Every    date.Duration
	On       int8 // a weekday, from Sunday = 1; 0 for any
	FromDone bool // counts from the day done, not from the due day
	Unread   bool // there is a rule, and it is not read
}

// rule reads the rule whose mark begins at i and whose words begin at at:
// "every [N] day|week|month|year[s] [on WEEKDAY] [when done]". It returns where
// the rule ends. Words that go on with it are a rule of another sort.
func (x *Text) rule(i, at int) int {
	var rule Repeat
	s := x.Raw[at:]
	word, rest := date.Token(s)
	number, after := date.Token(txt.TrimBlanks(rest))
	rule.Every.N = 1
	if txt.Digits(number) && len(number) < 4 {
		rule.Every.N = txt.Atoi(number)
		number, after = date.Token(txt.TrimBlanks(after))
	}
	unit := strings.TrimSuffix(strings.ToLower(number), "s")
	switch unit {
	case "day", "week", "month", "year":
		rule.Every.Unit = date.Unit(unit[0])
	}
	if day, ok := cutPhrase(after, "on"); ok && rule.Every.Unit == date.Week {
		name, behind := date.Token(txt.TrimBlanks(day))
		if weekday, ok := date.Weekday(name); ok {
			rule.On, after = int8(weekday)+1, behind
		}
	}
	if behind, ok := cutPhrase(after, "when done"); ok {
		rule.FromDone, after = true, behind
	}
	end := len(x.Raw) - len(after)
	if !strings.EqualFold(word, "every") || rule.Every.Unit == 0 || rule.Every.N == 0 || !x.ruleEnds(end) {
		x.repeat = Repeat{Unread: true}
		x.problems = append(x.problems, txt.Problem{Span: txt.At(i, at+len(strings.TrimRight(s[:len(s)-len(after)], " "))), Code: txt.UnreadDate, Severity: txt.Warning,
			Text: "the rule by which this promise comes back is not read, so no next one is written", Hint: "write 🔁 every 2 weeks, every month, every week on Friday, or every month when done"})
		return at
	}
	x.repeat = rule
	whole := x.set(txt.At(i, end))
	x.Found = append(x.Found, Date{'r', "", whole, whole, date.Date{}})
	return whole.End
}

// cutPhrase takes words off the front of a text, behind blanks.
func cutPhrase(s, phrase string) (string, bool) {
	rest := txt.TrimBlanks(s)
	if len(rest) < len(phrase) || !strings.EqualFold(rest[:len(phrase)], phrase) || len(rest) > len(phrase) && txt.IsLetterOrDigit(rest[len(phrase)]) {
		return s, false
	}
	return rest[len(phrase):], true
}

// ruleEnds reports whether a rule may end at a place: at the end of the text, or
// before a tag, a date, a bracket or a sign.
func (x *Text) ruleEnds(at int) bool {
	rest := txt.TrimBlanks(x.Raw[at:])
	if rest == "" || !txt.IsLetterOrDigit(rest[0]) {
		return true
	}
	for _, mark := range x.marks {
		if len(rest) > len(mark.open) && strings.EqualFold(rest[:len(mark.open)], mark.open) && !(txt.IsLetter(rest[len(mark.open)-1]) && txt.IsLetterOrDigit(rest[len(mark.open)])) {
			return true
		}
	}
	return false
}

// Next is the day to which a rule moves a day.
func (r Repeat) Next(day date.Date) date.Date {
	if r.On == 0 {
		return r.Every.After(day)
	}
	weekday := int(r.On) - 1
	if day.Weekday() == weekday {
		return r.Every.After(day)
	}
	return day.AddDays((weekday-day.Weekday()+7)%7 + 7*(r.Every.N-1))
}
