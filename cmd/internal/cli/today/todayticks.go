package today

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/amend"
	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// ticking turns the ticked boxes of a Today.md into edits.
type ticking struct {
	*app.Writing
	state todayState
	list  due.List // as it is now
	taken []string // the boxes
}

// takeTicks makes log lines of the ticked boxes, and returns the other lines
// that a person typed.
func (w *ticking) takeTicks(lines []string) (kept []string) {
	_, current, _ := w.list.TodayFile(todayLink(w.Index))
	boxes := append(current, w.state.Boxes...)
	typed := false // the last line that is not blank
	for _, line := range lines {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			if typed {
				kept = append(kept, line)
			}
			continue
		}
		text, ticked := tickedBox(line)
		typed = false
		switch {
		case ticked && w.takeTick(text, boxes, len(current)) == nil:
		case w.drawn(line):
		default:
			kept, typed = append(kept, line), true
		}
	}
	for len(kept) > 0 && strings.TrimSpace(kept[len(kept)-1]) == "" {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// drawn reports whether a line is one that was drawn. Where nothing is
// remembered, as on another device, it is known by its shape.
func (w *ticking) drawn(line string) bool {
	if len(w.state.Frame)+len(w.state.Boxes) == 0 {
		return due.LooksDrawn(line)
	}
	return slices.Contains(w.state.Frame, line) || slices.ContainsFunc(w.state.Boxes, func(b due.TodayLine) bool { return line == "- [ ] "+b.Text })
}

// tickedBox is the text after a ticked box.
func tickedBox(line string) (string, bool) {
	line = strings.TrimLeft(line, " \t")
	for _, box := range []string{"- [x] ", "- [X] ", "* [x] ", "* [X] "} {
		if text, ok := strings.CutPrefix(line, box); ok {
			return strings.TrimSpace(text), true
		}
	}
	return "", false
}

// takeTick makes one log line, or ticks the promise that the box stands for. Of
// the boxes the first ones are those of the list as it is now.
func (w *ticking) takeTick(text string, boxes []due.TodayLine, current int) error {
	at, said := drawnBox(text, boxes)
	if at < 0 {
		n, said, err := w.named(text)
		if err != nil {
			return err
		}
		return w.logTick(n, cmp.Or(said, "wrote"), "")
	}
	box := boxes[at]
	if at >= current && slices.Contains(w.state.Taken, text) {
		return nil // an editor saved an old list, of which this was taken
	}
	if box.Ticking() == due.TickNothing {
		return errors.New("there is nothing to write down for it")
	}
	if err := w.close(box, said); err != nil {
		return err
	}
	w.taken = append(w.taken, text)
	return nil
}

// close does what ticking a box means, with the words that were added to it.
func (w *ticking) close(box due.TodayLine, said string) error {
	switch {
	case box.Ticking() == due.TickTask:
		if err := w.tickTask(box); err != nil {
			return err
		}
	case box.Ticking() == due.TickPlan:
		if err := w.settlePlanned(box); err != nil {
			return err
		}
	case box.Kind == "step":
		said = w.forStep(box, said)
	default:
		said = cmp.Or(said, box.Sentence())
	}
	n, err := w.Fresh(box.Path)
	switch {
	case err != nil || said == "":
		return err
	case box.Ticking() == due.TickPlan || n.Kind != parse.ContactNote: // what was added is no contact of its own
		return w.logTick(n, "note: "+strings.TrimPrefix(said, "note: "), "")
	}
	return w.logTick(n, said, box.Sentence())
}

// forStep is a sentence that closes a step, with the words that were added.
func (w *ticking) forStep(box due.TodayLine, said string) string {
	if said == "" {
		return box.Sentence()
	}
	n, err := w.Fresh(box.Path)
	if err != nil {
		return said
	}
	e, _ := w.Index.Entry(n, w.Today.String()+" "+said)
	switch {
	case e == nil || e.Kind == logline.Remark:
		return said // logTick puts the word before it
	case box.Step == "thanks" && (e.Class != logline.Async || e.Direction == logline.From), box.Step == "connect" && e.Kind != logline.Connect:
		return box.Sentence() + ": " + said
	case box.Step == "share" && !e.HasTag("gave"):
		return said + " #gave"
	}
	return said
}

// drawnBox finds the box that was drawn, and what was added behind it; -1 where
// the words after the name were replaced. How late it is may be written over.
func drawnBox(text string, boxes []due.TodayLine) (at int, said string) {
	for _, part := range []func(string) string{func(s string) string { return s }, due.WithoutLateness} {
		for i := range boxes {
			if rest, ok := strings.CutPrefix(text, part(boxes[i].Text)); ok {
				return i, strings.TrimLeft(rest, " \t:,;–—-")
			}
		}
	}
	return -1, ""
}

// named finds the note that a box is about by its link, or by a name before a
// colon, and returns what follows.
func (w *ticking) named(text string) (*parse.Note, string, error) {
	_, rest, _ := strings.Cut(text, ":")
	if links := txt.Links(text); len(links) > 0 && links[0].Span.Start == 0 {
		rest = text[links[0].Span.End:]
	}
	found := w.Index.Resolve(nameIn(text), app.IsContact)
	if len(found) != 1 {
		return nil, "", errors.New("nobody is named")
	}
	n, err := w.Fresh(found[0].Path)
	return n, strings.TrimLeft(rest, " \t:,;–—-"), err
}

// nameIn is whom a box names: by the link it begins with, or before a colon.
func nameIn(text string) string {
	name, _, _ := strings.Cut(text, ":")
	if links := txt.Links(text); len(links) > 0 && links[0].Span.Start == 0 {
		name = links[0].Target
	}
	return strings.TrimSpace(strings.TrimSuffix(name, ".md"))
}

// tickTask ticks the promise of a box; one that is ticked already is fine. Of
// several of the same words it is the one on the box's line.
func (w *ticking) tickTask(box due.TodayLine) error {
	n, err := w.Fresh(box.Task)
	if err != nil {
		return err
	}
	var found *task.Promise
	for i := range n.Promises() {
		if p := &n.Promises()[i]; p.State == task.Open && form.Words(p.Text) == box.Said && (found == nil || p.Line == box.Line) {
			found = p
		}
	}
	if found == nil {
		return nil
	}
	after, err := edit.Tick(w.Index.Reader(), n, found, w.Today, w.Index.Settings.TaskStyle)
	if err == nil {
		w.Put(n, after)
	}
	return err
}

// settlePlanned turns the planned line of a box into one that happened: that on
// its line, else the first of its words.
func (w *ticking) settlePlanned(box due.TodayLine) error {
	n, err := w.Fresh(box.Path)
	if err != nil {
		return err
	}
	var found *amend.OpenEnd
	for _, o := range amend.OpenEnds(w.Writing, n) {
		if o.Planned != nil && strings.HasPrefix(box.Said, form.Words(o.Planned.Head)) && (found == nil || o.Path == box.Task && o.Planned.Line == box.Line) {
			found = &o
		}
	}
	if found == nil {
		return nil
	}
	return amend.Settle(w.Writing, *found)
}

// logTick writes the line. Words that are no kind of contact follow what the
// box was for, or "wrote".
func (w *ticking) logTick(n *parse.Note, said, purpose string) error {
	e, problems := w.Index.Entry(n, w.Today.String()+" "+said)
	if len(problems) > 0 {
		return app.Usage("the words after a colon are read as they are: email: "+said, "%s", problems[0].Text)
	}
	if e == nil {
		return app.Usage("begin with a word such as email, call or coffee", "this cannot be a line of a log")
	}
	if e.Kind == logline.Remark && !strings.HasPrefix(txt.Fold(said), "note") {
		verb, _, _ := strings.Cut(purpose, ":")
		said = cmp.Or(verb, "wrote") + ": " + said
	}
	after, err := edit.InsertEntry(w.Index.Reader(), n, w.Today.String()+" "+said)
	if err == nil && after != n {
		w.Put(n, after)
	}
	return err
}
