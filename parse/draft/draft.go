package draft

import (
	"slices"
	"strings"
	"unicode"

	"netnotes/parse"
	"netnotes/parse/yaml"
)

// Note is what another program's file says of one person, before it is held
// against the notes.
type Note struct {
	Line    int  // where it begins in the file, from 1
	Org     bool // it is an institution and no person
	Name    string
	Fields  []Field  // at most one of each name
	Log     []string // log lines without their bullets
	Tasks   []string // promises without their bullets and boxes
	Details []Detail // what no field of a note holds
}

// Field is a field of a contact with its values, cleaned and different
// from each other.
type Field struct {
	Name   string   `json:"field"`
	Values []string `json:"values"`
}

// Detail is a value that has no field of its own.
type Detail struct {
	Label string `json:"label"`
	Text  string `json:"text"` // may have several lines
}

// Foreign is everything read in another program's file. Every record is a
// draft, or stands in Unread, or was empty.
type Foreign struct {
	From     string // the program, as the user knows it: LinkedIn
	Records  int    // cards, rows or people in the file
	Drafts   []Note
	Unread   []Unread
	Empty    int      // records without a name in which nothing tells who is meant
	Photos   int      // pictures, sounds and keys, which no note holds
	CutShort int      // the line of the record in whose middle the file ends; 0 where it is whole
	Unclosed bool     // that is so because a quote in it is never closed
	How      []string // how the file was read: its encoding, the order of its dates
	// Spread asks to spread the first keep over some weeks: the file holds
	// conversations, so that its people would all be due at once.
	Spread bool
}

// Said keeps how the file was read, where there is something to say.
func (f *Foreign) Said(how string) {
	if how != "" {
		f.How = append(f.How, how)
	}
}

// Join adds what another file of the same program holds.
func (f *Foreign) Join(g Foreign) {
	f.Records += g.Records
	f.Drafts = append(f.Drafts, g.Drafts...)
	f.Unread = append(f.Unread, g.Unread...)
	f.Empty += g.Empty
	f.Photos += g.Photos
	f.How = append(f.How, g.How...)
}

// maxValue is how long the value of a field may be, and maxCalled a name, in bytes;
// what is longer is neither.
const maxValue, maxCalled = 4096, 1000

// Bound reports those whose name is too long to be one.
func (f *Foreign) Bound() {
	f.Drafts = slices.DeleteFunc(f.Drafts, func(d Note) bool {
		if len(d.Name) > maxCalled {
			f.Unread = append(f.Unread, Unread{Line: d.Line, Record: true, Text: strings.ToValidUTF8(d.Name[:40], "") + "…", Why: "a name of more than 1,000 bytes"})
		}
		return len(d.Name) > maxCalled
	})
}

// Unread is what could not be read, or not taken as it is.
type Unread struct {
	Line   int    `json:"line"`
	Record bool   `json:"record"` // a whole record, of which there is no draft
	Text   string `json:"text"`
	Why    string `json:"why"`
}

// ForeignError says why a file as a whole is not what it should be.
type ForeignError struct {
	Text, Hint string
	Usage      bool // the command has to say more, or another one is meant
}

func (e *ForeignError) Error() string { return e.Text }

// Add adds values to a field; empty ones and those it has already are dropped.
func (d *Note) Add(field string, values ...string) {
	for _, v := range values {
		if v = OneLine(v); v == "" {
			continue
		}
		if len(v) > maxValue {
			d.Tell(field, v)
			continue
		}
		i := slices.IndexFunc(d.Fields, func(f Field) bool { return f.Name == field })
		if i < 0 {
			d.Fields = append(d.Fields, Field{Name: field})
			i = len(d.Fields) - 1
		}
		if !slices.Contains(d.Fields[i].Values, v) {
			d.Fields[i].Values = append(d.Fields[i].Values, v)
		}
	}
}

// AddOne sets a field that holds one value; a second one becomes a detail.
func (d *Note) AddOne(field, value string) {
	if have := d.Values(field); len(have) > 0 && OneLine(value) != have[0] {
		d.Tell(field, value)
		return
	}
	d.Add(field, value)
}

// Tell adds a detail, once.
func (d *Note) Tell(label, text string) {
	detail := Detail{draftLabel(label), severalLines(text)}
	if detail.Text != "" && !slices.Contains(d.Details, detail) {
		d.Details = append(d.Details, detail)
	}
}

// Values are the values of a field.
func (d *Note) Values(field string) []string {
	for _, f := range d.Fields {
		if f.Name == field {
			return f.Values
		}
	}
	return nil
}

// IsEmpty reports whether nothing but perhaps a name is known.
func (d *Note) IsEmpty() bool {
	return len(d.Fields) == 0 && len(d.Log) == 0 && len(d.Tasks) == 0 && len(d.Details) == 0
}

// OneLine is a foreign text fit for a field: valid, on one line, and without
// control characters.
func OneLine(s string) string {
	return strings.Join(strings.Fields(plainRunes(s, ' ')), " ")
}

// severalLines is a foreign text fit for a note's body: valid, its lines ended by
// LF, without blanks at their ends and blank lines around.
func severalLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(s)
	var out []string
	for _, line := range strings.Split(plainRunes(s, '\n'), "\n") {
		out = append(out, strings.TrimRightFunc(line, unicode.IsSpace))
	}
	return strings.Trim(strings.Join(out, "\n"), "\n")
}

// plainRunes replaces control characters but the one to keep, and marks that no
// text needs, by blanks.
func plainRunes(s string, keep rune) string {
	return strings.Map(func(r rune) rune {
		if r != keep && (unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff') {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// draftLabel is a detail's label fit for the start of a bullet: it begins with
// a letter, so that the bullet is never taken for a date, a task or a link.
func draftLabel(s string) string {
	s = strings.TrimRight(strings.NewReplacer("[", "(", "]", ")").Replace(OneLine(s)), ":")
	first := strings.IndexFunc(s, unicode.IsLetter)
	if first != 0 {
		return strings.TrimSpace("field " + s)
	}
	return s
}

// Bullet is the detail as a bullet of a note's body. Several lines are quoted,
// so that nothing in them is taken for a heading, a task or a log line.
func (d Detail) Bullet() string {
	if !strings.Contains(d.Text, "\n") {
		return "- " + d.Label + ": " + strings.TrimSpace(d.Text) + "\n"
	}
	var b strings.Builder
	b.WriteString("- " + d.Label + ":\n")
	for line := range strings.SplitSeq(d.Text, "\n") {
		b.WriteString(strings.TrimRight("  > "+line, " ") + "\n")
	}
	return b.String()
}

// DetailsHeading is the heading under which a note keeps the details of a
// program's file.
func DetailsHeading(from string) string { return "From " + from }

// Note is the whole text of a new note made of the draft.
func (d *Note) Note(from string) []byte {
	var b strings.Builder
	kind := parse.ContactNote
	if d.Org {
		kind = parse.OrgNote
	}
	b.WriteString("---\ntype: " + string(kind) + "\n")
	b.WriteString("name: " + yaml.Text(d.Name) + "\n")
	fields := parse.ContactFields()
	for i := range fields {
		if info := &fields[i]; info.Name != "name" && info.Name != "type" {
			writeField(&b, *info, d.Values(info.Name))
		}
	}
	for _, f := range d.Fields {
		if !slices.ContainsFunc(fields[:], func(i parse.FieldInfo) bool { return i.Name == f.Name }) {
			writeField(&b, parse.FieldInfo{Name: f.Name}, f.Values)
		}
	}
	b.WriteString("---\n")
	if len(d.Log) > 0 {
		b.WriteString("\n## Log\n\n- " + strings.Join(d.Log, "\n- ") + "\n")
	}
	if len(d.Tasks) > 0 {
		b.WriteString("\n## Promises\n\n- [ ] " + strings.Join(d.Tasks, "\n- [ ] ") + "\n")
	}
	if len(d.Details) > 0 {
		b.WriteString("\n## " + DetailsHeading(from) + "\n\n")
		for _, detail := range d.Details {
			b.WriteString(detail.Bullet())
		}
	}
	return []byte(b.String())
}

// writeField writes a field: one value beside its key, several below it. Those
// of a field that netnotes does not know are texts: what they are to the other
// program is not for us to guess.
func writeField(b *strings.Builder, info parse.FieldInfo, values []string) {
	switch len(values) {
	case 0:
		return
	case 1:
		b.WriteString(info.Name + ": " + info.Text(values[0]) + "\n")
		return
	}
	b.WriteString(info.Name + ":\n")
	for _, v := range values {
		b.WriteString("  - " + info.Text(v) + "\n")
	}
}
