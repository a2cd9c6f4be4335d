package index

import (
	"slices"
	"strings"

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

// Starting are the notes of which a name has words that begin as those typed, by
// path.
func (ix *Index) Starting(typed string, accept func(*parse.Note) bool) []*parse.Note {
	return ix.names.words.find(typed, ByStarts, accept)
}
