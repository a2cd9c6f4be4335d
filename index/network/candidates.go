package network

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse/txt"
)

// Numbers of two words being the same, in letters.
const (
	sameStart = 6 // that they begin with, at least
	endings   = 5 // that may follow on either side
)

// Candidate is a live person who does not pass a query by their fields, but
// whose words do: they may be one.
type Candidate struct {
	*Member
	Path  string   // of the note in which the words stand
	Line  int      // there
	Word  string   // the first of them, as written
	Facts []string // what to set so that the fields say it: skills+=cataloging
}

// Candidates are those whose words say what their fields do not: a skill, a
// role, a sector, an organisation or a level. All other terms hold by field.
func (w *Network) Candidates(q query.Query) []Candidate {
	var out []Candidate
	for _, m := range w.People {
		if !m.Live {
			continue
		}
		if unmet, ok := w.unmet(q, m); ok && len(unmet) > 0 {
			if c, ok := w.found(unmet, m); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// unmet are the terms that a member's words are to meet; ok is false where
// another term does not hold.
func (w *Network) unmet(q query.Query, m *Member) (unmet []query.Term, ok bool) {
	for _, t := range q.Terms {
		switch {
		case w.Holds(t, m.Note, &m.Days, w.Today) != t.Not:
		case t.InWords():
			unmet = append(unmet, t)
		default:
			return nil, false
		}
	}
	return unmet, true
}

// passage is a field's value or a line that tells of a person.
type passage struct {
	path   string
	line   int
	text   string
	folded string
}

// found is the first passage that holds the words of all terms.
func (w *Network) found(terms []query.Term, m *Member) (Candidate, bool) {
	wanted := make([][][]string, len(terms)) // the words of each value of each term
	for i, t := range terms {
		for _, v := range t.Values {
			var words []string
			for _, word := range wordsOf(txt.PlainText(v)) {
				words = append(words, txt.FoldName(word))
			}
			wanted[i] = append(wanted[i], words)
		}
	}
	for _, p := range w.passages(m) {
		c := Candidate{Member: m, Path: p.path, Line: p.line}
		if p.says(terms, wanted, &c) {
			return c, true
		}
	}
	return Candidate{}, false
}

// says reports whether a passage holds all words of one value of every term.
func (p *passage) says(terms []query.Term, wanted [][][]string, c *Candidate) bool {
	for i, t := range terms {
		var word string
		value := slices.IndexFunc(wanted[i], func(words []string) (ok bool) {
			word, ok = p.holds(words)
			return ok
		})
		if value < 0 {
			return false
		}
		if c.Word == "" {
			c.Word = word
		}
		c.Facts = append(c.Facts, fact(t, c.Member, t.Values[value], word))
	}
	return true
}

// holds reports whether a passage holds all of some words, and the one that is
// the same as the first of them.
func (p *passage) holds(words []string) (first string, ok bool) {
	for _, word := range words {
		if !strings.Contains(p.folded, word[:start(word)]) {
			return "", false
		}
	}
	written := wordsOf(p.text)
	for _, word := range words {
		at := slices.IndexFunc(written, func(w string) bool { return sameWord(txt.FoldName(w), word) })
		if at < 0 {
			return "", false
		}
		if first == "" {
			first = written[at]
		}
	}
	return first, len(words) > 0
}

// start is the length of the letters with which every word that is the same
// begins.
func start(word string) int {
	n := 0
	for i := range word {
		if n == sameStart {
			return i
		}
		n++
	}
	return len(word)
}

// sameWord reports whether two folded words are forms of one: cataloging and
// cataloger, archives and archivist.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	for same > 0 && same < len(a) && !utf8.RuneStart(a[same]) {
		same--
	}
	return utf8.RuneCountInString(a[:same]) >= sameStart && utf8.RuneCountInString(a[same:]) <= endings && utf8.RuneCountInString(b[same:]) <= endings
}

// wordsOf are the words of a text, without the marks between them.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// passages are the words about a member up to the day: fields, what is written
// in the note, and the lines of other notes.
func (w *Network) passages(m *Member) []passage {
	if out, ok := w.words[m]; ok {
		return out
	}
	var out []passage
	add := func(path string, line int, text string) {
		if text != "" {
			out = append(out, passage{path, line, text, txt.FoldName(text)})
		}
	}
	lines := txt.NewLines(m.Source())
	for _, key := range [...]string{"role", "org", "could", "interests"} {
		if f := m.Field(key); f != nil {
			for _, v := range f.Values {
				add(m.Note.Path, lines.Line(v.Span.Start), txt.PlainText(v.Text))
			}
		}
	}
	w.body(m, add)
	elsewhere := func(l *index.Line) {
		if l.Note != m.Note && !l.When.Day(w.Today).After(w.Today) {
			add(l.Note.Path, l.Line, txt.PlainText(l.Raw))
		}
	}
	for _, l := range m.Lines() {
		elsewhere(l)
		for _, twin := range m.Twins(l) {
			elsewhere(twin)
		}
	}
	for _, b := range m.MetBullets() {
		elsewhere(b.Meeting)
	}
	w.words[m] = out
	return out
}

// body adds the lines of a member's note that are not of a later day.
func (w *Network) body(m *Member, add func(path string, line int, text string)) {
	later := map[int]bool{}
	for i := range m.Entries() {
		if e := &m.Entries()[i]; e.When.Day(w.Today).After(w.Today) {
			later[e.Line] = true
		}
	}
	number, skipping := 1+strings.Count(string(m.Source()[:m.Front().End]), "\n"), false
	for text := range strings.SplitSeq(string(m.Source()[m.Front().End:]), "\n") {
		switch text = strings.TrimRight(text, "\r"); {
		case later[number]:
			skipping = true
		case !skipping || text != "" && text[0] != ' ' && text[0] != '\t':
			skipping = false
			add(m.Note.Path, number, strings.TrimSpace(text))
		}
		number++
	}
}

// fact is what to set so that a member's fields say a term's value; of a part of a
// role, the word in which it was found.
func fact(t query.Term, m *Member, value, word string) string {
	if t.Key == "role" && t.Op == '~' && strings.Contains(txt.FoldName(word), txt.FoldName(value)) {
		value = word
	}
	switch {
	case t.Key == "skills" || t.Key == "org":
		return t.Key + "+=" + value
	case t.Key == "role" && t.Op == '~' && m.Plain("role") != "":
		return "role=" + m.Plain("role") + ", " + value
	}
	return t.Key + "=" + value
}
