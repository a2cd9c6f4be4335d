package parse

import (
	"bytes"
	"sort"
	"strings"
)

// lineText is the text of a block, its lines joined by one space, that knows
// where each piece stood.
type lineText struct {
	raw    string
	pieces []piece
}

type piece struct{ raw, source int }

// at is the place in the source of a place in the text.
func (t lineText) at(i int) int {
	k := sort.Search(len(t.pieces), func(k int) bool { return t.pieces[k].raw > i }) - 1
	if k < 0 {
		return 0
	}
	return t.pieces[k].source + i - t.pieces[k].raw
}

func (t lineText) span(start, end int) Span {
	if end <= start {
		return Span{t.at(start), t.at(start)}
	}
	return Span{t.at(start), t.at(end-1) + 1}
}

// from is the text without its first bytes.
func (t lineText) from(n int) lineText {
	var pieces []piece
	for i, p := range t.pieces {
		if i+1 < len(t.pieces) && t.pieces[i+1].raw <= n {
			continue
		}
		if p.raw < n {
			p = piece{n, p.source + n - p.raw}
		}
		pieces = append(pieces, piece{p.raw - n, p.source})
	}
	return lineText{t.raw[n:], pieces}
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
		blank(out[start:stop])
		i = stop
	}
	return strings.TrimRight(string(out), " ")
}
