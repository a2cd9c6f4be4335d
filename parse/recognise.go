package parse

import (
	"path"
	"slices"
	"strings"
)

// recognise finds out what the note is about and gives it its name.
func (r *Reader) recognise(n *Note, h1 string) {
	keys := map[string]*Field{}
	for i := range n.Fields {
		keys[foldKey(n.Fields[i].Key)] = &n.Fields[i]
	}
	n.Kind = r.kindOf(n.Path, keys)
	set := r.fieldsOf(n.Kind)
	n.fields = make(map[string][]int, len(n.Fields))
	for i := range n.Fields {
		if name, ok := set.names[foldKey(n.Fields[i].Key)]; ok {
			n.fields[name] = append(n.fields[name], i)
		}
	}
	n.Name = n.ownName(keys, h1)
}

// fieldsOf are the fields that a kind of note has.
func (r *Reader) fieldsOf(kind NoteKind) fieldSet {
	switch kind {
	case ContactNote:
		return r.contact
	case EventNote, MeetingNote:
		return r.event
	}
	return r.other
}

// ownName is the name field, else the first H1, else a contact's title, else
// the file's name.
func (n *Note) ownName(keys map[string]*Field, h1 string) string {
	if name := n.Field("name"); name != nil {
		if full := joinNames(name.Sub, "first", "last"); full != "" {
			return full
		}
		if text := strings.TrimSpace(PlainText(name.Text())); text != "" {
			return text
		}
	}
	if full := strings.TrimSpace(keys["firstname"].Text() + " " + keys["lastname"].Text()); full != "" {
		return full
	}
	if h1 != "" {
		return h1
	}
	if title := n.Field("title"); title != nil {
		return PlainText(title.Text())
	}
	if title := keys["title"]; n.Kind == ContactNote && title.Text() != "" {
		n.fields["role"] = slices.DeleteFunc(n.fields["role"], func(i int) bool { return &n.Fields[i] == title })
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
func (r *Reader) kindOf(file string, keys map[string]*Field) NoteKind {
	typed := false
	for _, text := range keys["type"].Texts() {
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
	tags := listOf(keys["tags"], keys["tag"])
	categories := listOf(keys["categories"], keys["category"])
	folder := r.folderKind(file)
	switch {
	case anyOf(tags, "contact", "person", "people", "type/person"), anyOf(categories, "[[people]]"):
		return ContactNote
	case folder == ContactNote && !typed:
		return ContactNote
	case anyOf(categories, "[[events]]"), folder == EventNote && !typed:
		return EventNote
	case anyOf(tags, "meeting"), anyOf(categories, "[[meetings]]"), isMeeting(keys):
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
func isMeeting(keys map[string]*Field) bool {
	if _, err := ParseWhen(keys["date"].Text()); err != nil {
		return false
	}
	for _, key := range []string{"people", "attendees", "participants"} {
		if f := keys[key]; len(f.Texts()) > 0 && !digits(f.Text()) {
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
	dir := fold(path.Dir(file))
	best, kind := -1, NoteKind("")
	for name, k := range r.folders {
		at := strings.LastIndex("/"+dir+"/", "/"+name+"/")
		if at >= 0 && at+len(name) > best {
			best, kind = at+len(name), k
		}
	}
	return kind
}

func listOf(fields ...*Field) []string {
	var out []string
	for _, f := range fields {
		for _, text := range f.Texts() {
			for _, word := range strings.Split(text, ",") {
				out = append(out, fold(strings.TrimPrefix(strings.TrimSpace(word), "#")))
			}
		}
	}
	return out
}

func anyOf(list []string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}
