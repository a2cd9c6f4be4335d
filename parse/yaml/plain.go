package yaml

import (
	"bytes"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// Scanner reads the front matter that people mostly write: one "key: value"
// a line, plain or simply quoted, and lists of such values. It answers only
// where it is certain to say what YAML says; anything else is left to YAML.
// FuzzPlain holds the two against each other.
type Scanner struct {
	source   []byte
	text     string // the same
	at       txt.Span
	prose    map[string]bool // Reader.Prose
	problems txt.Problems
	fields   []Field
	values   []Value // of all fields, in their order

	keptFields txt.Slab[Field]
	keptValues txt.Slab[Value]
}

// plainFields reads the text at a span, or reports that it is not plain.
func (r *Reader) plainFields(at txt.Span) (fields []Field, ok bool) {
	if r.Slow {
		return nil, false
	}
	s := r.Scanner
	if s == nil {
		s = new(Scanner)
	}
	s.source, s.text, s.at, s.prose, s.problems = r.Source, txt.View(r.Source), at, r.Prose, r.Problems
	if ok = s.read(); ok {
		r.Problems, fields = s.problems, s.kept()
	}
	s.release()
	return fields, ok
}

// scans reports whether the scanner is certain of a text, which YAML then accepts.
func scans(text []byte) bool {
	s := Scanner{source: text, text: txt.View(text), at: txt.At(0, len(text))}
	return s.read()
}

func (s *Scanner) read() bool {
	text := s.source[s.at.Start:s.at.End]
	if bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) > maxBrackets {
		return false
	}
	for i := s.at.Start; i < s.at.End; {
		end, next := s.at.End, s.at.End
		if n := bytes.IndexByte(s.source[i:end], '\n'); n >= 0 {
			end, next = i+n, i+n+1
			if end > i && s.source[end-1] == '\r' {
				end--
			}
		}
		if line := s.source[i:end]; !txt.PrintableASCII(line) && !plainText(line) {
			return false
		}
		for end > i && s.source[end-1] == ' ' {
			end--
		}
		if !s.line(i, end) {
			return false
		}
		i = next
	}
	return true
}

// kept copies the fields into lists of exactly their length.
func (s *Scanner) kept() []Field {
	if len(s.fields) == 0 {
		return []Field{}
	}
	s.fields[len(s.fields)-1].Span.End = s.at.End
	fields, values := s.keptFields.Keep(s.fields, 256), s.keptValues.Keep(s.values, 512)
	for i := range fields {
		if n := len(fields[i].Values); n > 0 {
			fields[i].Values, values = values[:n:n], values[n:]
		}
	}
	return fields
}

// release makes the scanner ready for another note. It keeps no source alive.
func (s *Scanner) release() {
	clear(s.fields)
	clear(s.values)
	*s = Scanner{fields: s.fields[:0], values: s.values[:0], keptFields: s.keptFields, keptValues: s.keptValues}
}

// plainText reports whether no character of a line has a meaning of its own to
// YAML: no tab, no control character, nothing that ends a line.
func plainText(line []byte) bool {
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		if r == utf8.RuneError || r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffe || r == 0xffff {
			return false
		}
		line = line[size:]
	}
	return true
}

// line reads one line: nothing, a comment, a key, or an item of the last key's
// list.
func (s *Scanner) line(start, end int) bool {
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
	for i < end && (txt.IsLetter(s.source[i]) || i > start && (txt.IsDigit(s.source[i]) || s.source[i] == '_' || s.source[i] == '-')) {
		i++
	}
	if i == start || i-start > 64 || i == end || s.source[i] != ':' || i+1 < end && s.source[i+1] != ' ' {
		return false
	}
	if n := len(s.fields); n > 0 {
		s.fields[n-1].Span.End = start
	}
	s.fields = append(s.fields, Field{Key: s.text[start:i], Span: txt.At(start, s.at.End), At: txt.At(start, i)})
	return s.value(i+1, end)
}

// value reads what follows a key.
func (s *Scanner) value(i, end int) bool {
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
	v, rest, ok := s.scalar(i, end)
	if !ok {
		return false
	}
	s.add(f, v)
	if rest < end && s.source[i] != '"' && s.source[i] != '\'' {
		cutShort(&s.problems, s.prose, f.Key, v, s.source[v.Span.End:end])
	}
	return true
}

// item reads "- value" under a key that has no value of its own.
func (s *Scanner) item(start, dash, end int) bool {
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
	v, _, ok := s.scalar(dash+2, end)
	f.List = true
	s.add(f, v)
	return ok
}

// add keeps a value of the last field, next to its others.
func (s *Scanner) add(f *Field, v Value) {
	s.values = append(s.values, v)
	f.Values = s.values[len(s.values)-len(f.Values)-1:]
}

func lineStart(source []byte, at int) int { return bytes.LastIndexByte(source[:at], '\n') + 1 }

// flow reads [a, "b"] on one line.
func (s *Scanner) flow(i, end int) bool {
	f := &s.fields[len(s.fields)-1]
	f.List = true
	if i+1 < end && s.source[i+1] == ']' {
		return i+2 == end
	}
	for i++; i < end; {
		v, next, ok := s.flowScalar(i, end)
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

// scalar reads a plain or simply quoted scalar up to the end of the line or a
// comment.
func (s *Scanner) scalar(i, end int) (v Value, next int, ok bool) {
	if c := s.source[i]; c == '"' || c == '\'' {
		v, next, ok = s.quoted(i, end)
		return v, next, ok && next == end
	} else if !plainScalar(c) {
		return v, i, false
	}
	for next = i; next < end; next++ {
		switch s.source[next] {
		case ':':
			if next+1 == end || s.source[next+1] == ' ' {
				return v, i, false
			}
		case '#':
			if s.source[next-1] != ' ' {
				continue
			}
			stop := next
			for stop > i && s.source[stop-1] == ' ' {
				stop--
			}
			return Value{s.text[i:stop], txt.At(i, stop)}, next, true
		}
	}
	return Value{s.text[i:end], txt.At(i, end)}, end, true
}

// flowScalar reads a scalar up to the "," or "]" after it.
func (s *Scanner) flowScalar(i, end int) (v Value, next int, ok bool) {
	if c := s.source[i]; c == '"' || c == '\'' {
		v, next, ok = s.quoted(i, end)
		return v, next, ok && next < end && (s.source[next] == ',' || s.source[next] == ']')
	} else if !plainScalar(c) {
		return v, i, false
	}
	for next = i; next < end; next++ {
		switch s.source[next] {
		case ',', ']':
			return Value{s.text[i:next], txt.At(i, next)}, next, s.source[next-1] != ' '
		case ':', '[', '{', '}', '#', '"', '\'', '&', '*', '!', '|', '>', '?':
			return v, i, false
		}
	}
	return v, i, false
}

// quoted reads a quoted scalar without escapes.
func (s *Scanner) quoted(i, end int) (v Value, next int, ok bool) {
	closing := bytes.IndexByte(s.source[i+1:end], s.source[i])
	if closing < 0 || s.source[i] == '"' && bytes.IndexByte(s.source[i+1:i+1+closing], '\\') >= 0 {
		return v, i, false
	}
	next = i + closing + 2
	return Value{s.text[i+1 : next-1], txt.At(i, next)}, next, true
}

// plainScalar reports whether a scalar that begins with the byte is no sign of
// YAML.
func plainScalar(c byte) bool { return txt.IsLetter(c) || txt.IsDigit(c) || c >= 0x80 }
