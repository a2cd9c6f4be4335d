package task

import (
	"strings"
	"unicode/utf8"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// dateMark is one way to say what a date in a task is.
type dateMark struct {
	open  string // in lower case
	which byte   // 'd'ue, 's'tart, 'x' done, 'r'epeat, or an'o'ther date, which is text
	weak  bool   // counts only before what looks like a day
	style string // how a note writes its dates that has it; plain where empty
}

// dateMarks are the ways to say what a date is, the longer of two first.
func dateMarks() []dateMark {
	return []dateMark{
		{"due::", 'd', false, "dataview"}, {"due:", 'd', false, ""}, {"@due", 'd', false, "tag"}, {"deadline::", 'd', false, "dataview"}, {"deadline:", 'd', false, ""},
		{"📅", 'd', false, "emoji"}, {"📆", 'd', false, "emoji"}, {"🗓", 'd', false, "emoji"},
		{"due", 'd', true, ""}, {"by", 'd', true, ""}, {"->", 'd', true, ""}, {"→", 'd', true, ""}, {"=>", 'd', true, ""}, {"⇒", 'd', true, ""},
		{"done:", 'x', false, ""}, {"@done", 'x', false, "tag"}, {"completion::", 'x', false, "dataview"}, {"✅", 'x', false, "emoji"},
		{"t:", 's', true, ""}, {"start::", 's', false, "dataview"}, {"scheduled::", 's', false, "dataview"}, {"scheduled:", 's', true, ""}, {"🛫", 's', false, "emoji"}, {"⏳", 's', false, "emoji"},
		{"🔁", 'r', false, "emoji"}, {"repeat::", 'r', false, "dataview"},
		{"created::", 'o', true, ""}, {"cancelled::", 'o', true, ""}, {"➕", 'o', true, ""}, {"❌", 'o', true, ""},
		{"@", 'd', true, ""},
	}
}

// mayMark reports whether a byte may begin one of dateMarks; signs begin with
// one beyond ASCII.
func mayMark(c byte) bool {
	switch txt.Lower(c) {
	case 'd', 'b', 't', 's', 'c', 'r', '@', '-', '=':
		return true
	}
	return c >= utf8.RuneSelf
}

// Date is a date in the text of a task, or the rule by which it repeats.
type Date struct {
	Which byte
	Style string   // of its mark
	Whole txt.Span // with the word for it and the brackets around it
	Day   txt.Span // the day alone
	On    date.Date
}

// Text is the text of a task being read.
type Text struct {
	marks    []dateMark
	days     date.Reader
	Raw      string
	base     date.Date // from which day words count; zero where they do not
	Found    []Date
	repeat   Repeat
	problems []txt.Problem // with spans in raw
}

// Read finds the dates of a task.
func (x *Text) Read(open bool) {
	backticks := txt.FewMarks(x.Raw, "`")
	if open {
		x.leading()
	}
	from := 0
	if len(x.Found) > 0 {
		from = x.Found[0].Whole.End
	}
	last := 0 // behind the last date or link
	for i := from; i < len(x.Raw); {
		c := x.Raw[i]
		if !txt.IsLetter(c) && !txt.IsDigit(c) && c < utf8.RuneSelf && c != '`' && c != '[' && !mayMark(c) || i > 0 && !x.starts(i) {
			i++
			continue
		}
		if c == '`' && backticks {
			n, _ := txt.CodeSpan(x.Raw[i:])
			i += n
			last = i
			continue
		}
		if mayMark(c) {
			if end := x.marked(i); end > 0 {
				i, last = end, end
				continue
			}
		}
		if _, n := txt.ScanLink(x.Raw[i:]); n > 0 {
			i += n
			last = i
			continue
		}
		if open && (txt.IsDigit(c) || txt.IsLetter(c)) {
			if n := x.unmarked(i); n > 0 {
				i += n
				last = i
				continue
			}
		}
		i++
	}
	if open && len(x.problems) == 0 && !x.has('d') {
		x.atEnd(last)
	}
}

func (x *Text) has(which byte) bool {
	for _, d := range x.Found {
		if d.Which == which {
			return true
		}
	}
	return false
}

// starts reports whether a word may begin at i: after a blank or what a date
// may be set off by.
func (x *Text) starts(i int) bool {
	if x.Raw[i] >= utf8.RuneSelf && !utf8.RuneStart(x.Raw[i]) {
		return false
	}
	return i == 0 || strings.IndexByte(" \t([*_=<~`\"", x.Raw[i-1]) >= 0 || x.Raw[i] >= utf8.RuneSelf && txt.IsLetterOrDigit(x.Raw[i-1])
}

// leading takes the day that an open box begins with for its due day.
func (x *Text) leading() {
	day := x.unsigned(x.Raw)
	if day.Err == nil && day.End > 0 && day.Precision == date.ByDay && day.End < len(x.Raw) && ends(x.Raw[day.End:]) {
		whole := txt.At(0, day.End+timeAfter(x.Raw[day.End:]))
		x.Found = append(x.Found, Date{'d', "", whole, x.alone(txt.At(0, day.End)), day.To})
		x.weekday(0, day)
	}
}

// alone is where a day stands without what is set around it.
func (x *Text) alone(at txt.Span) txt.Span {
	for at.Start < at.End && strings.IndexByte("([*_=<`\" ", x.Raw[at.Start]) >= 0 {
		at.Start++
	}
	for at.End > at.Start && strings.IndexByte(")]*_=>`\" ", x.Raw[at.End-1]) >= 0 {
		at.End--
	}
	return at
}

// weekday says that the weekday beside a day is not its own.
func (x *Text) weekday(at int, day date.Found) {
	if day.Wrong != "" {
		x.problems = append(x.problems, day.WrongWeekday(x.Raw, at))
	}
}

// marked reads the date whose mark stands at i and returns where it ends; 0
// where there is none that is read.
func (x *Text) marked(i int) int {
	for _, mark := range x.marks {
		if len(x.Raw)-i < len(mark.open) || !strings.EqualFold(x.Raw[i:i+len(mark.open)], mark.open) {
			continue
		}
		at := i + len(mark.open)
		at += len(x.Raw[at:]) - len(strings.TrimPrefix(x.Raw[at:], "\ufe0f")) // an emoji's variation selector
		word := txt.IsLetter(mark.open[len(mark.open)-1])
		if word && mark.weak && (at == len(x.Raw) || x.Raw[at] != ' ' && x.Raw[at] != '\t') {
			continue
		}
		if word && !mark.weak && !strings.HasPrefix(x.Raw[at:], "(") { // @due(…)
			continue
		}
		if mark.open != "@" {
			at = len(x.Raw) - len(txt.TrimBlanks(x.Raw[at:]))
		}
		if mark.which == 'r' {
			return x.rule(i, at)
		}
		if word && mark.weak {
			at += fillers(x.Raw[at:])
		}
		return x.dated(mark, i, at)
	}
	return 0
}

// fillers is the length of the words that may stand between "due" and a day.
func fillers(s string) int {
	n := 0
	for {
		word, rest := txt.CutWord(s[n:])
		switch strings.ToLower(word) {
		case "on", "by", "the", "at":
			n = len(s) - len(rest)
		default:
			return n
		}
	}
}

// dated reads the date at a place whose mark begins at i, and returns where it
// ends; 0 where it is none, which is said where it was meant as one.
func (x *Text) dated(mark dateMark, i, at int) int {
	day, end := x.day(x.Raw[at:])
	on, n := day.To, at+end
	switch {
	case day.Err == nil && end > 0 && !on.IsZero():
	case mark.which == 'o':
		return 0
	case day.Err != nil:
		x.problem(day, at)
		return at + day.Bad
	case end > 0:
		x.unread(at, end, "counts from a day, and this box stands under none", "write the day, such as due:2026-11-20")
		return n
	case mark.weak:
		if end = x.dateLikeWords(x.Raw[at:]); end > 0 {
			x.unread(at, end, "is not read as a day", "write the day, such as due:2026-11-20")
		}
		return 0
	default:
		end = len(txt.FirstWord(x.Raw[at:]))
		x.unread(at, end, "is not read as a day", "write the day, such as due:2026-11-20")
		return at + end
	}
	x.weekday(at, day)
	whole := x.set(txt.At(i, n))
	if mark.which == 'o' {
		return n
	}
	x.Found = append(x.Found, Date{mark.which, mark.style, whole, x.alone(txt.At(at, at+day.End)), on})
	return whole.End
}

// set widens a span by the brackets and the emphasis directly around it.
func (x *Text) set(at txt.Span) txt.Span {
	for {
		wider := at
		for _, pair := range wraps() {
			if strings.HasSuffix(x.Raw[:at.Start], pair[0]) && strings.HasPrefix(x.Raw[at.End:], pair[1]) {
				wider = txt.At(at.Start-len(pair[0]), at.End+len(pair[1]))
				break
			}
		}
		if wider == at {
			return at
		}
		at = wider
	}
}

// wraps are the brackets and the emphasis in which a day may stand.
func wraps() [9][2]string {
	return [...][2]string{{"[[", "]]"}, {"**", "**"}, {"__", "__"}, {"==", "=="}, {"(", ")"}, {"[", "]"}, {"<", ">"}, {"*", "*"}, {"_", "_"}}
}

// day reads a day or a day word at the start of a text, perhaps in brackets or
// bold, and says where it ends with the time after it. The zero day with an end
// is a day word that counts from nothing.
func (x *Text) day(s string) (day date.Found, end int) {
	if day := x.bareDay(s); day.End > 0 || day.Err != nil {
		return day, day.End + timeAfter(s[day.End:])
	}
	for _, pair := range wraps() {
		inner, ok := strings.CutPrefix(s, pair[0])
		if !ok {
			continue
		}
		day := x.bareDay(inner)
		if day.Err != nil || day.End == 0 {
			day.Bad += len(pair[0])
			return day, 0
		}
		day.End += len(pair[0])
		rest := txt.TrimBlanks(s[day.End+timeAfter(s[day.End:]):])
		if rest, ok = strings.CutPrefix(rest, pair[1]); ok {
			return day, len(s) - len(rest)
		}
		return date.Found{}, 0
	}
	return date.Found{}, 0
}

// problem says what is wrong with a date. A day and a month in numbers may be
// two days.
func (x *Text) problem(day date.Found, at int) {
	p := txt.Problem{Span: txt.At(at, at+day.Bad), Code: day.Err.Code, Severity: txt.Error, Text: day.Err.Text, Hint: day.Err.Hint, Fixes: day.Err.Fixes}
	if p.Code == txt.NoYear || p.Code == txt.BackwardsRange {
		p.Code, p.Severity = txt.UnreadDate, txt.Warning
		parts := strings.FieldsFunc(x.Raw[at:at+day.Bad], func(c rune) bool { return c == '-' || c == '/' || c == '.' })
		if len(parts) == 2 && txt.Digits(parts[0]) && txt.Digits(parts[1]) && txt.Atoi(parts[0]) <= 12 && txt.Atoi(parts[1]) <= 12 {
			p.Code, p.Severity = txt.AmbiguousDate, txt.Error
		}
	}
	x.problems = append(x.problems, p)
}

// unread says why a word that people mean as a day is none, and what may stand
// in its place.
func (x *Text) unread(at, length int, why, hint string, fixes ...string) {
	if length == 0 {
		length = len(x.Raw) - at
	}
	words := x.Raw[at : at+length]
	if words == "" {
		words, at = "the sign", max(0, at-1)
	} else {
		words = "\"" + words + "\""
	}
	x.problems = append(x.problems, txt.Problem{Span: txt.At(at, at+length), Code: txt.UnreadDate, Severity: txt.Warning, Text: words + " " + why + ", so the promise has no day", Hint: hint, Fixes: txt.Maybe(fixes...)})
}

// text is the text without the dates and the brackets that they leave empty.
func (x *Text) text(whole string) string {
	var keep strings.Builder
	last := 0
	for _, d := range x.Found {
		between := whole[last:d.Whole.Start]
		if d.Whole.End < len(whole) && strings.IndexByte(".,;:!?)", whole[d.Whole.End]) >= 0 {
			between = strings.TrimRight(between, " \t,;:")
		}
		keep.WriteString(between)
		last = d.Whole.End
	}
	if last == 0 {
		return joinWords(whole)
	}
	keep.WriteString(whole[last:])
	text := keep.String()
	if x.Found[0].Whole.Start == 0 {
		text = strings.TrimLeft(text, " \t,;:.–—-")
	}
	if strings.TrimSpace(whole[last:]) == "" {
		text = strings.TrimRight(text, " \t,;:–—-")
	}
	return joinWords(text)
}

// joinWords puts single blanks between the words of a text, which mostly has
// them.
func joinWords(s string) string {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c < ' ' || c == ' ' && s[i+1] == ' ' {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}
