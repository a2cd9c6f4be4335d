package parse

import (
	"strings"
	"unicode/utf8"
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
	switch lower(c) {
	case 'd', 'b', 't', 's', 'c', 'r', '@', '-', '=':
		return true
	}
	return c >= utf8.RuneSelf
}

// taskDate is a date in the text of a task, or the rule by which it repeats.
type taskDate struct {
	which byte
	style string // of its mark
	whole Span   // with the word for it and the brackets around it
	day   Span   // the day alone
	on    Date
}

// taskText is the text of a task being read.
type taskText struct {
	marks    []dateMark
	days     dates
	raw      string
	base     Date // from which day words count; zero where they do not
	found    []taskDate
	repeat   Repeat
	problems []Problem // with spans in raw
}

// taskReader reads a text as that of a task.
func (r *Reader) taskReader(raw string, base Date) *taskText {
	return &taskText{marks: r.markdown.marks, days: r.dates, raw: cutBlockID(clip(raw)), base: base}
}

// read finds the dates of a task.
func (x *taskText) read(open bool) {
	backticks := fewMarks(x.raw, "`")
	if open {
		x.leading()
	}
	from := 0
	if len(x.found) > 0 {
		from = x.found[0].whole.End
	}
	last := 0 // behind the last date or link
	for i := from; i < len(x.raw); {
		c := x.raw[i]
		if !isLetter(c) && !isDigit(c) && c < utf8.RuneSelf && c != '`' && c != '[' && !mayMark(c) || i > 0 && !x.starts(i) {
			i++
			continue
		}
		if c == '`' && backticks {
			n, _ := codeSpan(x.raw[i:])
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
		if _, n := scanLink(x.raw[i:]); n > 0 {
			i += n
			last = i
			continue
		}
		if open && (isDigit(c) || isLetter(c)) {
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

func (x *taskText) has(which byte) bool {
	for _, d := range x.found {
		if d.which == which {
			return true
		}
	}
	return false
}

// starts reports whether a word may begin at i: after a blank or what a date
// may be set off by.
func (x *taskText) starts(i int) bool {
	if x.raw[i] >= utf8.RuneSelf && !utf8.RuneStart(x.raw[i]) {
		return false
	}
	return i == 0 || strings.IndexByte(" \t([*_=<~`\"", x.raw[i-1]) >= 0 || x.raw[i] >= utf8.RuneSelf && isLetterOrDigit(x.raw[i-1])
}

// leading takes the day that an open box begins with for its due day.
func (x *taskText) leading() {
	day := x.days.scan(x.raw)
	if day.err == nil && day.end > 0 && day.Precision == ByDay && day.end < len(x.raw) && ends(x.raw[day.end:]) {
		whole := Span{0, day.end + timeAfter(x.raw[day.end:])}
		x.found = append(x.found, taskDate{'d', "", whole, x.alone(Span{0, day.end}), day.To})
		x.weekday(0, day)
	}
}

// alone is where a day stands without what is set around it.
func (x *taskText) alone(at Span) Span {
	for at.Start < at.End && strings.IndexByte("([*_=<`\" ", x.raw[at.Start]) >= 0 {
		at.Start++
	}
	for at.End > at.Start && strings.IndexByte(")]*_=>`\" ", x.raw[at.End-1]) >= 0 {
		at.End--
	}
	return at
}

// weekday says that the weekday beside a day is not its own.
func (x *taskText) weekday(at int, day readDay) {
	if day.wrong != "" {
		x.problems = append(x.problems, day.wrongWeekday(x.raw, at))
	}
}

// marked reads the date whose mark stands at i and returns where it ends; 0
// where there is none that is read.
func (x *taskText) marked(i int) int {
	for _, mark := range x.marks {
		if len(x.raw)-i < len(mark.open) || !strings.EqualFold(x.raw[i:i+len(mark.open)], mark.open) {
			continue
		}
		at := i + len(mark.open)
		at += len(x.raw[at:]) - len(strings.TrimPrefix(x.raw[at:], "\ufe0f")) // an emoji's variation selector
		word := isLetter(mark.open[len(mark.open)-1])
		if word && mark.weak && (at == len(x.raw) || x.raw[at] != ' ' && x.raw[at] != '\t') {
			continue
		}
		if word && !mark.weak && !strings.HasPrefix(x.raw[at:], "(") { // @due(…)
			continue
		}
		if mark.open != "@" {
			at = len(x.raw) - len(trimBlanks(x.raw[at:]))
		}
		if mark.which == 'r' {
			return x.rule(i, at)
		}
		if word && mark.weak {
			at += fillers(x.raw[at:])
		}
		return x.dated(mark, i, at)
	}
	return 0
}

// fillers is the length of the words that may stand between "due" and a day.
func fillers(s string) int {
	n := 0
	for {
		word, rest := cutWord(s[n:])
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
func (x *taskText) dated(mark dateMark, i, at int) int {
	day, end := x.day(x.raw[at:])
	on, n := day.To, at+end
	switch {
	case day.err == nil && end > 0 && !on.IsZero():
	case mark.which == 'o':
		return 0
	case day.err != nil:
		x.problem(day, at)
		return at + day.bad
	case end > 0:
		x.unread(at, end, "counts from a day, and this box stands under none", "write the day, such as due:2026-11-20")
		return n
	case mark.weak:
		if end = x.dateLikeWords(x.raw[at:]); end > 0 {
			x.unread(at, end, "is not read as a day", "write the day, such as due:2026-11-20")
		}
		return 0
	default:
		end = len(first(x.raw[at:]))
		x.unread(at, end, "is not read as a day", "write the day, such as due:2026-11-20")
		return at + end
	}
	x.weekday(at, day)
	whole := x.set(Span{i, n})
	if mark.which == 'o' {
		return n
	}
	x.found = append(x.found, taskDate{mark.which, mark.style, whole, x.alone(Span{at, at + day.end}), on})
	return whole.End
}

// set widens a span by the brackets and the emphasis directly around it.
func (x *taskText) set(at Span) Span {
	for {
		wider := at
		for _, pair := range wraps() {
			if strings.HasSuffix(x.raw[:at.Start], pair[0]) && strings.HasPrefix(x.raw[at.End:], pair[1]) {
				wider = Span{at.Start - len(pair[0]), at.End + len(pair[1])}
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
func (x *taskText) day(s string) (day readDay, end int) {
	if day := x.bareDay(s); day.end > 0 || day.err != nil {
		return day, day.end + timeAfter(s[day.end:])
	}
	for _, pair := range wraps() {
		inner, ok := strings.CutPrefix(s, pair[0])
		if !ok {
			continue
		}
		day := x.bareDay(inner)
		if day.err != nil || day.end == 0 {
			day.bad += len(pair[0])
			return day, 0
		}
		day.end += len(pair[0])
		rest := trimBlanks(s[day.end+timeAfter(s[day.end:]):])
		if rest, ok = strings.CutPrefix(rest, pair[1]); ok {
			return day, len(s) - len(rest)
		}
		return readDay{}, 0
	}
	return readDay{}, 0
}

// bareDay reads a day or a day word without a time.
func (x *taskText) bareDay(s string) readDay {
	day := x.days.scan(s)
	if day.end == 0 || day.Precision == ByYear {
		on, n, err := dayWord(s, x.base)
		switch {
		case n > 0:
			day = readDay{When: When{From: on, To: on}, end: n}
		case err != nil && (day.err == nil || day.err.Code == NoYear):
			return readDay{err: err, bad: max(day.bad, len(first(s)))}
		default:
			return readDay{err: day.err, bad: day.bad}
		}
	}
	if day.end < len(s) && !ends(s[day.end:]) {
		return readDay{}
	}
	return day
}

// ends reports whether a date may end before a text.
func ends(s string) bool {
	c := s[0]
	return c >= utf8.RuneSelf || strings.IndexByte(" \t,.;:!?)]}>*_=~`\"'|", c) >= 0 || (c == 'T' || c == 't') && digitAt(s, 1)
}

// timeAfter is the length of the time after a day, with the blank or the T and
// the word "at" before it.
func timeAfter(s string) int {
	rest := s
	if s != "" && (s[0] == 'T' || s[0] == 't') {
		rest = s[1:]
	} else if rest = trimBlanks(s); rest == s {
		return 0
	} else if word, after := cutWord(rest); strings.EqualFold(word, "at") {
		rest = after
	}
	i := 0
	for i < len(rest) && (isLetterOrDigit(rest[i]) || rest[i] == ':' && digitAt(rest, i+1) || rest[i] == '-' && digitAt(rest, i+1)) {
		i++
	}
	if word := strings.TrimRight(rest[:i], "Zz"); i > 0 {
		if from, to, both := strings.Cut(word, "-"); clock(from) && (!both || clock(to)) {
			return len(s) - len(rest) + i
		}
	}
	return 0
}

// unmarked says that nothing tells what a whole day in the text is for, or that
// it is none, and returns its length.
func (x *taskText) unmarked(i int) int {
	s := x.raw[i:]
	day := x.days.scan(s)
	switch {
	case day.err != nil && day.bad > len("2026-11") && (day.err.Code == BadDate || day.err.Code == AmbiguousDate && digits(s[day.bad-4:day.bad])):
		x.problem(day, i)
		return day.bad
	case day.err == nil && day.end > 0 && day.Precision == ByDay && (day.end == len(s) || ends(s[day.end:])):
		x.unread(i, day.end, "has no word that says what the day is for", "write due:"+day.To.String()+" if it is due that day", "due:"+day.To.String())
		return day.end
	}
	return 0
}

// atEnd says that a day word at the end of a text, behind all that is read, is
// not read as the day by which something is due.
func (x *taskText) atEnd(from int) {
	end := len(strings.TrimRight(x.raw, " \t.,;:!?)"))
	for i := end - 1; i >= from; i-- {
		if !x.starts(i) {
			continue
		}
		word, _ := dayToken(x.raw[i:end])
		if _, n, _ := dayWord(x.raw[i:end], Date{}); n == end-i && !(n == len(word) && (isDigit(word[0]) || word[0] == '+')) { // "+3d" may be a length
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
func (x *taskText) dateLikeWords(s string) int {
	at := 0
	for _, pair := range wraps() {
		if strings.HasPrefix(s, pair[0]) {
			at = len(pair[0])
			break
		}
	}
	word, rest := cutWord(s[at:])
	bare := strings.TrimRight(word, ",.:;!?)]>*_=")
	length := at + len(bare)
	next, _ := cutWord(rest)
	next = strings.ToLower(strings.TrimRight(next, ",.:;!?)]>*_="))
	_, weekday := Weekday(next)
	unit := weekday || monthNumber(next) > 0 || strings.Contains(" day week weekend month quarter term semester season year spring summer autumn fall winter days weeks months years hours of ", " "+next+" ")
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
		_, weekday := Weekday(bare)
		switch {
		case weekday && bare != "sat" && bare != "sun", x.isDate(bare), dotted(bare), digits(bare) && len(bare) == 4:
			return length
		case monthNumber(bare) > 0 && (bare[0] < 'a' || len(bare) > 4), ordinal(bare) > 0 && !digits(bare), strings.HasPrefix(bare, "+") && digitAt(bare, 1):
			return length
		case digits(bare) && next != "" && unit && next != "of":
			return len(s) - len(rest) + len(next)
		case len(bare) > 1 && isDigit(bare[0]) && digits(bare[:len(bare)-1]) && strings.IndexByte("dwmy", bare[len(bare)-1]) >= 0:
			return length
		}
	}
	return 0
}

// inTime is the length of how long it is until something, such as "3 days", "a
// week" or "two months"; 0 for other words.
func inTime(s string) int {
	word, rest := cutWord(s)
	number := digits(word) || strings.Contains(" a an one two three four five six seven eight nine ten few several couple ", " "+strings.ToLower(word)+" ")
	for _, filler := range [...]string{"couple", "of", "few"} { // "a couple of days"
		if next, after := cutWord(rest); strings.EqualFold(next, filler) {
			rest = after
		}
	}
	unit, _ := cutWord(rest)
	unit = strings.ToLower(strings.TrimRight(unit, ",.:;!?)]>*_="))
	if !number || unit == "" || !strings.Contains(" day days week weeks month months year years hour hours fortnight ", " "+unit+" ") {
		return 0
	}
	return len(s) - len(rest) + len(unit)
}

// isDate reports whether a word is a date or is meant as one.
func (x *taskText) isDate(word string) bool {
	day := x.days.scan(word)
	return day.err != nil || day.end > 0 && day.Precision != ByYear
}

// problem says what is wrong with a date. A day and a month in numbers may be
// two days.
func (x *taskText) problem(day readDay, at int) {
	p := Problem{Span: Span{at, at + day.bad}, Code: day.err.Code, Severity: Error, Text: day.err.Text, Hint: day.err.Hint, Fixes: day.err.Fixes}
	if p.Code == NoYear || p.Code == BackwardsRange {
		p.Code, p.Severity = UnreadDate, Warning
		parts := strings.FieldsFunc(x.raw[at:at+day.bad], func(c rune) bool { return c == '-' || c == '/' || c == '.' })
		if len(parts) == 2 && digits(parts[0]) && digits(parts[1]) && atoi(parts[0]) <= 12 && atoi(parts[1]) <= 12 {
			p.Code, p.Severity = AmbiguousDate, Error
		}
	}
	x.problems = append(x.problems, p)
}

// unread says why a word that people mean as a day is none, and what may stand
// in its place.
func (x *taskText) unread(at, length int, why, hint string, fixes ...string) {
	if length == 0 {
		length = len(x.raw) - at
	}
	words := x.raw[at : at+length]
	if words == "" {
		words, at = "the sign", max(0, at-1)
	} else {
		words = "\"" + words + "\""
	}
	x.problems = append(x.problems, Problem{Span: Span{at, at + length}, Code: UnreadDate, Severity: Warning, Text: words + " " + why + ", so the promise has no day", Hint: hint, Fixes: maybe(fixes...)})
}

// text is the text without the dates and the brackets that they leave empty.
func (x *taskText) text(whole string) string {
	var keep strings.Builder
	last := 0
	for _, d := range x.found {
		between := whole[last:d.whole.Start]
		if d.whole.End < len(whole) && strings.IndexByte(".,;:!?)", whole[d.whole.End]) >= 0 {
			between = strings.TrimRight(between, " \t,;:")
		}
		keep.WriteString(between)
		last = d.whole.End
	}
	if last == 0 {
		return joinWords(whole)
	}
	keep.WriteString(whole[last:])
	text := keep.String()
	if x.found[0].whole.Start == 0 {
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
