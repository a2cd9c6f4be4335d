package index

import (
	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/parse"
)

// sightRows are what was seen of a folder beside its notes.
type sightRows struct {
	Folder []folderRow // one
	Places []placeRow
	Issues []facts.IssueRow
	Fixes  []facts.FixRow // of Issues
}

// folderRow is the source of the settings, and whether there are symbolic links.
type folderRow struct {
	Source parse.Place
	Linked bool
}

// placeRow is a place that was looked at.
type placeRow struct {
	Path  parse.Place
	Stamp disk.Stamp
}

// see makes the rows of what was seen; their texts are added to facts.
func see(f *facts.Facts, s *state) (r sightRows) {
	r.Folder = []folderRow{{f.Add(s.source), s.linked}}
	for _, p := range s.places {
		r.Places = append(r.Places, placeRow{f.Add(p.Path), p.Stamp})
	}
	for _, i := range s.issues {
		row := facts.IssueRowOf(i.Problem, &r.Fixes, f.Add)
		row.Path = f.Add(i.Path)
		r.Issues = append(r.Issues, row)
	}
	return r
}

// seen is what was seen, from its rows. ok is false where they are none.
func seen(f *facts.Facts, r *sightRows) (s state, ok bool) {
	if len(r.Folder) != 1 {
		return s, false
	}
	s.source, s.linked = f.Text(r.Folder[0].Source), r.Folder[0].Linked
	s.places = make([]folder.Look, len(r.Places))
	for i, p := range r.Places {
		s.places[i] = folder.Look{Path: f.Text(p.Path), Stamp: p.Stamp}
	}
	for i := range r.Issues {
		row := &r.Issues[i]
		s.issues = append(s.issues, folder.Issue{Path: f.Text(row.Path), Problem: row.Problem(r.Fixes, f.Text)})
	}
	return s, true
}
