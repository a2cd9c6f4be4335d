//go:build unix

package cli

import (
	"path/filepath"
	"syscall"
	"testing"

	"netnotes/index/disk"
)

// TestBrokenFIFO must not wait for somebody to write into it.
func TestBrokenFIFO(t *testing.T) {
	dir := brokenDir(t)
	if err := syscall.Mkfifo(filepath.Join(dir, "contacts", "pipe.md"), 0o644); err != nil {
		t.Skip(err)
	}
	wantProblem(t, dir, disk.NotRegular, "contacts/pipe.md", "not a regular file, so it is not opened")
}
