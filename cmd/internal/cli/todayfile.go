package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// todayState is what is remembered of Today.md beside the notes: the lines that
// were drawn, so that what a person typed can be told from them.
type todayState struct {
	Frame []string           `json:"frame"` // lines that are no boxes
	Boxes []report.TodayLine `json:"boxes"` // the newest first
}

// maxDrawn is how many drawn lines are remembered: an editor may save a list
// that is some drawings old.
const maxDrawn = 2000

// newest puts what was drawn now before what was drawn earlier, each line once.
func newest[T comparable](now, before []T) []T {
	out := slices.Clone(now)
	known := map[T]bool{}
	for _, line := range now {
		known[line] = true
	}
	for _, line := range before {
		if !known[line] && len(out) < maxDrawn {
			known[line] = true
			out = append(out, line)
		}
	}
	return out
}

const todayMemory = "today.json"

// syncToday turns ticked boxes into log lines and draws the list anew. What a
// person typed stays: a line that was not drawn is kept below the list.
func (w *watching) syncToday() error {
	store, err := index.OpenStore(w.root, w.stateDir())
	if err != nil {
		return refused(err)
	}
	unlock, err := store.Lock()
	if err != nil {
		return refused(err)
	}
	defer unlock()
	for range 5 {
		again, err := w.syncOnce(store)
		if err != nil || !again {
			return err
		}
	}
	return nil // an editor is at it; its next save brings us back
}

// syncOnce reports whether Today.md changed in the meantime.
func (w *watching) syncOnce(store *index.Store) (again bool, err error) {
	old, err := store.ReadIfThere(index.TodayFile)
	if err != nil {
		return false, refused(err)
	}
	var state todayState
	if text := store.LoadState(todayMemory); text != nil {
		_ = json.Unmarshal(text, &state) // a damaged one is as good as none
	}
	late := w.lateLines()
	lines := append(slices.Collect(strings.Lines(string(old))), late...)
	ix, err := w.aboutTicked(lines, state)
	if err != nil {
		return false, err
	}
	edit := &writing{app: w.app, ix: ix, today: w.tickedOn(), store: store}
	kept := edit.takeTicks(lines, state)
	changes := index.Changed(edit.changes())
	if len(changes) > 0 {
		if _, err := store.Commit("watch", changes); err != nil {
			w.hint("%v", err)
			w.typed = late
			return false, nil
		}
		if err := w.takeOwn(changes); err != nil {
			return false, err
		}
	}
	text, next := edit.drawToday(w.list, kept)
	next.Boxes = newest(next.Boxes, state.Boxes)
	next.Frame = newest(next.Frame, state.Frame)
	if bytes.Equal(text, old) {
		return false, nil
	}
	// Remembered first: a list that was drawn and not remembered would look typed.
	remembered, err := json.Marshal(next)
	if err != nil {
		return false, err
	}
	if err := store.SaveState(todayMemory, remembered); err != nil {
		return false, failed("check "+w.stateDir(), "cannot remember what Today.md holds")
	}
	was, err := store.Derive(index.Change{Path: index.TodayFile, Old: old, New: text})
	if was != nil {
		w.late = append(w.late, replaced{was, w.clock()})
	}
	var refusal *index.Refusal
	if again = errors.As(err, &refusal); again {
		w.typed = late
	}
	return again, nil
}

// aboutTicked is an index of those whom ticked boxes may be about.
func (w *watching) aboutTicked(lines []string, state todayState) (*index.Index, error) {
	var names []string
	for _, line := range lines {
		text, ticked := tickedBox(line)
		if !ticked {
			continue
		}
		if box, _ := drawnBox(text, state.Boxes); box != nil {
			names = append(names, box.Path, box.Task)
		}
		names = append(names, nameIn(text))
		for _, link := range parse.Links(text) {
			names = append(names, link.Target)
		}
	}
	if ix := w.live.About(nil, names); ix != nil {
		return ix, nil
	}
	ix, err := w.live.Read()
	if err != nil {
		return nil, failed("check that you may read it", "%v", err)
	}
	return ix, nil
}

// takeOwn takes over what was just written.
func (w *watching) takeOwn(changes []index.Change) error {
	var paths []string
	for _, c := range changes {
		paths = append(paths, c.Path)
	}
	s, err := w.live.Refresh(paths...)
	if err != nil {
		return refused(err)
	}
	w.changed = append(w.changed, s.Changed...)
	return w.work()
}

// lateWait is how long a replaced Today.md is looked at for what an editor was
// just writing to it.
const lateWait = 3 * time.Second

// replaced is a Today.md that was replaced at a time.
type replaced struct {
	*index.Late
	at time.Time
}

// lateLines are the lines that editors wrote to files just replaced.
func (w *watching) lateLines() []string {
	lines := w.typed
	w.typed = nil
	var open []replaced
	for _, r := range w.late {
		lines = append(lines, r.Lines()...)
		if w.clock().Sub(r.at) > lateWait {
			r.Close()
		} else {
			open = append(open, r)
		}
	}
	w.late = open
	return lines
}

// tickedOn is the day on which Today.md was saved: boxes ticked while nobody
// watched belong to that day.
func (w *watching) tickedOn() parse.Date {
	info, err := os.Stat(filepath.Join(w.root, index.TodayFile))
	if err != nil || w.app.today != "" {
		return w.today
	}
	day := civilDay(info.ModTime().In(w.env.Now.Location()), w.settings.DayStarts)
	if day.After(w.today) {
		return w.today
	}
	return day
}

// takeTicks makes log lines of the ticked boxes, and returns the other lines
// that a person typed.
func (w *writing) takeTicks(lines []string, state todayState) (kept []string) {
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
		case ticked && w.takeTick(text, state) == nil:
		case slices.Contains(state.Frame, line), slices.ContainsFunc(state.Boxes, func(b report.TodayLine) bool { return line == "- [ ] "+b.Text }):
		default:
			kept, typed = append(kept, line), true
		}
	}
	for len(kept) > 0 && strings.TrimSpace(kept[len(kept)-1]) == "" {
		kept = kept[:len(kept)-1]
	}
	return kept
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

// takeTick makes one log line, or ticks the promise that the box stands for.
func (w *writing) takeTick(text string, state todayState) error {
	box, said := drawnBox(text, state.Boxes)
	n, rest, err := w.whose(text, box)
	if err != nil {
		return err
	}
	if said == "" && box == nil {
		said = rest
	}
	switch {
	case box != nil && box.Kind == "goal":
		return errors.New("goals are written in the event's note")
	case box != nil && box.Kind == "promise":
		if err := w.tickTask(*box); err != nil {
			return err
		}
	case box != nil && box.Kind == "confirm":
		return w.settlePlanned(n)
	case said == "" && box != nil:
		said = box.Sentence()
	case said == "":
		said = "wrote"
	}
	if said == "" {
		return nil
	}
	return w.logTick(n, said, box)
}

// drawnBox finds the box that was drawn, and what was added behind it. Where
// the words after the name were replaced, the box is not known.
func drawnBox(text string, boxes []report.TodayLine) (*report.TodayLine, string) {
	for i := range boxes {
		if rest, ok := strings.CutPrefix(text, boxes[i].Text); ok {
			return &boxes[i], strings.TrimLeft(rest, " \t:,;–—-")
		}
	}
	return nil, ""
}

// whose finds the note that a box is about: by its link, or by a name before a
// colon.
func (w *writing) whose(text string, box *report.TodayLine) (*parse.Note, string, error) {
	if box != nil {
		n, err := w.fresh(box.Path)
		return n, "", err
	}
	_, rest, _ := strings.Cut(text, ":")
	if links := parse.Links(text); len(links) > 0 && links[0].Span.Start == 0 {
		rest = text[links[0].Span.End:]
	}
	found := w.ix.Resolve(nameIn(text), isContact)
	if len(found) != 1 {
		return nil, "", errors.New("nobody is named")
	}
	n, err := w.fresh(found[0].Path)
	return n, strings.TrimLeft(rest, " \t:,;–—-"), err
}

// nameIn is whom a box names: by the link it begins with, or before a colon.
func nameIn(text string) string {
	name, _, _ := strings.Cut(text, ":")
	if links := parse.Links(text); len(links) > 0 && links[0].Span.Start == 0 {
		name = links[0].Target
	}
	return strings.TrimSpace(strings.TrimSuffix(name, ".md"))
}

// tickTask ticks the promise of a box; one that is ticked already is fine.
func (w *writing) tickTask(box report.TodayLine) error {
	n, err := w.fresh(box.Task)
	if err != nil {
		return err
	}
	for i := range n.Promises {
		p := &n.Promises[i]
		if p.State != parse.Open || report.Words(p.Text) != box.Said {
			continue
		}
		after, err := w.ix.Reader().Tick(n, p, w.today, w.ix.Settings.TaskStyle)
		if err == nil {
			w.put(n, after)
		}
		return err
	}
	return nil
}

// settlePlanned turns a planned line whose day has come into one that happened.
func (w *writing) settlePlanned(n *parse.Note) error {
	for _, o := range w.open(n) {
		if o.planned != nil {
			return w.finish(o)
		}
	}
	return nil
}

// logTick writes the line. Words that are no kind of contact follow what the
// box was for.
func (w *writing) logTick(n *parse.Note, said string, box *report.TodayLine) error {
	e, problems := w.ix.Entry(n, w.today.String()+" "+said)
	if e == nil || len(problems) > 0 {
		return errors.New("this cannot be a line of a log")
	}
	if e.Kind == parse.Remark && !strings.HasPrefix(parse.Fold(said), "note") {
		verb := "wrote"
		if box != nil {
			verb, _, _ = strings.Cut(box.Sentence(), ":")
		}
		said = verb + ": " + said
	}
	after, err := w.ix.Reader().InsertEntry(n, w.today.String()+" "+said)
	if err == nil && after != n {
		w.put(n, after)
	}
	return err
}

// drawToday is the text of Today.md and what is to be remembered of it.
func (w *writing) drawToday(due report.Due, kept []string) ([]byte, todayState) {
	head, boxes, soon := due.TodayFile(func(file, name string) string {
		name = strings.NewReplacer("[", "", "]", "", "|", "", "\n", " ").Replace(name)
		if w.ix.Settings.Links == "markdown" {
			return "[" + name + "](<" + file + ">)"
		}
		return "[[" + strings.TrimSuffix(file, path.Ext(file)) + "|" + name + "]]"
	})
	lines := append(slices.Clone(head), "")
	for _, b := range boxes {
		lines = append(lines, "- [ ] "+b.Text)
	}
	frame := append(slices.Clone(head), "")
	if len(soon) > 0 {
		lines = append(lines, "", "## Soon", "")
		lines = append(lines, soon...)
		frame = append(append(frame, "## Soon"), soon...)
	}
	if len(kept) > 0 {
		lines = append(append(lines, ""), kept...)
	}
	return []byte(strings.Join(lines, "\n") + "\n"), todayState{frame, boxes}
}
