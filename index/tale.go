package index

import (
	"sync"

	"netnotes/index/store"
	"netnotes/parse"
)

// taleRows are what a note tells and of whom, as it is kept.
type taleRows struct {
	parse.Rows
	Lines  []lineRow     // of Rows.Entries
	Who    []whoRow      // of Lines
	Places []parse.Place // of Lines
	Whose  []whoseRow    // of Rows.Promises
}

// lineRow is what is known of a Line beside its entry.
type lineRow struct{ Who, Places parse.Run }

// whoRow is somebody who takes part: 1 more than the number of the note, or 0 and
// a name without one.
type whoRow struct {
	Note uint32
	Name parse.Place
}

// whoseRow is a promise with one of those whom it concerns: 1 more than the number
// of the note, or 0 where it is of nobody in particular.
type whoseRow struct{ Promise, Note, Theirs uint32 }

// tale is what a note tells where it is kept.
type tale struct {
	at     part
	file   *store.File
	tables *store.Tables[taleRows]
	path   func(number uint32) string // of the note of a number

	found, told sync.Once
	text        []byte // of the part
	source      []byte // of the note; nil where it is damaged
	rows        taleRows
	read        *parse.Story // nil where it is damaged
}

// bytes are those of the note; nil where they are damaged.
func (t *tale) bytes() []byte {
	t.found.Do(func() {
		if text, ok := t.at.in(t.file); ok {
			t.text, t.source = text, text[:t.at.Source:t.at.Source]
		}
	})
	return t.source
}

// story is what is kept of a note's lines; nil where that is damaged.
func (t *tale) story() *parse.Story {
	t.told.Do(func() {
		if source := t.bytes(); source != nil && t.tables.Read(t.text[behind(t.at.Source):], &t.rows) {
			t.read = t.rows.Story(source)
		}
	})
	return t.read
}

// behind is where the tables lie behind so many bytes of a note.
func behind(source int32) int { return (int(source) + 7) &^ 7 }

// part is where a note stands in the body: its bytes, and from the next multiple
// of 8 on the tables of what it tells. It is zero for a note that is not there.
type part struct {
	At           int64
	Source, Size int32 // bytes: of the note, of all
	Sum          uint32
}

// in is a part of a file, where it is what was written there.
func (p part) in(file *store.File) (text []byte, ok bool) {
	text, ok = file.Part(p.At, int(p.Size), p.Sum)
	return text, ok && p.Source >= 0 && behind(p.Source) <= len(text)
}
