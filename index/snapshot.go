package index

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"

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

// blobIDs names the bytes of many notes.
func blobIDs(notes []*parse.Note, digits int) []string {
	out := make([]string, len(notes))
	Each(len(notes), 16, func(start, end int) {
		for i := start; i < end; i++ {
			out[i] = blobID(notes[i].Source(), digits)
		}
	})
	return out
}

// ReadLike reads the folder at a commit, and shares with another reading of the
// folder the notes that are the same. The zero commit is an empty folder.
func (h *History) ReadLike(c Commit, other *Index) (*Index, error) {
	if c.ID == "" {
		return build(other.Settings, other.reader, nil, nil), nil
	}
	known := map[string]*parse.Note{}
	for i, id := range blobIDs(other.Notes(), len(c.ID)) {
		known[id+other.Notes()[i].Path] = other.Notes()[i]
	}
	return h.read(c, other, known)
}
