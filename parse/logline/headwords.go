package logline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// endsWord reports whether a word ends before a byte.
func endsWord(c byte) bool {
	const ends = 1<<' ' | 1<<'\t' | 1<<',' | 1<<';' | 1<<'(' | 1<<')'
	return c < 64 && uint64(ends)>>c&1 != 0 || c == '[' || c == '`'
}

// split takes a head apart into words and links; code is one word that means
// nothing.
func (l *Line) split(head string) {
	l.head, l.toks = head, slices.Grow(l.toks, 2+strings.Count(head, " ")) // what grows is copied
	backticks, brackets, bracket := txt.FewMarks(head, "`"), txt.FewMarks(head, "["), false
	for i := 0; i < len(head); {
		n := len(l.toks)
		switch c := head[i]; {
		case c == ' ' || c == '\t' || c == '(' || c == ')':
			bracket = bracket || c == '('
			i++
			continue
		case c == ',' || c == ';':
			if n > 0 {
				l.toks[n-1].comma = true
			}
			i++
			continue
		case c == '`' && backticks:
			size, closed := txt.CodeSpan(head[i:])
			if closed {
				l.toks = append(l.toks, token{word: "`", start: i, end: i + size})
			}
			i += size
		case c == '[' && brackets || c == '@' && (i == 0 || strings.IndexByte(" \t(,&", head[i-1]) >= 0):
			link, size := txt.ScanLink(head[i:])
			if size == 0 {
				i = l.addWord(i)
				break
			}
			link.Span = txt.At(i, i+size)
			l.addLink(link)
			i += size
		default:
			i = l.addWord(i)
		}
		if len(l.toks) > n {
			l.toks[n].bracket, bracket = bracket, false
		}
	}
}

func (l *Line) addLink(link txt.Link) {
	l.links = append(l.links, link)
	owner := l.in.Owner != nil && l.in.Owner.isNamed(link.Target)
	l.toks = append(l.toks, token{link: int32(len(l.links)), owner: owner, start: link.Span.Start, end: link.Span.End})
}

// addWord adds the word that begins at a place, in its parts where it has
// hyphens, and says where it ends.
func (l *Line) addWord(start int) int {
	head := l.head
	end := start + 1
	for end < len(head) && !endsWord(head[end]) {
		end++
	}
	if plainWord(head[start:end]) {
		l.toks = append(l.toks, token{word: head[start:end], start: start, end: end})
		return end
	}
	if len(head) >= start+2 && txt.Lower(head[start]) == 'w' && head[start+1] == '/' {
		l.toks = append(l.toks, token{word: "with", start: start, end: start + 2})
		return start + 2
	}
	raw := head[start:end]
	switch raw {
	case "-", "–", "—", "--", "->", "=>", "→", "⇒":
		l.toks = append(l.toks, token{start: start, end: end, dash: true})
		return end
	case "&", "+":
		l.toks = append(l.toks, token{word: raw, start: start, end: end})
		return end
	}
	first := len(l.toks)
	for at := start; at < end; {
		stop := strings.IndexByte(head[at:end], '-')
		if stop < 0 {
			stop = end
		} else {
			stop += at
		}
		l.addPart(at, stop)
		if n := len(l.toks); n > first && stop < end-1 {
			l.toks[n-1].hyphen = true
		}
		at = stop + 1
	}
	if n := len(l.toks); n > first {
		last := head[end-1]
		l.toks[n-1].asked = last == '?'
		l.toks[n-1].comma = last == '!' || last == '?' || last == ':' || last == '.' && !abbreviated(l.toks[n-1].word)
	}
	return end
}

// abbreviated reports whether a word with a dot ends no sentence: an initial or
// a title.
func abbreviated(word string) bool {
	if utf8.RuneCountInString(word) == 1 {
		return true
	}
	switch word {
	case "dr", "prof", "mr", "mrs", "ms", "mx", "rev", "hon", "st", "ing", "dott", "mag", "jr", "sr":
		return true
	}
	return false
}

// addPart adds a word without the punctuation and the signs around it. A sign
// that crosses out is kept for the line.
func (l *Line) addPart(start, end int) {
	text := l.head[start:end]
	trim := func(r rune) bool {
		l.crossed = l.crossed || r == '❌' || r == '✗' || r == '✘' || r == '🚫'
		return r != '#' && r != '@' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.In(r, unicode.Mn, unicode.Cf))
	}
	inner := strings.TrimLeftFunc(text, trim)
	start += len(text) - len(inner)
	inner = strings.TrimRightFunc(inner, trim)
	if inner == "" {
		return
	}
	l.toks = append(l.toks, token{word: foldWord(inner), start: start, end: start + len(inner)})
}

// foldWord is a word in lower case, without its apostrophes.
func foldWord(s string) string {
	if plainWord(s) {
		return s
	}
	s = txt.Fold(s)
	if strings.ContainsAny(s, "'’`") {
		s = strings.NewReplacer("'", "", "’", "", "`", "").Replace(s)
	}
	return s
}

// wordsOf are the words of a text as they stand in tokens.
func wordsOf(text string) []string {
	l := new(Line)
	l.split(text)
	var words []string
	for _, t := range l.toks {
		if t.word != "" {
			words = append(words, t.word)
		}
	}
	return words
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

// lastWord is what follows the last blank or opening parenthesis.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && s[i-1] != ' ' && s[i-1] != '\t' && s[i-1] != '(' {
		i--
	}
	return s[i:]
}
