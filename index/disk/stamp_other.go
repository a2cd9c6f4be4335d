//go:build !linux && !darwin

package disk

import (
	"os"
	"path/filepath"
	"time"
)

// Stamp is what tells that a file is the same: when it was written, and its
// size. It is zero where it is not known.
type Stamp struct {
	modified, size int64
}

// StampsTell reports whether no change of a file leaves its stamp as it was.
const StampsTell = false

// StampOf asks for the stamp of a file, without following a link.
func StampOf(name string) (Stamp, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return Stamp{}, err
	}
	return Stamp{info.ModTime().UnixNano(), info.Size()}, nil
}

// Settled reports whether a file that was read at a moment can since be told
// from a changed one: clocks of file systems stand still for some milliseconds,
// so that what was written just before may be written again unseen.
func (s Stamp) Settled(read time.Time) bool {
	return s != Stamp{} && s.modified < read.Add(-2*time.Second).UnixNano()
}

// Stamper asks for the stamps of many files of one root.
type Stamper struct{ root string }

// NewStamper asks below a root; it must be closed.
func NewStamper(root string) *Stamper { return &Stamper{root} }

// Stamp is StampOf of a slash-separated path from the root.
func (s *Stamper) Stamp(file string) (Stamp, error) {
	return StampOf(filepath.Join(s.root, filepath.FromSlash(file)))
}

// Close is for the systems where a folder is kept open.
func (s *Stamper) Close() {}
