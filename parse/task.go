package parse

import (
	"cmp"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// task reads a task by the section it stands in; box is what stands before its
// text.
func (b *bodyReader) task(box task.Box, t *markdown.LineText, in spot) {
	n := b.note
	line := b.LineOf(t)
	text := t.From(box.Text)
	switch {
	case in.section == toMeetSection:
		if link, size := txt.ScanLink(text.Raw); size > 0 && link.Target != "" {
			n.toMeet = append(n.ToMeet(), Meeting{link, strings.TrimLeft(text.Raw[size:], " :,–—-"), box.State == task.Done, line})
		} else if name, about, _ := strings.Cut(text.Raw, ":"); name != "" {
			n.toMeet = append(n.ToMeet(), Meeting{txt.FieldLink(strings.TrimSpace(name)), strings.TrimSpace(about), box.State == task.Done, line})
		}
	case in.section == questionsSection, n.Kind == QuestionsNote:
		n.questions = append(n.Questions(), Question{text.Raw, box.State == task.Done, line})
	default:
		b.promise(box, t, in)
	}
}

// promise reads a task outside the lists. In a note that is about nobody it is
// one where it stands under a line with people, or links somebody by a day.
func (b *bodyReader) promise(box task.Box, t *markdown.LineText, in spot) {
	n := b.note
	text := t.From(box.Text)
	p := task.Promise{State: box.State, Span: text.Span(0, len(text.Raw)), Box: t.Span(box.Mark.Start, box.Mark.End), Line: b.LineOf(t), Owner: n.Kind == ContactNote, Theirs: box.Theirs}
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
	problems := b.reader.tasks.Read(&p, text.Raw)
	whose := n.Kind == ContactNote || n.Kind == EventNote || n.Kind == MeetingNote
	if !whose && (!p.Nested || len(p.People) == 0) && (p.Due.IsZero() || len(p.Links) == 0) {
		return
	}
	b.report(&text, problems)
	p.Whose()
	b.keepTask(&p)
}

// keepTask adds a promise; of the same task in two states, as a union merge
// leaves it, the most final one stays.
func (b *bodyReader) keepTask(p *task.Promise) {
	i := b.knownTask(p)
	if i < len(b.note.Promises()) {
		if p.State.Finality() > b.note.Promises()[i].State.Finality() {
			b.note.Promises()[i] = *p
		}
		return
	}
	if b.note.Promises() == nil {
		b.note.promises = make([]task.Promise, 0, b.boxes)
	}
	b.note.promises = append(b.note.Promises(), *p)
}

// knownTask is the place of the same task, or of one more.
func (b *bodyReader) knownTask(p *task.Promise) int {
	list := b.note.Promises()
	if len(list) < maxCompared {
		for i := range list {
			if list[i].Same(p) {
				return i
			}
		}
		return len(list)
	}
	if b.tasks == nil {
		b.tasks = make(map[task.Key]int, len(list))
		for i := range list {
			b.tasks[task.KeyOf(&list[i])] = i
		}
	}
	key := task.KeyOf(p)
	i, ok := b.tasks[key]
	if !ok {
		i = len(list)
		b.tasks[key] = i
	}
	return i
}

// TaskReader reads a text as that of a task; day words count from base.
func (r *Reader) TaskReader(raw string, base date.Date) *task.Text { return r.tasks.Text(raw, base) }
