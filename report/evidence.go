package report

import (
	"netnotes/index"
	"netnotes/parse"
)

// Evidence is a reason, with the line it comes from.
type Evidence struct {
	Text string `json:"text"`
	Path string `json:"path,omitempty"`
	Line int    `json:"line,omitempty"`
}

func at(l *index.Line) Evidence { return Evidence{Path: l.Note.Path, Line: l.Line} }

// said is what a line tells, for quoting it.
func said(l *index.Line) string {
	if l.Text != "" {
		return l.Text
	}
	return l.Head
}

// plainLine is a line's words for people.
func plainLine(l *index.Line) string {
	text := parse.PlainText(l.Head)
	if l.Text != "" {
		text += ": " + parse.PlainText(l.Text)
	}
	return text
}
