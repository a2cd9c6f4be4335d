package parse

import (
	"fmt"
	"strings"

	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// fieldEntries makes entries of what existing vaults keep in front matter: a
// meeting's date and people, a contact's last contact and their list of
// interactions.
func (r *Reader) fieldEntries(n *Note, lines *txt.LineCounter) {
	switch n.Kind {
	case MeetingNote:
		r.meetingEntry(n, lines)
	case ContactNote:
		if f := n.Field("last_contact"); f != nil {
			if when, err := r.Dates.Parse(f.Text()); err == nil {
				n.entries = append(n.Entries(), logline.Entry{When: when, Kind: logline.Other, Class: logline.Sync, Direction: logline.With, WithOwner: true, Text: "from front matter",
					Scope: logline.Scope{InLog: true}, FromFields: true, Raw: f.Key + ": " + f.Text(), Span: f.Span, Line: lines.Line(f.Span.Start)})
			}
		}
		if f := n.Field("interactions"); f != nil {
			r.interactions(n, f, lines)
		}
	}
}

// meetingEntry is the meeting that a note is about.
func (r *Reader) meetingEntry(n *Note, lines *txt.LineCounter) {
	f := n.Field("start")
	when, err := r.Dates.Parse(f.Text())
	if f == nil || err != nil {
		if when = dayInName(txt.BaseName(n.Path)); when.IsZero() {
			return
		}
	}
	e := logline.Entry{When: when, Kind: logline.Meet, Class: logline.Sync, Direction: logline.With, Head: n.Name, Scope: logline.Scope{InLog: true}, FromFields: true, Raw: n.Name, Line: 1}
	if f != nil {
		e.Span, e.Line = f.Span, lines.Line(f.Span.Start)
	}
	for _, text := range n.List("attendees") {
		e.People = txt.AppendLinks(e.People, txt.FieldLinks(text))
	}
	if len(e.People) > 0 {
		n.entries = append(n.Entries(), e)
	}
}

// interactions reads a list of {date, text}, perhaps with a kind, or of log lines:
// each is a line with the note's owner.
func (r *Reader) interactions(n *Note, f *yaml.Field, lines *txt.LineCounter) {
	items := f.Sub // of mappings, each is one without a key
	for i, v := range f.Values {
		raw, bare := strings.TrimSpace(v.Text), false
		if i < len(items) && len(items[i].Sub) > 0 {
			raw, bare = interaction(&items[i])
		}
		if raw == "" {
			continue
		}
		e, problems := r.Entry(raw, logline.Setting{Scope: logline.Scope{InLog: true, Heading: true}, Owner: NewOwner(n)})
		if e == nil || e.When.IsZero() {
			p := txt.Problem{Code: txt.BadDate, Severity: txt.Error, Text: fmt.Sprintf("no day in %q", txt.Clip(raw)), Hint: "begin it with a date: 2026-06-27"}
			if len(problems) > 0 {
				p = problems[0]
			}
			p.Span = v.Span
			n.problems.Add(p)
			continue
		}
		if bare || e.Kind == logline.Remark && i < len(items) && e.Head != "note" {
			e.Kind, e.Class, e.Direction = logline.Other, logline.Sync, logline.With
		}
		if bare {
			e.Head = ""
		}
		e.WithOwner, e.FromFields, e.Span, e.Line = true, true, v.Span, lines.Line(v.Span.Start)
		n.entries = append(n.Entries(), *e)
	}
}

// interaction writes {date, text} as a log line; bare says that it has no kind.
func interaction(f *yaml.Field) (line string, bare bool) {
	part := func(keys ...string) string {
		for i := range f.Sub {
			for _, key := range keys {
				if txt.FoldKey(f.Sub[i].Key) == key && f.Sub[i].Text() != "" {
					return strings.Join(strings.Fields(f.Sub[i].Text()), " ")
				}
			}
		}
		return ""
	}
	kind := part("kind", "type")
	if bare = kind == ""; bare {
		kind = "note"
	}
	return strings.TrimSpace(part("date", "when", "day") + " " + kind + ": " + part("text", "note", "notes", "summary")), bare
}
