package form

import (
	"netnotes/index"
	"netnotes/parse/txt"
)

// Evidence is a reason, with the line it comes from.
type Evidence struct {
	Text string `json:"text"`
	Path string `json:"path,omitempty"`
	Line int    `json:"line,omitempty"`
}

// Reason is a reason that stands on a line of a note.
func Reason(text, path string, line int) Evidence { return Evidence{text, path, line} }

// At is the place of a line, for a reason to be told.
func At(l *index.Line) Evidence { return Evidence{Path: l.Note.Path, Line: l.Line} }

// Said is what a line tells, for quoting it.
func Said(l *index.Line) string {
	if l.Text != "" {
		return l.Text
	}
	return l.Head
}

// PlainLine is a line's words for people.
func PlainLine(l *index.Line) string {
	text := txt.PlainText(l.Head)
	if l.Text != "" {
		text += ": " + txt.PlainText(l.Text)
	}
	return text
}
