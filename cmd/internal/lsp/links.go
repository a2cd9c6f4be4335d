package lsp

import (
	"netnotes/index/rename"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

func (r *request) definition() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return nil, err
	}
	t, ok := v.thing()
	if !ok || t.note == nil {
		return nil, nil
	}
	return v.locationOf(t.note), nil
}

// locationOf is where a note says its name, else its beginning.
func (v *view) locationOf(n *parse.Note) location {
	d := v.doc.folder.document(v.st, n)
	at := txt.Span{}
	if places := edit.TitlePlaces(v.ix.Reader(), v.laid.reading(d).note); len(places) > 0 {
		at = places[0]
	}
	return location{d.uri, v.textRange(d, at)}
}

func (r *request) references() (any, error) {
	v, err := r.view(true)
	if v == nil || err != nil {
		return nil, err
	}
	t, ok := v.thing()
	if !ok || t.note == nil {
		return nil, nil
	}
	out := []location{}
	if v.Context.IncludeDeclaration {
		out = append(out, v.locationOf(t.note))
	}
	for _, m := range rename.Mentions(v.ix, t.note) {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		d := v.doc.folder.document(v.st, m.Note)
		out = append(out, location{d.uri, v.textRange(d, m.At)})
	}
	return out, nil
}
