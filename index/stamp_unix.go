//go:build linux || darwin

package index

import (
	"io/fs"
	"time"

	"golang.org/x/sys/unix"
)

// stamp is what tells that a file is the same: when it was written and when
// anything about it changed, its size and its number on the disk. It is zero
// where it is not known.
type stamp struct {
	modified, changed int64 // nanoseconds since 1970
	size              int64
	inode             uint64
}

// stampOf asks for the stamp of a file, without following a link.
func stampOf(name string) (stamp, error) {
	var s unix.Stat_t
	if err := unix.Lstat(name, &s); err != nil {
		return stamp{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return stamp{s.Mtim.Nano(), s.Ctim.Nano(), s.Size, s.Ino}, nil
}

// settled reports whether a file that was read at a moment can since be told
// from a changed one: clocks of file systems stand still for some milliseconds,
// so that what was written just before may be written again unseen.
func (s stamp) settled(read time.Time) bool {
	const grain = int64(2 * time.Second)
	return s != stamp{} && max(s.modified, s.changed) < read.UnixNano()-grain
}
