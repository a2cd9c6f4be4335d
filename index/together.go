package index

import (
	"slices"

	"netnotes/parse"
)

// Together is a line by which people know each other: they took part in it, or one
// introduced another.
type Together struct {
	Note  *parse.Note // where it is written
	Owner *Person     // of the note, or nil
	Line  int
	When  parse.When
	Intro bool
	Who   []Somebody
}

// Somebody is a person, or a name without a note under its key.
type Somebody struct {
	Person    *Person
	Key, Name string
}

// togetherRow is such a line of a note.
type togetherRow struct {
	From, To           parse.Date
	Line               uint32
	Who                run
	Precision          uint8 // in precisions
	Approximate, Intro bool
}

// somebodyRow is one of a line's people: 1 more than the number of the note, or 0
// and a name without one.
type somebodyRow struct {
	Note      uint32
	Key, Name words
}

func precisions() []parse.Precision {
	return []parse.Precision{parse.ByDay, parse.ByMonth, parse.ByYear}
}

// findTogether finds the lines of a note by which people know each other.
func (b *builder) findTogether() {
	var last *Line
	for _, l := range b.telling.lines {
		if line := l.what; line != last {
			if last = line; (line.Counted() || line.Among) && (len(line.People) > 0 || line.Kind == parse.Intro) {
				b.addTogether(line)
			}
		}
	}
}

func (b *builder) addTogether(l *Line) {
	t := Together{Note: l.Note, Line: l.Line, When: l.When, Intro: l.Kind == parse.Intro}
	if l.Owner != nil && l.WithOwner {
		t.Who = append(t.Who, Somebody{Person: l.Owner})
	}
	links := l.Entry.People
	if t.Intro {
		links = slices.Concat(links, introduced(l))
	}
	for _, link := range links {
		var who Somebody
		switch m := b.names.meaning(link, l.Note); {
		case len(m.notes) == 1:
			who.Person = b.people[m.notes[0]]
		case len(m.notes) == 0 && !m.place:
			who.Key, who.Name = parse.NameKey(link.Target), link.Target
		}
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
func introduced(l *Line) []parse.Link {
	if len(l.HeadLinks) > 0 || len(l.Entry.People) > 0 {
		return l.HeadLinks
	}
	return l.Links
}

// addTogether keeps the lines of a note.
func (f *facts) addTogether(list []Together) {
	for _, t := range list {
		row := togetherRow{From: t.When.From, To: t.When.To, Line: uint32(t.Line), Precision: uint8(max(0, slices.Index(precisions(), t.When.Precision))),
			Approximate: t.When.Approximate, Intro: t.Intro, Who: run{uint32(len(f.Somebody)), uint32(len(t.Who))}}
		for _, who := range t.Who {
			if who.Person != nil {
				f.Somebody = append(f.Somebody, somebodyRow{Note: uint32(who.Person.number + 1)})
			} else {
				f.Somebody = append(f.Somebody, somebodyRow{Key: f.add(who.Key), Name: f.add(who.Name)})
			}
		}
		f.Together = append(f.Together, row)
	}
}

// keepTogether takes the lines of a note over, whose people have other numbers.
func (f *facts) keepTogether(was *facts, note int, number func(uint32) uint32) {
	r := was.Notes[note].Together
	for _, row := range was.Together[r.From : r.From+r.Count] {
		people := was.Somebody[row.Who.From : row.Who.From+row.Who.Count]
		row.Who.From = uint32(len(f.Somebody))
		for _, who := range people {
			if who.Note > 0 {
				who.Note = number(who.Note - 1)
			}
			f.Somebody = append(f.Somebody, who)
		}
		f.Together = append(f.Together, row)
	}
}

// Together are the lines by which people know each other, by note and place.
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
	exactly := precisions()
	for i, n := range ix.notes {
		r, owner := f.Notes[i].Together, ix.people[n]
		for _, row := range f.Together[r.From : r.From+r.Count] {
			when := parse.When{From: row.From, To: row.To, Precision: exactly[row.Precision], Approximate: row.Approximate}
			out = append(out, Together{n, owner, int(row.Line), when, row.Intro, all[row.Who.From : row.Who.From+row.Who.Count]})
		}
	}
	return out
}
