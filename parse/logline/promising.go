package logline

import (
	"fmt"
	"strings"

	"netnotes/parse/txt"
)

// promisePhrases are the words by which people promise, or note what is to be
// done, by the first of them; the longer first.
func promisePhrases() map[string][]promisePhrase {
	anywhere := func(words string) promisePhrase { return promisePhrase{words: strings.Fields(words)} }
	first := func(words string) promisePhrase { return promisePhrase{words: strings.Fields(words), first: true} }
	waiting := func(words string) promisePhrase {
		return promisePhrase{words: strings.Fields(words), first: true, waiting: true}
	}
	by := map[string][]promisePhrase{}
	for _, p := range []promisePhrase{
		anywhere("need to"), anywhere("have to"), anywhere("has to"), anywhere("am to"), anywhere("is to"), anywhere("are to"),
		anywhere("will"), anywhere("shall"), anywhere("would"), anywhere("owe"), anywhere("owes"), anywhere("promise"), anywhere("promised"),
		anywhere("undertake"), anywhere("offered"), anywhere("gotta"),
		{words: []string{"todo"}, capital: true}, {words: []string{"fixme"}, capital: true},
		first("todo"), first("to do"), first("action item"), first("action"), first("next step"), first("next steps"), first("task"),
		first("must"), first("should"),
		first("remember to"), first("remind me to"), first("remind me"), first("dont forget to"), first("dont forget"),
		waiting("still waiting for"), waiting("waiting for"), waiting("waiting on"), waiting("awaiting"),
	} {
		by[p.words[0]] = append(by[p.words[0]], p)
	}
	return by
}

// Promising finds the words by which a line promises something, and what it
// promises; -1 where it does not. In an article much will be: there it must be
// the user who promises, or somebody known be named. isName says whether words
// are the whole name of a contact, and names whether a line holds one.
func (r *Reader) Promising(raw string, article bool, isName, names func(string) bool) (int, string) {
	raw = txt.CutAt(raw, 1000)
	l := Line{reader: r, kinds: &r.kinds}
	l.split(raw)
	if n := len(l.toks); n > 3 && txt.Capital(raw) {
		for k := 1; k < min(5, n-1); k++ {
			if l.word(k) == "to" && l.toks[0].link == 0 && isName(raw[:l.toks[k-1].end]) || k == 1 && l.word(1) == "to" && l.toks[0].link > 0 && isName(l.links[0].Target) {
				return 0, raw
			}
		}
	}
	for i := range l.toks {
		if l.toks[i].link > 0 {
			continue
		}
		n, p := l.promises(i, raw)
		if n == 0 || l.asksOrDenies(i, n) || article && i > 0 && !l.promisedByMe(i) && !names(raw) {
			continue
		}
		if l.word(i+n) == "to" {
			n++
		}
		rest := ""
		if i+n < len(l.toks) {
			rest = strings.TrimSpace(raw[l.toks[i+n].start:])
		}
		if rest == "" {
			rest = raw
		}
		if rest = FirstSentence(rest); p.waiting || l.theirs(i) {
			rest += " #waiting"
		}
		return l.toks[i].start, rest
	}
	return -1, ""
}

// asksOrDenies reports whether the n words of a promise at i are of a question that
// is told, "asked whether she would", of what is not to be, "no need to", or of what
// is kept, "as promised".
func (l *Line) asksOrDenies(i, n int) bool {
	switch l.word(i + n) {
	case "not", "never", "she", "he", "they", "you":
		return true
	}
	for k := i - 1; k >= max(i-4, 0) && !l.endsClause(k); k-- {
		switch l.word(k) {
		case "whether", "which", "what", "why", "how", "who", "if", "no", "nobody", "as":
			return true
		case "i", "we": // "if she asks, I will"
			return false
		}
	}
	return false
}

// theirs reports whether somebody else is the subject of the word at i.
func (l *Line) theirs(i int) bool {
	if i == 0 || l.toks[i-1].dash {
		return false
	}
	before := &l.toks[i-1]
	switch before.word {
	case "she", "he", "they":
		return true
	case "i", "we":
		return false
	}
	return (before.link > 0 || txt.Capital(l.head[before.start:])) && !strings.ContainsAny(l.head[before.end:l.toks[i].start], ":.;,")
}

// promisedByMe reports whether the words at i are the user's own: "I will",
// "I'll", or what follows a colon.
func (l *Line) promisedByMe(i int) bool {
	before := &l.toks[i-1]
	return before.word == "i" || before.dash || l.toks[i].word == "ill" || l.toks[i].word == "id" || strings.HasPrefix(l.head[before.end:], ":")
}

// promises finds the phrase that begins with a word, and how many words it has.
func (l *Line) promises(i int, raw string) (int, promisePhrase) {
	at := raw[l.toks[i].start:l.toks[i].end]
	word, curly := l.toks[i].word, strings.ReplaceAll(at, "’", "'")
	if strings.HasSuffix(curly, "'ll") || curly == "I'd" || curly == "we'd" { // but no "well", no "ill" and no O'Connell
		return 1, promisePhrase{waiting: word == "shell" || word == "hell" || word == "theyll"}
	}
	for _, p := range l.reader.promising[word] {
		words := p.words
		if p.first && i > 0 || p.capital && at != strings.ToUpper(words[0]) {
			continue
		}
		n := 1
		for n < len(words) && l.word(i+n) == words[n] {
			n++
		}
		if n < len(words) || p.first && !p.waiting && !l.goesOn(i+n, raw, words) {
			continue
		}
		return n, p
	}
	return 0, promisePhrase{}
}

// goesOn reports whether a colon or a dash follows words that may be the subject
// of a sentence as well; words that call for something need none.
func (l *Line) goesOn(next int, raw string, words []string) bool {
	switch words[0] {
	case "remember", "remind", "dont", "todo", "must", "should":
		return true
	}
	if next < len(l.toks) && l.toks[next].dash {
		return true
	}
	return strings.HasPrefix(strings.TrimLeft(raw[l.toks[next-1].end:], " "), ":")
}

// FirstSentence is the beginning of a text, for a box.
func FirstSentence(s string) string {
	if i := strings.IndexAny(s, ".;!?"); i > 0 {
		s = s[:i]
	}
	return fmt.Sprintf("%.80s", s)
}
