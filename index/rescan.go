package index

import (
	"slices"
	"strings"
	"time"

	"netnotes/index/disk"
)

// rescan lists the suspected folders of a Live again, and the new ones in
// them. What lies in others is taken over.
type rescan struct {
	*folder
	live  *Live
	below map[string][]string // the known folders, by the folder they lie in
	again map[string]bool     // the folders that are listed again
	gone  map[string]bool     // those that are not there any more
}

func newRescan(f *folder, l *Live) *rescan {
	r := &rescan{f, l, map[string][]string{}, map[string]bool{}, map[string]bool{}}
	r.again[disk.SettingsFile] = l.settingsSuspected()
	for _, p := range l.places {
		if p.path != disk.SettingsFile {
			r.below[parentOf(p.path)] = append(r.below[parentOf(p.path)], p.path)
		}
	}
	return r
}

// all lists them. It reports whether that is enough: symbolic links and a root
// that cannot be read take a reading of everything.
func (r *rescan) all() bool {
	l := r.live
	for _, i := range l.suspects {
		if i >= len(l.places) {
			l.notes[i-len(l.places)].again = true
			continue
		}
		dir := l.places[i].path
		if dir == disk.SettingsFile || r.isGone(dir) {
			continue
		}
		if err := r.one(dir); err != nil {
			if dir == "." {
				return false
			}
			r.unreadable(dir, err)
		}
	}
	return !r.linked
}

// one lists one folder. A folder that cannot be read holds nothing.
func (r *rescan) one(dir string) error {
	r.again[dir] = true
	subs, err := r.listOne(dir)
	for _, known := range r.below[dir] {
		if !slices.Contains(subs, known) {
			r.gone[known] = true
		}
	}
	for _, sub := range subs {
		if r.live.placeAt(sub) < 0 {
			r.enter(sub)
		}
	}
	return err
}

// isGone reports whether a file or a folder is, or lies in, a folder that is
// gone.
func (r *rescan) isGone(file string) bool {
	if len(r.gone) == 0 {
		return false
	}
	for ; file != ""; file = parentOf(file) {
		if r.gone[file] {
			return true
		}
	}
	return false
}

// notes are those there are now, the new ones to be read.
func (r *rescan) notes() []known {
	found := make(map[string]bool, len(r.files))
	for _, file := range r.files {
		found[file] = true
	}
	notes := make([]known, 0, len(r.live.notes)+len(r.files))
	for _, n := range r.live.notes {
		if r.again[parentOf(n.path)] && !found[n.path] || r.isGone(n.path) {
			continue
		}
		delete(found, n.path)
		notes = append(notes, n)
	}
	for file := range found {
		notes = append(notes, known{path: file, again: true})
	}
	if len(found) > 0 {
		slices.SortFunc(notes, func(a, b known) int { return strings.Compare(a.path, b.path) })
	}
	return notes
}

// issuesNow are those of the listing as it is now: what was said of a folder, or
// of what lies in it, is said anew where it was listed again.
func (r *rescan) issuesNow() []Issue {
	for _, i := range r.live.issues {
		from := parentOf(i.Path)
		if r.live.placeAt(i.Path) >= 0 {
			from = i.Path
		}
		if !r.again[from] && !r.isGone(i.Path) {
			r.issues = append(r.issues, i)
		}
	}
	return r.issues
}

// places are the folders and the settings there are now.
func (r *rescan) places() []look {
	looked := make(map[string]bool, len(r.looked))
	for _, p := range r.looked {
		looked[p.path] = true
	}
	places := r.looked
	for _, p := range r.live.places {
		if settingsGone := p.path == disk.SettingsFile && r.again["."]; !looked[p.path] && !r.again[p.path] && !r.isGone(p.path) && !settingsGone {
			places = append(places, p)
		}
	}
	return trusted(places, r.live.now)
}

// trusted sorts places, and takes the stamps from those that may change unseen.
func trusted(places []look, now time.Time) []look {
	for i := range places {
		places[i].stamp = trust(places[i].stamp, now)
	}
	slices.SortFunc(places, func(a, b look) int { return strings.Compare(a.path, b.path) })
	return places
}

// trust is a stamp, or nothing where what bears it may change unseen.
func trust(s disk.Stamp, now time.Time) disk.Stamp {
	if s.Settled(now) {
		return s
	}
	return disk.Stamp{}
}

// parentOf is the folder that a path lies in; that of the root is none.
func parentOf(file string) string {
	i := strings.LastIndexByte(file, '/')
	switch {
	case i >= 0:
		return file[:i]
	case file == ".":
		return ""
	}
	return "."
}
