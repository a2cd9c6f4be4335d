package markdown

import (
	"bytes"
	"strings"

	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// maxNesting bounds the markers at the start of one line: nobody nests lists
// or quotes this deep, and the block parser takes quadratic time for it.
const maxNesting = 30

// flat blanks lines that nest deeper than maxNesting, in a copy, and says so.
func (b *Body) flat(source []byte) []byte {
	var out []byte
	for i := b.Base; i < len(source); {
		markers, j := 0, i
		for ; j < len(source) && strings.IndexByte(" \t>-*+.)0123456789", source[j]) >= 0; j++ {
			if strings.IndexByte(">-*+.)", source[j]) >= 0 && (source[j] == '>' || j+1 < len(source) && (source[j+1] == ' ' || source[j+1] == '\t')) {
				markers++
			}
		}
		end := bytes.IndexByte(source[i:], '\n')
		if end < 0 {
			end = len(source) - i
		}
		if nested := j < i+end; nested && markers > maxNesting || j-i > 10*maxNesting {
			if out == nil {
				out = bytes.Clone(source)
			}
			txt.Blank(out[i : i+end])
			if nested {
				b.Problems = append(b.Problems, txt.Problem{Span: txt.At(i, j), Code: txt.TooMuch, Severity: txt.Error, Text: "nested deeper than 30 levels, so the line is not read", Hint: "take it out of the lists and quotes around it"})
			}
		}
		i += end + 1
	}
	if out == nil {
		return source
	}
	return out
}

// loneCR turns a CR that ends a line by itself into LF, and that of CRLF into a
// blank, in a copy: the block parser takes neither for the end of a line.
func loneCR(source []byte) []byte {
	if bytes.IndexByte(source, '\r') < 0 {
		return source
	}
	out := bytes.Clone(source)
	for i, c := range source {
		if c != '\r' {
			continue
		}
		out[i] = '\n'
		if i+1 < len(source) && source[i+1] == '\n' {
			out[i] = ' '
		}
	}
	return out
}

// blankMarkers blanks the lines that git left of an unfinished merge, so that
// both sides are read.
func blankMarkers(body []byte) {
	for i := 0; i < len(body); {
		next := txt.NextLine(body, i)
		if line := body[i:next]; strings.IndexByte("<>=|", line[0]) >= 0 && yaml.ConflictMarker(strings.TrimRight(string(line[:min(len(line), 80)]), "\r\n")) {
			txt.Blank(line)
		}
		i = next
	}
}

// blankComments blanks %%…%%: within a line, or over lines where the first
// mark begins one. A mark that nothing closes is text.
func blankComments(body []byte, code []txt.Span) bool {
	found, opens := false, true
	for i := 0; i+1 < len(body); i++ {
		switch body[i] {
		case '\n':
			opens = true
			continue
		case ' ', '\t', '\r':
			continue
		}
		for len(code) > 0 && code[0].End <= i {
			code = code[1:]
		}
		if body[i] != '%' || body[i+1] != '%' || len(code) > 0 && i >= code[0].Start {
			opens = false
			continue
		}
		end := bytes.Index(body[i+2:], []byte("%%"))
		if end < 0 {
			return found
		}
		if !opens && bytes.IndexByte(body[i+2:i+2+end], '\n') >= 0 {
			i++
			continue
		}
		stop := i + 2 + end + 2
		txt.Blank(body[i:stop])
		found = true
		i = stop - 1
	}
	return found
}
