//go:build linux || darwin

package disk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// lockWait is how long another writer is waited for.
const lockWait = 10 * time.Second

// lockFolder takes the folder itself as the lock, so that no file is left in it.
// It is not held where the file system knows no locks.
func lockFolder(ctx context.Context, dir string) (unlock func(), held bool, err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, false, Refuse("check that you may read it", "cannot lock the folder: %v", Reason(err))
	}
	got, late := make(chan error), make(chan struct{})
	go func() {
		_, err := again(func() (int, error) { return 0, unix.Flock(int(f.Fd()), unix.LOCK_EX) })
		select {
		case got <- err:
		case <-late:
			f.Close()
		}
	}()
	select {
	case err := <-got:
		return func() { f.Close() }, err == nil, nil
	case <-ctx.Done():
		close(late)
		return nil, false, Refuse("run the command again", "ended while waiting for another netnotes")
	case <-time.After(lockWait):
		close(late)
		return nil, false, Refuse("try again when it has finished", "another netnotes is writing to this folder")
	}
}

// mayWrite asks the system whether this user may write a file or a folder: its
// permissions say so only of users who are bound by them, and a disk may be
// mounted for reading alone. A file is replaced by its folder's leave, so that
// nothing else would keep a note that its owner has locked.
func mayWrite(name string) bool { return unix.Access(name, unix.W_OK) == nil }

// putInPlace gives a file the name of another that should hold the old bytes.
// The two change names at once, so that a program in the middle of writing the
// other goes on writing it: where it holds something else by then, it gets its
// name back, and changed is true. Where the file system cannot do that, late is
// what the other held just after it was replaced.
func putInPlace(temp, target string, old []byte) (late []byte, changed bool, err error) {
	err = swapNames(temp, target)
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOTSUP):
		late, err = renameOver(temp, target)
		return late, false, err
	case err != nil:
		return nil, false, &fs.PathError{Op: "rename", Path: target, Err: err}
	}
	now, readErr := ReadFile(temp)
	if readErr != nil || !bytes.Equal(now, old) {
		if swapNames(temp, target) == nil {
			return nil, true, os.Remove(temp)
		}
		late = now
	}
	if os.Remove(temp) != nil {
		_ = os.Remove(temp) // it was interrupted
	}
	return late, false, nil
}

// renameOver puts a file in the place of another, and returns what the other
// holds afterwards: a program that had it open may have written to it since.
func renameOver(temp, target string) (late []byte, err error) {
	old, err := os.Open(target)
	if err != nil {
		return nil, err
	}
	defer old.Close()
	if err := os.Rename(temp, target); err != nil {
		return nil, err
	}
	late, err = io.ReadAll(io.LimitReader(old, MaxNote+1))
	if err != nil {
		return nil, nil // the new file stands all the same
	}
	return late, nil
}

// openReplaced keeps a file that is about to be replaced; nil where that cannot
// be.
func openReplaced(name string) *os.File {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	return f
}

// links is how many names a file has.
func links(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Nlink)
	}
	return 1
}

// keepAttributes gives a new file the owner, the extended attributes and the
// mode of the one it replaces. Where that is not possible the write is refused.
func keepAttributes(f *os.File, old string, info fs.FileInfo) error {
	fd := int(f.Fd())
	was, ok := info.Sys().(*syscall.Stat_t)
	made, err := f.Stat()
	if err != nil {
		return err
	}
	is, ok2 := made.Sys().(*syscall.Stat_t)
	if ok && ok2 && (was.Uid != is.Uid || was.Gid != is.Gid) {
		if err := unix.Fchown(fd, int(was.Uid), int(was.Gid)); err != nil {
			return Refuse("write to it as its owner", "%s belongs to somebody else", info.Name())
		}
	}
	if err := keepXattrs(fd, old); err != nil {
		return Refuse("edit it in an editor", "the extended attributes of %s cannot be kept", info.Name())
	}
	return f.Chmod(info.Mode().Perm() | info.Mode()&(fs.ModeSetuid|fs.ModeSetgid|fs.ModeSticky))
}

func keepXattrs(fd int, old string) error {
	names, err := xattrNames(old)
	if err != nil {
		return nil // a file system without them
	}
	for _, name := range names {
		value, err := xattr(func(b []byte) (int, error) { return unix.Lgetxattr(old, name, b) })
		if err != nil {
			return err
		}
		if err := unix.Fsetxattr(fd, name, value, 0); err != nil {
			now, getErr := xattr(func(b []byte) (int, error) { return unix.Fgetxattr(fd, name, b) })
			if getErr != nil || string(now) != string(value) {
				return err
			}
		}
	}
	return nil
}

func xattrNames(file string) ([]string, error) {
	list, err := xattr(func(b []byte) (int, error) { return unix.Llistxattr(file, b) })
	if err != nil {
		return nil, err
	}
	var names []string
	for start, i := 0, 0; i < len(list); i++ {
		if list[i] == 0 {
			names = append(names, string(list[start:i]))
			start = i + 1
		}
	}
	return names, nil
}

// xattr reads a value whose size is asked for first.
func xattr(get func([]byte) (int, error)) ([]byte, error) {
	for range mostTries {
		size, err := get(nil)
		if err != nil || size == 0 {
			return nil, err
		}
		value := make([]byte, size)
		n, err := get(value)
		if errors.Is(err, unix.ERANGE) {
			continue // it grew in between
		}
		return value[:max(n, 0)], err
	}
	return nil, unix.ERANGE
}

// syncFolder makes a rename last.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) {
		err = nil // a file system that cannot
	}
	return errors.Join(err, f.Close())
}
