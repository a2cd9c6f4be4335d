package facts

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"sync"

	"netnotes/index/parallel"
	"netnotes/parse"
)

// Blobs are the ids by which git knows the bytes of notes. They are found out when
// somebody asks for them.
type Blobs struct {
	mutex sync.Mutex
	ids   []byte // as in Rows
}

// Of are the ids of the notes of facts, one after the other, each of so many bytes:
// zeros of an empty note, which may be one that cannot be read. anew is how many were
// found out.
func (b *Blobs) Of(f *Facts, notes []*parse.Note, size int) (ids []byte, anew int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.ids != nil && len(b.ids) == size*len(notes) {
		return b.ids, 0
	}
	ids = make([]byte, size*len(notes))
	unknown, missing := make([]byte, size), []int{}
	if f.blobSize() == size {
		copy(ids, f.Blobs)
	}
	for i := range notes {
		if bytes.Equal(ids[i*size:][:size], unknown) {
			missing = append(missing, i)
		}
	}
	parallel.Each(len(missing), parallel.Batch, func(start, end int) {
		for _, i := range missing[start:end] {
			if source := notes[i].Source(); len(source) > 0 {
				copy(ids[i*size:], blobID(source, size))
			}
		}
	})
	b.ids = ids
	return ids, len(missing)
}

// In are facts of the same notes with all ids that were found out.
func (b *Blobs) In(f *Facts) *Facts {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.ids == nil {
		return f
	}
	with := *f
	with.Blobs = b.ids
	return &with
}

// blobSize is how many bytes the ids of the facts have.
func (f *Facts) blobSize() int { return len(f.Blobs) / max(1, len(f.Notes)) }

// blobID is the id by which git knows bytes in a repository whose ids have so many bytes.
func blobID(source []byte, size int) []byte {
	h := sha1.New()
	if size == sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(source))
	h.Write(source)
	return h.Sum(nil)
}
