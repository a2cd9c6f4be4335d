// Package csv reads tables of contacts: LinkedIn's Connections.csv and the
// exports of Google Contacts, before and after 2024.
//
// table.go takes a file apart into rows; linkedin.go and google.go make drafts
// of notes of them. Columns are found by their names, in any order.
package csv

import (
	"slices"
	"strconv"
	"strings"

	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/txt"
)

// row is one record with the line it begins at.
type row struct {
	line   int
	cells  []string
	closed bool // a line end stands after it
	broken bool // a quote in it is never closed
	large  bool // over maxRow or maxColumns; its first cells alone are kept
}

// maxRow is the largest row that is read, in bytes; maxColumns the most cells.
// Google's exports have some hundred.
const maxRow, maxColumns = 1 << 20, 2000

// rows cuts a text into records. A quoted cell may hold separators, line ends
// and doubled quotes; a quote inside a plain cell is a character.
func rows(text string, separator byte) []row {
	var out []row
	line, columns := 1, 0
	for len(text) > 0 {
		r := row{line: line, cells: make([]string, 0, columns)}
		before := len(text)
		for {
			cell, rest, broken := cutCell(text, separator)
			line += newlines(text[:len(text)-len(rest)])
			if len(r.cells) < maxColumns {
				r.cells = append(r.cells, cell)
			} else {
				r.large = true
			}
			r.broken = r.broken || broken
			text = rest
			if text == "" || text[0] != separator {
				break
			}
			text = text[1:]
		}
		if r.large = r.large || before-len(text) > maxRow; r.large {
			r.cells = r.cells[:min(len(r.cells), 3)]
		}
		columns = len(r.cells)
		text, r.closed = cutEnd(text)
		if r.closed {
			line++
		}
		out = append(out, r)
	}
	return out
}

// cutCell takes one cell off the front of s; what is left begins with a
// separator or a line end, or is empty.
func cutCell(s string, separator byte) (cell, rest string, broken bool) {
	if !strings.HasPrefix(s, `"`) {
		end := plainEnd(s, separator)
		return s[:end], s[end:], false
	}
	var b strings.Builder
	for s = s[1:]; ; {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			return b.String() + s, "", true
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		if !strings.HasPrefix(s, `"`) {
			break
		}
		b.WriteByte('"')
		s = s[1:]
	}
	end := plainEnd(s, separator)
	return b.String() + s[:end], s[end:], false
}

// plainEnd is where a cell without quotes ends.
func plainEnd(s string, separator byte) int {
	if end := strings.IndexAny(s, string([]byte{separator, '\r', '\n'})); end >= 0 {
		return end
	}
	return len(s)
}

// cutEnd takes one line end off the front.
func cutEnd(s string) (string, bool) {
	for _, end := range []string{"\r\n", "\n", "\r"} {
		if rest, ok := strings.CutPrefix(s, end); ok {
			return rest, true
		}
	}
	return s, false
}

// newlines counts the line ends in a text.
func newlines(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

// table is the rows below a header.
type table struct {
	columns map[string][]int // folded name → places
	asked   map[string]int   // name as cell was asked for it → place, or -1
	names   []string
	rows    []row
}

// find looks for the header among the first rows, with each separator that
// programs use. wanted says whether a row of folded names is the header.
func find(text string, wanted func(has func(string) bool) bool) (table, bool) {
	for _, separator := range []byte{',', ';', '\t'} {
		all := rows(text, separator)
		for i, r := range all[:min(len(all), maxPreamble)] {
			t := table{columns: map[string][]int{}, asked: map[string]int{}, names: r.cells, rows: all[i+1:]}
			for k, name := range r.cells {
				key := txt.FoldKey(name)
				t.columns[key] = append(t.columns[key], k)
			}
			if !r.large && wanted(t.has) {
				return t, true
			}
		}
	}
	return table{}, false
}

// maxPreamble is how many rows may stand before the header.
const maxPreamble = 50

func (t table) has(name string) bool { return len(t.columns[txt.FoldKey(name)]) > 0 }

// cell is the first cell of a row under a name.
func (t table) cell(r row, name string) string {
	k, ok := t.asked[name]
	if !ok {
		k = -1
		if at := t.columns[txt.FoldKey(name)]; len(at) > 0 {
			k = at[0]
		}
		t.asked[name] = k
	}
	if k < 0 || k >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[k])
}

// besides are the places of a header's columns but some.
func (t table) besides(known ...string) (out []int) {
	for k, name := range t.names {
		if !slices.ContainsFunc(known, func(other string) bool { return txt.FoldKey(other) == txt.FoldKey(name) }) {
			out = append(out, k)
		}
	}
	return out
}

// cutShort is the line of the last row where the file ends in its middle: in a
// quote, or before as many cells as the header has and without a line end.
func (t table) cutShort() int {
	if len(t.rows) == 0 {
		return 0
	}
	last := t.rows[len(t.rows)-1]
	if last.broken || !last.closed && len(last.cells) < len(t.names) {
		return last.line
	}
	return 0
}

// unreadable says why a row is not read; empty where it is.
func (t table) unreadable(r row) string {
	switch {
	case r.broken:
		return "a quote in this row is never closed"
	case r.large:
		return "a row of more than 1 MiB or 2,000 columns"
	case r.line == t.cutShort():
		return "the file ends in the middle of this row"
	}
	return ""
}

// notFound is the error of a file in which no header was found, unless a row that
// may be it was too large to be looked at.
func notFound(text string, otherwise *draft.ForeignError) error {
	for _, r := range rows(text, ',') {
		if r.large {
			return &draft.ForeignError{Text: "line " + strconv.Itoa(r.line) + " is larger than 1 MiB or has more than 2,000 columns", Hint: "export it with a row a person"}
		}
		if !r.blank() {
			break
		}
	}
	return otherwise
}

// blank reports whether a row holds nothing.
func (r row) blank() bool { return strings.TrimSpace(strings.Join(r.cells, "")) == "" }

// maxShown is how much of a row is reported, in bytes.
const maxShown = 400

// text is the row as one line, for a report.
func (r row) text() string {
	return draft.OneLine(strings.Join(r.cells, ","))
}

// keep puts the finished draft of a row among the others, or reports it.
func keep(out *draft.Foreign, r row, d draft.Note) {
	switch {
	case d.Name != "":
		out.Drafts = append(out.Drafts, d)
	case d.IsEmpty():
		out.Empty++
	default:
		out.Unread = append(out.Unread, draft.Unread{Line: r.line, Record: true, Text: r.text(), Why: "a row without a name"})
	}
}

// read gives every row to one, which keeps or reports it. A table of which
// nothing can be read is an error.
func (t table) read(out draft.Foreign, one func(out *draft.Foreign, r row)) (draft.Foreign, error) {
	out.CutShort, out.Unclosed = t.cutShort(), len(t.rows) > 0 && t.rows[len(t.rows)-1].broken
	for _, r := range t.rows {
		if r.blank() {
			continue
		}
		out.Records++
		if why := t.unreadable(r); why != "" {
			out.Unread = append(out.Unread, draft.Unread{Line: r.line, Record: true, Text: intake.Clip(r.text(), maxShown), Why: why})
			continue
		}
		one(&out, r)
	}
	switch {
	case out.Records == 0:
		return out, &draft.ForeignError{Text: "there are no rows below the header", Hint: "export your contacts again"}
	case len(out.Drafts) == 0 && out.CutShort == 0:
		return out, &draft.ForeignError{Text: "not one of the rows has a name", Hint: "export your contacts again"}
	}
	return out, nil
}
