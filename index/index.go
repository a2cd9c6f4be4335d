// Package index is a folder of notes in memory: the only room with a door to
// the disk. An Index never changes; a changed folder is a new Index.
package index

import (
	"slices"
	"strings"

	"netnotes/parse"
)

// Index is a folder at one moment.
type Index struct {
	Settings Settings
	Notes    []*parse.Note // by path
	People   []*Person     // by path
	Events   []*Event      // by path
	Ghosts   []GhostName   // people named without a note, by mentions
	Targets  *Targets      // the network the user wants, or nil

	names  resolver
	people map[*parse.Note]*Person
	reader *parse.Reader
	folder []Issue // those of reading the folder
}

// Person is a contact with every line that takes part in their story.
type Person struct {
	*parse.Note
	Lines    []*Line // by first day; a conversation written twice stands once
	Promises []Promise
	// MetBullets are this person's bullets under events' "## Met", also those
	// that are the same meeting as one of Lines.
	MetBullets []MetBullet
	// Twins are what other notes say of the conversation of a line.
	Twins map[*Line][]*Line
}

// Line is an entry whose links are resolved.
type Line struct {
	*parse.Entry
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
	*parse.Promise
	Note *parse.Note
}

// Event is an event note.
type Event struct {
	*parse.Note
	Start, End parse.Date // the zero day where unknown
	Promises   []Promise  // of nobody in particular
}

// GhostName is a person named in the notes who has none.
type GhostName struct {
	Name     string
	Mentions int
	Path     string // where the name stands first
	Line     int
}

// build makes the snapshot.
func build(settings Settings, reader *parse.Reader, notes []*parse.Note, issues []Issue) *Index {
	ix := &Index{Settings: settings, Notes: notes, folder: issues, names: newResolver(notes), reader: reader, people: make(map[*parse.Note]*Person, len(notes))}
	for _, n := range notes {
		switch n.Kind {
		case parse.ContactNote:
			p := &Person{Note: n}
			ix.people[n] = p
			ix.People = append(ix.People, p)
		case parse.EventNote:
			start, end := n.When("start"), n.When("end")
			if end.IsZero() {
				end = start
			}
			ix.Events = append(ix.Events, &Event{Note: n, Start: start.From, End: end.To})
		}
	}
	b := builder{ix, meanings{&ix.names, make(map[string]meaning, len(notes))}, ghostCount{}}
	for _, n := range notes {
		b.addEntries(n)
		b.addPromises(n)
		b.mentioned(n)
	}
	Each(len(ix.People), 256, func(start, end int) {
		for _, p := range ix.People[start:end] {
			p.settle()
		}
	})
	ix.Ghosts = b.ghosts.list()
	ix.Targets = readTargets(notes)
	return ix
}

// builder is an index being built.
type builder struct {
	*Index
	links  meanings
	ghosts ghostCount
}

// With is the folder after changes: a new snapshot that shares the notes that
// are the same.
func (ix *Index) With(changes []Change) *Index {
	changed := map[string]*parse.Note{}
	for _, c := range changes {
		changed[c.Path] = nil
		if c.New != nil && isNote(c.Path) {
			changed[c.Path] = ix.reader.Note(c.Path, c.New)
		}
	}
	var notes []*parse.Note
	for _, n := range ix.Notes {
		if _, ok := changed[n.Path]; !ok {
			notes = append(notes, n)
		}
	}
	for _, n := range changed {
		if n != nil && !n.Template {
			notes = append(notes, n)
		}
	}
	sortNotes(notes)
	return build(ix.Settings, ix.reader, notes, ix.folder)
}

func sortNotes(notes []*parse.Note) {
	slices.SortFunc(notes, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
}

// Reader reads notes as this folder's settings say.
func (ix *Index) Reader() *parse.Reader { return ix.reader }

// Entry reads a log line as it would read in a note's log.
func (ix *Index) Entry(n *parse.Note, raw string) (*parse.Entry, []parse.Problem) {
	return ix.reader.Entry(raw, parse.Setting{InLog: true, Owner: parse.NewOwner(n), IsPlace: func(l parse.Link) bool { return ix.names.isPlace(l, n) }})
}

// Link finds the notes that a link of a note may mean.
func (ix *Index) Link(l parse.Link, from *parse.Note) []*parse.Note { return ix.names.link(l, from) }

// Person returns the person of a contact note, or nil.
func (ix *Index) Person(n *parse.Note) *Person { return ix.people[n] }

// Place returns the one event, group, org or lead that a text names, or nil.
func (ix *Index) Place(text string) *parse.Note {
	if found := ix.names.lookup(parse.FieldLink(text).Target); len(found) == 1 && found[0].Kind.IsPlace() {
		return found[0]
	}
	return nil
}

// LinkedPlace returns the one event, group, org or lead that a link of a note
// leads to, or nil.
func (ix *Index) LinkedPlace(l parse.Link, from *parse.Note) *parse.Note {
	if found := ix.names.link(l, from); len(found) == 1 && found[0].Kind.IsPlace() {
		return found[0]
	}
	return nil
}

// addEntries gives a note's entries to everybody who takes part in them.
func (b *builder) addEntries(n *parse.Note) {
	if len(n.Entries) == 0 {
		return
	}
	owner := b.people[n]
	if owner != nil {
		owner.Lines = slices.Grow(owner.Lines, len(n.Entries))
	}
	lines := make([]Line, len(n.Entries))
	for i := range n.Entries {
		lines[i] = Line{Entry: b.placed(n, &n.Entries[i]), Note: n, Owner: owner}
		b.addLine(&lines[i])
	}
}

func (b *builder) addLine(line *Line) {
	e, n := line.Entry, line.Note
	dated := !e.When.IsZero()
	if e.WithOwner && line.Owner != nil && dated {
		line.Owner.Lines = append(line.Owner.Lines, line)
	}
	for _, link := range e.People {
		found := b.links.meaning(link, n).notes
		if len(found) == 1 && b.people[found[0]] != nil {
			if p := b.people[found[0]]; !line.takes(p) {
				line.People = append(line.People, Who{p.Name, p})
				if dated {
					p.Lines = append(p.Lines, line)
				}
			}
			continue
		}
		if len(found) == 0 {
			b.ghosts.add(link, n, e.Line)
		}
		line.People = append(line.People, Who{Name: link.Text})
	}
	for _, link := range e.HeadLinks {
		if m := b.links.meaning(link, n); m.place {
			name := link.Text
			if len(m.notes) == 1 {
				name = m.notes[0].Name
			}
			line.Places = append(line.Places, name)
		}
	}
	for _, link := range e.Links {
		named := slices.ContainsFunc(e.People, func(l parse.Link) bool { return l.Target == link.Target })
		if named || link.Embed {
			continue
		}
		if m := b.links.meaning(link, n); len(m.notes) == 0 && !m.place {
			b.ghosts.add(link, n, e.Line)
		}
	}
}

// takes reports whether a person is known to take part.
func (l *Line) takes(p *Person) bool {
	return l.WithOwner && l.Owner == p || slices.ContainsFunc(l.People, func(w Who) bool { return w.Person == p })
}

// placed reads an entry again where one of its links turned out to be a place:
// "call with [[Fox Hollow Library]]" is no call with a person of that name.
func (b *builder) placed(n *parse.Note, e *parse.Entry) *parse.Entry {
	place := func(l parse.Link) bool { return b.links.meaning(l, n).place }
	if !slices.ContainsFunc(e.HeadLinks, place) && !slices.ContainsFunc(e.People, place) {
		return e
	}
	again := *e
	if e.Met || e.FromFields {
		again.People = slices.DeleteFunc(slices.Clone(e.People), place)
		return &again
	}
	in := parse.Setting{InLog: e.InLog, Owner: parse.NewOwner(n), IsPlace: place}
	if read, _ := b.reader.Entry(e.Raw, in); read != nil {
		read.Span, read.Line = e.Span, e.Line
		return read
	}
	return e
}

// addPromises gives a note's tasks to the people they are promised to.
func (b *builder) addPromises(n *parse.Note) {
	for i := range n.Promises {
		promise := Promise{&n.Promises[i], n}
		var takers []*Person
		if promise.Owner && b.people[n] != nil {
			takers = append(takers, b.people[n])
		}
		for _, link := range promise.People {
			if found := b.links.meaning(link, n).notes; len(found) == 1 {
				if p := b.people[found[0]]; p != nil && !slices.Contains(takers, p) {
					takers = append(takers, p)
				}
			}
		}
		for _, p := range takers {
			p.Promises = append(p.Promises, promise)
		}
		if len(takers) == 0 && n.Kind == parse.EventNote {
			event := b.Events[slices.IndexFunc(b.Events, func(e *Event) bool { return e.Note == n })]
			event.Promises = append(event.Promises, promise)
		}
	}
}

// settle sorts a person's lines and makes one of each conversation that is
// written in several notes.
func (p *Person) settle() {
	slices.SortStableFunc(p.Lines, func(a, b *Line) int {
		if c := a.When.From.Compare(b.When.From); c != 0 || a.Owner == b.Owner {
			return c
		}
		switch p {
		case a.Owner:
			return -1
		case b.Owner:
			return 1
		}
		return 0
	})
	kept := p.Lines[:0]
	var undated []*Line
	day := 0 // where the lines of this day begin among those kept
	for _, l := range p.Lines {
		if l.Undated {
			undated = append(undated, l)
			continue
		}
		if day < len(kept) && kept[day].When.From != l.When.From {
			day = len(kept)
		}
		if twin := p.twin(kept[day:], l); twin != nil {
			p.tells(l, twin)
			continue
		}
		kept = append(kept, l)
		p.bullet(l, l)
	}
	for _, l := range undated {
		start := l.Note.When("start").From
		meeting := slices.IndexFunc(kept, func(k *Line) bool {
			return k.Kind == parse.Meet && !k.Planned && !k.Undated && !k.When.From.Before(start) && !k.When.To.After(l.When.To)
		})
		if meeting >= 0 {
			p.tells(l, kept[meeting])
		} else {
			p.bullet(l, l)
			kept = append(kept, l)
		}
	}
	if len(undated) > 0 {
		slices.SortStableFunc(kept, func(a, b *Line) int { return a.When.From.Compare(b.When.From) })
	}
	clear(p.Lines[len(kept):])
	p.Lines = kept
}

// maxSameDay bounds how many lines of one day are compared with each other.
const maxSameDay = 1000

// twin finds among the lines of a day the conversation that l tells of as well.
func (p *Person) twin(day []*Line, l *Line) *Line {
	for _, k := range day[:min(len(day), maxSameDay)] {
		if k.Note != l.Note && sameConversation(k, l) && !slices.ContainsFunc(p.Twins[k], func(t *Line) bool { return t.Note == l.Note }) {
			return k
		}
	}
	return nil
}

// tells keeps a line as another telling of a conversation.
func (p *Person) tells(l, conversation *Line) {
	if p.Twins == nil {
		p.Twins = map[*Line][]*Line{}
	}
	p.Twins[conversation] = append(p.Twins[conversation], l)
	p.bullet(l, conversation)
}

func (p *Person) bullet(l, meeting *Line) {
	if l.Met {
		p.MetBullets = append(p.MetBullets, MetBullet{l.Note, meeting})
	}
}

// sameConversation reports whether two lines of different notes tell of one
// conversation: the same date and kind, each note's owner taking part in the
// other line.
func sameConversation(a, b *Line) bool {
	return a.Note != b.Note && a.When == b.When && a.Kind == b.Kind && a.Planned == b.Planned && a.Has(b.Owner) && b.Has(a.Owner)
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

// ghostCount counts the names that no note answers to.
type ghostCount map[string]*GhostName

func (g ghostCount) add(link parse.Link, n *parse.Note, line int) {
	key := parse.FoldName(link.Target)
	if g[key] == nil {
		g[key] = &GhostName{Name: link.Target, Path: n.Path, Line: line}
	}
	g[key].Mentions++
}

func (g ghostCount) list() []GhostName {
	out := make([]GhostName, 0, len(g))
	for _, ghost := range g {
		out = append(out, *ghost)
	}
	slices.SortFunc(out, func(a, b GhostName) int {
		if a.Mentions != b.Mentions {
			return b.Mentions - a.Mentions
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// mentioned counts ghosts that a contact's fields and an event's lists name.
func (b *builder) mentioned(n *parse.Note) {
	for _, m := range n.ToMeet {
		if len(b.links.meaning(m.Person, n).notes) == 0 {
			b.ghosts.add(m.Person, n, m.Line)
		}
	}
	if n.Targets != nil {
		b.wanted(n)
	}
	if n.Kind != parse.ContactNote {
		return
	}
	for _, field := range []string{"introduced_by", "knows", "knows_not"} {
		for _, text := range n.List(field) {
			if link := parse.FieldLink(text); strings.HasPrefix(text, "[") && len(b.links.meaning(link, n).notes) == 0 {
				b.ghosts.add(link, n, parse.NewLines(n.Source).Line(n.Field(field).Span.Start))
			}
		}
	}
}

// Sections takes a note's body apart by its headings.
func (ix *Index) Sections(n *parse.Note) []parse.Section { return ix.reader.Sections(n.Source) }

// Names reports whether one of a field's values names a note.
func (ix *Index) Names(n *parse.Note, field string, other *parse.Note) bool {
	return slices.ContainsFunc(n.List(field), func(text string) bool {
		found := ix.names.lookup(parse.FieldLink(text).Target)
		return len(found) == 1 && found[0] == other
	})
}

// PersonAt returns the person of the contact note at a path, or nil.
func (ix *Index) PersonAt(path string) *Person {
	i, ok := slices.BinarySearchFunc(ix.People, path, func(p *Person, path string) int { return strings.Compare(p.Path, path) })
	if !ok {
		return nil
	}
	return ix.People[i]
}

// Linked returns the person that a link in a note names, or nil.
func (ix *Index) Linked(l parse.Link, from *parse.Note) *Person {
	if found := ix.names.link(l, from); len(found) == 1 {
		return ix.people[found[0]]
	}
	return nil
}

// EventOf returns the event of an event note, or nil.
func (ix *Index) EventOf(n *parse.Note) *Event {
	if i := slices.IndexFunc(ix.Events, func(e *Event) bool { return e.Note == n }); i >= 0 {
		return ix.Events[i]
	}
	return nil
}

// EventAt returns the event of the note at a path, or nil.
func (ix *Index) EventAt(path string) *Event {
	if i := slices.IndexFunc(ix.Events, func(e *Event) bool { return e.Path == path }); i >= 0 {
		return ix.Events[i]
	}
	return nil
}
