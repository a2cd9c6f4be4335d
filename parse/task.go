package parse

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// task reads a task by the section it stands in; box is what stands before its
// text.
func (b *bodyReader) task(box box, t *LineText, in spot) {
	n := b.note
	line := b.lineOf(t)
	text := t.from(box.text)
	switch {
	case in.section == toMeetSection:
		if link, size := txt.ScanLink(text.Raw); size > 0 && link.Target != "" {
			n.toMeet = append(n.ToMeet(), Meeting{link, strings.TrimLeft(text.Raw[size:], " :,–—-"), box.state == Done, line})
		} else if name, about, _ := strings.Cut(text.Raw, ":"); name != "" {
			n.toMeet = append(n.ToMeet(), Meeting{txt.FieldLink(strings.TrimSpace(name)), strings.TrimSpace(about), box.state == Done, line})
		}
	case in.section == questionsSection, n.Kind == QuestionsNote:
		n.questions = append(n.Questions(), Question{text.Raw, box.state == Done, line})
	default:
		b.promise(box, t, in)
	}
}

// promise reads a task outside the lists. In a note that is about nobody it is
// one where it stands under a line with people, or links somebody by a day.
func (b *bodyReader) promise(box box, t *LineText, in spot) {
	n := b.note
	text := t.from(box.text)
	p := Promise{State: box.state, Span: text.Span(0, len(text.Raw)), Box: t.Span(box.mark.Start, box.mark.End), Line: b.lineOf(t), Owner: n.Kind == ContactNote, Theirs: box.theirs}
	p.From = cmp.Or(in.day.Middle(), b.day.Middle())
	switch {
	case in.entry > 0:
		e := &n.Entries()[in.entry-1]
		p.From = e.When.Middle()
		p.People, p.Nested, p.Under = e.People, true, p.From
		p.Owner = p.Owner && e.WithOwner
	case n.Kind == MeetingNote:
		p.From = n.When("start").Middle()
		p.Under = p.From
	}
	problems := b.reader.readPromise(&p, text.Raw)
	whose := n.Kind == ContactNote || n.Kind == EventNote || n.Kind == MeetingNote
	if !whose && (!p.Nested || len(p.People) == 0) && (p.Due.IsZero() || len(p.Links) == 0) {
		return
	}
	b.report(&text, problems)
	p.whose()
	b.keepTask(&p)
}

// readPromise reads the text of a task, in which day words count from p.From,
// and returns what of it is not read, with spans in raw.
func (r *Reader) readPromise(p *Promise, raw string) []txt.Problem {
	x := r.TaskReader(raw, p.From)
	x.Read(p.State == Open)
	if len(x.Raw) == txt.MaxLine {
		x.problems = append(x.problems, txt.TooLong(txt.At(0, 1)))
	}
	for _, d := range x.Found {
		switch d.Which {
		case 'd':
			p.Due = d.On
		case 's':
			p.Start = d.On
		case 'x':
			p.DoneOn = d.On
		}
	}
	p.Repeat = x.repeat
	p.Text = x.text(txt.CutBlockID(raw))
	links, tags := txt.ScanLinks(txt.Clip(p.Text), nil, nil)
	for _, tag := range tags {
		p.Theirs = p.Theirs || strings.EqualFold(tag, "waiting")
	}
	for _, link := range links {
		if !link.Embed {
			p.Links = append(p.Links, link)
		}
	}
	return x.problems
}

// taskKey tells many tasks apart, as same does.
type taskKey struct {
	text       string
	due, under date.Date
	people     string
	repeating  State // of one that comes back and has no day
}

// same reports whether two promises are one task, whatever its state.
func (p *Promise) same(q *Promise) bool {
	return p.Text == q.Text && p.Due == q.Due && p.Under == q.Under && p.repeating() == q.repeating() && slices.EqualFunc(p.People, q.People, func(a, b txt.Link) bool { return a.Target == b.Target })
}

func keyOf(p *Promise) taskKey {
	people := ""
	for _, link := range p.People {
		people += "\x00" + link.Target
	}
	return taskKey{p.Text, p.Due, p.Under, people, p.repeating()}
}

// repeating is the state of a task that comes back and has no day: kept once, it
// is to be kept again.
func (p *Promise) repeating() State {
	if p.Repeat == (Repeat{}) || !p.Due.IsZero() {
		return ""
	}
	return p.State
}

// keepTask adds a promise; of the same task in two states, as a union merge
// leaves it, the most final one stays.
func (b *bodyReader) keepTask(p *Promise) {
	i := b.knownTask(p)
	if i < len(b.note.Promises()) {
		if p.State.finality() > b.note.Promises()[i].State.finality() {
			b.note.Promises()[i] = *p
		}
		return
	}
	if b.note.Promises() == nil {
		b.note.promises = make([]Promise, 0, b.boxes)
	}
	b.note.promises = append(b.note.Promises(), *p)
}

// knownTask is the place of the same task, or of one more.
func (b *bodyReader) knownTask(p *Promise) int {
	list := b.note.Promises()
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
