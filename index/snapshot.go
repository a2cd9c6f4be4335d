package index

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"

	"netnotes/index/git"
	"netnotes/index/parallel"
	"netnotes/parse"
)

// blobID is the name git gives a file's bytes in a repository whose names have
// so many hexadecimal digits.
func blobID(source []byte, digits int) string {
	var h hash.Hash = sha1.New()
	if digits == 2*sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(source))
	h.Write(source)
	return hex.EncodeToString(h.Sum(nil))
}

// Blobs are those of a folder's notes that files of a commit hold, byte for byte.
func (ix *Index) Blobs(files []git.Entry) map[git.Entry]*parse.Note {
	at := make(map[string]string, len(files)) // by path
	for _, e := range files {
		at[e.Path] = e.ID
	}
	is := make([]bool, len(ix.bases))
	parallel.Each(len(ix.bases), 16, func(start, end int) {
		for i, n := range ix.bases[start:end] {
			id, there := at[n.Path]
			is[start+i] = there && blobID(n.Source(), len(id)) == id
		}
	})
	same := make(map[git.Entry]*parse.Note, len(files))
	for i, n := range ix.bases {
		if is[i] {
			same[git.Entry{Path: n.Path, ID: at[n.Path]}] = n
		}
	}
	return same
}

// SameStory reports whether what is told of somebody is what a later reading, of
// which the earlier one was made, tells of them. Where it is the same it takes no
// look at any line; a yes is certain, a no is not.
func SameStory(earlier, later *Person) bool {
	was, is := earlier.index, later.index
	return slices.EqualFunc(was.tellers(earlier.number), is.tellers(later.number), func(i, j int32) bool { return was.shares(int(i), is, int(j)) }) &&
		was.shares(earlier.number, is, later.number)
}

// SameTasks is SameStory for the tasks of an event.
func SameTasks(earlier, later *Event) bool {
	return earlier.index.shares(earlier.number, later.index, later.number)
}

// shares reports whether a note was taken over from another snapshot, with what it
// tells there.
func (ix *Index) shares(i int, other *Index, j int) bool {
	return ix.bases[i] == other.bases[j] && (ix.late.stale == nil || !ix.late.stale[i])
}
