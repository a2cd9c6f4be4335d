package disk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// create writes a file that must not be there yet, and the folders it lies in.
// Where it fails, folders made for it go again.
func create(target, base string, source []byte) (err error) {
	dir := filepath.Dir(target)
	made, err := makeFolders(dir)
	defer func() {
		if err != nil {
			removeFolders(made)
		}
	}()
	if err != nil {
		return err
	}
	temp, err := WriteTemp(base, source, 0o666, nil)
	if err != nil {
		return err
	}
	err = os.Link(temp, target) // fails where the name is taken, as rename would not
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = reserveAndMove(temp, target) // a file system without hard links
	}
	removeErr := os.Remove(temp)
	if removeErr != nil {
		removeErr = os.Remove(temp) // it was interrupted
	}
	if errors.Is(removeErr, fs.ErrNotExist) {
		removeErr = nil // it was moved
	}
	if errors.Is(err, fs.ErrExist) {
		return Refuse("choose another name, or edit the note that is there", "%s is there already", filepath.Base(target))
	}
	if err == nil {
		if err = errors.Join(removeErr, syncFolder(dir)); err != nil {
			os.Remove(target)
		}
	}
	return err
}

// makeFolders makes a folder and those above it, and lists what it made, the
// outermost first.
func makeFolders(dir string) (made []string, err error) {
	for at, there := dir, existing(dir); at != there && at != filepath.Dir(at); at = filepath.Dir(at) {
		made = append([]string{at}, made...)
	}
	return made, os.MkdirAll(dir, 0o777)
}

// removeFolders removes those of the folders that are empty.
func removeFolders(made []string) {
	for _, dir := range slices.Backward(made) {
		_ = os.Remove(dir) // fails where something lies in it, as it should
	}
}

// reserveAndMove gives a file a name that must be free, for file systems that
// can neither link nor rename to a free name only: the name is taken with an
// empty file, which is replaced.
func reserveAndMove(temp, target string) error {
	f, err := os.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err = f.Close(); err == nil {
		err = os.Rename(temp, target)
	}
	if err != nil {
		os.Remove(target)
	}
	return err
}

// newFolders are the folders that changes will make, from the root, each after
// the one it lies in.
func (s *Folder) newFolders(changes []Change) []string {
	var out []string
	for _, c := range changes {
		if c.Old != nil {
			continue
		}
		var missing []string
		for dir := path.Dir(c.Path); dir != "."; dir = path.Dir(dir) {
			if _, err := os.Stat(filepath.Join(s.Real, filepath.FromSlash(dir))); err == nil {
				break
			}
			missing = append([]string{dir}, missing...)
		}
		for _, dir := range missing {
			if !slices.Contains(out, dir) {
				out = append(out, dir)
			}
		}
	}
	return out
}
