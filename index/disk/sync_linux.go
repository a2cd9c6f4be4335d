package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// syncFiles brings files to the disk, by syncing the file systems of their
// folders: once for all of them.
func syncFiles(dirs map[string]bool, _ []newFile) error {
	for dir := range dirs {
		f, err := os.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(unix.Syncfs(int(f.Fd())), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// moveNew renames a file to a name that must be free.
func moveNew(from, to string) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return linkNew(from, to)
	}
	return err
}
