package yaml

import (
	"bytes"
	"strings"

	"netnotes/parse/txt"
)

// FrontMatter finds the fences. inner holds the lines between them.
func FrontMatter(source []byte) (outer, inner txt.Span, closed bool) {
	start := 0
	if txt.HasBOM(source) {
		start = len(txt.BOM)
	}
	if !isFence(source[start:], "---") {
		return txt.At(start, start), txt.At(start, start), true
	}
	next := txt.NextLine
	if bytes.IndexByte(source, '\r') < 0 {
		next = txt.NextLF
	}
	at := next(source, start)
	inner.Start = at
	for at < len(source) {
		if c := source[at]; (c == '-' || c == '.') && (isFence(source[at:], "---") || isFence(source[at:], "...")) {
			inner.End = at
			return txt.At(start, next(source, at)), inner, true
		}
		at = next(source, at)
	}
	// Nothing closes it: the fields end at the first line that is none.
	at = inner.Start
	for at < len(source) {
		end := txt.NextLine(source, at)
		text := strings.TrimRight(string(source[at:end]), " \t\r\n")
		if text == "" || KeyLine(text) < 0 && text[0] != ' ' && text[0] != '\t' && text[0] != '-' {
			break
		}
		at = end
	}
	inner.End = at
	return txt.At(start, at), inner, false
}

// isFence reports whether the first line of b is the mark and blanks.
func isFence(b []byte, mark string) bool {
	if !bytes.HasPrefix(b, []byte(mark)) {
		return false
	}
	for _, c := range b[len(mark):] {
		switch c {
		case ' ', '\t':
		case '\n', '\r':
			return true
		default:
			return false
		}
	}
	return true
}

// Reader reads the fields of one front matter.
type Reader struct {
	Source   []byte
	Prose    map[string]bool // keys, folded, of fields that hold words, which " #" might cut short
	Slow     bool            // leave nothing to the scanner of plain front matter
	Scanner  *Scanner        // to be used again; nil for a new one
	Problems txt.Problems    // what was found wrong
	plain    bool            // read line by line, without YAML
}

// maxFront is the largest front matter that YAML reads, in bytes, and maxFields
// how many fields of a larger one are kept: nobody writes so much.
const (
	maxFront  = 128 << 10
	maxFields = 50_000
)

// Read gives the whole text to YAML, and where YAML rejects it reads it field
// by field, so that a mistake costs one field and not the note.
func (r *Reader) Read(at txt.Span) []Field {
	if at.End-at.Start > maxFront {
		r.plain = true
		r.Problems.Add(txt.Problem{Span: txt.At(at.Start, at.Start+1), Code: txt.TooMuch, Severity: txt.Error, Text: "the front matter is larger than 128 KiB, so it is read line by line",
			Hint: "move what is no field below the closing ---"})
	} else if fields, ok := r.plainFields(at); ok {
		return fields
	} else if fields, ok := r.yaml(at); ok {
		return fields
	}
	var fields []Field
	for _, chunk := range r.chunks(at) {
		if len(fields) > maxFields {
			break
		}
		if got, ok := r.yaml(chunk); ok {
			fields = append(fields, got...)
			continue
		}
		fields = append(fields, r.salvage(chunk)...)
	}
	return fields
}

// chunks cuts the text before every line that begins a key.
func (r *Reader) chunks(at txt.Span) []txt.Span {
	var out []txt.Span
	start := at.Start
	for i := at.Start; i < at.End; {
		next := txt.NextLine(r.Source, i)
		if i > start && KeyLine(strings.TrimRight(string(r.Source[i:next]), "\r\n")) >= 0 {
			out = append(out, txt.At(start, i))
			start = i
		}
		i = next
	}
	return append(out, txt.At(start, at.End))
}

// KeyLine returns the place of the colon that ends the key of an unindented
// "key: value" line, or -1.
func KeyLine(line string) int {
	if line == "" || strings.IndexByte(" \t#-@`%!&*|>{}[],?:", line[0]) >= 0 && !strings.HasPrefix(line, `"`) {
		return -1
	}
	for i := 0; i < len(line); i++ {
		if line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t') {
			return i
		}
		if line[i] == '#' && i > 0 && line[i-1] == ' ' {
			return -1
		}
	}
	return -1
}

// ClosingQuote is the length of the quoted scalar at the start of b.
func ClosingQuote(b []byte) int {
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && b[0] == '"':
			i++
		case b[i] == b[0] && b[0] == '\'' && i+1 < len(b) && b[i+1] == '\'':
			i++
		case b[i] == b[0]:
			return i + 1
		}
	}
	return 0
}

// cutShort warns about an unquoted " #", where YAML ends a value. rest is what
// follows the value.
func cutShort(p *txt.Problems, prose map[string]bool, key string, v Value, rest []byte) {
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	rest = bytes.TrimRight(rest, " \t")
	trimmed := bytes.TrimLeft(rest, " \t")
	if len(trimmed) == len(rest) || len(trimmed) == 0 || trimmed[0] != '#' || !prose[txt.FoldKey(key)] {
		return
	}
	at := v.Span.End + len(rest) - len(trimmed)
	whole := strings.TrimSpace(v.Text + string(rest))
	p.Add(txt.Problem{Span: txt.At(at, v.Span.End+len(rest)), Code: txt.YAMLComment, Severity: txt.Warning,
		Text: "the value ends before \" #\"; the rest is a comment to YAML",
		Hint: "if it belongs to the value, put quotes around it: " + key + ": " + Quoted(whole), Fixes: []txt.Fix{{At: txt.At(v.Span.Start, v.Span.End+len(rest)), Text: Quoted(whole)}}})
}

// Fields reads a whole text as front matter without fences, such as a settings
// file, and gives the problems their positions. prose is Reader.Prose.
func Fields(source []byte, prose map[string]bool) ([]Field, []txt.Problem) {
	r := Reader{Source: source, Prose: prose}
	start := 0
	if txt.HasBOM(source) {
		start = len(txt.BOM)
	}
	fields := r.Read(txt.At(start, len(source)))
	lines := txt.NewLines(source)
	for i := range r.Problems.List {
		p := &r.Problems.List[i]
		p.Start, p.End = lines.Position(p.Span.Start), lines.Position(p.Span.End)
	}
	return fields, r.Problems.List
}
