package facts

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

// Stem is a file's name without its folder and its ending.
func Stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// NameWords finds notes by words of their names.
type NameWords struct {
	Notes []*parse.Note
	*nameTable
}

// nameTable are the words of the names of some notes. It is made when it is asked
// first.
type nameTable struct {
	count  func() int
	called func(note int) iter.Seq[called] // the names by which it is known
	once   sync.Once
	Names  []int32            // of each name the place of its note
	Texts  []string           // the names
	ByWord map[string][]int32 // the names that hold a word, in order
	sorted []string           // the words, in order

	shorten sync.Once
	kept    []shortName // of each name
}

func (w *nameTable) build() {
	w.ByWord = make(map[string][]int32, w.count())
	for i := range w.count() {
		for c := range w.called(i) {
			at := int32(len(w.Names))
			w.Names, w.Texts = append(w.Names, int32(i)), append(w.Texts, c.name)
			add := func(word string) {
				if list := w.ByWord[word]; len(list) == 0 || list[len(list)-1] != at {
					w.ByWord[word] = append(list, at)
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
	w.sorted = slices.Sorted(maps.Keys(w.ByWord))
}

// short is a name without titles and suffixes.
func (w *nameTable) short(name int32) *shortName {
	w.shorten.Do(func() {
		w.kept = make([]shortName, len(w.Texts))
		for i, text := range w.Texts {
			forms := txt.FormsOf(text)
			w.kept[i] = shortNameOf(forms.Kept())
		}
	})
	return &w.kept[name]
}

// find lists the notes of which one name holds every word that is typed, whole
// or by its beginning: with titles and suffixes, else without.
func (w *NameWords) find(typed string, rank int, accept func(*parse.Note) bool) []*parse.Note {
	w.once.Do(w.build)
	forms := txt.FormsOf(typed)
	for _, words := range [...][][2]string{forms.Words(), forms.Kept()} {
		var out []*parse.Note
		for _, name := range w.all(words, rank) {
			n := w.Notes[w.Names[name]]
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
		have := w.Holding(word, rank)
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

// Holding lists the names that hold a word by either key, in order.
func (w *nameTable) Holding(word [2]string, rank int) []int32 {
	var lists [][]int32
	for _, key := range word {
		if rank == ByWords {
			lists = append(lists, w.ByWord[key])
		} else {
			for i := sort.SearchStrings(w.sorted, key); i < len(w.sorted) && strings.HasPrefix(w.sorted[i], key); i++ {
				lists = append(lists, w.ByWord[w.sorted[i]])
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
