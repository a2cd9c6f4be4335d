// Package disk is the one door to the user's files: it reads a file only where
// it is a regular one of a size a person writes, and writes whole or not at all.
//
// open.go reads, refused.go says why something is not read, and stamp_unix.go
// tells whether a file is as it was. write.go (with writemany.go and create.go)
// commits changes of notes under a lock; journal.go keeps them for Undo,
// recover.go puts in order what a killed write left; derive.go and foreign.go
// write files that are no notes. Files named for a system hold what only it can
// do.
package disk

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// Change is what becomes of one file: Old nil creates it, New nil removes it.
type Change struct {
	Path     string // slash-separated, from the folder's root
	Old, New []byte
}

// Folder is a folder's door for writing. What it writes is written whole or not
// at all, and kept in a journal outside the folder for Undo.
type Folder struct {
	root    string // as given
	Real    string // without links
	journal journal
	token   string // begins the names of the temporary files of the write under way
	// Show is told how far a long write has come; it may be nil.
	Show func(done, total int)
}

// Open opens the folder at root for writing. state is the folder for
// programs' state, such as ~/.local/state; without one there is no undo.
func Open(root, state string) (*Folder, error) {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return nil, Refuse("check the name of the folder", "cannot open the folder %s: %v", root, Reason(err))
	}
	return &Folder{root: root, Real: real, journal: newJournal(state, real)}, nil
}

// Lock keeps other commands of netnotes from writing to the folder until the
// returned function is called. Waiting for another command ends with ctx.
// What commands that were killed have left is put in order first.
func (s *Folder) Lock(ctx context.Context) (unlock func(), err error) {
	unlock, held, err := lockFolder(ctx, s.Real)
	if err == nil {
		s.tidy(held)
	}
	return unlock, err
}

// Rel is a path from the root for the name of a file, which may be absolute or
// count from cwd or from the root.
func (s *Folder) Rel(name, cwd string) (string, bool) {
	tries := []string{filepath.Join(s.Real, filepath.FromSlash(name)), filepath.Join(cwd, name)}
	if filepath.IsAbs(name) {
		tries = []string{name}
	}
	for _, file := range tries {
		dir, err := filepath.EvalSymlinks(filepath.Dir(file))
		if err != nil {
			continue
		}
		rel, err := filepath.Rel(s.Real, filepath.Join(dir, filepath.Base(file)))
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		if _, err := os.Lstat(file); err == nil {
			return filepath.ToSlash(rel), true
		}
	}
	return "", false
}

// Names are the names of everything in one folder of the notes, in lower case.
func (s *Folder) Names(dir string) map[string]bool {
	names := map[string]bool{}
	for _, name := range s.In(dir) {
		names[strings.ToLower(name)] = true
	}
	return names
}

// In lists the names of everything in one folder of the notes.
func (s *Folder) In(dir string) []string {
	var names []string
	entries, _ := os.ReadDir(filepath.Join(s.Real, filepath.FromSlash(dir)))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Read reads a file of the folder, through a link that stays inside.
func (s *Folder) Read(file string) ([]byte, error) {
	target, err := s.resolve(file)
	if err != nil {
		return nil, err
	}
	source, err := ReadFile(target)
	var refused *Unfit
	switch {
	case errors.As(err, &refused):
		return nil, Refuse(refused.Hint, "%s: %s", file, refused.Text)
	case err != nil:
		return nil, Refuse("allow yourself to read it", "cannot read %s: %v", file, Reason(err))
	}
	return source, nil
}

// ReadIfThere reads a file of the folder; nil where there is none.
func (s *Folder) ReadIfThere(file string) ([]byte, error) {
	source, err := s.now(file)
	var refused *Unfit
	if errors.As(err, &refused) {
		return nil, Refuse(refused.Hint, "%s: %s", file, refused.Text)
	}
	return source, err
}

// resolve is the real place of a file: a link is followed, and must lead to a
// file inside the folder.
func (s *Folder) resolve(file string) (string, error) { return s.resolveIn(file, map[string]string{}) }

// resolveIn is resolve for one of many files: dirs remembers the real places of
// their folders.
func (s *Folder) resolveIn(file string, dirs map[string]string) (string, error) {
	if !filepath.IsLocal(filepath.FromSlash(file)) {
		return "", Refuse("name a file inside the folder", "%s lies outside the folder", file)
	}
	name := filepath.Join(s.Real, filepath.FromSlash(file))
	dir, err := dirs[filepath.Dir(name)], error(nil)
	if dir == "" {
		if dir, err = filepath.EvalSymlinks(filepath.Dir(name)); errors.Is(err, fs.ErrNotExist) {
			dir, err = s.newFolder(filepath.Dir(name))
		}
		dirs[filepath.Dir(name)] = dir
	}
	if err == nil {
		name = filepath.Join(dir, filepath.Base(name))
		if info, lstatErr := os.Lstat(name); lstatErr == nil && info.Mode()&fs.ModeSymlink != 0 {
			name, err = filepath.EvalSymlinks(name)
		}
	}
	if err != nil {
		return "", Refuse("check where the link leads", "cannot follow %s: %v", file, Reason(err))
	}
	if inside, err := filepath.Rel(s.Real, name); err != nil || !filepath.IsLocal(inside) {
		return "", Refuse("edit the file at its own place", "%s is a link that leaves the folder", file)
	}
	return name, nil
}

// newFolder checks that a folder to be made lies inside the root: the part of
// its path that exists does.
func (s *Folder) newFolder(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			rest, _ := filepath.Rel(at, dir)
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return "", err
		}
	}
}

// Commit writes the changes of one command, all of them or none. A file that
// is no longer what it was read as is a refusal. The command's name is kept
// for Undo; warning says where the journal could not be written, and then
// nothing is removed.
func (s *Folder) Commit(command string, changes []Change) (warning string, err error) {
	changes = Changed(changes)
	if len(changes) == 0 {
		return "", nil
	}
	dirs := map[string]string{}
	for _, c := range changes {
		if err := s.checkIn(c, dirs); err != nil {
			return "", err
		}
	}
	s.token = NewToken()
	record, journalErr := s.journal.begin(command, s.token, changes, s.newFolders(changes))
	if i := slices.IndexFunc(changes, func(c Change) bool { return c.New == nil }); i >= 0 && journalErr != nil {
		return "", Refuse("set HOME or XDG_STATE_HOME to a folder that you may write to", "%s stays, because undo could not bring it back: %v", changes[i].Path, Reason(journalErr))
	}
	if err := s.apply(changes); err != nil {
		s.afterFailure(record)
		return "", err
	}
	s.journal.mark(record, recordDone)
	if journalErr != nil {
		return "undo will not know this: " + Reason(journalErr).Error(), nil
	}
	return "", nil
}

// afterFailure drops the record of a write that was taken back. Where something
// of it is left, undo or the next command needs it.
func (s *Folder) afterFailure(record string) {
	r, err := s.journal.read(record)
	if err != nil || !s.tidyAfter(r, false) {
		return
	}
	if left, err := s.reverse(r); err == nil && len(left) == 0 {
		s.journal.drop(record)
		return
	}
	s.journal.mark(record, recordDone)
}

// Changed leaves out what changes nothing, so that a file keeps its times.
func Changed(changes []Change) []Change {
	var out []Change
	for _, c := range changes {
		if c.Old == nil != (c.New == nil) || !bytes.Equal(c.Old, c.New) {
			out = append(out, c)
		}
	}
	return out
}

// apply makes the changes, many new notes at a time, and takes back those
// already made when one fails.
func (s *Folder) apply(changes []Change) error {
	for i := 0; i < len(changes); {
		n, err := s.writeSome(changes[i:])
		if err == nil {
			i += n
			if s.Show != nil {
				s.Show(i, len(changes))
			}
			continue
		}
		var left []string
		for _, done := range slices.Backward(changes[:i+n]) {
			err := s.takeBack(done)
			if err != nil {
				err = s.takeBack(done) // what stood in the way may be gone
			}
			if err != nil {
				left = append(left, done.Path)
			}
		}
		if len(left) > 0 {
			return Refuse("netnotes undo, when the disk is well again", "%v; and %s could not be put back", err, strings.Join(left, ", "))
		}
		return err
	}
	return nil
}

// takeBack undoes a change where it was made, even if its writing was reported
// as failed.
func (s *Folder) takeBack(c Change) error {
	now, err := s.now(c.Path)
	if err != nil {
		return err
	}
	if (now == nil) != (c.New == nil) || !bytes.Equal(now, c.New) {
		return nil
	}
	return s.write(Change{c.Path, c.New, c.Old})
}

// check refuses a change that cannot be made, before any is made.
func (s *Folder) check(c Change) error { return s.checkIn(c, map[string]string{}) }

// checkIn is check for one of many files, as resolveIn is.
func (s *Folder) checkIn(c Change, dirs map[string]string) error {
	target, err := s.resolveIn(c.Path, dirs)
	if err != nil {
		return err
	}
	if c.Old == nil {
		if _, err := os.Lstat(target); err == nil {
			return Refuse("choose another name, or edit the note that is there", "%s is there already", c.Path)
		}
		return writableFolder(c.Path, existing(filepath.Dir(target)))
	}
	info, err := os.Lstat(target)
	if err != nil {
		return Refuse("run the command again", "%s has gone since it was read", c.Path)
	}
	switch {
	case !info.Mode().IsRegular():
		return Refuse("name the note itself", "%s is not a regular file", c.Path)
	case !mayWrite(target):
		return Refuse("allow yourself to write it: chmod u+w "+txt.ShellWord(target), "%s is read-only", c.Path)
	case links(info) > 1:
		return Refuse("make a copy of it, and put the copy in its place", "%s has another name (a hard link), which would be cut off", c.Path)
	}
	if err := writableFolder(c.Path, filepath.Dir(target)); err != nil {
		return err
	}
	return s.unchanged(c, target)
}

// existing is the nearest folder upwards that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func writableFolder(file, dir string) error {
	if _, err := os.Stat(dir); err == nil && !mayWrite(dir) {
		return Refuse("allow yourself to write there: chmod u+w "+txt.ShellWord(dir), "the folder of %s is read-only", file)
	}
	return nil
}

// unchanged refuses a file that is no longer what it was read as.
func (s *Folder) unchanged(c Change, target string) error {
	now, err := ReadFile(target)
	if err != nil || !bytes.Equal(now, c.Old) {
		return changedMeanwhile(c)
	}
	return nil
}

func changedMeanwhile(c Change) error {
	return Refuse("run the command again", "%s changed while it was being edited", c.Path)
}

// write makes one change.
func (s *Folder) write(c Change) error {
	target, err := s.resolve(c.Path)
	if err != nil {
		return err
	}
	switch {
	case c.New == nil:
		if err = s.unchanged(c, target); err == nil {
			err = os.Remove(target)
		}
	case c.Old == nil:
		err = create(target, s.temp(c.Path, target), c.New)
	default:
		var late []byte
		if late, err = s.replace(c, target); err == nil && late != nil && !bytes.Equal(late, c.Old) {
			err = s.giveBack(c, target, late)
		}
	}
	return refusedWrite(c, err)
}

// refusedWrite is what stopped a write, in words.
func refusedWrite(c Change, err error) error {
	var refusal *Refusal
	if err == nil || errors.As(err, &refusal) {
		return err
	}
	return Refuse("check the disk and the folder's permissions; nothing was changed", "cannot write %s: %v", c.Path, Reason(err))
}

// replace puts a new file in the place of the old one: a temporary file beside
// it, with the old one's mode, owner and attributes, synced and given its name.
// The old bytes are compared once more just before and just after; late is what
// the old file holds then, where that could not be made good.
func (s *Folder) replace(c Change, target string) (late []byte, err error) {
	info, err := os.Lstat(target)
	if err != nil {
		return nil, err
	}
	temp, err := WriteTemp(s.temp(c.Path, target), c.New, 0o600, func(f *os.File) error { return keepAttributes(f, target, info) })
	if err != nil {
		return nil, err
	}
	changed := false
	if err = s.unchanged(c, target); err == nil {
		late, changed, err = putInPlace(temp, target, c.Old)
	}
	switch {
	case err != nil:
		os.Remove(temp)
		return nil, err
	case changed:
		return nil, changedMeanwhile(c)
	}
	return late, syncFolder(filepath.Dir(target))
}

// giveBack restores what another program wrote into the old file in the very
// moment in which it was replaced.
func (s *Folder) giveBack(c Change, target string, late []byte) error {
	info, err := os.Lstat(target)
	if err != nil {
		return err
	}
	if err := s.unchanged(Change{Path: c.Path, Old: c.New}, target); err != nil {
		return err
	}
	temp, err := WriteTemp(s.temp(c.Path, target), late, 0o600, func(f *os.File) error { return keepAttributes(f, target, info) })
	if err != nil {
		return err
	}
	if err := os.Rename(temp, target); err != nil {
		os.Remove(temp)
		return err
	}
	return changedMeanwhile(c)
}

// temp is the temporary file beside the real place of a file.
func (s *Folder) temp(file, target string) string {
	return filepath.Join(filepath.Dir(target), tempName(s.token, file))
}

// WriteTemp writes a synced file of this mode under a name that is free;
// prepare may change it further. It leaves nothing behind when it fails.
func WriteTemp(base string, source []byte, mode fs.FileMode, prepare func(*os.File) error) (name string, err error) {
	return tempFile(base, source, mode, func(f *os.File) error {
		if prepare != nil {
			if err := prepare(f); err != nil {
				return err
			}
		}
		return f.Sync()
	})
}

// tempPrefix begins the names of temporary files, which no reading looks at.
const tempPrefix = ".nn-"

// retried is added to a temporary file's name where one could not be removed, as
// often as tempTries at most.
const (
	retried   = "+"
	tempTries = 8
)

// tempFile is writeTemp without the sync: finish is called last.
func tempFile(base string, source []byte, mode fs.FileMode, finish func(*os.File) error) (name string, err error) {
	var f *os.File
	for i := range tempTries {
		name = base + strings.Repeat(retried, i)
		if f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", err
	}
	if _, err = f.Write(source); err == nil {
		err = finish(f)
	}
	err = errors.Join(err, f.Close())
	if err != nil {
		os.Remove(name)
		return "", err
	}
	return name, nil
}
