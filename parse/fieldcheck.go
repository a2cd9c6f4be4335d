package parse

import (
	"fmt"
	"slices"
	"strings"
)

// checkFields reports duplicate keys and values out of form.
func (r *Reader) checkFields(n *Note) {
	last := make(map[string]int, len(n.Fields))
	for i := range n.Fields {
		last[foldKey(n.Fields[i].Key)] = i
	}
	if len(last) < len(n.Fields) {
		n.dropEarlier(last)
	}
	seen := map[string]bool{}
	set := r.fieldsOf(n.Kind)
	for i := range n.Fields {
		f := &n.Fields[i]
		key := foldKey(f.Key)
		if seen[key] {
			n.problem(DuplicateKey, Error, f.At, fmt.Sprintf("the key %q stands here again; the last one counts", f.Key), "remove one of them")
		}
		if last[key] != i {
			seen[key] = true
		}
		name := set.names[key]
		for _, v := range f.Values {
			if v.Text != "" && name != "" {
				r.checkValue(n, f.Key, v, set.types[name])
			}
		}
	}
}

// dropEarlier leaves of several fields of one key the last.
func (n *Note) dropEarlier(last map[string]int) {
	for name, places := range n.fields {
		n.fields[name] = slices.DeleteFunc(places, func(i int) bool { return last[foldKey(n.Fields[i].Key)] != i })
	}
}

func (r *Reader) checkValue(n *Note, key string, v Value, t FieldType) {
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
		if foldKey(key) == "methow" {
			r.checkWord(n, key, v, MetHows())
		}
	case ModeField:
		r.checkWord(n, key, v, []string{"in-person", "virtual", "hybrid"})
	}
}

func (r *Reader) checkWord(n *Note, key string, v Value, words []string) {
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
