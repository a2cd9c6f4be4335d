package logline

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Told is a sentence about what happened, with the day that it names taken out.
type Told struct {
	Text  string      // the sentence without the words for its day and the time beside them
	When  date.When   // the day; zero where none is named, and where several are
	Time  string      // of the day, as typed
	Said  string      // the words for the day
	Days  []date.When // every day that is named, each once
	Aside string      // words for a day that are not taken for that of the sentence
	Vague string      // words for a time that is no certain day
}

// Tell reads the day in a sentence that is typed on a day: words before its
// colon and arrow, outside links and code, and not behind words such as about or
// by, which make it the day of something else. Of a plan a weekday is the next
// one. The spans are names in the sentence, in which no day is sought.
func (r *Reader) Tell(sentence string, today date.Date, planned bool, names []txt.Span) (Told, *date.Error) {
	t := teller{Spoken: date.Spoken{Dates: r.Dates, Today: today, Tense: date.Past, InText: true}, text: sentence, end: headEnd(sentence), names: names}
	if planned {
		t.Tense = date.Coming
	}
	if err := t.read(r); err != nil {
		return Told{}, err
	}
	out := Told{Text: sentence, Aside: t.aside, Vague: t.vague}
	for _, d := range t.found {
		if !slices.Contains(out.Days, d.when) {
			out.Days = append(out.Days, d.when)
		}
	}
	if len(out.Days) != 1 {
		return out, nil
	}
	out.When = out.Days[0]
	out.Said = strings.TrimSpace(sentence[t.found[0].said.Start:t.found[0].said.End])
	for _, d := range slices.Backward(t.found) {
		out.Time = cmp.Or(d.time, out.Time)
		out.Text = without1(out.Text, d)
	}
	return out, nil
}

// teller looks for days in a sentence.
type teller struct {
	date.Spoken
	text  string
	end   int // of the head
	names []txt.Span
	found []dayTold
	aside string
	vague string
}

// dayTold is a day in a sentence.
type dayTold struct {
	when date.When
	said txt.Span // the words for it
	cut  txt.Span // what goes: with "on" before them and the time beside them
	time string   // as typed
	part string   // of the day, which stays: "in the evening"
}

// headEnd is where the head of a sentence ends: at its colon, its arrow, or a
// dash between blanks.
func headEnd(sentence string) int {
	end := len(sentence)
	for _, arrow := range arrows() {
		if i := txt.Outside(sentence[:end], arrow, 0); i >= 0 {
			end = i
		}
	}
	for _, dash := range [...]string{" - ", " – ", " — ", "："} {
		if i := txt.Outside(sentence[:end], dash, 0); i >= 0 {
			end = i
		}
	}
	if head, text := cutHead(sentence[:end]); text != "" {
		return min(end, strings.Index(sentence, head)+len(head))
	}
	return end
}

// read finds every day of the head.
func (t *teller) read(r *Reader) *date.Error {
	i := len(t.text) - len(strings.TrimLeft(t.text, " \t"))
	if !r.beginsWithKind(t.text[i:]) { // "1-1 with Bo"
		if err := t.leading(i); err != nil {
			return err
		}
	}
	if len(t.found) > 0 {
		i = t.found[0].cut.End
		t.end = max(t.end, i)
		if rest := headEnd(t.text[i:]); i+rest > t.end { // "yesterday: coffee …"
			t.end = i + rest
		}
	}
	before := ""
	for i < t.end {
		c := t.text[i]
		if n := t.skipped(i); n > 0 {
			i, before = i+n, ""
			continue
		}
		if c == ' ' || c == '\t' || c == '(' || c == ')' || c == ',' {
			i++
			continue
		}
		word := strings.ToLower(strings.TrimRight(txt.UntilBlank(t.text[i:t.end]), ",.;:!?)"))
		if behindDay(word) && !t.isLength(i+len(word)) || word == "to" && t.isPurpose(i+len(word)) {
			t.leave(i+len(word), word)
			return nil
		}
		n, err := t.at(i, before)
		if err != nil {
			return err
		}
		if (word == "sat" || word == "sun") && strings.TrimSpace(t.text[i+len(word):t.end]) == "" {
			t.aside = word // "lunch sat": a day, or what somebody did
		}
		if n == 0 && t.vague == "" {
			t.vague = vague(t.text[i:t.end])
		}
		if n == 0 {
			n = max(len(txt.UntilBlank(t.text[i:t.end])), 1)
			if j := strings.IndexAny(t.text[i:i+n], "[`("); j > 0 {
				n = j
			}
		}
		i, before = i+n, word
	}
	return nil
}

// vague is what a text begins with where that is a time, and no certain day.
func vague(text string) string {
	first, rest := txt.CutWord(text)
	switch word := strings.ToLower(first); word {
	case "early", "mid", "late":
		if next, _ := date.Token(rest); date.MonthNumber(next) > 0 {
			return first + " " + next
		}
	case "end", "beginning", "start", "middle":
		of, rest := txt.CutWord(rest)
		if next, _ := date.Token(rest); of == "of" && date.MonthNumber(next) > 0 {
			return first + " of " + next
		}
	default:
		if part, month, ok := strings.Cut(word, "-"); ok && part == "mid" && date.MonthNumber(month) > 0 {
			return first
		}
	}
	for _, said := range [...]string{"the other day", "recently", "lately", "earlier this week", "earlier this month", "earlier this year", "this week", "this month", "this year", "the week before last", "over christmas", "at christmas", "at easter", "over easter",
		"last spring", "last summer", "last autumn", "last fall", "last winter", "this spring", "this summer", "this autumn", "this winter", "in spring", "in summer", "in autumn", "in winter",
		"in the spring", "in the summer", "in the autumn", "in the winter", "some time ago", "a while ago", "ages ago", "long ago"} {
		if n := len(said); len(text) >= n && strings.EqualFold(text[:n], said) && (len(text) == n || strings.IndexByte(" ,.;:)", text[n]) >= 0) {
			return text[:n]
		}
	}
	return ""
}

// leading takes the day at the start of a sentence, with the time and the mark
// behind it: "yesterday: coffee", "2026-11-20 14:30 call". There a date that
// cannot be read is an error, as in a log.
func (t *teller) leading(i int) *date.Error {
	if slices.ContainsFunc(t.names, func(name txt.Span) bool { return name.Start == i }) {
		return nil
	}
	when, n, err := t.Day(t.text[i:])
	switch {
	case err != nil:
		return err
	case n == 0, when.Precision == date.ByYear && n <= 4, !t.stands(i, n) && !strings.HasPrefix(t.text[i+n:], ":"):
		return nil
	}
	t.take(when, i, i, n)
	d := &t.found[0]
	rest := t.text[d.cut.End:]
	d.cut.End += len(rest) - len(date.TrimSeparator(rest))
	return nil
}

// at takes the day at a place of the head, behind a word, and says how far that
// reaches.
func (t *teller) at(i int, before string) (int, *date.Error) {
	start := i
	lead := ""
	switch word := strings.ToLower(txt.UntilBlank(t.text[i:])); word {
	case "on", "from", "of", "in", "since", "at", "over", "during":
		lead = word
		start = i + len(word)
		start += len(t.text[start:]) - len(txt.TrimBlanks(t.text[start:]))
		if start >= t.end {
			return 0, nil
		}
		if lead == "in" { // "in 3 days"
			if when, n, err := t.Day(t.text[i:]); err == nil && n > len("in ") && t.stands(i, n) {
				return t.take(when, i, i, n), nil
			}
			if month := date.MonthNumber(strings.TrimRight(t.text[start:t.end], " .")); month > 0 { // "coffee in March"
				return t.take(t.Month(month), i, start, t.end-start), nil
			}
		}
	}
	when, n, err := t.Day(t.text[start:])
	switch {
	case n == 0 || t.skipped(start) > 0 || !t.stands(start, n):
		return 0, nil
	case err != nil:
		if lead == "on" || err.Code != txt.NoYear && err.Code != txt.BadDate {
			return 0, err
		}
		if strings.ContainsAny(t.text[start:start+n], "/.") {
			t.vague = t.text[start : start+n] // "11/12"
		}
		return 0, nil
	case when.Precision == date.ByYear && !txt.IsLetter(t.text[start]) && (lead != "in" || strings.TrimSpace(t.text[start+n:t.end]) != ""), when.Precision == date.ByMonth && lead == "" && txt.IsLetter(t.text[start]) && !strings.EqualFold(txt.UntilBlank(t.text[start:]), "last"):
		return 0, nil // a number, or a part of a name
	case lead == "" && limits(before):
		return 0, nil // "the Monday group", "moved to Friday"
	}
	return t.take(when, i, start, n), nil
}

// take keeps a day that is said from start on for n bytes, with what leads to it
// from i on.
func (t *teller) take(when date.When, i, start, n int) int {
	d := dayTold{when: when, said: txt.At(start, start+n), cut: txt.At(i, start+n)}
	if part, said := date.DayPart(t.text[start+n : t.end]); part > 0 {
		d.part, d.said.End, d.cut.End = said, d.said.End+part, d.cut.End+part
	}
	if rest := t.text[d.cut.End:t.end]; d.part == "" {
		if time, after := date.CutTime(txt.TrimBlanks(strings.TrimPrefix(rest, ","))); time != "" {
			d.time = time
			d.cut.End = t.end - len(after)
		} else if time, at := t.timeBefore(i); time != "" {
			d.time, d.cut.Start = time, at
		}
	}
	t.found = append(t.found, d)
	return d.cut.End - i
}

// timeBefore is the time that stands right before a day: "14:30 yesterday".
func (t *teller) timeBefore(i int) (string, int) {
	text := strings.TrimRight(t.text[:i], " \t,")
	at := strings.LastIndexAny(text, " \t") + 1
	if time, rest := date.CutTime(text[at:]); time != "" && rest == "" {
		if strings.HasSuffix(strings.ToLower(text[:at]), " at ") {
			at -= len("at ")
		}
		return time, at
	}
	return "", 0
}

// stands reports whether what was read from i on for n bytes is whole words.
func (t *teller) stands(i, n int) bool {
	end := i + n
	if i > 0 && strings.IndexByte(" \t(,", t.text[i-1]) < 0 || end > len(t.text) {
		return false
	}
	rest := strings.TrimLeft(t.text[end:], ".!?")
	return rest == "" || strings.IndexByte(" \t,;:)", rest[0]) >= 0
}

// skipped is the length of what begins at a place and holds no day: a link, code
// or a name.
func (t *teller) skipped(i int) int {
	for _, name := range t.names {
		if name.Start <= i && i < name.End {
			return name.End - i
		}
	}
	if t.text[i] == '`' {
		if n, closed := txt.CodeSpan(t.text[i:]); closed {
			return n
		}
	}
	if _, n := txt.ScanLink(t.text[i:]); n > 0 {
		return n
	}
	return 0
}

// behindDay reports whether a word makes the day behind it that of something
// else.
func behindDay(word string) bool {
	switch word {
	case "about", "re", "re:", "that", "for", "by", "until", "till", "before", "after", "whether", "if", "because", "since", "when", "how", "why", "where", "what", "who":
		return true
	}
	return false
}

// limits reports whether a word before a day makes it a part of another thing:
// "the Monday group", "every Friday", "moved to Friday".
func limits(word string) bool {
	switch word {
	case "the", "a", "an", "my", "our", "her", "his", "their", "every", "each", "to", "good", "black", "most":
		return true
	}
	return false
}

// isLength reports whether a length of time follows: "for 20 min".
func (t *teller) isLength(i int) bool {
	word, rest := txt.CutWord(txt.TrimBlanks(t.text[i:t.end]))
	if low := strings.ToLower(word); low == "an" || low == "half" {
		return strings.HasPrefix(strings.ToLower(rest), "hour") || strings.HasPrefix(strings.ToLower(rest), "an hour")
	}
	return txt.DigitAt(word, 0) && !strings.ContainsAny(word, "-/.:")
}

// isPurpose reports whether something to be done follows: "to ask about maps".
func (t *teller) isPurpose(i int) bool {
	rest := txt.TrimBlanks(t.text[i:t.end])
	if rest == "" || rest[0] < 'a' || rest[0] > 'z' || t.skipped(t.end-len(rest)) > 0 {
		return false
	}
	word := strings.ToLower(txt.UntilBlank(rest))
	if _, n, _ := t.Day(rest); n > 0 {
		return false
	}
	return !determiner(word) && word != "him" && word != "them" && word != "me" && word != "us"
}

// leave keeps the words for a day that stand behind for, by, until, before or
// after, and not right behind it: they may be the day of the sentence.
func (t *teller) leave(i int, word string) {
	switch word {
	case "for", "by", "until", "before", "after":
	default:
		return
	}
	first := true
	for i < t.end {
		i += len(t.text[i:t.end]) - len(txt.TrimBlanks(t.text[i:t.end]))
		if i == t.end {
			return
		}
		next := txt.UntilBlank(t.text[i:t.end])
		if n := t.skipped(i); n > 0 {
			i, first = i+n, false
			continue
		}
		when, n, err := t.Day(t.text[i:])
		if n > 0 && err == nil && t.stands(i, n) && when.Precision == date.ByDay {
			if !first {
				t.aside = t.text[i : i+n]
			}
			return
		}
		if low := strings.ToLower(next); low != "the" && low != "on" && low != "end" && low != "of" {
			first = false
		}
		i += len(next)
	}
}

// without1 is the text without a day, and with the part of the day in its place.
func without1(text string, d dayTold) string {
	before, after := strings.TrimRight(text[:d.cut.Start], " \t"), text[d.cut.End:]
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
		before, after = strings.TrimRight(before[:len(before)-1], " \t"), after[1:]
	}
	if strings.HasPrefix(after, ",") {
		before = strings.TrimRight(before, ",")
	}
	if d.part != "" {
		before = strings.TrimLeft(before+" "+d.part, " ")
	}
	if after != "" && strings.IndexByte(" \t,;:.!?", after[0]) < 0 && before != "" {
		before += " "
	}
	if before == "" {
		after = strings.TrimLeft(after, " \t,;")
	}
	return strings.TrimSpace(before + after)
}

// BeginsSentence reports whether a text begins as a sentence about what happened
// does, and not with a name: with a kind, planned, a pronoun, an article or a
// day.
func (r *Reader) BeginsSentence(text string) bool {
	switch strings.ToLower(strings.TrimRight(txt.UntilBlank(text), ",:;")) {
	case "i", "we", "she", "he", "they", "it", "you", "my", "our", "your", "his", "her", "their", "the", "a", "an", "planned":
		return true
	}
	l := Line{reader: r, kinds: &r.kinds}
	_, timeless := date.CutTime(text)
	l.split(txt.CutAt(timeless, 100))
	at, _, means := l.before(0)
	if kind, _ := l.kinds.at(l.toks, at, false); kind != nil || means != happened {
		return true
	}
	say := date.Spoken{Dates: r.Dates, Today: date.Civil(2000, 1, 1), Tense: date.Past, InText: true}
	_, n, _ := say.Day(text)
	return n > 0 && (n == len(text) || strings.IndexByte(" \t,;:)", text[n]) >= 0)
}

// PastDay reads a day at the start of a text: a date, or a word for one, which
// counts from base.
func (r *Reader) PastDay(text string, base date.Date) (date.When, int) {
	day := r.Dates.Scan(text)
	when, n, err := day.When, day.End, day.Err
	if (n == 0 || err != nil) && !base.IsZero() {
		when, n, err = date.Spoken{Dates: r.Dates, Today: base, Tense: date.Past, InText: true}.Day(text)
		if weekday, ok := date.Weekday(text[:n]); ok && weekday == base.Weekday() { // "Sunday" of a note of that Sunday
			when = date.OneDay(base)
		}
	}
	if err != nil || n == 0 || when.Precision == date.ByYear || !base.IsZero() && when.From.After(base) && day.End == 0 || n < len(text) && !strings.ContainsAny(text[n:n+1], " \t:,;)T") {
		return date.When{}, 0
	}
	if word := txt.UntilBlank(text); n == len(word) && n <= len("thurs") && text[:n] == word { // "Sun Li", "Mai"
		if _, short := date.Weekday(word); short && txt.Capital(txt.TrimBlanks(text[n:])) {
			return date.When{}, 0
		}
	}
	return when, n
}
