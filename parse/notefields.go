package parse

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Field returns the field of that canonical name, under whatever spelling, or
// nil. Its own name is preferred to a synonym, and of two equal keys the last
// one counts.
func (n *Note) Field(name string) *yaml.Field {
	if id := n.id(name); id > 0 {
		return n.whole().fieldOf(id)
	}
	return nil
}

func (n *Note) fieldOf(id fieldID) *yaml.Field {
	var found *yaml.Field
	for i, k := range n.ids {
		if f := &n.fields[i]; k == id && len(f.Values) > 0 && (found == nil || txt.FoldKey(f.Key) == txt.FoldKey(n.set.Infos[id].Name)) {
			found = f
		}
	}
	if found == nil {
		return n.textField(id)
	}
	return found
}

func (n *Note) id(name string) fieldID {
	if set := n.fieldSet(); set != nil {
		if id := set.names.Find(name); id != nil {
			return *id
		}
	}
	return 0
}

// fieldSet are the fields that the note's kind has; nil where it was not read.
func (n *Note) fieldSet() *fieldSet {
	if n.kept.Values != nil {
		return n.keptSet
	}
	return n.whole().set
}

// Text is the first value of a field, or nothing.
func (n *Note) Text(name string) string {
	if n.kept.Values == nil {
		return n.Field(name).Text()
	}
	if id := n.id(name); id > 0 {
		return n.kept.first(byte(id))
	}
	return ""
}

// Plain is the first value of a field with links as their texts.
func (n *Note) Plain(name string) string { return txt.PlainText(n.Text(name)) }

// List is every value of a field and of its synonyms, in the note's order.
func (n *Note) List(name string) []string {
	id := n.id(name)
	if id == 0 {
		return nil
	}
	if n.kept.Values != nil {
		return n.kept.list(byte(id))
	}
	var out []string
	for i, k := range n.ids {
		if k == id {
			out = appendTexts(&n.Fields()[i], out)
		}
	}
	if f := n.textField(id); f != nil {
		out = appendTexts(f, out)
	}
	return out
}

// appendTexts adds a field's values to a list; a text that is nothing but links
// is as many values.
func appendTexts(f *yaml.Field, out []string) []string {
	if out == nil {
		out = make([]string, 0, len(f.Values))
	}
	for _, v := range f.Values {
		if links := txt.SeveralLinks(v.Text); links != nil {
			out = append(out, links...)
		} else if v.Text != "" {
			out = append(out, v.Text)
		}
	}
	return out
}

// Named are the values of the field that a key means in a note of this kind; of
// a key that it does not know, those that stand there.
func (n *Note) Named(key string) []string {
	folded := txt.FoldKey(key)
	if id := n.knows(key); id != 0 {
		return n.List(n.fieldSet().Infos[id].Name)
	}
	var out []string
	if n.kept.Values != nil {
		n.kept.eachKey(func(of string, _ bool, values []string) {
			if txt.FoldKey(of) == folded {
				out = append(out, values...)
			}
		})
		return out
	}
	for _, f := range n.AllFields() {
		if txt.FoldKey(f.Key) == folded {
			out = appendTexts(&f, out)
		}
	}
	return out
}

// IsList reports whether a key's values are a list: by its field, else as it is
// written.
func (n *Note) IsList(key string) bool {
	if id := n.knows(key); id != 0 {
		return n.fieldSet().Infos[id].Type.IsList()
	}
	if n.kept.Values != nil {
		found := false
		n.kept.eachKey(func(of string, list bool, _ []string) { found = found || list && txt.FoldKey(of) == txt.FoldKey(key) })
		return found
	}
	return slices.ContainsFunc(n.AllFields(), func(f yaml.Field) bool { return f.List && txt.FoldKey(f.Key) == txt.FoldKey(key) })
}

// OwnKeys are the keys with a value that a note of this kind does not know, each
// as it is written first.
func (n *Note) OwnKeys() (keys []string) {
	if n.fieldSet() == nil {
		return nil
	}
	n.eachOtherKey(func(key string, valued bool) {
		same := func(other string) bool { return txt.FoldKey(key) == txt.FoldKey(other) }
		if valued && n.knows(key) == 0 && !slices.ContainsFunc(keys, same) {
			keys = append(keys, key)
		}
	})
	return keys
}

// OtherKeys are the keys, as they are written, that are none of the spellings
// which this kind of note knows.
func (n *Note) OtherKeys() (keys []string) {
	n.eachOtherKey(func(key string, _ bool) { keys = append(keys, key) })
	return keys
}

func (n *Note) eachOtherKey(visit func(key string, valued bool)) {
	if n.kept.Values != nil {
		n.kept.eachKey(func(key string, _ bool, values []string) { visit(key, len(values) > 0) })
		return
	}
	for _, f := range n.AllFields() {
		if n.set == nil || n.set.Keys[txt.FoldKey(f.Key)] == 0 {
			visit(f.Key, len(f.Texts()) > 0)
		}
	}
}

// knows is the field that a key means in a note of this kind, or 0. EMAIL[HOME]
// is one of several of its name.
func (n *Note) knows(key string) fieldID {
	set := n.fieldSet()
	if set == nil {
		return 0
	}
	folded := txt.FoldKey(key)
	if id := set.Keys[folded]; id != 0 {
		return id
	}
	base, _, _ := strings.Cut(folded, "[")
	return set.Keys[base]
}

// AllFields are a note's fields, those in its text last.
func (n *Note) AllFields() []yaml.Field {
	if len(n.whole().inText) == 0 {
		return n.Fields()
	}
	return slices.Concat(n.Fields(), n.inText)
}

// When is a date field, or the zero When.
func (n *Note) When(name string) date.When {
	text := n.Text(name)
	if text == "" {
		return date.When{}
	}
	w, _ := n.fieldSet().dates.Parse(text)
	return w
}

// Tags are the front matter's tags without "#".
func (n *Note) Tags() []string {
	var out []string
	for _, text := range n.List("tags") {
		for _, tag := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
			if tag = strings.TrimPrefix(tag, "#"); tag != "" {
				out = append(out, tag)
			}
		}
	}
	return out
}

// Private reports whether the note must never leave in an export. A word that is
// neither yes nor no is taken for yes.
func (n *Note) Private() bool {
	text := n.Text("private")
	return text != "" && !falsy(text)
}

func Truthy(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "y", "on", "1":
		return true
	}
	return false
}

func falsy(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "false", "no", "n", "off", "0":
		return true
	}
	return false
}

// Keep has the texts of a note's fields, which was read as r reads, taken from
// some rows.
func (r *Reader) Keep(n *Note, v *Values, from, count uint32) {
	if uint64(from)+uint64(count) <= uint64(len(v.Rows)) {
		n.kept, n.keptSet = kept{v, from, count}, r.FieldsOf(n.Kind)
	}
}

// AppendValues adds a note's rows. add keeps a text and says where.
func (n *Note) AppendValues(rows []ValueRow, add func(string) (at uint32)) []ValueRow {
	row := func(id byte, as use, text string) {
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
		var f *yaml.Field
		var id fieldID
		if i < len(fields) {
			f, id = &fields[i], n.ids[i]
		} else {
			f, id = &n.inText[i-len(fields)], n.inTextIDs[i-len(fields)]
		}
		if id == 0 || n.set.Keys[txt.FoldKey(f.Key)] == 0 {
			as := asKey
			if f.List {
				as |= isList
			}
			row(0, as, f.Key)
		}
		first := id > 0 && n.fieldOf(id) == f
		for j, text := range appendTexts(f, texts[:0]) {
			as := asValue
			if first && j == 0 && text == f.Text() {
				as, first = asValue|asFirst, false
			}
			row(byte(id), as, text)
		}
		if first {
			row(byte(id), asFirst, f.Text())
		}
	}
	return rows
}

// Fields reads a whole text as front matter without fences, such as a settings
// file.
func Fields(source []byte) ([]yaml.Field, []txt.Problem) { return yaml.Fields(source, proseKeys()) }

// NewOwner prepares the names of a contact note: its own, the aliases and the
// file's. It returns nil for other notes.
func NewOwner(n *Note) *logline.Owner { return ownerIn(new(logline.Owner), n) }

// ownerIn is NewOwner into the lists of another.
func ownerIn(o *logline.Owner, n *Note) *logline.Owner {
	if n.Kind != ContactNote {
		return nil
	}
	return o.Of(n.Path, n.Name, n.List("aliases"))
}

// textField is the field of the note's text, or nil.
func (n *Note) textField(id fieldID) *yaml.Field {
	for i, of := range n.inTextIDs {
		if of == id && id > 0 {
			return &n.inText[i]
		}
	}
	return nil
}

// newer reports whether the day of a field is not before that of another.
func (n *Note) newer(a, b *yaml.Field) bool {
	x, errX := n.set.dates.Parse(a.Text())
	y, errY := n.set.dates.Parse(b.Text())
	return errX == nil && (errY != nil || !x.To.Before(y.To))
}

// Names are the names a link or an argument may use: the name and the aliases.
func (n *Note) Names() []string {
	return append([]string{n.Name}, n.List("aliases")...)
}
