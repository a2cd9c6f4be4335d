package parse

import "unsafe"

// Values are the fields of notes as they are asked for: by a field's name, as
// texts. The rows lie flat, those of a note one after the other, so that a file
// of them is used as it lies.
type Values struct {
	Rows  []ValueRow
	Texts []byte
}

// ValueRow is a text of a note's fields: At and Len are its place in
// Values.Texts.
type ValueRow struct {
	At, Len uint32
	field   byte // of the kind of note; 0 for one that the kind of note does not know
	use     use
}

// use is what a row is of use for.
type use byte

const (
	asFirst use = 1 << iota // the first value of a field
	asValue                 // one of the values
	asKey                   // a key, as it is written, that is none of the spellings which the kind of note knows; the values of an unknown one follow
	isList                  // the key's values are written as a list
)

// kept are a note's rows.
type kept struct {
	*Values
	from, count uint32
}

func (k *kept) rows() []ValueRow { return k.Rows[k.from : k.from+k.count] }

func (k *kept) text(r *ValueRow) string {
	if uint64(r.At)+uint64(r.Len) > uint64(len(k.Texts)) {
		return ""
	}
	return unsafe.String(unsafe.SliceData(k.Texts[r.At:]), int(r.Len))
}

// first is the text of the first value of a field.
func (k *kept) first(id byte) string {
	rows := k.rows()
	for i := range rows {
		if r := &rows[i]; r.field == id && r.use&asFirst != 0 {
			return k.text(r)
		}
	}
	return ""
}

// list are all values of a field.
func (k *kept) list(id byte) (out []string) {
	rows := k.rows()
	for i := range rows {
		if r := &rows[i]; r.field == id && r.use&asValue != 0 {
			out = append(out, k.text(r))
		}
	}
	return out
}

// eachKey visits the keys that are none of the known spellings, each with its
// values where it means no field.
func (k *kept) eachKey(visit func(key string, list bool, values []string)) {
	rows := k.rows()
	for i := 0; i < len(rows); i++ {
		if rows[i].use&asKey == 0 {
			continue
		}
		key, list := k.text(&rows[i]), rows[i].use&isList != 0
		var values []string
		for i+1 < len(rows) && rows[i+1].field == 0 && rows[i+1].use&asKey == 0 {
			i++
			values = append(values, k.text(&rows[i]))
		}
		visit(key, list, values)
	}
}
