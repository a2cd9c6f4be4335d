package index

import (
	"netnotes/index/disk"
	"netnotes/index/folder"
)

// sightRows are what was seen of a folder beside its notes.
type sightRows struct {
	Folder []folderRow // one
	Places []placeRow
	Issues []issueRow
	Fixes  []fixRow // of Issues
}

// folderRow is the source of the settings, and whether there are symbolic links.
type folderRow struct {
	Source words
	Linked bool
}

// placeRow is a place that was looked at.
type placeRow struct {
	Path  words
	Stamp disk.Stamp
}

// see makes the rows of what was seen; their texts are added to facts.
func (f *facts) see(s *state) (r sightRows) {
	r.Folder = []folderRow{{f.add(s.source), s.linked}}
	for _, p := range s.places {
		r.Places = append(r.Places, placeRow{f.add(p.Path), p.Stamp})
	}
	for _, i := range s.issues {
		row := issueRowOf(i.Problem, &r.Fixes, f.add)
		row.Path = f.add(i.Path)
		r.Issues = append(r.Issues, row)
	}
	return r
}

// seen is what was seen, from its rows. ok is false where they are none.
func (f *facts) seen(r *sightRows) (s state, ok bool) {
	if len(r.Folder) != 1 {
		return s, false
	}
	s.source, s.linked = f.text(r.Folder[0].Source), r.Folder[0].Linked
	s.places = make([]folder.Look, len(r.Places))
	for i, p := range r.Places {
		s.places[i] = folder.Look{Path: f.text(p.Path), Stamp: p.Stamp}
	}
	for i := range r.Issues {
		row := &r.Issues[i]
		s.issues = append(s.issues, folder.Issue{Path: f.text(row.Path), Problem: row.problem(r.Fixes, f.text)})
	}
	return s, true
}
