package quick

import (
	"strings"
	"unicode/utf8"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// capturePart is what a quick note says of one person, with its place.
type capturePart struct {
	at    txt.Span
	lines []string
}

// captureParts splits a note whose bullets begin with people into its bullets, each
// with what follows it up to the next. Where fewer than two do, there are none. What
// stands before the first, such as a heading, goes with it; a day there is that of
// all who have none, and it stays in the file as long as any of them does.
func captureParts(r *parse.Reader, n *parse.Note, base date.Date) (parts []capturePart, day date.Date) {
	source := n.Source()
	if !utf8.Valid(source) || strings.ContainsAny(string(source), "\u2028\u2029\u0085\v\f") {
		return nil, date.Date{}
	}
	var starts []int
	persons, first := 0, true
	for at := n.Front().End; at < len(source); at = txt.NextLine(source, at) {
		line := strings.TrimRight(strings.TrimPrefix(string(source[at:txt.EndOfText(source, at)]), txt.BOM), " \t\r\n")
		if line == "" {
			continue
		}
		text, item := bulletText(line)
		switch {
		case item && beginsPerson(r, text, base):
			starts = append(starts, at)
			persons++
		case first && !item && beginsPerson(r, strings.TrimLeft(line, "# "), base):
			return nil, date.Date{} // one person, with bullets about them
		case item && len(starts) == 0:
			return nil, date.Date{}
		case item: // somebody else, or more about the one before
			starts = append(starts, at)
		}
		first = false
	}
	if persons < 2 {
		return nil, date.Date{}
	}
	for i, start := range starts {
		end := len(source)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		parts = append(parts, capturePart{txt.At(start, end), captureLines(source[start:end])})
	}
	for _, line := range captureLines(source[n.Front().End:starts[0]]) {
		when, length := r.PastDay(line, base)
		if length > 0 {
			day = when.To
		}
		if length < len(line) {
			parts[0].lines = append(parts[0].lines, line)
		}
	}
	return parts, day
}

// bulletText is the text of a bullet that is not nested.
func bulletText(line string) (string, bool) {
	for _, mark := range [...]string{"- ", "* ", "+ ", "• "} {
		if text, ok := strings.CutPrefix(line, mark); ok {
			return strings.TrimSpace(text), !strings.HasPrefix(text, "[ ]") && !strings.HasPrefix(text, "[x]")
		}
	}
	number := strings.TrimLeft(line, "0123456789")
	if len(number) < len(line) && (strings.HasPrefix(number, ". ") || strings.HasPrefix(number, ") ")) {
		return strings.TrimSpace(number[2:]), true
	}
	return line, false
}

// beginsPerson reports whether a line begins with somebody: a link, a name of
// several words, or one with a colon behind it that is no field.
func beginsPerson(r *parse.Reader, text string, base date.Date) bool {
	c := Line(r, text, base)
	if len(c.Names) == 0 {
		return false
	}
	rest := c.Start
	if i := strings.Index(rest, c.Names[0]); i >= 0 && c.Title == "" {
		rest = rest[i+len(c.Names[0]):]
	}
	switch several := strings.Contains(c.Names[0], " "); {
	case c.Linked, c.Title != "", several && (c.Verb != "" || rest == "" || strings.IndexByte(",:;(.-", strings.TrimLeft(rest, " ")[0]) >= 0 || strings.HasPrefix(strings.TrimLeft(rest, " "), "–") || strings.HasPrefix(strings.TrimLeft(rest, " "), "—")), len(c.Names) > 1 && several:
		return true
	case several:
		return false
	}
	return strings.HasPrefix(rest, ":") && r.FieldsOf(parse.ContactNote).Info(c.Names[0]).Name == "" && !strings.ContainsAny(txt.FirstWord(c.Text), "@/")
}
