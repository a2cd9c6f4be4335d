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
type whoseRow struct {
	Promise, Note uint32
	Theirs        bool
}

// tale is what a note tells where it is kept.
type tale struct {
	*tales
	at    part
	found sync.Once
	open  *openTale // nil where it is damaged
}

// tales are those of a file.
type tales struct {
	file   *store.File
	tables *store.Tables[taleRows]
	path   func(number uint32) string // of the note of a number
}

// openTale is a tale that was looked into.
type openTale struct {
	taleRows
	source, text []byte // of the note; of the part
	told         sync.Once
	read         *parse.Story // nil where it is damaged
}

// look looks into a tale; nil where it is damaged.
func (t *tale) look() *openTale {
	t.found.Do(func() {
		if text, ok := t.at.in(t.file); ok {
			t.open = &openTale{source: text[:t.at.Source:t.at.Source], text: text}
		}
	})
	return t.open
}

// bytes are those of the note; nil where they are damaged.
func (t *tale) bytes() []byte {
	if o := t.look(); o != nil {
		return o.source
	}
	return nil
}

// story is what is kept of a note's lines; nil where that is damaged.
func (t *tale) story() *parse.Story {
	o := t.look()
	if o == nil {
		return nil
	}
	o.told.Do(func() {
		if t.tables.Read(o.text[behind(t.at.Source):], &o.taleRows) {
			o.read = o.Story(o.source)
		}
	})
	return o.read
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
