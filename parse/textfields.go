package parse

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Fields in the text of a contact's or an event's note: a line "key:: value", or
// [key:: value] and (key:: value) within one. They are the fields of the front
// matter, which wins where both have one.

// textFields finds the fields in a note's text: not in code and comments, nor in
// entries and tasks, whose brackets are their own.
func (r *Reader) textFields(n *Note) {
	if n.Kind != ContactNote && n.Kind != EventNote || !strings.Contains(txt.View(n.Source()[n.Front().End:]), "::") {
		return
	}
	w := textFieldReader{reader: r, Body: r.markdown.Body(n.Source())}
	w.Walk(n.Front().End, &w)
	for i := range w.found {
		w.take(n, &w.found[i])
	}
	for i := range n.inText {
		f := &n.inText[i]
		if id := n.inTextIDs[i]; id > 0 {
			for _, v := range f.Values {
				r.checkValue(n, f.Key, txt.FoldKey(f.Key), v, n.set.Infos[id].Type)
			}
		}
	}
	if name := n.textField(n.id("name")); name != nil {
		n.Name = txt.PlainText(name.Text())
	}
}

// textFieldReader collects the fields of a body.
type textFieldReader struct {
	markdown.Body
	reader *Reader
	found  []yaml.Field
}

// Heading reports whether all below a heading is its text, because it is an
// entry: a day and more words.
func (w *textFieldReader) Heading(at txt.Span) bool { return w.dated(at) && !w.isDay(at) }

// Item reports whether a list item, or a line, may hold fields: not one that
// begins with a box or a day.
func (w *textFieldReader) Item(at txt.Span) bool {
	_, box := task.ReadBox(w.View[at.Start:at.End])
	return !box && !w.dated(at)
}

// dated reports whether a text begins with a day, isDay whether it is nothing
// else.
func (w *textFieldReader) dated(at txt.Span) bool {
	raw := w.View[at.Start:at.End]
	return date.MayBegin(raw+" ") && w.reader.Dates.Scan(raw).End > 0
}

func (w *textFieldReader) isDay(at txt.Span) bool {
	return w.reader.Dates.Scan(w.View[at.Start:at.End]).End == at.End-at.Start
}

// Line reads the fields of one line: the whole of it, or those in brackets.
func (w *textFieldReader) Line(at txt.Span) {
	raw := w.View[at.Start:at.End]
	if !strings.Contains(raw, "::") || !w.Item(at) || w.field(raw, at.Start) {
		return
	}
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '`':
			n, _ := txt.CodeSpan(raw[i:])
			i += max(n, 1) - 1
		case '<':
			if end := strings.Index(raw[i:], "-->"); end > 0 && strings.HasPrefix(raw[i:], "<!--") {
				i += end
			}
		case '[', '(':
			right := map[byte]byte{'[': ']', '(': ')'}[raw[i]]
			if end := txt.Matching(raw, i, raw[i], right); end > 0 && w.field(raw[i+1:end], at.Start+i+1) {
				i = end
			}
		}
	}
}

// maxKey is how long the key of a field in the text may be, in bytes.
const maxKey = 40

// field reads "key:: value", perhaps with the key in bold.
func (w *textFieldReader) field(text string, at int) bool {
	before, after, ok := strings.Cut(text, "::")
	marks := "*_=~"
	key := strings.Trim(before, " \t"+marks)
	if !ok || key == "" || len(key) > maxKey || !txt.IsLetter(key[0]) && key[0] < 0x80 || strings.ContainsAny(key, "[](){}<>:;,.!?\"'`|#@/\\") {
		return false
	}
	value := strings.TrimLeft(after, marks)
	if value != "" && value[0] != ' ' && value[0] != '\t' || len(after)-len(value) > 2*len(marks) {
		return false // std::string
	}
	trimmed := strings.TrimSpace(value)
	if trimmed == "" {
		return true // a field without a value
	}
	start := at + len(text) - len(strings.TrimLeft(value, " \t"))
	v := yaml.Value{Text: strings.Clone(trimmed), Span: txt.At(start, start+len(trimmed))}
	keyAt := at + strings.Index(text, key)
	w.found = append(w.found, yaml.Field{Key: strings.Clone(key), Span: txt.At(at, at+len(text)), At: txt.At(keyAt, keyAt+len(key)), Values: []yaml.Value{v}})
	return true
}

// take adds a field to the note's: of several, a list takes all, last_contact the
// newest, any other field the last. Front matter wins.
func (w *textFieldReader) take(n *Note, f *yaml.Field) {
	id := n.knows(f.Key)
	same := func(key string, of fieldID) bool {
		return id > 0 && of == id || id == 0 && txt.FoldKey(key) == txt.FoldKey(f.Key)
	}
	for i := range n.Fields() {
		if same(n.Fields()[i].Key, n.ids[i]) && len(n.Fields()[i].Texts()) > 0 {
			return
		}
	}
	for i := range n.inText {
		old := &n.inText[i]
		if !same(old.Key, n.inTextIDs[i]) {
			continue
		}
		switch info := n.set.Infos[id]; {
		case id == 0, info.Type.IsList():
			old.Values, old.List = append(old.Values, f.Values...), true
		case info.Name == "last_contact" && !n.newer(f, old):
		default:
			*old = *f
		}
		return
	}
	n.inText, n.inTextIDs = append(n.inText, *f), append(n.inTextIDs, id)
}
