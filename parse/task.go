package parse

import "strings"

// checkbox splits "[ ] text"; the state is the character in the box.
func checkbox(t lineText) (State, lineText, bool) {
	if len(t.raw) < 4 || t.raw[0] != '[' || t.raw[2] != ']' || t.raw[3] != ' ' && t.raw[3] != '\t' {
		return "", t, false
	}
	state := Open
	switch t.raw[1] {
	case ' ':
	case 'x', 'X':
		state = Done
	case '-':
		state = Cancelled
	default:
		return "", t, false
	}
	skip := len(t.raw) - len(strings.TrimLeft(t.raw[3:], " \t"))
	return state, t.from(skip), true
}

// task reads a task by the section it stands in.
func (b *bodyReader) task(state State, t lineText, in bullet) {
	n := b.note
	line := b.lines.Line(t.at(0))
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
		_, tags := scanLinks(clip(p.Text))
		for _, tag := range tags {
			p.Waiting = p.Waiting || strings.EqualFold(tag, "waiting")
		}
		if in.entry != nil {
			p.People = in.entry.People
		} else if n.Kind == MeetingNote {
			for _, text := range n.List("attendees") {
				p.People = append(p.People, FieldLink(text))
			}
		}
		b.keepTask(p)
	}
}

// taskKey tells tasks apart, whatever their state.
type taskKey struct {
	text   string
	due    Date
	people string
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
func (b *bodyReader) keepTask(p Promise) {
	key := keyOf(&p)
	if b.tasks == nil && len(b.note.Promises) > 0 {
		b.tasks = map[taskKey]int{}
		for i := range b.note.Promises {
			b.tasks[keyOf(&b.note.Promises[i])] = i
		}
	}
	i, ok := b.tasks[key]
	if !ok {
		if b.tasks != nil {
			b.tasks[key] = len(b.note.Promises)
		}
		b.note.Promises = append(b.note.Promises, p)
		return
	}
	if p.State.finality() > b.note.Promises[i].State.finality() {
		b.note.Promises[i] = p
	}
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

// taskDates takes the dates out of a task's text and returns the rest.
func (b *bodyReader) taskDates(p *Promise, t lineText) string {
	raw := clip(t.raw)
	if len(raw) < len(t.raw) {
		b.note.problems.add(tooLong(t.span(0, 1)))
	}
	var keep strings.Builder
	last := 0
	for i := 0; i < len(raw); {
		end := 0
		if i == 0 || raw[i-1] == ' ' || raw[i-1] == '\t' || raw[i-1] == '(' {
			end = b.taskDate(p, t, i)
		}
		if end == 0 {
			i++
			continue
		}
		keep.WriteString(raw[last:i])
		last, i = end, end
	}
	keep.WriteString(t.raw[last:])
	return strings.Join(strings.Fields(keep.String()), " ")
}

// taskDate reads one date mark at i and returns where it ends, or 0.
func (b *bodyReader) taskDate(p *Promise, t lineText, i int) int {
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
