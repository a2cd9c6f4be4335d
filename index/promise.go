package index

import (
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Tasks are promises that are nobody's in particular, with the note that they
// stand in, which is no contact's and no event's.
type Tasks struct {
	*parse.Note
	Promises []Promise
}

// addPromises finds out whose a note's tasks are, and who is to do them.
func (b *builder) addPromises(n *parse.Note) {
	tasks := n.Promises()
	for i := range tasks {
		p := &tasks[i]
		whose, theirs := b.whose(n, p)
		if theirs != p.Theirs {
			again := *p
			again.Theirs, p = theirs, &again
		}
		promise := Promise{p, n}
		for _, person := range whose {
			b.promises = append(b.promises, ofPerson[Promise]{person, promise})
		}
		if len(whose) == 0 && ofNotes(n.Kind, p) {
			b.promises = append(b.promises, ofPerson[Promise]{nil, promise})
			b.Found.Tasks = true
		}
	}
}

// ofNotes reports whether a promise of nobody in particular is one of its note:
// in an event's or a meeting's note, or under a line with several people.
func ofNotes(kind parse.NoteKind, p *task.Promise) bool {
	return kind == parse.EventNote || kind == parse.MeetingNote || p.Nested && len(p.People) > 0
}

// Tasks are the promises that concern nobody in particular, of notes that are no
// contact's and no event's.
func (ix *Index) Tasks() []Tasks {
	ix.late.tasksOnce.Do(func() {
		for i, n := range ix.notes {
			if ix.facts.Notes[i].Tasks && n.Kind != parse.EventNote {
				ix.late.tasks = append(ix.late.tasks, Tasks{n, ix.tell(i).ofNobody()})
			}
		}
	})
	return ix.late.tasks
}

// whose finds the people whom a promise concerns, and whether it is theirs to
// keep. In a note of several people it is whom it links or begins with; else it
// is of the line it is nested under, or of the note, where that has one person.
func (b *builder) whose(n *parse.Note, p *task.Promise) (whose []*Person, theirs bool) {
	owner := b.Person(n)
	entry := b.persons(p.People, n)
	if owner != nil && p.Owner {
		entry = slices.Insert(entry, 0, owner)
	}
	var listed []txt.Link
	if n.Kind == parse.EventNote || n.Kind == parse.MeetingNote {
		listed = b.names.People(n.List("attendees"))
	}
	attendees := b.persons(listed, n)
	around := slices.Concat(entry, attendees)
	if owner != nil && !p.Nested {
		around = []*Person{owner}
	}
	var begins *Person
	if theirs = p.Theirs; p.Does || owner == nil {
		person, somebody := b.begins(n, p, around)
		begins, theirs = person, theirs || p.Does && somebody
	}
	linked := b.persons(p.Links, n)
	switch {
	case owner != nil && len(entry) > 0:
		return entry, theirs
	case owner != nil:
		return []*Person{owner}, theirs
	case begins != nil && (theirs || len(linked) == 0):
		return []*Person{begins}, theirs
	case len(linked) > 0:
		return linked, theirs
	case p.Nested && len(p.People) == 1:
		return entry, theirs
	case !p.Nested && n.Kind == parse.MeetingNote && len(listed) == 1:
		return attendees, theirs
	}
	return nil, theirs
}

// begins is the person whom a promise begins with, by a link or by words, among
// those around it, and whether it is anybody at all.
func (b *builder) begins(n *parse.Note, p *task.Promise, around []*Person) (person *Person, somebody bool) {
	switch {
	case p.Lead == "" && p.Does:
		if found := b.persons(p.Links[:1], n); len(found) == 1 {
			return found[0], true
		}
		return nil, !b.names.IsPlace(p.Links[0], n)
	case p.Lead == "" || !p.Does && len(around) == 0:
		return nil, false
	}
	among := b.names.NamesOf(numbersOf(around))
	for words := strings.Fields(p.Lead); len(words) > 0; words = words[:len(words)-1] {
		if found := b.names.NamedAmong(among, strings.Join(words, " ")); len(found) > 0 {
			if len(found) > 1 {
				return nil, true
			}
			return b.Person(found[0]), true
		}
		if p.Does {
			break
		}
	}
	if !p.Does {
		return nil, false
	}
	found, _ := b.names.Lookup(p.Lead) // no part of a name: a first name may be another word
	return nil, slices.ContainsFunc(found, facts.IsContact)
}

// numbersOf are the numbers of people's notes.
func numbersOf(people []*Person) []int {
	numbers := make([]int, len(people))
	for i, p := range people {
		numbers[i] = p.number
	}
	return numbers
}

// persons are the contacts that links of a note mean, each once.
func (b *builder) persons(links []txt.Link, n *parse.Note) (out []*Person) {
	for _, link := range links {
		if found := b.names.Meaning(link, n).Notes; len(found) == 1 {
			if p := b.Person(found[0]); p != nil && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}
