package yaml

import (
	"strings"

	"netnotes/parse/txt"
)

// Field is one key of the front matter with its raw values.
//
// Values are the text as written, never what YAML makes of it: 0312 stays
// "0312" and Null stays "Null".
type Field struct {
	Key    string   // as written
	Span   txt.Span // the whole field, from its key to the line before the next
	At     txt.Span // the key
	Values []Value  // none for a key without a value
	List   bool     // written as a list
	Sub    []Field  // of a nested mapping such as name: {first, last}; of a list, one without a key for each value that is a mapping
}

// Text is the field's first value.
func (f *Field) Text() string {
	if f == nil || len(f.Values) == 0 {
		return ""
	}
	return f.Values[0].Text
}

// Texts are the field's values that are not empty.
func (f *Field) Texts() []string {
	if f == nil {
		return nil
	}
	out := make([]string, 0, len(f.Values))
	for _, v := range f.Values {
		if v.Text != "" {
			out = append(out, v.Text)
		}
	}
	return out
}

// extend adds a line that goes on with the value.
func (f *Field) extend(text string, end int) {
	if last := len(f.Values) - 1; last >= 0 && !f.List && len(f.Values[last].Text) < txt.MaxLine {
		f.Values[last].Text += " " + strings.ToValidUTF8(text, "\uFFFD")
		f.Values[last].Span.End = end
	}
}

// Value is one scalar of a field.
type Value struct {
	Text string
	Span txt.Span // where it stands, with its quotes
}
