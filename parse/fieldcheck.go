package parse

import (
	"fmt"
	"slices"
	"strings"
)

// checkFields reports duplicate keys and values out of form. Of several fields
// of one key the last counts.
func (r *Reader) checkFields(n *Note, k *keys) {
	replaces := k.duplicates()
	for i := range n.Fields {
		f := &n.Fields[i]
		if j, ok := replaces[i]; ok {
			n.problem(DuplicateKey, Error, f.At, fmt.Sprintf("the key %q stands here again; the last one counts", f.Key), "remove one of them")
			n.ids[j] = 0
		}
		id := k.ids[i]
		if id == 0 || n.set.infos[id].Type == FreeText {
			continue
		}
		for _, v := range f.Values {
			if v.Text != "" {
				r.checkValue(n, f.Key, k.folded[i], v, n.set.infos[id].Type)
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

func (r *Reader) checkValue(n *Note, key, folded string, v Value, t FieldType) {
	switch t {
	case DateField, DayField:
		if _, err := ParseWhen(v.Text); err != nil {
			n.problems.add(err.problem(v.Span))
		}
	case BirthdayField:
		if _, ok := ParseBirthday(v.Text); !ok {
			n.problem(BadDate, Error, v.Span, fmt.Sprintf("not a birthday: %q", v.Text), "write it as 1985-04-12 or --04-12")
		}
	case CadenceField:
		if _, err := ParseCadence(v.Text); err != nil {
			n.problem(BadCadence, Error, v.Span, err.Error(), "write a rhythm such as 6w, 2m, 6w/10w or none")
		}
	case TierField:
		if _, ok := TierName(v.Text); !ok {
			n.problem(BadValue, Error, v.Span, fmt.Sprintf("no such tier: %q", v.Text), "write A, B, C or D")
		}
	case LevelField:
		r.checkWord(n, key, v, Levels())
	case SectorField:
		r.checkWord(n, key, v, r.sectors)
	case StatusField:
		r.checkWord(n, key, v, Statuses())
	case RelationList:
		r.checkWord(n, key, v, Relations())
	case MetHowField:
		if folded == "methow" {
			r.checkWord(n, key, v, MetHows())
		}
	case ModeField:
		r.checkWord(n, key, v, []string{"in-person", "virtual", "hybrid"})
	}
}

func (r *Reader) checkWord(n *Note, key string, v Value, words []string) {
	if slices.Contains(words, v.Text) {
		return
	}
	word := fold(strings.TrimSpace(PlainText(v.Text)))
	if slices.ContainsFunc(words, func(w string) bool { return FoldName(w) == FoldName(word) }) {
		return
	}
	hint := key + " is one of " + strings.Join(words, ", ")
	if near := Nearest(word, slices.Clone(words)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	n.problem(BadValue, Warning, v.Span, fmt.Sprintf("not a %s netnotes knows: %q", key, v.Text), hint)
}
