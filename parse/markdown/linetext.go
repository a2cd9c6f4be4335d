package markdown

import (
	"bytes"
	"encoding/binary"
	"sort"
	"strings"

	"netnotes/parse/txt"
)

// LineText is the text of a block, its lines joined by one space, that knows
// where each piece stood.
type LineText struct {
	Raw    string
	source int     // where the first piece stood
	line   int     // its number; 0 for one that is to be counted
	more   []piece // the further pieces
}

type piece struct{ raw, source int }

// at is the place in the source of a place in the text.
func (t *LineText) at(i int) int {
	if len(t.more) == 0 {
		return t.source + i
	}
	k := sort.Search(len(t.more), func(k int) bool { return t.more[k].raw > i }) - 1
	if k < 0 {
		return t.source + i
	}
	return t.more[k].source + i - t.more[k].raw
}

func (t *LineText) Span(start, end int) txt.Span {
	if end <= start {
		return txt.At(t.at(start), t.at(start))
	}
	return txt.At(t.at(start), t.at(end-1)+1)
}

// From is the text without its first bytes.
func (t *LineText) From(n int) LineText {
	out := LineText{Raw: t.Raw[n:], source: t.at(n)}
	if len(t.more) == 0 {
		out.line = t.line
	}
	for _, p := range t.more {
		if p.raw > n {
			out.more = append(out.more, piece{p.raw - n, p.source})
		}
	}
	return out
}

// TextOf is the text of a block, without HTML comments.
func (b *Body) TextOf(x *Block) LineText {
	if b.bare && len(x.More) == 0 {
		return LineText{Raw: b.View[x.Text.Start:x.Text.End], source: x.Text.Start, line: b.first + x.line}
	}
	t := LineText{Raw: b.View[x.Text.Start:x.Text.End], source: x.Text.Start}
	if len(x.More) > 0 {
		var raw strings.Builder
		raw.WriteString(t.Raw)
		for _, at := range x.More {
			raw.WriteByte(' ')
			t.more = append(t.more, piece{raw.Len(), at.Start})
			raw.WriteString(b.View[at.Start:at.End])
		}
		t.Raw = raw.String()
	}
	if strings.Contains(t.Raw, "<!--") {
		t.Raw = blankHTML(t.Raw)
	}
	return t
}

// RawOf is the text alone.
func (b *Body) RawOf(x *Block) string {
	if b.bare && len(x.More) == 0 {
		return b.View[x.Text.Start:x.Text.End]
	}
	t := b.TextOf(x)
	return t.Raw
}

// LineOf is the number of the line that a text begins in.
func (b *Body) LineOf(t *LineText) int {
	if t.line > 0 {
		return t.line
	}
	return b.Lines.Line(t.at(0))
}

// blankHTML blanks the comments in a line; one that is not closed goes on to
// its end.
func blankHTML(s string) string {
	out := []byte(s)
	for i := 0; i < len(out); {
		start := bytes.Index(out[i:], []byte("<!--"))
		if start < 0 {
			break
		}
		start += i
		end := bytes.Index(out[start+4:], []byte("-->"))
		if end < 0 {
			break
		}
		stop := start + 4 + end + 3
		txt.Blank(out[start:stop])
		i = stop
	}
	return strings.TrimRight(string(out), " ")
}

// printable reports whether no byte is a tab or a control character. It looks
// at eight bytes at a time: taking a blank from a byte below it borrows.
func printable(line []byte) bool {
	for ; len(line) >= 8; line = line[8:] {
		if x := binary.LittleEndian.Uint64(line); (x-txt.Blanks)&^x&txt.Highs != 0 {
			return false
		}
	}
	for _, c := range line {
		if c < ' ' {
			return false
		}
	}
	return true
}
