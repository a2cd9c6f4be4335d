package parse

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// What is remarked of lines that say nothing wrong and count for nothing.
const (
	NotCounted     = "not-counted"     // looks like a contact
	PerhapsPromise = "perhaps-promise" // looks like a promise, and has no box
)

// Remarks finds the lines of a note that look like a contact and count for
// nothing, and those that look like a promise and have no box: one remark a
// line, and none where a problem is reported. The note is read once more.
func (r *Reader) Remarks(n *Note, names logline.Names) []txt.Problem {
	if n.Template || n.Kind == TargetsNote || n.Kind == PitchNote || n.Kind == QuestionsNote {
		return nil
	}
	room := r.rooms.Get().(*bodyRoom)
	defer r.rooms.Put(room)
	again := n.copied()
	again.entries, again.promises, again.questions, again.toMeet, again.reported, again.problems, again.maybe = nil, nil, nil, nil, nil, txt.Problems{}, nil
	b := bodyReader{reader: r, note: &again, Body: r.markdown.Body(n.Source()), room: room, names: names}
	rem := remarker{bodyReader: &b, day: !r.dayOf(n).IsZero(), lines: txt.NewLines(n.Source()), boxes: n.Promises()}
	b.hear = rem.hear
	b.read(b.open(n.Front().End))
	return rem.out
}

// maxPromise is how long a line of a paragraph is that is not prose, in bytes.
const maxPromise = 160

// remarker looks at the lines of a body as they are read.
type remarker struct {
	*bodyReader
	day   bool // the note has one
	lines txt.Lines
	boxes []task.Promise // of the note
	out   []txt.Problem
	met   counts // before the line
}

// counts are how much was read of a note.
type counts struct{ entries, boxes, problems int }

func countsOf(n *Note) counts {
	return counts{len(n.Entries()), len(n.Promises()) + len(n.Questions()) + len(n.ToMeet()), len(n.problems.List) + n.problems.Dropped}
}

// hear looks at a line that was just read.
func (m *remarker) hear(t *markdown.LineText, in spot, x *markdown.Block) {
	was, now := m.met, countsOf(m.note)
	m.met = now
	if now.boxes > was.boxes || now.problems > was.problems || len(m.out) >= txt.MaxProblems {
		return
	}
	switch in.section {
	case toMeetSection, questionsSection, historySection, wantSection, couldUseSection, metSection:
		return
	}
	contact := m.note.Kind == ContactNote
	day := m.day || !in.day.IsZero() || m.note.Kind == MeetingNote || m.note.Kind == EventNote
	var e *logline.Entry
	if now.entries > was.entries {
		e = &m.note.Entries()[was.entries]
	}
	if !contact && !day && e == nil || !contact && in.section == NoSection && !day && e != nil && !e.Counted() {
		return
	}
	if x.Level > 0 {
		if e == nil && contact && m.holdsDay(t.Raw) {
			m.uncounted(t, 0)
		}
		return
	}
	raw, start := m.bare(t.Raw)
	if raw == "" || strings.HasPrefix(raw, "{%") || strings.HasPrefix(raw, "{{") {
		return
	}
	boxed := false
	if box, ok := task.ReadBox(raw); ok {
		raw, start, boxed = raw[box.Text:], start+box.Text, true
	}
	prose := x.Para && (len(raw) > maxPromise || !contact && !m.namesSomebody(raw))
	if !boxed && !x.Quoted && !prose {
		if e == nil {
			if text, done := nearBox(raw); text > 0 {
				m.nearly(t, start, text, done, x.Para)
				return
			}
		}
		if at, rest := m.reader.Promising(raw, !contact && e == nil, m.named, m.namesSomebody); at >= 0 && !m.boxed(e, rest) {
			m.say(t, PerhapsPromise, start, "this may be a promise, and has no box", "write it in a box: - [ ] "+rest, m.box(t, x, e, start, rest))
			return
		}
	}
	if m.counts(e, raw, in, contact, day, boxed, x) {
		m.uncounted(t, start)
	}
}

// boxed reports whether a box says what a line promises, with its day or without it,
// and was not ticked before the line was written.
func (m *remarker) boxed(e *logline.Entry, promise string) bool {
	var on date.Date
	if e != nil {
		on = e.When.From
	}
	text := txt.FoldName(m.reader.Promised(strings.TrimRight(promise, " .;!"), on).Text)
	return slices.ContainsFunc(m.boxes, func(p task.Promise) bool {
		return txt.FoldName(txt.PlainText(p.Text)) == text && (p.DoneOn.IsZero() || !p.DoneOn.Before(on))
	})
}

// uncounted says that a line looks like a contact.
func (m *remarker) uncounted(t *markdown.LineText, start int) {
	m.say(t, NotCounted, start, "this looks like a contact, and counts for nothing", "begin it with its day and what it was, such as 2026-03-04 coffee, or with note", nil)
}

// nearly says that a line begins with what is nearly a box; its text begins so
// many bytes behind.
func (m *remarker) nearly(t *markdown.LineText, start, text int, done, para bool) {
	box := "[ ] "
	if done {
		box = "[x] "
	}
	at := t.Span(start, start+text)
	if para {
		box = "- " + box
	}
	m.say(t, PerhapsPromise, start, "this may be a promise, and its box is none", "write it in a box: - "+strings.TrimPrefix(box, "- ")+logline.FirstSentence(t.Raw[min(start+text, len(t.Raw)):]), []txt.Fix{{At: at, Text: box}})
}

// box writes a promise in a box: that of its own line, or of an entry one that
// is nested under it.
func (m *remarker) box(t *markdown.LineText, x *markdown.Block, e *logline.Entry, start int, promise string) []txt.Fix {
	source := m.note.Source()
	switch at := t.Span(start, len(t.Raw)); {
	case e == nil && x.Para:
		return []txt.Fix{{At: txt.At(at.Start, at.Start), Text: "- [ ] "}}
	case e == nil:
		return []txt.Fix{{At: txt.At(at.Start, at.Start), Text: "[ ] "}}
	case x.Para:
		return nil
	default:
		item := source[txt.StartOfLine(source, at.Start):at.Start]
		indent := len(item) - len(bytes.TrimLeft(item, " \t"))
		return []txt.Fix{{At: txt.At(at.End, at.End), Text: txt.Ending(source, at.Start) + string(item[:indent]) + "  - [ ] " + promise}}
	}
}

// counts reports whether a line looks like a contact and is none.
func (m *remarker) counts(e *logline.Entry, raw string, in spot, contact, day, boxed bool, x *markdown.Block) bool {
	if e != nil {
		return e.Kind == logline.Remark && e.InLog && !e.Given && !e.Scope.Planned && !m.reader.MeantAsNote(e.Head)
	}
	switch {
	case in.entry > 0 || !meansLine(raw) && raw[0] != '|':
		return false
	case contact:
		aside := x.Quoted || x.Para && strings.HasPrefix(m.RawOf(x), "|")
		return in.section != LogSection && !in.nested && !boxed && in.day.IsZero() && (m.reader.LooksLikeContact(raw) || m.beginsWithNumber(raw) || m.holdsDay(raw) || aside && m.beginsWithDay(raw))
	case day && !date.MayBegin(raw):
		return m.reader.LooksLikeContact(raw) && !(x.Para && len(raw) > maxPromise/2) || m.namesSomebody(raw)
	}
	return false
}

// say adds a remark of a line.
func (m *remarker) say(t *markdown.LineText, code txt.Code, start int, text, hint string, fixes []txt.Fix) {
	at := t.Span(min(start, len(t.Raw)), len(t.Raw))
	m.out = append(m.out, txt.Problem{Span: at, Start: m.lines.Position(at.Start), End: m.lines.Position(at.End), Code: code, Severity: txt.Info, Text: text, Hint: hint, Fixes: fixes})
}

// bare is a line without the mark of a list in a quotation or of a row of a
// table, and how much that was.
func (m *remarker) bare(raw string) (string, int) {
	rest := strings.TrimLeft(raw, " |>")
	if len(rest) > 2 && strings.IndexByte("-*+", rest[0]) >= 0 && rest[1] == ' ' {
		rest = txt.TrimBlanks(rest[2:])
	}
	return strings.TrimRight(rest, " |"), len(raw) - len(rest)
}

// beginsWithNumber reports whether a line begins with a number of one or two
// digits, or with a month and a number.
func (m *remarker) beginsWithNumber(raw string) bool {
	p := date.PartAt(raw, 0)
	switch p.Sort {
	case 'n':
		return p.End == len(raw) || raw[p.End] == ' ' || raw[p.End] == '.' || raw[p.End] == '/' || raw[p.End] == '-'
	case 'M':
		rest := strings.TrimLeft(raw[p.End:], ". ")
		return len(rest) < len(raw[p.End:]) && txt.DigitAt(rest, 0)
	}
	return false
}

// beginsWithDay reports whether a line begins as an entry does.
func (m *remarker) beginsWithDay(raw string) bool {
	day := m.reader.Dates.Scan(raw)
	return day.Err == nil && day.End > 0 && day.IsDay()
}

// holdsDay reports whether a whole day stands further on in a line, outside
// links and code.
func (m *remarker) holdsDay(raw string) bool {
	raw = txt.CutAt(raw, 400)
	for i := strings.IndexByte(raw, ' '); i >= 0 && i+1 < len(raw); {
		rest := raw[i+1:]
		if txt.DigitAt(rest, 0) {
			if day := m.reader.Dates.Atom(rest); day.Err == nil && day.End > 0 && day.IsDay() && txt.Outside(raw, rest[:day.End], 0) >= 0 {
				return true
			}
		}
		next := strings.IndexByte(rest, ' ')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// namesSomebody reports whether a line holds a link to a contact, or a whole
// name.
func (m *remarker) namesSomebody(raw string) bool {
	if m.names.Called == nil {
		return false
	}
	known := func(words string) bool {
		c := m.names.Called(words)
		return (c.Rank == 1 || c.Rank == 2) && len(c.People) == 1
	}
	raw = txt.CutAt(raw, 400)
	for _, link := range txt.Links(raw) {
		if known(txt.BaseName(link.Target)) {
			return true
		}
	}
	return m.reader.HoldsName(raw, known)
}

// named reports whether words are the whole name of a contact.
func (m *remarker) named(words string) bool {
	if m.names.Called == nil {
		return false
	}
	c := m.names.Called(words)
	return c.Rank >= 1 && c.Rank <= 2 && len(c.People) == 1
}

// nearBox reads what is nearly a box before a text: "[]", "[ x ]", "[x]text",
// "( )" or a square of another sort. It says where the text begins; 0 where
// there is none.
func nearBox(raw string) (text int, done bool) {
	if raw == "" {
		return 0, false
	}
	open := strings.IndexByte("[(", raw[0])
	if open >= 0 {
		end := strings.IndexByte(raw, "])"[open])
		if end < 0 || end > len("[ x ]")-1 {
			return 0, false
		}
		inside := strings.TrimSpace(raw[1:end])
		rest := raw[end+1:]
		if rest == "" || open == 1 && rest[0] != ' ' || rest[0] == '(' || rest[0] == '[' || rest[0] == ':' {
			return 0, false // a link, or a remark in brackets
		}
		switch inside {
		case "", "x", "X", "v", "✓", "✔":
			return len(raw) - len(txt.TrimBlanks(rest)), inside != ""
		}
		return 0, false
	}
	r, size := utf8.DecodeRuneInString(raw)
	rest := strings.TrimPrefix(raw[size:], "\ufe0f")
	if rest == "" || rest[0] != ' ' || !strings.ContainsRune("□▢◻◽⬜🔲▫❏❑❐⬚✓✔", r) {
		return 0, false
	}
	return len(raw) - len(txt.TrimBlanks(rest)), r == '✓' || r == '✔'
}
