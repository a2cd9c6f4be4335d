package facts

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// shortName is a name without titles and suffixes, as names are compared.
type shortName struct {
	// begins has a bit for the first byte of each word, and letters one for each
	// letter: from them it is seen at once of most names that they are not alike.
	begins  uint64
	letters uint32 // as txt.LettersOf
	words   []string
	whole   string // with blanks between
}

// shortNameOf is a name of some words, each by its keys.
func shortNameOf(words [][2]string) (s shortName) {
	for _, word := range words {
		s.words = append(s.words, word[0])
		if word[0] != "" {
			s.begins |= 1 << (word[0][0] % 64)
		}
	}
	s.whole = strings.Join(s.words, " ")
	s.letters = txt.LettersOf(s.whole)
	return s
}

// covers reports whether every word of the shorter of two names begins a word of
// the other, or is begun by it.
func (s *shortName) covers(other *shortName) bool {
	a, b := s, other
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	if a.begins&^b.begins != 0 {
		return false
	}
	for _, word := range a.words {
		if !slices.ContainsFunc(b.words, func(other string) bool { return strings.HasPrefix(other, word) || strings.HasPrefix(word, other) }) {
			return false
		}
	}
	return true
}

// slipped reports whether two names of six letters or more are one slip apart. A
// slip puts one letter in the place of another at most.
func (s *shortName) slipped(other *shortName) bool {
	if bits.OnesCount32(s.letters&^other.letters) > 1 || bits.OnesCount32(other.letters&^s.letters) > 1 {
		return false
	}
	x, y := len(s.whole), len(other.whole)
	return x >= 6 && y >= 6 && x-y <= utf8.UTFMax && y-x <= utf8.UTFMax && txt.OneSlip(s.whole, other.whole)
}
