package txt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FirstWord is a text up to its first blank.
func FirstWord(s string) string {
	word, _ := CutWord(s)
	return word
}

// Stops reports whether a word ends the people after a preposition.
func Stops(word string) bool {
	switch word {
	case "about", "re", "at", "on", "for", "in", "that", "over", "via", "after", "before", "because", "as", "since", "until", "during", "while", "when", "by", "of",
		"today", "yesterday", "tomorrow", "tonight", "again", "back", "too", "now", "early", "late":
		return true
	}
	return false
}

// Joins reports whether a word stands between two people.
func Joins(word string) bool { return word == "and" || word == "&" || word == "+" }

// Capital reports whether a text begins as names do.
func Capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// Capitals writes words as names are written.
func Capitals(words []string) string {
	out := slices.Clone(words)
	for i, w := range out {
		r, size := utf8.DecodeRuneInString(w)
		out[i] = string(unicode.ToUpper(r)) + w[size:]
	}
	return strings.Join(out, " ")
}

// NameLike reports whether a word holds nothing that no name does.
func NameLike(word string) bool {
	return !strings.ContainsFunc(word, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.Is(unicode.M, c) && !strings.ContainsRune("-'’.", c)
	})
}

// NameWord reports whether a word begins as names do and holds nothing else.
func NameWord(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(c) && !unicode.IsTitle(c) && (!unicode.IsLetter(c) || unicode.IsLower(c)) {
		return false
	}
	return NameLike(word)
}

// maxName is the most words a name has at the start of a capture.
const maxName = 5

// particle reports whether a small word stands within names.
func particle(word string) bool {
	return slices.Contains([]string{"de", "da", "del", "della", "der", "den", "di", "do", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "van", "von", "vom", "zu", "ten", "ter", "y", "af", "av"}, word)
}

// nameFollows reports whether a name goes on, perhaps with more small words.
func nameFollows(s string) bool {
	word, after := CutWord(s)
	for particle(word) {
		word, after = CutWord(after)
	}
	return NameWord(strings.TrimRight(word, ",:;.!?)"))
}

// CutNames takes the names off the front: links, or words that begin as names
// do, with "and" or "&" between two people.
func CutNames(s string) (names []string, linked bool, rest string) {
	rest = s
	for {
		name, isLink, after := cutName(rest)
		if name == "" || len(names) > 0 && isLink != linked {
			return names, linked, rest
		}
		names, linked, rest = append(names, name), isLink, after
		word, next := CutWord(strings.TrimLeft(after, " \t,"))
		if word != "and" && word != "&" && word != "+" {
			return names, linked, rest
		}
		if name, _, _ := cutName(next); name == "" {
			return names, linked, rest
		}
		rest = next
	}
}

// cutName takes one name off the front.
func cutName(s string) (name string, linked bool, rest string) {
	if link, n := ScanLink(s); n > 0 && link.Target != "" {
		return link.Target, true, s[n:]
	}
	var words []string
	rest = s
	for len(words) < maxName {
		word, after := CutWord(rest)
		bare := strings.TrimRight(word, ",:;.!?)")
		ends := bare != word && !(len(bare) <= 2 && strings.HasSuffix(word, ".")) // "J." is an initial
		switch {
		case !NameWord(bare) && !(len(words) > 0 && particle(word) && nameFollows(after)):
			return strings.Join(words, " "), false, rest
		case ends:
			return strings.Join(append(words, bare), " "), false, rest[len(bare):]
		}
		words, rest = append(words, word), after
	}
	return strings.Join(words, " "), false, rest
}
