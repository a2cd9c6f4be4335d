package query

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Query is a filter of notes: terms that must all hold.
//
//	tier:A|B          a field's value, or one of several
//	-tag:friend       not
//	role:~metadata    contains
//	spoke:>90d        more than 90 days ago; < is less
//	met:<2026-01-01   before that day; > is after
//	spoke:over90d     the same without a sign that a shell takes for itself
//	tier:A,B          the same without "|", of values that are one word each
//	[[Ada Park]]      that note
//	cello             the word anywhere in the note
type Query struct{ Terms []Term }

// Term is one condition.
type Term struct {
	Not    bool
	Key    string // canonical; empty for a word or a link
	Own    string // the key as typed, where no kind of note knows it
	Op     byte   // '=', '~', '<' or '>'
	Values []string
	Wanted []string // Values as they are compared
	Date   bool     // the key holds a day
	Link   string
	Word   string
}

// ComputedKeys are the keys that no field holds.
func ComputedKeys() []string {
	return []string{"spoke", "touch", "warmth", "status", "type", "tag", "name"}
}

// Keys maps every spelling of a key to its canonical name: the fields of
// all kinds of note by their own names, then by their other spellings. What a
// key means in a note, the note's kind decides.
func Keys() map[string]string {
	keys := map[string]string{}
	put := func(spelling, name string) {
		if key := txt.FoldKey(spelling); keys[key] == "" {
			keys[key] = name
		}
	}
	for _, key := range ComputedKeys() {
		put(key, key)
	}
	put("tags", "tag")
	for _, f := range AllFields() {
		put(f.Name, f.Name)
	}
	for _, f := range AllFields() {
		for also := range strings.FieldsSeq(f.Also) {
			put(also, f.Name)
		}
	}
	return keys
}

// AllFields are the fields of all kinds of note.
func AllFields() []parse.FieldInfo {
	return slices.Concat(parse.ContactFields(), parse.EventFields(), parse.OtherFields())
}

// Error is a query that cannot be understood, with something to type.
type Error struct{ Text, Hint string }

func (e *Error) Error() string { return e.Text }

// Parse reads arguments as a query; which keys the notes have it does not ask.
func Parse(args []string) (Query, error) {
	var q Query
	keys := Keys()
	for _, arg := range args {
		words := splitQuery(arg)
		if len(words) > 1 && !strings.ContainsAny(arg, `"[`) && freeKey(words[0], keys) && !slices.ContainsFunc(words[1:], func(w string) bool {
			return strings.ContainsAny(w, ":") || strings.HasPrefix(w, "-")
		}) {
			words = []string{arg}
		}
		for _, word := range words {
			t, err := ParseTerm(word, keys)
			if err != nil {
				return Query{}, err
			}
			q.Terms = append(q.Terms, t)
		}
	}
	return q, nil
}

// freeKey reports whether a term's key holds names of several words.
func freeKey(word string, keys map[string]string) bool {
	key, _, ok := strings.Cut(strings.TrimPrefix(word, "-"), ":")
	switch keys[txt.FoldKey(key)] {
	case "name", "org", "role", "place", "met_at", "introduced_by", "school", "knows", "groups", "aliases", "series":
		return ok
	}
	return false
}

// splitQuery splits at spaces outside quotes and wikilinks.
func splitQuery(s string) []string {
	var words []string
	start, quote, depth := -1, false, 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || s[i] == ' ' && !quote && depth == 0 {
			if start >= 0 {
				words = append(words, s[start:i])
			}
			start = -1
			continue
		}
		switch {
		case s[i] == '"':
			quote = !quote
		case strings.HasPrefix(s[i:], "[["):
			depth++
		case strings.HasPrefix(s[i:], "]]"):
			depth = max(depth-1, 0)
		}
		if start < 0 {
			start = i
		}
	}
	return words
}

// ParseTerm reads one word of a query; keys are Keys.
func ParseTerm(word string, keys map[string]string) (Term, error) {
	t := Term{Op: '='}
	if rest, ok := strings.CutPrefix(word, "-"); ok && rest != "" {
		t.Not, word = true, rest
	}
	if strings.HasPrefix(word, "[[") {
		t.Link = txt.FieldLink(word).Target
		return t, nil
	}
	key, value, isKey := strings.Cut(word, ":")
	if !isKey || strings.ContainsAny(key, ` "`) || key == "" {
		t.Word = txt.Fold(strings.ReplaceAll(word, `"`, ""))
		return t, nil
	}
	var known bool
	if t.Key, known = keys[txt.FoldKey(key)]; !known {
		t.Key, t.Own = txt.FoldKey(key), key
	}
	t.Op, value = operator(value)
	for _, v := range splitValues(value) {
		t.Values = append(t.Values, strings.ReplaceAll(v, `"`, ""))
	}
	if t.Key == "tag" {
		for i := range t.Values {
			t.Values[i] = strings.TrimPrefix(t.Values[i], "#")
		}
	}
	t = Of(t)
	return t, checkOrder(t)
}

// Of is a term ready to be held against notes: what follows from its key and its
// values is worked out.
func Of(t Term) Term {
	t.Date, t.Wanted = isDateKey(t.Key), nil
	for _, v := range t.Values {
		if name, ok := parse.TierName(v); ok && t.Key == "tier" {
			v = name
		}
		t.Wanted = append(t.Wanted, txt.FoldName(txt.PlainText(v)))
	}
	return t
}

// operator cuts a sign off the front of a value, or a word that means one: "<",
// ">" and "|" are no letters to a shell. The words count before a day, a length
// of time or a level alone, so that org:overdrive is a name.
func operator(value string) (op byte, rest string) {
	if value != "" && strings.IndexByte("~<>", value[0]) >= 0 {
		return value[0], value[1:]
	}
	for _, word := range []struct {
		text string
		op   byte
	}{{"over", '>'}, {"after", '>'}, {"above", '>'}, {"under", '<'}, {"before", '<'}, {"below", '<'}} {
		if len(value) > len(word.text) && strings.EqualFold(value[:len(word.text)], word.text) {
			rest := strings.TrimLeft(value[len(word.text):], "- ")
			_, noLength := date.ParseDuration(rest)
			_, noDay := date.Parse(rest)
			if noLength == nil || noDay == nil || slices.Contains(parse.Levels(), strings.ToLower(rest)) {
				return word.op, rest
			}
		}
	}
	return '=', value
}

// splitValues splits at "|" outside quotes and wikilinks; a list of single words
// may have commas.
func splitValues(s string) []string {
	if !strings.ContainsAny(s, ` |"[`) {
		return strings.Split(s, ",")
	}
	var out []string
	start, quote, depth := 0, false, 0
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quote = !quote
		case s[i] == '[':
			depth++
		case s[i] == ']':
			depth--
		case s[i] == '|' && !quote && depth <= 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// isDateKey reports whether a key holds a day.
func isDateKey(key string) bool {
	return key == "spoke" || key == "touch" || slices.ContainsFunc(AllFields(), func(f parse.FieldInfo) bool { return f.Name == key && f.Type.IsDate() })
}

// checkOrder refuses an operator that cannot hold. A key of the user's own may
// hold days.
func checkOrder(t Term) error {
	order := t.Op == '<' || t.Op == '>'
	if !order && (t.Op == '~' || !t.Date) {
		return nil
	}
	for _, v := range t.Values {
		_, errDate := date.Parse(v)
		_, errDuration := date.ParseDuration(v)
		switch {
		case !order && (v == "" || errDate == nil), order && t.Key == "level" && slices.Contains(parse.Levels(), v),
			order && (t.Own != "" || t.Date) && (errDate == nil || errDuration == nil):
			continue
		case !order && errDuration == nil:
			return &Error{fmt.Sprintf("%s:%s is no day", t.Key, v), fmt.Sprintf("write %s:>%s for longer ago, %s:<%s for later", t.Key, v, t.Key, v)}
		}
		if !order {
			return &Error{fmt.Sprintf("%s:%s is no day", t.Key, v), "write " + t.Key + ":>90d or " + t.Key + ":2026-01-01"}
		}
		return &Error{fmt.Sprintf("cannot compare %s with %q", t.Key, v), howToCompare(t)}
	}
	return nil
}

// howToCompare is what to write instead of a comparison that cannot hold.
func howToCompare(t Term) string {
	switch {
	case t.Key == "level":
		return "write level:>mid; a level is one of " + strings.Join(parse.Levels(), ", ")
	case t.Date || t.Own != "":
		return "write " + t.Key + ":>90d or " + t.Key + ":<2026-01-01"
	}
	return "write " + t.Key + ":VALUE or " + t.Key + ":~PART; only days and levels can be compared"
}

// Has reports whether the query names a key.
func (q Query) Has(key string) bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool { return t.Key == key })
}

// Words are the words of a query that consists of nothing else; ok tells whether
// it does.
func (q Query) Words() (words []string, ok bool) {
	for _, t := range q.Terms {
		if t.Word == "" || t.Not {
			return nil, false
		}
		words = append(words, t.Word)
	}
	return words, len(words) > 0
}

// IsZero reports whether the query has no terms.
func (q Query) IsZero() bool { return len(q.Terms) == 0 }

// MatchLevel reports whether a level is above or below one that a term names.
func MatchLevel(t Term, level string) bool {
	rank := func(s string) int {
		if s = txt.FoldName(s); s == "emeritus" {
			s = "senior"
		}
		return slices.Index(parse.Levels(), s)
	}
	have := rank(level)
	return have >= 0 && slices.ContainsFunc(t.Values, func(v string) bool {
		if t.Op == '<' {
			return have < rank(v)
		}
		return have > rank(v)
	})
}

func (t Term) MatchDate(have date.When, today date.Date) bool {
	if have.IsZero() {
		return slices.Contains(t.Values, "") && t.Op == '='
	}
	day := have.Day(today)
	for _, v := range t.Values {
		if d, err := date.ParseDuration(v); err == nil && (t.Op != '=') && !isYear(v) {
			d.N = -d.N
			cut := d.After(today)
			if t.Op == '>' && day.Before(cut) || t.Op == '<' && day.After(cut) {
				return true
			}
			continue
		}
		want, err := date.Parse(v)
		if err != nil {
			continue
		}
		switch {
		case t.Op == '<' && day.Before(want.From), t.Op == '>' && day.After(want.To):
			return true
		case t.Op == '=' && !have.From.Before(want.From) && !have.To.After(want.To):
			return true
		}
	}
	return false
}

// isYear tells the year 2026 from 2026 days.
func isYear(v string) bool {
	return len(v) == 4 && v[0] >= '1' && v[0] <= '2' && strings.Trim(v, "0123456789") == ""
}

// InWords reports whether words may say what a term asks for.
func (t Term) InWords() bool {
	switch t.Key {
	case "skills", "role", "sector", "org", "level":
		return !t.Not && (t.Op == '=' || t.Op == '~')
	}
	return false
}

// Only are the terms of some keys that the query asks for, each a query.
func (q Query) Only(keys ...string) []Query {
	var out []Query
	for _, t := range q.Terms {
		if !t.Not && slices.Contains(keys, t.Key) {
			out = append(out, Query{[]Term{t}})
		}
	}
	return out
}

// Person returns the name that a query consists of, where it is nothing but
// one link.
func (q Query) Person() (string, bool) {
	if len(q.Terms) != 1 || q.Terms[0].Link == "" || q.Terms[0].Not {
		return "", false
	}
	return q.Terms[0].Link, true
}

// Values are what the query wants a key to be.
func (q Query) Values(key string) []string {
	var out []string
	for _, t := range q.Terms {
		if t.Key == key && t.Op == '=' && !t.Not {
			out = append(out, t.Values...)
		}
	}
	return out
}
