package index

import (
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// PlacedLink is a link, or a name in a field, with its place in the note.
type PlacedLink struct {
	txt.Link
	Place func() txt.Span
	Field bool
}

// EachLink visits the links that are read in a note: of its entries, promises
// and lists of people to meet, and what its fields of people and places name.
func EachLink(ix *Index, n *parse.Note, visit func(PlacedLink)) {
	for i := range n.Entries() {
		e := &n.Entries()[i]
		if e.FromFields {
			continue // its field is looked at below
		}
		for at, link := range e.Links {
			visit(PlacedLink{Link: link, Place: func() txt.Span { return linkSpan(n, e.Span, link, e.Links[:at]) }})
		}
	}
	for i := range n.Promises() {
		p := &n.Promises()[i]
		if p.Span.End > len(n.Source()) || !strings.ContainsAny(p.Text, "[@") {
			continue
		}
		for _, link := range txt.Links(string(n.Source()[p.Span.Start:p.Span.End])) {
			visit(PlacedLink{Link: link, Place: func() txt.Span { return shifted(link.Span, p.Span.Start) }})
		}
	}
	for _, m := range n.ToMeet() {
		visit(PlacedLink{Link: m.Person, Place: func() txt.Span {
			lines := txt.NewLines(n.Source())
			start := lines.Start(m.Line)
			return linkSpan(n, txt.Span{Start: start, End: start + len(lines.Text(m.Line))}, m.Person, nil)
		}})
	}
	for _, field := range LinkFields() {
		f := n.Field(field)
		if f == nil {
			continue
		}
		for _, v := range f.Values {
			for _, link := range ix.names.People([]string{v.Text}) {
				if link.Span.End == 0 && isPlaceField(field) {
					continue // a name of a place may be any text
				}
				visit(PlacedLink{Link: link, Field: true, Place: func() txt.Span { return valueSpan(n, v, link) }})
			}
		}
	}
}

// LinkFields are the fields that name people or places.
func LinkFields() []string {
	return []string{"introduced_by", "knows", "knows_not", "members", "attendees", "heard_from", "org", "met_at", "groups", "school"}
}

func isPlaceField(field string) bool {
	return slices.Contains([]string{"org", "met_at", "groups", "school"}, field)
}

func shifted(at txt.Span, by int) txt.Span {
	return txt.Span{Start: at.Start + by, End: at.End + by}
}

// linkSpan finds a link in a part of a note, behind equal ones; a link whose
// target stands elsewhere is the whole part.
func linkSpan(n *parse.Note, in txt.Span, link txt.Link, before []txt.Link) txt.Span {
	skip := 0
	for _, l := range before {
		if l.Target == link.Target {
			skip++
		}
	}
	if in.End > len(n.Source()) {
		return txt.Span{}
	}
	for _, l := range txt.Links(string(n.Source()[in.Start:in.End])) {
		if l.Target != link.Target {
			continue
		}
		if skip == 0 {
			return shifted(l.Span, in.Start)
		}
		skip--
	}
	return in
}

// valueSpan finds a name in a field's value; where it is not written plainly,
// the whole value is the place.
func valueSpan(n *parse.Note, v yaml.Value, link txt.Link) txt.Span {
	raw := string(n.Source()[v.Span.Start:v.Span.End])
	for _, l := range txt.Links(raw) {
		if l.Target == link.Target {
			return shifted(l.Span, v.Span.Start)
		}
	}
	if at := strings.Index(raw, link.Target); at >= 0 && strings.Count(raw, link.Target) == 1 {
		return txt.Span{Start: v.Span.Start + at, End: v.Span.Start + at + len(link.Target)}
	}
	return v.Span
}

// exact is a link or a name as it means a note for certain; the words that a
// reader sees stay.
func (ix *Index) exact(l PlacedLink, from, to *parse.Note) string {
	if l.Span.End == 0 {
		if found, rank := ix.names.Lookup(to.Name); rank == facts.Exact && len(found) == 1 && !strings.ContainsAny(to.Name, ",;&") {
			return to.Name
		}
	}
	shown := ""
	if l.Text != l.Target && !l.IsPath {
		shown = l.Text
	}
	return LinkShowing(ix, from, to, shown)
}

// placeAt is the note at a path; where there is none, as of the settings, an
// empty one that stands there.
func (ix *Index) placeAt(file string) *parse.Note {
	if n := ix.NoteAt(file); n != nil {
		return n
	}
	return &parse.Note{Path: file}
}
