package parse

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// keysOf folds the keys of fields, in the lists of others.
func (r *Reader) keysOf(fields []yaml.Field, room keys) keys {
	k := keys{fields, room.folded[:0], room.known[:0], room.ids[:0]}
	for i := range fields {
		folded := fields[i].Key
		known := r.keys.Find(folded)
		if known == nil {
			folded = txt.FoldKey(folded)
			known = r.keys.Find(folded)
		}
		switch base, _, labelled := strings.Cut(folded, "["); {
		case known != nil:
			folded = known.folded
		case labelled: // EMAIL[HOME] of a card: one of several
			known = r.keys.Find(base)
		}
		k.folded, k.known = append(k.folded, folded), append(k.known, known)
	}
	return k
}

// field is the last field of a key, or nil.
func (k *keys) field(key string) *yaml.Field {
	for i := len(k.folded) - 1; i >= 0; i-- {
		if k.folded[i] == key {
			return &k.fields[i]
		}
	}
	return nil
}

// recognise finds out what the note is about and gives it its name. Then it
// checks the fields. A note that is nobody's is no contact.
func (r *Reader) recognise(n *Note, h1 string, k *keys, nobody bool) {
	*k = r.keysOf(n.Fields(), *k)
	if n.Kind = r.kindOf(n, k); nobody && n.Kind == ContactNote {
		n.Kind = OtherNote
	}
	n.set = r.FieldsOf(n.Kind)
	n.ids = make([]fieldID, len(n.Fields()))
	for i, known := range k.known {
		if known != nil {
			n.ids[i] = known.ids[n.set.place]
		}
	}
	k.ids = append(k.ids, n.ids...)
	n.Name = n.ownName(k, h1)
	r.checkFields(n, k)
}

// ownName is the name field, else the first H1, else a contact's title, else
// the file's name.
func (n *Note) ownName(k *keys, h1 string) string {
	if name := n.Field("name"); name != nil {
		if full := joinNames(name.Sub, "first", "last"); full != "" {
			return full
		}
		if text := strings.TrimSpace(txt.PlainText(name.Text())); text != "" {
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
		return txt.PlainText(title.Text())
	}
	if title := k.field("title"); n.Kind == ContactNote && title.Text() != "" {
		for i := range n.Fields() {
			if &n.Fields()[i] == title {
				n.ids[i] = 0 // no role
			}
		}
		return txt.PlainText(title.Text())
	}
	return strings.ToValidUTF8(fileName(n.Path), "\uFFFD")
}

// fileName is what a file's name says its note is about; of contacts/ada/index.md
// that is its folder's name.
func fileName(file string) string {
	if dir := path.Base(path.Dir(file)); isIndex(txt.BaseName(file)) && dir != "." && dir != "/" {
		return dir
	}
	return txt.BaseName(file)
}

// isIndex reports whether a file's name is that of a page about its folder.
func isIndex(base string) bool {
	switch txt.Fold(base) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

func joinNames(sub []yaml.Field, keys ...string) string {
	var parts []string
	for _, key := range keys {
		for i := range sub {
			if txt.FoldKey(sub[i].Key) == key && sub[i].Text() != "" {
				parts = append(parts, sub[i].Text())
			}
		}
	}
	return strings.Join(parts, " ")
}

// kindNamed is the kind of note that a word names, in the singular or plural,
// as a text, a tag or a link; or nothing.
func kindNamed(word string) NoteKind {
	word = txt.Fold(strings.TrimPrefix(txt.BaseName(txt.FieldLink(word).Target), "#"))
	for _, w := range []string{word, strings.TrimSuffix(word, "s")} {
		switch w {
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
	return ""
}

// tagKind is the kind that a tag names by its first part: person/colleague. A
// first part "type" says no more than that a kind follows.
func tagKind(tag string) NoteKind {
	tag = strings.TrimPrefix(strings.TrimPrefix(txt.Fold(strings.TrimSpace(tag)), "#"), "type/")
	first, _, _ := strings.Cut(tag, "/")
	return kindNamed(first)
}

// kindOf recognises a note by its type, its tags and categories, or the folder
// it lies in: what is said most plainly decides. A note of which nothing else
// says what it is may be tagged in its text.
func (r *Reader) kindOf(n *Note, k *keys) NoteKind {
	typed := false
	for _, text := range k.field("type").Texts() {
		typed = typed || text != "[]"
		if kind := kindNamed(text); kind != "" {
			return kind
		}
	}
	named := func(kind NoteKind, of func(string) NoteKind, fields ...string) bool {
		return slices.ContainsFunc(fields, func(key string) bool {
			return slices.ContainsFunc(k.field(key).Texts(), func(text string) bool {
				for word := range strings.SplitSeq(text, ",") {
					if of(word) == kind {
						return true
					}
				}
				return false
			})
		})
	}
	folder, about := r.folderKind(n.Path)
	if typed {
		folder = ""
	}
	meeting := r.isMeeting(n, k)
	switch {
	case named(ContactNote, kindNamed, "kind"):
		return ContactNote
	case !about && (named(ContactNote, tagKind, "tags", "tag") || named(ContactNote, kindNamed, "categories", "category")),
		!about && folder == ContactNote && !hasDay(n.Path) && !meeting:
		return ContactNote
	case named(EventNote, kindNamed, "categories", "category"), !about && folder == EventNote:
		return EventNote
	case named(MeetingNote, tagKind, "tags", "tag"), named(MeetingNote, kindNamed, "categories", "category"), meeting:
		return MeetingNote
	case folder != "" && folder != ContactNote && !about:
		return folder
	}
	switch txt.Fold(n.Path) {
	case "targets.md":
		return TargetsNote
	case "pitch.md":
		return PitchNote
	case "questions.md":
		return QuestionsNote
	}
	if !typed && !about && !hasDay(n.Path) && k.field("date") == nil && r.taggedPerson(n) {
		return ContactNote
	}
	return OtherNote
}

// taggedPerson reports whether a tag in a note's text says that it is about a
// person.
func (r *Reader) taggedPerson(n *Note) bool {
	body := n.Source()[n.Front().End:]
	if !bytes.Contains(body, []byte("#")) {
		return false
	}
	isPerson := func(tag string) bool { return tagKind(tag) == ContactNote }
	_, tags := txt.ScanLinks(txt.View(body), nil, nil)
	if !slices.ContainsFunc(tags, isPerson) {
		return false
	}
	for _, text := range r.texts(n) { // not in code or a comment
		if _, tags := txt.ScanLinks(text, nil, tags[:0]); slices.ContainsFunc(tags, isPerson) {
			return true
		}
	}
	return false
}

// isMeeting reports whether the note has a day, of its own or in its file's name,
// and a list of people.
func (r *Reader) isMeeting(n *Note, k *keys) bool {
	if _, err := r.Dates.Parse(k.field("date").Text()); err != nil && !hasDay(n.Path) {
		return false
	}
	for _, key := range []string{"people", "attendees", "participants"} {
		if f := k.field(key); len(f.Texts()) > 0 && !txt.Digits(f.Text()) {
			return true
		}
	}
	return false
}

// folderKind is the kind that the innermost folder of a known name gives. A page
// directly in such a folder may be about the folder itself: People/People.md, or
// an index.
func (r *Reader) folderKind(file string) (kind NoteKind, about bool) {
	dir := "/" + txt.Fold(path.Dir(file)) + "/"
	best, end := "", -1
	for name := range r.folders {
		at := strings.LastIndex(dir, name)
		if at >= 0 && (at+len(name) > end || at+len(name) == end && len(name) > len(best)) {
			best, end = name, at+len(name)
		}
	}
	base := txt.BaseName(file)
	return r.folders[best], end == len(dir) && (isIndex(base) || txt.Fold(base) == path.Base(dir))
}

// hasDay reports whether the name of a file is, begins or ends with a day.
func hasDay(file string) bool { return !dayInName(txt.BaseName(file)).IsZero() }

// texts are a note's headings, paragraphs and bullets, without code, comments
// and HTML.
func (r *Reader) texts(n *Note) (out []string) {
	r.EachText(n, func(t markdown.LineText, _ int) bool {
		out = append(out, t.Raw)
		return true
	})
	return out
}

// dayInName is the whole day that a file's name is, begins or ends with, in
// figures.
func dayInName(name string) date.When {
	for _, size := range [2]int{10, 8} {
		if len(name) < size {
			continue
		}
		for _, at := range [2]int{0, len(name) - size} {
			if at > 0 && txt.WordByte(name[at-1]) && name[at-1] != '_' && name[at-1] != '.' || at == 0 && len(name) > size && (txt.IsDigit(name[size]) || txt.IsLetter(name[size])) {
				continue
			}
			if text := name[at : at+size]; txt.IsDigit(text[0]) && txt.IsDigit(text[size-1]) {
				if day := (date.Reader{}).Atom(text); day.End == size && day.IsDay() {
					return day.When
				}
			}
		}
	}
	return date.When{}
}

// dayOf is the day of a note of no kind: by its field, or its file's name.
func (r *Reader) dayOf(n *Note) date.When {
	if n.Kind != OtherNote {
		return date.When{}
	}
	for i := range n.Fields() {
		if txt.FoldKey(n.Fields()[i].Key) == "date" {
			if w, err := r.Dates.Parse(n.Fields()[i].Text()); err == nil && w.IsDay() {
				return w
			}
		}
	}
	return dayInName(txt.BaseName(n.Path))
}
