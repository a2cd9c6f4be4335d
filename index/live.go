package index

import (
	"bytes"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Live is a folder that is asked again and again by a program that runs on, or
// by one that runs for a moment: what was read of it is kept, and only what has
// changed is read again.
//
// Every answer is that of a folder read afresh.
type Live struct {
	mutex sync.Mutex // of all that a look at the folder changes
	root  string
	// Show is told how far a reading of many notes has come; it may be nil.
	Show  func(done, total int)
	clock func() time.Time
	now   time.Time // before anything was looked at
	state
	suspects []int                 // what has changed since, as lookAt counts
	others   map[string]disk.Stamp // files that are no notes and whose changes count
	watched  bool                  // a program runs on: what looks half-written is not believed at once
	torn     map[string]time.Time  // since when a note has looked half-written
	reader   *parse.Reader         // nil until the settings are read
	index    *Index                // of the state; nil until it is asked for
	facts    *facts.Facts          // of the index before
	keeper   keeper
}

// state is what is known of the folder.
type state struct {
	settings folder.Settings
	source   string        // of the settings
	places   []folder.Look // the settings and the folders, by path
	notes    []known
	linked   bool           // there are symbolic links, which stamps do not tell of
	issues   []folder.Issue // of the settings and the listing
}

// known is a file of a note. Its stamp is zero where it must be read again.
type known struct {
	path   string
	stamp  disk.Stamp
	tale   *facts.Tale // where it is kept, and what it tells; or nil
	number uint32      // 1 more than its number among the facts, or 0
	note   *parse.Note // nil where it could not be read
	err    error       // why it could not be read
	again  bool        // it must be read again
	fresh  bool        // it is not what it was at the last look
}

// OpenLive opens the folder at root. clock tells the time, for files too young
// to be trusted.
func OpenLive(root string, memory Memory, clock func() time.Time) *Live {
	l := &Live{root: root, clock: clock, others: map[string]disk.Stamp{}, keeper: newKeeper(memory, root)}
	l.wake()
	return l
}

// Snapshot is what a look at the folder found.
type Snapshot struct {
	Changed []string // paths whose content is new, gone or there for the first time
	Again   bool     // something looked half-written: look once more in half a second
	Notice  string   // what the user should know; else empty
}

// Read looks at the folder and returns it as it is now.
func (l *Live) Read() (*Index, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.now = l.clock(); l.reader != nil {
		l.suspect(nil)
	}
	if _, err := l.refresh(); err != nil {
		return nil, err
	}
	return l.view(), nil
}

// Index is the folder as the last look found it.
func (l *Live) Index() (*Index, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.reader == nil {
		if _, err := l.refresh(); err != nil {
			return nil, err
		}
	}
	return l.view(), nil
}

func (l *Live) view() *Index {
	if l.index != nil {
		return l.index
	}
	f := folder.Listing{Root: l.root, Settings: l.settings, Issues: slices.Clone(l.issues)}
	f.Files, f.Readings = make([]string, len(l.notes)), make([]folder.File, len(l.notes))
	for i := range l.notes {
		n := &l.notes[i]
		if n.note == nil && n.err == nil {
			r := l.folder().Note(l.reader, n.path)
			n.note, n.err = r.Note, r.Err
		}
		f.Files[i], f.Readings[i] = n.path, folder.File{Note: n.note, Err: n.err}
	}
	kept := f.Keep()
	from, tales, at := make([]int32, len(kept)), make([]*facts.Tale, len(kept)), 0
	for i := range l.notes {
		n := &l.notes[i]
		if at < len(kept) && kept[at] == n.note {
			from[at], tales[at] = int32(n.number)-1, n.tale
			at++
			n.number = uint32(at)
		} else {
			n.number = 0
		}
	}
	l.index = rebuild(l.settings, l.reader, kept, f.Issues, l.facts, from, tales)
	for i := range l.notes {
		if n := &l.notes[i]; n.number > 0 {
			n.tale = l.index.tales[n.number-1]
		}
	}
	l.facts = l.index.facts
	return l.index
}

// Refresh reads what changed since the last time; the first time it reads
// everything. With paths it looks at those alone.
func (l *Live) Refresh(paths ...string) (Snapshot, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.watched, l.now = true, l.clock()
	for file := range l.torn {
		if len(paths) > 0 {
			paths = append(paths, file)
		}
	}
	if l.reader != nil {
		l.suspect(paths)
	}
	s, err := l.refresh()
	for name, old := range l.others {
		if now, _ := disk.StampOf(filepath.Join(l.root, name)); now != old {
			l.others[name] = now
			s.Changed = append(s.Changed, name)
		}
	}
	return s, err
}

// folders are the settings and the folders that were listed last. Nobody changes
// the list.
func (l *Live) folders() []folder.Look {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.places
}

// Include makes the changes of a file of the root count that is no note.
func (l *Live) Include(name string) {
	l.others[name], _ = disk.StampOf(filepath.Join(l.root, name))
}

// suspect looks for what has changed: everywhere, or at some paths and the
// folders they lie in.
func (l *Live) suspect(paths []string) {
	l.suspects = nil
	if len(paths) == 0 {
		l.suspects = changed(l.root, len(l.places)+len(l.notes), l.lookAt)
		return
	}
	at := disk.NewStamper(l.root)
	defer at.Close()
	seen := map[int]bool{}
	check := func(i int) {
		if i >= 0 && !seen[i] {
			seen[i] = true
			if l.lookAt(i).Differs(at) {
				l.suspects = append(l.suspects, i)
			}
		}
	}
	for _, file := range paths {
		check(l.placeAt(path.Dir(file)))
		check(l.placeAt(file))
		if i, ok := l.NoteAt(file); ok {
			check(len(l.places) + i)
		}
	}
	slices.Sort(l.suspects)
}

// lookAt is a place or a note as it was. They are counted as one list, the
// places first.
func (l *Live) lookAt(i int) folder.Look {
	if i < len(l.places) {
		return l.places[i]
	}
	n := &l.notes[i-len(l.places)]
	return folder.Look{Path: n.path, Stamp: n.stamp}
}

// changed lists those of n looks at a root that are not as they were.
func changed(root string, n int, lookAt func(int) folder.Look) []int {
	differs := make([]bool, n)
	var some atomic.Bool
	parallel.Each(n, 256, func(start, end int) {
		at := disk.NewStamper(root)
		defer at.Close()
		for i := start; i < end; i++ {
			if lookAt(i).Differs(at) {
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

// placeAt is the number of a folder or of the settings, or -1.
func (l *Live) placeAt(file string) int {
	i, ok := slices.BinarySearchFunc(l.places, file, func(p folder.Look, file string) int { return strings.Compare(p.Path, file) })
	if !ok {
		return -1
	}
	return i
}

// noteAt is the number of a note.
func (l *Live) NoteAt(file string) (int, bool) {
	return slices.BinarySearchFunc(l.notes, file, func(k known, file string) int { return strings.Compare(k.path, file) })
}

// refresh brings the state up to date with what is suspected to have changed.
func (l *Live) refresh() (Snapshot, error) {
	f := l.folder()
	switch {
	case l.reader == nil:
		return l.whole()
	case len(l.suspects) == 0 && !l.linked:
		return Snapshot{}, nil
	case l.settingsChanged(f) || l.linked:
		return l.whole()
	}
	list := newRescan(f, l)
	if !list.all() {
		return l.whole()
	}
	notes := list.notes()
	if l.watched && len(notes) == 0 && len(l.notes) > 0 {
		return Snapshot{Notice: emptied}, nil
	}
	l.issues = list.issuesNow()
	l.places = list.places()
	return l.adopt(notes), nil
}

const emptied = "the folder holds no note now; this is what it held before"

// folder is for reading parts of it again.
func (l *Live) folder() *folder.Listing {
	return &folder.Listing{Root: l.root, Settings: l.settings}
}

// settingsChanged reads the settings again where they may have changed.
func (l *Live) settingsChanged(f *folder.Listing) bool {
	if !l.settingsSuspected() {
		return false
	}
	f.ReadSettings()
	return string(f.Source) != l.source
}

func (l *Live) settingsSuspected() bool {
	return slices.ContainsFunc(l.suspects, func(i int) bool {
		file := l.lookAt(i).Path
		return i < len(l.places) && (file == "." || file == disk.SettingsFile)
	})
}

// whole lists everything, and reads what is new or has changed.
func (l *Live) whole() (Snapshot, error) {
	f := folder.Listing{Root: l.root}
	err := f.Find()
	switch {
	case err != nil && l.reader == nil:
		return Snapshot{}, err
	case err != nil:
		return Snapshot{Notice: "the folder cannot be read now; this is what it held before"}, nil
	case l.watched && len(f.Files) == 0 && len(l.notes) > 0:
		return Snapshot{Notice: emptied}, nil
	}
	notes := make([]known, len(f.Files))
	same := l.reader != nil && string(f.Source) == l.source
	at := disk.NewStamper(l.root)
	defer at.Close()
	for i, file := range f.Files {
		notes[i] = known{path: file, again: true}
		if old, there := l.NoteAt(file); there && same {
			notes[i] = l.notes[old]
			notes[i].again = folder.Look{Path: file, Stamp: notes[i].stamp}.Differs(at)
		}
	}
	if !same {
		l.reader, l.facts = f.Reader(), nil
	}
	l.settings, l.source, l.linked, l.issues = f.Settings, string(f.Source), f.Linked, f.Issues
	l.places = trusted(f.Looked, l.now)
	return l.adopt(notes), nil
}

// adopt takes a list of notes over, and reads those of which it asks it.
func (l *Live) adopt(notes []known) (s Snapshot) {
	var todo []int
	for i := range notes {
		if notes[i].fresh = false; notes[i].again {
			todo = append(todo, i)
		}
	}
	readings, f := make([]folder.File, len(todo)), l.folder()
	parallel.Each(len(todo), folder.ProgressEvery, func(start, end int) {
		if l.Show != nil {
			l.Show(start, len(todo))
		}
		for i := start; i < end; i++ {
			readings[i] = f.Note(l.reader, notes[todo[i]].path)
		}
	})
	for j, i := range todo {
		l.take(&notes[i], readings[j])
	}
	s.Changed = changedPaths(l.notes, notes)
	l.notes, l.suspects = notes, nil
	if len(s.Changed) > 0 {
		l.index = nil
	}
	for _, file := range s.Changed {
		if _, there := l.NoteAt(file); !there {
			delete(l.torn, file)
			l.keeper.forget()
		}
	}
	s.Again = len(l.torn) > 0
	return s
}

// take takes the reading of a note over. Of one that looks half-written right
// after a change, the old reading stands for doubtWait: an editor may be in the
// middle of writing it.
func (l *Live) take(n *known, r folder.File) {
	n.again = false
	n.stamp = trust(r.Stamp, l.now)
	since, torn := l.torn[n.path]
	if !torn {
		since = l.now
	}
	if l.watched && halfWritten(r.Note) && n.note != nil && !halfWritten(n.note) && l.now.Sub(since) < doubtWait {
		if l.torn == nil {
			l.torn = map[string]time.Time{}
		}
		l.torn[n.path], n.stamp = since, disk.Stamp{}
		return
	}
	delete(l.torn, n.path)
	if n.stamp != (disk.Stamp{}) && r.Note != nil {
		l.keeper.behind++
	}
	if old := n.note; old != nil && r.Note != nil && bytes.Equal(old.Source(), r.Note.Source()) {
		return // written again as it was
	}
	n.note, n.err, n.fresh, n.tale, n.number = r.Note, r.Err, true, nil, 0
}

// halfWritten reports whether a note looks as if a program were in the middle
// of writing it.
func halfWritten(n *parse.Note) bool {
	return n != nil && (len(bytes.TrimSpace(n.Source())) == 0 || slices.ContainsFunc(n.Problems(), func(p txt.Problem) bool { return p.Code == txt.FrontUnclosed }))
}

// changedPaths lists the notes that came, went or changed between two lists.
func changedPaths(old, notes []known) (out []string) {
	for i, j := 0, 0; i < len(old) || j < len(notes); {
		switch {
		case j == len(notes) || i < len(old) && old[i].path < notes[j].path:
			out = append(out, old[i].path)
			i++
		case i == len(old) || notes[j].path < old[i].path:
			out = append(out, notes[j].path)
			j++
		default:
			if notes[j].fresh {
				out = append(out, notes[j].path)
			}
			i, j = i+1, j+1
		}
	}
	return out
}

// Read reads every note of the folder at root.
//
// Only regular files inside the root are opened; what is skipped for a reason
// the user should know is an issue.
func Read(root string) (*Index, error) {
	return OpenLive(root, Memory{}, func() time.Time { return time.Time{} }).Read()
}

// doubtWait is how long a note that looked half-written is doubted.
const doubtWait = 500 * time.Millisecond
