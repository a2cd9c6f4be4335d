package lsp

import (
	"encoding/json"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// view is an open note, read in its folder, and a place in it.
type view struct {
	*request
	*laid
	atDocument
	doc   *document
	note  *parse.Note
	today date.Date
	at    int // the byte of the request's position
}

// view is what the request is about; nil where there is nothing to say of it.
// exact waits for texts that were typed this moment to be laid over the folder.
func (r *request) view(exact bool) (*view, error) {
	v, err := r.place(exact)
	if v != nil {
		v.note = v.reading(v.doc).note
	}
	return v, err
}

// place is a view without its note.
func (r *request) place(exact bool) (*view, error) {
	var p atDocument
	if err := json.Unmarshal(r.params, &p); err != nil {
		return nil, problem(invalidParams, "%s: %v", r.method, err)
	}
	d := r.st.docs[p.TextDocument.URI]
	if d == nil || !d.isRead() {
		return nil, nil
	}
	l, err := d.folder.at(r.ctx, r.st, exact)
	if err != nil {
		return nil, err
	}
	return &view{request: r, laid: l, atDocument: p, doc: d, today: r.Today(&l.ix.Settings), at: r.offset(d, p.Position)}, nil
}

// thing is what stands at a place: a name or a link of a note.
type thing struct {
	at    txt.Span
	note  *parse.Note // nil for a name that no note bears, or several
	name  string
	link  bool
	title bool // the name of the note itself
}

// thing finds what stands at the place of the request.
func (v *view) thing() (thing, bool) {
	for _, at := range edit.TitlePlaces(v.ix.Reader(), v.note) {
		if within(at, v.at) {
			return thing{at: at, note: v.own(), name: v.note.Name, title: true}, true
		}
	}
	for _, l := range v.ix.Reader().LinksOf(v.note) {
		if within(l.Span, v.at) {
			return thing{at: l.Span, note: only(v.ix.Link(l, v.note)), name: l.Target, link: true}, true
		}
	}
	if f, value := v.field(); value != nil && f.Type.HoldsLinks() {
		if found := only(v.ix.Resolve(value.Text, hasName)); found != nil {
			return thing{at: value.Span, note: found, name: value.Text}, true
		}
	}
	return v.nameInWords()
}

// own is the note as the folder has it.
func (v *view) own() *parse.Note {
	if n := v.ix.NoteAt(v.doc.path); n != nil {
		return n
	}
	return v.note
}

// person is somebody at a path of the folder, or nil.
func (v *view) person(path string) *index.Person { return v.ix.PersonAt(path) }

// only is the one note that was found, or nil.
func only(found []*parse.Note) *parse.Note {
	if len(found) == 1 {
		return found[0]
	}
	return nil
}

func within(at txt.Span, place int) bool {
	return at.Start <= place && place <= at.End && at.End > at.Start
}

func hasName(n *parse.Note) bool { return n.Kind.HasName() }

// field is the known field at the place, and the value there, if any.
func (v *view) field() (parse.FieldInfo, *yaml.Value) {
	for i := range v.note.Fields() {
		f := &v.note.Fields()[i]
		if !within(f.Span, v.at) {
			continue
		}
		info := v.ix.Reader().FieldOf(v.note.Kind, f.Key)
		for j := range f.Values {
			if within(f.Values[j].Span, v.at) {
				return info, &f.Values[j]
			}
		}
		return info, nil
	}
	return parse.FieldInfo{}, nil
}

// entry is the log line at the place, and where the place is in its words.
func (v *view) entry() (*logline.Entry, int) {
	for i := range v.note.Entries() {
		if e := &v.note.Entries()[i]; !e.FromFields && within(e.Span, v.at) {
			return e, v.at - e.Span.Start
		}
	}
	return nil, 0
}

// maxNameWords is of how many words a name in a line may consist.
const maxNameWords = 4

// nameInWords finds somebody called by a full name in the head of a line.
func (v *view) nameInWords() (thing, bool) {
	e, at := v.entry()
	if e == nil || at > len(e.Raw) || at > len(e.Raw)-len(e.Text) {
		return thing{}, false
	}
	words := wordsOf(e.Raw)
	for count := maxNameWords; count > 0; count-- {
		for i := 0; i+count <= len(words); i++ {
			span := txt.Span{Start: words[i].Start, End: words[i+count-1].End}
			if !within(span, at) {
				continue
			}
			name := e.Raw[span.Start:span.End]
			if found, rank := v.ix.Find(name, isContact); len(found) == 1 && rank <= facts.Folded {
				return thing{at: txt.Span{Start: e.Span.Start + span.Start, End: e.Span.Start + span.End}, note: found[0], name: name}, true
			}
		}
	}
	return thing{}, false
}

// preposition reports whether people stand behind a word in the head of a line.
func (v *view) preposition(word string) bool {
	word = txt.Fold(word)
	own := slices.Concat(v.ix.Settings.Words["with"], v.ix.Settings.Words["to"], v.ix.Settings.Words["from"])
	return slices.Contains([]string{"with", "w/", "to", "from"}, word) || slices.ContainsFunc(own, func(w string) bool { return txt.Fold(w) == word })
}

func isContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }

// wordsOf are the words of a line without the marks around them.
func wordsOf(s string) (out []txt.Span) {
	mark := func(c rune) bool { return strings.ContainsRune(" \t,;:()[]\"“”!?", c) }
	start := -1
	for i, c := range s + " " {
		switch {
		case mark(c) && start >= 0:
			out, start = append(out, txt.Span{Start: start, End: i}), -1
		case !mark(c) && start < 0:
			start = i
		}
	}
	return out
}

// dayFrom is the day that a word for one means, which counts from another.
func (v *view) dayFrom(text string, from date.Date) (date.Date, bool) {
	when, n, err := date.SpokenDay(v.ix.Reader().Dates, text, from, date.Coming)
	return when.To, err == nil && n == len(text) && n > 0
}
