package parse

import (
	"path"
	"slices"
	"strings"
)

// keys are the keys of a note's fields, folded, in the fields' order.
type keys struct {
	fields []Field
	folded []string
	known  []*fieldKey // nil for one that no kind of note knows
	ids    []fieldID   // in the set of the note's kind
}

// keysOf folds the keys of fields, in the lists of others.
func (r *Reader) keysOf(fields []Field, room keys) keys {
	k := keys{fields, room.folded[:0], room.known[:0], room.ids[:0]}
	for i := range fields {
		folded := fields[i].Key
		known := r.keys.find(folded)
		if known == nil {
			folded = foldKey(folded)
			known = r.keys.find(folded)
		}
		if known != nil {
			folded = known.folded
		}
		k.folded, k.known = append(k.folded, folded), append(k.known, known)
	}
	return k
}

// field is the last field of a key, or nil.
func (k *keys) field(key string) *Field {
	for i := len(k.folded) - 1; i >= 0; i-- {
		if k.folded[i] == key {
			return &k.fields[i]
		}
	}
	return nil
}

// recognise finds out what the note is about and gives it its name. Then it
// checks the fields.
func (r *Reader) recognise(n *Note, h1 string, k *keys) {
	*k = r.keysOf(n.Fields, *k)
	n.Kind = r.kindOf(n.Path, k)
	n.set = r.fieldsOf(n.Kind)
	n.ids = make([]fieldID, len(n.Fields))
	for i, known := range k.known {
		if known != nil {
			n.ids[i] = known.ids[n.set.place]
		}
	}
	k.ids = append(k.ids, n.ids...)
	n.Name = n.ownName(k, h1)
	r.checkFields(n, k)
}

// fieldsOf are the fields that a kind of note has.
func (r *Reader) fieldsOf(kind NoteKind) *fieldSet {
	switch kind {
	case ContactNote:
		return &r.contact
	case EventNote, MeetingNote:
		return &r.event
	}
	return &r.other
}

// ownName is the name field, else the first H1, else a contact's title, else
// the file's name.
func (n *Note) ownName(k *keys, h1 string) string {
	if name := n.Field("name"); name != nil {
		if full := joinNames(name.Sub, "first", "last"); full != "" {
			return full
		}
		if text := strings.TrimSpace(PlainText(name.Text())); text != "" {
			return text
		}
	}
	if full := strings.TrimSpace(k.field("firstname").Text() + " " + k.field("lastname").Text()); full != "" {
		return full
	}
	if h1 != "" {
		return h1
	}
	if title := n.Field("title"); title != nil {
		return PlainText(title.Text())
	}
	if title := k.field("title"); n.Kind == ContactNote && title.Text() != "" {
		for i := range n.Fields {
			if &n.Fields[i] == title {
				n.ids[i] = 0 // no role
			}
		}
		return PlainText(title.Text())
	}
	return strings.ToValidUTF8(baseName(n.Path), "\uFFFD")
}

func joinNames(sub []Field, keys ...string) string {
	var parts []string
	for _, key := range keys {
		for i := range sub {
			if foldKey(sub[i].Key) == key && sub[i].Text() != "" {
				parts = append(parts, sub[i].Text())
			}
		}
	}
	return strings.Join(parts, " ")
}

// kindOf recognises a note by its type, its tags and categories, or the folder
// it lies in.
func (r *Reader) kindOf(file string, k *keys) NoteKind {
	typed := false
	for _, text := range k.field("type").Texts() {
		typed = typed || text != "[]"
		switch fold(PlainText(text)) {
		case "contact", "person", "people":
			return ContactNote
		case "event", "conference":
			return EventNote
		case "meeting":
			return MeetingNote
		case "org", "organization", "organisation", "institution":
			return OrgNote
		case "group":
			return GroupNote
		case "lead":
			return LeadNote
		case "targets":
			return TargetsNote
		case "pitch":
			return PitchNote
		case "questions":
			return QuestionsNote
		}
	}
	tags := [2]*Field{k.field("tags"), k.field("tag")}
	categories := [2]*Field{k.field("categories"), k.field("category")}
	folder := r.folderKind(file)
	switch {
	case anyOf(tags, "contact", "person", "people", "type/person"), anyOf(categories, "[[people]]"):
		return ContactNote
	case folder == ContactNote && !typed:
		return ContactNote
	case anyOf(categories, "[[events]]"), folder == EventNote && !typed:
		return EventNote
	case anyOf(tags, "meeting"), anyOf(categories, "[[meetings]]"), isMeeting(k):
		return MeetingNote
	case folder != "" && !typed:
		return folder
	}
	switch fold(file) {
	case "targets.md":
		return TargetsNote
	case "pitch.md":
		return PitchNote
	case "questions.md":
		return QuestionsNote
	}
	return OtherNote
}

// isMeeting reports whether the note has a date and a list of people.
func isMeeting(k *keys) bool {
	date := k.field("date")
	if date == nil {
		return false
	}
	if _, err := ParseWhen(date.Text()); err != nil {
		return false
	}
	for _, key := range []string{"people", "attendees", "participants"} {
		if f := k.field(key); len(f.Texts()) > 0 && !digits(f.Text()) {
			return true
		}
	}
	return false
}

// folderKind is the kind that the innermost folder of a known name gives. A
// README in such a folder is about the folder.
func (r *Reader) folderKind(file string) NoteKind {
	if strings.EqualFold(path.Base(file), "readme.md") {
		return ""
	}
	dir := "/" + fold(path.Dir(file)) + "/"
	best, end := "", -1
	for name := range r.folders {
		at := strings.LastIndex(dir, name)
		if at >= 0 && (at+len(name) > end || at+len(name) == end && len(name) > len(best)) {
			best, end = name, at+len(name)
		}
	}
	return r.folders[best]
}

// anyOf reports whether one of the words is among the values of the fields.
func anyOf(fields [2]*Field, words ...string) bool {
	for _, f := range fields {
		if f == nil {
			continue
		}
		for _, v := range f.Values {
			for word := range strings.SplitSeq(v.Text, ",") {
				if slices.Contains(words, fold(strings.TrimPrefix(strings.TrimSpace(word), "#"))) {
					return true
				}
			}
		}
	}
	return false
}
