package today

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// todayState is what is remembered of Today.md beside the notes: the lines that
// were drawn, so that what a person typed can be told from them.
type todayState struct {
	Frame []string        `json:"frame"` // lines that are no boxes
	Boxes []due.TodayLine `json:"boxes"` // the newest first
	Taken []string        `json:"taken"` // ticked boxes that were taken, the newest first
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
	store, err := disk.Open(w.root, w.StateDir())
	if err != nil {
		return app.Refused(err)
	}
	unlock, err := store.Lock(w.end)
	if err != nil {
		return app.Refused(err)
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

// todayFileOnce takes the ticked boxes of Today.md and writes the list there, for
// a program that starts others at set times.
func todayFileOnce(a *app.App, args []string) error {
	switch {
	case len(args) > 0 || a.AsOf != "":
		return app.Usage("netnotes due --today-file", "Today.md holds the whole list of today")
	case a.JSON:
		return app.Usage("netnotes due --json", "Today.md is no JSON")
	}
	root, err := a.Find()
	if err != nil {
		return err
	}
	ix, today, err := a.Read(root)
	if err != nil {
		return err
	}
	a.Live.Include(folder.TodayFile)
	end, stop := a.UntilEnded(a.Context())
	defer stop()
	w := &watching{App: a, root: root, command: "due --today-file", todayFile: true, end: end, ix: ix, today: today, list: due.Make(ix, today, due.Options{})}
	if err := w.syncToday(); err != nil {
		return err
	}
	switch {
	case w.notice != "":
		return app.Failed("netnotes due", "%s", w.notice)
	case w.resting:
		a.Hint("Today.md was saved just now, so its ticked boxes are taken the next time")
		return nil
	}
	_, err = fmt.Fprintln(form.SafeWriter{To: a.Env.Stdout}, folder.TodayFile+": "+w.list.Short())
	return err
}

// syncOnce reports whether Today.md changed in the meantime.
func (w *watching) syncOnce(store *disk.Folder) (again bool, err error) {
	old, err := store.ReadIfThere(folder.TodayFile)
	if err != nil {
		return false, app.Refused(err)
	}
	if !due.IsTodayFile(old) {
		w.notice = "Today.md is a page of your own, so it is left as it is; move it away to have the list there"
		return false, nil
	}
	var state todayState
	if text := store.LoadState(todayMemory); text != nil {
		_ = json.Unmarshal(text, &state) // a damaged one is as good as none
	}
	if w.resting = w.beingTicked(old); w.resting {
		return false, nil
	}
	late := w.lateLines()
	lines := append(slices.Collect(strings.Lines(string(old))), late...)
	edit := &ticking{Writing: &app.Writing{App: w.App, Index: w.ix.Certain(), Today: w.tickedOn(), Store: store}, state: state, list: w.list}
	kept := edit.takeTicks(lines)
	changes := disk.Changed(edit.Changes())
	if len(changes) > 0 {
		if _, err := store.Commit(w.command, changes); err != nil {
			w.notice = err.Error()
			w.typed = late
			return false, nil
		}
		if err := w.takeOwn(changes); err != nil {
			return false, err
		}
	}
	text, next := drawToday(edit.Writing, w.list, kept)
	next.Taken = newest(edit.taken, state.Taken)
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
		return false, app.Failed("check "+w.StateDir(), "cannot remember what Today.md holds")
	}
	was, err := store.Derive(disk.Change{Path: folder.TodayFile, Old: old, New: text})
	if was != nil {
		w.late = append(w.late, replaced{was, w.Clock()})
	}
	var refusal *disk.Refusal
	if again = errors.As(err, &refusal); again {
		w.typed = late
	}
	return again, nil
}

// tickRest is how long a Today.md with a ticked box must rest before the box is
// taken: an editor that saves by itself saves every few letters of what is being
// typed behind it.
const tickRest = 3 * time.Second

// beingTicked reports whether somebody may still be typing behind a ticked box.
func (w *watching) beingTicked(source []byte) bool {
	ticked := false
	for line := range strings.Lines(string(source)) {
		_, is := tickedBox(line)
		ticked = ticked || is
	}
	return ticked && !w.rested()
}

// rested reports whether Today.md has rested. One from the future has.
func (w *watching) rested() bool {
	info, err := os.Stat(filepath.Join(w.root, folder.TodayFile))
	if err != nil {
		return true
	}
	age := w.Clock().Sub(info.ModTime())
	return age < 0 || age >= tickRest
}

// takeOwn takes over what was just written.
func (w *watching) takeOwn(changes []disk.Change) error {
	var paths []string
	for _, c := range changes {
		paths = append(paths, c.Path)
	}
	s, err := w.Live.Refresh(paths...)
	if err != nil {
		return app.Refused(err)
	}
	w.changed = append(w.changed, s.Changed...)
	if w.ix, err = w.Live.Index(); err == nil {
		w.list = due.Make(w.ix, w.today, due.Options{})
	}
	return err
}

// lateWait is how long a replaced Today.md is looked at for what an editor was
// just writing to it.
const lateWait = 3 * time.Second

// replaced is a Today.md that was replaced at a time.
type replaced struct {
	*disk.Late
	at time.Time
}

// lateLines are the lines that editors wrote to files just replaced.
func (w *watching) lateLines() []string {
	lines := w.typed
	w.typed = nil
	var open []replaced
	for _, r := range w.late {
		lines = append(lines, r.Lines()...)
		if w.Clock().Sub(r.at) > lateWait {
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
func (w *watching) tickedOn() date.Date {
	info, err := os.Stat(filepath.Join(w.root, folder.TodayFile))
	if err != nil || w.App.AsToday != "" {
		return w.today
	}
	day := app.CivilDay(info.ModTime().In(w.Env.Now.Location()), w.ix.Settings.DayStarts)
	if day.After(w.today) {
		return w.today
	}
	return day
}

// drawToday is the text of Today.md and what is to be remembered of it.
func drawToday(w *app.Writing, due due.List, kept []string) ([]byte, todayState) {
	head, boxes, soon := due.TodayFile(todayLink(w.Index))
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
	return []byte(strings.Join(lines, "\n") + "\n"), todayState{Frame: frame, Boxes: boxes}
}

// todayLink writes a link to a note, with nothing in the name that would end it
// or that a terminal would obey.
func todayLink(ix *index.Index) func(file, name string) string {
	return func(file, name string) string {
		name = strings.NewReplacer("[", "", "]", "", "|", "").Replace(app.Printable(name))
		if ix.Settings.Links == "markdown" {
			return "[" + name + "](<" + file + ">)"
		}
		return "[[" + strings.TrimSuffix(file, path.Ext(file)) + "|" + name + "]]"
	}
}
