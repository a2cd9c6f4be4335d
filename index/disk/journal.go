package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// The journal keeps the last writes to a folder: at most maxRecords of them,
// and no more than maxJournal bytes before the newest.
const (
	maxRecords = 100
	maxJournal = 64 << 20
)

// journal is a folder of records, outside the notes, named by their order.
type journal struct {
	dir string // empty where there is no journal
}

// derived is the command of a write that is not to be undone.
const derived = "derive"

// record is one command's write.
type record struct {
	Command string       `json:"command"`
	Token   string       `json:"token,omitempty"` // begins the names of the temporary files
	Files   []recordFile `json:"files"`
	Folders []string     `json:"folders,omitempty"` // made for the files, each after the one it lies in
}

// recordFile is what a file was and what it became.
type recordFile struct {
	Path    string `json:"path"`
	Created bool   `json:"created,omitempty"`
	Removed bool   `json:"removed,omitempty"`
	Old     []byte `json:"old,omitempty"`
	New     string `json:"new,omitempty"` // SHA-256 of what was written
}

func newJournal(state, root string) journal {
	if state == "" {
		return journal{}
	}
	key := sha256.Sum256([]byte(root))
	return journal{filepath.Join(state, "netnotes", hex.EncodeToString(key[:8]))}
}

func hashOf(source []byte) string {
	sum := sha256.Sum256(source)
	return hex.EncodeToString(sum[:])
}

// begin writes the record of changes about to be made; a crash in between
// leaves a record of files that are still as they were, which Undo passes over.
func (j journal) begin(command, token string, changes []Change, folders []string) (name string, err error) {
	return j.start(record{Command: command, Token: token, Folders: folders}, changes)
}

// start is begin for a record of which everything but the files is known.
func (j journal) start(r record, changes []Change) (name string, err error) {
	for _, c := range changes {
		f := recordFile{Path: c.Path, Created: c.Old == nil, Removed: c.New == nil, Old: c.Old}
		if c.New != nil {
			f.New = hashOf(c.New)
		}
		r.Files = append(r.Files, f)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	names := j.names()
	next := 1
	if len(names) > 0 {
		fmt.Sscanf(names[len(names)-1], "%d", &next)
		next++
	}
	name = fmt.Sprintf("%09d%s", next, recordUnderWay)
	if err := j.put(name, text); err != nil {
		return "", err
	}
	j.prune(append(names, name))
	return name, nil
}

// put writes a private file of the journal's folder whole or not at all.
func (j journal) put(name string, text []byte) error {
	if j.dir == "" {
		return errors.New("there is no folder for state")
	}
	if err := os.MkdirAll(j.dir, 0o700); err != nil {
		return err
	}
	temp, err := WriteTemp(filepath.Join(j.dir, NewToken()), text, 0o600, nil)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, filepath.Join(j.dir, name)); err != nil {
		os.Remove(temp)
		return err
	}
	return syncFolder(j.dir)
}

// SaveState keeps a small file beside the journal; names of records are taken.
func (s *Folder) SaveState(name string, text []byte) error { return s.journal.put(name, text) }

// LoadState is what SaveState kept, or nil.
func (s *Folder) LoadState(name string) []byte {
	text, err := os.ReadFile(filepath.Join(s.journal.dir, name))
	if err != nil || s.journal.dir == "" {
		return nil
	}
	return text
}

// names lists the records, oldest first.
func (j journal) names() []string {
	entries, _ := os.ReadDir(j.dir)
	var names []string
	for _, e := range entries {
		if e.Name()[0] >= '0' && e.Name()[0] <= '9' {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names
}

// prune removes the oldest records beyond the bounds.
func (j journal) prune(names []string) {
	size := int64(0)
	for i, name := range slices.Backward(names) {
		if info, err := os.Stat(filepath.Join(j.dir, name)); err == nil {
			size += info.Size()
		}
		if newest := i == len(names)-1; !newest && (len(names)-i > maxRecords || size > maxJournal) {
			j.drop(name)
		}
	}
}

// mark says how far a record's write has come, and returns its new name.
func (j journal) mark(name, state string) string {
	if name == "" {
		return ""
	}
	marked := strings.TrimSuffix(name, filepath.Ext(name)) + state
	if os.Rename(filepath.Join(j.dir, name), filepath.Join(j.dir, marked)) != nil {
		return name // the next command finds it unfinished, and nothing to do
	}
	return marked
}

func (j journal) drop(name string) {
	if name != "" {
		os.Remove(filepath.Join(j.dir, name))
	}
}

// Undone is a write that was or may be taken back, and when it was made.
type Undone struct {
	Command string
	At      time.Time
	Changes []Change
}

// RemovesRoot reports whether the settings go, which mark the folder.
func (u Undone) RemovesRoot() bool {
	return slices.ContainsFunc(u.Changes, func(c Change) bool { return c.Path == SettingsFile && c.New == nil })
}

// Undo takes back the last write, as long as every file still holds it and agree
// says so; it tells in either case what the write was.
func (s *Folder) Undo(agree func(Undone) (bool, error)) (*Undone, error) {
	if s.journal.dir == "" {
		return nil, Refuse("set HOME or XDG_STATE_HOME", "there is no journal to undo from")
	}
	for _, name := range slices.Backward(s.journal.names()) {
		r, err := s.journal.read(name)
		switch {
		case errors.As(err, new(*fs.PathError)):
			return nil, Refuse("allow yourself to read it", "cannot read the journal: %v", Reason(err))
		case err != nil: // nobody ever will
			s.journal.drop(name)
			continue
		case r.Command == derived:
			continue
		}
		changes, err := s.reverse(r)
		if err != nil {
			return nil, err
		}
		if len(changes) == 0 { // a write that never happened
			s.journal.drop(name)
			continue
		}
		undone := Undone{r.Command, s.journal.written(name), changes}
		if agreed, err := agree(undone); err != nil || !agreed {
			return &undone, err
		}
		dirs := map[string]string{}
		for _, c := range changes {
			if err := s.checkIn(c, dirs); err != nil {
				return nil, err
			}
		}
		if err := s.keepRoot(undone); err != nil {
			return nil, err
		}
		s.token = r.Token
		if s.token == "" {
			s.token = NewToken() // a record of an older netnotes
		}
		name = s.journal.mark(name, recordUndoing)
		if err := s.apply(changes); err != nil {
			if s.tidyAfter(r, true) {
				s.journal.mark(name, recordDone)
			}
			return nil, err
		}
		removeFolders(s.made(r))
		s.journal.drop(name)
		return &undone, nil
	}
	return nil, Refuse("netnotes undo knows what netnotes wrote; git knows the rest", "there is nothing to undo in this folder")
}

// keepRoot refuses to take the settings away, which mark the root, from under
// notes that stay.
func (s *Folder) keepRoot(u Undone) error {
	if !u.RemovesRoot() {
		return nil
	}
	going := map[string]bool{}
	for _, c := range u.Changes {
		going[c.Path] = c.New == nil
	}
	return filepath.WalkDir(s.Real, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(s.Real, name)
		if err == nil && IsNote(filepath.ToSlash(rel)) && !going[filepath.ToSlash(rel)] {
			return Refuse("move the notes elsewhere, or remove what you do not want by hand", "%s would be left in a folder without settings", filepath.ToSlash(rel))
		}
		return err
	})
}

// written is when a record was made; the zero time where nobody can tell.
func (j journal) written(name string) time.Time {
	info, err := os.Stat(filepath.Join(j.dir, name))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

func (j journal) read(name string) (r record, err error) {
	text, err := os.ReadFile(filepath.Join(j.dir, name))
	if err != nil {
		return r, err
	}
	err = json.Unmarshal(text, &r)
	return r, err
}

// reverse is what takes a record back. It is empty where every file is as it
// was before, and a refusal where a file is neither that nor what was written.
func (s *Folder) reverse(r record) ([]Change, error) {
	var changes []Change
	for _, f := range r.Files {
		old := f.Old
		if old == nil && !f.Created {
			old = []byte{}
		}
		now, err := s.now(f.Path)
		switch {
		case err != nil:
			return nil, err
		case f.Created && now == nil, !f.Created && now != nil && bytes.Equal(now, old):
		case f.Removed && now == nil:
			changes = append(changes, Change{f.Path, nil, old})
		case !f.Removed && now != nil && hashOf(now) == f.New:
			changes = append(changes, Change{f.Path, now, old})
		default:
			return nil, Refuse("edit it by hand, or go back with git", "%s was changed after netnotes %s, so it is left as it is", f.Path, r.Command)
		}
	}
	return changes, nil
}

// now is what a file holds; nil where there is none.
func (s *Folder) now(file string) ([]byte, error) {
	target, err := s.resolve(file)
	if err != nil {
		return nil, err
	}
	source, err := ReadFile(target)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return nil, nil
	case err != nil:
		return nil, Refuse("check that you may read it", "cannot read %s: %v", file, Reason(err))
	case source == nil:
		source = []byte{}
	}
	return source, nil
}

// made are the folders that a write made.
func (s *Folder) made(r record) []string {
	var out []string
	for _, dir := range r.Folders {
		if filepath.IsLocal(filepath.FromSlash(dir)) {
			out = append(out, filepath.Join(s.Real, filepath.FromSlash(dir)))
		}
	}
	return out
}
