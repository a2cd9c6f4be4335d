//go:build unix

package index

import (
	"os"
	"syscall"
)

// readFile reads a regular file without following a link or waiting for a
// FIFO's other end.
func readFile(name string) ([]byte, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readRegular(f)
}
