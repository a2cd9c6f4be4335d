package parse

import (
	"strings"

	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// NewReader prepares a reader.
func NewReader(c Config) *Reader {
	r := &Reader{
		Reader:  logline.NewReader(c.Kinds, c.Words, c.Dates),
		folders: map[string]NoteKind{"/events/": EventNote, "/orgs/": OrgNote, "/groups/": GroupNote, "/leads/": LeadNote},
		sectors: c.Sectors,
		prose:   proseKeys(),
		slow:    c.Libraries,
		contact: newFieldSet(0, ContactFields()),
		event:   newFieldSet(1, EventFields()),
		other:   newFieldSet(2, OtherFields()),
	}
	r.contact.dates, r.event.dates, r.other.dates = r.Dates, r.Dates, r.Dates
	if len(r.sectors) == 0 {
		r.sectors = DefaultSectors()
	}
	for _, folder := range []string{"contacts", "contact", "people", "person", "persons", "authors", "team", "staff", "crm"} {
		r.folders["/"+folder+"/"] = ContactNote
	}
	r.logs = map[string]bool{}
	for _, heading := range c.Logs {
		r.logs[txt.Fold(strings.TrimSpace(heading))] = true
	}
	for folder, kind := range c.Folders {
		r.folders["/"+strings.Trim(strings.TrimPrefix(txt.Fold(folder), "./"), "/")+"/"] = kind
	}
	r.markdown, r.tasks, r.rooms.New = markdown.NewParser(), task.NewReader(r.Dates), newBodyRoom
	r.keys = txt.NewWordTable(fieldKeys(&r.contact, &r.event, &r.other))
	return r
}

// Note reads a file's bytes. It never fails: what is wrong is in Problems,
// sorted by place, and everything else in the note is read. The note keeps
// source, which must not change afterwards.
func (r *Reader) Note(file string, source []byte) *Note { return r.note(file, source, false) }

// Other reads a file that is about nobody of its own, such as a translation of
// another note, whatever it says.
func (r *Reader) Other(file string, source []byte) *Note { return r.note(file, source, true) }

func (r *Reader) note(file string, source []byte, nobody bool) *Note {
	n := bare(source)
	n.Path = file
	outer, inner, closed := yaml.FrontMatter(source)
	n.fences = outer
	room := r.rooms.Get().(*bodyRoom)
	defer r.rooms.Put(room)
	front := yaml.Reader{Source: source, Prose: r.prose, Slow: r.slow, Scanner: &room.scanner}
	if outer.End > outer.Start {
		n.fields = front.Read(inner)
		if !closed {
			front.Problems.Add(txt.Problem{Span: txt.At(outer.Start, outer.Start+3), Code: txt.FrontUnclosed, Severity: txt.Error,
				Text: "the front matter has no end", Hint: "add a line --- after the last field"})
		}
	}
	n.problems = front.Problems
	b := bodyReader{reader: r, note: n, Body: r.markdown.Body(source), room: room}
	blocks := b.open(outer.End)
	n.Template = hasPlaceholder(txt.View(source[inner.Start:inner.End])) || hasPlaceholder(b.firstHeading(blocks))
	r.recognise(n, b.title(blocks), &room.keys, nobody)
	if n.Kind == TargetsNote {
		r.targetsFields(n)
	}
	n.references = txt.FindReferences(b.Text[b.Base:])
	r.textFields(n)
	b.read(blocks)
	r.fieldEntries(n, &b.Lines)
	n.checkBytes()
	n.place()
	return n
}

// hasPlaceholder reports whether a template's {{…}} or <%…%> is left in the text.
func hasPlaceholder(s string) bool {
	if strings.Contains(s, "<%") {
		return true
	}
	if !strings.Contains(s, "{{") {
		return false
	}
	for line := range strings.Lines(s) {
		if _, after, ok := strings.Cut(line, "{{"); ok && strings.Contains(after, "}}") {
			return true
		}
	}
	return false
}
