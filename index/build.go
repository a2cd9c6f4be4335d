package index

import (
	"path"
	"slices"
	"strings"

	"netnotes/parse"
)

// build makes the snapshot.
func build(settings Settings, reader *parse.Reader, notes []*parse.Note, issues []Issue) *Index {
	ix := &Index{Settings: settings, folder: issues, names: newResolver(slices.Clone(notes)), reader: reader, people: make(map[*parse.Note]*Person, len(notes))}
	ix.notes = ix.names.notes
	ix.name()
	ix.introduce()
	// What each note tells is found out side by side, and then given to those of
	// whom it tells, in the order of the notes.
	parts := make([]builder, (len(notes)+notesAtOnce-1)/notesAtOnce)
	Each(len(notes), notesAtOnce, func(start, end int) {
		b := builder{Index: ix, ghosts: ghostCount{}}
		b.expect(ix.notes[start:end])
		for _, n := range ix.notes[start:end] {
			b.addEntries(n)
			b.addPromises(n)
			b.mentioned(n)
		}
		parts[start/notesAtOnce] = b
	})
	ghosts := ghostCount{}
	for i := range parts {
		parts[i].hand(ghosts)
	}
	Each(len(ix.People()), 256, func(start, end int) {
		for _, p := range ix.People()[start:end] {
			p.settle()
		}
	})
	ix.ghosts = ghosts.list()
	ix.targets = ix.readTargets()
	return ix
}

// notesAtOnce is how many notes are looked at in one go.
const notesAtOnce = 256

// introduce makes the people and the events of the notes.
func (ix *Index) introduce() {
	people := make([]Person, 0, len(ix.Notes()))
	for _, n := range ix.Notes() {
		switch n.Kind {
		case parse.ContactNote:
			people = append(people, Person{Note: n})
			p := &people[len(people)-1]
			ix.people[n] = p
			ix.persons = append(ix.persons, p)
		case parse.EventNote:
			start, end := n.When("start"), n.When("end")
			if end.IsZero() {
				end = start
			}
			ix.events = append(ix.events, &Event{Note: n, Start: start.From, End: end.To})
		}
	}
}

// builder finds out what some of the notes tell.
type builder struct {
	*Index
	ghosts   ghostCount
	lines    []told[*Line]
	promises []told[Promise]
}

// told is something with the person of whose story it is a part; nil for what
// concerns nobody in particular.
type told[T any] struct {
	of   *Person
	what T
}

// expect makes room for what the notes may tell: a line often has one person
// besides its owner.
func (b *builder) expect(notes []*parse.Note) {
	lines := 0
	for _, n := range notes {
		lines += len(n.Entries())
	}
	b.lines = make([]told[*Line], 0, lines+lines/2)
}

// hand gives what was found out to those concerned.
func (b *builder) hand(ghosts ghostCount) {
	for _, t := range b.lines {
		t.of.lines = append(t.of.lines, t.what)
	}
	for _, t := range b.promises {
		if t.of != nil {
			t.of.promises = append(t.of.promises, t.what)
		} else {
			b.keepTask(t.what)
		}
	}
	for key, g := range b.ghosts {
		ghosts.join(key, g)
	}
}

// addEntries finds out who takes part in a note's entries.
func (b *builder) addEntries(n *parse.Note) {
	if len(n.Entries()) == 0 {
		return
	}
	owner := b.people[n]
	lines := make([]Line, len(n.Entries()))
	for i := range n.Entries() {
		lines[i] = Line{Entry: &n.Entries()[i], Note: n, Owner: owner}
		b.addLine(&lines[i])
		if owner != nil && !lines[i].WithOwner {
			owner.aside = append(owner.aside, &lines[i])
		}
	}
}

func (b *builder) addLine(line *Line) {
	e, n := line.Entry, line.Note
	dated := !e.When.IsZero()
	if e.WithOwner && line.Owner != nil && dated {
		b.lines = append(b.lines, told[*Line]{line.Owner, line})
	}
	people := e.People
	if e.FromFields {
		people = b.names.each(people)
	}
	for _, link := range people {
		found := b.names.meaning(link, n).notes
		if len(found) == 1 && b.people[found[0]] != nil {
			if p := b.people[found[0]]; !line.takes(p) {
				line.People = append(line.People, Who{p.Name, p})
				if dated {
					b.lines = append(b.lines, told[*Line]{p, line})
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
		if m := b.names.meaning(link, n); m.place {
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
		if m := b.names.meaning(link, n); len(m.notes) == 0 && !m.place {
			b.ghosts.add(link, n, e.Line)
		}
	}
}

// takes reports whether a person is known to take part.
func (l *Line) takes(p *Person) bool {
	return l.WithOwner && l.Owner == p || slices.ContainsFunc(l.People, func(w Who) bool { return w.Person == p })
}

// name reads the notes again in which lines depend on who is who.
func (ix *Index) name() {
	named := make([]*parse.Note, len(ix.notes))
	Each(len(ix.notes), notesAtOnce, func(start, end int) {
		for i := start; i < end; i++ {
			named[i] = ix.reader.Named(ix.notes[i], ix.known(ix.notes[i]))
		}
	})
	copy(ix.notes, named) // which the resolver holds as well
}

// known is who is known to a note of the folder.
func (ix *Index) known(n *parse.Note) parse.Names {
	return parse.Names{Called: ix.names.knows, IsPlace: func(l parse.Link) bool { return ix.names.meaning(l, n).place }}
}

// ghostCount counts the names that no note answers to.
type ghostCount map[string]*GhostName

func (g ghostCount) add(link parse.Link, n *parse.Note, line int) {
	name := link.Target
	if link.IsPath {
		if ext := path.Ext(name); ext == "" {
			return // perhaps no note at all
		}
		name = stem(name)
	}
	key := parse.NameKey(name)
	if g[key] == nil {
		g[key] = &GhostName{Name: name, Path: n.Path, Line: line}
	}
	g[key].Mentions++
}

// join adds a name's count to that of the notes before.
func (g ghostCount) join(key string, ghost *GhostName) {
	if known := g[key]; known != nil {
		known.Mentions += ghost.Mentions
	} else {
		g[key] = ghost
	}
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
	for _, m := range n.ToMeet() {
		if len(b.names.meaning(m.Person, n).notes) == 0 {
			b.ghosts.add(m.Person, n, m.Line)
		}
	}
	if n.Targets() != nil {
		b.wanted(n)
	}
	if n.Kind != parse.ContactNote {
		return
	}
	for _, field := range []string{"introduced_by", "knows", "knows_not"} {
		for _, text := range n.List(field) {
			if link := parse.FieldLink(text); strings.HasPrefix(text, "[") && len(b.names.meaning(link, n).notes) == 0 {
				b.ghosts.add(link, n, parse.NewLines(n.Source()).Line(n.Field(field).Span.Start))
			}
		}
	}
}
