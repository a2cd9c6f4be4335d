package parse

import (
	"strings"
	"unicode"
)

// token is a word or a link of a head.
type token struct {
	word  string // lower case, without punctuation around it
	link  int32  // its place in the line's links, from 1; 0 for a word
	owner bool   // a link to the note's owner
	comma bool   // punctuation follows, which ends a phrase
}

// endsWord reports whether a word ends before a byte.
func endsWord(c byte) bool {
	const ends = 1<<' ' | 1<<'\t' | 1<<',' | 1<<';' | 1<<'(' | 1<<')'
	return c < 64 && uint64(ends)>>c&1 != 0 || c == '[' || c == '`'
}

// split takes a head apart into words and links; code is one word that means
// nothing.
func (l *line) split(head string) {
	backticks, brackets := fewMarks(head, "`"), fewMarks(head, "[")
	for i := 0; i < len(head); {
		switch c := head[i]; {
		case c == ' ' || c == '\t' || c == '(' || c == ')':
			i++
			continue
		case c == ',' || c == ';':
			if n := len(l.toks); n > 0 {
				l.toks[n-1].comma = true
			}
			i++
			continue
		case c == '`' && backticks:
			n, closed := codeSpan(head[i:])
			i += n
			if closed {
				l.toks = append(l.toks, token{word: "`"})
			}
			continue
		case c == '[' && brackets || c == '@' && (i == 0 || strings.IndexByte(" \t(,&", head[i-1]) >= 0):
			if link, n := scanLink(head[i:]); n > 0 {
				link.Span = Span{i, i + n}
				l.addLink(link)
				i += n
				continue
			}
		}
		end := i + 1
		for end < len(head) && !endsWord(head[end]) {
			end++
		}
		l.addWord(head[i:end])
		i = end
	}
}

func (l *line) addLink(link Link) {
	l.links = append(l.links, link)
	owner := l.in.Owner != nil && l.in.Owner.isNamed(link.Target)
	l.toks = append(l.toks, token{link: int32(len(l.links)), owner: owner})
}

func (l *line) addWord(word string) {
	last := word[len(word)-1]
	if !plainWord(word) {
		word = fold(strings.TrimFunc(word, func(r rune) bool { return unicode.IsPunct(r) && r != '&' && r != '@' && r != '#' }))
	}
	if word != "" {
		l.toks = append(l.toks, token{word: word, comma: last == '.' || last == '!' || last == '?' || last == ':'})
	}
}

// plainWord reports whether a word is of lower-case letters.
func plainWord(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}
