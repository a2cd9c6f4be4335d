package index

import (
	"fmt"
	"maps"
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

type Term struct {
	Not    bool
	Key    string // canonical; empty for a word or a link
	own    string // the key as typed, where no kind of note knows it
	Op     byte   // '=', '~', '<' or '>'
	Values []string
	link   string
	word   string
}

// computedKeys are the keys that no field holds.
func computedKeys() []string {
	return []string{"spoke", "touch", "warmth", "status", "type", "tag", "name"}
}

// queryKeys maps every spelling of a key to its canonical name: the fields of
// all kinds of note by their own names, then by their other spellings. What a
// key means in a note, the note's kind decides.
func queryKeys() map[string]string {
	keys := map[string]string{}
	put := func(spelling, name string) {
		if key := txt.FoldKey(spelling); keys[key] == "" {
			keys[key] = name
		}
	}
	for _, key := range computedKeys() {
		put(key, key)
	}
	put("tags", "tag")
	for _, f := range allFields() {
		put(f.Name, f.Name)
	}
	for _, f := range allFields() {
		for also := range strings.FieldsSeq(f.Also) {
			put(also, f.Name)
		}
	}
	return keys
}

func allFields() []parse.FieldInfo {
	return slices.Concat(parse.ContactFields(), parse.EventFields(), parse.OtherFields())
}

// QueryError is a query that cannot be understood, with something to type.
type QueryError struct{ Text, Hint string }

func (e *QueryError) Error() string { return e.Text }

// Query reads the arguments of a command. An argument such as
// "org:Fox Hollow", whose quotes the shell has taken, is one term.
func (ix *Index) Query(args []string) (Query, error) {
	q, err := ParseQuery(args)
	if err == nil {
		err = ix.checkQuery(q)
	}
	return q, err
}

func ParseQuery(args []string) (Query, error) {
	var q Query
	keys := queryKeys()
	for _, arg := range args {
		words := splitQuery(arg)
		if len(words) > 1 && !strings.ContainsAny(arg, `"[`) && freeKey(words[0], keys) && !slices.ContainsFunc(words[1:], func(w string) bool {
			return strings.ContainsAny(w, ":") || strings.HasPrefix(w, "-")
		}) {
			words = []string{arg}
		}
		for _, word := range words {
			t, err := parseTerm(word, keys)
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

func parseTerm(word string, keys map[string]string) (Term, error) {
	t := Term{Op: '='}
	if rest, ok := strings.CutPrefix(word, "-"); ok && rest != "" {
		t.Not, word = true, rest
	}
	if strings.HasPrefix(word, "[[") {
		t.link = txt.FieldLink(word).Target
		return t, nil
	}
	key, value, isKey := strings.Cut(word, ":")
	if !isKey || strings.ContainsAny(key, ` "`) || key == "" {
		t.word = txt.Fold(strings.ReplaceAll(word, `"`, ""))
		return t, nil
	}
	var known bool
	if t.Key, known = keys[txt.FoldKey(key)]; !known {
		t.Key, t.own = txt.FoldKey(key), key
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
	return t, checkOrder(t)
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

// QueryKeys are the keys that a query may name, each in its first spelling: those
// that are computed, the fields, and the notes' own.
func (ix *Index) QueryKeys() []string {
	keys := computedKeys()
	for _, f := range allFields() {
		keys = append(keys, f.Name)
	}
	keys = slices.AppendSeq(keys, maps.Values(ix.OwnKeys()))
	slices.Sort(keys)
	return slices.Compact(keys)
}

// QueryWords are the words of a key whose value is computed and is one of few;
// for the key of a field they are nil, and t is its type.
func (ix *Index) QueryWords(key string) (words []string, t parse.FieldType) {
	name := queryKeys()[txt.FoldKey(key)]
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

func isDateKey(key string) bool {
	return key == "spoke" || key == "touch" || slices.ContainsFunc(allFields(), func(f parse.FieldInfo) bool { return f.Name == key && f.Type.IsDate() })
}

// checkOrder refuses an operator that cannot hold. A key of the user's own may
// hold days.
func checkOrder(t Term) error {
	order := t.Op == '<' || t.Op == '>'
	if !order && (t.Op == '~' || !isDateKey(t.Key)) {
		return nil
	}
	for _, v := range t.Values {
		_, errDate := date.Parse(v)
		_, errDuration := date.ParseDuration(v)
		switch {
		case !order && (v == "" || errDate == nil), order && t.Key == "level" && slices.Contains(parse.Levels(), v),
			order && (t.own != "" || isDateKey(t.Key)) && (errDate == nil || errDuration == nil):
			continue
		case !order && errDuration == nil:
			return &QueryError{fmt.Sprintf("%s:%s is no day", t.Key, v), fmt.Sprintf("write %s:>%s for longer ago, %s:<%s for later", t.Key, v, t.Key, v)}
		}
		if !order {
			return &QueryError{fmt.Sprintf("%s:%s is no day", t.Key, v), "write " + t.Key + ":>90d or " + t.Key + ":2026-01-01"}
		}
		return &QueryError{fmt.Sprintf("cannot compare %s with %q", t.Key, v), howToCompare(t)}
	}
	return nil
}

// howToCompare is what to write instead of a comparison that cannot hold.
func howToCompare(t Term) string {
	switch {
	case t.Key == "level":
		return "write level:>mid; a level is one of " + strings.Join(parse.Levels(), ", ")
	case isDateKey(t.Key) || t.own != "":
		return "write " + t.Key + ":>90d or " + t.Key + ":<2026-01-01"
	}
	return "write " + t.Key + ":VALUE or " + t.Key + ":~PART; only days and levels can be compared"
}

// checkQuery refuses a key that is neither a field nor a key of any note, and a
// word that a closed list does not hold. A value may be empty: the field is not
// there.
func (ix *Index) checkQuery(q Query) error {
	for _, t := range q.Terms {
		if t.own != "" {
			if bad := ix.unknownKey(t.own); bad != nil {
				return bad
			}
		}
		if t.Op != '=' || t.Key == "status" && q.Has("type") { // that of openings, which have words of the user's own
			continue
		}
		for _, v := range t.Values {
			if text, hint := notAWord(ix.reader, t.Key, v); text != "" && v != "" {
				return &QueryError{text, hint}
			}
		}
	}
	return nil
}

// OwnKeys are the keys of the notes' front matter and text that no kind of note
// knows, as they are written first.
func (ix *Index) OwnKeys() map[string]string {
	own, known := map[string]string{}, queryKeys()
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
	_, known := queryKeys()[txt.FoldKey(key)]
	return known || ix.OwnKeys()[txt.FoldKey(key)] != ""
}

// unknownKey says that no note has a key, or is nil.
func (ix *Index) unknownKey(key string) *QueryError {
	if ix.IsKey(key) {
		return nil
	}
	own := ix.OwnKeys()
	names := slices.Collect(maps.Values(own))
	for spelling, name := range queryKeys() {
		names = append(names, name)
		if spelling+"s" == name {
			names = append(names, spelling)
		}
	}
	hint := "the keys are those of your notes, the fields of the note format, and " + strings.Join(computedKeys(), ", ")
	if near := txt.Nearest(key, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &QueryError{fmt.Sprintf("no note has the key %q", key), hint}
}

// Has reports whether the query names a key.
func (q Query) Has(key string) bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool { return t.Key == key })
}

// Words are the words of a query that consists of nothing else; ok tells whether
// it does.
func (q Query) Words() (words []string, ok bool) {
	for _, t := range q.Terms {
		if t.word == "" || t.Not {
			return nil, false
		}
		words = append(words, t.word)
	}
	return words, len(words) > 0
}

// IsZero reports whether the query has no terms.
func (q Query) IsZero() bool { return len(q.Terms) == 0 }

// Match reports whether a note passes. c is what the clocks of a contact show; it
// is nil for other notes.
func (ix *Index) Match(q Query, n *parse.Note, c *Days, today date.Date) bool {
	for _, t := range q.Terms {
		if ix.Holds(t, n, c, today) == t.Not {
			return false
		}
	}
	return true
}

// Holds reports whether a term holds of a note, whatever its minus says.
func (ix *Index) Holds(t Term, n *parse.Note, c *Days, today date.Date) bool {
	switch {
	case t.link != "":
		found, _ := ix.names.lookup(t.link)
		return len(found) == 1 && found[0] == n
	case t.Key == "":
		return txt.HoldsFolded(n.Source(), t.word) || strings.Contains(txt.Fold(n.Name), t.word)
	case t.Key == "level" && (t.Op == '<' || t.Op == '>'):
		return matchLevel(t, n.Text("level"))
	case isDateKey(t.Key) && t.Op != '~':
		return t.matchDate(dateOf(t.Key, n, c), today)
	case t.Op == '<' || t.Op == '>':
		return slices.ContainsFunc(n.Named(t.Key), func(text string) bool {
			when, err := date.Parse(text)
			return err == nil && t.matchDate(when, today)
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

func (ix *Index) matchText(t Term, text string) bool {
	folded := txt.FoldName(txt.PlainText(text))
	for _, v := range t.Values {
		if t.Key == "tier" {
			if name, ok := parse.TierName(v); ok {
				v = name
			}
		}
		want := txt.FoldName(txt.PlainText(v))
		switch {
		case t.Op == '~' && strings.Contains(folded, want):
			return true
		case t.Op == '=' && t.own != "" && want != "" && strings.Contains(" "+folded+" ", " "+want+" "):
			return true // whole words: nobody has said that it is a list
		case t.Op == '=' && (folded == want || want != "" && txt.FoldName(txt.FieldLink(text).Target) == want):
			return true
		case t.Op == '=' && want != "" && strings.HasPrefix(strings.TrimSpace(text), "[["):
			// Two names of one note are the same value.
			a, _ := ix.names.lookup(txt.FieldLink(text).Target)
			b, _ := ix.names.lookup(txt.FieldLink(v).Target)
			if len(a) == 1 && len(b) == 1 && a[0] == b[0] {
				return true
			}
		}
	}
	return false
}

func matchLevel(t Term, level string) bool {
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

func (t Term) matchDate(have date.When, today date.Date) bool {
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
