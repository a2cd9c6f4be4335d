package parse

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// plainScanner reads the front matter that people mostly write: one "key: value"
// a line, plain or simply quoted, and lists of such values. It answers only
// where it is certain to say what YAML says; anything else is left to YAML.
// FuzzPlain holds the two against each other.
type plainScanner struct {
	*frontReader
	at     Span
	text   string // of the source
	fields []Field
	values []Value // room for every field's values
}

// plainFields reads the text at a span, or reports that it is not plain.
func (r *frontReader) plainFields(at Span) ([]Field, bool) {
	text := r.source[at.Start:at.End]
	if r.slow || !plainText(text) {
		return nil, false
	}
	before := r.problems
	lines := bytes.Count(text, []byte("\n")) + 1
	s := plainScanner{frontReader: r, at: at, text: view(r.source), fields: make([]Field, 0, countKeys(text)), values: make([]Value, 0, lines+bytes.Count(text, []byte(",")))}
	for i := at.Start; i < at.End; {
		next := nextLine(r.source[:at.End], i)
		end := next
		for end > i && strings.IndexByte(" \r\n", r.source[end-1]) >= 0 {
			end--
		}
		if !s.line(i, end) {
			r.problems = before
			return nil, false
		}
		i = next
	}
	if n := len(s.fields); n > 0 {
		s.fields[n-1].Span.End = at.End
	}
	return s.fields, true
}

// plainText reports whether no byte of the text has a meaning of its own to
// YAML: no tab, no control character, no line ending but LF and CRLF.
func plainText(text []byte) bool {
	ascii := true
	for i, c := range text {
		switch {
		case c >= 0x80:
			ascii = false
		case c >= ' ' && c < 0x7f || c == '\n':
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
		default:
			return false
		}
	}
	if ascii {
		return true
	}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff {
			return false
		}
		text = text[size:]
	}
	return true
}

// line reads one line: nothing, a comment, a key, or an item of the last key's
// list.
func (s *plainScanner) line(start, end int) bool {
	if start == end || s.source[start] == '#' {
		return true
	}
	i := start
	for i < end && s.source[i] == ' ' {
		i++
	}
	if s.source[i] == '-' {
		return s.item(start, i, end)
	}
	if i > start {
		return false
	}
	for i < end && (isLetter(s.source[i]) || i > start && (isDigit(s.source[i]) || s.source[i] == '_' || s.source[i] == '-')) {
		i++
	}
	if i == start || i-start > 64 || i == end || s.source[i] != ':' || i+1 < end && s.source[i+1] != ' ' {
		return false
	}
	if n := len(s.fields); n > 0 {
		s.fields[n-1].Span.End = start
	}
	s.fields = append(s.fields, Field{Key: s.text[start:i], Span: Span{start, s.at.End}, At: Span{start, i}})
	return s.value(i+1, end)
}

// value reads what follows a key.
func (s *plainScanner) value(i, end int) bool {
	f := &s.fields[len(s.fields)-1]
	for i < end && s.source[i] == ' ' {
		i++
	}
	switch {
	case i == end:
		return true
	case s.source[i] == '#':
		return false
	case s.source[i] == '[':
		return s.flow(i, end)
	}
	v, rest, ok := s.scalar(i, end, "")
	if !ok {
		return false
	}
	s.add(f, v)
	if rest < end && s.source[i] != '"' && s.source[i] != '\'' {
		s.cutShort(f.Key, v, s.source[v.Span.End:end])
	}
	return true
}

// item reads "- value" under a key that has no value of its own.
func (s *plainScanner) item(start, dash, end int) bool {
	if len(s.fields) == 0 || dash+2 >= end || s.source[dash+1] != ' ' || s.source[dash+2] == ' ' {
		return false
	}
	f := &s.fields[len(s.fields)-1]
	if len(f.Values) > 0 {
		// The items before must stand in the same column.
		column := f.Values[0].Span.Start - lineStart(s.source, f.Values[0].Span.Start)
		if !f.List || column != dash+2-start || s.source[f.Values[0].Span.Start-1] == '[' {
			return false
		}
	} else if f.List {
		return false // an empty flow list
	}
	v, _, ok := s.scalar(dash+2, end, "")
	f.List = true
	s.add(f, v)
	return ok
}

// add keeps a value of the last field, next to its others.
func (s *plainScanner) add(f *Field, v Value) {
	s.values = append(s.values, v)
	n := len(s.values)
	first := n - len(f.Values) - 1
	f.Values = s.values[first:n:n]
}

// countKeys is how many lines begin with a letter.
func countKeys(text []byte) int {
	n := 0
	for i := range text {
		if (i == 0 || text[i-1] == '\n') && isLetter(text[i]) {
			n++
		}
	}
	return n
}

func lineStart(source []byte, at int) int { return bytes.LastIndexByte(source[:at], '\n') + 1 }

// flow reads [a, "b"] on one line.
func (s *plainScanner) flow(i, end int) bool {
	f := &s.fields[len(s.fields)-1]
	f.List = true
	if i+1 < end && s.source[i+1] == ']' {
		return i+2 == end
	}
	for i++; i < end; {
		v, next, ok := s.scalar(i, end, ",]")
		if !ok || next >= end {
			return false
		}
		s.add(f, v)
		if s.source[next] == ']' {
			return next+1 == end
		}
		if i = next + 1; i >= end || s.source[i] != ' ' {
			return false
		}
		i++
	}
	return false
}

// scalar reads a plain or simply quoted scalar up to the end of the line, a
// comment, or one of the stops of a flow list.
func (s *plainScanner) scalar(i, end int, stops string) (v Value, next int, ok bool) {
	c := s.source[i]
	if c == '"' || c == '\'' {
		closing := bytes.IndexByte(s.source[i+1:end], c)
		if closing < 0 || c == '"' && bytes.IndexByte(s.source[i+1:i+1+closing], '\\') >= 0 {
			return v, i, false
		}
		next = i + closing + 2
		v = Value{s.text[i+1 : next-1], Span{i, next}}
		if stops != "" {
			return v, next, next < end && strings.IndexByte(stops, s.source[next]) >= 0
		}
		return v, next, next == end
	}
	if !isLetter(c) && !isDigit(c) && c < 0x80 {
		return v, i, false
	}
	next = i
	for next < end {
		switch b := s.source[next]; {
		case b == ':' && (stops != "" || next+1 == end || s.source[next+1] == ' '):
			return v, i, false
		case stops != "" && strings.IndexByte("[{}#\"'&*!|>?", b) >= 0:
			return v, i, false
		case b == '#' && s.source[next-1] == ' ', stops != "" && strings.IndexByte(stops, b) >= 0:
			stop := next
			for stop > i && s.source[stop-1] == ' ' {
				stop--
			}
			if stops != "" && stop != next {
				return v, i, false
			}
			return Value{s.text[i:stop], Span{i, stop}}, next, true
		}
		next++
	}
	return Value{s.text[i:end], Span{i, end}}, end, stops == ""
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
