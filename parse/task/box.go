package task

import (
	"strings"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// Box is the sign of a task before its text.
type Box struct {
	State  State
	Theirs bool     // what somebody else is to do
	Mark   txt.Span // what changes with the state: the character in brackets, a sign, a word
	Text   int      // where the text begins
}

// boxMark is a box without brackets.
type boxMark struct {
	mark   string
	state  State
	theirs bool
}

// boxMarks are the boxes without brackets.
func boxMarks() [11]boxMark {
	return [...]boxMark{{"☐", Open, false}, {"☑", Done, false}, {"☒", Done, false}, {"TODO", Open, false}, {"DOING", Open, false}, {"NOW", Open, false}, {"LATER", Open, false},
		{"WAITING", Open, true}, {"DONE", Done, false}, {"CANCELLED", Cancelled, false}, {"CANCELED", Cancelled, false}}
}

// ReadBox reads the box before a text: "[ ] " with any one character, a sign,
// or a word in capitals.
func ReadBox(raw string) (Box, bool) {
	if strings.HasPrefix(raw, "[") {
		c, size := utf8.DecodeRuneInString(raw[1:])
		end := 1 + size
		if len(raw) < end+2 || raw[end] != ']' || raw[end+1] != ' ' && raw[end+1] != '\t' {
			return Box{}, false
		}
		state := Open
		switch c {
		case 'x', 'X':
			state = Done
		case '-':
			state = Cancelled
		}
		return Box{State: state, Mark: txt.At(1, end), Text: len(raw) - len(txt.TrimBlanks(raw[end+1:]))}, true
	}
	if raw == "" || raw[0] < 'C' || raw[0] > 'W' && raw[0] != "☐"[0] {
		return Box{}, false
	}
	for _, m := range boxMarks() {
		rest, ok := strings.CutPrefix(raw, m.mark)
		if !ok {
			continue
		}
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "\ufe0f"), ":") // an emoji's variation selector
		if text := txt.TrimBlanks(rest); text != rest {
			return Box{m.state, m.theirs, txt.At(0, len(m.mark)), len(raw) - len(text)}, true
		}
	}
	return Box{}, false
}

// BoxAs is what stands in place of a box's mark in another state; empty where
// that sort of box has no such state.
func BoxAs(mark string, state State) string {
	kind := [3]string{" ", "x", "-"} // open, done, cancelled
	switch {
	case len(mark) > 1 && mark[0] < utf8.RuneSelf:
		kind = [3]string{"TODO", "DONE", "CANCELLED"}
	case mark == "☐" || mark == "☑" || mark == "☒":
		kind = [3]string{"☐", "☑", ""}
	}
	switch state {
	case Done:
		return kind[1]
	case Cancelled:
		return kind[2]
	}
	return kind[0]
}
