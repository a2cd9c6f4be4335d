package cli

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"netnotes/index"
	"netnotes/report"
)

// Sequences that every terminal of the last forty years knows.
const (
	screenOpen  = "\x1b[?1049h\x1b[?25l\x1b[?7l" // the other screen, without a cursor, and lines end at the edge
	screenClose = "\x1b[?7h\x1b[?25h\x1b[?1049l"
	screenHome  = "\x1b[H"
	lineClear   = "\x1b[K"
	restClear   = "\x1b[J"
	reversed    = "\x1b[7m"
	plain       = "\x1b[0m"
)

// screen is the list on a terminal: what it shows, and where the user is.
type screen struct {
	lines    []string
	notes    map[int]string // by line: the note it is about
	selected int            // a line that is about a note, or -1
	offset   int            // the first line shown
	status   string
	noticed  bool // status is a notice about the folder
	columns  int
	rows     int
}

// onScreen draws the list until the user ends it.
func (w *watching) onScreen(snapshots <-chan index.Snapshot) error {
	restore, err := w.env.Raw()
	if err != nil {
		return w.onPipe(snapshots)
	}
	fmt.Fprint(w.env.Stdout, screenOpen)
	defer func() {
		restore() // first: what follows may wait for a terminal that takes nothing
		fmt.Fprint(w.env.Stdout, screenClose)
	}()
	keys := newKeys(w.end, w.env.Stdin)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	s := &screen{selected: -1}
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
		case key, ok := <-keys.pressed:
			switch {
			case !ok || key == "q" || key == "\x03" || key == "\x04":
				return nil
			case (key == "\r" || key == "e") && s.notes[s.selected] != "":
				restore = w.visitEditor(s, restore)
			default:
				s.move(key)
			}
			select {
			case keys.next <- struct{}{}:
			case <-w.end.Done():
			}
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
		w.live.Save()
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
	}
	if columns, rows := w.env.Size(); changed || columns != s.columns || rows != s.rows {
		w.fill(s)
		changed = true
	}
	return changed, nil
}

// fill works the list out anew, for the window as it is.
func (w *watching) fill(s *screen) {
	s.columns, s.rows = w.env.Size()
	w.env.Width = s.columns
	selected := s.notes[s.selected]
	s.lines, s.notes = nil, map[int]string{}
	for i, line := range w.list.Screen(w.style()) {
		if s.lines = append(s.lines, line.Text); line.Item != nil {
			s.notes[i] = line.Item.Whose()
		}
	}
	s.selectNote(selected)
	if w.notice != "" || s.noticed {
		s.status, s.noticed = w.notice, w.notice != ""
	}
	if said := report.Unread(w.ix.Unread()); said != "" && s.status == "" {
		s.status, s.noticed = said+": netnotes check", true
	}
}

// selectNote selects the first line about a note, if there is one.
func (s *screen) selectNote(path string) {
	s.selected = -1
	for i := range s.lines {
		if path != "" && s.notes[i] == path {
			s.selected = i
			return
		}
	}
}

// draw writes the picture.
func (w *watching) draw(s *screen) error {
	if !w.began {
		return nil
	}
	_, err := w.env.Stdout.Write(s.frame(w.style().Color))
	return err
}

// visitEditor leaves the screen for the user's editor and comes back.
func (w *watching) visitEditor(s *screen, restore func()) func() {
	editor := w.editor()
	if editor == "" {
		s.status = "no editor is set: " + setEditor()
		return restore
	}
	fmt.Fprint(w.env.Stdout, screenClose)
	restore()
	s.status = ""
	w.end.editing.Store(true)
	err := w.env.RunEditor(w.end, editor, filepath.Join(w.root, filepath.FromSlash(s.notes[s.selected])))
	w.end.editing.Store(false)
	if err != nil {
		s.status = "the editor did not end well"
	}
	again, err := w.env.Raw()
	if err != nil {
		again = func() {}
	}
	fmt.Fprint(w.env.Stdout, screenOpen)
	return again
}

// move goes to another person, or scrolls.
func (s *screen) move(key string) {
	s.status = ""
	step := map[string]int{"j": 1, "\x1b[B": 1, "\x1bOB": 1, "k": -1, "\x1b[A": -1, "\x1bOA": -1}[key]
	page := map[string]int{" ": 1, "\x1b[6~": 1, "b": -1, "\x1b[5~": -1}[key]
	switch {
	case step != 0:
		for i := s.selected + step; i >= 0 && i < len(s.lines); i += step {
			if s.notes[i] != "" {
				s.selected = i
				return
			}
		}
		s.offset += step // nobody further: show what is there
	case page != 0:
		s.offset += page * max(1, s.rows-2)
		s.selected = -1
	case key == "g":
		s.offset, s.selected = 0, -1
	case key == "G":
		s.offset, s.selected = len(s.lines), -1
	}
}

// frame is everything to be written for one picture.
func (s *screen) frame(color bool) []byte {
	room := max(1, s.rows-1)
	if s.notes[s.selected] == "" {
		s.selected = -1
	}
	if s.selected >= 0 {
		s.offset = min(max(s.offset, s.selected-room+3), s.selected)
	}
	s.offset = max(0, min(s.offset, len(s.lines)-room))
	var b strings.Builder
	b.WriteString(screenHome)
	for i := s.offset; i < min(s.offset+room, len(s.lines)); i++ {
		if i == s.selected {
			b.WriteString(reversed + report.Fit(stripColor(s.lines[i]), s.columns) + plain)
		} else {
			_, _ = report.SafeWriter{To: &b, Color: color}.Write([]byte(s.lines[i]))
		}
		b.WriteString(lineClear + "\r\n")
	}
	b.WriteString(restClear)
	status := s.status
	if status == "" {
		status = "j k move · Enter opens · q ends"
	}
	fmt.Fprintf(&b, "\x1b[%d;1H", s.rows)
	if color {
		b.WriteString("\x1b[2m")
	}
	b.WriteString(report.Fit(status, s.columns) + plain + lineClear)
	return []byte(b.String())
}

// stripColor leaves out the sequences that emphasise.
func stripColor(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}
