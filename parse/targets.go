package parse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// maxWants is how many lines of wants are read: everybody is held against each.
const maxWants = 200

// maxPeople bounds the numbers of a want; nobody wants to know more.
const maxPeople = 1_000_000

// targetsFields reads the fields of a targets note.
func (r *Reader) targetsFields(n *Note) {
	n.targets = &Targets{}
	for i := range n.Fields() {
		f := &n.Fields()[i]
		switch txt.FoldKey(f.Key) {
		case "me":
			r.me(n, f)
		case "mode":
			n.mode(f)
		case "budget":
			n.budget(f)
		}
	}
}

// me reads who the user is.
func (r *Reader) me(n *Note, f *yaml.Field) {
	me := &n.Targets().Me
	keys := []string{"name", "email", "linkedin", "org", "since", "level", "sector", "school"}
	for i := range f.Sub {
		s := &f.Sub[i]
		for _, v := range s.Values {
			switch key := txt.FoldKey(s.Key); {
			case v.Text == "":
			case key == "name":
				me.Name = txt.PlainText(v.Text)
			case key == "email" || key == "emails":
				me.Emails = append(me.Emails, v.Text)
			case key == "linkedin":
				me.LinkedIn = v.Text
			case key == "since":
				since, err := date.Parse(v.Text)
				if err != nil {
					n.problems.Add(err.Problem(v.Span))
				}
				me.Since = since
			case key == "org" || key == "orgs":
				me.Orgs = append(me.Orgs, v.Text)
			case key == "school" || key == "schools":
				me.Schools = append(me.Schools, v.Text)
			case key == "level":
				me.Level = r.word(n, s.Key, v, LevelField)
			case key == "sector":
				me.Sector = r.word(n, s.Key, v, SectorField)
			default:
				if near := txt.Nearest(s.Key, slices.Clone(keys)); near != "" {
					n.problem(txt.BadValue, txt.Warning, s.At, fmt.Sprintf("me has no %q", s.Key), "did you mean "+near+"?")
				}
			}
		}
	}
	if len(f.Sub) == 0 && f.Text() != "" {
		n.problem(txt.BadValue, txt.Warning, f.Values[0].Span, "me holds "+strings.Join(keys, ", ")+", not a word", "write me: {level: early, sector: public}")
	}
}

// word checks a word and folds it.
func (r *Reader) word(n *Note, key string, v yaml.Value, t FieldType) string {
	r.checkWord(n, key, v, t)
	return txt.FoldName(txt.PlainText(v.Text))
}

// mode reads "searching", perhaps with an interval. Other words are the user's
// own, unless one looks mistyped.
func (n *Note) mode(f *yaml.Field) {
	word, rest := txt.CutWord(strings.TrimSpace(f.Text()))
	if txt.Fold(word) != "searching" {
		if near := txt.Nearest(word, []string{"searching"}); near != "" {
			n.problem(txt.BadValue, txt.Warning, f.Values[0].Span, fmt.Sprintf("not a mode netnotes knows: %q", word), "did you mean searching?")
		}
		return
	}
	n.Targets().Mode.Searching = true
	if rest == "" {
		return
	}
	when, err := date.Parse(rest)
	if err != nil {
		n.problems.Add(err.Problem(f.Values[0].Span))
		return
	}
	n.Targets().Mode.When = when
}

func (n *Note) budget(f *yaml.Field) {
	number, per, _ := strings.Cut(strings.ReplaceAll(f.Text(), " ", ""), "/")
	count, err := strconv.Atoi(number)
	unit := date.Unit(0)
	for _, u := range []date.Unit{date.Day, date.Week, date.Month, date.Year} {
		if word := txt.Fold(per); word == unitName(u) || word == unitName(u)+"s" || word == string(u) {
			unit = u
		}
	}
	if err != nil || count < 1 || count > maxPeople || unit == 0 {
		if f.Text() != "" {
			n.problem(txt.BadValue, txt.Error, f.Values[0].Span, fmt.Sprintf("not a budget: %q", f.Text()), "write how many messages in what time, such as 5/week")
		}
		return
	}
	n.Targets().Budget = Budget{count, unit}
}

// target reads one bullet of a targets note. One that reads as a want and stands
// elsewhere is a problem.
func (b *bodyReader) target(t *markdown.LineText, s section) {
	if box, ok := task.ReadBox(t.Raw); ok {
		if box.State != task.Open {
			return
		}
		rest := t.From(box.Text)
		t = &rest
	}
	if t.Raw == "" || strings.HasPrefix(t.Raw, "~~") {
		return
	}
	line, span := b.LineOf(t), t.Span(0, len(t.Raw))
	if read := s == wantSection || s == couldUseSection; read && len(b.note.Targets().Wants)+len(b.note.Targets().CouldUse) == maxWants {
		b.note.problem(txt.TooMuch, txt.Error, span, fmt.Sprintf("more than %d wants; this one is not read", maxWants), "take out what matters less")
		return
	}
	w := wantReader{note: b.note, words: wantWords(t)}
	switch {
	case s == wantSection:
	case w.stray(s):
		b.note.problem(txt.BadWant, txt.Error, span, "a want outside ## Want, which is not read", "put it under ## Want")
		return
	case s == couldUseSection:
		b.note.Targets().CouldUse = append(b.note.Targets().CouldUse, CouldUse{t.Raw, span, line})
		return
	default:
		return
	}
	if !w.asks() {
		b.note.problem(txt.BadWant, txt.Error, span, "not a want: it holds no KEY:VALUE, no link, and no number of people", w.suggestion())
		return
	}
	if w.read() {
		w.Raw, w.Span, w.Line = t.Raw, span, line
		b.note.Targets().Wants = append(b.note.Targets().Wants, w.Want)
	}
}

// wantWords splits a bullet at blanks outside quotes and links.
func wantWords(t *markdown.LineText) []Word {
	raw := txt.Clip(t.Raw)
	links := strings.Count(raw, "[") <= txt.MaxMarks
	var words []Word
	start, quote := -1, false
	end := func(i int) {
		if start >= 0 {
			words = append(words, Word{raw[start:i], t.Span(start, i)})
		}
		start = -1
	}
	for i := 0; i < len(raw); {
		size := 1
		switch c := raw[i]; {
		case (c == ' ' || c == '\t') && !quote:
			end(i)
			i++
			continue
		case c == '"':
			quote = !quote
		case c == '[' && !quote && links:
			if _, n := txt.ScanLink(raw[i:]); n > 0 {
				size = n
			}
		}
		if start < 0 {
			start = i
		}
		i += size
	}
	end(len(raw))
	return words
}

// wantReader reads the words of one want from the left.
type wantReader struct {
	Want
	note  *Note
	words []Word
	at    txt.Span // of the number read last
	bad   bool
}

// counts reports whether the line begins with a number of people.
func (w *wantReader) counts() bool {
	return len(w.words) > 1 && isNumber(w.words[0].Text) && isPeople(w.words[1].Text)
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" && s != "" }

func isPeople(s string) bool {
	switch txt.Fold(s) {
	case "people", "person", "persons":
		return true
	}
	return false
}

// asks reports whether the line is a want, well written or not.
func (w *wantReader) asks() bool { return w.counts() || slices.ContainsFunc(w.words, Word.isTerm) }

// stray reports whether the line is a want that was meant for "## Want": it
// begins with a number of people, or holds nothing but terms and clauses.
func (w *wantReader) stray(s section) bool {
	if w.counts() {
		return s != couldUseSection || slices.ContainsFunc(w.words, Word.isPair)
	}
	rest := w.words
	for len(rest) > 0 && rest[0].isTerm() {
		rest = rest[1:]
	}
	terms := w.words[:len(w.words)-len(rest)]
	if len(terms) == 0 {
		return false
	}
	if len(rest) == 0 {
		return slices.ContainsFunc(terms, Word.isPair)
	}
	switch txt.Fold(rest[0].Text) {
	case "by", "from", "current":
		return len(rest) > 1 && strings.IndexByte("0123456789", rest[1].Text[0]) >= 0
	}
	return false
}

// suggestion is what to write instead of words that are no want.
func (w *wantReader) suggestion() string {
	count, words := "2", w.words
	if isNumber(words[0].Text) {
		count, words = words[0].Text, words[1:]
	}
	var texts []string
	for _, word := range words {
		texts = append(texts, strings.ReplaceAll(word.Text, `"`, ""))
	}
	if len(texts) == 0 {
		texts = []string{"librarian"}
	}
	people := "people"
	if count == "1" {
		people = "person"
	}
	text := strings.Join(texts, " ")
	if len(texts) > 1 {
		text = `"` + text + `"`
	}
	return fmt.Sprintf("write %s %s role:~%s, or skill:, sector:, level: and the like", count, people, text)
}

// read reports whether the line says whom the user wants.
func (w *wantReader) read() bool {
	if len(w.words) == 0 {
		return false
	}
	first, last := w.words[0], w.words[len(w.words)-1]
	w.Count, w.Current = 1, -1
	w.people()
	for len(w.words) > 0 && !w.clause() {
		w.Query = append(w.Query, w.words[0])
		w.words = w.words[1:]
	}
	for len(w.words) > 0 && !w.bad {
		if !w.clause() {
			w.complain(w.words[0].Span, fmt.Sprintf("%q stands after the end of the want", w.words[0].Text), "put what people should be like before from, current and by")
		}
	}
	if len(w.Query) == 0 && !w.bad {
		w.complain(txt.At(first.Span.Start, last.Span.End), "the want does not say whom", "write a query, such as 2 people sector:public")
	}
	if w.Current < 0 {
		w.Current = (w.Count + 1) / 2
	}
	return !w.bad
}

func (w *wantReader) complain(at txt.Span, text, hint string) {
	w.note.problem(txt.BadWant, txt.Error, at, text, hint)
	w.bad = true
}

// people reads "3 people".
func (w *wantReader) people() {
	if len(w.words) < 2 {
		return
	}
	if !isPeople(w.words[1].Text) {
		return
	}
	word := w.words[0]
	n, err := strconv.Atoi(word.Text)
	if err != nil || n < 1 || n > maxPeople {
		w.complain(word.Span, fmt.Sprintf("not a number of people: %q", word.Text), "write it in digits, such as 3 people")
	}
	w.Count, w.words = n, w.words[2:]
}

// clause reads what may follow the query, in any order. A word in quotes is
// none of these.
func (w *wantReader) clause() bool {
	switch txt.Fold(w.words[0].Text) {
	case "from":
		w.from()
	case "current":
		w.current()
	case "by":
		w.by()
	default:
		return false
	}
	return true
}

// number takes a clause's word and the number after it.
func (w *wantReader) number(clause string, least int) int {
	at := w.words[0]
	w.words = w.words[1:]
	if len(w.words) > 0 {
		if n, err := strconv.Atoi(w.words[0].Text); err == nil && n >= least && n <= maxPeople {
			w.at, w.words = w.words[0].Span, w.words[1:]
			return n
		}
		at = w.words[0]
	}
	w.complain(at.Span, fmt.Sprintf("a number belongs after %s", clause), fmt.Sprintf("write %s 2, or %q for the word itself", clause, clause))
	return least
}

// current reads "current 2": how many of those wanted are to be current.
func (w *wantReader) current() {
	if w.Current = w.number("current", 0); w.Current > w.Count && !w.bad {
		w.complain(w.at, fmt.Sprintf("%d of %d cannot be current", w.Current, w.Count), fmt.Sprintf("write current %d, or want %d people", w.Count, w.Current))
	}
}

// from reads "from 3 orgs".
func (w *wantReader) from() {
	at := w.words[0].Span
	w.From = w.number("from", 1)
	if w.bad {
		return
	}
	word := ""
	if len(w.words) > 0 {
		word, at = w.words[0].Text, w.words[0].Span
		w.words = w.words[1:]
	}
	switch txt.Fold(word) {
	case "org", "orgs":
		w.Of = "org"
	case "sector", "sectors":
		w.Of = "sector"
	default:
		hint := fmt.Sprintf("write from %d orgs or from %d sectors", w.From, w.From)
		if near := txt.Nearest(word, []string{"orgs", "sectors"}); near != "" {
			hint = "did you mean " + near + "?"
		}
		w.complain(at, "after from and a number comes orgs or sectors", hint)
	}
}

// by reads "by 2026-12-31"; of a month or a year the last day counts.
func (w *wantReader) by() {
	at := w.words[0].Span
	w.words = w.words[1:]
	if len(w.words) == 0 {
		w.complain(at, "a date belongs after by", `write by 2026-12-31, or "by" for the word itself`)
		return
	}
	word := w.words[0]
	w.words = w.words[1:]
	when, err := date.Parse(word.Text)
	if err != nil {
		w.note.problems.Add(err.Problem(word.Span))
		w.bad = true
		return
	}
	w.By = when.To
}
