package index

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
)

// Query is a filter of notes: terms that must all hold.
//
//	tier:A|B          a field's value, or one of several
//	-tag:friend       not
//	role:~metadata    contains
//	spoke:>90d        more than 90 days ago; < is less
//	met:<2026-01-01   before that day; > is after
//	[[Ada Park]]      that note
//	cello             the word anywhere in the note
type Query struct{ terms []term }

type term struct {
	not    bool
	key    string // canonical; empty for a word or a link
	op     byte   // '=', '~', '<' or '>'
	values []string
	link   string
	word   string
}

// computedKeys are the keys that no field holds.
func computedKeys() []string {
	return []string{"spoke", "touch", "warmth", "status", "type", "tag", "name"}
}

// queryKeys maps every spelling of a key to its canonical name: the fields of
// all kinds of note, lists also in the singular.
func queryKeys() map[string]string {
	keys := map[string]string{}
	for _, fields := range [][]parse.FieldInfo{parse.ContactFields(), parse.EventFields(), parse.OtherFields()} {
		for _, f := range fields {
			keys[parse.FoldKey(f.Name)] = f.Name
			if singular, ok := strings.CutSuffix(f.Name, "s"); ok && f.Name != "status" && f.Name != "pronouns" {
				keys[parse.FoldKey(singular)] = f.Name
			}
		}
	}
	keys["alias"] = "aliases"
	for _, key := range computedKeys() {
		keys[key] = key
	}
	keys["tags"] = "tag"
	return keys
}

// QueryError is a query that cannot be understood, with something to type.
type QueryError struct{ Text, Hint string }

func (e *QueryError) Error() string { return e.Text }

// Query reads the arguments of a command. An argument such as
// "org:Fox Hollow", whose quotes the shell has taken, is one term.
func (ix *Index) Query(args []string) (Query, error) {
	return parseQuery(args, ix.reader)
}

func parseQuery(args []string, r *parse.Reader) (Query, error) {
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
			q.terms = append(q.terms, t)
		}
	}
	for _, t := range q.terms {
		if t.key == "status" && q.Has("type") {
			continue // of openings, which have words of the user's own
		}
		if err := t.checkValues(r); err != nil {
			return Query{}, err
		}
	}
	return q, nil
}

// freeKey reports whether a term's key holds names of several words.
func freeKey(word string, keys map[string]string) bool {
	key, _, ok := strings.Cut(strings.TrimPrefix(word, "-"), ":")
	switch keys[parse.FoldKey(key)] {
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

func parseTerm(word string, keys map[string]string) (term, error) {
	t := term{op: '='}
	if rest, ok := strings.CutPrefix(word, "-"); ok && rest != "" {
		t.not, word = true, rest
	}
	if strings.HasPrefix(word, "[[") {
		t.link = parse.FieldLink(word).Target
		return t, nil
	}
	key, value, isKey := strings.Cut(word, ":")
	if !isKey || strings.ContainsAny(key, ` "`) || key == "" {
		t.word = parse.Fold(strings.ReplaceAll(word, `"`, ""))
		return t, nil
	}
	var known bool
	if t.key, known = keys[parse.FoldKey(key)]; !known {
		var names []string
		for key, name := range keys {
			names = append(names, name)
			if key+"s" == name {
				names = append(names, key)
			}
		}
		hint := "the keys are the fields of the note format, and " + strings.Join(computedKeys(), ", ")
		if near := parse.Nearest(key, names); near != "" {
			hint = "did you mean " + near + "?"
		}
		return t, &QueryError{fmt.Sprintf("no such key in a query: %q", key), hint}
	}
	if value != "" && strings.IndexByte("~<>", value[0]) >= 0 {
		t.op, value = value[0], value[1:]
	}
	for _, v := range splitValues(value) {
		t.values = append(t.values, strings.ReplaceAll(v, `"`, ""))
	}
	if t.key == "tag" {
		for i := range t.values {
			t.values[i] = strings.TrimPrefix(t.values[i], "#")
		}
	}
	if t.op == '<' || t.op == '>' {
		return t, checkOrder(t)
	}
	return t, nil
}

// checkValues holds the words of a closed list against it, and days against the
// calendar. A value may be empty: the field is not there.
func (t term) checkValues(r *parse.Reader) error {
	if t.op != '=' {
		return nil
	}
	for _, v := range t.values {
		if v == "" {
			continue
		}
		if isDateKey(t.key) {
			if _, err := parse.ParseWhen(v); err != nil {
				return &QueryError{fmt.Sprintf("%s:%s is no day", t.key, v), "write " + t.key + ":>90d or " + t.key + ":2026-01-01"}
			}
			continue
		}
		if text, hint := notAWord(r, t.key, v); text != "" {
			return &QueryError{text, hint}
		}
	}
	return nil
}

// notAWord says what is wrong with the value of a key that has a closed list.
func notAWord(r *parse.Reader, key, value string) (text, hint string) {
	var words []string
	switch key {
	case "warmth":
		words = []string{string(New), string(Warm), string(Cooling), string(Cold), string(Dormant), string(Latent)}
	case "type":
		words = parse.NoteKinds()
	case "sector", "level", "relation", "status", "tier", "met_how":
		return r.NotAWord(parse.ContactNote, key, value)
	default:
		return "", ""
	}
	folded := parse.FoldName(value)
	if slices.ContainsFunc(words, func(w string) bool { return parse.FoldName(w) == folded }) {
		return "", ""
	}
	hint = key + " is one of " + strings.Join(words, ", ")
	if near := parse.Nearest(value, slices.Clone(words)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return fmt.Sprintf("not a %s netnotes knows: %q", key, value), hint
}

// splitValues splits at "|" outside quotes and wikilinks.
func splitValues(s string) []string {
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
	switch key {
	case "spoke", "touch", "met", "since", "last_contact", "start", "end", "closes", "heard", "posted_on", "snooze":
		return true
	}
	return false
}

func checkOrder(t term) error {
	for _, v := range t.values {
		_, errDate := parse.ParseWhen(v)
		_, errDuration := parse.ParseDuration(v)
		level := slices.Contains(parse.Levels(), v)
		if isDateKey(t.key) && (errDate == nil || errDuration == nil) || t.key == "level" && level {
			continue
		}
		return &QueryError{fmt.Sprintf("cannot compare %s with %q", t.key, v), "write " + t.key + ":" + string(t.op) + "90d or " + t.key + ":" + string(t.op) + "2026-01-01; other keys take : and :~"}
	}
	return nil
}

// Has reports whether the query names a key.
func (q Query) Has(key string) bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.key == key })
}

// Words are the words of a query that consists of nothing else; ok tells whether
// it does.
func (q Query) Words() (words []string, ok bool) {
	for _, t := range q.terms {
		if t.word == "" || t.not {
			return nil, false
		}
		words = append(words, t.word)
	}
	return words, len(words) > 0
}

// IsZero reports whether the query has no terms.
func (q Query) IsZero() bool { return len(q.terms) == 0 }

// Match reports whether a note passes. c holds the clocks of a contact and is
// nil for other notes.
func (ix *Index) Match(q Query, n *parse.Note, c *Clocks, today parse.Date) bool {
	for _, t := range q.terms {
		if ix.matches(t, n, c, today) == t.not {
			return false
		}
	}
	return true
}

func (ix *Index) matches(t term, n *parse.Note, c *Clocks, today parse.Date) bool {
	switch {
	case t.link != "":
		found, _ := ix.names.lookup(t.link)
		return len(found) == 1 && found[0] == n
	case t.key == "":
		return strings.Contains(parse.Fold(string(n.Source)), t.word) || strings.Contains(parse.Fold(n.Name), t.word)
	case t.key == "level" && (t.op == '<' || t.op == '>'):
		return matchLevel(t, n.Text("level"))
	case isDateKey(t.key) && t.op != '~':
		return t.matchDate(dateOf(t.key, n, c), today)
	}
	texts := textsOf(t.key, n, c)
	if len(texts) == 0 {
		return slices.Contains(t.values, "") && t.op == '='
	}
	return slices.ContainsFunc(texts, func(text string) bool { return ix.matchText(t, text) })
}

// textsOf are the values of a key.
func textsOf(key string, n *parse.Note, c *Clocks) []string {
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
		if parse.FoldName(n.Text("level")) == "emeritus" {
			return []string{"emeritus", "senior"}
		}
	}
	if texts := n.List(key); len(texts) > 0 || n.Kind != parse.ContactNote || key != "title" {
		return texts
	}
	return n.List("role")
}

func (ix *Index) matchText(t term, text string) bool {
	folded := parse.FoldName(parse.PlainText(text))
	for _, v := range t.values {
		if t.key == "tier" {
			if name, ok := parse.TierName(v); ok {
				v = name
			}
		}
		want := parse.FoldName(parse.PlainText(v))
		switch {
		case t.op == '~' && strings.Contains(folded, want):
			return true
		case t.op == '=' && (folded == want || want != "" && parse.FoldName(parse.FieldLink(text).Target) == want):
			return true
		case t.op == '=' && want != "" && strings.HasPrefix(strings.TrimSpace(text), "[["):
			// Two names of one note are the same value.
			a, _ := ix.names.lookup(parse.FieldLink(text).Target)
			b, _ := ix.names.lookup(parse.FieldLink(v).Target)
			if len(a) == 1 && len(b) == 1 && a[0] == b[0] {
				return true
			}
		}
	}
	return false
}

func matchLevel(t term, level string) bool {
	rank := func(s string) int {
		if s = parse.FoldName(s); s == "emeritus" {
			s = "senior"
		}
		return slices.Index(parse.Levels(), s)
	}
	have := rank(level)
	return have >= 0 && slices.ContainsFunc(t.values, func(v string) bool {
		if t.op == '<' {
			return have < rank(v)
		}
		return have > rank(v)
	})
}

// dateOf is the date of a key.
func dateOf(key string, n *parse.Note, c *Clocks) parse.When {
	switch {
	case key == "spoke" && c != nil:
		return parse.When{From: c.Spoke, To: c.Spoke}
	case key == "touch" && c != nil:
		return parse.When{From: c.Touch, To: c.Touch}
	}
	return n.When(key)
}

func (t term) matchDate(have parse.When, today parse.Date) bool {
	if have.IsZero() {
		return slices.Contains(t.values, "") && t.op == '='
	}
	day := have.Day(today)
	for _, v := range t.values {
		if d, err := parse.ParseDuration(v); err == nil && (t.op != '=') && !isYear(v) {
			d.N = -d.N
			cut := d.After(today)
			if t.op == '>' && day.Before(cut) || t.op == '<' && day.After(cut) {
				return true
			}
			continue
		}
		want, err := parse.ParseWhen(v)
		if err != nil {
			continue
		}
		switch {
		case t.op == '<' && day.Before(want.From), t.op == '>' && day.After(want.To):
			return true
		case t.op == '=' && !have.From.Before(want.From) && !have.To.After(want.To):
			return true
		}
	}
	return false
}

// isYear tells the year 2026 from 2026 days.
func isYear(v string) bool {
	return len(v) == 4 && v[0] >= '1' && v[0] <= '2' && strings.Trim(v, "0123456789") == ""
}
