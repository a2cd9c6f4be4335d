package edit

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Error is an edit that was refused: the note stays as it is.
type Error struct {
	Text  string
	Hint  string // what to do instead; may be empty
	Usage bool   // the edit makes no sense in any note
}

func (e *Error) Error() string { return e.Text }

// unproven refuses an edit after which something else would read differently.
func unproven(n *parse.Note) error {
	return &Error{Text: "the change would alter more than it should, so nothing was written", Hint: "make it in an editor: " + txt.Command("edit", n.Path)}
}

// change is one span of a source and the text that takes its place.
type change struct {
	at   txt.Span
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
func prove(r *parse.Reader, n *parse.Note, proof func(after *parse.Note) bool, tries ...change) (*parse.Note, error) {
	for _, c := range tries {
		if after := r.Note(n.Path, c.apply(n.Source())); proof(after) {
			return after, nil
		}
	}
	return nil, unproven(n)
}

// lineBefore is where the line begins whose ending stands before the offset.
func lineBefore(source []byte, at int) int {
	switch {
	case at > 1 && source[at-1] == '\n' && source[at-2] == '\r':
		at -= 2
	case at > 0 && (source[at-1] == '\n' || source[at-1] == '\r'):
		at--
	}
	return txt.StartOfLine(source, at)
}

// sameLists reports whether two readings hold the same questions and the same
// people to meet.
func sameLists(a, b *parse.Note) bool {
	return sameQuestions(a.Questions(), b.Questions()) && sameMeetings(a.ToMeet(), b.ToMeet())
}

func sameQuestions(a, b []parse.Question) bool {
	return slices.EqualFunc(a, b, func(x, y parse.Question) bool { return x.Text == y.Text && x.Asked == y.Asked })
}

func sameMeetings(a, b []parse.Meeting) bool {
	return slices.EqualFunc(a, b, func(x, y parse.Meeting) bool {
		return x.Text == y.Text && x.Done == y.Done && x.Person.Target == y.Person.Target
	})
}

func sameEntries(a, b []logline.Entry) bool {
	return slices.EqualFunc(a, b, sameEntry)
}

func sameEntry(x, y logline.Entry) bool {
	x.Span, y.Span, x.Line, y.Line = txt.Span{}, txt.Span{}, 0, 0
	return reflect.DeepEqual(x, y)
}

func samePromises(a, b []task.Promise) bool {
	return slices.EqualFunc(a, b, samePromise)
}

func samePromise(x, y task.Promise) bool {
	x.Span, y.Span, x.Box, y.Box, x.Line, y.Line = txt.Span{}, txt.Span{}, txt.Span{}, txt.Span{}, 0, 0
	return reflect.DeepEqual(x, y)
}

func sameFields(a, b []yaml.Field) bool { return slices.EqualFunc(a, b, sameField) }

func sameField(a, b yaml.Field) bool {
	return a.Key == b.Key && a.List == b.List && sameFields(a.Sub, b.Sub) &&
		slices.EqualFunc(a.Values, b.Values, func(x, y yaml.Value) bool { return x.Text == y.Text })
}

// without leaves out the element at i; -1 leaves out none.
func without[T any](list []T, i int) []T {
	if i < 0 {
		return list
	}
	return slices.Delete(slices.Clone(list), i, i+1)
}

// NewProblems lists what is wrong with a note that was not wrong before, such as
// a value out of form, which an edit writes because it was asked for.
func NewProblems(before, after *parse.Note) []txt.Problem {
	type said struct {
		code txt.Code
		text string
	}
	known := map[said]int{}
	for _, p := range before.Problems() {
		known[said{p.Code, p.Text}]++
	}
	var out []txt.Problem
	for _, p := range after.Problems() {
		if key := (said{p.Code, p.Text}); known[key] > 0 {
			known[key]--
		} else {
			out = append(out, p)
		}
	}
	return out
}

// oneLine refuses text that would not stay on its line.
func oneLine(text string) (string, error) {
	if !utf8.ValidString(text) {
		return "", &Error{"the text is not UTF-8", "type it again", true}
	}
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 }) {
		return "", &Error{"the text holds a line break or a control character", "write it on one line", true}
	}
	return text, nil
}
