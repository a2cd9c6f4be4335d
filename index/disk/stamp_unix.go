//go:build linux || darwin

package disk

import (
	"io/fs"
	"path"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Stamp is what tells that a file is the same: when it was written and when
// anything about it changed, its size and its number on the disk. It is zero
// where it is not known.
type Stamp struct {
	modified, changed int64 // nanoseconds since 1970
	size              int64
	inode             uint64
}

// StampsTell reports whether no change of a file leaves its stamp as it was.
const StampsTell = true

// StampOf asks for the stamp of a file, without following a link.
func StampOf(name string) (Stamp, error) {
	var s unix.Stat_t
	if err := unix.Lstat(name, &s); err != nil {
		return Stamp{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return Stamp{s.Mtim.Nano(), s.Ctim.Nano(), s.Size, s.Ino}, nil
}

// Settled reports whether a file that was read at a moment can since be told
// from a changed one: clocks of file systems stand still for some milliseconds,
// so that what was written just before may be written again unseen.
func (s Stamp) Settled(read time.Time) bool {
	const grain = int64(2 * time.Second)
	return s != Stamp{} && max(s.modified, s.changed) < read.UnixNano()-grain
}

// Stamper asks for the stamps of many files of one root. It asks the folder
// they lie in, which it keeps open, so that the system need not walk the whole
// path for each.
type Stamper struct {
	root, dir string
	fd        int // of dir; -1 where none is open
}

// NewStamper asks below a root; it must be closed.
func NewStamper(root string) *Stamper { return &Stamper{root: root, fd: -1} }

// Stamp is StampOf of a slash-separated path from the root.
func (s *Stamper) Stamp(file string) (Stamp, error) {
	dir, base := path.Split(file)
	if s.fd < 0 || dir != s.dir {
		s.Close()
		fd, err := unix.Open(filepath.Join(s.root, dir), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			return Stamp{}, err
		}
		s.dir, s.fd = dir, fd
	}
	var stat unix.Stat_t
	if err := unix.Fstatat(s.fd, base, &stat, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return Stamp{}, err
	}
	return Stamp{stat.Mtim.Nano(), stat.Ctim.Nano(), stat.Size, stat.Ino}, nil
}

// Close lets the folder go that is kept open.
func (s *Stamper) Close() {
	if s.fd >= 0 {
		_ = unix.Close(s.fd)
	}
	s.fd = -1
}
