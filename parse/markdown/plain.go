package markdown

import (
	"bytes"
	"strings"

	"netnotes/parse/txt"
)

// bodyScanner reads the body that people mostly write: headings with #,
// paragraphs, quotes, fenced code, and lists of one-line bullets, each line
// beginning its own block or going on with a paragraph. It answers only where it is certain to say what
// the block parser says; anything else, from code and quotes to a bullet of
// several lines, is left to that. FuzzBody holds the two against each other.
type bodyScanner struct {
	source []byte
	out    []Block
	lines  int // before the one being read
	levels [maxDepth]listLevel
	open   int // how many levels are
	before lineKind
	fence  int  // backticks that opened the code the line is in
	opaque bool // a quote or code was seen
}

// maxDepth is how many lists a plain bullet may stand in.
const maxDepth = 8

// listLevel is a list that is open: where its marker stands, and which it is.
type listLevel struct {
	column int
	marker byte
}

// lineKind is what the line before was.
type lineKind byte

const (
	blankLine lineKind = iota
	headingLine
	paragraphLine
	bulletLine
	quoteLine
)

// maxPlain bounds the blanks, markers and digits at the start of a plain line.
const maxPlain = maxNesting

// plainBlocks lists the blocks of the source from base on, or reports that the
// body is not plain. It appends to out.
func plainBlocks(source []byte, base int, out []Block) ([]Block, bool) {
	s := bodyScanner{source: source, out: out}
	plain := s.read(base)
	return s.out, plain
}

// read reads the source from base on, and reports whether that is plain.
func (s *bodyScanner) read(base int) bool {
	source := s.source
	if bytes.Contains(source[base:], []byte("%%")) {
		return false
	}
	for at := base; at < len(source); {
		end := bytes.IndexByte(source[at:], '\n')
		if end < 0 {
			end = len(source)
		} else {
			end += at
		}
		if !s.line(at, end) {
			return false
		}
		at = end + 1
		s.lines++
	}
	return s.fence == 0
}

// line reads one line without its ending.
func (s *bodyScanner) line(start, end int) bool {
	if s.fence > 0 {
		return s.code(s.source[start:end])
	}
	for end > start && s.source[end-1] == ' ' {
		end--
	}
	if start == end {
		s.before = blankLine
		return true
	}
	if !printable(s.source[start:end]) {
		return false
	}
	at := start
	for at < end && s.source[at] == ' ' {
		at++
	}
	switch c := s.source[at]; {
	case (c == '-' || c == '*' || c == '+') && at+1 < end && s.source[at+1] == ' ':
		return s.bullet(start, at, end)
	case at > start:
		return false
	case s.before == quoteLine && c != '>':
		return false // perhaps the quote goes on
	case c == '#':
		return s.heading(at, end)
	case s.before == bulletLine:
		return false // a bullet of several lines
	case c == '>':
		return s.quote(at, end)
	case c == '`':
		return s.openCode(s.source[at:end])
	case !plainStart(s.source[at:end]):
		return false
	}
	s.out = append(s.out, Block{Para: true, Text: txt.At(at, end), line: s.lines})
	s.before, s.open = paragraphLine, 0
	return true
}

// quote reads "> text", where the text is a line of a paragraph or a bullet.
func (s *bodyScanner) quote(at, end int) bool {
	s.before, s.open, s.opaque = quoteLine, 0, true
	if at++; at < end && s.source[at] == ' ' {
		at++
	}
	if at == end {
		return true
	}
	text := at
	if text+2 < end && strings.IndexByte("-*+", s.source[text]) >= 0 && s.source[text+1] == ' ' {
		text += 2
	}
	if !plainStart(s.source[text:end]) {
		return false
	}
	s.out = append(s.out, Block{Quoted: true, Text: txt.At(at, end), line: s.lines})
	return true
}

// markerByte reports whether a byte may belong to markers of lists and quotes.
func markerByte(c byte) bool {
	const marks = 1<<' ' | 1<<'\t' | 1<<'>' | 1<<'-' | 1<<'*' | 1<<'+' | 1<<'.' | 1<<')' | (1<<10-1)<<'0'
	return c < 64 && uint64(marks)>>c&1 != 0
}

// plainStart reports whether a text begins no block of its own: no list, code,
// quote, table, HTML, rule or underline of a heading.
func plainStart(text []byte) bool {
	switch c := text[0]; {
	case txt.IsLetter(c), c >= 0x80, c == '"', c == '\'', c == '(', c == '[', c == '@', c == '!':
		return true
	case c == '*' || c == '_':
		return len(text) > 1 && (txt.IsLetter(text[1]) || text[1] == c && len(text) > 2 && txt.IsLetter(text[2]))
	case !txt.IsDigit(c):
		return false
	}
	i := 0
	for i < len(text) && txt.IsDigit(text[i]) {
		i++
	}
	if i < len(text) && (text[i] == '.' || text[i] == ')') && (i+1 == len(text) || text[i+1] == ' ') {
		return false // a numbered list
	}
	return shortStart(text)
}

// openCode reads "```" with the name of a language.
func (s *bodyScanner) openCode(line []byte) bool {
	for s.fence < len(line) && line[s.fence] == '`' {
		s.fence++
	}
	s.before, s.open, s.opaque = blankLine, 0, true
	return s.fence >= 3 && bytes.IndexByte(line[s.fence:], '`') < 0
}

// code reads a line of code, which ends with backticks alone.
func (s *bodyScanner) code(line []byte) bool {
	ticks := len(line) - len(bytes.TrimLeft(line, "`"))
	if ticks >= s.fence && len(bytes.TrimRight(line[ticks:], " ")) == 0 {
		s.fence = 0
		return true
	}
	return bytes.IndexByte(line, '\r') < 0 && bytes.IndexByte(line, 0) < 0 && shortStart(line) && !bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("```"))
}

// shortStart reports whether what may be markers of lists and quotes ends soon.
func shortStart(line []byte) bool {
	for i, c := range line {
		if !markerByte(c) {
			return true
		}
		if i == maxPlain {
			return false
		}
	}
	return true
}

func (s *bodyScanner) heading(start, end int) bool {
	at := start
	for at < end && s.source[at] == '#' {
		at++
	}
	level := at - start
	if level > 6 || at == end || s.source[at] != ' ' || s.source[end-1] == '#' {
		return false
	}
	for s.source[at] == ' ' {
		at++
	}
	s.out = append(s.out, Block{Level: level, Text: txt.At(at, end), line: s.lines})
	s.before, s.open = headingLine, 0
	return true
}

// bullet reads "- text". It stands in the column of its neighbours, or nested
// in the bullet of the line before.
func (s *bodyScanner) bullet(start, at, end int) bool {
	column, marker := at-start, s.source[at]
	text := at + 2
	if text >= end || column > maxPlain || s.source[text] == ' ' || !plainStart(s.source[text:end]) {
		return false
	}
	if column > 0 && s.before != bulletLine || s.before == quoteLine {
		return false
	}
	n := s.open
	for n > 0 && s.levels[n-1].column > column {
		n--
	}
	switch {
	case n > 0 && s.levels[n-1].column == column:
		if s.levels[n-1].marker != marker {
			return false
		}
	case n == maxDepth:
		return false
	case n == 0 && column == 0, n > 0 && s.before == bulletLine && column >= s.levels[n-1].column+2 && column <= s.levels[n-1].column+5:
		s.levels[n] = listLevel{column, marker}
		n++
	default:
		return false
	}
	s.out = append(s.out, Block{Depth: n - 1, dotted: true, Text: txt.At(text, end), line: s.lines})
	s.before, s.open = bulletLine, n
	return true
}
