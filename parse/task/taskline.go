package task

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Line is a bullet taken apart: a task has a box, and perhaps the day on
// which it was done, which merge apart from its words.
type Line struct {
	Lead  string // the bullet and what stands before it
	State State  // empty for a bullet without a box
	Box   string
	Text  string // without the day it was done
	Done  string // that day with its mark and the blank before it
}

// ReadLine takes a bullet apart; ok is false where it has no box.
func ReadLine(line string) (t Line, ok bool) {
	_, width := txt.BulletMark(line)
	t.Lead, t.Text = line[:width], line[width:]
	rest := strings.TrimLeft(t.Text, " \t")
	box, ok := ReadBox(rest)
	if !ok && len(rest) == 3 {
		box, ok = ReadBox(rest + " ")
	}
	if !ok {
		return t, false
	}
	t.Lead += t.Text[:len(t.Text)-len(rest)]
	t.State, t.Box = box.State, strings.TrimRight(rest[:min(box.Text, len(rest))], " \t")
	t.Text = rest[len(t.Box):]
	if t.Box == "[X]" {
		t.Box = "[x]"
	}
	t.cutDone()
	return t, true
}

// cutDone takes "done:2026-08-17" out of a task's text, in whichever style.
func (t *Line) cutDone() {
	x := NewReader(date.Reader{}).Text(t.Text, date.Date{})
	x.Read(false)
	for _, d := range slices.Backward(x.Found) {
		if d.Which == 'x' && d.Whole.Start > 0 && t.Text[d.Whole.Start-1] == ' ' {
			start, end := d.Whole.Start-1, d.Whole.End
			t.Done, t.Text = t.Text[start:end], t.Text[:start]+t.Text[end:]
			return
		}
	}
}

// String puts the bullet together again.
func (t Line) String() string {
	return t.Lead + t.Box + t.Text + t.Done
}
