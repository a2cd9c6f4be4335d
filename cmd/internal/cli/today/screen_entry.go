package today

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/rivo/uniseg"

	"netnotes/report/form"
)

// entry is a line of text while it is typed, at the bottom of the screen.
type entry struct {
	prompt string
	text   string
}

// key takes a key, and reports whether it ended the entry and whether that was
// with Enter.
func (e *entry) key(key string) (ended, entered bool) {
	switch {
	case key == keyEnter || key == "\n":
		return true, true
	case key == keyEscape || key == keyInterrupt || key == keyEnd:
		return true, false
	case key == keyErase || key == "\b":
		e.erase()
	case key == "\x15": // Ctrl-U, the whole line
		e.text = ""
	case key == "\x17": // Ctrl-W, a word
		e.text = e.text[:strings.LastIndex(strings.TrimRight(e.text, " "), " ")+1]
	case strings.HasPrefix(key, pasteStart):
		e.text += strings.Join(strings.FieldsFunc(strings.TrimPrefix(key, pasteStart), func(r rune) bool { return unicode.IsControl(r) }), " ")
	case strings.HasPrefix(key, "\x1b"):
	case !unicode.IsControl([]rune(key)[0]):
		e.text += key
	}
	return false, false
}

// erase takes away the last character, with all the marks that belong to it.
func (e *entry) erase() {
	last := 0
	for g := uniseg.NewGraphemes(e.text); g.Next(); {
		last, _ = g.Positions()
	}
	e.text = e.text[:last]
}

// line is the prompt and the end of the text, as much as fits before the cursor.
func (e *entry) line(columns int) string {
	prompt := form.Fit(e.prompt, max(1, columns/2, columns-24))
	room := columns - 1 - uniseg.StringWidth(prompt)
	text := form.Fit(e.text, 0)
	for uniseg.StringWidth(text) > room && text != "" {
		_, text, _, _ = uniseg.FirstGraphemeClusterInString(text, -1)
	}
	return prompt + text
}

// place puts the cursor behind the text.
func (e *entry) place(b *strings.Builder, row, columns int) {
	fmt.Fprintf(b, "\x1b[%d;%dH", row, min(columns, uniseg.StringWidth(e.line(columns))+1))
}

// askOnScreen has the user type a line; ok is false where they would rather not. text is
// there to begin with.
func (w *watching) askOnScreen(s *screen, prompt, text string) (answer string, ok bool) {
	s.entry = &entry{prompt: prompt, text: text}
	defer func() { s.entry = nil }()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	w.nextKey(s)
	for {
		if err := w.draw(s); err != nil {
			return "", false
		}
		select {
		case <-w.end.Done():
			return "", false
		case key, open := <-s.keys.pressed:
			if !open {
				return "", false
			}
			if ended, entered := s.entry.key(key); ended {
				return strings.TrimSpace(s.entry.text), entered
			}
			w.nextKey(s)
		case <-tick.C:
			if columns, rows := w.Env.Size(); columns != s.columns || rows != s.rows {
				w.fill(s)
			}
		}
	}
}

// asked puts the questions of a command on the screen: what the command said last
// is the question, and its answer the next line it reads. Who would rather not
// answer ends the command's input.
type asked struct {
	*watching
	s    *screen
	said *bytes.Buffer // what the command writes for the user
	rest []byte
}

func (q *asked) Read(p []byte) (int, error) {
	if len(q.rest) == 0 {
		question := strings.TrimSpace(q.said.String())
		q.said.Reset()
		above, last := "", question
		if at := strings.LastIndexByte(question, '\n'); at >= 0 {
			above, last = question[:at], question[at+1:]
		}
		q.s.say(above)
		answer, ok := q.askOnScreen(q.s, last+" ", "")
		q.s.say("")
		if !ok {
			return 0, io.EOF
		}
		q.rest = []byte(answer + "\n")
	}
	n := copy(p, q.rest)
	q.rest = q.rest[n:]
	return n, nil
}
