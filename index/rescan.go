package index

import (
	"slices"
	"strings"
	"time"

	"netnotes/index/disk"
	"netnotes/index/folder"
)

// rescan lists the suspected folders of a Live again, and the new ones in
// them. What lies in others is taken over.
type rescan struct {
	*folder.Listing
	live  *Live
	below map[string][]string // the known folders, by the folder they lie in
	again map[string]bool     // the folders that are listed again
	gone  map[string]bool     // those that are not there any more
}

func newRescan(f *folder.Listing, l *Live) *rescan {
	r := &rescan{f, l, map[string][]string{}, map[string]bool{}, map[string]bool{}}
	r.again[disk.SettingsFile] = l.settingsSuspected()
	for _, p := range l.places {
		if p.Path != disk.SettingsFile {
			r.below[parentOf(p.Path)] = append(r.below[parentOf(p.Path)], p.Path)
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
		dir := l.places[i].Path
		if dir == disk.SettingsFile || r.isGone(dir) {
			continue
		}
		if err := r.one(dir); err != nil {
			if dir == "." {
				return false
			}
			r.Unreadable(dir, err)
		}
	}
	return !r.Linked
}

// one lists one folder. A folder that cannot be read holds nothing.
func (r *rescan) one(dir string) error {
	r.again[dir] = true
	subs, err := r.ListOne(dir)
	for _, known := range r.below[dir] {
		if !slices.Contains(subs, known) {
			r.gone[known] = true
		}
	}
	for _, sub := range subs {
		if r.live.placeAt(sub) < 0 {
			r.Enter(sub)
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
	found := make(map[string]bool, len(r.Files))
	for _, file := range r.Files {
		found[file] = true
	}
	notes := make([]known, 0, len(r.live.notes)+len(r.Files))
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
func (r *rescan) issuesNow() []folder.Issue {
	for _, i := range r.live.issues {
		from := parentOf(i.Path)
		if r.live.placeAt(i.Path) >= 0 {
			from = i.Path
		}
		if !r.again[from] && !r.isGone(i.Path) {
			r.Issues = append(r.Issues, i)
		}
	}
	return r.Issues
}

// places are the folders and the settings there are now.
func (r *rescan) places() []folder.Look {
	looked := make(map[string]bool, len(r.Looked))
	for _, p := range r.Looked {
		looked[p.Path] = true
	}
	places := r.Looked
	for _, p := range r.live.places {
		if settingsGone := p.Path == disk.SettingsFile && r.again["."]; !looked[p.Path] && !r.again[p.Path] && !r.isGone(p.Path) && !settingsGone {
			places = append(places, p)
		}
	}
	return trusted(places, r.live.now)
}

// trusted sorts places, and takes the stamps from those that may change unseen.
func trusted(places []folder.Look, now time.Time) []folder.Look {
	for i := range places {
		places[i].Stamp = trust(places[i].Stamp, now)
	}
	slices.SortFunc(places, func(a, b folder.Look) int { return strings.Compare(a.Path, b.Path) })
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
