package index

import (
	"bytes"
	"path/filepath"
	"slices"
	"time"

	"netnotes/parse"
)

// Live is a folder that is read again whenever it changes; only what changed
// is parsed again.
type Live struct {
	root     string
	clock    func() time.Time
	index    *Index
	reader   *parse.Reader
	readings map[string]reading
	doubted  map[string]bool // half-written when last read
	dirs     []string        // of the last listing
	settings []byte
	watched  map[string]stamp // files that are no notes
}

// OpenLive prepares a folder for Refresh. clock tells the time, for files too
// young to be trusted; others are files of the root that are no notes and
// whose changes count all the same.
func OpenLive(root string, clock func() time.Time, others ...string) *Live {
	l := &Live{root: root, clock: clock, watched: map[string]stamp{}}
	for _, name := range others {
		l.watched[name], _ = stampOf(filepath.Join(root, name))
	}
	return l
}

// Snapshot is the folder after a change.
type Snapshot struct {
	Index   *Index
	Changed []string // paths whose content is new, gone or there for the first time
	Again   bool     // something looked half-written: read once more in half a second
	Notice  string   // what the user should know; else empty
}

// Refresh reads what changed since the last time. The first time it reads
// everything. An Index that did not change is the same one.
func (l *Live) Refresh() (Snapshot, error) {
	f := folder{root: l.root, now: l.clock(), known: l.readings}
	if f.known == nil {
		f.known = map[string]reading{}
	}
	err := f.find()
	switch {
	case l.index == nil && err != nil:
		return Snapshot{}, err
	case err != nil:
		return Snapshot{Index: l.index, Notice: "the folder cannot be read now; this is what it held before"}, nil
	case len(f.files) == 0 && len(l.readings) > 0:
		return Snapshot{Index: l.index, Notice: "the folder holds no note now; this is what it held before"}, nil
	}
	if l.reader == nil || !bytes.Equal(f.source, l.settings) {
		l.reader = f.reader()
		f.known = map[string]reading{}
	}
	l.dirs, l.settings = f.dirs, f.source
	f.parse(l.reader)
	s := Snapshot{Again: l.doubt(&f), Changed: l.keep(&f)}
	notes := f.keep()
	if l.index == nil || len(s.Changed) > 0 || !sameIssues(l.index.folder, f.issues) {
		l.index = build(f.settings, l.reader, notes, f.issues)
	}
	s.Index = l.index
	return s, nil
}

// doubt puts the old reading back where a note is empty or its front matter
// unclosed right after a change: an editor may be in the middle of writing it.
// The second time it is believed.
func (l *Live) doubt(f *folder) (again bool) {
	doubted := map[string]bool{}
	for i, file := range f.files {
		old, was := l.readings[file]
		if now := f.readings[i].note; was && now != nil && old.note != nil && now != old.note && halfWritten(now) && !halfWritten(old.note) && !l.doubted[file] {
			doubted[file] = true
			f.readings[i] = reading{note: old.note} // without a stamp, so that it is read again
		}
	}
	l.doubted = doubted
	return len(doubted) > 0
}

func halfWritten(n *parse.Note) bool {
	return len(bytes.TrimSpace(n.Source)) == 0 || slices.ContainsFunc(n.Problems, func(p parse.Problem) bool { return p.Code == parse.FrontUnclosed })
}

// keep takes the readings over and lists what differs from the last ones.
func (l *Live) keep(f *folder) (changed []string) {
	readings := make(map[string]reading, len(f.files))
	for i, file := range f.files {
		r := f.readings[i]
		readings[file] = r
		if old, ok := l.readings[file]; !ok || !old.same(r) {
			changed = append(changed, file)
		}
	}
	for file := range l.readings {
		if _, ok := readings[file]; !ok {
			changed = append(changed, file)
		}
	}
	for name, old := range l.watched {
		if now, _ := stampOf(filepath.Join(l.root, name)); now != old {
			l.watched[name] = now
			changed = append(changed, name)
		}
	}
	l.readings = readings
	slices.Sort(changed)
	return changed
}

// same reports whether two readings are of the same bytes.
func (r reading) same(other reading) bool {
	if r.note == nil || other.note == nil {
		return r.note == other.note && (r.err == nil) == (other.err == nil)
	}
	return r.note == other.note || bytes.Equal(r.note.Source, other.note.Source)
}

func sameIssues(a, b []Issue) bool {
	return slices.EqualFunc(a, b, func(x, y Issue) bool {
		return x.Path == y.Path && x.Code == y.Code && x.Text == y.Text && x.Start == y.Start
	})
}
