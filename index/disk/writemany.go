package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Many new notes, as an import makes them, are synced together, because each
// sync waits for the disk: so many at a time, from so many on.
const (
	batchMost  = 500
	batchLeast = 8
)

// writeSome makes the first of the changes, or as many as begin the list that
// create files. It says how many it made, or where it fails may have made: many
// are all taken back.
func (s *Folder) writeSome(changes []Change) (n int, err error) {
	for n < min(len(changes), batchMost) && changes[n].Old == nil && changes[n].New != nil {
		n++
	}
	if n < batchLeast {
		return 1, s.write(changes[0])
	}
	if err := s.createMany(changes[:n]); err != nil {
		return 0, err
	}
	return n, nil
}

// newFile is a note being created: its bytes in a temporary file, and its place.
type newFile struct{ temp, target string }

// createMany creates files that must not be there yet: all are written under
// other names and synced, and then get their own. A crash leaves whole files.
func (s *Folder) createMany(changes []Change) (err error) {
	var files []newFile
	made := 0
	dirs, places := map[string]bool{}, map[string]string{}
	defer func() {
		for i, f := range files {
			switch {
			case err == nil:
			case i < made:
				os.Remove(f.target)
			default:
				os.Remove(f.temp)
			}
		}
	}()
	for _, c := range changes {
		f, err := s.prepare(c, places)
		if err != nil {
			return refusedWrite(c, err)
		}
		files = append(files, f)
		dirs[filepath.Dir(f.target)] = true
	}
	for dir := range dirs {
		Sweep(dir, files[0].temp)
	}
	if err := syncFiles(dirs, files); err != nil {
		return refusedWrite(changes[0], err)
	}
	for i, f := range files {
		if err := place(f, changes[i]); err != nil {
			return refusedWrite(changes[i], err)
		}
		made++
	}
	for dir := range dirs {
		if err := syncFolder(dir); err != nil {
			return refusedWrite(changes[0], err)
		}
	}
	return nil
}

// prepare writes a new note's bytes beside its place, unsynced.
func (s *Folder) prepare(c Change, places map[string]string) (newFile, error) {
	known := len(places)
	target, err := s.resolveIn(c.Path, places)
	if err != nil {
		return newFile{}, err
	}
	dir := filepath.Dir(target)
	if len(places) > known {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return newFile{}, err
		}
	}
	temp, err := tempFile(s.temp(c.Path, target), c.New, 0o666, func(*os.File) error { return nil })
	return newFile{temp, target}, err
}

// leftAfter is the age from which a temporary file is no write under way but
// what a crash has left.
const leftAfter = time.Minute

// Sweep removes the temporary files that a crash has left in a folder; fresh is
// one that was made just now.
func Sweep(dir, fresh string) {
	now, err := os.Lstat(fresh)
	if err != nil {
		return
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && now.ModTime().Sub(info.ModTime()) > leftAfter {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// place gives a synced file its own name, which must be free.
func place(f newFile, c Change) error {
	err := moveNew(f.temp, f.target)
	switch {
	case errors.Is(err, fs.ErrExist):
		return Refuse("choose another name, or edit the note that is there", "%s is there already", c.Path)
	case err != nil: // a file system that cannot
		err = reserveAndMove(f.temp, f.target)
	}
	return err
}

// linkNew gives a file another name that must be free, and drops the old one.
func linkNew(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		os.Remove(from)
	}
	return err
}
