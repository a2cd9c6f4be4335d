package facts

import (
	"sync"

	"netnotes/index/store"
	"netnotes/parse"
)

// TaleRows are what a note tells and of whom, as it is kept.
type TaleRows struct {
	parse.Rows
	Lines  []LineRow     // of Rows.Entries
	Who    []WhoRow      // of Lines
	Places []parse.Place // of Lines
	Whose  []WhoseRow    // of Rows.Promises
}

// LineRow is what is known of a Line beside its entry.
type LineRow struct{ Who, Places parse.Run }

// WhoRow is somebody who takes part: 1 more than the number of the note, or 0 and
// a name without one.
type WhoRow struct {
	Note uint32
	Name parse.Place
}

// WhoseRow is a promise with one of those whom it concerns: 1 more than the number
// of the note, or 0 where it is of nobody in particular.
type WhoseRow struct {
	Promise, Note uint32
	Theirs        bool
}

// Tale is what a note tells where it is kept.
type Tale struct {
	*Tales
	At    Part
	found sync.Once
	Open  *openTale // nil where it is damaged
}

// Tales are those of a file.
type Tales struct {
	File   *store.File
	Tables *store.Tables[TaleRows]
	Path   func(number uint32) string // of the note of a number
}

// openTale is a tale that was looked into.
type openTale struct {
	TaleRows
	Source, text []byte // of the note; of the part
	told         sync.Once
	read         *parse.Story // nil where it is damaged
}

// look looks into a tale; nil where it is damaged.
func (t *Tale) look() *openTale {
	t.found.Do(func() {
		if text, ok := t.At.In(t.File); ok {
			t.Open = &openTale{Source: text[:t.At.Source:t.At.Source], text: text}
		}
	})
	return t.Open
}

// Bytes are those of the note; nil where they are damaged.
func (t *Tale) Bytes() []byte {
	if o := t.look(); o != nil {
		return o.Source
	}
	return nil
}

// Story is what is kept of a note's lines; nil where that is damaged.
func (t *Tale) Story() *parse.Story {
	o := t.look()
	if o == nil {
		return nil
	}
	o.told.Do(func() {
		if t.Tables.Read(o.text[Behind(t.At.Source):], &o.TaleRows) {
			o.read = o.Story(o.Source)
		}
	})
	return o.read
}

// Behind is where the tables lie behind so many bytes of a note.
func Behind(source int32) int { return (int(source) + 7) &^ 7 }

// Part is where a note stands in the body: its bytes, and from the next multiple
// of 8 on the tables of what it tells. It is zero for a note that is not there.
type Part struct {
	At           int64
	Source, Size int32 // bytes: of the note, of all
	Sum          uint32
}

// In is a part of a file, where it is what was written there.
func (p Part) In(file *store.File) (text []byte, ok bool) {
	text, ok = file.Part(p.At, int(p.Size), p.Sum)
	return text, ok && p.Source >= 0 && Behind(p.Source) <= len(text)
}
