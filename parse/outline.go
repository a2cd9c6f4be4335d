package parse

import (
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// EachText visits a note's headings, paragraphs and bullets, outside code,
// comments and HTML, until visit returns false. level is that of a heading, else
// 0.
func (r *Reader) EachText(n *Note, visit func(t markdown.LineText, level int) bool) {
	b := r.markdown.Body(n.Source())
	b.EachText(n.Front().End, visit)
}

// Headings are those of a note, in its order.
func (r *Reader) Headings(n *Note) []markdown.Heading {
	b := r.markdown.Body(n.Source())
	return b.Headings(n.Front().End)
}

// Sections takes a note's body apart by its headings, of whatever level.
func (r *Reader) Sections(source []byte) []markdown.Section {
	outer, _, _ := yaml.FrontMatter(source)
	b := r.markdown.Body(source)
	return b.Sections(outer.End)
}

// Outline finds the first section of a heading's name, or of its meaning; its
// heading is empty where there is none.
func (r *Reader) Outline(n *Note, heading string) markdown.Outline {
	b := r.markdown.Body(n.Source())
	means := SectionOf(heading)
	return b.Outline(n.Front().End, !r.slow, func(title string) bool {
		return txt.Fold(title) == txt.Fold(heading) || means != NoSection && r.SectionOf(title) == means
	}, func(item txt.Span) bool { return means != LogSection || FirstEntry(n, item) >= 0 })
}

// Stretches lists the headings with a text, the lists and the paragraphs of a note.
func (r *Reader) Stretches(n *Note) []markdown.Stretch {
	b := r.markdown.Body(n.Source())
	return b.Stretches(n.Front().End, !r.slow)
}

// Leaves are the blocks that hold no others, each with its kind and its text,
// so that two readings can be compared whole.
func (r *Reader) Leaves(n *Note) []string {
	b := r.markdown.Body(n.Source())
	return b.Leaves(n.Front().End, !r.slow)
}
