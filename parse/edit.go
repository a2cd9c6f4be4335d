package parse

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// EditError is an edit that was refused: the note stays as it is.
type EditError struct {
	Text  string
	Hint  string // what to do instead; may be empty
	Usage bool   // the edit makes no sense in any note
}

func (e *EditError) Error() string { return e.Text }

// unproven refuses an edit after which something else would read differently.
func unproven(n *Note) error {
	return &EditError{Text: "the change would alter more than it should, so nothing was written", Hint: "make it in an editor: " + Command("edit", n.Path)}
}

// change is one span of a source and the text that takes its place.
type change struct {
	at   Span
	text string
}

func (c change) apply(source []byte) []byte {
	out := make([]byte, 0, len(source)+len(c.text))
	out = append(out, source[:c.at.Start]...)
	out = append(out, c.text...)
	return append(out, source[c.at.End:]...)
}

// prove makes the first of several changes after which the note reads as it
// should. A change is never trusted: its result is parsed as any note is.
func (r *Reader) prove(n *Note, proof func(after *Note) bool, tries ...change) (*Note, error) {
	for _, c := range tries {
		if after := r.Note(n.Path, c.apply(n.Source())); proof(after) {
			return after, nil
		}
	}
	return nil, unproven(n)
}

// ending is the line ending of the line that holds the byte at offset, else
// that of the line before; LF in a source of one line.
func ending(source []byte, at int) string {
	i := bytes.IndexAny(source[at:], "\r\n")
	if i >= 0 {
		i += at
	} else if i = bytes.LastIndexAny(source[:at], "\r\n"); i < 0 {
		return "\n"
	} else if source[i] == '\n' && i > 0 && source[i-1] == '\r' {
		i--
	}
	switch {
	case source[i] == '\n':
		return "\n"
	case i+1 < len(source) && source[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}

// startOfLine is where the line of the byte at offset begins.
func startOfLine(source []byte, at int) int {
	return bytes.LastIndexAny(source[:at], "\r\n") + 1
}

// lineBefore is where the line begins whose ending stands before the offset.
func lineBefore(source []byte, at int) int {
	switch {
	case at > 1 && source[at-1] == '\n' && source[at-2] == '\r':
		at -= 2
	case at > 0 && (source[at-1] == '\n' || source[at-1] == '\r'):
		at--
	}
	return startOfLine(source, at)
}

// isBlank reports whether the line at offset has nothing but blanks.
func isBlank(source []byte, at int) bool {
	return len(bytes.TrimSpace(source[at:NextLine(source, at)])) == 0
}

// sameLists reports whether two readings hold the same questions and the same
// people to meet.
func sameLists(a, b *Note) bool {
	return slices.EqualFunc(a.Questions(), b.Questions(), func(x, y Question) bool { return x.Text == y.Text && x.Asked == y.Asked }) &&
		slices.EqualFunc(a.ToMeet(), b.ToMeet(), func(x, y Meeting) bool {
			return x.Text == y.Text && x.Done == y.Done && x.Person.Target == y.Person.Target
		})
}

func sameEntries(a, b []Entry) bool {
	return slices.EqualFunc(a, b, sameEntry)
}

func sameEntry(x, y Entry) bool {
	x.Span, y.Span, x.Line, y.Line = Span{}, Span{}, 0, 0
	return reflect.DeepEqual(x, y)
}

func samePromises(a, b []Promise) bool {
	return slices.EqualFunc(a, b, samePromise)
}

func samePromise(x, y Promise) bool {
	x.Span, y.Span, x.Box, y.Box, x.Line, y.Line = Span{}, Span{}, Span{}, Span{}, 0, 0
	return reflect.DeepEqual(x, y)
}

func sameFields(a, b []Field) bool { return slices.EqualFunc(a, b, sameField) }

func sameField(a, b Field) bool {
	return a.Key == b.Key && a.List == b.List && sameFields(a.Sub, b.Sub) &&
		slices.EqualFunc(a.Values, b.Values, func(x, y Value) bool { return x.Text == y.Text })
}

// without leaves out the element at i; -1 leaves out none.
func without[T any](list []T, i int) []T {
	if i < 0 {
		return list
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}

// newProblems lists what is wrong with a note that was not wrong before.
func newProblems(before, after *Note) []Problem {
	type said struct {
		code Code
		text string
	}
	known := map[said]int{}
	for _, p := range before.Problems() {
		known[said{p.Code, p.Text}]++
	}
	var out []Problem
	for _, p := range after.Problems() {
		if key := (said{p.Code, p.Text}); known[key] > 0 {
			known[key]--
		} else {
			out = append(out, p)
		}
	}
	return out
}

// NewProblems lists what an edit made wrong: a value out of form, which was
// written because it was asked for.
func NewProblems(before, after *Note) []Problem { return newProblems(before, after) }

// oneLine refuses text that would not stay on its line.
func oneLine(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", &EditError{"the text is not UTF-8", "type it again", true}
	}
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 }) {
		return "", &EditError{"the text holds a line break or a control character", "write it on one line", true}
	}
	return text, nil
}
