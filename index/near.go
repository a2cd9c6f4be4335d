package index

import (
	"slices"
	"strings"

	"netnotes/parse"
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
	forms := parse.FormsOf(typed)
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
			if slices.ContainsFunc(note.Names(), func(name string) bool { return parse.Nearest(forms.Short[0], []string{parse.NameKey(name)}) != "" }) {
				add([]int32{name})
			}
		}
	}
	return out
}

// like lists the known words that are one slip away from a word, of which they
// have the first letter.
func (w *nameWords) like(word string) (out []string) {
	if len(word) < 4 {
		return nil
	}
	i, _ := slices.BinarySearch(w.sorted, word[:1])
	for ; i < len(w.sorted) && strings.HasPrefix(w.sorted[i], word[:1]); i++ {
		if near := w.sorted[i]; len(near) > 3 && len(near)-len(word) < 2 && len(word)-len(near) < 2 && parse.Nearest(word, []string{near}) != "" {
			out = append(out, near)
		}
	}
	return out
}
