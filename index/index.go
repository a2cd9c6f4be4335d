// Package index is a folder of notes in memory: the only room with a door to
// the disk. An Index never changes; a changed folder is a new Index.
package index

import (
	"slices"
	"sort"
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
	Issues   []Issue       // by path and place

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
	ix := &Index{Settings: settings, Notes: notes, Issues: slices.Clone(issues), folder: issues, names: newResolver(notes), reader: reader, people: map[*parse.Note]*Person{}}
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
	ghosts := ghostCount{}
	for _, n := range notes {
		for i := range n.Entries {
			ix.addEntry(n, &n.Entries[i], ghosts)
		}
		ix.addPromises(n)
		ix.mentioned(n, ghosts)
	}
	for _, p := range ix.People {
		p.settle()
	}
	ix.Ghosts = ghosts.list()
	ix.check()
	return ix
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
	slices.SortFunc(notes, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
	return build(ix.Settings, ix.reader, notes, ix.folder)
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

// addEntry gives an entry to everybody who takes part in it.
func (ix *Index) addEntry(n *parse.Note, e *parse.Entry, ghosts ghostCount) {
	e = ix.placed(n, e)
	line := &Line{Entry: e, Note: n, Owner: ix.people[n]}
	var takers []*Person
	if e.WithOwner && line.Owner != nil {
		takers = append(takers, line.Owner)
	}
	for _, link := range e.People {
		found := ix.names.link(link, n)
		if len(found) == 1 && ix.people[found[0]] != nil {
			p := ix.people[found[0]]
			if !slices.Contains(takers, p) {
				takers = append(takers, p)
				line.People = append(line.People, Who{p.Name, p})
			}
			continue
		}
		if len(found) == 0 {
			ghosts.add(link, n, e.Line)
		}
		line.People = append(line.People, Who{Name: link.Text})
	}
	for _, link := range e.HeadLinks {
		if ix.names.isPlace(link, n) {
			name := link.Text
			if found := ix.names.link(link, n); len(found) == 1 {
				name = found[0].Name
			}
			line.Places = append(line.Places, name)
		}
	}
	for _, link := range e.Links {
		named := slices.ContainsFunc(e.People, func(l parse.Link) bool { return l.Target == link.Target })
		if !named && !link.Embed && len(ix.names.link(link, n)) == 0 && !ix.names.isPlace(link, n) {
			ghosts.add(link, n, e.Line)
		}
	}
	if e.When.IsZero() {
		return
	}
	for _, p := range takers {
		p.Lines = append(p.Lines, line)
	}
}

// placed reads an entry again where one of its links turned out to be a place:
// "call with [[Fox Hollow Library]]" is no call with a person of that name.
func (ix *Index) placed(n *parse.Note, e *parse.Entry) *parse.Entry {
	place := func(l parse.Link) bool { return ix.names.isPlace(l, n) }
	if !slices.ContainsFunc(e.HeadLinks, place) && !slices.ContainsFunc(e.People, place) {
		return e
	}
	again := *e
	if e.Met || e.FromFields {
		again.People = slices.DeleteFunc(slices.Clone(e.People), place)
		return &again
	}
	in := parse.Setting{InLog: e.InLog, Owner: parse.NewOwner(n), IsPlace: place}
	if read, _ := ix.reader.Entry(e.Raw, in); read != nil {
		read.Span, read.Line = e.Span, e.Line
		return read
	}
	return e
}

// addPromises gives a note's tasks to the people they are promised to.
func (ix *Index) addPromises(n *parse.Note) {
	for i := range n.Promises {
		promise := Promise{&n.Promises[i], n}
		var takers []*Person
		if promise.Owner && ix.people[n] != nil {
			takers = append(takers, ix.people[n])
		}
		for _, link := range promise.People {
			if found := ix.names.link(link, n); len(found) == 1 {
				if p := ix.people[found[0]]; p != nil && !slices.Contains(takers, p) {
					takers = append(takers, p)
				}
			}
		}
		for _, p := range takers {
			p.Promises = append(p.Promises, promise)
		}
		if len(takers) == 0 && n.Kind == parse.EventNote {
			event := ix.Events[slices.IndexFunc(ix.Events, func(e *Event) bool { return e.Note == n })]
			event.Promises = append(event.Promises, promise)
		}
	}
}

// settle sorts a person's lines and makes one of each conversation that is
// written in several notes.
func (p *Person) settle() {
	sort.SliceStable(p.Lines, func(i, j int) bool {
		a, b := p.Lines[i], p.Lines[j]
		if c := a.When.From.Compare(b.When.From); c != 0 {
			return c < 0
		}
		return a.Owner == p && b.Owner != p
	})
	kept := make([]*Line, 0, len(p.Lines))
	var undated []*Line
	type dayKind struct {
		day  parse.Date
		kind parse.Kind
	}
	byDay := map[dayKind][]*Line{}
	twins := map[*Line][]*Line{}
	for _, l := range p.Lines {
		if l.Undated {
			undated = append(undated, l)
			continue
		}
		same := byDay[dayKind{l.When.From, l.Kind}]
		if len(same) > maxSameDay {
			same = same[:maxSameDay]
		}
		twin := slices.IndexFunc(same, func(k *Line) bool {
			return sameConversation(k, l) && !slices.ContainsFunc(twins[k], func(t *Line) bool { return t.Note == l.Note })
		})
		if twin >= 0 {
			twins[same[twin]] = append(twins[same[twin]], l)
			p.bullet(l, same[twin])
			continue
		}
		kept = append(kept, l)
		byDay[dayKind{l.When.From, l.Kind}] = append(byDay[dayKind{l.When.From, l.Kind}], l)
		p.bullet(l, l)
	}
	for _, l := range undated {
		start := l.Note.When("start").From
		meeting := slices.IndexFunc(kept, func(k *Line) bool {
			return k.Kind == parse.Meet && !k.Planned && !k.Undated && !k.When.From.Before(start) && !k.When.To.After(l.When.To)
		})
		if meeting >= 0 {
			p.bullet(l, kept[meeting])
			twins[kept[meeting]] = append(twins[kept[meeting]], l)
		} else {
			p.bullet(l, l)
			kept = append(kept, l)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].When.From.Before(kept[j].When.From) })
	p.Lines, p.Twins = kept, twins
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
	return a.Note != b.Note && a.When == b.When && a.Kind == b.Kind && a.Planned == b.Planned && a.has(b.Owner) && b.has(a.Owner)
}

// maxSameDay bounds how many lines of one day and kind are compared with each
// other.
const maxSameDay = 100

// has reports whether a person takes part; nobody always does.
func (l *Line) has(p *Person) bool {
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
func (ix *Index) mentioned(n *parse.Note, ghosts ghostCount) {
	for _, m := range n.ToMeet {
		if len(ix.names.link(m.Person, n)) == 0 {
			ghosts.add(m.Person, n, m.Line)
		}
	}
	if n.Kind != parse.ContactNote {
		return
	}
	for _, field := range []string{"introduced_by", "knows", "knows_not"} {
		f := n.Field(field)
		for _, text := range n.List(field) {
			if link := parse.FieldLink(text); strings.HasPrefix(text, "[") && len(ix.names.link(link, n)) == 0 {
				ghosts.add(link, n, parse.NewLines(n.Source).Line(f.Span.Start))
			}
		}
	}
}
