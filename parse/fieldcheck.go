package parse

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// checkFields reports duplicate keys and values out of form. Of several fields
// of one key the last counts.
func (r *Reader) checkFields(n *Note, k *keys) {
	replaces := k.duplicates()
	for i := range n.Fields() {
		f := &n.Fields()[i]
		if j, ok := replaces[i]; ok {
			n.problem(txt.DuplicateKey, txt.Error, f.At, fmt.Sprintf("the key %q stands here again; the last one counts", f.Key), "remove one of them")
			n.ids[j] = 0
		}
		id := k.ids[i]
		if id == 0 || n.set.Infos[id].Type == FreeText {
			continue
		}
		for _, v := range f.Values {
			if v.Text != "" {
				r.checkValue(n, f.Key, k.folded[i], v, n.set.Infos[id].Type)
			}
		}
	}
}

// duplicates maps every field whose key has stood before to the last one that
// bore it.
func (k *keys) duplicates() map[int]int {
	var out map[int]int
	add := func(i, j int) {
		if out == nil {
			out = map[int]int{}
		}
		out[i] = j
	}
	if len(k.folded) <= maxCompared {
		var seen [256]bool // known keys, by their numbers, of which there are fewer
		for i, key := range k.folded {
			if known := k.known[i]; known != nil && !seen[known.number] {
				seen[known.number] = true
				continue
			}
			if j := lastIndex(k.folded[:i], key); j >= 0 {
				add(i, j)
			}
		}
		return out
	}
	last := make(map[string]int, len(k.folded))
	for i, key := range k.folded {
		if j, ok := last[key]; ok {
			add(i, j)
		}
		last[key] = i
	}
	return out
}

func lastIndex(list []string, s string) int {
	for i := len(list) - 1; i >= 0; i-- {
		if list[i] == s {
			return i
		}
	}
	return -1
}

func (r *Reader) checkValue(n *Note, key, folded string, v yaml.Value, t FieldType) {
	switch t {
	case DateField, DayField:
		if _, err := r.Dates.Parse(v.Text); err != nil {
			n.problems.Add(err.Problem(v.Span))
		}
	case BirthdayField:
		_, err := r.Dates.Parse(v.Text) // of a year or a month there is no birthday to keep
		if _, ok := ParseBirthday(v.Text); !ok && err != nil {
			n.problem(txt.BadDate, txt.Error, v.Span, fmt.Sprintf("not a birthday: %q", v.Text), "write it as 1985-04-12 or --04-12")
		}
	case CadenceField:
		if _, err := date.ParseCadence(v.Text); err != nil {
			n.problem(txt.BadCadence, txt.Error, v.Span, err.Error(), "write a rhythm such as 6w, 2m, 6w/10w or none")
		}
	case MetHowField:
		if folded != "methow" {
			return // elsewhere "source" is where a note comes from
		}
		fallthrough
	default:
		r.checkWord(n, key, v, t)
	}
}

// checkWord reports a word that a closed list does not hold.
func (r *Reader) checkWord(n *Note, key string, v yaml.Value, t FieldType) {
	if _, near, ok := r.Closed(t, strings.TrimSpace(txt.PlainText(v.Text))); !ok {
		p := txt.Problem{Span: v.Span, Code: txt.BadValue, Severity: txt.Warning, Text: fmt.Sprintf("not a %s netnotes knows: %q", key, v.Text), Hint: r.closedHint(key, near, t)}
		if near != "" {
			p.Fixes = txt.Maybe(near)
		}
		n.problems.Add(p)
	}
}

// NotAWord says what is wrong with a text for a field of a closed list in a kind
// of note, and what may be typed; text is empty where nothing is.
func (r *Reader) NotAWord(kind NoteKind, key, value string) (text, hint string) {
	info := r.FieldsOf(kind).Info(key)
	if info.Name == "" || info.Type == MetHowField && txt.FoldKey(key) != "methow" {
		return "", ""
	}
	if _, near, ok := r.Closed(info.Type, strings.TrimSpace(txt.PlainText(value))); !ok {
		return fmt.Sprintf("not a %s netnotes knows: %q", key, value), r.closedHint(key, near, info.Type)
	}
	return "", ""
}

func (r *Reader) closedHint(key, near string, t FieldType) string {
	hint := key + " is one of " + strings.Join(r.Words(t), ", ")
	if near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return hint
}

// Words are those that a field of a closed list may hold; nil for other fields.
func (r *Reader) Words(t FieldType) []string {
	if t == SectorField {
		return r.sectors
	}
	return t.Words()
}

// Closed reads a word of a field's closed list: word is as the list has it. Where
// it is none, near is the one it was probably meant to be, or nothing. Any word
// is right for a field without such a list.
func (r *Reader) Closed(t FieldType, text string) (word, near string, ok bool) {
	words := r.Words(t)
	if words == nil || slices.Contains(words, text) {
		return text, "", true
	}
	if name, ok := TierName(text); ok && t == TierField {
		return name, "", true
	}
	if t == BoolField && (Truthy(text) || falsy(text)) {
		return text, "", true
	}
	for _, w := range words {
		if txt.FoldName(w) == txt.FoldName(text) {
			return w, "", true
		}
	}
	return text, txt.Nearest(txt.Fold(text), slices.Clone(words)), false
}
