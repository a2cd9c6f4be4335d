//go:build !linux && !darwin

package disk

import (
	"context"
	"io/fs"
	"os"
)

// lockFolder relies on the comparison just before each write alone.
func lockFolder(context.Context, string) (unlock func(), held bool, err error) {
	return func() {}, false, nil
}

// mayWrite reports whether a file or a folder is not marked as read-only.
func mayWrite(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().Perm()&0o222 != 0
}

// putInPlace puts a file in the place of another.
func putInPlace(temp, target string, _ []byte) (late []byte, changed bool, err error) {
	return nil, false, os.Rename(temp, target)
}

// openReplaced keeps nothing: an open file could not be replaced.
func openReplaced(string) *os.File { return nil }

func links(fs.FileInfo) int { return 1 }

func keepAttributes(f *os.File, _ string, info fs.FileInfo) error {
	return f.Chmod(info.Mode().Perm())
}

// syncFolder does nothing where a folder cannot be opened as a file.
func syncFolder(string) error { return nil }
