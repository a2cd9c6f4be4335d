package report

import (
	"netnotes/index"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Unread says what could not be read, as the start of a sentence; nothing where
// all was.
func Unread(u index.Unread) string {
	var parts []string
	if u.Settings {
		parts = append(parts, "the settings")
	}
	if u.Notes > 0 {
		parts = append(parts, due.CountOf(u.Notes, "note", "notes"))
	}
	if u.Folders > 0 {
		parts = append(parts, due.CountOf(u.Folders, "folder", "folders"))
	}
	if len(parts) == 0 {
		return ""
	}
	return form.AndList(parts) + " could not be read"
}
