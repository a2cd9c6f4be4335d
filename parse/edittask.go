package parse

import (
	"slices"
	"strings"
)

// Tick closes an open task and writes the day, in the form that the task or the
// note uses for dates, else in style: plain, emoji or dataview. Of one that
// comes back the next one stands on a line of its own above it, unless its rule
// is not read.
func (r *Reader) Tick(n *Note, p *Promise, day Date, style string) (*Note, error) {
	if p.State != Open {
		return nil, &EditError{Text: "this task is not open", Hint: "netnotes show lists the open ones"}
	}
	after, err := r.setState(n, p, Done, day, style)
	if err != nil || p.Repeat == (Repeat{}) || p.Repeat.Unread {
		return after, err
	}
	if next, err := r.addNext(n, after, p, day); err == nil {
		return next, nil
	}
	return after, nil
}

// Cancel gives a task up, in the style of its box.
func (r *Reader) Cancel(n *Note, p *Promise) (*Note, error) {
	return r.setState(n, p, Cancelled, Date{}, "")
}

// Reopen takes a tick back, with the day beside it.
func (r *Reader) Reopen(n *Note, p *Promise) (*Note, error) {
	return r.setState(n, p, Open, Date{}, "")
}

// setState writes a task's box anew, and the day on which it was done.
func (r *Reader) setState(n *Note, p *Promise, state State, day Date, style string) (*Note, error) {
	i := slices.IndexFunc(n.Promises(), func(q Promise) bool { return q.Span == p.Span })
	if i < 0 {
		return nil, &EditError{Text: "this task is not there any more", Hint: "netnotes show lists them"}
	}
	mark := boxAs(string(n.Source()[p.Box.Start:p.Box.End]), state)
	if mark == "" {
		return nil, &EditError{Text: "a box of this sort cannot be " + string(state), Hint: "write it as [-]: netnotes edit"}
	}
	x := r.taskText(n, p)
	text := string(n.Source()[p.Span.Start:p.Span.End])
	for _, d := range slices.Backward(x.found) {
		if d.which == 'x' {
			text = strings.TrimRight(text[:d.whole.Start], " ") + text[d.whole.End:]
		}
	}
	if state == Done {
		end := len(cutBlockID(text))
		text = text[:end] + " " + r.dateForm(n, p, 'x', style)(day) + text[end:]
	}
	leaves := r.leaves(n)
	proof := func(after *Note) bool {
		if len(after.Promises()) != len(n.Promises()) || !r.changedOne(leaves, after) || !sameEntries(n.Entries(), after.Entries()) || !sameLists(n, after) || !sameFields(n.Fields(), after.Fields()) {
			return false
		}
		want := n.Promises()[i]
		want.State, want.DoneOn = state, day
		if string(n.Source()[p.Box.Start:p.Box.End]) == "WAITING" { // the word said whose it is
			want.Theirs = after.Promises()[i].Theirs
		}
		return samePromise(want, after.Promises()[i]) && samePromises(without(n.Promises(), i), without(after.Promises(), i))
	}
	return r.prove(n, proof, change{Span{p.Box.Start, p.Span.End}, mark + string(n.Source()[p.Box.End:p.Span.Start]) + text})
}

// addNext writes the next of a promise that comes back on a new line above the
// one that was ticked; n is the note before.
func (r *Reader) addNext(n, ticked *Note, p *Promise, day Date) (*Note, error) {
	i := slices.IndexFunc(ticked.Promises(), func(q Promise) bool { return q.Box.Start == p.Box.Start })
	if i < 0 {
		return nil, unproven(n)
	}
	want := *p
	from := p.Due
	if from.IsZero() {
		from = p.Start
	}
	to := p.Repeat.next(from)
	if p.Repeat.FromDone {
		to = p.Repeat.next(day)
	}
	moved := func(d Date) Date {
		if d.IsZero() {
			return d
		}
		return to.AddDays(d.Sub(from))
	}
	want.Due, want.Start = moved(p.Due), moved(p.Start)
	text := cutBlockID(string(n.Source()[p.Span.Start:p.Span.End]))
	for _, d := range slices.Backward(r.taskText(n, p).found) {
		if (d.which == 'd' || d.which == 's') && d.day.End <= len(text) {
			text = text[:d.day.Start] + moved(d.on).String() + text[d.day.End:]
		}
	}
	mark := string(n.Source()[p.Box.Start:p.Box.End])
	if mark != "WAITING" { // which says whose it is
		mark = boxAs(mark, Open)
	}
	start := startOfLine(n.Source(), p.Box.Start)
	line := string(n.Source()[start:p.Box.Start]) + mark + string(n.Source()[p.Box.End:p.Span.Start]) + text + ending(n.Source(), p.Span.End)
	leaves := r.leaves(ticked)
	proof := func(after *Note) bool {
		return len(after.Promises()) == len(ticked.Promises())+1 && samePromise(want, after.Promises()[i]) && (r.grown(leaves, after, 1) || r.changedOne(leaves, after)) && samePromises(ticked.Promises(), without(after.Promises(), i)) &&
			sameEntries(ticked.Entries(), after.Entries()) && sameLists(ticked, after) && sameFields(ticked.Fields(), after.Fields())
	}
	return r.prove(ticked, proof, change{Span{start, start}, line})
}

// taskText reads the text of a note's task again; its spans are those in the
// source, from the beginning of the text.
func (r *Reader) taskText(n *Note, p *Promise) *taskText {
	text := strings.Map(func(c rune) rune {
		if c == '\r' || c == '\n' || c == '\t' {
			return ' '
		}
		return c
	}, string(n.Source()[p.Span.Start:p.Span.End]))
	x := r.taskReader(text, p.From)
	x.read(p.State == Open)
	return x
}

// dateForm is how the task, or another of the note, writes a date of that sort:
// the same words and signs before and behind it. Where none does, it is as the
// note writes its other dates, else in style.
func (r *Reader) dateForm(n *Note, p *Promise, which byte, style string) func(Date) string {
	around := func(before, behind string) func(Date) string {
		return func(day Date) string { return before + day.String() + behind }
	}
	for _, q := range append([]Promise{*p}, n.Promises()...) {
		if q.Span.End == q.Span.Start {
			continue
		}
		x := r.taskText(n, &q)
		for _, d := range x.found {
			if d.which == which && d.whole.Start < d.day.Start {
				behind := x.raw[d.day.End:d.whole.End]
				return around(x.raw[d.whole.Start:d.day.Start], behind[strings.LastIndexFunc(behind, isNoBracket)+1:])
			}
		}
		if i := slices.IndexFunc(x.found, func(d taskDate) bool { return d.whole.Start < d.day.Start }); i >= 0 {
			style = x.found[i].style
			break
		}
	}
	forms := map[string][3]string{"emoji": {"📅 ", "✅ ", ""}, "dataview": {"[due:: ", "[completion:: ", "]"}, "tag": {"@due(", "@done(", ")"}}
	form, ok := forms[style]
	if !ok {
		form = [3]string{"due:", "done:", ""}
	}
	if which == 'x' {
		return around(form[1], form[2])
	}
	return around(form[0], form[2])
}

func isNoBracket(c rune) bool { return !strings.ContainsRune(")]>*_=", c) }

// AddPromise adds an open task below the note's last one, or before its log,
// with such a box as that has.
func (r *Reader) AddPromise(n *Note, text string) (*Note, error) {
	text, err := oneLine(text)
	if err != nil {
		return nil, err
	}
	leaves := r.leaves(n)
	proof := func(after *Note) bool {
		return len(after.Promises()) == len(n.Promises())+1 && r.grown(leaves, after, 1) && holds(after.Promises(), n.Promises(), samePromise) && sameEntries(n.Entries(), after.Entries()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	var tries []change
	for _, p := range slices.Backward(n.Promises()) {
		start := startOfLine(n.Source(), p.Span.Start)
		if c := n.Source()[start]; c == '-' || c == '*' || c == '+' {
			box := boxAs(string(n.Source()[p.Box.Start:p.Box.End]), Open)
			if len(box) == 1 {
				box = "[" + box + "]"
			}
			at := n.endOfItem(endOfText(n.Source(), p.Span.End))
			tries = append(tries, change{Span{at, at}, ending(n.Source(), start) + string(c) + " " + box + " " + text})
			break
		}
	}
	task := "[ ] " + text
	if log := r.outline(n, "Log"); log.heading.End > 0 {
		eol := ending(n.Source(), log.heading.Start)
		tries = append(tries, change{Span{log.heading.Start, log.heading.Start}, "- " + task + eol + eol})
	}
	c := n.newSection("Promises", []item{{task}})
	eol := ending(n.Source(), len(n.Source()))
	c.text = strings.Replace(c.text, "## Promises"+eol, "", 1)
	return r.prove(n, proof, append(tries, c)...)
}

// endOfItem is where the indented lines end that follow the end of a line.
func (n *Note) endOfItem(at int) int {
	for {
		next := NextLine(n.Source(), at)
		if next >= len(n.Source()) || isBlank(n.Source(), next) || n.Source()[next] != ' ' && n.Source()[next] != '\t' {
			return at
		}
		at = endOfText(n.Source(), next)
	}
}

// DueMark is how the note's tasks, or else style, write the day by which
// something is due.
func (r *Reader) DueMark(n *Note, day Date, style string) string {
	return r.dateForm(n, &Promise{}, 'd', style)(day)
}
