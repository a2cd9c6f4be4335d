package parse

import (
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// TaskLine is a bullet taken apart: a task has a box, and perhaps the day on
// which it was done, which merge apart from its words.
type TaskLine struct {
	Lead  string // the bullet and what stands before it
	State State  // empty for a bullet without a box
	Box   string
	Text  string // without the day it was done
	Done  string // that day with its mark and the blank before it
}

// ReadTaskLine takes a bullet apart; ok is false where it has no box.
func ReadTaskLine(line string) (t TaskLine, ok bool) {
	_, width := BulletMark(line)
	t.Lead, t.Text = line[:width], line[width:]
	rest := strings.TrimLeft(t.Text, " \t")
	box, ok := checkbox(rest)
	if !ok && len(rest) == 3 {
		box, ok = checkbox(rest + " ")
	}
	if !ok {
		return t, false
	}
	t.Lead += t.Text[:len(t.Text)-len(rest)]
	t.State, t.Box = box.state, strings.TrimRight(rest[:min(box.text, len(rest))], " \t")
	t.Text = rest[len(t.Box):]
	if t.Box == "[X]" {
		t.Box = "[x]"
	}
	t.cutDone()
	return t, true
}

// cutDone takes "done:2026-08-17" out of a task's text, in whichever style.
func (t *TaskLine) cutDone() {
	x := &TaskText{marks: dateMarks(), Raw: txt.CutBlockID(txt.Clip(t.Text))}
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
func (t TaskLine) String() string {
	return t.Lead + t.Box + t.Text + t.Done
}
