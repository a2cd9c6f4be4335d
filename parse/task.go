package parse

import (
	"slices"
	"strings"
)

// checkbox reads "[ ] " before a text, and says where the text begins; the
// state is the character in the box.
func checkbox(raw string) (state State, text int, ok bool) {
	if len(raw) < 4 || raw[0] != '[' || raw[2] != ']' || raw[3] != ' ' && raw[3] != '\t' {
		return "", 0, false
	}
	state = Open
	switch raw[1] {
	case ' ':
	case 'x', 'X':
		state = Done
	case '-':
		state = Cancelled
	default:
		return "", 0, false
	}
	return state, len(raw) - len(trimBlanks(raw[3:])), true
}

// task reads a task by the section it stands in.
func (b *bodyReader) task(state State, t *lineText, in spot) {
	n := b.note
	line := b.lineOf(t)
	switch {
	case in.section == toMeetSection:
		if link, size := scanLink(t.raw); size > 0 && link.Target != "" {
			n.ToMeet = append(n.ToMeet, Meeting{link, strings.TrimLeft(t.raw[size:], " :,–—-"), state == Done, line})
		} else if name, text, _ := strings.Cut(t.raw, ":"); name != "" {
			n.ToMeet = append(n.ToMeet, Meeting{FieldLink(strings.TrimSpace(name)), strings.TrimSpace(text), state == Done, line})
		}
	case in.section == questionsSection, n.Kind == QuestionsNote:
		n.Questions = append(n.Questions, Question{t.raw, state == Done, line})
	case n.Kind == ContactNote, n.Kind == EventNote, n.Kind == MeetingNote:
		p := Promise{State: state, Span: t.span(0, len(t.raw)), Line: line, Owner: n.Kind == ContactNote}
		p.Text = b.taskDates(&p, t)
		l := &b.room.line
		l.allLinks, l.tags = scanLinks(clip(p.Text), l.allLinks[:0], l.tags[:0])
		for _, tag := range l.tags {
			p.Waiting = p.Waiting || strings.EqualFold(tag, "waiting")
		}
		if in.entry > 0 {
			p.People = n.Entries[in.entry-1].People
		} else if n.Kind == MeetingNote {
			for _, text := range n.List("attendees") {
				p.People = append(p.People, FieldLink(text))
			}
		}
		b.keepTask(&p)
	}
}

// taskKey tells many tasks apart, as same does.
type taskKey struct {
	text   string
	due    Date
	people string
}

// same reports whether two promises are one task, whatever its state.
func (p *Promise) same(q *Promise) bool {
	return p.Text == q.Text && p.Due == q.Due && slices.EqualFunc(p.People, q.People, func(a, b Link) bool { return a.Target == b.Target })
}

func keyOf(p *Promise) taskKey {
	people := ""
	for _, link := range p.People {
		people += "\x00" + link.Target
	}
	return taskKey{p.Text, p.Due, people}
}

// keepTask adds a promise; of the same task in two states, as a union merge
// leaves it, the most final one stays.
func (b *bodyReader) keepTask(p *Promise) {
	i := b.knownTask(p)
	if i < len(b.note.Promises) {
		if p.State.finality() > b.note.Promises[i].State.finality() {
			b.note.Promises[i] = *p
		}
		return
	}
	if b.note.Promises == nil {
		b.note.Promises = make([]Promise, 0, b.boxes)
	}
	b.note.Promises = append(b.note.Promises, *p)
}

// knownTask is the place of the same task, or of one more.
func (b *bodyReader) knownTask(p *Promise) int {
	list := b.note.Promises
	if len(list) < maxCompared {
		for i := range list {
			if list[i].same(p) {
				return i
			}
		}
		return len(list)
	}
	if b.tasks == nil {
		b.tasks = make(map[taskKey]int, len(list))
		for i := range list {
			b.tasks[keyOf(&list[i])] = i
		}
	}
	key := keyOf(p)
	i, ok := b.tasks[key]
	if !ok {
		i = len(list)
		b.tasks[key] = i
	}
	return i
}

// finality orders the states of a task.
func (s State) finality() int {
	switch s {
	case Done:
		return 2
	case Cancelled:
		return 1
	}
	return 0
}

// dateMark is one way to write a date of a task.
type dateMark struct {
	open, close string
	which       byte // 'd'ue, 's'tart or 'x' done
}

func dateMarks() []dateMark {
	return []dateMark{
		{"[due::", "]", 'd'}, {"(due::", ")", 'd'}, {"[start::", "]", 's'}, {"(start::", ")", 's'}, {"[scheduled::", "]", 's'}, {"(scheduled::", ")", 's'},
		{"[completion::", "]", 'x'}, {"(completion::", ")", 'x'},
		{"due:", "", 'd'}, {"📅", "", 'd'}, {"->", "", 'd'}, {"done:", "", 'x'}, {"✅", "", 'x'}, {"t:", "", 's'}, {"🛫", "", 's'}, {"⏳", "", 's'},
	}
}

// mayMark reports whether a byte may begin one of dateMarks; emoji begin with
// one beyond ASCII.
func mayMark(c byte) bool {
	switch c {
	case '[', '(', 'd', '-', 't':
		return true
	}
	return c >= 0x80
}

// taskDates takes the dates out of a task's text and returns the rest.
func (b *bodyReader) taskDates(p *Promise, t *lineText) string {
	raw := clip(t.raw)
	if len(raw) < len(t.raw) {
		b.note.problems.add(tooLong(t.span(0, 1)))
	}
	keep, last := "", 0
	for i := 0; i < len(raw); {
		end := 0
		if mayMark(raw[i]) && (i == 0 || raw[i-1] == ' ' || raw[i-1] == '\t' || raw[i-1] == '(') {
			end = b.taskDate(p, t, i)
		}
		if end == 0 {
			i++
			continue
		}
		if between := raw[last:i]; between != " " || !strings.HasSuffix(keep, " ") {
			keep += between
		}
		last, i = end, end
	}
	return joinWords(keep + t.raw[last:])
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

// taskDate reads one date mark at i and returns where it ends, or 0.
func (b *bodyReader) taskDate(p *Promise, t *lineText, i int) int {
	for _, mark := range b.reader.markdown.marks {
		rest, ok := strings.CutPrefix(t.raw[i:], mark.open)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(rest, "\ufe0f") // an emoji's variation selector
		blanks := len(rest) - len(strings.TrimLeft(rest, " "))
		at := len(t.raw) - len(rest) + blanks
		w, n, err := scanDate(rest[blanks:])
		if err != nil {
			word, _, _ := strings.Cut(rest[blanks:], " ")
			b.note.problems.add(err.problem(t.span(at, at+len(word))))
			return 0
		}
		if n == 0 || !strings.HasPrefix(rest[blanks+n:], mark.close) || w.Precision == ByYear {
			return 0
		}
		switch mark.which {
		case 'd':
			p.Due = w.To
		case 's':
			p.Start = w.To
		case 'x':
			p.DoneOn = w.To
		}
		return at + n + len(mark.close)
	}
	return 0
}
