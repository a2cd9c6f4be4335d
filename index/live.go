package index

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"netnotes/parse"
)

// Live is a folder that is asked again and again, by one program that runs on or
// by many that run for a moment: what was found out about it is kept, and only
// what has changed is read again. It holds no notes, but of each what others
// rest on, and what was said about each person and event.
//
// Every answer is that of a folder read afresh.
type Live struct {
	mutex sync.Mutex // of all that a look at the folder changes
	root  string
	// Show is told how far a reading of the whole folder has come; it may be nil.
	Show  func(done, total int)
	clock func() time.Time
	now   time.Time // before anything was looked at
	cache cacheFile // where it is kept between two programs
	state
	suspects []int                  // what has changed since, as lookAt counts
	others   map[string]stamp       // files that are no notes and whose changes count
	watched  bool                   // a program runs on: what looks half-written is not believed at once
	doubted  map[string]time.Time   // since when a note has looked half-written
	settled  map[string]bool        // notes that were doubted and are not any more
	reader   *parse.Reader          // nil until the settings are read
	parsed   map[string]*parse.Note // the notes that were read again
	read     *Index                 // the whole folder, where it was just read
	// overlay is how many files and folders differ from what is kept between
	// two programs, and restless whether one of them may change unseen.
	overlay  int
	restless bool
}

// state is what is known of the folder.
type state struct {
	settings Settings
	source   string // of the settings
	places   []look // the settings and the folders, by path
	notes    []known
	linked   bool   // there are symbolic links, which stamps do not tell of
	question string // what was asked about every person and event
	answers  []answer
}

// known is a file of a note. Its stamp is zero where it must be read again.
type known struct {
	path  string
	stamp stamp
	brief brief
	told  string // what there is to say to the question, or nothing
	stale bool   // told must be found out again
	again bool   // it must be read again
}

// answer is what was said to a question, in whatever words.
type answer struct{ question, text string }

// Memory is where a Live is kept between two programs.
type Memory struct {
	Dir   string // the folder for programs' caches; empty keeps nothing
	Build string // tells this build of the program from others
}

// OpenLive opens the folder at root. clock tells the time, for files too young
// to be trusted.
func OpenLive(root string, memory Memory, clock func() time.Time) *Live {
	l := &Live{root: root, clock: clock, now: clock(), others: map[string]stamp{}, parsed: map[string]*parse.Note{}}
	l.cache = newCacheFile(memory, root)
	l.cache.open(l)
	return l
}

// Snapshot is what a look at the folder found.
type Snapshot struct {
	Changed []string // paths whose content is new, gone or there for the first time
	Again   bool     // something looked half-written: look once more in half a second
	Notice  string   // what the user should know; else empty
}

// Settings are the folder's.
func (l *Live) Settings() (Settings, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	_, err := l.refresh()
	return l.settings, err
}

// Refresh reads what changed since the last time; the first time it reads
// everything. With paths it looks at those alone.
func (l *Live) Refresh(paths ...string) (Snapshot, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.watched, l.now, l.parsed, l.read = true, l.clock(), map[string]*parse.Note{}, nil
	for file := range l.doubted {
		if len(paths) > 0 {
			paths = append(paths, file)
		}
	}
	if l.reader != nil {
		l.suspect(paths)
	}
	s, err := l.refresh()
	for name, old := range l.others {
		if now, _ := stampOf(filepath.Join(l.root, name)); now != old {
			l.others[name] = now
			s.Changed = append(s.Changed, name)
		}
	}
	return s, err
}

// folders are the settings and the folders that were listed last. Nobody changes
// the list.
func (l *Live) folders() []look {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.places
}

// Include makes the changes of a file of the root count that is no note.
func (l *Live) Include(name string) {
	l.others[name], _ = stampOf(filepath.Join(l.root, name))
}

// suspect looks for what has changed: everywhere, or at some paths and the
// folders they lie in.
func (l *Live) suspect(paths []string) {
	l.suspects = nil
	if len(paths) == 0 {
		l.suspects = changed(l.root, len(l.places)+len(l.notes), l.lookAt)
		return
	}
	at := newStamper(l.root)
	defer at.close()
	seen := map[int]bool{}
	check := func(i int) {
		if i >= 0 && !seen[i] {
			seen[i] = true
			if at.differs(l.lookAt(i)) {
				l.suspects = append(l.suspects, i)
			}
		}
	}
	for _, file := range paths {
		check(l.placeAt(path.Dir(file)))
		check(l.placeAt(file))
		if i, ok := l.noteAt(file); ok {
			check(len(l.places) + i)
		}
	}
	slices.Sort(l.suspects)
}

// lookAt is a place or a note as it was. They are counted as one list, the
// places first.
func (l *Live) lookAt(i int) look {
	if i < len(l.places) {
		return l.places[i]
	}
	n := &l.notes[i-len(l.places)]
	return look{n.path, n.stamp}
}

// changed lists those of n looks at a root that are not as they were.
func changed(root string, n int, lookAt func(int) look) []int {
	differs := make([]bool, n)
	var some atomic.Bool
	Each(n, 256, func(start, end int) {
		at := newStamper(root)
		defer at.close()
		for i := start; i < end; i++ {
			if at.differs(lookAt(i)) {
				differs[i] = true
				some.Store(true)
			}
		}
	})
	if !some.Load() {
		return nil
	}
	var out []int
	for i, d := range differs {
		if d {
			out = append(out, i)
		}
	}
	return out
}

// differs reports whether something is not as it was, or may change unseen.
func (s *stamper) differs(was look) bool {
	now, err := s.stamp(was.path)
	return err != nil || now != was.stamp || now == (stamp{})
}

// placeAt is the number of a folder or of the settings, or -1.
func (l *Live) placeAt(file string) int {
	i, ok := slices.BinarySearchFunc(l.places, file, func(p look, file string) int { return strings.Compare(p.path, file) })
	if !ok {
		return -1
	}
	return i
}

// noteAt is the number of a note.
func (l *Live) noteAt(file string) (int, bool) {
	return slices.BinarySearchFunc(l.notes, file, func(k known, file string) int { return strings.Compare(k.path, file) })
}

// refresh brings the state up to date with what is suspected to have changed.
func (l *Live) refresh() (s Snapshot, err error) {
	if l.reader == nil && !l.cache.wake(l) {
		_, s, err = l.whole()
		return s, err
	}
	if len(l.suspects) == 0 {
		return s, nil
	}
	f := l.folder()
	if changed := l.settingsChanged(f); changed || l.linked {
		_, s, err = l.whole()
		return s, err
	}
	l.overlay += len(l.suspects)
	if l.suspects[0] >= len(l.places) {
		return l.readInPlace(), nil
	}
	list := newRelisting(f, l)
	if !list.all() {
		_, s, err = l.whole()
		return s, err
	}
	notes, places := list.notes(), list.places()
	if l.watched && len(notes) == 0 && len(l.notes) > 0 {
		return Snapshot{Notice: emptied}, nil
	}
	var todo []int
	for i := range notes {
		if notes[i].again {
			todo = append(todo, i)
		}
	}
	again := l.readAgain(notes, todo)
	l.places, l.suspects = places, nil
	l.restless = l.restless || slices.ContainsFunc(places, func(p look) bool { return p.stamp == (stamp{}) })
	s = l.replace(notes)
	s.Again = again
	return s, nil
}

// readInPlace reads suspected notes again, where no folder is suspected.
func (l *Live) readInPlace() (s Snapshot) {
	todo, old := make([]int, len(l.suspects)), make([]brief, len(l.suspects))
	for j, i := range l.suspects {
		todo[j] = i - len(l.places)
		old[j] = l.notes[todo[j]].brief
	}
	s.Again = l.readAgain(l.notes, todo)
	l.suspects = nil
	d := difference{notes: l.notes, moved: map[string]bool{}}
	for j, i := range todo {
		if n := &l.notes[i]; n.brief != old[j] || l.settled[n.path] {
			d.differs(n.path, old[j], n.brief)
			n.stale = true
			s.Changed = append(s.Changed, n.path)
		}
	}
	l.changedBy(&d, s)
	return s
}

const emptied = "the folder holds no note now; this is what it held before"

// folder is for reading parts of it again.
func (l *Live) folder() *folder {
	return &folder{root: l.root, settings: l.settings, stamps: true}
}

// settingsChanged reads the settings again where they may have changed.
func (l *Live) settingsChanged(f *folder) bool {
	for _, i := range l.suspects {
		if file := l.lookAt(i).path; i < len(l.places) && (file == "." || file == SettingsFile) {
			f.readSettings()
			return string(f.source) != l.source
		}
	}
	return false
}

// readAgain reads some notes of a list.
func (l *Live) readAgain(notes []known, todo []int) (again bool) {
	readings := make([]reading, len(todo))
	f := l.folder()
	Each(len(todo), progressEvery, func(start, end int) {
		for i := start; i < end; i++ {
			readings[i] = f.note(l.reader, notes[todo[i]].path)
		}
	})
	for i, r := range readings {
		l.parsed[notes[todo[i]].path] = r.note
	}
	return l.take(notes, todo, readings)
}

// take takes readings over. Of a note that looks half-written right after a
// change, the old reading stands for doubtWait: an editor may be in the middle of
// writing it.
func (l *Live) take(notes []known, todo []int, readings []reading) (again bool) {
	l.settled = map[string]bool{}
	briefs := make([]brief, len(todo))
	Each(len(todo), 64, func(start, end int) {
		for j := start; j < end; j++ {
			n, r := &notes[todo[j]], readings[j]
			n.again = false
			n.stamp = trust(r.stamp, l.now)
			briefs[j] = briefOf(r.note)
		}
	})
	for j, i := range todo {
		n, b := &notes[i], briefs[j]
		l.restless = l.restless || n.stamp == (stamp{})
		since, doubted := l.doubted[n.path]
		if !doubted {
			since = l.now
		}
		if l.watched && n.brief != "" && b.has(halfMark) && !n.brief.has(halfMark) && l.now.Sub(since) < doubtWait {
			if l.doubted == nil {
				l.doubted = map[string]time.Time{}
			}
			l.doubted[n.path], n.stamp = since, stamp{}
			continue
		}
		if doubted {
			delete(l.doubted, n.path)
			l.settled[n.path] = true
		}
		if n.brief != "" && n.brief.sum() == b.sum() && n.brief.kind() == b.kind() {
			continue // written again as it was
		}
		n.brief = b
	}
	return len(l.doubted) > 0
}

// whole reads everything. What was told of those on whom no difference bears is
// still right.
func (l *Live) whole() (*Index, Snapshot, error) {
	l.cache.wake(l)
	f := folder{root: l.root, stamps: true, progress: l.Show}
	err := f.find()
	switch {
	case err != nil && l.notes == nil:
		return nil, Snapshot{}, err
	case err != nil:
		return nil, Snapshot{Notice: "the folder cannot be read now; this is what it held before"}, nil
	case l.watched && len(f.files) == 0 && len(l.notes) > 0:
		return nil, Snapshot{Notice: emptied}, nil
	}
	ix := f.read()
	if l.reader == nil || string(f.source) != l.source {
		l.notes = slices.Clone(l.notes)
		for i := range l.notes {
			l.notes[i].brief = "" // it may mean something else now
		}
	}
	if f.linked {
		l.cache.forget() // nothing is kept of it any more
	}
	l.suspects, l.overlay = nil, overlays
	l.settings, l.source, l.reader, l.linked = f.settings, string(f.source), ix.reader, f.linked
	l.places = trusted(f.looked, l.now)
	notes, todo := make([]known, len(f.files)), make([]int, len(f.files))
	for i, file := range f.files {
		notes[i], todo[i] = known{path: file}, i
		if old, there := l.noteAt(file); there {
			notes[i] = l.notes[old]
		}
	}
	again := l.take(notes, todo, f.readings)
	s := l.replace(notes)
	s.Again = again
	l.read = ix
	return ix, s, nil
}
