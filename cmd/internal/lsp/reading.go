package lsp

import (
	"bytes"
	"slices"
	"sync"

	"netnotes/index"
	"netnotes/parse"
)

// reading is an open text as it was read, with what completion asks of it again
// with every key.
type reading struct {
	of    *document
	note  *parse.Note
	spots func() *parse.Spots
	inIt  func() map[*parse.Note]bool // whom its lines link to
}

func newReading(ix *index.Index, of *document, n *parse.Note) *reading {
	return &reading{of, n,
		sync.OnceValue(func() *parse.Spots { return ix.Reader().Spots(n) }),
		sync.OnceValue(func() map[*parse.Note]bool {
			in := map[*parse.Note]bool{}
			for i := range n.Entries() {
				for _, l := range slices.Concat(n.Entries()[i].People, n.Entries()[i].Links) {
					if found := only(ix.Link(l, n)); found != nil {
						in[found] = true
					}
				}
			}
			return in
		})}
}

// reading is an open text as it reads in the folder.
func (l *laid) reading(d *document) *reading {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if last := l.readings[d.uri]; last != nil && last.of == d {
		return last
	}
	n := l.ix.NoteAt(d.path)
	if n == nil || !bytes.Equal(n.Source(), d.text) {
		n = l.ix.ReadAs(d.path, d.text)
	}
	l.readings[d.uri] = newReading(l.ix, d, n)
	return l.readings[d.uri]
}

// readingFor is the reading by which something is offered at a place of a text.
// A long one is not read anew for every key: while only the line of the place was
// changed it is the last one.
func (l *laid) readingFor(d *document, at int) *reading {
	if d.isLong() {
		l.mutex.Lock()
		last := l.readings[d.uri]
		l.mutex.Unlock()
		if last != nil && at >= last.note.Front().End && differInLine(last.of.text, d.text, at) {
			return last
		}
	}
	return l.reading(d)
}

// differInLine reports whether two texts are the same outside the line of a place
// in the second.
func differInLine(a, b []byte, at int) bool {
	start := 1 + bytes.LastIndexByte(b[:at], '\n')
	rest := bytes.IndexByte(b[at:], '\n')
	if rest < 0 {
		rest = len(b) - at
	}
	behind := b[at+rest:]
	return len(a) >= start+len(behind) && bytes.Equal(a[:start], b[:start]) && bytes.HasSuffix(a, behind) && bytes.IndexByte(a[start:len(a)-len(behind)], '\n') < 0
}
