//go:build !linux && !darwin

package index

import (
	"io/fs"
	"os"
)

// lockFolder relies on the comparison just before each write alone.
func lockFolder(string) (unlock func(), err error) { return func() {}, nil }

// renameOver puts a file in the place of another.
func renameOver(temp, target string) (late []byte, err error) {
	return nil, os.Rename(temp, target)
}

// openReplaced keeps nothing: an open file could not be replaced.
func openReplaced(string) *os.File { return nil }

func links(fs.FileInfo) int { return 1 }

func keepAttributes(f *os.File, _ string, info fs.FileInfo) error {
	return f.Chmod(info.Mode().Perm())
}

// syncFolder does nothing where a folder cannot be opened as a file.
func syncFolder(string) error { return nil }
