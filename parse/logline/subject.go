package logline

import (
	"slices"

	"netnotes/parse/txt"
)

// subject reads "I", a pronoun or a person before a kind. All but "I" mean that
// the line comes from them.
func (l *Line) subject() subject {
	switch l.word(0) {
	case "i", "we":
		return subject{end: 1}
	case "she", "he", "they":
		if l.in.Owner != nil {
			return subject{who: isOwner, end: 1}
		}
		return subject{}
	}
	if word, _ := l.kinds.at(l.toks, 0, false); word != nil {
		return subject{}
	}
	for end := 1; end <= 4 && end < len(l.toks); end++ {
		if t := &l.toks[end-1]; t.dash || t.comma || txt.Stops(t.word) || l.isPreposition(end-1) != "" {
			break
		}
		word := l.verbAt(end)
		if word == nil {
			continue
		}
		if s := l.subjectTo(end, word); s.end > 0 {
			return s
		}
	}
	if n := l.ownerAt(); n > 0 {
		return subject{who: isOwner, end: n}
	}
	return subject{}
}

// verbAt is the kind that begins at a token, perhaps after fillers.
func (l *Line) verbAt(i int) *kindWord {
	at, _, _ := l.before(i)
	word, _ := l.kinds.at(l.toks, at, true)
	return word
}

// subjectTo is the subject that ends before a kind.
func (l *Line) subjectTo(end int, word *kindWord) subject {
	text := l.head[l.toks[0].start:]
	names := l.toks[0].link > 0 || txt.Capital(text) || l.in.Typed || determiner(l.word(0)) && l.word(0) != "a" && l.word(0) != "an"
	was, problems := l.unsure, len(l.problems)
	who, link := l.meant(0, end, "")
	at := txt.At(l.toks[0].start, l.toks[end-1].end)
	l.unsure = was || l.unsure && names
	switch {
	case (who == isOwner || who == isKnown) && !names && !word.past && word.text == l.word(end): // "park coffee"
		return subject{}
	case who == isOwner || who == isKnown:
		l.name(0, end)
		return subject{who, link, at, end}
	case !names || who == nobody, who == stranger && !word.past:
		l.problems = l.problems[:problems]
		return subject{}
	case who == unlinked:
		l.remark(txt.UnlinkedPerson, at)
	default:
		l.remark(txt.UnknownPerson, at)
	}
	l.name(0, end)
	return subject{who, txt.Link{}, at, end}
}

// ownerAt is how many of the first tokens name the note's owner, whatever
// follows.
func (l *Line) ownerAt() int {
	if l.in.Owner == nil || len(l.toks) == 0 || l.toks[0].link == 0 && !txt.Capital(l.head[l.toks[0].start:]) {
		return 0
	}
	for end := min(4, len(l.toks)-1); end > 0; end-- {
		if t := &l.toks[end-1]; t.comma || l.toks[end].dash || t.link > 0 && !t.owner || t.word == "" && t.link == 0 {
			continue
		}
		if l.toks[0].owner && end == 1 || l.toks[0].link == 0 && l.in.Owner.rank(l.head[l.toks[0].start:l.toks[end-1].end]) > 0 {
			return end
		}
	}
	return 0
}

// everybody is the people of all phrases, each once. Mostly they are the links
// of the head, whose list they share then.
func (l *Line) everybody(phrases []phrase, headLinks []txt.Link) []txt.Link {
	for _, p := range phrases {
		l.people = txt.AppendLinks(l.people, l.found[p.from:p.to])
	}
	switch {
	case len(l.people) == 0:
		return nil
	case slices.Equal(l.people, headLinks):
		return headLinks
	}
	return l.keptLinks.Keep(l.people, 128)
}
