package index

import (
	"slices"
	"strings"
	"sync/atomic"

	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
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
func rebuild(settings folder.Settings, reader *parse.Reader, notes []*parse.Note, issues []folder.Issue, was *facts.Facts, from []int32, tales []*facts.Tale) *Index {
	ix := &Index{Settings: settings, folder: issues, reader: reader, bases: notes, facts: was, tales: tales, late: &late{tellings: make([]toTell, len(notes)), looks: make([]atomic.Pointer[looked], len(notes))}}
	if was == nil {
		from = nil
	}
	if tales == nil {
		ix.tales = make([]*facts.Tale, len(notes))
	}
	renewed := facts.Renew(was, notes, from)
	if renewed != nil {
		ix.facts = renewed.Facts
		for i, is := range renewed.Stale {
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
	ix.late.stale = renewed.Stale
	var stale []int
	for i, is := range renewed.Stale {
		if is {
			stale, ix.late.tellings[i].telling = append(stale, i), new(telling)
		}
	}
	parallel.Each(len(stale), parallel.Batch, func(start, end int) {
		for _, i := range stale[start:end] {
			ix.tell(i)
		}
	})
	ix.facts = renewed.Finish(func(i int) *facts.Found { return &ix.late.tellings[i].telling.Found })
	return ix
}

// Again is a snapshot of other notes, given by path, some of which are notes of
// this one: what those tell is taken over.
func (ix *Index) Again(notes []*parse.Note, issues []folder.Issue) *Index {
	if slices.Equal(notes, ix.bases) {
		same := *ix
		same.folder = issues
		return &same
	}
	was := make(map[*parse.Note]int32, len(ix.bases))
	for i, n := range ix.bases {
		was[n] = int32(i)
	}
	from, tales := make([]int32, len(notes)), make([]*facts.Tale, len(notes))
	for i, n := range notes {
		if at, shared := was[n]; shared {
			from[i], tales[i] = at, ix.tales[at]
		} else {
			from[i] = -1
		}
	}
	return rebuild(ix.Settings, ix.reader, notes, issues, ix.late.blobs.In(ix.facts), from, tales)
}

// name makes the notes as they read where it is known who is who: when they are
// looked into.
func (ix *Index) name() {
	notes, laters := make([]parse.Note, len(ix.bases)), make([]parse.Later, len(ix.bases))
	ix.notes = make([]*parse.Note, len(ix.bases))
	ix.names = facts.NamesOf(ix.notes, ix.facts)
	read := &named{ix}
	for i, base := range ix.bases {
		notes[i] = laters[i].Again(base, read, i)
		ix.notes[i] = &notes[i]
	}
}

// named are the notes of an index as they read where it is known who is who.
type named struct{ *Index }

func (ix *named) Bytes(i int) []byte { return ix.bases[i].Source() }

func (ix *named) Story(i int) *parse.Story {
	if t := ix.tales[i]; t != nil {
		return t.Story()
	}
	return nil
}

// Read reads a note again in which lines depend on who is who.
func (ix *named) Read(i int) *parse.Note {
	names := ix.names
	if ix.late.stale != nil && ix.late.stale[i] {
		names = names.Asking(&ix.late.tellings[i].Asked)
	}
	return ix.reader.Named(ix.bases[i], logline.Names{Called: names.Knows, IsPlace: func(l txt.Link) bool { return names.Meaning(l, ix.bases[i]).Place }})
}

// known is who is known to a note of the folder.
func (ix *Index) known(n *parse.Note) logline.Names {
	return logline.Names{Called: ix.names.Knows, IsPlace: func(l txt.Link) bool { return ix.names.Meaning(l, n).Place }}
}

// introduce makes the people and the events of the notes.
func (ix *Index) introduce() {
	people := make([]Person, len(ix.notes))
	ix.people = make([]*Person, len(ix.notes))
	for i, n := range ix.notes {
		switch n.Kind {
		case parse.ContactNote:
			p := &people[i]
			p.Note, p.index, p.number, p.ID = n, ix, i, len(ix.persons)
			ix.people[i] = p
			ix.persons = append(ix.persons, p)
		case parse.EventNote:
			ix.events = append(ix.events, &Event{Note: n, Start: ix.facts.Notes[i].Start, End: ix.facts.Notes[i].End, index: ix, number: i})
		}
	}
}

// builder finds out what a note tells.
type builder struct {
	*Index
	names facts.Names
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
		b.names, t.Ghosts = ix.names.Asking(&t.Asked), facts.Ghosts{}
		b.addEntries(n)
		if ix.late.stale != nil && ix.late.stale[i] {
			b.findTogether(n)
			b.Found.Days = daysOf(b.all)
		}
		b.addPromises(n)
		b.mentioned(n)
		slices.Sort(t.Asked)
		t.Asked = slices.Clip(slices.Compact(t.Asked))
		add := func(p *Person) {
			if p != nil && !slices.Contains(t.Told, uint32(p.number)) {
				t.Told = append(t.Told, uint32(p.number))
			}
		}
		add(ix.people[i])
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
			for _, of := range ix.facts.ToldIn(i) {
				ix.late.tellers[of] = append(ix.late.tellers[of], int32(i))
			}
		}
	})
	return ix.late.tellers[person]
}

// ToldIn are the people of whom the note at a path tells anything, its own person
// among them.
func (ix *Index) ToldIn(path string) (out []*Person) {
	i, there := ix.numberAt(path)
	if !there {
		return nil
	}
	for _, of := range ix.facts.ToldIn(i) {
		if p := ix.people[of]; p != nil {
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
	owner := b.Person(n)
	b.all, b.Entries = make([]Line, len(entries)), len(entries)
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
		people = b.names.Each(people)
	}
	for _, link := range people {
		found := b.names.Meaning(link, n).Notes
		if len(found) == 1 && b.Person(found[0]) != nil {
			if p := b.Person(found[0]); !line.takes(p) {
				line.People = append(line.People, Who{p.Name, p})
			}
			continue
		}
		if len(found) == 0 {
			b.Found.Ghosts.Add(link, n, e.Line)
		}
		line.People = append(line.People, Who{Name: link.Text})
	}
	for _, link := range e.HeadLinks {
		if m := b.names.Meaning(link, n); m.Place {
			name := link.Text
			if len(m.Notes) == 1 {
				name = m.Notes[0].Name
			}
			line.Places = append(line.Places, name)
		}
	}
	for _, link := range e.Links {
		named := slices.ContainsFunc(e.People, func(l txt.Link) bool { return l.Target == link.Target })
		if named || link.Embed {
			continue
		}
		if m := b.names.Meaning(link, n); len(m.Notes) == 0 && !m.Place {
			b.Found.Ghosts.Add(link, n, e.Line)
		}
	}
}

// takes reports whether a person is known to take part.
func (l *Line) takes(p *Person) bool {
	return l.WithOwner && l.Owner == p || slices.ContainsFunc(l.People, func(w Who) bool { return w.Person == p })
}

// mentioned counts ghosts that a contact's fields and an event's lists name.
func (b *builder) mentioned(n *parse.Note) {
	for _, m := range n.ToMeet() {
		if len(b.names.Meaning(m.Person, n).Notes) == 0 {
			b.Found.Ghosts.Add(m.Person, n, m.Line)
		}
	}
	if n.Targets() != nil {
		b.wanted(n)
	}
	if n.Kind != parse.ContactNote {
		return
	}
	b.names.Lookup(txt.FieldLink(n.Text("met_at")).Target) // what is due of them rests on its days
	for _, field := range []string{"introduced_by", "knows", "knows_not"} {
		for _, text := range n.List(field) {
			if link := txt.FieldLink(text); strings.HasPrefix(text, "[") && len(b.names.Meaning(link, n).Notes) == 0 {
				b.Found.Ghosts.Add(link, n, txt.NewLines(n.Source()).Line(n.Field(field).Span.Start))
			}
		}
	}
}

// findTogether finds the fields and the lines of a note by which people know each
// other.
func (b *builder) findTogether(n *parse.Note) {
	if b.Person(n) != nil {
		for _, field := range facts.TieFields() {
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
		for _, link := range b.names.People([]string{text}) {
			if link.Span.End == 0 && len(b.names.Link(link, n)) == 0 {
				continue
			}
			if who := b.somebody(link, n); who.Note > 0 || who.Key != "" || who.Name != "" {
				b.telling.Together = append(b.telling.Together, facts.Tie{Field: field, Line: i, Who: []facts.Tied{who}})
			}
		}
	}
}

// somebody is whom a link of a note names, if it is one person or a name without a
// note.
func (b *builder) somebody(link txt.Link, n *parse.Note) (who facts.Tied) {
	switch m := b.names.Meaning(link, n); {
	case len(m.Notes) == 1:
		if p := b.Person(m.Notes[0]); p != nil {
			who.Note = uint32(p.number + 1)
		}
	case len(m.Notes) == 0 && !m.Place:
		who.Key, who.Name = txt.NameKey(link.Target), link.Target
	}
	return who
}

func (b *builder) addTogether(l *Line) {
	t := facts.Tie{Line: l.Line, When: l.When, Intro: l.Kind == logline.Intro}
	if l.Owner != nil && l.WithOwner {
		t.Who = append(t.Who, facts.Tied{Note: uint32(l.Owner.number + 1)})
	}
	links := l.Entry.People
	if t.Intro {
		links = slices.Concat(links, introduced(l))
	}
	for _, link := range links {
		who := b.somebody(link, l.Note)
		known := func(w facts.Tied) bool { return w.Note == who.Note && w.Key == who.Key }
		if (who.Note > 0 || who.Name != "") && !slices.ContainsFunc(t.Who, known) {
			t.Who = append(t.Who, who)
		}
	}
	if len(t.Who) > 1 {
		b.telling.Together = append(b.telling.Together, t)
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
