package index

import (
	"slices"
	"strings"
	"time"
)

// relisting lists the suspected folders of a Live again, and the new ones in
// them. What lies in others is taken over.
type relisting struct {
	*folder
	live  *Live
	again map[string]bool // the folders that are listed again
	gone  []string        // those that are not there any more
	fewer bool            // notes are gone as well
}

// all lists them. It reports whether that is enough: symbolic links and a root
// that cannot be read take a reading of everything.
func (r *relisting) all() bool {
	l := r.live
	for _, i := range l.cache.suspects {
		if i >= len(l.places) {
			l.notes[i-len(l.places)].again = true
			continue
		}
		dir := l.places[i].path
		if dir == SettingsFile || r.isGone(dir) {
			continue
		}
		if err := r.one(dir); err != nil && dir == "." || r.linked {
			return false
		}
	}
	return !r.linked
}

// one lists one folder. A folder that cannot be read holds nothing.
func (r *relisting) one(dir string) error {
	r.again[dir] = true
	subs, err := r.listOne(dir)
	for _, p := range r.live.places {
		if parentOf(p.path) == dir && p.path != SettingsFile && !slices.Contains(subs, p.path) {
			r.gone = append(r.gone, p.path)
		}
	}
	for _, sub := range subs {
		if r.live.placeAt(sub) < 0 {
			_ = r.list(sub)
		}
	}
	return err
}

// isGone reports whether a file or a folder is, or lies in, a folder that is
// gone.
func (r *relisting) isGone(file string) bool {
	return slices.ContainsFunc(r.gone, func(dir string) bool { return file == dir || strings.HasPrefix(file, dir+"/") })
}

// notes are those there are now, the new ones to be read.
func (r *relisting) notes() []known {
	found := make(map[string]bool, len(r.files))
	for _, file := range r.files {
		found[file] = true
	}
	notes := make([]known, 0, len(r.live.notes)+len(r.files))
	for _, n := range r.live.notes {
		if r.again[parentOf(n.path)] && !found[n.path] || r.isGone(n.path) {
			r.fewer = true
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

// places are the folders and the settings there are now.
func (r *relisting) places() []look {
	places := r.looked
	for _, p := range r.live.places {
		if !r.isGone(p.path) && !slices.ContainsFunc(r.looked, func(q look) bool { return q.path == p.path }) {
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
func trust(s stamp, now time.Time) stamp {
	if s.settled(now) {
		return s
	}
	return stamp{}
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
