package change

import (
	"slices"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Mention is a line that names a note.
type Mention struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

// MakeMentions lists where other notes name a note: by a link anywhere, or by
// its bare name in a field of names.
func MakeMentions(ix *index.Index, n *parse.Note) []Mention {
	var out []Mention
	for _, other := range ix.Notes() {
		if other.Path == n.Path {
			continue
		}
		means := func(l txt.Link) bool {
			return slices.ContainsFunc(ix.Link(l, other), func(m *parse.Note) bool { return m.Path == n.Path })
		}
		lines := txt.NewLines(other.Source())
		var at []int
		for number := range lines.Count() {
			if slices.ContainsFunc(txt.Links(string(lines.Text(number+1))), means) {
				at = append(at, number+1)
			}
		}
		for _, field := range []string{"introduced_by", "knows", "knows_not", "members", "attendees", "heard_from"} {
			f := other.Field(field)
			if f == nil {
				continue
			}
			for _, v := range f.Values {
				if line := lines.Line(v.Span.Start); means(txt.FieldLink(v.Text)) && !slices.Contains(at, line) {
					at = append(at, line)
				}
			}
		}
		slices.Sort(at)
		for _, line := range at {
			out = append(out, Mention{other.Path, line})
		}
	}
	return out
}
