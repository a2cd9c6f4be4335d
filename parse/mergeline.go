package parse

import (
	"slices"
	"strings"
)

// taskLine is a bullet taken apart: a task has a box, and perhaps the day on
// which it was done, which merge apart from its words.
type taskLine struct {
	lead  string // the bullet and what stands before it
	state State  // empty for a bullet without a box
	box   string
	text  string // without the day it was done
	done  string // that day with its mark and the blank before it
}

// readTask takes a bullet apart; ok is false where it has no box.
func readTask(line string) (t taskLine, ok bool) {
	_, width := bulletMark(line)
	t.lead, t.text = line[:width], line[width:]
	rest := strings.TrimLeft(t.text, " \t")
	box, ok := checkbox(rest)
	if !ok && len(rest) == 3 {
		box, ok = checkbox(rest + " ")
	}
	if !ok {
		return t, false
	}
	t.lead += t.text[:len(t.text)-len(rest)]
	t.state, t.box = box.state, strings.TrimRight(rest[:min(box.text, len(rest))], " \t")
	t.text = rest[len(t.box):]
	if t.box == "[X]" {
		t.box = "[x]"
	}
	t.cutDone()
	return t, true
}

// cutDone takes "done:2026-08-17" out of a task's text, in whichever style.
func (t *taskLine) cutDone() {
	x := (&Reader{markdown: markdown{marks: dateMarks()}}).taskReader(t.text, Date{})
	x.read(false)
	for _, d := range slices.Backward(x.found) {
		if d.which == 'x' && d.whole.Start > 0 && t.text[d.whole.Start-1] == ' ' {
			start, end := d.whole.Start-1, d.whole.End
			t.done, t.text = t.text[start:end], t.text[:start]+t.text[end:]
			return
		}
	}
}

func (t taskLine) String() string {
	return t.lead + t.box + t.text + t.done
}

// three picks the one of two values that was changed; ok is false where both
// were, to different values.
func three[T comparable](base, ours, theirs T) (T, bool) {
	switch {
	case ours == theirs, theirs == base:
		return ours, true
	case ours == base:
		return theirs, true
	}
	return ours, false
}

// mergeBullet merges three readings of one bullet; base is empty where there
// was none. A task's state is apart from its words: where both sides closed
// it, the more final state stays, and the earlier day.
func mergeBullet(base, ours, theirs string) (string, bool) {
	o, _ := readTask(base)
	a, isTask := readTask(ours)
	b, too := readTask(theirs)
	if !isTask || !too {
		return "", false
	}
	text, ok := three(blankless(o.text), blankless(a.text), blankless(b.text))
	if !ok {
		return "", false
	}
	out := a
	if blankless(a.text) != text || base != "" && blankless(a.text) == blankless(o.text) {
		out = b
	}
	state, ok := three(o.state, a.state, b.state)
	if !ok {
		state = moreFinal(a.state, b.state)
	}
	done, box := a.done, a.box
	switch {
	case a.state != state:
		done, box = b.done, b.box
	case b.state == state:
		if done, ok = three(o.done, a.done, b.done); !ok {
			done = earlierDone(a.done, b.done)
		}
		if box, ok = three(o.box, a.box, b.box); !ok {
			box = min(a.box, b.box) // two signs of one state
		}
	}
	if out.state == state && out.done == done && out.box == box && out == a {
		return ours, true
	}
	if out.state == state && out.done == done && out.box == box && out == b {
		return theirs, true
	}
	out.state, out.done, out.box = state, done, box
	return out.String(), true
}

func blankless(s string) string { return strings.Join(strings.Fields(s), " ") }

func moreFinal(a, b State) State {
	if a == Done || b == Done {
		return Done
	}
	if a == Cancelled || b == Cancelled {
		return Cancelled
	}
	return Open
}

// earlierDone is the earlier of two days a task was done, each with its mark.
func earlierDone(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	day := func(s string) string { return strings.Trim(s[strings.IndexAny(s, "0123456789"):], " )]") }
	if x, y := day(a), day(b); x < y || x == y && a < b {
		return a
	}
	return b
}
