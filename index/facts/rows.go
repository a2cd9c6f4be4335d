package facts

import (
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Join adds rows to a table.
func Join[T any](to *[]T, rows []T) parse.Run {
	from := uint32(len(*to))
	*to = append(*to, rows...)
	return parse.Run{From: from, Count: uint32(len(rows))}
}

// IssueRow is an issue of the settings or the listing, or of a note; without its
// path.
type IssueRow struct {
	Path, Code, Severity, Text, Hint parse.Place
	Span                             pair
	Start, End                       pair // line and column
	Fixes                            parse.Run
	Remark                           bool // no problem, but a line that looks like something and is not
}

// pair are two numbers: where something begins and ends, or a line and a column.
type pair struct{ A, B int32 }

// FixRow is a fix of an issue.
type FixRow struct {
	At      pair
	Text    parse.Place
	Certain bool
}

// IssueRowOf is the row of a problem. Its fixes are added to a table, and its texts
// are kept by add.
func IssueRowOf(p txt.Problem, fixes *[]FixRow, add func(string) parse.Place) IssueRow {
	row := IssueRow{Code: add(string(p.Code)), Severity: add(string(p.Severity)), Text: add(p.Text), Hint: add(p.Hint), Span: pairOf(p.Span),
		Start: pair{int32(p.Start.Line), int32(p.Start.Col)}, End: pair{int32(p.End.Line), int32(p.End.Col)}}
	var list []FixRow
	for _, fix := range p.Fixes {
		list = append(list, FixRow{pairOf(fix.At), add(fix.Text), fix.Certain})
	}
	row.Fixes = Join(fixes, list)
	return row
}

// Problem is the problem of a row.
func (row *IssueRow) Problem(fixes []FixRow, text func(parse.Place) string) txt.Problem {
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

// Wrong is what is wrong in a note: its problems, those of its links among them, and
// the lines that look like a contact or a promise and are none. It is found out when
// it is asked for, and kept from then on.
type Wrong struct {
	Problems, Remarks []txt.Problem
}

// WrongIn is what is known to be wrong in a note.
func (f *Facts) WrongIn(note int) (out Wrong) {
	rows := parse.Within(f.Wrong, f.Notes[note].Wrong)
	for i := range rows {
		list := &out.Problems
		if rows[i].Remark {
			list = &out.Remarks
		}
		*list = append(*list, rows[i].Problem(f.Mending, f.Text))
	}
	return out
}
