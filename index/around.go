package index

import (
	"slices"

	"netnotes/parse"
)

// around is an Index of some of the people and events: whatever bears upon
// them, and nothing else, is read. About them it says what that of the whole
// folder would say. extra are further names whose meaning is asked for.
//
// A note tells of somebody if one of its links may mean them; what a link
// means, those notes decide that bear its name. Of these the names are enough.
func (l *Live) around(asked []int, extra keyList) *Index {
	var names, used keySet
	there, tell := make([]bool, len(l.notes)), make(map[string]bool, len(asked))
	for _, i := range asked {
		own, _, _ := l.notes[i].brief.keys()
		names.add(own)
		there[i], tell[l.notes[i].path] = true, true
	}
	var list []int
	for i := range l.notes {
		_, _, links := l.notes[i].brief.keys()
		if there[i] = (there[i] || names.meets(links)) && l.isNote(i); there[i] {
			list = append(list, i)
		}
	}
	notes := l.readList(list)
	for _, n := range notes {
		extra.mentions(n)
	}
	used.put(extra.keys...)
	notes = append(notes, l.stubs(&used, there)...)
	sortNotes(notes)
	ix := build(l.settings, l.reader, notes, nil)
	ix.only(func(n *parse.Note) bool { return tell[n.Path] })
	return ix
}

// isNote reports whether a file is a note, and no conflict copy of one.
func (l *Live) isNote(i int) bool { return l.notes[i].brief.kind() != "" && !l.isCopy(i) }

// stubs are the notes that bear one of the names, and the people who work for
// an organisation of the name; those that are there already are left out.
func (l *Live) stubs(used *keySet, there []bool) (out []*parse.Note) {
	var places keySet // a note of no kind is a place where an organisation has one of its names
	for i := range l.notes {
		own, orgs, _ := l.notes[i].brief.keys()
		if !there[i] && (used.meets(own) || used.meets(orgs)) && l.isNote(i) {
			there[i] = true
			out = append(out, l.stub(i))
		}
		if there[i] && l.notes[i].brief.kind() == parse.OtherNote {
			places.add(own)
		}
	}
	if len(places.keys) == 0 {
		return out
	}
	for i := range l.notes {
		if _, orgs, _ := l.notes[i].brief.keys(); !there[i] && places.meets(orgs) && l.isNote(i) {
			out = append(out, l.stub(i))
		}
	}
	return out
}

func (l *Live) stub(i int) *parse.Note { return l.notes[i].brief.stub(l.reader, l.notes[i].path) }

// readList reads notes, side by side; one that cannot be read any more is left out.
func (l *Live) readList(list []int) []*parse.Note {
	notes := make([]*parse.Note, len(list))
	f := l.folder()
	Each(len(list), 4, func(start, end int) {
		for i := start; i < end; i++ {
			file := l.notes[list[i]].path
			if notes[i] = l.parsed[file]; notes[i] == nil {
				notes[i] = f.note(l.reader, file).note
			}
		}
	})
	return slices.DeleteFunc(notes, func(n *parse.Note) bool { return n == nil || n.Template })
}

// only leaves in an index the people and events of which something is to be
// told.
func (ix *Index) only(asked func(*parse.Note) bool) {
	ix.People = slices.DeleteFunc(ix.People, func(p *Person) bool { return !asked(p.Note) })
	ix.Events = slices.DeleteFunc(ix.Events, func(e *Event) bool { return !asked(e.Note) })
}
