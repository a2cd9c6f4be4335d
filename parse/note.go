package parse

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
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

// NoteKinds lists the words of the type field.
func NoteKinds() []string {
	kinds := []NoteKind{ContactNote, EventNote, MeetingNote, OrgNote, GroupNote, LeadNote, TargetsNote, PitchNote, QuestionsNote, OtherNote}
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return words
}

// IsPlace reports whether a link to such a note says where and not who.
func (k NoteKind) IsPlace() bool {
	return k == EventNote || k == OrgNote || k == GroupNote || k == LeadNote
}

// HasName reports whether people know such a note by a name, of which they may
// type the beginning.
func (k NoteKind) HasName() bool { return k == ContactNote || k.IsPlace() }

// Note is everything read in one file. It is never changed after Reader.Note
// has returned it. One that Later made is read when somebody looks into it.
type Note struct {
	Path     string // slash-separated, from the folder's root
	Kind     NoteKind
	Name     string
	Template bool // a template with {{placeholders}}: no note

	*content           // nil until it is read
	kept     kept      // of the fields of a note that was kept
	keptSet  *fieldSet // of those
	later    *Later    // nil for a note that was read at once
}

// content is what is read in a note beside its name.
type content struct {
	source    []byte
	fields    []yaml.Field
	fences    txt.Span // of the front matter, with what is between
	entries   []logline.Entry
	promises  []task.Promise
	questions []Question
	toMeet    []Meeting
	targets   *Targets
	reported  []txt.Problem
	// references are the targets of links that stand elsewhere in the note; nil
	// where there are none.
	references txt.References

	maybe     []logline.Entry // lines that are entries where somebody in them is known
	alone     *Note           // as it was read before the folder's names were known
	problems  txt.Problems
	inText    []yaml.Field // of the text, where the front matter has not the same
	inTextIDs []fieldID
	set       *fieldSet
	ids       []fieldID // of fields; 0 for one that is unknown or replaced
}

// bare is a note in which nothing was read yet.
func bare(source []byte) *Note {
	n := &struct {
		Note
		content
	}{content: content{source: source}}
	n.Note.content = &n.content
	return &n.Note
}

// Question is an item of a "## Questions" checklist; ticked means asked.
type Question struct {
	Text  string
	Asked bool
	Line  int
}

// Meeting is an item of an event's "## To meet" checklist.
type Meeting struct {
	Person txt.Link
	Text   string
	Done   bool
	Line   int
}

// Config is what a folder's settings change about reading notes.
type Config struct {
	Kinds   map[string]logline.Kind // words of the folder's own for kinds of log line
	Words   map[string][]string     // more words for with, to, from, off and unanswered
	Logs    []string                // more headings of a log
	Dates   string                  // dmy or mdy: how 3/4/2026 is meant; empty for neither
	Folders map[string]NoteKind     // more folders and the kind of the notes in them
	Sectors []string                // instead of DefaultSectors
	// Libraries reads every note with the YAML and the Markdown library, also
	// what is plain. It is slower and gives the same; tests hold the two
	// against each other.
	Libraries bool
}

// Reader reads notes; it may be used by several goroutines at once.
type Reader struct {
	*logline.Reader
	logs     map[string]bool     // folded headings
	folders  map[string]NoteKind // between slashes
	sectors  []string
	contact  fieldSet
	event    fieldSet
	other    fieldSet
	keys     *txt.WordTable[fieldKey]
	prose    map[string]bool // proseKeys
	markdown markdown.Parser
	tasks    *task.Reader
	slow     bool      // Config.Libraries
	rooms    sync.Pool // of *bodyRoom
}

// Hide blanks spans of the source. What was read there stays, for whoever made the
// note to take away.
func (n *Note) Hide(spans []txt.Span) {
	n.source = bytes.Clone(n.Source()) // what was read shares the other
	for _, at := range spans {
		txt.Blank(n.source[at.Start:at.End])
	}
}

// place gives the problems their positions and sorts them.
func (n *Note) place() {
	n.reported = n.problems.List
	if len(n.Problems()) == 0 {
		return
	}
	lines := txt.NewLines(n.Source())
	if n.problems.Dropped > 0 {
		end := len(n.Source())
		n.reported = append(n.Problems(), txt.Problem{Span: txt.At(end, end), Code: txt.TooMuch, Severity: txt.Error, Text: fmt.Sprintf("%d more problems in this note", n.problems.Dropped),
			Hint: "mend the first ones and look again"})
	}
	for i := range n.Problems() {
		p := &n.Problems()[i]
		p.Start, p.End = lines.Position(p.Span.Start), lines.Position(p.Span.End)
	}
	sort.SliceStable(n.Problems(), func(i, j int) bool {
		a, b := n.Problems()[i].Span, n.Problems()[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
}

// checkBytes reports bytes that are no UTF-8 and what git left of a merge.
func (n *Note) checkBytes() {
	if !utf8.Valid(n.Source()) {
		at := 0
		for at < len(n.Source()) {
			c, size := utf8.DecodeRune(n.Source()[at:])
			if c == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		n.problem(txt.NotUTF8, txt.Error, txt.At(at, at+1), "a byte that is not UTF-8", "save the file as UTF-8")
	}
	if !bytes.Contains(n.Source(), []byte("<<<<<<< ")) {
		return
	}
	lines := txt.NewLines(n.Source())
	for i, start := range lines.Starts {
		text := lines.Text(i + 1)
		if bytes.HasPrefix(text, []byte("<<<<<<< ")) {
			n.problem(txt.MergeConflict, txt.Error, txt.At(start, start+len(text)), "an unfinished merge", "keep what is right and remove the lines <<<<<<<, ======= and >>>>>>>")
		}
	}
}

func (n *Note) problem(code txt.Code, severity txt.Severity, at txt.Span, text, hint string) {
	n.problems.Add(txt.Problem{Span: at, Code: code, Severity: severity, Text: text, Hint: hint})
}

// Birthday is a day of the year, perhaps with the year.
type Birthday struct {
	Year       int16 // 0 where it is not known
	Month, Day int8
}

// firstBirthYear is the first year in which somebody may be born; earlier ones
// are what programs write where they know of none, such as 1604.
const firstBirthYear = 1900

// ParseBirthday reads a whole day in any form, and --MM-DD and MM-DD.
func ParseBirthday(s string) (Birthday, bool) {
	b, ok := readBirthday(s)
	if b.Year < firstBirthYear {
		b.Year = 0
	}
	return b, ok
}

func readBirthday(s string) (Birthday, bool) {
	s = strings.TrimSpace(s)
	if d, ok := date.ParseDay(s[:min(len(s), 10)]); ok {
		return Birthday(d), true
	}
	compact := strings.ReplaceAll(strings.TrimPrefix(s, "--"), "-", "")
	if len(compact) == 8 && txt.Digits(compact) {
		d, ok := date.New(txt.Atoi(compact[:4]), txt.Atoi(compact[4:6]), txt.Atoi(compact[6:]))
		return Birthday(d), ok
	}
	if len(compact) != 4 || !txt.Digits(compact) {
		day, err := date.Reader{}.Parse(s)
		return Birthday(day.From), err == nil && day.IsDay()
	}
	d, ok := date.New(2000, txt.Atoi(compact[:2]), txt.Atoi(compact[2:])) // a leap year
	return Birthday{0, d.Month, d.Day}, ok
}

// maxCompared is how many entries or tasks of a note are compared one by one.
const maxCompared = 24
