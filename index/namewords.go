package index

import (
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"netnotes/parse"
)

// nameForms are the folded forms of names that are not as resolver.named has
// them. They are made when they are asked for first: most links are exact.
type nameForms struct {
	notes []*parse.Note
	once  sync.Once
	named map[string][]bearer
}

// of lists the bearers of a form.
func (f *nameForms) of(key string) []bearer {
	f.once.Do(f.build)
	return f.named[key]
}

func (f *nameForms) build() {
	f.named = map[string][]bearer{}
	for i, n := range f.notes {
		b := bearer{note: int32(i)}
		if n.Kind == parse.ContactNote {
			b.as = ofContact
		}
		f.add(n.Name, b)
		for _, alias := range n.List("aliases") {
			f.add(alias, b)
		}
		if file := stem(n.Path); file != n.Name {
			f.add(file, b)
		}
	}
}

func (f *nameForms) add(name string, b bearer) {
	if parse.IsPlainName(name) {
		return
	}
	forms := parse.FormsOf(name)
	for _, of := range [...]struct {
		keys []string
		as   sorts
	}{{forms.Whole, asWhole}, {forms.Short, asShort}, {forms.Tails, asShort}} {
		for _, key := range of.keys {
			f.named[key] = append(f.named[key], bearer{b.note, b.as | of.as})
		}
	}
}

// stem is a file's name without its folder and its ending.
func stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// nameWords finds notes by words of their names. It is made when it is asked
// first.
type nameWords struct {
	notes  []*parse.Note
	once   sync.Once
	names  []int32            // of each name the place of its note
	kept   [][]string         // of each name the words without titles and suffixes
	byWord map[string][]int32 // the names that hold a word, in order
	sorted []string           // the words, in order
}

func (w *nameWords) build() {
	w.byWord = make(map[string][]int32, len(w.notes))
	for i, n := range w.notes {
		if !n.Kind.HasName() {
			continue
		}
		for _, name := range n.Names() {
			at := int32(len(w.names))
			w.names = append(w.names, int32(i))
			add := func(word string) {
				if list := w.byWord[word]; len(list) == 0 || list[len(list)-1] != at {
					w.byWord[word] = append(list, at)
				}
			}
			forms := parse.FormsOf(name)
			var kept []string
			for _, word := range forms.Kept() {
				kept = append(kept, word[0])
			}
			w.kept = append(w.kept, kept)
			for _, word := range forms.Words() {
				add(word[0])
				add(word[1])
			}
		}
	}
	w.sorted = make([]string, 0, len(w.byWord))
	for word := range w.byWord {
		w.sorted = append(w.sorted, word)
	}
	slices.Sort(w.sorted)
}

// find lists the notes of which one name holds every word that is typed, whole
// or by its beginning: with titles and suffixes, else without.
func (w *nameWords) find(typed string, rank int, accept func(*parse.Note) bool) []*parse.Note {
	w.once.Do(w.build)
	forms := parse.FormsOf(typed)
	for _, words := range [...][][2]string{forms.Words(), forms.Kept()} {
		var out []*parse.Note
		for _, name := range w.all(words, rank) {
			if n := w.notes[w.names[name]]; accept(n) && !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// all lists the names that hold all of the words.
func (w *nameWords) all(words [][2]string, rank int) (names []int32) {
	for i, word := range words {
		have := w.holding(word, rank)
		if i == 0 {
			names = have
			continue
		}
		names = slices.DeleteFunc(slices.Clone(names), func(name int32) bool {
			_, found := slices.BinarySearch(have, name)
			return !found
		})
	}
	return names
}

// holding lists the names that hold a word by either key, in order.
func (w *nameWords) holding(word [2]string, rank int) []int32 {
	var lists [][]int32
	for _, key := range word {
		if rank == ByWords {
			lists = append(lists, w.byWord[key])
		} else {
			for i := sort.SearchStrings(w.sorted, key); i < len(w.sorted) && strings.HasPrefix(w.sorted[i], key); i++ {
				lists = append(lists, w.byWord[w.sorted[i]])
			}
		}
		if word[0] == word[1] {
			break
		}
	}
	if len(lists) == 1 {
		return lists[0]
	}
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
