package index

import (
	"strings"

	"netnotes/parse"
)

// replace takes a list of notes over, and marks as stale what was told about
// everybody on whom a difference bears.
func (l *Live) replace(notes []known) (s Snapshot) {
	d := difference{notes: notes, moved: map[string]bool{}}
	old, removed := l.notes, false
	for i, j := 0, 0; i < len(old) || j < len(notes); {
		order := 0
		switch {
		case i == len(old):
			order = 1
		case j == len(notes):
			order = -1
		default:
			order = strings.Compare(old[i].path, notes[j].path)
		}
		switch {
		case order < 0:
			d.differs(old[i].path, old[i].brief, "")
			removed = true
			delete(l.doubted, old[i].path)
			s.Changed = append(s.Changed, old[i].path)
			i++
		case order > 0:
			d.differs(notes[j].path, "", notes[j].brief)
			notes[j].stale = true
			s.Changed = append(s.Changed, notes[j].path)
			j++
		default:
			if old[i].brief != notes[j].brief || l.settled[notes[j].path] {
				d.differs(notes[j].path, old[i].brief, notes[j].brief)
				notes[j].stale = true
				s.Changed = append(s.Changed, notes[j].path)
			}
			i, j = i+1, j+1
		}
	}
	l.notes = notes
	if removed {
		l.cache.forget() // it may tell of somebody who has been forgotten
		l.overlay += overlays
	}
	l.changedBy(&d, s)
	return s
}

// changedBy drops what a change has overtaken.
func (l *Live) changedBy(d *difference, s Snapshot) {
	if len(s.Changed) > 0 {
		l.answers = nil
		d.spread()
	}
}

// difference is what a change of some notes bears upon.
type difference struct {
	notes []known
	names keySet          // those that lead elsewhere now
	orgs  keySet          // those that are or were an organisation's
	said  keySet          // those whose story was told, or is told now
	moved map[string]bool // paths of notes that are called otherwise, came or went
}

// differs adds one note, as it was and as it is; either may be empty.
func (d *difference) differs(file string, was, is brief) {
	for _, b := range [2]brief{was, is} {
		if b == "" {
			continue
		}
		own, orgs, links := b.keys()
		d.said.add(links)
		if was == "" || is == "" || was.kind() != is.kind() || was.calls() != is.calls() {
			d.names.add(own)
			d.orgs.add(orgs)
			d.moved[file] = true
		}
	}
}

// spread marks everybody concerned: those who are named in a changed note, or
// in one in which a name leads elsewhere now, and the people of those notes.
func (d *difference) spread() {
	if len(d.moved) > 0 {
		for i := range d.notes {
			// Whether a copy is a note depends on the note beside it.
			if n := &d.notes[i]; n.brief.has(copyMark) && d.moved[CopyOf(n.path)] {
				own, orgs, links := n.brief.keys()
				d.names.add(own)
				d.orgs.add(orgs)
				d.said.add(links)
				n.stale = true
			}
		}
	}
	if len(d.orgs.keys) > 0 {
		for key := range d.orgs.keys {
			d.names.put(key)
		}
		// A note of no kind that bears an organisation's name is a place, under
		// whatever of its names.
		for i := range d.notes {
			if b := d.notes[i].brief; b.kind() == parse.OtherNote {
				if own, _, _ := b.keys(); d.orgs.meets(own) {
					d.names.add(own)
				}
			}
		}
	}
	if len(d.names.keys) > 0 {
		for i := range d.notes {
			if _, _, links := d.notes[i].brief.keys(); d.names.meets(links) {
				d.notes[i].stale = true
				d.said.add(links)
			}
		}
	}
	for i := range d.notes {
		if own, _, _ := d.notes[i].brief.keys(); d.said.meets(own) {
			d.notes[i].stale = true
		}
	}
}

// isCopy reports whether a note is a conflict copy of the one beside it.
func (l *Live) isCopy(i int) bool {
	n := l.notes[i]
	if !n.brief.has(copyMark) {
		return false
	}
	at, there := l.noteAt(CopyOf(n.path))
	if !there || l.notes[at].brief.kind() == "" {
		return false
	}
	return sameNote(l.stub(i), l.stub(at))
}
