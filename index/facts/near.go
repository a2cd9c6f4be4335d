package facts

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// MostNear is how many notes a name that nobody bears is said to be near to.
const MostNear = 3

// spelled lists the notes of which a name has a word in common with another and
// is near to it as a whole, or is near to it word by word.
func (w *NameWords) spelled(typed string) (out []*parse.Note) {
	w.once.Do(w.build)
	forms := txt.FormsOf(typed)
	words := forms.Kept()
	if len(words) == 0 {
		return nil
	}
	add := func(names []int32) {
		for _, name := range names {
			if n := w.Notes[w.Names[name]]; !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	if len(words) == 1 {
		for _, word := range w.Like(words[0][0]) {
			add(w.ByWord[word])
		}
		return out
	}
	for _, word := range words {
		for _, name := range w.ByWord[word[0]] {
			note := w.Notes[w.Names[name]]
			if slices.ContainsFunc(note.Names(), func(name string) bool { return txt.Nearest(forms.Short[0], []string{txt.NameKey(name)}) != "" }) {
				add([]int32{name})
			}
		}
	}
	return out
}

// Like lists the known words that are one slip away from a word, of which they
// have the first letter.
func (w *nameTable) Like(word string) (out []string) {
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

// alike lists the contacts who may be somebody of a name: one of their names is
// the same but for words that one of the two has besides or only begins, or is
// one slip away. A first name among other names of theirs is nobody's alone.
func (w *NameWords) alike(name string) (out []*parse.Note) {
	w.once.Do(w.build)
	forms := txt.FormsOf(name)
	typed := shortNameOf(forms.Kept())
	var shared []int32
	for _, word := range forms.Kept() {
		shared = append(shared, w.Holding(word, ByWords)...)
	}
	if len(typed.words) == 1 {
		for _, near := range w.Like(typed.words[0]) {
			shared = append(shared, w.ByWord[near]...)
		}
	}
	for _, at := range shared {
		other := w.short(at)
		if !typed.covers(other) && !typed.slipped(other) {
			continue
		}
		n := w.Notes[w.Names[at]]
		alias := len(other.words) == 1 && len(typed.words) > 1 && txt.NameKey(n.Name) != other.words[0]
		if n.Kind == parse.ContactNote && !alias && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Near are the notes that somebody may have meant by a name that no note bears:
// by words of it, by their beginnings, or near in spelling. Where it would be
// too many, it is none.
func (r *Names) Near(name string) []*parse.Note {
	found, _ := r.Find(name, func(n *parse.Note) bool { return n.Kind.HasName() })
	if len(found) == 0 {
		found = r.Words.spelled(name)
	}
	if len(found) > MostNear {
		return nil
	}
	return found
}

// Alike lists the contacts who may be somebody of a name, which is not quite one of
// theirs.
func (r *Names) Alike(name string) []*parse.Note { return r.Words.alike(name) }

// Starting are the notes of which a name has words that begin as those typed, by
// path.
func (r *Names) Starting(typed string, accept func(*parse.Note) bool) []*parse.Note {
	return r.Words.find(typed, ByStarts, accept)
}
