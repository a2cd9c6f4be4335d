package lsp

import (
	"strings"

	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/report"
)

// inlayHint tells beside a name how things stand, and beside a day how far it
// is.
func (r *request) inlayHint() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return []inlayHint{}, err
	}
	from, to := r.offset(v.doc, v.Range.Start), r.offset(v.doc, v.Range.End)
	out := []inlayHint{}
	add := func(at int, label string) {
		if label = strings.TrimSpace(label); label != "" && from <= at && at <= to {
			out = append(out, inlayHint{Position: v.position(v.doc, at), Label: label, PaddingLeft: true})
		}
	}
	if p := v.person(v.doc.path); p != nil {
		now := report.MakeNow(v.ix, p, v.today)
		for _, at := range edit.TitlePlaces(v.ix.Reader(), v.note) {
			add(at.End, now.Now)
		}
		for i := range v.note.Fields() {
			f := &v.note.Fields()[i]
			if t := v.ix.Reader().FieldOf(v.note.Kind, f.Key).Type; (t == parse.TierField || t == parse.CadenceField) && len(f.Values) == 1 && !now.Next.IsZero() {
				add(f.Values[0].Span.End, "next "+report.NearDay(now.Next, v.today))
			}
		}
	}
	for i := range v.note.Promises() {
		p := &v.note.Promises()[i]
		if due := p.Day(); p.State == task.Open && !due.IsZero() {
			add(p.Span.End, report.Distance(due, v.today))
		}
	}
	for i := range v.note.Entries() {
		if e := &v.note.Entries()[i]; !e.FromFields && !e.Next.IsZero() && v.isOpen(e) {
			add(e.Span.End, report.Distance(e.Next, v.today))
		}
	}
	return out, nil
}

// isOpen reports whether what a line asks for is still to be done: nothing newer
// stands in the note.
func (v *view) isOpen(e *logline.Entry) bool {
	for i := range v.note.Entries() {
		if o := &v.note.Entries()[i]; o != e && o.Counted() && !o.Planned && o.When.From.After(e.When.To) {
			return false
		}
	}
	return true
}

// refreshHints asks the editor to ask for the hints again.
func (s *server) refreshHints() {
	if s.can.Workspace.InlayHint.RefreshSupport {
		go func() { _ = s.conn.Call(s.ctx, "workspace/inlayHint/refresh", nil, nil) }()
	}
}
