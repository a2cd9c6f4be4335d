package form

import (
	"strings"
	"unicode/utf8"
)

// linePart is a part of a line that stands by itself: two blanks or more part it
// from the others.
type linePart struct {
	at   int // the column on the screen in which it begins
	text string
}

// parts are the columns of a line.
func parts(line string) (out []linePart) {
	for at := 0; line != ""; {
		text := strings.TrimLeft(line, " ")
		at += len(line) - len(text)
		if text, line, _ = strings.Cut(text, "  "); text == "" {
			break
		}
		out = append(out, linePart{at, text})
		at += SeenWidth(text) + len("  ")
	}
	return out
}

// fold breaks a line that does not fit into so many columns, between its parts and
// between words. What goes on stands below the last part that begins in the left
// half of the screen, or where that is narrow in its left quarter.
func fold(line string, columns int) string {
	all := parts(line)
	left := columns / 2
	if columns < stackedBelow {
		left = columns / 4
	}
	from := 0
	for i, part := range all {
		if part.at <= left {
			from = i
		}
	}
	indent := all[from].at
	if from == 0 {
		indent = max(indent, 3)
	}
	if all[0].at > left { // it stands below something that is no longer there
		all[0].at, indent = 3, 3
	}
	f := folding{columns: columns, indent: indent}
	for i, part := range all {
		f.part(part, i <= from)
	}
	return f.b.String()
}

// folding is a line while it is broken.
type folding struct {
	b       strings.Builder
	columns int
	indent  int    // of the lines after the first
	used    int    // columns of the last line
	code    string // the emphasis that is on
}

// part adds a part: in its place, or behind the one before if it fits there as a
// whole, else on a line of its own.
func (f *folding) part(p linePart, inPlace bool) {
	gap := 2
	if inPlace {
		gap = p.at - f.used
	}
	switch whole := SeenWidth(p.text); {
	case f.used == 0 || f.used+gap+whole <= f.columns || inPlace && f.indent == p.at:
		f.b.WriteString(strings.Repeat(" ", gap))
		f.used += gap
	default:
		f.next()
	}
	for i, word := range unbroken(p.text, f.columns-f.indent) {
		w := SeenWidth(word)
		switch {
		case i == 0:
		case f.used+1+w > f.columns:
			f.next()
		default:
			f.b.WriteByte(' ')
			f.used++
		}
		f.b.WriteString(word)
		f.used += w
		if at := strings.LastIndex(word, "\x1b["); at >= 0 {
			f.code = word[at : at+strings.IndexByte(word[at:], 'm')+1]
		}
	}
}

// unbroken are the words of a text. A command to paste is one word where a line
// holds it whole: to a shell the end of a line is the end of a command.
func unbroken(text string, columns int) []string {
	words := strings.Split(text, " ")
	for i, word := range words {
		if strings.TrimLeft(word, "(") != "netnotes" {
			continue
		}
		end := len(words)
		if word[0] == '(' {
			for end = i + 1; end < len(words) && !strings.HasSuffix(words[end-1], ")"); end++ {
			}
		}
		if command := strings.Join(words[i:end], " "); SeenWidth(command) <= columns {
			out := append(words[:i:i], command)
			if end < len(words) {
				out = append(out, unbroken(strings.Join(words[end:], " "), columns)...)
			}
			return out
		}
	}
	return words
}

// next begins a line. No emphasis reaches over its end.
func (f *folding) next() {
	on := f.code != "" && f.code != "\x1b[0m"
	if on {
		f.b.WriteString("\x1b[0m")
	}
	f.b.WriteString("\n" + strings.Repeat(" ", f.indent))
	if on {
		f.b.WriteString(f.code)
	}
	f.used = f.indent
}

// SeenWidth is the width of a text without the sequences that emphasise.
func SeenWidth(s string) int { return Width(withoutColor(s)) }

// Folded are the lines of a text that may be too wide for so many columns.
func Folded(text string, columns int) []string {
	if columns > 0 && SeenWidth(text) > columns {
		text = fold(text, columns)
	}
	return strings.Split(text, "\n")
}

// WithoutColor leaves out the sequences that emphasise.
func WithoutColor(s string) string { return withoutColor(s) }

// withoutColor leaves out the sequences that emphasise.
func withoutColor(s string) string {
	if !strings.Contains(s, "\x1b[") {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(after, "m")
	}
}

// sentence is a line as a voice can read it: its parts one after the other, told
// to type what can be typed, ended by a full stop.
func sentence(line string) string {
	var b strings.Builder
	for i, part := range parts(strings.TrimPrefix(strings.TrimLeft(line, " "), "… ")) {
		text := strings.ReplaceAll(strings.Trim(part.text, " "), " · ", ", ")
		last, _ := utf8.DecodeLastRuneInString(b.String())
		switch {
		case i == 0:
		case i == 1 && strings.Trim(b.String(), "0123456789") == "":
			b.WriteString(": ")
		case strings.ContainsRune(":,;.?", last):
			b.WriteByte(' ')
		default:
			b.WriteString(", ")
		}
		b.WriteString(text)
	}
	return ended(toType(b.String()))
}

// toType tells to type the command with which a sentence ends.
func toType(text string) string {
	at := strings.LastIndex(text, "netnotes ")
	if at < 0 || at > 0 && (at == 1 || !strings.Contains(",:?.", text[at-2:at-1])) {
		return text
	}
	before, command := strings.TrimRight(text[:at], " ,:"), "ype "+text[at:]+" and press Enter"
	if before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "?") {
		return strings.TrimLeft(before+" T"+command, " ")
	}
	return before + ": t" + command
}

// ended is a text that ends as a sentence does.
func ended(text string) string {
	if bare := strings.TrimRight(text, `"”)`); text == "" || strings.HasSuffix(bare, ".") || strings.HasSuffix(text, "?") {
		return text
	}
	return strings.TrimRight(text, ":;,") + "."
}
