package index

import (
	"slices"

	"netnotes/parse"
)

// Bases are the notes as they read where nobody else is known, by path, and the ids
// by which git knows their bytes, one after the other, each of so many bytes.
func (ix *Index) Bases(size int) ([]*parse.Note, []byte) {
	ids, anew := ix.late.blobs.Of(ix.facts, ix.bases, size)
	ix.late.looked.Add(int32(anew))
	return ix.bases, ids
}

// SameStory reports whether what is told of somebody is what a later reading, of
// which the earlier one was made, tells of them. Where it is the same it takes no
// look at any line; a yes is certain, a no is not.
func SameStory(earlier, later *Person) bool {
	was, is := earlier.index, later.index
	return earlier == later || slices.EqualFunc(was.tellers(earlier.number), is.tellers(later.number), func(i, j int32) bool { return was.shares(int(i), is, int(j)) }) &&
		was.shares(earlier.number, is, later.number)
}

// SameTasks is SameStory for the tasks of an event.
func SameTasks(earlier, later *Event) bool {
	return earlier.index.shares(earlier.number, later.index, later.number)
}

// shares reports whether a note was taken over from another snapshot, with what it
// tells there.
func (ix *Index) shares(i int, other *Index, j int) bool {
	return ix.bases[i] == other.bases[j] && (ix == other || ix.late.stale == nil || !ix.late.stale[i])
}
