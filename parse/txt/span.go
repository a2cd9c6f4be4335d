package txt

import (
	"bytes"
	"sort"
	"unicode/utf8"
	"unsafe"
)

// Span is a range of bytes in a note's source, its end excluded.
type Span struct {
	Start, End int
}

// At is the span from a place up to another.
func At(start, end int) Span { return Span{start, end} }

// Position is a place for people: both count from 1, and a column is a
// character, not a byte.
type Position struct {
	Line, Col int
}

// Lines knows where the lines of a source begin. A line ends with LF, CRLF or
// a lone CR, as in CommonMark and in editors' protocols.
type Lines struct {
	source []byte
	Starts []int
}

// NewLines finds the lines of a source.
func NewLines(source []byte) Lines {
	starts := make([]int, 1, bytes.Count(source, []byte("\n"))+1)
	if bytes.IndexByte(source, '\r') < 0 {
		for at := 0; ; {
			i := bytes.IndexByte(source[at:], '\n')
			if i < 0 {
				return Lines{source, starts}
			}
			at += i + 1
			starts = append(starts, at)
		}
	}
	for i, c := range source {
		if c == '\n' || c == '\r' && (i+1 == len(source) || source[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return Lines{source, starts}
}

// Line is the number of the line that holds the byte at offset, from 1.
func (l Lines) Line(offset int) int {
	return sort.SearchInts(l.Starts, offset+1)
}

// Position is the line and the column of the byte at offset. A byte order mark
// takes no column.
func (l Lines) Position(offset int) Position {
	offset = min(max(offset, 0), len(l.source))
	line := l.Line(offset)
	start := l.Starts[line-1]
	if line == 1 && offset >= len(BOM) && HasBOM(l.source) {
		start = len(BOM)
	}
	return Position{line, utf8.RuneCount(l.source[start:offset]) + 1}
}

// Count is how many lines there are; a source that ends with a line ending has
// an empty one after it.
func (l Lines) Count() int { return len(l.Starts) }

// Start is the offset at which a line begins; lines count from 1.
func (l Lines) Start(line int) int { return l.Starts[min(max(line, 1), len(l.Starts))-1] }

// Text is the line's bytes without its ending; lines count from 1.
func (l Lines) Text(line int) []byte {
	if line < 1 || line > len(l.Starts) {
		return nil
	}
	end := len(l.source)
	if line < len(l.Starts) {
		end = l.Starts[line]
	}
	text := l.source[l.Starts[line-1]:end]
	for len(text) > 0 && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	return text
}

// LineCounter numbers the lines of places that come one after the other.
type LineCounter struct {
	Source   []byte
	at, line int
	lines    Lines // where a place came before the last one, or a CR ends lines
}

// Line is the number of the line that holds the byte at offset, from 1.
func (c *LineCounter) Line(offset int) int {
	if c.lines.Starts != nil {
		return c.lines.Line(offset)
	}
	if offset < c.at || c.at == 0 && bytes.IndexByte(c.Source, '\r') >= 0 {
		c.lines = NewLines(c.Source)
		return c.lines.Line(offset)
	}
	c.line += bytes.Count(c.Source[c.at:offset], []byte("\n"))
	c.at = offset
	return c.line + 1
}

// View is the text of bytes that nobody changes any more, without a copy.
func View(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// BOM is the mark that some programs begin a UTF-8 file with.
const BOM = "\xef\xbb\xbf"

// HasBOM reports whether a text begins with it.
func HasBOM(source []byte) bool {
	return len(source) >= len(BOM) && string(source[:len(BOM)]) == BOM
}
