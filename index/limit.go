package index

import (
	"slices"
	"strings"

	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Without is the folder as it would be if some fields had no values, by their
// names or keys, and without the notes that keep refuses.
func (ix *Index) Without(fields []string, keep func(*parse.Note) bool) *Index {
	notes := make([]*parse.Note, len(ix.notes))
	parallel.Each(len(ix.notes), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if n := ix.notes[i]; keep == nil || keep(n) {
				notes[i] = ix.blanked(n, fields)
			}
		}
	})
	notes = slices.DeleteFunc(notes, func(n *parse.Note) bool { return n == nil })
	return build(ix.Settings, ix.reader, notes, ix.folder)
}

// blanked is a note with blanks for the values of fields. Everything else stays
// where it is.
func (ix *Index) blanked(n *parse.Note, fields []string) *parse.Note {
	var source []byte
	blank := func(at txt.Span) {
		if source == nil {
			source = slices.Clone(n.Source())
		}
		for i := at.Start; i < min(at.End, len(source)); i++ {
			if source[i] != '\n' && source[i] != '\r' {
				source[i] = ' '
			}
		}
	}
	for _, f := range n.AllFields() {
		key, _, _ := strings.Cut(txt.FoldKey(f.Key), "[")
		if !slices.Contains(fields, key) && !slices.Contains(fields, ix.reader.FieldOf(n.Kind, key).Name) {
			continue
		}
		for _, v := range f.Values {
			blank(v.Span)
		}
		for _, sub := range f.Sub {
			blank(sub.Span)
		}
	}
	if source == nil {
		return n
	}
	return ix.reader.Note(n.Path, source)
}
