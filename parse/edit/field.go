package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// SetField gives a front-matter field a value, in the place and the quotes of
// the old one; a field that is not there is added after the last. A note
// without front matter gets one. Comments stay. A list becomes a list of this
// one value, in its own style.
func SetField(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
	value, err := fieldText(value)
	if err != nil {
		return nil, err
	}
	i, err := fieldAt(r, n, key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		return addField(r, n, key, r.ScalarText(n.Kind, key, value), value)
	}
	f := &n.Fields()[i]
	if len(f.Values) == 1 && f.Values[0].Text == value {
		return n, nil
	}
	proof := proveField(n, i, f.List, []string{value})
	return prove(r, n, proof, valueChanges(n, f, r.ScalarText(n.Kind, f.Key, value), value)...)
}

// AddItem adds a value to a list, at its end and in its style; of a single
// value it makes a list. A value that is there already changes nothing.
func AddItem(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
	value, err := fieldText(value)
	if err != nil {
		return nil, err
	}
	i, err := fieldAt(r, n, key)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		text := "[" + yaml.Item(value) + "]"
		if r.FieldsOf(n.Kind).Info(key).Type.HoldsLinks() {
			text = newline(n) + "  - " + yaml.Text(value)
		}
		return addField(r, n, key, text, value)
	}
	f := &n.Fields()[i]
	if findItem(f, value) >= 0 {
		return n, nil
	}
	proof := proveField(n, i, true, append(slices.Clone(allTexts(f)), value))
	return prove(r, n, proof, itemChanges(n, f, value)...)
}

// RemoveItem takes a value out of a list; with the last one the field goes. It
// changes nothing where the value is not there.
func RemoveItem(r *parse.Reader, n *parse.Note, key, value string) (*parse.Note, error) {
	i, err := fieldAt(r, n, key)
	if err != nil {
		return nil, err
	}
	at := -1
	if i >= 0 {
		at = findItem(&n.Fields()[i], strings.TrimSpace(value))
	}
	if at < 0 {
		return n, nil
	}
	f := &n.Fields()[i]
	if len(f.Values) == 1 {
		return RemoveField(r, n, key)
	}
	return prove(r, n, proveField(n, i, true, without(allTexts(f), at)), itemRemoval(n, f, at))
}

// RemoveField takes a field out of the front matter with all its lines, but
// not the comments after it. It changes nothing where there is no such field.
func RemoveField(r *parse.Reader, n *parse.Note, key string) (*parse.Note, error) {
	for {
		i, err := fieldAt(r, n, key)
		if err != nil || i < 0 {
			return n, err
		}
		f := &n.Fields()[i]
		proof := func(after *parse.Note) bool {
			return sameFields(without(n.Fields(), i), after.Fields()) && sameRest(n, after)
		}
		start := txt.StartOfLine(n.Source(), f.At.Start)
		if n, err = prove(r, n, proof, change{txt.At(start, endOfField(n, f)), ""}); err != nil {
			return nil, err
		}
	}
}

func fieldText(value string) (string, error) {
	value = strings.TrimSpace(value)
	if strings.ToValidUTF8(value, "") != value {
		return "", &Error{"the value is not UTF-8", "type it again", true}
	}
	if value == "" {
		return "", &Error{"there is no value", "FIELD= removes a field", true}
	}
	return value, nil
}

// fieldAt is the place of the field that a key means, or -1: the key itself in
// any spelling, else the one field of the same meaning. Where several fields of
// one meaning hold different things, as home and work phones do, only the key
// itself is meant.
func fieldAt(r *parse.Reader, n *parse.Note, key string) (int, error) {
	if strings.TrimSpace(key) == "" || strings.ContainsAny(key, "\r\n:#\"'[]{},&*!|>%@`\\") || key != strings.TrimSpace(key) || strings.HasPrefix(key, "-") || strings.HasPrefix(key, "?") {
		return -1, &Error{fmt.Sprintf("%q cannot be the name of a field", key), "use letters, digits, - and _", true}
	}
	for i := len(n.Fields()) - 1; i >= 0; i-- {
		if txt.FoldKey(n.Fields()[i].Key) == txt.FoldKey(key) {
			return i, nil
		}
	}
	name := r.FieldsOf(n.Kind).Info(key).Name
	found := -1
	for i := range n.Fields() {
		if name == "" || r.FieldsOf(n.Kind).Info(n.Fields()[i].Key).Name != name {
			continue
		}
		switch name {
		case "email", "phone", "url", "handles":
			return -1, nil
		}
		found = i
	}
	return found, nil
}

// addField writes a field after the last. text is the value as YAML, value what
// it must read as.
func addField(r *parse.Reader, n *parse.Note, key, text, value string) (*parse.Note, error) {
	eol := newline(n)
	if !strings.HasPrefix(text, eol) {
		text = " " + text
	}
	at, line := n.Front().Start, key+":"+text+eol
	if n.Front().End == n.Front().Start {
		line = "---" + eol + line + "---" + eol
	} else {
		_, inner, _ := yaml.FrontMatter(n.Source())
		at = inner.End
		if len(n.Fields()) > 0 {
			first := n.Fields()[0].At.Start
			line = string(n.Source()[txt.StartOfLine(n.Source(), first):first]) + line
		}
		if at > 0 && n.Source()[at-1] != '\n' && n.Source()[at-1] != '\r' {
			line = eol + strings.TrimSuffix(line, eol)
		}
	}
	proof := func(after *parse.Note) bool {
		last := len(after.Fields()) - 1
		return last >= 0 && after.Fields()[last].Key == key && after.Fields()[last].Text() == value && len(after.Fields()[last].Values) == 1 &&
			sameFields(n.Fields(), after.Fields()[:last]) && sameRest(n, after)
	}
	return prove(r, n, proof, change{txt.At(at, at), line})
}

// newline is the line ending of the front matter, or of the note.
func newline(n *parse.Note) string { return txt.Ending(n.Source(), n.Front().Start) }

// proveField says that only the field at i changed, and reads as it should.
func proveField(n *parse.Note, i int, list bool, texts []string) func(*parse.Note) bool {
	return func(after *parse.Note) bool {
		if len(after.Fields()) != len(n.Fields()) || after.Fields()[i].Key != n.Fields()[i].Key {
			return false
		}
		return after.Fields()[i].List == list && slices.Equal(allTexts(&after.Fields()[i]), texts) &&
			sameFields(without(n.Fields(), i), without(after.Fields(), i)) && sameRest(n, after)
	}
}

// allTexts are the field's values, the empty ones as well.
func allTexts(f *yaml.Field) []string {
	out := make([]string, len(f.Values))
	for i, v := range f.Values {
		out[i] = v.Text
	}
	return out
}

// sameRest reports whether the body is the same bytes after an edit of the
// front matter, which YAML must not read worse than before.
func sameRest(n *parse.Note, after *parse.Note) bool {
	if !bytes.Equal(n.Source()[n.Front().End:], after.Source()[after.Front().End:]) || yaml.Accepts(frontText(n)) && !yaml.Accepts(frontText(after)) {
		return false
	}
	for _, p := range NewProblems(n, after) {
		switch p.Code {
		case txt.YAMLColon, txt.YAMLQuote, txt.YAMLReserved, txt.YAMLSyntax, txt.YAMLTab, txt.FrontUnclosed, txt.DuplicateKey, txt.TooMuch:
			return false
		}
	}
	return true
}

// frontText is the text between the fences.
func frontText(n *parse.Note) []byte {
	_, inner, _ := yaml.FrontMatter(n.Source())
	return n.Source()[inner.Start:inner.End]
}

// endOfField is where the field's lines end: its last line that is neither blank
// nor a comment of its own.
func endOfField(n *parse.Note, f *yaml.Field) int {
	end := txt.NextLine(n.Source(), f.At.Start)
	limit := max(end, txt.StartOfLine(n.Source(), f.Span.End))
	if f.Span.End == len(n.Source()) {
		limit = f.Span.End
	}
	for at := end; at < limit; {
		next := txt.NextLine(n.Source(), at)
		if !txt.IsBlank(n.Source(), at) && n.Source()[at] != '#' {
			end = next
		}
		at = next
	}
	return min(end, max(limit, txt.NextLine(n.Source(), f.At.Start)))
}

// afterColon is the place behind the colon that ends the field's key.
func afterColon(n *parse.Note, f *yaml.Field) int {
	at := f.At.Start + max(yaml.ClosingQuote(n.Source()[f.At.Start:]), 0)
	if i := bytes.IndexByte(n.Source()[at:txt.NextLine(n.Source(), at)], ':'); i >= 0 {
		return at + i + 1
	}
	return f.At.End
}

// valueChanges are the ways to put a value into a field, the least change
// first. text is the value as YAML.
func valueChanges(n *parse.Note, f *yaml.Field, text, value string) []change {
	colon := afterColon(n, f)
	lineEnd := txt.EndOfText(n.Source(), colon)
	end := endOfField(n, f)
	for end > colon && (n.Source()[end-1] == '\n' || n.Source()[end-1] == '\r') {
		end--
	}
	var tries []change
	switch {
	case f.List && len(f.Values) > 0:
		first, last := f.Values[0].Span, f.Values[len(f.Values)-1].Span
		if first.Start < lineEnd {
			tries = append(tries, change{txt.At(first.Start, last.End), yaml.Item(value)})
		} else {
			tries = append(tries, change{txt.At(first.Start, end), yaml.Text(value)})
		}
	case f.List:
		if inside, ok := emptyList(n, colon); ok {
			tries = append(tries, change{inside, yaml.Item(value)})
		}
	case len(f.Values) == 0:
		tries = append(tries, change{txt.At(colon, colon), " " + text})
	case f.Values[0].Span.End <= lineEnd:
		tries = append(tries, change{f.Values[0].Span, parse.InQuotesOf(n.Source()[f.Values[0].Span.Start], text, value)})
	}
	if f.List {
		text = "[" + yaml.Item(value) + "]"
	}
	return append(tries, change{txt.At(colon, end), " " + text})
}

// emptyList is the inside of the brackets of "[]" behind a colon.
func emptyList(n *parse.Note, colon int) (inside txt.Span, ok bool) {
	value := n.Source()[colon:txt.EndOfText(n.Source(), colon)]
	open := len(value) - len(bytes.TrimLeft(value, " \t"))
	if open == len(value) || value[open] != '[' {
		return txt.Span{}, false
	}
	blanks := len(value[open+1:]) - len(bytes.TrimLeft(value[open+1:], " \t"))
	closed := open + 1 + blanks
	return txt.At(colon+open+1, colon+closed), closed < len(value) && value[closed] == ']'
}

// itemChanges are the ways to add an item to a field.
func itemChanges(n *parse.Note, f *yaml.Field, value string) []change {
	colon := afterColon(n, f)
	end := endOfField(n, f)
	trimmed := end
	for trimmed > colon && (n.Source()[trimmed-1] == '\n' || n.Source()[trimmed-1] == '\r') {
		trimmed--
	}
	var tries []change
	if len(f.Values) == 0 {
		if inside, ok := emptyList(n, colon); ok {
			tries = append(tries, change{inside, yaml.Item(value)})
		}
		tries = append(tries, change{txt.At(colon, colon), " [" + yaml.Item(value) + "]"}, change{txt.At(colon, trimmed), " [" + yaml.Item(value) + "]"})
		return tries
	}
	last := f.Values[len(f.Values)-1].Span
	if !f.List {
		old := string(n.Source()[last.Start:last.End])
		if old[0] != '"' && old[0] != '\'' {
			old = yaml.Item(f.Values[0].Text)
		}
		return append(tries, change{last, "[" + old + ", " + yaml.Item(value) + "]"}, change{txt.At(colon, trimmed), " [" + yaml.Item(f.Values[0].Text) + ", " + yaml.Item(value) + "]"})
	}
	prefix := string(n.Source()[txt.StartOfLine(n.Source(), last.Start):last.Start])
	if strings.TrimSpace(prefix) == "-" {
		eol := txt.Ending(n.Source(), last.Start)
		after := txt.EndOfText(n.Source(), last.End)
		tries = append(tries, change{txt.At(after, after), eol + prefix + yaml.Text(value)}, change{txt.At(trimmed, trimmed), eol + prefix + yaml.Text(value)})
	}
	return append(tries, change{txt.At(last.End, last.End), ", " + yaml.Item(value)})
}

// itemRemoval takes the item at i out of a list of several.
func itemRemoval(n *parse.Note, f *yaml.Field, i int) change {
	at := f.Values[i].Span
	start := txt.StartOfLine(n.Source(), at.Start)
	if strings.TrimSpace(string(n.Source()[start:at.Start])) == "-" {
		end := endOfField(n, f)
		if i+1 < len(f.Values) {
			end = txt.StartOfLine(n.Source(), f.Values[i+1].Span.Start)
		}
		return change{txt.At(start, end), ""}
	}
	if i+1 < len(f.Values) {
		return change{txt.At(at.Start, f.Values[i+1].Span.Start), ""}
	}
	return change{txt.At(f.Values[i-1].Span.End, at.End), ""}
}

// findItem is the place of a value in a field: the same text, or a link to the
// same name. It is -1 where there is none.
func findItem(f *yaml.Field, value string) int {
	if i := slices.IndexFunc(f.Values, func(v yaml.Value) bool { return v.Text == value }); i >= 0 {
		return i
	}
	return slices.IndexFunc(f.Values, func(v yaml.Value) bool {
		return (strings.HasPrefix(v.Text, "[") || strings.HasPrefix(value, "[")) && txt.FoldName(txt.FieldLink(v.Text).Target) == txt.FoldName(txt.FieldLink(value).Target)
	})
}

// NearKey is the known field that an unknown key nearly spells, or nothing.
func NearKey(r *parse.Reader, n *parse.Note, key string) string {
	set := r.FieldsOf(n.Kind)
	if set.Info(key).Name != "" {
		return ""
	}
	names := make([]string, 0, len(set.Infos))
	for _, info := range set.Infos[1:] {
		names = append(names, info.Name)
	}
	return txt.Nearest(key, names)
}
