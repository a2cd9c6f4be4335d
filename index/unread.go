package index

import (
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse/txt"
)

// Unread counts what of a folder could not be read. Nothing is known of it, and
// nothing follows from its absence.
type Unread struct {
	Notes, Folders int
	Settings       bool
}

// Any reports whether anything could not be read.
func (u Unread) Any() bool { return u != Unread{} }

// Unread counts what could not be read: notes, folders with all that is in
// them, and the settings, for which the defaults stand in.
func (ix *Index) Unread() (u Unread) {
	for _, issue := range ix.folder {
		if !unread(issue) {
			continue
		}
		switch {
		case issue.Path == disk.SettingsFile:
			u.Settings = true
		case disk.IsNote(issue.Path):
			u.Notes++
		default:
			u.Folders++
		}
	}
	return u
}

// Hidden reports whether a note that is not among those of the folder may be
// there all the same: it, or a folder that it lies in, could not be read.
func (ix *Index) Hidden(file string) bool {
	return slices.ContainsFunc(ix.folder, func(i folder.Issue) bool {
		return unread(i) && (i.Path == file || !disk.IsNote(i.Path) && (i.Path == "." || strings.HasPrefix(file, i.Path+"/")))
	})
}

// unread reports whether an issue says that something could not be read.
func unread(i folder.Issue) bool {
	return i.Severity == txt.Error && slices.Contains([]txt.Code{folder.Unreadable, disk.TooLarge, disk.HasNUL}, i.Code)
}

// Certain is the index for a command that writes: while something could not be
// read, a part of a name means nobody, because it may be meant for somebody of
// whom nothing is known now.
func (ix *Index) Certain() *Index {
	if !ix.Unread().Any() {
		return ix
	}
	certain := *ix
	certain.names = certain.names.Whole()
	return &certain
}
