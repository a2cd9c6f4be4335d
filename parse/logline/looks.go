package logline

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// LooksLikeContact reports whether a line begins with a kind, and not as a field does.
func (r *Reader) LooksLikeContact(raw string) bool {
	word, rest := txt.CutWord(raw)
	if strings.HasSuffix(word, ":") && (rest == "" || strings.ContainsAny(rest, "@0123456789/") || strings.HasPrefix(rest, "[")) {
		return false // "email: ada@lakeshore.example"
	}
	l := Line{reader: r, kinds: &r.kinds}
	_, text := date.CutTime(date.TrimSeparator(strings.TrimLeftFunc(raw, date.IsSymbol)))
	l.split(txt.CutAt(text, 200))
	i := 0
	switch l.word(0) {
	case "i", "we", "she", "he", "they":
		i = 1
	}
	i, _, _ = l.before(i)
	kind, n := l.kinds.at(l.toks, i, false)
	return kind != nil && kind.row.kind != Remark && !(kind.row.class == Sync && isPlan(l.word(i+n)))
}

// MeantAsNote reports whether a head says that the line is only a note.
func (r *Reader) MeantAsNote(head string) bool {
	l := Line{reader: r, kinds: &r.kinds}
	l.split(txt.CutAt(head, 60))
	return l.word(0) == "note" || l.word(0) == "call" && l.word(1) == "for"
}

// HoldsName reports whether words of a line are a name that is known, outside
// its links.
func (r *Reader) HoldsName(raw string, known func(string) bool) bool {
	l := Line{reader: r, kinds: &r.kinds}
	l.split(raw)
	for i := range l.toks {
		if l.toks[i].link > 0 || l.toks[i].word == "" || !txt.Capital(raw[l.toks[i].start:]) {
			continue
		}
		for k := i + 1; k < min(i+4, len(l.toks)) && l.toks[k].link == 0 && !l.toks[k-1].comma && !l.toks[k].dash; k++ {
			if known(raw[l.toks[i].start:l.toks[k].end]) {
				return true
			}
		}
	}
	return false
}

// CutVerb takes what happened off the front: "met", "coffee with", "talked to".
func (r *Reader) CutVerb(s string) (verb, rest string) {
	l := Line{reader: r, kinds: &r.kinds}
	l.split(txt.CutAt(s, 60))
	at, _ := l.fillers(0)
	kind, n := l.kinds.at(l.toks, at, false)
	if kind == nil || kind.row.class != Sync || l.word(0) == "a" || l.word(0) == "an" {
		return "", s
	}
	end := l.toks[at+n-1].end
	verb, after := txt.Fold(s[:end]), strings.TrimLeft(s[end:], " \t:")
	for _, word := range []string{"with ", "w/", "to "} {
		if len(after) > len(word) && strings.EqualFold(after[:len(word)], word) {
			return verb, txt.TrimBlanks(after[len(word):])
		}
	}
	return verb, after
}
