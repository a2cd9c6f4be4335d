package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Query reads the arguments of a command. An argument such as
// "org:Fox Hollow", whose quotes the shell has taken, is one term.
func (ix *Index) Query(args []string) (query.Query, error) {
	q, err := query.Parse(args)
	if err == nil {
		err = ix.checkQuery(q)
	}
	return q, err
}

// QueryKeys are the keys that a query may name, each in its first spelling: those
// that are computed, the fields, and the notes' own.
func (ix *Index) QueryKeys() []string {
	keys := query.ComputedKeys()
	for _, f := range query.AllFields() {
		keys = append(keys, f.Name)
	}
	keys = slices.AppendSeq(keys, maps.Values(ix.OwnKeys()))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// QueryWords are the words of a key whose value is computed and is one of few;
// for the key of a field they are nil, and t is its type.
func (ix *Index) QueryWords(key string) (words []string, t parse.FieldType) {
	name := query.Keys()[txt.FoldKey(key)]
	if words := computedWords(name); words != nil {
		return words, parse.FreeText
	}
	for _, kind := range []parse.NoteKind{parse.ContactNote, parse.EventNote, parse.OrgNote} {
		if info := ix.reader.FieldInfo(kind, name); info.Name != "" {
			return nil, info.Type
		}
	}
	return nil, parse.FreeText
}

// computedWords are those of a computed key with a closed list.
func computedWords(key string) []string {
	switch key {
	case "warmth":
		return []string{string(New), string(Warm), string(Cooling), string(Cold), string(Dormant), string(Latent)}
	case "type":
		return parse.NoteKinds()
	}
	return nil
}

// notAWord says what is wrong with the value of a key that has a closed list.
func notAWord(r *parse.Reader, key, value string) (text, hint string) {
	words := computedWords(key)
	if words == nil {
		for _, kind := range []parse.NoteKind{parse.ContactNote, parse.EventNote} {
			if slices.ContainsFunc(parse.FieldsOf(kind), func(f parse.FieldInfo) bool { return f.Name == key }) {
				return r.NotAWord(kind, key, value)
			}
		}
		return "", ""
	}
	folded := txt.FoldName(value)
	if slices.ContainsFunc(words, func(w string) bool { return txt.FoldName(w) == folded }) {
		return "", ""
	}
	hint = key + " is one of " + strings.Join(words, ", ")
	if near := txt.Nearest(value, slices.Clone(words)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return fmt.Sprintf("not a %s netnotes knows: %q", key, value), hint
}

// checkQuery refuses a key that is neither a field nor a key of any note, and a
// word that a closed list does not hold. A value may be empty: the field is not
// there.
func (ix *Index) checkQuery(q query.Query) error {
	for _, t := range q.Terms {
		if t.Own != "" {
			if bad := ix.unknownKey(t.Own); bad != nil {
				return bad
			}
		}
		if t.Op != '=' || t.Key == "status" && q.Has("type") { // that of openings, which have words of the user's own
			continue
		}
		for _, v := range t.Values {
			if text, hint := notAWord(ix.reader, t.Key, v); text != "" && v != "" {
				return &query.Error{Text: text, Hint: hint}
			}
		}
	}
	return nil
}

// OwnKeys are the keys of the notes' front matter and text that no kind of note
// knows, as they are written first.
func (ix *Index) OwnKeys() map[string]string {
	own, known := map[string]string{}, query.Keys()
	for _, n := range ix.Notes() {
		for _, written := range n.OtherKeys() {
			key := txt.FoldKey(written)
			if _, is := known[key]; !is && own[key] == "" {
				own[key] = written
			}
		}
	}
	return own
}

// IsKey reports whether a key is a field, or stands in any note.
func (ix *Index) IsKey(key string) bool {
	_, known := query.Keys()[txt.FoldKey(key)]
	return known || ix.OwnKeys()[txt.FoldKey(key)] != ""
}

// unknownKey says that no note has a key, or is nil.
func (ix *Index) unknownKey(key string) *query.Error {
	if ix.IsKey(key) {
		return nil
	}
	own := ix.OwnKeys()
	names := slices.Collect(maps.Values(own))
	for spelling, name := range query.Keys() {
		names = append(names, name)
		if spelling+"s" == name {
			names = append(names, spelling)
		}
	}
	hint := "the keys are those of your notes, the fields of the note format, and " + strings.Join(query.ComputedKeys(), ", ")
	if near := txt.Nearest(key, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &query.Error{Text: fmt.Sprintf("no note has the key %q", key), Hint: hint}
}

// Match reports whether a note passes. c is what the clocks of a contact show; it
// is nil for other notes.
func (ix *Index) Match(q query.Query, n *parse.Note, c *Days, today date.Date) bool {
	for _, t := range q.Terms {
		if ix.Holds(t, n, c, today) == t.Not {
			return false
		}
	}
	return true
}

// Holds reports whether a term holds of a note, whatever its minus says.
func (ix *Index) Holds(t query.Term, n *parse.Note, c *Days, today date.Date) bool {
	switch {
	case t.Link != "":
		found, _ := ix.names.Lookup(t.Link)
		return len(found) == 1 && found[0] == n
	case t.Key == "":
		return txt.HoldsFolded(n.Source(), t.Word) || strings.Contains(txt.Fold(n.Name), t.Word)
	case t.Key == "level" && (t.Op == '<' || t.Op == '>'):
		return query.MatchLevel(t, n.Text("level"))
	case t.Date && t.Op != '~':
		return t.MatchDate(dateOf(t.Key, n, c), today)
	case t.Op == '<' || t.Op == '>':
		return slices.ContainsFunc(n.Named(t.Key), func(text string) bool {
			when, err := date.Parse(text)
			return err == nil && t.MatchDate(when, today)
		})
	}
	texts := textsOf(t.Key, n, c)
	if len(texts) == 0 {
		return slices.Contains(t.Values, "") && t.Op == '='
	}
	return slices.ContainsFunc(texts, func(text string) bool { return ix.matchText(t, text) })
}

// textsOf are the values of a key.
func textsOf(key string, n *parse.Note, c *Days) []string {
	switch key {
	case "tag":
		return n.Tags()
	case "type":
		return []string{string(n.Kind)}
	case "name":
		return n.Names()
	case "warmth":
		if c != nil {
			return []string{string(c.Warmth)}
		}
		return nil
	case "status":
		if c != nil {
			return []string{string(c.Status)}
		}
	case "tier":
		if c != nil && c.Tier != "" {
			return []string{c.Tier}
		}
	case "level":
		if txt.FoldName(n.Text("level")) == "emeritus" {
			return []string{"emeritus", "senior"}
		}
	}
	return n.Named(key)
}

func (ix *Index) matchText(t query.Term, text string) bool {
	folded := txt.FoldName(txt.PlainText(text))
	for i, want := range t.Wanted {
		switch {
		case t.Op == '~' && strings.Contains(folded, want):
			return true
		case t.Op == '=' && t.Own != "" && want != "" && strings.Contains(" "+folded+" ", " "+want+" "):
			return true // whole words: nobody has said that it is a list
		case t.Op == '=' && (folded == want || want != "" && txt.FoldName(txt.FieldLink(text).Target) == want):
			return true
		case t.Op == '=' && want != "" && strings.HasPrefix(strings.TrimSpace(text), "[["):
			// Two names of one note are the same value.
			a, _ := ix.names.Lookup(txt.FieldLink(text).Target)
			b, _ := ix.names.Lookup(txt.FieldLink(t.Values[i]).Target)
			if len(a) == 1 && len(b) == 1 && a[0] == b[0] {
				return true
			}
		}
	}
	return false
}

// dateOf is the date of a key.
func dateOf(key string, n *parse.Note, c *Days) date.When {
	switch {
	case key == "spoke" && c != nil:
		return date.When{From: c.Spoke, To: c.Spoke}
	case key == "touch" && c != nil:
		return date.When{From: c.Touch, To: c.Touch}
	}
	return n.When(key)
}
