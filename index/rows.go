package index

import (
	"netnotes/parse"
	"netnotes/parse/txt"
)

// words are a text in facts.Words.
type words struct{ At, Len uint32 }

// join adds rows to a table.
func join[T any](to *[]T, rows []T) parse.Run {
	from := uint32(len(*to))
	*to = append(*to, rows...)
	return parse.Run{From: from, Count: uint32(len(rows))}
}

// issueRow is an issue of the settings or the listing, or of a note; without its
// path.
type issueRow struct {
	Path, Code, Severity, Text, Hint words
	Span                             pair
	Start, End                       pair // line and column
	Fixes                            parse.Run
	Remark                           bool // no problem, but a line that looks like something and is not
}

// pair are two numbers: where something begins and ends, or a line and a column.
type pair struct{ A, B int32 }

type fixRow struct {
	At      pair
	Text    words
	Certain bool
}

// issueRowOf is the row of a problem. Its fixes are added to a table, and its texts
// are kept by add.
func issueRowOf(p txt.Problem, fixes *[]fixRow, add func(string) words) issueRow {
	row := issueRow{Code: add(string(p.Code)), Severity: add(string(p.Severity)), Text: add(p.Text), Hint: add(p.Hint), Span: pairOf(p.Span),
		Start: pair{int32(p.Start.Line), int32(p.Start.Col)}, End: pair{int32(p.End.Line), int32(p.End.Col)}}
	var list []fixRow
	for _, fix := range p.Fixes {
		list = append(list, fixRow{pairOf(fix.At), add(fix.Text), fix.Certain})
	}
	row.Fixes = join(fixes, list)
	return row
}

// problem is the problem of a row.
func (row *issueRow) problem(fixes []fixRow, text func(words) string) txt.Problem {
	p := txt.Problem{Span: row.Span.span(), Start: row.Start.position(), End: row.End.position(), Code: txt.Code(text(row.Code)), Severity: txt.Severity(text(row.Severity)),
		Text: text(row.Text), Hint: text(row.Hint)}
	for _, fix := range parse.Within(fixes, row.Fixes) {
		p.Fixes = append(p.Fixes, txt.Fix{At: fix.At.span(), Text: text(fix.Text), Certain: fix.Certain})
	}
	return p
}

func pairOf(s txt.Span) pair { return pair{int32(s.Start), int32(s.End)} }

func (p pair) span() txt.Span { return txt.Span{Start: int(p.A), End: int(p.B)} }

func (p pair) position() txt.Position { return txt.Position{Line: int(p.A), Col: int(p.B)} }

// wrong is what is wrong in a note: its problems, those of its links among them, and
// the lines that look like a contact or a promise and are none. It is found out when
// it is asked for, and kept from then on.
type wrong struct {
	problems, remarks []txt.Problem
}

// looked is what was found to be wrong in a note.
type looked struct {
	wrong
	asked []uint32 // what was sought among the names
	anew  bool     // it was not known before
}
