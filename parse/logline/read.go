package logline

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Entry reads a bullet's text as a dated line. It returns nil where the text
// is no entry, and problems with spans in raw.
func (r *Reader) Entry(raw string, in Setting) (*Entry, []txt.Problem) {
	room := r.rooms.Get().(*Line)
	defer r.rooms.Put(room)
	in.Room = room
	e := new(Entry)
	ok, problems := r.ReadEntry(e, raw, in)
	if !ok {
		return nil, problems
	}
	return e, problems
}

// ReadEntry is Entry into an empty one, with the room that the setting has.
func (r *Reader) ReadEntry(e *Entry, raw string, in Setting) (bool, []txt.Problem) {
	if whole := in.References.Expand(raw); whole != raw {
		return r.readExpanded(e, raw, whole, in)
	}
	if len(raw) > txt.MaxLine {
		whole := raw
		raw = txt.Clip(raw)
		ok, problems := r.ReadEntry(e, raw, in)
		if ok {
			e.Raw, e.Text, e.Span.End = whole, e.Text+whole[len(raw):], len(whole)
			problems = append(problems, txt.TooLong(txt.At(0, 1)))
		}
		return ok, problems
	}
	day := r.Dates.Scan(raw)
	if day.Err != nil && in.Given.IsZero() {
		return false, r.dateProblem(raw, day, in)
	}
	rest, problems := raw[day.End:], []txt.Problem(nil)
	e.When, e.Given, e.Scope, e.Raw, e.Span = day.When, day.End == 0, in.Scope, raw, txt.At(0, len(raw))
	switch {
	case e.Given:
		e.When, rest = in.Given, strings.TrimLeftFunc(raw, date.IsSymbol)
		if e.When.IsZero() {
			return false, nil
		}
	case day.Precision == date.ByYear && (day.From.Year < 1800 || day.To.Year > 2200):
		e.When = date.When{}
		return false, nil // a number, not a year
	case day.Wrong != "":
		problems = append(problems, day.WrongWeekday(raw, 0))
	}
	rest = date.TrimSeparator(strings.TrimPrefix(rest, "T"))
	e.Time, rest = date.CutTime(rest)
	rest = date.TrimSeparator(rest)
	if word, after := txt.CutWord(rest); len(word) >= len("planned") && strings.EqualFold(strings.TrimRight(word, ":,"), "planned") {
		e.Planned, rest = true, after
	}
	e.Planned = e.Planned || in.Planned
	if rest = cutStruck(rest); rest == "" {
		return false, problems
	}
	at := len(raw) - len(rest)
	rest, more := r.cutNext(e, txt.CutBlockID(rest), at)
	problems = append(problems, more...)
	e.Head, e.Text = cutHead(rest)
	e.Head = blankStruck(e.Head)
	in.Room.scan(e, raw[day.End:])
	for _, p := range r.classify(e, in) {
		p.Span.Start, p.Span.End = p.Span.Start+at, p.Span.End+at
		problems = append(problems, p)
	}
	in.Room.shift(at)
	return true, problems
}

// dateProblem is what is said of a date that cannot be read, where anything is.
func (r *Reader) dateProblem(raw string, day date.Found, in Setting) []txt.Problem {
	switch day.Err.Code {
	case txt.BadDate, txt.BackwardsRange:
		if !in.InLog && strings.HasPrefix(day.Err.Text, "no such month") {
			return nil // "2026-27 budget" is a text outside a log
		}
	case txt.NoYear:
		if !in.InLog || !in.Heading && !r.beginsWithKind(date.TrimSeparator(raw[min(day.Bad, len(raw)):])) {
			return nil
		}
	default:
		if !in.InLog {
			return nil
		}
	}
	return []txt.Problem{day.Err.Problem(txt.At(0, min(day.Bad, len(raw))))}
}

// beginsWithKind reports whether a text begins as what follows a day does.
func (r *Reader) beginsWithKind(text string) bool {
	l := Line{reader: r, kinds: &r.kinds}
	_, text = date.CutTime(text)
	l.split(txt.CutAt(text, 100))
	i := 0
	if w := l.word(0); w == "i" || w == "we" || w == "she" || w == "he" || w == "they" || w == "planned" {
		i = 1
	}
	i, _ = l.fillers(i)
	word, _ := l.kinds.at(l.toks, i, false)
	return word != nil
}

// readExpanded is ReadEntry of a line whose links stand elsewhere, with them in their
// places; what is told of places is of the line as it is written.
func (r *Reader) readExpanded(e *Entry, raw, whole string, in Setting) (bool, []txt.Problem) {
	in.References = nil
	ok, problems := r.ReadEntry(e, whole, in)
	e.Raw, e.Span = raw, txt.At(0, len(raw))
	for i := range problems {
		at := &problems[i].Span
		at.Start, at.End = min(at.Start, len(raw)), min(at.End, len(raw))
	}
	return ok, problems
}

// shift moves the places found in a head to where the head stands in its line.
func (l *Line) shift(at int) {
	m := &l.mistake
	m.at.Start, m.at.End = m.at.Start+at, m.at.End+at
	for i := range l.places {
		name := &l.places[i]
		name.Start, name.End = name.Start+at, name.End+at
	}
}

// cutStruck is the text without what is struck through before it; nothing where
// that has no end.
func cutStruck(s string) string {
	for strings.HasPrefix(s, "~~") {
		_, rest, closed := strings.Cut(s[2:], "~~")
		if !closed {
			return ""
		}
		s = date.TrimSeparator(rest)
	}
	return s
}

// blankStruck is a text with blanks in the place of what is struck through.
func blankStruck(s string) string {
	for i := strings.Index(s, "~~"); i >= 0; i = strings.Index(s, "~~") {
		end := strings.Index(s[i+2:], "~~")
		if end < 0 {
			return s
		}
		end += i + 4
		s = s[:i] + strings.Repeat(" ", end-i) + s[end:]
	}
	return s
}

// cutHead splits at the first ": " outside brackets, parentheses and code that
// does not follow "re" or "fwd".
func cutHead(s string) (head, text string) {
	wide := -1
	if strings.Contains(s, "：") {
		wide = txt.Outside(s, "：", 0)
	}
	for i := txt.Outside(s, ":", 0); i >= 0 && (wide < 0 || i < wide); i = txt.Outside(s, ":", i+1) {
		if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\t' {
			continue
		}
		if word := lastWord(s[:i]); len(word) < 4 && (strings.EqualFold(word, "re") || strings.EqualFold(word, "fwd")) {
			continue
		}
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:])
	}
	if wide >= 0 {
		return strings.TrimSpace(s[:wide]), strings.TrimSpace(s[wide+len("："):])
	}
	return strings.TrimSpace(s), ""
}

// NamesIn finds the places of a line at which words, and no links, name people:
// somebody known, or somebody of whom nothing is known.
func (r *Reader) NamesIn(raw string, in Setting) []txt.Span {
	room := r.rooms.Get().(*Line)
	defer r.rooms.Put(room)
	in.Room = room
	if ok, _ := r.ReadEntry(new(Entry), raw, in); !ok {
		return nil
	}
	return slices.Clone(in.Room.places)
}
