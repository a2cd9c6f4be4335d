package parse

import (
	"bytes"
	"slices"

	"netnotes/parse/markdown"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// LinksOf are the links of a note with their places in its source: those of its
// fields and of its text, outside code, comments and HTML. The line that says
// where "[Ada][a]" leads is a link whose span is the target alone.
func (r *Reader) LinksOf(n *Note) []txt.Link {
	var out []txt.Link
	eachValue(n.Fields(), func(v yaml.Value) {
		if v.Span.End > len(n.Source()) {
			return
		}
		for _, l := range txt.LinksIn(string(n.Source()[v.Span.Start:v.Span.End])) {
			l.Span = txt.At(l.Span.Start+v.Span.Start, l.Span.End+v.Span.Start)
			out = append(out, l)
		}
	})
	if body := n.Source()[n.Front().End:]; bytes.IndexByte(body, '[') < 0 && bytes.IndexByte(body, '@') < 0 {
		return out
	}
	r.EachText(n, func(t markdown.LineText, _ int) bool {
		out = append(out, linksWith(n.References(), t)...)
		return true
	})
	slices.SortStableFunc(out, func(a, b txt.Link) int { return a.Span.Start - b.Span.Start })
	return out
}

// eachValue visits the values of fields, also of those within others.
func eachValue(fields []yaml.Field, visit func(yaml.Value)) {
	for i := range fields {
		for _, v := range fields[i].Values {
			visit(v)
		}
		eachValue(fields[i].Sub, visit)
	}
}

// linksWith are the links of a block's text, and of those that a reference leads.
func linksWith(r txt.References, t markdown.LineText) []txt.Link {
	out := txt.LinksIn(t.Raw)
	for i := range out {
		out[i].Span = t.Span(out[i].Span.Start, out[i].Span.End)
	}
	if len(r) == 0 {
		return out
	}
	for _, l := range r.Uses(t.Raw) {
		l.Span = t.Span(l.Span.Start, l.Span.End)
		out = append(out, l)
	}
	return out
}
