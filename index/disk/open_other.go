//go:build !unix

package disk

import (
	"io"
	"os"
)

// ReadFile reads a regular file; the listing has left out links and devices.
func ReadFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return readRegular(info.Mode().IsRegular(), info.Size(), func(b []byte) (int, error) {
		n, err := f.Read(b)
		if err == io.EOF {
			err = nil
		}
		return n, err
	})
}
