package public

import (
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Without is the folder as it would be if some fields had no values, by their
// names or keys, and without the notes that keep refuses.
func Without(ix *index.Index, fields []string, keep func(*parse.Note) bool) *index.Index {
	notes := make([]*parse.Note, len(ix.Notes()))
	parallel.Each(len(ix.Notes()), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if n := ix.Notes()[i]; keep == nil || keep(n) {
				notes[i] = blanked(ix, n, fields)
			}
		}
	})
	notes = slices.DeleteFunc(notes, func(n *parse.Note) bool { return n == nil })
	return index.Of(ix.Settings, ix.Reader(), notes, ix.FolderIssues())
}

// blanked is a note with blanks for the values of fields. Everything else stays
// where it is.
func blanked(ix *index.Index, n *parse.Note, fields []string) *parse.Note {
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
		if !slices.Contains(fields, key) && !slices.Contains(fields, ix.Reader().FieldOf(n.Kind, key).Name) {
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
	return ix.Reader().Note(n.Path, source)
}
