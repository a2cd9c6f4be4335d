package facts

import (
	"slices"

	"netnotes/parse"
	"netnotes/parse/date"
)

// TogetherRow is a line of a note by which people know each other, or a value of a
// field that says so.
type TogetherRow struct {
	From, To           date.Date
	Line               uint32
	Who                parse.Run
	Precision, Field   uint8 // in precisions; 1 more than in TieFields, 0 for a line
	Approximate, Intro bool
}

// When is the row's date.
func (r *TogetherRow) When() date.When {
	return date.When{From: r.From, To: r.To, Precision: parse.Precisions()[r.Precision], Approximate: r.Approximate}
}

// By is the field that says so; empty for a line.
func (r *TogetherRow) By() string {
	if r.Field == 0 {
		return ""
	}
	return TieFields()[r.Field-1]
}

// SomebodyRow is one of a line's people: 1 more than the number of the note, or 0
// and a name without one.
type SomebodyRow struct {
	Note      uint32
	Key, Name parse.Place
}

// Tie is a line of a note by which people know each other, or a value of a field
// that says so.
type Tie struct {
	Field string // one of tieFields; empty for a line
	Line  int    // of a field, the place of its value
	When  date.When
	Intro bool
	Who   []Tied
}

// Tied is one of its people: 1 more than the number of the note, or 0 and a name
// without one under its key.
type Tied struct {
	Note      uint32
	Key, Name string
}

// addTogether keeps the ties of a note.
func (f *Facts) addTogether(list []Tie) {
	for _, t := range list {
		row := TogetherRow{From: t.When.From, To: t.When.To, Line: uint32(t.Line), Field: uint8(1 + slices.Index(TieFields(), t.Field)), Precision: uint8(max(0, slices.Index(parse.Precisions(), t.When.Precision))),
			Approximate: t.When.Approximate, Intro: t.Intro, Who: parse.Run{From: uint32(len(f.Somebody)), Count: uint32(len(t.Who))}}
		for _, who := range t.Who {
			if who.Note > 0 {
				f.Somebody = append(f.Somebody, SomebodyRow{Note: who.Note})
			} else {
				f.Somebody = append(f.Somebody, SomebodyRow{Key: f.Add(who.Key), Name: f.Add(who.Name)})
			}
		}
		f.Together = append(f.Together, row)
	}
}

// keepTogether takes the lines of a note over, whose people have other numbers.
func (f *Facts) keepTogether(was *Facts, note int, number func(uint32) uint32) {
	r := was.Notes[note].Together
	for _, row := range parse.Within(was.Together, r) {
		people := parse.Within(was.Somebody, row.Who)
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

// TieFields are the fields by which people know each other, or do not.
func TieFields() []string { return []string{"knows", "introduced_by", "knows_not"} }
