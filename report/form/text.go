package form

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"netnotes/parse/date"
)

// Style says how text may look.
type Style struct {
	Color bool
	Width int  // columns of the terminal; 0 for no limit
	Plain bool // whole sentences, one a line, for a voice that reads them aloud
}

// stackedBelow is how many columns a table needs.
const stackedBelow = 60

// Stacked reports whether the terminal is too narrow for columns.
func (s Style) Stacked() bool { return s.Width > 0 && s.Width < stackedBelow }

// SafeWriter writes text for people: control characters, which a terminal
// would obey, are shown and not sent. Colour goes around it, so that no call
// can forget.
type SafeWriter struct {
	To    io.Writer
	Color bool // let the few colours of this package pass
}

// Write replaces what is unsafe in p. It may be given any bytes.
func (w SafeWriter) Write(p []byte) (int, error) {
	if clean(p) {
		return w.To.Write(p)
	}
	var b bytes.Buffer
	for i := 0; i < len(p); {
		r, size := utf8.DecodeRune(p[i:])
		switch {
		case r == 0x1b && w.Color && colorLen(p[i:]) > 0:
			size = colorLen(p[i:])
			b.Write(p[i : i+size])
		case r == utf8.RuneError && size == 1:
			b.WriteRune(utf8.RuneError)
		case Unsafe(r):
			b.WriteString(shown(r))
		default:
			b.Write(p[i : i+size])
		}
		i += size
	}
	_, err := w.To.Write(b.Bytes())
	return len(p), err
}

// colorLen is the length of the colour sequence at the start of p, if it is one
// of ours.
func colorLen(p []byte) int {
	for _, code := range []string{Bold, Dim, Red, Green, "0"} {
		if seq := "\x1b[" + code + "m"; bytes.HasPrefix(p, []byte(seq)) {
			return len(seq)
		}
	}
	return 0
}

func clean(p []byte) bool {
	for _, c := range p {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// Unsafe are C0 but tab and newline, DEL, C1, and the marks that turn the
// direction of text.
func Unsafe(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x200e || r == 0x200f || r == 0x61c || r == 0x2028 || r == 0x2029 || r == 0xfeff
}

// shown is a visible stand-in: ^[ for escape, <U+202E> for the rest.
func shown(r rune) string {
	if r < ' ' {
		return "^" + string(r+'@')
	}
	if r == 0x7f {
		return "^?"
	}
	return fmt.Sprintf("<U+%04X>", r)
}

// Visible is the stand-in of a character that a terminal or a browser would
// obey; ok is false for any other, which stands for itself.
func Visible(r rune) (text string, ok bool) {
	if !Unsafe(r) {
		return "", false
	}
	return shown(r), true
}

// oneLine reports whether a text is of plain words with one blank between them.
func oneLine(s string) bool {
	blank := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
		case c < ' ' || c >= 0x7f:
			return false
		default:
			blank = false
		}
	}
	return !blank || s == ""
}

// Width is how many columns a text takes; wide characters take two.
func Width(s string) int {
	if plainWidth(s) {
		return len(s)
	}
	return uniseg.StringWidth(s)
}

// plainWidth reports whether every byte of a text takes one column.
func plainWidth(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// Fit is a text for one line of a screen of so many columns.
func Fit(s string, columns int) string {
	var b bytes.Buffer
	_, _ = SafeWriter{To: &b}.Write([]byte(s))
	return Cut(b.String(), columns)
}

// Pad fills a text with blanks on the right.
func Pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-Width(s)))
}

// Cut shortens a text to so many columns, with an ellipsis: behind a word, unless
// not even one would be left.
func Cut(s string, columns int) string {
	if columns <= 0 || Width(s) <= columns {
		return s
	}
	var b strings.Builder
	used, word := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if g.Str() == " " {
			word = b.Len()
		}
		if used += g.Width(); used > columns-1 {
			break
		}
		b.WriteString(g.Str())
	}
	kept := b.String()
	if word > 0 {
		kept = strings.TrimRight(kept[:word], " ,;:·–—-")
	}
	return strings.TrimRight(kept, " ") + "…"
}

// Painter writes lines for people.
type Painter struct {
	b       bytes.Buffer
	written int    // lines
	label   string // of the last fact
	Style
}

// Bytes are the lines that were written.
func (p *Painter) Bytes() []byte { return p.b.Bytes() }

// Lines is how many lines were written.
func (p *Painter) Lines() int { return p.written }

// Line writes a line, in the form of the style: folded where it does not fit, or
// as a sentence. Columns are parted by two blanks or more.
func (p *Painter) Line(parts ...string) {
	text := strings.TrimRight(strings.Join(parts, ""), " ")
	switch {
	case p.Plain:
		if text = sentence(text); text == "" {
			return
		}
	case p.Width > 0 && SeenWidth(text) > p.Width:
		text = fold(text, p.Width)
	}
	p.Verbatim(text)
}

// Verbatim writes a text as a line of its own, in whatever form it is.
func (p *Painter) Verbatim(text string) {
	p.b.WriteString(text)
	p.b.WriteByte('\n')
	p.written += 1 + strings.Count(text, "\n")
}

// TextWidth is where a sentence is broken, or before where the terminal ends.
const TextWidth = 96

// Wrap writes a sentence after a lead, on as many lines as it takes.
func (p *Painter) Wrap(lead, text, code string) {
	if p.Plain {
		p.Line(lead, text)
		return
	}
	room := TextWidth
	if p.Width > 0 {
		room = max(min(room, p.Width), Width(lead)+20)
	}
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && Width(lead)+Width(line)+1+Width(word) > room {
			p.Line(lead, p.Mark(code, line))
			lead, line = strings.Repeat(" ", Width(lead)), ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	p.Line(lead, p.Mark(code, line))
}

// Labelled writes a fact behind what it is called; without a name it belongs to
// the fact before.
func (p *Painter) Labelled(label string, indent int, text string) {
	if label != "" {
		p.label = label
	}
	if p.Plain {
		p.Line(Capital(p.label), ": ", text)
		return
	}
	p.Line(p.Mark(Dim, Pad(label, indent)), text)
}

// Cut shortens a cell of a table. A sentence stays whole.
func (p *Painter) Cut(s string, columns int) string {
	if p.Plain {
		return s
	}
	return Cut(s, columns)
}

// Room is how many columns are left after some.
func (p *Painter) Room(used int) int {
	if p.Width == 0 {
		return TextWidth - used
	}
	return max(20, p.Width-used)
}

// Mark emphasises; everything reads the same without.
func (p *Painter) Mark(code, s string) string {
	text := strings.TrimRight(s, " ")
	if !p.Color || text == "" || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m" + s[len(text):]
}

// What Mark takes: the codes of the terminal.
const (
	Bold  = "1"
	Dim   = "2"
	Red   = "31"
	Green = "32"
)

// MonthName is a month in three letters.
func MonthName(m int8) string {
	return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[m-1]
}

// Days writes a date as precisely as it is known.
func Days(w date.When) string {
	text := FullDay(w.From)
	switch {
	case w.Precision == date.ByMonth:
		text = fmt.Sprintf("%s %d", MonthName(w.From.Month), w.From.Year)
	case w.Precision == date.ByYear:
		text = fmt.Sprint(w.From.Year)
	case w.From != w.To:
		text = fmt.Sprintf("%d %s–%s", w.From.Day, MonthName(w.From.Month), FullDay(w.To))
		if w.From.Month == w.To.Month && w.From.Year == w.To.Year {
			text = fmt.Sprintf("%d–%s", w.From.Day, FullDay(w.To))
		}
	}
	if w.Approximate {
		text = "about " + text
	}
	return text
}

// DayName names a day with its weekday: Thu 8 Oct, with the year where it is not
// this one.
func DayName(d, today date.Date) string { return WeekdayName(d) + " " + Day(d, today) }

// WhenName says when something was: on Thu 8 Oct, in June 2026, in 2025, around
// Fri 20 Nov.
func WhenName(w date.When, today date.Date) string {
	switch {
	case w.Precision == date.ByYear:
		return "in " + strconv.Itoa(int(w.From.Year))
	case w.Precision == date.ByMonth:
		return "in " + MonthName(w.From.Month) + " " + strconv.Itoa(int(w.From.Year))
	case w.From != w.To:
		return "from " + DayName(w.From, today) + " to " + DayName(w.To, today)
	case w.Approximate:
		return "around " + DayName(w.From, today)
	}
	return "on " + DayName(w.From, today)
}

// Plural counts: 1 person, 2 people.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Fact writes a labelled line, unless there is nothing to say.
func (p *Painter) Fact(label, text string) {
	if text == "" {
		return
	}
	p.Labelled(label, LabelWidth, text)
}

// How many columns labels take.
const (
	LabelWidth = 10
	CardWidth  = 11 // of the labels of a card
)
