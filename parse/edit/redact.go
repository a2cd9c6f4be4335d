package edit

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Redact is a note without what must not leave the folder: every bullet,
// paragraph and section of which hide says so, with all that is nested in it,
// every value of a field, and every line of the front matter. The lines stay where
// they are, empty; hidden lists those of the body, from 1. Where nothing is hidden
// the note itself is returned.
func Redact(r *parse.Reader, n *parse.Note, hide func(text string) bool) (after *parse.Note, hidden []int) {
	source, front := slices.Clone(n.Source()), hiddenFront(n, hide)
	for _, b := range bodyBlocks(n, hide) {
		txt.Blank(source[b.at.Start:b.at.End])
		for line := b.first; line <= b.last; line++ {
			hidden = append(hidden, line)
		}
	}
	if len(hidden) == 0 && len(front) == 0 {
		return n, nil
	}
	after = r.Note(n.Path, source)
	after.Hide(front) // with blanks in it the front matter would be none
	for i := range after.Fields() {
		f := &after.Fields()[i]
		f.Values = slices.DeleteFunc(slices.Clone(f.Values), func(v yaml.Value) bool { return hide(v.Text) })
	}
	for i := range after.Entries() {
		if e := &after.Entries()[i]; e.FromFields {
			e.People = slices.DeleteFunc(slices.Clone(e.People), func(l txt.Link) bool { return hide(l.Target) || hide(l.Text) })
		}
	}
	return after, hidden
}

// hiddenFront are the values and the lines of the front matter that are hidden.
func hiddenFront(n *parse.Note, hide func(string) bool) (out []txt.Span) {
	for _, f := range n.Fields() {
		for _, v := range f.Values {
			if hide(v.Text) {
				out = append(out, v.Span)
			}
		}
	}
	for at := n.Front().Start; at < n.Front().End; {
		next := txt.NextLine(n.Source(), at)
		if hide(string(n.Source()[at:next])) {
			out = append(out, txt.At(at, next))
		}
		at = next
	}
	return out
}

// bodyBlock is a bullet, a paragraph or a heading with the lines that go on
// with it.
type bodyBlock struct {
	at          txt.Span
	first, last int // lines from 1
	indent      int
	heading     int // its level; 0 for others
	text        string
}

// bodyBlocks are the blocks of a note's body that are hidden, in order.
func bodyBlocks(n *parse.Note, hide func(string) bool) []bodyBlock {
	var out []bodyBlock
	heading, indent := 0, -1 // what is hidden: the section of a heading, the bullet at an indentation
	for _, b := range splitBlocks(n) {
		if b.heading > 0 {
			if indent = -1; b.heading <= heading {
				heading = 0
			}
		} else if b.indent <= indent {
			indent = -1
		}
		if heading == 0 && indent < 0 && hide(b.text) {
			if heading = b.heading; heading == 0 {
				indent = b.indent
			}
		}
		if heading > 0 || indent >= 0 {
			out = append(out, b)
		}
	}
	return out
}

// splitBlocks cuts the body at blank lines, bullets and headings.
func splitBlocks(n *parse.Note) []bodyBlock {
	var out []bodyBlock
	open := false
	lines := txt.NewLines(n.Source())
	for at := n.Front().End; at < len(n.Source()); {
		line, next := lines.Line(at), txt.NextLine(n.Source(), at)
		text := strings.TrimRight(string(n.Source()[at:next]), "\r\n")
		bare := strings.TrimLeft(text, " \t")
		level := headingLevel(bare)
		switch {
		case bare == "":
			open = false
		case !open || level > 0 || beginsItem(bare):
			indent := len(strings.ReplaceAll(text[:len(text)-len(bare)], "\t", "    "))
			out = append(out, bodyBlock{at: txt.At(at, next), first: line, last: line, indent: indent, heading: level, text: bare})
			open = level == 0
		default:
			b := &out[len(out)-1]
			b.at.End, b.last, b.text = next, line, b.text+" "+bare
		}
		at = next
	}
	return out
}

// headingLevel is the number of # before a heading's text, or 0.
func headingLevel(line string) int {
	rest := strings.TrimLeft(line, "#")
	level := len(line) - len(rest)
	if level > 6 || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return 0
	}
	return level
}

// beginsItem reports whether a line begins an item of a list.
func beginsItem(line string) bool {
	rest := strings.TrimLeft(line, "0123456789")
	if len(rest) < len(line) {
		return len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' '
	}
	return len(line) > 1 && strings.IndexByte("-*+", line[0]) >= 0 && (line[1] == ' ' || line[1] == '\t')
}

// HasPrivateTag reports whether a text bears the tag #private or one below it,
// in any case, wherever it stands.
func HasPrivateTag(text string) bool {
	for {
		at := strings.IndexByte(text, '#')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		tag := strings.ToLower(txt.ScanTag(text[:min(len(text), txt.MaxLink)]))
		if tag == "private" || strings.HasPrefix(tag, "private/") {
			return true
		}
	}
}
