package edit

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Tick closes an open task and writes the day, in the form that the task or the
// note uses for dates, else in style: plain, emoji or dataview. Of one that
// comes back the next one stands on a line of its own above it, unless its rule
// is not read.
func Tick(r *parse.Reader, n *parse.Note, p *task.Promise, day date.Date, style string) (*parse.Note, error) {
	if p.State != task.Open {
		return nil, &Error{Text: "this task is not open", Hint: "netnotes show lists the open ones"}
	}
	after, err := setState(r, n, p, task.Done, day, style)
	if err != nil || p.Repeat == (task.Repeat{}) || p.Repeat.Unread {
		return after, err
	}
	if next, err := addNext(r, n, after, p, day); err == nil {
		return next, nil
	}
	return after, nil
}

// Cancel gives a task up, in the style of its box.
func Cancel(r *parse.Reader, n *parse.Note, p *task.Promise) (*parse.Note, error) {
	return setState(r, n, p, task.Cancelled, date.Date{}, "")
}

// Reopen takes a tick back, with the day beside it.
func Reopen(r *parse.Reader, n *parse.Note, p *task.Promise) (*parse.Note, error) {
	return setState(r, n, p, task.Open, date.Date{}, "")
}

// setState writes a task's box anew, and the day on which it was done.
func setState(r *parse.Reader, n *parse.Note, p *task.Promise, state task.State, day date.Date, style string) (*parse.Note, error) {
	i := slices.IndexFunc(n.Promises(), func(q task.Promise) bool { return q.Span == p.Span })
	if i < 0 {
		return nil, &Error{Text: "this task is not there any more", Hint: "netnotes show lists them"}
	}
	mark := task.BoxAs(string(n.Source()[p.Box.Start:p.Box.End]), state)
	if mark == "" {
		return nil, &Error{Text: "a box of this sort cannot be " + string(state), Hint: "write it as [-]: netnotes edit"}
	}
	x := readAgain(r, n, p)
	text := string(n.Source()[p.Span.Start:p.Span.End])
	for _, d := range slices.Backward(x.Found) {
		if d.Which == 'x' {
			text = strings.TrimRight(text[:d.Whole.Start], " ") + text[d.Whole.End:]
		}
	}
	if state == task.Done {
		end := len(txt.CutBlockID(text))
		text = text[:end] + " " + dateForm(r, n, p, 'x', style)(day) + text[end:]
	}
	leaves := r.Leaves(n)
	proof := func(after *parse.Note) bool {
		if len(after.Promises()) != len(n.Promises()) || !changedOne(r, leaves, after) || !sameEntries(n.Entries(), after.Entries()) || !sameLists(n, after) || !sameFields(n.Fields(), after.Fields()) {
			return false
		}
		want := n.Promises()[i]
		want.State, want.DoneOn = state, day
		if string(n.Source()[p.Box.Start:p.Box.End]) == "WAITING" { // the word said whose it is
			want.Theirs = after.Promises()[i].Theirs
		}
		return samePromise(want, after.Promises()[i]) && samePromises(without(n.Promises(), i), without(after.Promises(), i))
	}
	return prove(r, n, proof, change{txt.At(p.Box.Start, p.Span.End), mark + string(n.Source()[p.Box.End:p.Span.Start]) + text})
}

// addNext writes the next of a promise that comes back on a new line above the
// one that was ticked; n is the note before.
func addNext(r *parse.Reader, n, ticked *parse.Note, p *task.Promise, day date.Date) (*parse.Note, error) {
	i := slices.IndexFunc(ticked.Promises(), func(q task.Promise) bool { return q.Box.Start == p.Box.Start })
	if i < 0 {
		return nil, unproven(n)
	}
	want := *p
	from := p.Due
	if from.IsZero() {
		from = p.Start
	}
	to := p.Repeat.Next(from)
	if p.Repeat.FromDone {
		to = p.Repeat.Next(day)
	}
	moved := func(d date.Date) date.Date {
		if d.IsZero() {
			return d
		}
		return to.AddDays(d.Sub(from))
	}
	want.Due, want.Start = moved(p.Due), moved(p.Start)
	text := txt.CutBlockID(string(n.Source()[p.Span.Start:p.Span.End]))
	for _, d := range slices.Backward(readAgain(r, n, p).Found) {
		if (d.Which == 'd' || d.Which == 's') && d.Day.End <= len(text) {
			text = text[:d.Day.Start] + moved(d.On).String() + text[d.Day.End:]
		}
	}
	mark := string(n.Source()[p.Box.Start:p.Box.End])
	if mark != "WAITING" { // which says whose it is
		mark = task.BoxAs(mark, task.Open)
	}
	start := txt.StartOfLine(n.Source(), p.Box.Start)
	line := string(n.Source()[start:p.Box.Start]) + mark + string(n.Source()[p.Box.End:p.Span.Start]) + text + txt.Ending(n.Source(), p.Span.End)
	leaves := r.Leaves(ticked)
	proof := func(after *parse.Note) bool {
		return len(after.Promises()) == len(ticked.Promises())+1 && samePromise(want, after.Promises()[i]) && (grew(r, leaves, after, 1) || changedOne(r, leaves, after)) && samePromises(ticked.Promises(), without(after.Promises(), i)) &&
			sameEntries(ticked.Entries(), after.Entries()) && sameLists(ticked, after) && sameFields(ticked.Fields(), after.Fields())
	}
	return prove(r, ticked, proof, change{txt.At(start, start), line})
}

// readAgain reads the text of a note's task again; its spans are those in the
// source, from the beginning of the text.
func readAgain(r *parse.Reader, n *parse.Note, p *task.Promise) *task.Text {
	text := strings.Map(func(c rune) rune {
		if c == '\r' || c == '\n' || c == '\t' {
			return ' '
		}
		return c
	}, string(n.Source()[p.Span.Start:p.Span.End]))
	x := r.TaskReader(text, p.From)
	x.Read(p.State == task.Open)
	return x
}

// dateForm is how the task, or another of the note, writes a date of that sort:
// the same words and signs before and behind it. Where none does, it is as the
// note writes its other dates, else in style.
func dateForm(r *parse.Reader, n *parse.Note, p *task.Promise, which byte, style string) func(date.Date) string {
	around := func(before, behind string) func(date.Date) string {
		return func(day date.Date) string { return before + day.String() + behind }
	}
	for _, q := range append([]task.Promise{*p}, n.Promises()...) {
		if q.Span.End == q.Span.Start {
			continue
		}
		x := readAgain(r, n, &q)
		for _, d := range x.Found {
			if d.Which == which && d.Whole.Start < d.Day.Start {
				behind := x.Raw[d.Day.End:d.Whole.End]
				return around(x.Raw[d.Whole.Start:d.Day.Start], behind[strings.LastIndexFunc(behind, isNoBracket)+1:])
			}
		}
		if i := slices.IndexFunc(x.Found, func(d task.Date) bool { return d.Whole.Start < d.Day.Start }); i >= 0 {
			style = x.Found[i].Style
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
func AddPromise(r *parse.Reader, n *parse.Note, text string) (*parse.Note, error) {
	text, err := oneLine(text)
	if err != nil {
		return nil, err
	}
	leaves := r.Leaves(n)
	proof := func(after *parse.Note) bool {
		return len(after.Promises()) == len(n.Promises())+1 && grew(r, leaves, after, 1) && holds(after.Promises(), n.Promises(), samePromise) && sameEntries(n.Entries(), after.Entries()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	var tries []change
	for _, p := range slices.Backward(n.Promises()) {
		start := txt.StartOfLine(n.Source(), p.Span.Start)
		if c := n.Source()[start]; c == '-' || c == '*' || c == '+' {
			box := task.BoxAs(string(n.Source()[p.Box.Start:p.Box.End]), task.Open)
			if len(box) == 1 {
				box = "[" + box + "]"
			}
			at := endOfItem(n, txt.EndOfText(n.Source(), p.Span.End))
			tries = append(tries, change{txt.At(at, at), txt.Ending(n.Source(), start) + string(c) + " " + box + " " + text})
			break
		}
	}
	task := "[ ] " + text
	if log := r.Outline(n, "Log"); log.Heading.End > 0 {
		eol := txt.Ending(n.Source(), log.Heading.Start)
		tries = append(tries, change{txt.At(log.Heading.Start, log.Heading.Start), "- " + task + eol + eol})
	}
	c := newSection(n, "Promises", []item{{task}})
	eol := txt.Ending(n.Source(), len(n.Source()))
	c.text = strings.Replace(c.text, "## Promises"+eol, "", 1)
	return prove(r, n, proof, append(tries, c)...)
}

// endOfItem is where the indented lines end that follow the end of a line.
func endOfItem(n *parse.Note, at int) int {
	for {
		next := txt.NextLine(n.Source(), at)
		if next >= len(n.Source()) || txt.IsBlank(n.Source(), next) || n.Source()[next] != ' ' && n.Source()[next] != '\t' {
			return at
		}
		at = txt.EndOfText(n.Source(), next)
	}
}

// DueMark is how the note's tasks, or else style, write the day by which
// something is due.
func DueMark(r *parse.Reader, n *parse.Note, day date.Date, style string) string {
	return dateForm(r, n, &task.Promise{}, 'd', style)(day)
}
