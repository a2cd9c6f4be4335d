package disk

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A record's name tells how far its write has come. It is on the disk before
// anything is written, and gets its last name when nothing of the write is
// left to do; whoever has the lock and finds one of the others has found a
// command that was killed.
const (
	recordDone     = ".json"
	recordUnderWay = ".open" // being written
	recordUndoing  = ".undo" // being taken back
)

// NewToken begins the names of the temporary files of one write.
func NewToken() string { return tempPrefix + rand.Text()[:8] }

// tempName is the name of the temporary file through which a write reaches a
// file. It follows from the record, so that a killed write can be put in order.
func tempName(token, file string) string {
	sum := sha256.Sum256([]byte(file))
	return token + "-" + hex.EncodeToString(sum[:4])
}

// tidy puts in order what killed commands left: their temporary files go, and
// what another program wrote to a file in the moment in which it was replaced
// comes back. locked says that no other command can be writing now; without
// that, only what is older than any write is touched.
func (s *Folder) tidy(locked bool) {
	entries, _ := os.ReadDir(s.journal.dir)
	for _, e := range entries {
		name := e.Name()
		info, err := e.Info()
		if err != nil || !locked && time.Since(info.ModTime()) < leftAfter {
			continue
		}
		switch ext := filepath.Ext(name); {
		case strings.HasPrefix(name, tempPrefix):
			_ = os.Remove(filepath.Join(s.journal.dir, name))
		case ext == recordUnderWay || ext == recordUndoing:
			r, err := s.journal.read(name)
			if errors.As(err, new(*fs.PathError)) {
				continue // perhaps the next command can read it
			}
			switch clean := s.tidyAfter(r, ext == recordUndoing); {
			case clean && r.Command == derived:
				s.journal.drop(name)
			case clean:
				s.journal.mark(name, recordDone)
			}
		}
	}
}

// tidyAfter removes the temporary files of one write, and reports whether none
// is left.
func (s *Folder) tidyAfter(r record, undoing bool) bool {
	if r.Token == "" {
		return true
	}
	files, targets, dirs := map[string]recordFile{}, map[string]string{}, map[string]string{}
	for _, f := range r.Files {
		if target, err := s.resolveIn(f.Path, dirs); err == nil {
			name := tempName(r.Token, f.Path)
			files[name], targets[name] = f, target
		}
	}
	clean := true
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		clean = clean && (err == nil || errors.Is(err, fs.ErrNotExist))
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), r.Token+"-") {
				continue
			}
			temp, name := filepath.Join(dir, e.Name()), strings.TrimRight(e.Name(), retried)
			f, target := files[name], targets[name]
			switch {
			case f.Created && !undoing && isEmpty(target):
				_ = os.Remove(target) // the name was taken, and nothing was written there
			case overtaken(f, temp, target, undoing):
				clean = os.Rename(temp, target) == nil && clean
				continue
			}
			clean = os.Remove(temp) == nil && clean
		}
	}
	return clean
}

// overtaken reports whether a file was replaced, and the one that was taken out
// of its place holds what neither we nor anybody we know of wrote.
func overtaken(f recordFile, temp, target string, undoing bool) bool {
	if f.Path == "" || f.Created || f.Removed {
		return false
	}
	out, err := ReadFile(temp)
	now, nowErr := ReadFile(target)
	if err != nil || nowErr != nil {
		return false
	}
	if undoing {
		return bytes.Equal(now, f.Old) && hashOf(out) != f.New
	}
	return hashOf(now) == f.New && !bytes.Equal(out, f.Old)
}

func isEmpty(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() == 0
}
