package index

import (
	"sync"

	"netnotes/index/facts"
	"netnotes/parse"
)

// telling is what a note tells, and of whom.
type telling struct {
	facts.Found
	all      []Line // one for each entry
	lines    []ofPerson[*Line]
	aside    []*Line // those in which the note's owner takes no part
	promises []ofPerson[Promise]
}

// toTell is a note's telling, which is made when it is asked for.
type toTell struct {
	once sync.Once
	*telling
}

// ofPerson is something with the person of whose story it is a part; nil for
// what concerns nobody in particular.
type ofPerson[T any] struct {
	of   *Person
	what T
}

// retell tells what a note tells from what is kept of it. It reports whether it is.
func (ix *Index) retell(i int, t *telling) bool {
	kept := ix.tales[i]
	if kept == nil {
		return false
	}
	story, rows := kept.Story(), kept.Open
	if story == nil || len(rows.Lines) != len(story.Entries) {
		return false
	}
	n, owner := ix.notes[i], ix.people[i]
	t.all = make([]Line, len(story.Entries))
	who := make([]Who, len(rows.Who))
	for j := range who {
		row := &rows.Who[j]
		if who[j].Person = ix.personOf(kept, row.Note); who[j].Person != nil {
			who[j].Name = who[j].Person.Name
		} else {
			who[j].Name = rows.Text(rows.Source, row.Name)
		}
	}
	t.lines = make([]ofPerson[*Line], 0, len(t.all)+len(who))
	for j := range t.all {
		l, row := &t.all[j], &rows.Lines[j]
		*l = Line{Entry: &story.Entries[j], Note: n, Owner: owner, People: parse.Within(who, row.Who)}
		for _, place := range parse.Within(rows.Places, row.Places) {
			l.Places = append(l.Places, rows.Text(rows.Source, place))
		}
		t.add(l)
	}
	for _, row := range rows.Whose {
		if int(row.Promise) >= len(story.Promises) {
			continue
		}
		p := &story.Promises[row.Promise]
		if row.Theirs != p.Theirs {
			again := *p
			again.Theirs, p = row.Theirs, &again
		}
		t.promises = append(t.promises, ofPerson[Promise]{ix.personOf(kept, row.Note), Promise{p, n}})
	}
	return true
}

// add takes a line in as part of the stories of those who take part in it.
func (t *telling) add(l *Line) {
	if dated := !l.When.IsZero(); dated {
		if l.WithOwner && l.Owner != nil {
			t.lines = append(t.lines, ofPerson[*Line]{l.Owner, l})
		}
		for _, who := range l.People {
			if who.Person != nil {
				t.lines = append(t.lines, ofPerson[*Line]{who.Person, l})
			}
		}
	}
	if l.Owner != nil && !l.WithOwner {
		t.aside = append(t.aside, l)
	}
}

// personOf is the person of a note, by 1 more than its number in a tale; nil where
// there is none.
func (ix *Index) personOf(t *facts.Tale, number uint32) *Person {
	if number == 0 {
		return nil
	}
	at := int(number - 1)
	if path := t.Path(number - 1); at >= len(ix.notes) || ix.notes[at].Path != path {
		found, there := ix.numberAt(path)
		if !there {
			return nil
		}
		at = found
	}
	return ix.people[at]
}

// taleOf makes the rows of what a note tells in the place of those of another.
func (ix *Index) taleOf(i int, rows *facts.TaleRows, m *parse.RowMaker) {
	n, t := ix.notes[i], ix.tell(i)
	rows.Lines, rows.Who, rows.Places, rows.Whose = rows.Lines[:0], rows.Who[:0], rows.Places[:0], rows.Whose[:0]
	m.Begin(n.Source())
	m.Add(parse.Story{Entries: n.Entries(), Promises: n.Promises()})
	for i := range t.all {
		l := &t.all[i]
		row := facts.LineRow{Who: parse.Run{From: uint32(len(rows.Who)), Count: uint32(len(l.People))}, Places: parse.Run{From: uint32(len(rows.Places)), Count: uint32(len(l.Places))}}
		for _, who := range l.People {
			if who.Person != nil {
				rows.Who = append(rows.Who, facts.WhoRow{Note: uint32(who.Person.number + 1)})
			} else {
				rows.Who = append(rows.Who, facts.WhoRow{Name: m.Place(who.Name)})
			}
		}
		for _, place := range l.Places {
			rows.Places = append(rows.Places, m.Place(place))
		}
		rows.Lines = append(rows.Lines, row)
	}
	tasks, at := n.Promises(), 0
	for _, p := range t.promises { // in the order of the tasks
		for tasks[at].Span != p.what.Span {
			at++
		}
		row := facts.WhoseRow{Promise: uint32(at), Theirs: p.what.Theirs}
		if p.of != nil {
			row.Note = uint32(p.of.number + 1)
		}
		rows.Whose = append(rows.Whose, row)
	}
}
