package lsp

import (
	"slices"

	"netnotes/index/disk"
	"netnotes/index/rename"
	"netnotes/parse/txt"
)

// editing gathers what an editor is to change.
type editing struct {
	*view
	files []fileOperation
	edits []documentEdit
}

// change makes of a document, as the editor or the folder has it, another text.
func (e *editing) change(d *document, after []byte) {
	edits := e.encoding.edits(d, after)
	if len(edits) == 0 {
		return
	}
	x := documentEdit{Edits: edits}
	x.TextDocument.URI = d.uri
	if e.st.isOpen(d) {
		x.TextDocument.Version = &d.version
	}
	e.edits = append(e.edits, x)
}

// canFile reports whether the client can make or rename a file.
func (s *server) canFile(operation string) bool {
	return slices.Contains(s.can.Workspace.WorkspaceEdit.ResourceOperations, operation)
}

// create makes a file with a text.
func (e *editing) create(uri string, text []byte) {
	e.files = append(e.files, fileOperation{Kind: "create", URI: uri})
	x := documentEdit{Edits: []textEdit{{textRange{}, string(text)}}}
	x.TextDocument.URI = uri
	e.edits = append(e.edits, x)
}

// edit is what was gathered, in the form that the client takes: files are made
// before what stands in them, and renamed after.
func (e *editing) edit() *workspaceEdit {
	if len(e.files) == 0 && !e.can.Workspace.WorkspaceEdit.DocumentChanges {
		out := workspaceEdit{Changes: map[string][]textEdit{}}
		for _, d := range e.edits {
			out.Changes[d.TextDocument.URI] = d.Edits
		}
		return &out
	}
	var out workspaceEdit
	for _, f := range e.files {
		if f.Kind == "create" {
			out.DocumentChanges = append(out.DocumentChanges, f)
		}
	}
	for _, d := range e.edits {
		out.DocumentChanges = append(out.DocumentChanges, d)
	}
	for _, f := range e.files {
		if f.Kind == "rename" {
			out.DocumentChanges = append(out.DocumentChanges, f)
		}
	}
	return &out
}

func (r *request) prepareRename() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return nil, err
	}
	t, ok := v.thing()
	if !ok || t.note == nil || !t.note.Kind.HasName() {
		return nil, nil
	}
	at := t.at
	if t.link {
		raw := string(v.note.Source()[at.Start:at.End])
		for _, l := range v.ix.Reader().LinksOf(v.note) {
			if target, _ := l.Places(raw); l.Span == at && target.End > target.Start {
				at = txt.Span{Start: at.Start + target.Start, End: at.Start + target.End}
				break
			}
		}
	}
	return prepared{v.textRange(v.doc, at), t.note.Name}, nil
}

func (r *request) rename() (any, error) {
	v, err := r.view(true)
	if v == nil || err != nil {
		return nil, err
	}
	t, ok := v.thing()
	if !ok || t.note == nil || !t.note.Kind.HasName() {
		return nil, problem(requestFailed, "there is nobody here to rename")
	}
	plan, err := rename.Plan(v.ix, t.note, v.NewName)
	if err != nil {
		return nil, problem(requestFailed, "%s", err.Error())
	}
	e := editing{view: v}
	if plan.From != plan.To {
		if !r.canFile("rename") {
			return nil, problem(requestFailed, "this editor cannot rename files; type %s", txt.Command("rename", t.note.Name, v.NewName))
		}
		e.files = append(e.files, fileOperation{Kind: "rename", OldURI: v.doc.folder.document(v.st, t.note).uri, NewURI: v.doc.folder.uri(plan.To)})
	}
	for _, c := range plan.Changes {
		e.planned(plan, c)
	}
	return e.edit(), nil
}

// planned is a change of a plan; that of the renamed note is made before its file
// is renamed.
func (e *editing) planned(plan rename.Renaming, c disk.Change) {
	file := c.Path
	switch {
	case c.New == nil:
		return
	case c.Path == plan.To:
		file = plan.From
	}
	if n := e.ix.NoteAt(file); n != nil {
		e.change(e.doc.folder.document(e.st, n), c.New)
	}
}
