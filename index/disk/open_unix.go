//go:build unix

package disk

import (
	"io/fs"
	"syscall"
)

// ReadFile reads a regular file without following a link or waiting for a
// FIFO's other end. It makes the system calls itself: os.Open would ask the
// kernel to watch every note for being readable, which costs more than reading.
func ReadFile(name string) ([]byte, error) {
	fd, err := again(func() (int, error) {
		return syscall.Open(name, syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer syscall.Close(fd)
	var stat syscall.Stat_t
	if err := syscall.Fstat(fd, &stat); err != nil {
		return nil, err
	}
	return readRegular(stat.Mode&syscall.S_IFMT == syscall.S_IFREG, stat.Size, func(b []byte) (int, error) {
		return again(func() (int, error) { return syscall.Read(fd, b) })
	})
}

// mostTries is how often the disk is asked the same: also one that never
// answers is left at last.
const mostTries = 1000

// again repeats a system call that a signal interrupted.
func again(call func() (int, error)) (n int, err error) {
	for range mostTries {
		if n, err = call(); err != syscall.EINTR {
			break
		}
	}
	return n, err
}
