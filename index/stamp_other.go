//go:build !linux && !darwin

package index

import (
	"os"
	"path/filepath"
	"time"
)

// stamp is what tells that a file is the same: when it was written, and its
// size. It is zero where it is not known.
type stamp struct {
	modified, size int64
}

// stampsTell reports whether no change of a file leaves its stamp as it was.
const stampsTell = false

// stampOf asks for the stamp of a file, without following a link.
func stampOf(name string) (stamp, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return stamp{}, err
	}
	return stamp{info.ModTime().UnixNano(), info.Size()}, nil
}

// settled reports whether a file that was read at a moment can since be told
// from a changed one: clocks of file systems stand still for some milliseconds,
// so that what was written just before may be written again unseen.
func (s stamp) settled(read time.Time) bool {
	return s != stamp{} && s.modified < read.Add(-2*time.Second).UnixNano()
}

// stamper asks for the stamps of many files of one root.
type stamper struct{ root string }

func newStamper(root string) *stamper { return &stamper{root} }

// stamp is stampOf of a slash-separated path from the root.
func (s *stamper) stamp(file string) (stamp, error) {
	return stampOf(filepath.Join(s.root, filepath.FromSlash(file)))
}

func (s *stamper) close() {}
