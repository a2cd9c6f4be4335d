package parse

import (
	"sync"

	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Later is how a note is read when somebody looks into it for the first time.
type Later struct {
	once, sourceOnce sync.Once
	readings         Readings
	number           int // of the note among them
	bytes            []byte
}

// Readings read notes, each by its number.
type Readings interface {
	Read(number int) *Note
	Bytes(number int) []byte // those of the file without a reading, or nil
	Story(number int) *Story // its lines without a reading, or nil
}

// Story are the dated lines and the tasks of a note.
type Story struct {
	Entries  []logline.Entry
	Promises []task.Promise
}

// Note is a note of which no more than the path, the kind and the name is known
// until somebody asks for anything else.
func (l *Later) Note(file string, kind NoteKind, name string, readings Readings, number int) Note {
	l.readings, l.number = readings, number
	return Note{Path: file, Kind: kind, Name: name, later: l}
}

// Again is another note that has of a note all that is known without a look into
// it.
func (l *Later) Again(n *Note, readings Readings, number int) Note {
	again := l.Note(n.Path, n.Kind, n.Name, readings, number)
	again.kept, again.keptSet = n.kept, n.keptSet
	return again
}

// told are the note's lines where they take no reading.
func (n *Note) told() *Story {
	if l := n.later; l != nil {
		return l.readings.Story(l.number)
	}
	return nil
}

// Number is that of the note among the readings which know it, or -1 where it was
// read at once.
func (n *Note) Number() int {
	if n.later == nil {
		return -1
	}
	return n.later.number
}

// whole is the note with all that is read in it.
func (n *Note) whole() *Note {
	if l := n.later; l != nil {
		l.once.Do(func() { n.content = l.readings.Read(l.number).content })
	}
	if n.content == nil {
		return bare(nil)
	}
	return n
}

// copied is a copy of the note of which other lines may be told.
func (n *Note) copied() Note {
	whole := n.whole()
	out, inside := *whole, *whole.content
	out.content, out.later = &inside, nil
	return out
}

// Source are the bytes of the file.
func (n *Note) Source() []byte {
	if l := n.later; l != nil {
		l.sourceOnce.Do(func() { l.bytes = l.readings.Bytes(l.number) })
		if l.bytes != nil {
			return l.bytes
		}
	}
	return n.whole().source
}

// Fields are those of the front matter.
func (n *Note) Fields() []yaml.Field { return n.whole().fields }

// Front is where the front matter stands, with its fences; empty where there is
// none.
func (n *Note) Front() txt.Span { return n.whole().fences }

// Entries are the dated lines.
func (n *Note) Entries() []logline.Entry {
	if s := n.told(); s != nil {
		return s.Entries
	}
	return n.whole().entries
}

// Promises are the tasks.
func (n *Note) Promises() []task.Promise {
	if s := n.told(); s != nil {
		return s.Promises
	}
	return n.whole().promises
}

// Questions are those of the "## Questions" checklist.
func (n *Note) Questions() []Question { return n.whole().questions }

// ToMeet are the items of an event's "## To meet" checklist.
func (n *Note) ToMeet() []Meeting { return n.whole().toMeet }

// Targets are those of a targets note; nil for others.
func (n *Note) Targets() *Targets { return n.whole().targets }

// Problems are what is wrong with the note, by place.
func (n *Note) Problems() []txt.Problem { return n.whole().reported }

// References are the targets of links that stand elsewhere in the note; nil
// where there are none.
func (n *Note) References() txt.References { return n.whole().references }
