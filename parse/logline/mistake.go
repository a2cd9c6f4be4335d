package logline

import (
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// mistaken looks for what makes a note look like a contact.
func (l *Line) mistaken(e *Entry) {
	if w := l.word(0); w == "note" || w == "call" && l.word(1) == "for" || w == "gave" && l.word(1) == "a" && l.word(2) == "talk" {
		return
	}
	for i := range min(3, len(l.toks)) {
		t := &l.toks[i]
		if near, sure := l.kinds.nearest(t.word); near != "" {
			l.mistake = mistake{t.word, near, sure, txt.At(t.start, t.end)}
			if i == 0 || i == 1 && l.word(0) == "i" {
				e.NearestKind = near
			}
			return
		}
	}
	for i := range l.toks {
		if word, n := l.kinds.at(l.toks, i, false); word != nil && word.row.kind != Remark {
			l.mistake = mistake{word: word.text, at: txt.At(l.toks[i].start, l.toks[i+n-1].end)}
			return
		}
	}
}

// mistake is what is said of a note that looks like a contact.
func (l *Line) MistakeOf(e *Entry) []txt.Problem {
	m := &l.mistake
	if m.word == "" || e.Scope.Planned || e.Given && m.near == "" {
		return nil
	}
	p := txt.Problem{Span: m.at, Code: txt.UnknownKind, Severity: txt.Warning, Text: "\"" + m.word + "\" is no kind of contact, so the line is a note and counts for nothing", Hint: "did you mean " + m.near + "?", Fixes: []txt.Fix{{Text: asCapital(m.near, e.Raw[min(m.at.Start, len(e.Raw)):]), Certain: m.sure}}}
	if m.near == "" {
		p.Text, p.Hint, p.Fixes = "the line begins with no kind of contact, so it is a note and counts for nothing", "begin it with "+m.word+", or with note", nil
	}
	return []txt.Problem{p}
}

// asCapital is a word with a capital where the text it replaces has one.
func asCapital(word, text string) string {
	if txt.Capital(text) {
		first, n := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(first)) + word[n:]
	}
	return word
}
