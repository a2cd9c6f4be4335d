package facts

import "netnotes/parse"

// Values are the values of notes' fields. What stands in several notes is kept once.
type Values struct {
	parse.Values
	places map[string]uint32 // of Texts
}

// Add adds those of a note.
func (v *Values) Add(n *parse.Note) parse.Run {
	if v.places == nil {
		v.places = map[string]uint32{}
	}
	from := uint32(len(v.Rows))
	v.Rows = n.AppendValues(v.Rows, func(text string) uint32 {
		at, known := v.places[text]
		if !known {
			at = uint32(len(v.Texts))
			v.Texts = append(v.Texts, text...)
			v.places[text] = at
		}
		return at
	})
	return parse.Run{From: from, Count: uint32(len(v.Rows)) - from}
}

// Join adds the rows of others, and says where they begin.
func (v *Values) Join(other *Values) (from uint32) {
	from = uint32(len(v.Rows))
	for _, row := range other.Rows {
		row.At += uint32(len(v.Texts))
		v.Rows = append(v.Rows, row)
	}
	v.Texts = append(v.Texts, other.Texts...)
	return from
}
