package yaml

import (
	"bytes"
	"strings"

	"netnotes/parse/txt"
)

// YAML takes a value that begins with &word for the name of a node, one with
// !word for a type and one with #word for a comment, and leaves it out. Nobody
// who writes notes means that: such a value is the text that stands there.
//
// To find it, YAML is given a text of the same length in which it is spelled
// with x. Where that is no YAML, or the value is not found where it should be,
// it was right to read it as YAML does: an anchor before a list, words in
// quotes.

// swallowed are the values at a span that YAML would leave out.
func (r *Reader) swallowed(at txt.Span) []txt.Span {
	text := r.Source[at.Start:at.End]
	if bytes.IndexByte(text, '&') < 0 && bytes.IndexByte(text, '!') < 0 && bytes.IndexByte(text, '#') < 0 {
		return nil
	}
	var out []txt.Span
	block := -1 // the indentation of a key whose text stands below it, as it is
	for i := at.Start; i < at.End; {
		next := min(txt.NextLine(r.Source, i), at.End)
		line := strings.TrimRight(string(r.Source[i:next]), " \t\r\n")
		start := i
		i = next
		rest := strings.TrimLeft(line, " ")
		indent := len(line) - len(rest)
		if block >= 0 && (rest == "" || indent > block) {
			continue
		}
		block = -1
		item := false
		for strings.HasPrefix(rest, "- ") {
			item, rest = true, strings.TrimLeft(rest[2:], " ")
		}
		if colon := KeyLine(rest); colon >= 0 {
			rest = strings.TrimLeft(rest[colon+1:], " ")
		} else if !item {
			continue
		}
		if rest != "" && (rest[0] == '|' || rest[0] == '>') {
			block = indent
		}
		base := start + len(line) - len(rest)
		for _, value := range flowItems(rest) {
			if n := swallows(rest[value.Start:value.End], text); n > 0 {
				out = append(out, txt.At(base+value.Start, base+value.Start+n))
			}
		}
	}
	return out
}

// flowItems are the items of a list in brackets; of any other value, the value.
func flowItems(value string) []txt.Span {
	if !strings.HasPrefix(value, "[") || strings.HasPrefix(value, "[[") {
		return []txt.Span{txt.At(0, len(value))}
	}
	var out []txt.Span
	depth, quote, start := 0, byte(0), 1
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && strings.TrimSpace(value[start:i]) == "":
			quote = c
		case c == '[':
			depth++
		case c == ',' && depth == 1 || c == ']':
			if depth == 1 {
				item := value[start:i]
				from := start + len(item) - len(strings.TrimLeft(item, " "))
				out, start = append(out, txt.At(from, from+len(strings.TrimSpace(item)))), i+1
			}
			if c == ']' {
				depth--
			}
		}
	}
	return out
}

// swallows is how much of a value YAML would leave out, or 0. An anchor that the
// front matter names again stays one.
func swallows(value string, front []byte) int {
	if len(value) < 2 || value[1] == ' ' || value[1] == '\t' {
		return 0
	}
	if value[0] == '#' {
		return len(value)
	}
	if c := value[1]; value[0] != '&' && value[0] != '!' || !txt.IsLetter(c) && !txt.IsDigit(c) && c < 0x80 && c != '_' {
		return 0
	}
	if name, _, _ := strings.Cut(value[1:], " "); value[0] == '&' && bytes.Contains(front, []byte("*"+strings.TrimRight(name, ",]"))) {
		return 0
	}
	if comment := strings.Index(value, " #"); comment > 0 {
		return len(strings.TrimRight(value[:comment], " "))
	}
	return len(value)
}

// spelled writes values with x, which YAML takes as they stand. Every character
// keeps its place.
func (r *Reader) spelled(at txt.Span, values []txt.Span) []byte {
	text := bytes.Clone(r.Source[at.Start:at.End])
	for _, v := range values {
		for i := v.Start - at.Start; i < v.End-at.Start; i++ {
			if text[i] < 0x80 {
				text[i] = 'x'
			}
		}
	}
	return text
}

// unquoted says that YAML would leave a value out.
func (r *Reader) unquoted(v txt.Span) {
	value := strings.ToValidUTF8(string(r.Source[v.Start:v.End]), "\uFFFD")
	what := map[byte]string{'&': "the name of a node", '!': "a type", '#': "a comment"}[value[0]]
	r.Problems.Add(txt.Problem{Span: v, Code: txt.YAMLSwallowed, Severity: txt.Warning, Text: "YAML takes a value that begins with " + value[:1] + " for " + what + "; it is read as it stands",
		Hint: "put quotes around it: " + Quoted(value), Fixes: txt.Maybe(Quoted(value))})
}
