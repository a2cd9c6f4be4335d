package parse

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// NoteKind is what a note is about.
type NoteKind string

// The kinds of note.
const (
	ContactNote   NoteKind = "contact"
	EventNote     NoteKind = "event"
	MeetingNote   NoteKind = "meeting"
	OrgNote       NoteKind = "org"
	GroupNote     NoteKind = "group"
	LeadNote      NoteKind = "lead"
	TargetsNote   NoteKind = "targets"
	PitchNote     NoteKind = "pitch"
	QuestionsNote NoteKind = "questions"
	OtherNote     NoteKind = "other"
)

// IsPlace reports whether a link to such a note says where and not who.
func (k NoteKind) IsPlace() bool {
	return k == EventNote || k == OrgNote || k == GroupNote || k == LeadNote
}

// HasName reports whether people know such a note by a name, of which they may
// type the beginning.
func (k NoteKind) HasName() bool { return k == ContactNote || k.IsPlace() }

// Note is everything read in one file. It is never changed after Reader.Note
// has returned it.
type Note struct {
	Path      string // slash-separated, from the folder's root
	Source    []byte
	Kind      NoteKind
	Name      string
	Fields    []Field
	Front     Span // with its fences; empty where there is none
	Template  bool // a template with {{placeholders}}: no note
	Entries   []Entry
	Promises  []Promise
	Questions []Question
	ToMeet    []Meeting
	Headings  []Heading
	Mentions  []Mention // links of the body outside entries' own reading
	Problems  []Problem

	problems problems
	fields   map[string][]int // canonical name → places in Fields
}

// Heading is a heading of the body outside quotes and lists.
type Heading struct {
	Level int
	Text  string
	Span  Span // of its text
	Line  int
}

// Mention is a link in the body.
type Mention struct {
	Link Link
	Line int
}

// State is the state of a task.
type State string

// The states of a promise or a question.
const (
	Open      State = "open"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// Promise is a task: what the user owes somebody, or is owed.
type Promise struct {
	Text    string // without its dates
	State   State
	Due     Date
	Start   Date
	DoneOn  Date
	Waiting bool   // their promise to the user
	People  []Link // of the entry it stands under
	Owner   bool   // it concerns the note's owner
	Span    Span
	Line    int
}

// Question is an item of a "## Questions" checklist; ticked means asked.
type Question struct {
	Text  string
	Asked bool
	Line  int
}

// Meeting is an item of an event's "## To meet" checklist.
type Meeting struct {
	Person Link
	Text   string
	Done   bool
	Line   int
}

// Field returns the field of that canonical name, under whatever spelling, or
// nil. Its own name is preferred to a synonym, and of two equal keys the last
// one counts.
func (n *Note) Field(name string) *Field {
	var found *Field
	for _, i := range n.fields[name] {
		f := &n.Fields[i]
		own := foldKey(f.Key) == foldKey(name)
		if len(f.Values) > 0 && (found == nil || own) {
			found = f
		}
	}
	return found
}

// Text is the first value of a field, or nothing.
func (n *Note) Text(name string) string { return n.Field(name).Text() }

// Plain is the first value of a field with links as their texts.
func (n *Note) Plain(name string) string { return PlainText(n.Text(name)) }

// List is every value of a field and of its synonyms, in the note's order.
func (n *Note) List(name string) []string {
	var out []string
	for _, i := range n.fields[name] {
		texts := n.Fields[i].Texts()
		for _, text := range texts {
			if links := onlyLinks(text); len(links) > 1 {
				out = append(out, links...)
			} else {
				out = append(out, text)
			}
		}
	}
	return out
}

// When is a date field, or the zero When.
func (n *Note) When(name string) When {
	w, _ := ParseWhen(n.Text(name))
	return w
}

// Tags are the front matter's tags without "#".
func (n *Note) Tags() []string {
	var out []string
	for _, text := range n.List("tags") {
		for _, tag := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
			if tag = strings.TrimPrefix(tag, "#"); tag != "" {
				out = append(out, tag)
			}
		}
	}
	return out
}

// Private reports whether the note must never leave in an export.
func (n *Note) Private() bool { return truthy(n.Text("private")) }

func truthy(s string) bool {
	switch strings.ToLower(s) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}

// Names are the names a link or an argument may use: the name and the aliases.
func (n *Note) Names() []string {
	return append([]string{n.Name}, n.List("aliases")...)
}

// Config is what a folder's settings change about reading notes.
type Config struct {
	Kinds   map[string]Kind     // words of the folder's own for kinds of log line
	Folders map[string]NoteKind // more folders and the kind of the notes in them
	Sectors []string            // instead of DefaultSectors
}

// Reader reads notes; it may be used by several goroutines at once.
type Reader struct {
	kinds    kinds
	folders  map[string]NoteKind
	sectors  []string
	contact  fieldSet
	event    fieldSet
	other    fieldSet
	markdown markdown
}

// NewReader prepares a reader.
func NewReader(c Config) *Reader {
	r := &Reader{
		kinds:   newKinds(c.Kinds),
		folders: map[string]NoteKind{"contacts": ContactNote, "people": ContactNote, "events": EventNote, "orgs": OrgNote, "groups": GroupNote, "leads": LeadNote},
		sectors: c.Sectors,
		contact: newFieldSet(ContactFields()),
		event:   newFieldSet(EventFields()),
		other:   newFieldSet(OtherFields()),
	}
	if len(r.sectors) == 0 {
		r.sectors = DefaultSectors()
	}
	for folder, kind := range c.Folders {
		r.folders[strings.Trim(fold(folder), "/")] = kind
	}
	r.markdown = newMarkdown()
	return r
}

// Note reads a file's bytes. It never fails: what is wrong is in Problems,
// sorted by place, and everything else in the note is read. The note keeps
// source, which must not change afterwards.
func (r *Reader) Note(file string, source []byte) *Note {
	n := &Note{Path: file, Source: source}
	lines := NewLines(source)
	outer, inner, closed := frontMatter(source)
	n.Front = outer
	front := frontReader{source: source}
	if outer.End > outer.Start {
		n.Fields = front.read(inner)
		if !closed {
			front.problems.add(Problem{Span: Span{outer.Start, outer.Start + 3}, Code: FrontUnclosed, Severity: Error,
				Text: "the front matter has no end", Hint: "add a line --- after the last field"})
		}
		n.Template = bytes.Contains(source[inner.Start:inner.End], []byte("{{")) && hasPlaceholder(source[inner.Start:inner.End])
	}
	n.problems = front.problems
	b := bodyReader{reader: r, note: n, lines: lines}
	doc := b.open(outer.End)
	r.recognise(n, b.title(doc))
	r.checkFields(n)
	b.read(doc)
	r.fieldEntries(n, lines)
	n.checkBytes(lines)
	n.Problems = n.problems.list
	if n.problems.dropped > 0 {
		end := len(source)
		n.Problems = append(n.Problems, Problem{Span: Span{end, end}, Code: TooMuch, Severity: Error, Text: fmt.Sprintf("%d more problems in this note", n.problems.dropped),
			Hint: "mend the first ones and look again"})
	}
	for i := range n.Problems {
		p := &n.Problems[i]
		p.Start, p.End = lines.Position(p.Span.Start), lines.Position(p.Span.End)
	}
	sort.SliceStable(n.Problems, func(i, j int) bool {
		a, b := n.Problems[i].Span, n.Problems[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
	return n
}

// hasPlaceholder reports whether a template's {{…}} is left in the text.
func hasPlaceholder(b []byte) bool {
	for line := range bytes.Lines(b) {
		if _, after, ok := bytes.Cut(line, []byte("{{")); ok && bytes.Contains(after, []byte("}}")) {
			return true
		}
	}
	return false
}

// checkBytes reports bytes that are no UTF-8 and what git left of a merge.
func (n *Note) checkBytes(lines Lines) {
	if !utf8.Valid(n.Source) {
		at := 0
		for at < len(n.Source) {
			c, size := utf8.DecodeRune(n.Source[at:])
			if c == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		n.problem(NotUTF8, Error, Span{at, at + 1}, "a byte that is not UTF-8", "save the file as UTF-8")
	}
	if !bytes.Contains(n.Source, []byte("<<<<<<< ")) {
		return
	}
	for i, start := range lines.starts {
		text := lines.Text(i + 1)
		if bytes.HasPrefix(text, []byte("<<<<<<< ")) {
			n.problem(MergeConflict, Error, Span{start, start + len(text)}, "an unfinished merge", "keep what is right and remove the lines <<<<<<<, ======= and >>>>>>>")
		}
	}
}

func (n *Note) problem(code Code, severity Severity, at Span, text, hint string) {
	n.problems.add(Problem{Span: at, Code: code, Severity: severity, Text: text, Hint: hint})
}

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

// checkFields reports duplicate keys and values out of form.
func (r *Reader) checkFields(n *Note) {
	last := make(map[string]int, len(n.Fields))
	for i := range n.Fields {
		last[foldKey(n.Fields[i].Key)] = i
	}
	if len(last) < len(n.Fields) {
		n.dropEarlier(last)
	}
	first := map[string]bool{}
	set := r.fieldsOf(n.Kind)
	for i := range n.Fields {
		f := &n.Fields[i]
		key := foldKey(f.Key)
		if first[key] {
			n.problem(DuplicateKey, Error, f.At, fmt.Sprintf("the key %q stands here again; the last one counts", f.Key), "remove one of them")
		}
		if last[key] != i || first[key] {
			first[key] = true
		}
		name := set.names[key]
		for _, v := range f.Values {
			if v.Text != "" && name != "" {
				r.checkValue(n, f.Key, v, set.types[name])
			}
		}
	}
}

// dropEarlier leaves of several fields of one key the last.
func (n *Note) dropEarlier(last map[string]int) {
	for name, places := range n.fields {
		n.fields[name] = slices.DeleteFunc(places, func(i int) bool { return last[foldKey(n.Fields[i].Key)] != i })
	}
}

func (r *Reader) checkValue(n *Note, key string, v Value, t FieldType) {
	switch t {
	case DateField, DayField:
		if _, err := ParseWhen(v.Text); err != nil {
			n.problems.add(err.problem(v.Span))
		}
	case BirthdayField:
		if _, ok := ParseBirthday(v.Text); !ok {
			n.problem(BadDate, Error, v.Span, fmt.Sprintf("not a birthday: %q", v.Text), "write it as 1985-04-12 or --04-12")
		}
	case CadenceField:
		if _, err := ParseCadence(v.Text); err != nil {
			n.problem(BadCadence, Error, v.Span, err.Error(), "write a rhythm such as 6w, 2m, 6w/10w or none")
		}
	case TierField:
		if _, ok := TierName(v.Text); !ok {
			n.problem(BadValue, Error, v.Span, fmt.Sprintf("no such tier: %q", v.Text), "write A, B, C or D")
		}
	case LevelField:
		r.checkWord(n, key, v, Levels())
	case SectorField:
		r.checkWord(n, key, v, r.sectors)
	case StatusField:
		r.checkWord(n, key, v, Statuses())
	case RelationList:
		r.checkWord(n, key, v, Relations())
	case MetHowField:
		if foldKey(key) == "methow" {
			r.checkWord(n, key, v, MetHows())
		}
	case ModeField:
		r.checkWord(n, key, v, []string{"in-person", "virtual", "hybrid"})
	}
}

func (r *Reader) checkWord(n *Note, key string, v Value, words []string) {
	word := fold(strings.TrimSpace(PlainText(v.Text)))
	if slices.ContainsFunc(words, func(w string) bool { return FoldName(w) == FoldName(word) }) {
		return
	}
	hint := key + " is one of " + strings.Join(words, ", ")
	if near := Nearest(word, slices.Clone(words)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	n.problem(BadValue, Warning, v.Span, fmt.Sprintf("not a %s netnotes knows: %q", key, v.Text), hint)
}

// fieldEntries makes entries of what existing vaults keep in front matter: a
// meeting's date and people, a contact's last contact.
func (r *Reader) fieldEntries(n *Note, lines Lines) {
	switch n.Kind {
	case MeetingNote:
		f := n.Field("start")
		when, err := ParseWhen(f.Text())
		if f == nil || err != nil {
			if when, _, err = scanDate(baseName(n.Path)); err != nil || !when.IsDay() {
				return
			}
		}
		e := Entry{When: when, Kind: Meet, Class: Sync, Direction: With, Head: n.Name, InLog: true, FromFields: true, Raw: n.Name, Line: 1}
		if f != nil {
			e.Span, e.Line = f.Span, lines.Line(f.Span.Start)
		}
		for _, text := range n.List("attendees") {
			e.People = appendLinks(e.People, []Link{FieldLink(text)})
		}
		if len(e.People) > 0 {
			n.Entries = append(n.Entries, e)
		}
	case ContactNote:
		f := n.Field("last_contact")
		if when, err := ParseWhen(f.Text()); f != nil && err == nil {
			n.Entries = append(n.Entries, Entry{When: when, Kind: Other, Class: Sync, Direction: With, WithOwner: true, Text: "from front matter",
				InLog: true, FromFields: true, Raw: f.Key + ": " + f.Text(), Span: f.Span, Line: lines.Line(f.Span.Start)})
		}
	}
}

// Birthday is a day of the year, perhaps with the year.
type Birthday struct {
	Year, Month, Day int // Year is 0 where it is not known
}

// ParseBirthday reads YYYY-MM-DD, --MM-DD, MM-DD or their compact forms.
func ParseBirthday(s string) (Birthday, bool) {
	s = strings.TrimSpace(s)
	if d, ok := ParseDay(s[:min(len(s), 10)]); ok {
		return Birthday(d), true
	}
	compact := strings.ReplaceAll(strings.TrimPrefix(s, "--"), "-", "")
	if len(compact) == 8 && digits(compact) {
		d, ok := NewDate(atoi(compact[:4]), atoi(compact[4:6]), atoi(compact[6:]))
		return Birthday(d), ok
	}
	if len(compact) != 4 || !digits(compact) {
		return Birthday{}, false
	}
	d, ok := NewDate(2000, atoi(compact[:2]), atoi(compact[2:])) // a leap year
	return Birthday{0, d.Month, d.Day}, ok
}
