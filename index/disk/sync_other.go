//go:build !linux

package disk

import (
	"errors"
	"os"
)

// syncFiles brings files to the disk, one by one.
func syncFiles(_ map[string]bool, files []newFile) error {
	for _, file := range files {
		f, err := os.OpenFile(file.temp, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// moveNew renames a file to a name that must be free.
func moveNew(from, to string) error { return linkNew(from, to) }
