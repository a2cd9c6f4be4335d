package index

import (
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// build makes the snapshot of notes that are given by path.
func build(settings folder.Settings, reader *parse.Reader, notes []*parse.Note, issues []folder.Issue) *Index {
	return rebuild(settings, reader, notes, issues, nil, nil, nil)
}

// rebuild is build with the facts of another snapshot of the folder, with the
// same settings, and of each note its number there, or -1 where it is new or not
// as it was; and of some notes what they tell.
func rebuild(settings folder.Settings, reader *parse.Reader, notes []*parse.Note, issues []folder.Issue, was *facts, from []int32, tales []*tale) *Index {
	ix := &Index{Settings: settings, folder: issues, reader: reader, bases: notes, facts: was, tales: tales, late: &late{tellings: make([]toTell, len(notes)), looks: make([]atomic.Pointer[looked], len(notes))}}
	if was == nil {
		from = nil
	}
	if tales == nil {
		ix.tales = make([]*tale, len(notes))
	}
	renewed := renew(was, notes, from)
	if renewed != nil {
		ix.facts = renewed.facts
		for i, is := range renewed.stale {
			if is {
				ix.tales[i] = nil
			}
		}
	}
	ix.name()
	ix.introduce()
	if renewed == nil {
		return ix
	}
	ix.late.stale = renewed.stale
	var stale []int
	for i, is := range renewed.stale {
		if is {
			stale, ix.late.tellings[i].telling = append(stale, i), new(telling)
		}
	}
	parallel.Each(len(stale), parallel.Batch, func(start, end int) {
		for _, i := range stale[start:end] {
			ix.tell(i)
		}
	})
	ix.facts = renewed.finish(ix.late.tellings)
	return ix
}

// again is a snapshot of other notes, given by path, some of which are notes of
// this one: what those tell is taken over.
func (ix *Index) again(notes []*parse.Note, issues []folder.Issue) *Index {
	was := make(map[*parse.Note]int32, len(ix.bases))
	for i, n := range ix.bases {
		was[n] = int32(i)
	}
	from, tales := make([]int32, len(notes)), make([]*tale, len(notes))
	for i, n := range notes {
		if at, shared := was[n]; shared {
			from[i], tales[i] = at, ix.tales[at]
		} else {
			from[i] = -1
		}
	}
	return rebuild(ix.Settings, ix.reader, notes, issues, ix.facts, from, tales)
}

// name makes the notes as they read where it is known who is who: when they are
// looked into.
func (ix *Index) name() {
	notes, laters := make([]parse.Note, len(ix.bases)), make([]parse.Later, len(ix.bases))
	ix.notes = make([]*parse.Note, len(ix.bases))
	ix.names = resolver{notes: ix.notes, facts: ix.facts}
	ix.names.words = &nameWords{ix.notes, ix.facts.byWord}
	for i, base := range ix.bases {
		notes[i] = laters[i].Again(base, func() *parse.Note { return ix.named(i) })
		if t := ix.tales[i]; t != nil {
			laters[i].Tells(t.story)
		}
		ix.notes[i] = &notes[i]
	}
}

// named reads a note again in which lines depend on who is who.
func (ix *Index) named(i int) *parse.Note {
	names := ix.names
	if ix.late.stale != nil && ix.late.stale[i] {
		names.asked = &ix.late.tellings[i].asked
	}
	return ix.reader.Named(ix.bases[i], logline.Names{Called: names.knows, IsPlace: func(l txt.Link) bool { return names.meaning(l, ix.bases[i]).place }})
}

// known is who is known to a note of the folder.
func (ix *Index) known(n *parse.Note) logline.Names {
	return logline.Names{Called: ix.names.knows, IsPlace: func(l txt.Link) bool { return ix.names.meaning(l, n).place }}
}

// introduce makes the people and the events of the notes.
func (ix *Index) introduce() {
	people := make([]Person, len(ix.notes))
	ix.people = make(map[*parse.Note]*Person, len(ix.notes))
	for i, n := range ix.notes {
		switch n.Kind {
		case parse.ContactNote:
			p := &people[i]
			p.Note, p.index, p.number = n, ix, i
			ix.people[n] = p
			ix.persons = append(ix.persons, p)
		case parse.EventNote:
			ix.events = append(ix.events, &Event{Note: n, Start: ix.facts.Notes[i].Start, End: ix.facts.Notes[i].End, index: ix, number: i})
		}
	}
}

// builder finds out what a note tells.
type builder struct {
	*Index
	names resolver
	*telling
}

// tell is what a note tells.
func (ix *Index) tell(i int) *telling {
	to := &ix.late.tellings[i]
	to.once.Do(func() {
		if to.telling == nil {
			to.telling = new(telling)
		}
		t := to.telling
		if ix.retell(i, t) {
			return
		}
		n := ix.notes[i]
		n.Entries() // asks as well
		b := builder{ix, ix.names, t}
		b.names.asked, t.ghosts = &t.asked, ghostCount{}
		b.addEntries(n)
		if ix.late.stale != nil && ix.late.stale[i] {
			b.findTogether(n)
		}
		b.addPromises(n)
		b.mentioned(n)
		slices.Sort(t.asked)
		t.asked = slices.Clip(slices.Compact(t.asked))
		add := func(p *Person) {
			if p != nil && !slices.Contains(t.told, uint32(p.number)) {
				t.told = append(t.told, uint32(p.number))
			}
		}
		add(ix.people[n])
		for _, l := range t.lines {
			add(l.of)
		}
		for _, p := range t.promises {
			add(p.of)
		}
	})
	return to.telling
}

// ofNobody are the promises that concern nobody in particular.
func (t *telling) ofNobody() (out []Promise) {
	for _, p := range t.promises {
		if p.of == nil {
			out = append(out, p.what)
		}
	}
	return out
}

// tellers are the notes that tell of a person, by path.
func (ix *Index) tellers(person int) []int32 {
	ix.late.tellersOnce.Do(func() {
		counts, all := make([]int32, len(ix.notes)), make([]int32, len(ix.facts.Told))
		for _, of := range ix.facts.Told {
			counts[of]++
		}
		ix.late.tellers = make([][]int32, len(ix.notes))
		for i, n := range counts {
			ix.late.tellers[i], all = all[:0:n], all[n:]
		}
		for i := range ix.notes {
			for _, of := range ix.facts.told(i) {
				ix.late.tellers[of] = append(ix.late.tellers[of], int32(i))
			}
		}
	})
	return ix.late.tellers[person]
}

// ToldIn are the people of whom the note at a path tells anything, its own person
// among them.
func (ix *Index) ToldIn(path string) (out []*Person) {
	i, there := slices.BinarySearchFunc(ix.notes, path, func(n *parse.Note, path string) int { return strings.Compare(n.Path, path) })
	if !there {
		return nil
	}
	for _, of := range ix.facts.told(i) {
		if p := ix.people[ix.notes[of]]; p != nil {
			out = append(out, p)
		}
	}
	return out
}

// told is the person with all that the notes tell of them.
func (p *Person) told() *Person {
	if p.index == nil {
		return p
	}
	p.once.Do(func() {
		for _, i := range p.index.tellers(p.number) {
			t := p.index.tell(int(i))
			for _, l := range t.lines {
				if l.of == p {
					p.lines = append(p.lines, l.what)
				}
			}
			for _, promise := range t.promises {
				if promise.of == p {
					p.promises = append(p.promises, promise.what)
				}
			}
		}
		p.aside = p.index.tell(p.number).aside
		p.settle()
	})
	return p
}

// addEntries finds out who takes part in a note's entries.
func (b *builder) addEntries(n *parse.Note) {
	entries := n.Entries()
	if len(entries) == 0 {
		return
	}
	owner := b.people[n]
	b.all = make([]Line, len(entries))
	for i := range entries {
		b.all[i] = Line{Entry: &entries[i], Note: n, Owner: owner}
		b.addLine(&b.all[i])
		b.add(&b.all[i])
	}
}

func (b *builder) addLine(line *Line) {
	e, n := line.Entry, line.Note
	people := e.People
	if e.FromFields {
		people = b.names.each(people)
	}
	for _, link := range people {
		found := b.names.meaning(link, n).notes
		if len(found) == 1 && b.people[found[0]] != nil {
			if p := b.people[found[0]]; !line.takes(p) {
				line.People = append(line.People, Who{p.Name, p})
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
		named := slices.ContainsFunc(e.People, func(l txt.Link) bool { return l.Target == link.Target })
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

// ghostCount counts the names that no note answers to.
type ghostCount map[string]*GhostName

func (g ghostCount) add(link txt.Link, n *parse.Note, line int) {
	name := link.Target
	if link.IsPath {
		if ext := path.Ext(name); ext == "" {
			return // perhaps no note at all
		}
		name = stem(name)
	}
	key := txt.NameKey(name)
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
			if link := txt.FieldLink(text); strings.HasPrefix(text, "[") && len(b.names.meaning(link, n).notes) == 0 {
				b.ghosts.add(link, n, txt.NewLines(n.Source()).Line(n.Field(field).Span.Start))
			}
		}
	}
}

// Together is a line by which people know each other: they took part in it, or one
// introduced another. Or it is a value of a contact's field that says so, or says
// that they do not.
type Together struct {
	Note  *parse.Note // where it is written
	Owner *Person     // of the note, or nil
	Field string      // one of tieFields; empty for a line
	Line  int         // of a field, the place of its value in Note.List
	When  date.When
	Intro bool
	Who   []Somebody // of a field, whom it names
}

// tieFields are the fields by which people know each other, or do not.
func tieFields() []string { return []string{"knows", "introduced_by", "knows_not"} }

// Somebody is a person, or a name without a note under its key.
type Somebody struct {
	Person    *Person
	Key, Name string
}

// findTogether finds the fields and the lines of a note by which people know each
// other.
func (b *builder) findTogether(n *parse.Note) {
	if b.people[n] != nil {
		for _, field := range tieFields() {
			b.fieldTies(n, field)
		}
	}
	var last *Line
	for _, l := range b.telling.lines {
		if line := l.what; line != last {
			if last = line; (line.Counted() || line.Among) && (len(line.People) > 0 || line.Kind == logline.Intro) {
				b.addTogether(line)
			}
		}
	}
}

// fieldTies are those whom a field names; a name without a note must be a link,
// because other values may be any text.
func (b *builder) fieldTies(n *parse.Note, field string) {
	for i, text := range n.List(field) {
		for _, link := range b.names.people([]string{text}) {
			if link.Span.End == 0 && len(b.names.link(link, n)) == 0 {
				continue
			}
			if who := b.somebody(link, n); who.Person != nil || who.Key != "" || who.Name != "" {
				b.telling.together = append(b.telling.together, Together{Note: n, Field: field, Line: i, Who: []Somebody{who}})
			}
		}
	}
}

// somebody is whom a link of a note names, if it is one person or a name without a
// note.
func (b *builder) somebody(link txt.Link, n *parse.Note) (who Somebody) {
	switch m := b.names.meaning(link, n); {
	case len(m.notes) == 1:
		who.Person = b.people[m.notes[0]]
	case len(m.notes) == 0 && !m.place:
		who.Key, who.Name = txt.NameKey(link.Target), link.Target
	}
	return who
}

func (b *builder) addTogether(l *Line) {
	t := Together{Note: l.Note, Line: l.Line, When: l.When, Intro: l.Kind == logline.Intro}
	if l.Owner != nil && l.WithOwner {
		t.Who = append(t.Who, Somebody{Person: l.Owner})
	}
	links := l.Entry.People
	if t.Intro {
		links = slices.Concat(links, introduced(l))
	}
	for _, link := range links {
		who := b.somebody(link, l.Note)
		known := func(w Somebody) bool { return w.Person == who.Person && w.Key == who.Key }
		if (who.Person != nil || who.Name != "") && !slices.ContainsFunc(t.Who, known) {
			t.Who = append(t.Who, who)
		}
	}
	if len(t.Who) > 1 {
		b.telling.together = append(b.telling.together, t)
	}
}

// introduced are the people of an introduction whom the line only mentions:
// those of the head, or of the text where the head has nobody but the owner.
func introduced(l *Line) []txt.Link {
	if len(l.HeadLinks) > 0 || len(l.Entry.People) > 0 {
		return l.HeadLinks
	}
	return l.Links
}

// Together are the fields and lines by which people know each other, by note and
// place.
func (ix *Index) Together() []Together {
	f := ix.facts
	out, all := make([]Together, 0, len(f.Together)), make([]Somebody, len(f.Somebody))
	for i, who := range f.Somebody {
		if who.Note > 0 {
			all[i].Person = ix.people[ix.notes[who.Note-1]]
		} else {
			all[i].Key, all[i].Name = f.text(who.Key), f.text(who.Name)
		}
	}
	exactly, fields := parse.Precisions(), append([]string{""}, tieFields()...)
	for i, n := range ix.notes {
		r, owner := f.Notes[i].Together, ix.people[n]
		for _, row := range f.Together[r.From : r.From+r.Count] {
			when := date.When{From: row.From, To: row.To, Precision: exactly[row.Precision], Approximate: row.Approximate}
			out = append(out, Together{n, owner, fields[row.Field], int(row.Line), when, row.Intro, all[row.Who.From : row.Who.From+row.Who.Count]})
		}
	}
	return out
}
