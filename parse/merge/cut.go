package merge

import (
	"bytes"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// unitKind says how a unit of a text merges.
type unitKind byte

const (
	proseUnit   unitKind = iota // a line of words: two changes of it are a conflict
	headingUnit                 // a line of words that begins a section
	bulletUnit                  // a bullet with what is nested in it: of a set
	fieldUnit                   // a key of the front matter with its value
	itemUnit                    // an item of a list in the front matter: of a set
	commentUnit                 // a comment of the front matter: of a set
)

// inSet reports whether two of the kind may be added at one place without
// anybody contradicting anybody.
func (k unitKind) inSet() bool { return k >= bulletUnit }

// unit is one line of a text with the lines that belong to it.
type unit struct {
	kind  unitKind
	key   string    // what makes it the same unit in another text
	fact  string    // what it says; differences in blanks say nothing
	text  string    // the line without its ending
	date  date.Date // of a dated bullet
	index int       // its place among the lines of its text that are not blank
	lead  []*unit
	kids  []*unit
}

// sameFacts reports whether two units say the same.
func sameFacts(a, b *unit) bool {
	if a.kind != b.kind || a.fact != b.fact || len(a.kids) != len(b.kids) {
		return false
	}
	for i := range a.kids {
		if !sameFacts(a.kids[i], b.kids[i]) {
			return false
		}
	}
	return true
}

// cutLine is a line and its ending: LF, CRLF, a lone CR, or nothing.
type cutLine struct{ text, ending string }

func cutLines(source []byte) []cutLine {
	var out []cutLine
	for at := 0; at < len(source); {
		next := txt.NextLine(source, at)
		end := next
		for end > at && (source[end-1] == '\n' || source[end-1] == '\r') && next-end < 2 {
			if end--; source[end] == '\r' {
				break
			}
		}
		out = append(out, cutLine{string(source[at:end]), string(source[end:next])})
		at = next
	}
	return out
}

// cutText is a text cut into units.
type cutText struct {
	bom         bool
	final       bool        // the last line is ended
	lines       []cutLine   // those that are not blank
	blanks      [][]cutLine // before each of lines, and after the last
	open, close *unit       // the fences of the front matter, or nil
	front, body []*unit
}

// cutNote cuts a note into fields, paragraphs and bullets. It fails where the
// front matter has no end.
func cutNote(source []byte) (*cutText, bool) {
	t := newCutText(source)
	if t.bom {
		source = source[len(txt.BOM):]
	}
	outer, _, closed := yaml.FrontMatter(source)
	if !closed {
		return nil, false
	}
	fences := len(cutLines(source[:outer.End]))
	all := cutLines(source)
	hidden := hiddenLines(all[fences:])
	var units []*unit
	for i, line := range all {
		if strings.TrimSpace(line.text) == "" && (i < fences || !hidden[i-fences]) {
			t.addBlank(line)
			continue
		}
		u := t.addLine(line)
		if i >= fences && hidden[i-fences] {
			u.key = "hidden"
		}
		if units = append(units, u); i == fences-1 {
			t.open, t.close = units[0], u
			t.front = cutFields(units[1:len(units)-1], 0)
			units = nil
		}
	}
	t.body = cutBody(units)
	return t, true
}

// cutPlain makes every line of a text a unit of its own.
func cutPlain(source []byte) *cutText {
	t := newCutText(source)
	if t.bom {
		source = source[len(txt.BOM):]
	}
	for _, line := range cutLines(source) {
		u := t.addLine(line)
		u.key, u.fact = line.text, line.text
		t.body = append(t.body, u)
	}
	return t
}

func newCutText(source []byte) *cutText {
	t := &cutText{bom: txt.HasBOM(source), blanks: make([][]cutLine, 1)}
	t.final = len(source) > 0 && (source[len(source)-1] == '\n' || source[len(source)-1] == '\r')
	return t
}

func (t *cutText) addBlank(line cutLine) {
	last := len(t.blanks) - 1
	t.blanks[last] = append(t.blanks[last], line)
}

func (t *cutText) addLine(line cutLine) *unit {
	u := &unit{text: line.text, index: len(t.lines)}
	t.lines = append(t.lines, line)
	t.blanks = append(t.blanks, nil)
	return u
}

// hiddenLines marks the lines of code and comments, in which a dash begins no
// bullet and a blank line is a line.
func hiddenLines(lines []cutLine) []bool {
	out := make([]bool, len(lines))
	end := ""
	for i, line := range lines {
		text := strings.TrimSpace(line.text)
		switch {
		case end != "":
			out[i] = true
			if endsHidden(text, end) {
				end = ""
			}
		case strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~"):
			mark := text[:len(text)-len(strings.TrimLeft(text, text[:1]))]
			if mark[0] == '~' || !strings.Contains(text[len(mark):], "`") {
				out[i], end = true, mark
			}
		case strings.HasPrefix(text, "<!--") && !strings.Contains(text, "-->"):
			out[i], end = true, "-->"
		case strings.HasPrefix(text, "%%") && !strings.Contains(text[2:], "%%") && closesLater(lines[i+1:]):
			out[i], end = true, "%%"
		}
	}
	return out
}

func endsHidden(text, end string) bool {
	if end[0] == '`' || end[0] == '~' {
		return strings.HasPrefix(text, end) && strings.Trim(text, end[:1]) == ""
	}
	return strings.Contains(text, end)
}

func closesLater(lines []cutLine) bool {
	for _, line := range lines {
		if strings.Contains(line.text, "%%") {
			return true
		}
	}
	return false
}

// cutBody makes bullets with what is nested in them, headings and lines. What
// stands further in belongs to the bullet above it; a line at the margin is one
// by itself, also where Markdown reads it as the end of a bullet's words, so
// that a bullet put above a paragraph leaves the paragraph what it was.
func cutBody(lines []*unit) []*unit {
	var out []*unit
	var open []*unit // bullets that the next line may belong to
	var columns []int
	for _, u := range lines {
		indent, width := txt.BulletMark(u.text)
		hidden := u.key == "hidden"
		if hidden || isRule(u.text) || len(open) == 0 && indent > 3 {
			width = 0
		}
		heading := !hidden && isHeading(u.text)
		for len(open) > 0 && indent <= columns[len(columns)-1] {
			open, columns = open[:len(open)-1], columns[:len(columns)-1]
		}
		u.describe(width, heading, hidden)
		if len(open) > 0 {
			parent := open[len(open)-1]
			parent.kids = append(parent.kids, u)
		} else {
			out = append(out, u)
		}
		if u.kind == bulletUnit {
			open, columns = append(open, u), append(columns, indent)
		}
	}
	return out
}

// What the keys of bullets begin with.
const (
	bulletStart = "- "
	taskMark    = "- [] "
)

// describe fills what a line of the body is.
func (u *unit) describe(width int, heading, hidden bool) {
	switch {
	case hidden:
		u.fact = strings.TrimRight(u.text, " \t")
	case heading:
		u.kind, u.fact = headingUnit, strings.TrimSpace(u.text)
	case width > 0:
		u.kind = bulletUnit
		task, ok := task.ReadLine(u.text)
		u.fact = strings.Join(strings.Fields(task.Text), " ")
		u.key = bulletStart + u.fact
		if ok {
			u.key = taskMark + u.fact
			u.fact = string(task.State) + " " + u.fact + " " + strings.TrimSpace(task.Done)
		}
		if w, n, err := date.Scan(task.Text); err == nil && n > 0 {
			u.date = w.To
		}
		return
	default:
		u.fact = strings.TrimSpace(u.text)
	}
	u.key = u.fact
}

// isRule reports whether a line is a thematic break, such as * * *.
func isRule(text string) bool {
	mark, n := byte(0), 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ' || c == '\t':
		case (c == '-' || c == '*' || c == '_') && (n == 0 || c == mark):
			mark = c
			n++
		default:
			return false
		}
	}
	return n >= 3
}

func isHeading(text string) bool {
	bare := strings.TrimLeft(text, " ")
	marks := len(bare) - len(strings.TrimLeft(bare, "#"))
	return len(text)-len(bare) < 4 && marks > 0 && marks < 7 && (len(bare) == marks || bare[marks] == ' ' || bare[marks] == '\t')
}

// hasMarkers reports whether a text holds the marks of an unfinished merge.
func hasMarkers(source []byte) bool {
	for line := range bytes.Lines(source) {
		if isMarker(string(bytes.TrimRight(line, "\r\n"))) {
			return true
		}
	}
	return false
}

// isMarker reports whether a line begins or ends a side of a conflict. One of
// equals signs alone may as well underline a heading.
func isMarker(line string) bool {
	for _, c := range []string{"<", ">", "|"} {
		if bare := strings.TrimLeft(line, c); len(line)-len(bare) >= 7 && (bare == "" || bare[0] == ' ') {
			return true
		}
	}
	return false
}

// withoutMarkers takes the marks out of a text and leaves what both sides said.
func withoutMarkers(source []byte) []byte {
	var out []byte
	inside := false
	for line := range bytes.Lines(source) {
		text := string(bytes.TrimRight(line, "\r\n"))
		switch {
		case isMarker(text):
			inside = text[0] != '>'
		case inside && len(text) >= 7 && strings.Trim(text, "=") == "":
		default:
			out = append(out, line...)
		}
	}
	return out
}
