package index

import (
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/txt"
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

// issueRow is an issue of the settings or the listing.
type issueRow struct {
	Path, Code, Severity, Text, Hint words
	Span                             pair
	Start, End                       pair // line and column
	Fixes                            parse.Run
}

// pair are two numbers: where something begins and ends, or a line and a column.
type pair struct{ A, B int64 }

type fixRow struct {
	At      pair
	Text    words
	Certain bool
}

// see makes the rows of what was seen; their texts are added to facts.
func (f *facts) see(s *state) (r sightRows) {
	r.Folder = []folderRow{{f.add(s.source), s.linked}}
	for _, p := range s.places {
		r.Places = append(r.Places, placeRow{f.add(p.Path), p.Stamp})
	}
	for _, i := range s.issues {
		row := issueRow{f.add(i.Path), f.add(string(i.Code)), f.add(string(i.Severity)), f.add(i.Text), f.add(i.Hint), pairOf(i.Span), pair{int64(i.Start.Line), int64(i.Start.Col)},
			pair{int64(i.End.Line), int64(i.End.Col)}, parse.Run{From: uint32(len(r.Fixes)), Count: uint32(len(i.Fixes))}}
		for _, fix := range i.Fixes {
			r.Fixes = append(r.Fixes, fixRow{pairOf(fix.At), f.add(fix.Text), fix.Certain})
		}
		r.Issues = append(r.Issues, row)
	}
	return r
}

func pairOf(s txt.Span) pair { return pair{int64(s.Start), int64(s.End)} }

func (p pair) span() txt.Span { return txt.Span{Start: int(p.A), End: int(p.B)} }

func (p pair) position() txt.Position { return txt.Position{Line: int(p.A), Col: int(p.B)} }

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
	for _, row := range r.Issues {
		p := txt.Problem{Span: row.Span.span(), Start: row.Start.position(), End: row.End.position(), Code: txt.Code(f.text(row.Code)), Severity: txt.Severity(f.text(row.Severity)),
			Text: f.text(row.Text), Hint: f.text(row.Hint)}
		for _, fix := range parse.Within(r.Fixes, row.Fixes) {
			p.Fixes = append(p.Fixes, txt.Fix{At: fix.At.span(), Text: f.text(fix.Text), Certain: fix.Certain})
		}
		s.issues = append(s.issues, folder.Issue{Path: f.text(row.Path), Problem: p})
	}
	return s, true
}
