package parse

import (
	"bytes"
	"sort"

	"netnotes/parse/txt"
)

// Spot is where in a note a place is.
type Spot struct {
	Front   bool     // among the fields
	Hidden  bool     // in code, a comment or HTML, of which nothing is read
	Log     bool     // where lines are entries
	Section string   // the nearest heading
	Line    txt.Span // the line of the place, without its ending
}

// Spots tell where the places of a note are. They are made of the whole text once,
// and asked for one place after the other while a line of it is being written.
type Spots struct {
	note     *Note
	text     []byte // without what is in comments
	code     []txt.Span
	headings []spotHeading
}

type spotHeading struct {
	at      int
	level   int
	section string
	log     bool
}

// SpotAt is where a place in a note's source is.
func (r *Reader) SpotAt(n *Note, at int) Spot { return r.Spots(n).At(n.Source(), at) }

// Spots are those of a note.
func (r *Reader) Spots(n *Note) *Spots {
	b := r.markdown.Body(n.Source())
	headings, code := b.HeadingsAndCode(n.Front().End)
	s := &Spots{note: n, text: b.Text, code: code}
	for _, h := range headings {
		s.headings = append(s.headings, spotHeading{h.At.Start, h.Level, h.Text, r.SectionOf(h.Raw) == LogSection})
	}
	return s
}

// At is where a place of a text is, which is the note's, or differs from it in the
// line of the place alone.
func (s *Spots) At(source []byte, at int) Spot {
	out := Spot{Line: txt.At(txt.StartOfLine(source, at), txt.EndOfText(source, at)), Log: s.note.Kind == ContactNote}
	if front := s.note.Front(); at < front.End {
		out.Front = at > front.Start+2
		return out
	}
	place := at // in the note's own text
	if before := source[out.Line.Start:at]; !bytes.Equal(source, s.note.Source()) {
		place = out.Line.Start
	} else if kept := s.text[out.Line.Start:at]; !bytes.Equal(kept, before) {
		out.Hidden = len(bytes.TrimRight(kept, " ")) < len(bytes.TrimRight(before, " \t\r"))
	}
	for _, code := range s.code {
		out.Hidden = out.Hidden || code.Start <= place && place <= code.End
	}
	if open := bytes.LastIndex(source[:at], []byte("<!--")); open >= 0 && !bytes.Contains(source[open:at], []byte("-->")) {
		out.Hidden = true
	}
	line := string(source[out.Line.Start:at])
	for i := 0; i < len(line); i++ { // a code span that is open here
		if line[i] == '`' {
			length, closed := txt.CodeSpan(line[i:])
			out.Hidden = out.Hidden || !closed
			i += length - 1
		}
	}
	log := 0 // the level of a log's heading
	for _, h := range s.headings {
		if h.at > place {
			break
		}
		out.Section = h.section
		if h.level <= log {
			log = 0
		}
		if log == 0 && h.log {
			log = h.level
		}
	}
	out.Log = out.Log || log > 0
	return out
}

// FirstEntry is the place in Entries of the first line of the log that begins
// within a span; -1 where there is none. Lines stand in the order of the
// source; what was made of fields stands before or behind them.
func FirstEntry(n *Note, at txt.Span) int {
	first, last := 0, len(n.Entries())
	for first < last && n.Entries()[first].FromFields {
		first++
	}
	for first < last && n.Entries()[last-1].FromFields {
		last--
	}
	i := first + sort.Search(last-first, func(i int) bool { return n.Entries()[first+i].Span.Start >= at.Start })
	if i < last && n.Entries()[i].Span.Start < at.End {
		return i
	}
	return -1
}
