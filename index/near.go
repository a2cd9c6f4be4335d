package index

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// mostNear is how many notes a name that nobody bears is said to be near to.
const mostNear = 3

// Near are the notes that somebody may have meant by a name that no note bears:
// by words of it, by their beginnings, or near in spelling. Where it would be
// too many, it is none.
func (ix *Index) Near(name string) []*parse.Note {
	found, _ := ix.Find(name, func(n *parse.Note) bool { return n.Kind.HasName() })
	if len(found) == 0 {
		found = ix.names.words.spelled(name)
	}
	if len(found) > mostNear {
		return nil
	}
	return found
}

// spelled lists the notes of which a name has a word in common with another and
// is near to it as a whole, or is near to it word by word.
func (w *nameWords) spelled(typed string) (out []*parse.Note) {
	w.once.Do(w.build)
	forms := txt.FormsOf(typed)
	words := forms.Kept()
	if len(words) == 0 {
		return nil
	}
	add := func(names []int32) {
		for _, name := range names {
			if n := w.notes[w.names[name]]; !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	if len(words) == 1 {
		for _, word := range w.like(words[0][0]) {
			add(w.byWord[word])
		}
		return out
	}
	for _, word := range words {
		for _, name := range w.byWord[word[0]] {
			note := w.notes[w.names[name]]
			if slices.ContainsFunc(note.Names(), func(name string) bool { return txt.Nearest(forms.Short[0], []string{txt.NameKey(name)}) != "" }) {
				add([]int32{name})
			}
		}
	}
	return out
}

// like lists the known words that are one slip away from a word, of which they
// have the first letter.
func (w *nameTable) like(word string) (out []string) {
	if len(word) < 4 {
		return nil
	}
	i, _ := slices.BinarySearch(w.sorted, word[:1])
	for ; i < len(w.sorted) && strings.HasPrefix(w.sorted[i], word[:1]); i++ {
		if near := w.sorted[i]; len(near) > 3 && len(near)-len(word) < 2 && len(word)-len(near) < 2 && txt.Nearest(word, []string{near}) != "" {
			out = append(out, near)
		}
	}
	return out
}

// Alike lists the contacts who may be somebody of a name, which is not quite one of
// theirs.
func (ix *Index) Alike(name string) []*parse.Note { return ix.names.words.alike(name) }

// alike lists the contacts who may be somebody of a name: one of their names is
// the same but for words that one of the two has besides or only begins, or is
// one slip away. A first name among other names of theirs is nobody's alone.
func (w *nameWords) alike(name string) (out []*parse.Note) {
	w.once.Do(w.build)
	forms := txt.FormsOf(name)
	typed := shortNameOf(forms.Kept())
	var shared []int32
	for _, word := range forms.Kept() {
		shared = append(shared, w.holding(word, ByWords)...)
	}
	if len(typed.words) == 1 {
		for _, near := range w.like(typed.words[0]) {
			shared = append(shared, w.byWord[near]...)
		}
	}
	for _, at := range shared {
		other := w.short(at)
		if !typed.covers(other) && !typed.slipped(other) {
			continue
		}
		n := w.notes[w.names[at]]
		alias := len(other.words) == 1 && len(typed.words) > 1 && txt.NameKey(n.Name) != other.words[0]
		if n.Kind == parse.ContactNote && !alias && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

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

// Starting are the notes of which a name has words that begin as those typed, by
// path.
func (ix *Index) Starting(typed string, accept func(*parse.Note) bool) []*parse.Note {
	return ix.names.words.find(typed, ByStarts, accept)
}
