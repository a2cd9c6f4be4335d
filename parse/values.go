package parse

// Values are the fields of notes as they are asked for: by a field's name, as
// texts. The rows lie flat, those of a note one after the other, so that a file
// of them is used as it lies.
type Values struct {
	Rows   []ValueRow
	Texts  []byte
	Reader *Reader // with which the notes were read
}

// ValueRow is a text of a note's fields: At and Len are its place in
// Values.Texts.
type ValueRow struct {
	At, Len uint32
	field   fieldID // 0 for one that the kind of note does not know
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

// Keep has the texts of a note's fields taken from some rows.
func (n *Note) Keep(v *Values, from, count uint32) {
	if uint64(from)+uint64(count) <= uint64(len(v.Rows)) {
		n.kept = kept{v, from, count}
	}
}

func (k *kept) rows() []ValueRow { return k.Rows[k.from : k.from+k.count] }

func (k *kept) text(r *ValueRow) string {
	if uint64(r.At)+uint64(r.Len) > uint64(len(k.Texts)) {
		return ""
	}
	return view(k.Texts[r.At : r.At+r.Len])
}

// first is the text of the first value of a field.
func (k *kept) first(id fieldID) string {
	rows := k.rows()
	for i := range rows {
		if r := &rows[i]; r.field == id && r.use&asFirst != 0 {
			return k.text(r)
		}
	}
	return ""
}

// list are all values of a field.
func (k *kept) list(id fieldID) (out []string) {
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

// AppendValues adds a note's rows. add keeps a text and says where.
func (n *Note) AppendValues(rows []ValueRow, add func(string) (at uint32)) []ValueRow {
	row := func(id fieldID, as use, text string) {
		rows = append(rows, ValueRow{add(text), uint32(len(text)), id, as})
	}
	if n.kept.Values != nil {
		for _, r := range n.kept.rows() {
			row(r.field, r.use, n.kept.text(&r))
		}
		return rows
	}
	var texts [8]string
	fields := n.Fields()
	for i := range len(fields) + len(n.inText) {
		var f *Field
		var id fieldID
		if i < len(fields) {
			f, id = &fields[i], n.ids[i]
		} else {
			f, id = &n.inText[i-len(fields)], n.inTextIDs[i-len(fields)]
		}
		if id == 0 || n.set.keys[FoldKey(f.Key)] == 0 {
			as := asKey
			if f.List {
				as |= isList
			}
			row(0, as, f.Key)
		}
		first := id > 0 && n.fieldOf(id) == f
		for j, text := range f.appendTexts(texts[:0]) {
			as := asValue
			if first && j == 0 && text == f.Text() {
				as, first = asValue|asFirst, false
			}
			row(id, as, text)
		}
		if first {
			row(id, asFirst, f.Text())
		}
	}
	return rows
}
