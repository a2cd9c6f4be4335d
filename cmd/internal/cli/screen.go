package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"netnotes/index"
	"netnotes/report"
)

// Sequences that every terminal of the last forty years knows.
const (
	screenOpen  = "\x1b[?1049h\x1b[?25l" // the other screen, without a cursor
	screenClose = "\x1b[?25h\x1b[?1049l"
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
}

// onScreen draws the list until the user ends it.
func (w *watching) onScreen(ctx context.Context, snapshots <-chan index.Snapshot) error {
	restore, err := w.env.Raw()
	if err != nil {
		return w.onPipe(ctx, snapshots)
	}
	fmt.Fprint(w.env.Stdout, screenOpen)
	defer func() {
		fmt.Fprint(w.env.Stdout, screenClose)
		restore()
	}()
	keys := newKeys(ctx, w.env.Stdin)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	s := &screen{selected: -1}
	columns, rows := 0, 0
	for {
		redraw, again := true, false
		select {
		case <-ctx.Done():
			return nil
		case snapshot, ok := <-snapshots:
			if !ok {
				return nil
			}
			if err := w.take(snapshot); err != nil {
				return err
			}
			again = true
		case key := <-keys.pressed:
			switch {
			case key == "q" || key == "\x03" || key == "\x04":
				return nil
			case (key == "\r" || key == "e") && s.notes[s.selected] != "":
				restore = w.visitEditor(s, restore)
			default:
				s.move(key, rows)
			}
			keys.next <- struct{}{}
		case <-tick.C:
			nowColumns, nowRows := w.env.Size()
			again = w.snapshot.Index != nil && w.stirred()
			redraw = again || nowColumns != columns || nowRows != rows
			if again {
				if err := w.take(index.Snapshot{Index: w.snapshot.Index}); err != nil {
					return err
				}
			}
		}
		if !redraw || w.snapshot.Index == nil {
			continue
		}
		if nowColumns, nowRows := w.env.Size(); again || nowColumns != columns || nowRows != rows {
			columns, rows = nowColumns, nowRows
			w.env.Width = columns
			s.lines, s.notes = w.due().Screen(w.style())
			if w.snapshot.Notice != "" {
				s.status = w.snapshot.Notice
			}
		}
		if _, err := w.env.Stdout.Write(s.frame(rows, columns, w.style().Color)); err != nil {
			return err
		}
	}
}

// visitEditor leaves the screen for the user's editor and comes back.
func (w *watching) visitEditor(s *screen, restore func()) func() {
	editor := w.env.Getenv("VISUAL")
	if editor == "" {
		editor = w.env.Getenv("EDITOR")
	}
	if editor == "" {
		s.status = "no editor is set: export EDITOR=nano"
		return restore
	}
	fmt.Fprint(w.env.Stdout, screenClose)
	restore()
	s.status = ""
	if err := w.env.RunEditor(editor, filepath.Join(w.root, filepath.FromSlash(s.notes[s.selected]))); err != nil {
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
func (s *screen) move(key string, rows int) {
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
		s.offset += page * max(1, rows-2)
		s.selected = -1
	case key == "g":
		s.offset, s.selected = 0, -1
	case key == "G":
		s.offset, s.selected = len(s.lines), -1
	}
}

// frame is everything to be written for one picture.
func (s *screen) frame(rows, columns int, color bool) []byte {
	room := max(1, rows-1)
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
			b.WriteString(reversed + report.Fit(stripColor(s.lines[i]), columns) + plain)
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
	fmt.Fprintf(&b, "\x1b[%d;1H", rows)
	if color {
		b.WriteString("\x1b[2m")
	}
	b.WriteString(report.Fit(status, columns) + plain + lineClear)
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
