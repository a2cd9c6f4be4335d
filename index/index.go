// Package index is a folder of notes in memory: the only room with a door to
// the disk. An Index never changes; a changed folder is a new Index.
package index

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Index is a folder at one moment. A note is read, and a person's story put
// together, when somebody asks for it.
type Index struct {
	Settings folder.Settings

	facts   *facts.Facts
	bases   []*parse.Note // as they are without the others
	tales   []*facts.Tale // of the notes: what they tell where it is kept, or nil
	notes   []*parse.Note
	persons []*Person
	events  []*Event
	names   facts.Names
	people  []*Person // of the notes: whom each is about, or nil
	reader  *parse.Reader
	folder  []folder.Issue // those of reading the folder
	late    *late
}

// late is what is found out when it is asked for.
type late struct {
	tellings                                        []toTell // of the notes
	stale                                           []bool   // of the notes: what they tell is to be kept; nil where none is
	tellersOnce, tasksOnce, ghostsOnce, targetsOnce sync.Once
	tellers                                         [][]int32 // of each note the notes that tell of its person
	tasks                                           []Tasks
	ghosts                                          []facts.Ghost
	targets                                         *Targets
	looks                                           []atomic.Pointer[looked] // of the notes
	looked                                          atomic.Int32             // how much of looks and blobs is not kept yet
	blobs                                           facts.Blobs
}

// Person is a contact with every line that takes part in their story.
type Person struct {
	*parse.Note
	ID     int // its place in Index.People
	index  *Index
	number int // of the note
	once   sync.Once

	// These are empty until told has put them together: ask Lines and the like.
	lines      []*Line
	aside      []*Line
	promises   []Promise
	metBullets []MetBullet
	twins      map[*Line][]*Line
}

// Number is that of the person's note.
func (p *Person) Number() int { return p.number }

// Lines are the lines of a person's story, by first day. A conversation written
// twice stands once.
func (p *Person) Lines() []*Line { return p.told().lines }

// Aside are the lines of a person's note in which they do not take part.
func (p *Person) Aside() []*Line { return p.told().aside }

// Promises are the tasks that concern a person.
func (p *Person) Promises() []Promise { return p.told().promises }

// MetBullets are a person's bullets under events' "## Met", also those that are
// the same meeting as one of Lines.
func (p *Person) MetBullets() []MetBullet { return p.told().metBullets }

// Twins are what other notes say of the conversation of one of Lines.
func (p *Person) Twins(l *Line) []*Line { return p.told().twins[l] }

// Line is an entry whose links are resolved.
type Line struct {
	*logline.Entry
	Note   *parse.Note // where it is written
	Owner  *Person     // the person the note is about, or nil
	People []Who       // who takes part besides the owner
	Places []string    // where, by the head's links
}

// Who is somebody who takes part: a person, or a name without a note.
type Who struct {
	Name   string
	Person *Person // nil for a ghost
}

// MetBullet is a bullet of an event's "## Met" and the meeting it tells of.
type MetBullet struct {
	Event   *parse.Note
	Meeting *Line
}

// Promise is a task with the note it stands in.
type Promise struct {
	*task.Promise
	Note *parse.Note
}

// Event is an event note.
type Event struct {
	*parse.Note
	Start, End date.Date // the zero day where unknown
	index      *Index
	number     int // of the note
}

// Promises are those of an event's tasks that concern nobody in particular.
func (e *Event) Promises() []Promise { return e.index.tell(e.number).ofNobody() }

// Near reports whether an event may ask for anything on a day: it has tasks of
// nobody in particular, or begins within some days, and is not over.
func (e *Event) Near(today date.Date, days int) bool {
	row := &e.index.facts.Notes[e.number]
	return row.Tasks || !row.Start.IsZero() && !today.After(row.Last) && row.Start.Sub(today) <= days
}

// Days are the event's first and its last day; ok is false where the notes do not
// say on which day it begins.
func (e *Event) Days() (first, last date.Date, ok bool) {
	start := e.When("start")
	if start.IsZero() || start.Precision != date.ByDay || start.Approximate {
		return first, last, false
	}
	last = start.To
	if end := e.When("end"); end.To.After(last) {
		last = end.To
	}
	return start.From, last, true
}

// Of is the folder of some notes, which are given by path; issues are those of
// reading the folder.
func Of(settings folder.Settings, reader *parse.Reader, notes []*parse.Note, issues []folder.Issue) *Index {
	return build(settings, reader, notes, issues)
}

// Notes are those of the folder, by path.
func (ix *Index) Notes() []*parse.Note { return ix.notes }

// Base is the note at a place in Notes as it reads without the others, which is what
// Again takes.
func (ix *Index) Base(i int) *parse.Note { return ix.bases[i] }

// Facts are what is known of the notes, in rows. The number of a note there is its
// place in Notes. Nobody changes them.
func (ix *Index) Facts() *facts.Facts { return ix.facts }

// People are the contacts, by path.
func (ix *Index) People() []*Person { return ix.persons }

// Events are the event notes, by path.
func (ix *Index) Events() []*Event { return ix.events }

// Ghosts are the people named without a note, by mentions.
func (ix *Index) Ghosts() []facts.Ghost {
	ix.late.ghostsOnce.Do(func() {
		ghosts := facts.Ghosts{}
		for i, n := range ix.notes {
			for _, g := range ix.facts.GhostsIn(i) {
				ghosts.Join(ix.facts.Text(g.Key), &facts.Ghost{Name: ix.facts.Text(g.Name), Mentions: int(g.Mentions), Path: n.Path, Line: int(g.Line)})
			}
		}
		ix.late.ghosts = ghosts.List()
	})
	return ix.late.ghosts
}

// Targets is the network the user wants, or nil.
func (ix *Index) Targets() *Targets {
	ix.late.targetsOnce.Do(func() { ix.late.targets = ix.readTargets() })
	return ix.late.targets
}

// With is the folder after changes: a new snapshot that shares the notes that
// are the same.
func (ix *Index) With(changes []disk.Change) *Index {
	read := make([]*parse.Note, len(changes))
	parallel.Each(len(changes), 16, func(start, end int) {
		for i, c := range changes[start:end] {
			if c.New != nil && disk.IsNote(c.Path) {
				read[start+i] = ix.reader.Note(c.Path, c.New)
			}
		}
	})
	changed := map[string]*parse.Note{}
	for i, c := range changes {
		changed[c.Path] = read[i]
	}
	var notes []*parse.Note
	for _, n := range ix.bases {
		if _, ok := changed[n.Path]; !ok {
			notes = append(notes, n)
		}
	}
	for _, n := range changed {
		if n != nil && !n.Template {
			notes = append(notes, n)
		}
	}
	facts.SortNotes(notes)
	return ix.Again(notes, ix.folder)
}

// ReadAs reads a text as the note of a path would be read in this folder.
func (ix *Index) ReadAs(file string, source []byte) *parse.Note {
	n := ix.reader.Note(file, source)
	return ix.reader.Named(n, ix.known(n))
}

// Reader reads notes as this folder's settings say.
func (ix *Index) Reader() *parse.Reader { return ix.reader }

// Entry reads a log line as it would read in a note's log.
func (ix *Index) Entry(n *parse.Note, raw string) (*logline.Entry, []txt.Problem) {
	return ix.reader.Entry(raw, logline.Setting{Scope: logline.Scope{InLog: true}, Owner: parse.NewOwner(n), Names: ix.known(n), References: n.References()})
}

// TypedEntry reads a line as it is typed, of whomever it may be.
func (ix *Index) TypedEntry(raw string) *logline.Entry {
	e, _ := ix.reader.Entry(raw, ix.typed(nil))
	return e
}

// NamesIn finds the places of a line at which words name people, as it is typed
// for a note's log; n is nil where nobody is known yet whose it is.
func (ix *Index) NamesIn(n *parse.Note, raw string) []txt.Span {
	return ix.reader.NamesIn(raw, ix.typed(n))
}

func (ix *Index) typed(n *parse.Note) logline.Setting {
	in := logline.Setting{Scope: logline.Scope{InLog: true}, Names: ix.known(&parse.Note{}), Typed: true}
	if n != nil {
		in.Owner, in.Names, in.References = parse.NewOwner(n), ix.known(n), n.References()
	}
	return in
}

// Link finds the notes that a link of a note may mean.
func (ix *Index) Link(l txt.Link, from *parse.Note) []*parse.Note { return ix.names.Link(l, from) }

// NoteAt returns the note at a path, or nil.
func (ix *Index) NoteAt(file string) *parse.Note {
	if i, there := ix.numberAt(file); there {
		return ix.notes[i]
	}
	return nil
}

// numberAt is the number of the note at a path.
func (ix *Index) numberAt(path string) (number int, there bool) {
	return slices.BinarySearchFunc(ix.notes, path, func(n *parse.Note, path string) int { return strings.Compare(n.Path, path) })
}

// Person returns the person of a contact note, or nil.
func (ix *Index) Person(n *parse.Note) *Person {
	if n == nil {
		return nil
	}
	if i := n.Number(); i >= 0 && i < len(ix.notes) && ix.notes[i] == n {
		return ix.people[i]
	}
	return nil
}

// Place returns the one event, group, org or lead that a text names, or nil.
func (ix *Index) Place(text string) *parse.Note {
	if found, _ := ix.names.Lookup(txt.FieldLink(text).Target); len(found) == 1 && found[0].Kind.IsPlace() {
		return found[0]
	}
	return nil
}

// LinkedPlace returns the one event, group, org or lead that a link of a note
// leads to, or nil.
func (ix *Index) LinkedPlace(l txt.Link, from *parse.Note) *parse.Note {
	if found := ix.names.Link(l, from); len(found) == 1 && found[0].Kind.IsPlace() {
		return found[0]
	}
	return nil
}

// Has reports whether a person takes part; nobody always does.
func (l *Line) Has(p *Person) bool {
	return p == nil || l.Owner == p && l.WithOwner || slices.ContainsFunc(l.People, func(w Who) bool { return w.Person == p })
}

// Others are the names of those who take part besides p.
func (l *Line) Others(p *Person) []string {
	var out []string
	if l.Owner != nil && l.Owner != p && l.WithOwner {
		out = append(out, l.Owner.Name)
	}
	for _, w := range l.People {
		if w.Person == nil || w.Person != p {
			out = append(out, w.Name)
		}
	}
	return out
}

// Sections takes a note's body apart by its headings.
func (ix *Index) Sections(n *parse.Note) []markdown.Section { return ix.reader.Sections(n.Source()) }

// Names reports whether one of a field's values names a note.
func (ix *Index) Names(n *parse.Note, field string, other *parse.Note) bool {
	return slices.ContainsFunc(ix.PeopleIn(n, field), func(l txt.Link) bool {
		found := ix.names.Link(l, n)
		return len(found) == 1 && found[0] == other
	})
}

// PeopleIn are those whom a field of a note names: a text that names no note is
// split at commas, semicolons, "&" and "and".
func (ix *Index) PeopleIn(n *parse.Note, field string) []txt.Link {
	return ix.PeopleNamed(n.List(field)...)
}

// PeopleNamed are those whom texts of fields name, as PeopleIn tells them.
func (ix *Index) PeopleNamed(texts ...string) []txt.Link { return ix.names.People(texts) }

// Meaning is what a link of a note may mean, and whether that is where and not
// who.
func (ix *Index) Meaning(l txt.Link, from *parse.Note) (notes []*parse.Note, place bool) {
	m := ix.names.Meaning(l, from)
	return m.Notes, m.Place
}

// PersonAt returns the person of the contact note at a path, or nil.
func (ix *Index) PersonAt(path string) *Person {
	i, ok := slices.BinarySearchFunc(ix.People(), path, func(p *Person, path string) int { return strings.Compare(p.Path, path) })
	if !ok {
		return nil
	}
	return ix.People()[i]
}

// Linked returns the person that a link in a note names, or nil.
func (ix *Index) Linked(l txt.Link, from *parse.Note) *Person {
	if found := ix.names.Link(l, from); len(found) == 1 {
		return ix.Person(found[0])
	}
	return nil
}

// EventOf returns the event of an event note, or nil.
func (ix *Index) EventOf(n *parse.Note) *Event { return ix.EventAt(n.Path) }

// EventAt returns the event of the note at a path, or nil.
func (ix *Index) EventAt(path string) *Event {
	i, ok := slices.BinarySearchFunc(ix.Events(), path, func(e *Event, path string) int { return strings.Compare(e.Path, path) })
	if !ok {
		return nil
	}
	return ix.Events()[i]
}

// looked is what was found to be wrong in a note.
type looked struct {
	facts.Wrong
	asked []uint32 // what was sought among the names
	anew  bool     // it was not known before
}
