package rename

import (
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Mention is a place in a note where another is named.
type Mention struct {
	Note *parse.Note
	At   txt.Span
}

// Mentions are the links to a note, the names of it in fields of people, and its
// full name in the lines in which it takes part, by path and place.
func Mentions(ix *index.Index, of *parse.Note) []Mention {
	parts := make([][]Mention, len(ix.Notes())/parallel.Batch+1)
	r := newRenaming(ix, of)
	parallel.Each(len(ix.Notes()), parallel.Batch, func(start, end int) {
		for _, n := range ix.Notes()[start:end] {
			if r.mayLink(n) {
				parts[start/parallel.Batch] = append(parts[start/parallel.Batch], r.linksIn(n)...)
			}
		}
	})
	out := slices.Concat(parts...)
	if p := ix.Person(of); p != nil {
		for _, l := range slices.Concat(p.Lines(), p.Aside()) {
			out = append(out, r.namesIn(l)...)
		}
	}
	slices.SortStableFunc(out, func(a, b Mention) int {
		if c := strings.Compare(a.Note.Path, b.Note.Path); c != 0 {
			return c
		}
		return a.At.Start - b.At.Start
	})
	return slices.CompactFunc(out, func(a, b Mention) bool { return a.Note == b.Note && a.At.Start < b.At.End })
}

// linksIn are the links of a note, and the names in its fields.
func (r *renaming) linksIn(n *parse.Note) (out []Mention) {
	for _, l := range r.ix.Reader().LinksOf(n) {
		if r.means(l, n) {
			out = append(out, Mention{n, l.Span})
		}
	}
	index.EachLink(r.ix, n, func(l index.PlacedLink) {
		if at := l.Place(); l.Field && l.Span.End == 0 && r.means(l.Link, n) {
			out = append(out, Mention{n, at})
		}
	})
	return out
}

// namesIn are the full names in the words of a line.
func (r *renaming) namesIn(l *index.Line) (out []Mention) {
	if l.FromFields {
		return nil
	}
	for _, link := range l.Entry.People {
		at := strings.Index(l.Raw, link.Text)
		if at < 0 || at > 0 && strings.IndexByte("[|@/(", l.Raw[at-1]) >= 0 || !r.means(link, l.Note) {
			continue
		}
		out = append(out, Mention{l.Note, txt.Span{Start: l.Span.Start + at, End: l.Span.Start + at + len(link.Text)}})
	}
	return out
}
