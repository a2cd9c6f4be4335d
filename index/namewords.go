package index

import (
	"iter"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// stem is a file's name without its folder and its ending.
func stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// nameWords finds notes by words of their names.
type nameWords struct {
	notes []*parse.Note
	*nameTable
}

// nameTable are the words of the names of some notes. It is made when it is asked
// first.
type nameTable struct {
	count  func() int
	called func(note int) iter.Seq[called] // the names by which it is known
	once   sync.Once
	names  []int32            // of each name the place of its note
	texts  []string           // the names
	byWord map[string][]int32 // the names that hold a word, in order
	sorted []string           // the words, in order

	shorten sync.Once
	kept    []shortName // of each name
}

func (w *nameTable) build() {
	w.byWord = make(map[string][]int32, w.count())
	for i := range w.count() {
		for c := range w.called(i) {
			at := int32(len(w.names))
			w.names, w.texts = append(w.names, int32(i)), append(w.texts, c.name)
			add := func(word string) {
				if list := w.byWord[word]; len(list) == 0 || list[len(list)-1] != at {
					w.byWord[word] = append(list, at)
				}
			}
			if txt.IsPlainName(c.name) { // it has no other words than its key's
				for word := range strings.FieldsSeq(c.key) {
					add(word)
				}
				continue
			}
			forms := txt.FormsOf(c.name)
			for word := range forms.WordsByEither() {
				add(word)
			}
		}
	}
	w.sorted = slices.Sorted(maps.Keys(w.byWord))
}

// short is a name without titles and suffixes.
func (w *nameTable) short(name int32) *shortName {
	w.shorten.Do(func() {
		w.kept = make([]shortName, len(w.texts))
		for i, text := range w.texts {
			forms := txt.FormsOf(text)
			w.kept[i] = shortNameOf(forms.Kept())
		}
	})
	return &w.kept[name]
}

// find lists the notes of which one name holds every word that is typed, whole
// or by its beginning: with titles and suffixes, else without.
func (w *nameWords) find(typed string, rank int, accept func(*parse.Note) bool) []*parse.Note {
	w.once.Do(w.build)
	forms := txt.FormsOf(typed)
	for _, words := range [...][][2]string{forms.Words(), forms.Kept()} {
		var out []*parse.Note
		for _, name := range w.all(words, rank) {
			n := w.notes[w.names[name]]
			if known := len(out) > 0 && out[len(out)-1] == n; !known && accept(n) { // the names of a note follow each other
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
func (w *nameTable) all(words [][2]string, rank int) (names []int32) {
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
func (w *nameTable) holding(word [2]string, rank int) []int32 {
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
