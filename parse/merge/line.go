package merge

import (
	"strings"

	"netnotes/parse/task"
)

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
	o, _ := task.ReadLine(base)
	a, isTask := task.ReadLine(ours)
	b, too := task.ReadLine(theirs)
	if !isTask || !too {
		return "", false
	}
	text, ok := three(blankless(o.Text), blankless(a.Text), blankless(b.Text))
	if !ok {
		return "", false
	}
	out := a
	if blankless(a.Text) != text || base != "" && blankless(a.Text) == blankless(o.Text) {
		out = b
	}
	state, ok := three(o.State, a.State, b.State)
	if !ok {
		state = moreFinal(a.State, b.State)
	}
	done, box := a.Done, a.Box
	switch {
	case a.State != state:
		done, box = b.Done, b.Box
	case b.State == state:
		if done, ok = three(o.Done, a.Done, b.Done); !ok {
			done = earlierDone(a.Done, b.Done)
		}
		if box, ok = three(o.Box, a.Box, b.Box); !ok {
			box = min(a.Box, b.Box) // two signs of one state
		}
	}
	if out.State == state && out.Done == done && out.Box == box && out == a {
		return ours, true
	}
	if out.State == state && out.Done == done && out.Box == box && out == b {
		return theirs, true
	}
	out.State, out.Done, out.Box = state, done, box
	return out.String(), true
}

func blankless(s string) string { return strings.Join(strings.Fields(s), " ") }

func moreFinal(a, b task.State) task.State {
	if a == task.Done || b == task.Done {
		return task.Done
	}
	if a == task.Cancelled || b == task.Cancelled {
		return task.Cancelled
	}
	return task.Open
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
