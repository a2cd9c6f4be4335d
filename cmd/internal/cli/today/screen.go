package today

import (
	"fmt"
	"strings"
	"time"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/report"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Sequences that every terminal of the last forty years knows, or leaves alone.
const (
	// The other screen, without a cursor; lines end at the edge, and what is pasted is marked.
	screenOpen  = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
	screenClose = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
	screenHome  = "\x1b[H"
	lineClear   = "\x1b[K"
	restClear   = "\x1b[J"
	cursorShow  = "\x1b[?25h"
	cursorHide  = "\x1b[?25l"
	reversed    = "\x1b[7m"
	plain       = "\x1b[0m"
)

// screen is the list on a terminal: what it shows, and where the user is.
type screen struct {
	keys     keys
	restore  func() // gives the terminal back
	lines    []due.ScreenLine
	items    []int    // of each item the line in which it begins
	selected int      // which of the items; -1 for none
	offset   int      // the first line shown
	page     []string // shown instead of the list until the next key
	said     []string // lines about the last key, above the last one
	noticed  bool     // said is a notice about the folder
	filter   string
	entry    *entry // what is being typed on the last line
	columns  int
	rows     int
}

// onScreen draws the list until the user ends it.
func (w *watching) onScreen(snapshots <-chan index.Snapshot) error {
	restore, err := w.Env.Raw()
	if err != nil {
		return w.onPipe(snapshots)
	}
	fmt.Fprint(w.Env.Stdout, screenOpen)
	s := &screen{keys: newKeys(w.end, w.Env.Stdin), restore: restore}
	defer func() {
		s.restore() // first: what follows may wait for a terminal that takes nothing
		fmt.Fprint(w.Env.Stdout, screenClose)
	}()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-w.end.Done():
			return nil
		case snapshot, ok := <-snapshots:
			if !ok {
				return nil
			}
			if err := w.take(snapshot); err != nil {
				return err
			}
			w.fill(s)
		case key, ok := <-s.keys.pressed:
			if !ok || w.press(s, key) {
				return nil
			}
			w.nextKey(s)
		case <-tick.C:
			if changed, err := w.lookAround(s); err != nil || !changed {
				if err != nil {
					return err
				}
				continue
			}
		}
		if err := w.draw(s); err != nil {
			return err
		}
		w.Live.Save()
	}
}

// nextKey lets the next key be read.
func (w *watching) nextKey(s *screen) {
	select {
	case s.keys.next <- struct{}{}:
	case <-w.end.Done():
	}
}

// lookAround sees once a second whether the day has turned or the window has
// another size.
func (w *watching) lookAround(s *screen) (changed bool, err error) {
	if !w.began {
		return false, nil
	}
	if w.stirred() {
		if err := w.take(index.Snapshot{Notice: w.notice}); err != nil {
			return false, err
		}
		changed = true
	} else {
		w.giveBack()
	}
	if columns, rows := w.Env.Size(); changed || columns != s.columns || rows != s.rows {
		w.fill(s)
		changed = true
	}
	return changed, nil
}

// fill works the list out anew, for the window as it is. What was selected stays
// so, or what has taken its place.
func (w *watching) fill(s *screen) {
	if !w.began {
		return
	}
	s.columns, s.rows = w.Env.Size()
	w.Env.Width = s.columns
	list := w.list
	if s.filter != "" {
		if q, err := app.ReadQuery(w.ix, strings.Fields(s.filter)); err == nil {
			list = due.Make(w.ix, w.today, due.Options{Query: q})
		}
	}
	var before string
	if it := s.item(); it != nil {
		before = it.Key()
	}
	s.lines, s.items = list.Screen(w.Style()), nil
	same := -1
	for i, line := range s.lines {
		if line.Item == nil || i > 0 && line.Item == s.lines[i-1].Item {
			continue
		}
		if line.Item.Key() == before {
			same = len(s.items)
		}
		s.items = append(s.items, i)
	}
	if same >= 0 {
		s.selected = same
	}
	s.selected = min(max(s.selected, 0), len(s.items)-1)
	if w.notice != "" || s.noticed {
		s.say(w.notice)
		s.noticed = w.notice != ""
	}
	if said := report.Unread(w.ix.Unread()); said != "" && len(s.said) == 0 {
		s.say(said + ": netnotes check")
		s.noticed = true
	}
}

// say shows something above the last line until the next key.
func (s *screen) say(text string) {
	s.said, s.noticed = nil, false
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\n"); strings.TrimSpace(line) != "" {
			s.said = append(s.said, line)
		}
	}
}

// item is what is selected, or nil.
func (s *screen) item() *due.Item {
	if s.selected < 0 || s.selected >= len(s.items) {
		return nil
	}
	return s.lines[s.items[s.selected]].Item
}

// draw writes the picture.
func (w *watching) draw(s *screen) error {
	if !w.began {
		return nil
	}
	_, err := w.Env.Stdout.Write(s.frame(w.Style()))
	return err
}

// shown are the lines to be shown above what is said, and which of them are
// selected.
func (s *screen) shown(room int) (lines []string, from, to int) {
	if s.page != nil {
		s.offset = max(0, min(s.offset, len(s.page)-room))
		return s.page[s.offset:min(len(s.page), s.offset+room)], -1, -1
	}
	from, to = -1, -1
	if it := s.item(); it != nil {
		from = s.items[s.selected]
		for to = from; to < len(s.lines) && s.lines[to].Item == it; to++ {
		}
		s.offset = min(max(s.offset, min(to, from+room)-room+1), max(0, from-1))
	}
	s.offset = max(0, min(s.offset, len(s.lines)-room))
	for i := s.offset; i < min(s.offset+room, len(s.lines)); i++ {
		lines = append(lines, s.lines[i].Text)
	}
	return lines, from - s.offset, to - s.offset
}

// frame is everything to be written for one picture.
func (s *screen) frame(style form.Style) []byte {
	var said []string
	for _, line := range s.said {
		said = append(said, form.Folded(line, s.columns)...)
	}
	said = said[:min(len(said), max(1, s.rows/3))]
	lines, from, to := s.shown(max(1, s.rows-1-len(said)))
	var b strings.Builder
	b.WriteString(cursorHide + screenHome)
	for i, line := range lines {
		b.WriteString(lineClear) // before the text: behind a full line it would take its last letter
		if i >= from && i < to {
			b.WriteString(reversed + form.Fit(form.WithoutColor(line), s.columns) + plain)
		} else {
			_, _ = form.SafeWriter{To: &b, Color: style.Color}.Write([]byte(line))
		}
		b.WriteString("\r\n")
	}
	b.WriteString(restClear)
	for i, line := range said {
		fmt.Fprintf(&b, "\x1b[%d;1H%s", s.rows-len(said)+i, form.Fit(line, s.columns))
	}
	fmt.Fprintf(&b, "\x1b[%d;1H"+lineClear, s.rows)
	if s.entry != nil {
		b.WriteString(s.entry.line(s.columns) + cursorShow)
		s.entry.place(&b, s.rows, s.columns)
		return []byte(b.String())
	}
	if style.Color {
		b.WriteString("\x1b[2m")
	}
	b.WriteString(form.Fit(s.hint(), s.columns) + plain)
	return []byte(b.String())
}

// hint is the last line where nothing is typed.
func (s *screen) hint() string {
	switch {
	case s.page != nil:
		return "any other key: back to the list"
	case s.filter != "":
		return "only " + s.filter + " · Esc everything · ? help · q ends"
	case s.columns < narrowHint:
		return "? help · q ends"
	}
	return "d done · l log · s snooze · w why · u undo · e edit · / filter · ? help · q ends"
}

// narrowHint is how many columns the hint with every key takes.
const narrowHint = 80
