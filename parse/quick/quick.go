package quick

import (
	"slices"
	"strings"
	"unicode"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Note is a quick note as it was typed on the way: perhaps a date, a name,
// and what is worth remembering.
type Note struct {
	When     date.When
	BadDate  string   // a word at the start that is meant as a date and cannot be read for certain
	Verb     string   // a word for what happened before the name: "coffee with"
	Names    []string // at the start; several where "and" stands between them
	Linked   bool     // the names are links, and so for certain names
	Pronouns string   // in brackets after the name
	Text     string   // the rest of the first line
	More     []string // the other lines
	Start    string   // the first line from where a name would stand
	Title    string   // before a name that is written small: "dr."
	Span     txt.Span // in the file
	Part     bool     // the file holds others
	Given    bool     // the day is that of the file or of a heading, and not its own
}

// Notes reads a quick note: one capture, or one for each bullet that begins
// with a person, where several do. It never fails: where there is no name, Names
// is empty. Words for a day count from the note's own.
func Notes(r *parse.Reader, n *parse.Note) []Note {
	base := dayOfFile(n)
	parts, above := captureParts(r, n, base)
	if !above.IsZero() {
		base = above
	}
	if len(parts) == 0 {
		parts = []capturePart{{txt.At(n.Front().End, len(n.Source())), captureLines(n.Source()[n.Front().End:])}}
	}
	var out []Note
	for _, part := range parts {
		c := Note{}
		if len(part.lines) > 0 {
			c = Line(r, part.lines[0], base)
			c.More = part.lines[1:]
		}
		c.Span, c.Part = part.at, len(parts) > 1
		if c.When.IsZero() && c.BadDate == "" && !base.IsZero() {
			c.When, c.Given = date.OneDay(base), true
		}
		out = append(out, c)
	}
	out[0].shared(n)
	return out
}

// shared adds what was shared along in the front matter: a link, a place.
func (c *Note) shared(n *parse.Note) {
	for i := range n.Fields() {
		f := &n.Fields()[i]
		key := txt.FoldKey(f.Key)
		if _, err := date.Parse(f.Text()); key == "type" || isCaptureDate(key) && err == nil {
			continue
		}
		if text := strings.Join(f.Texts(), ", "); text != "" {
			c.More = append(c.More, captureLines([]byte(f.Key+": "+text))...)
		}
	}
}

func isCaptureDate(key string) bool {
	return key == "date" || key == "created" || key == "createdat" || key == "captured"
}

// dayOfFile is the day of a quick note: that of its front matter, else the one
// its file is named after.
func dayOfFile(n *parse.Note) date.Date {
	for i := range n.Fields() {
		if f := &n.Fields()[i]; isCaptureDate(txt.FoldKey(f.Key)) {
			if when, err := date.Parse(f.Text()); err == nil {
				return when.To
			}
		}
	}
	base := n.Path[strings.LastIndexByte(n.Path, '/')+1:]
	day, _ := date.ParseDay(base[:min(len(base), len("2026-06-27"))])
	return day
}

// captureLines are the lines of a text without blank ones and without the
// marks that stand before them.
func captureLines(source []byte) []string {
	text := strings.TrimPrefix(strings.ToValidUTF8(string(source), "\uFFFD"), txt.BOM)
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n").Replace(text)
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(strings.Map(func(c rune) rune {
			if c < ' ' && c != '\t' || c == 0x7f {
				return ' '
			}
			return c
		}, line))
		if mark, rest, ok := strings.Cut(line, " "); ok && (slices.Contains([]string{"-", "*", "+", "•", ">"}, mark) || strings.Trim(mark, "#") == "") {
			line = strings.TrimSpace(rest)
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Line reads the first line of a capture; base is the day from which words
// for a day count, zero where that is not known.
func Line(r *parse.Reader, line string, base date.Date) Note {
	var c Note
	rest := line
	if when, n := r.PastDay(rest, base); n > 0 {
		c.When, rest = when, rest[n:]
		rest = strings.TrimLeft(strings.TrimPrefix(rest, "T"), " \t:,–—-")
		_, rest = date.CutTime(rest)
	} else if n := dateWords(rest); n > 0 {
		c.BadDate, rest = strings.TrimRight(rest[:n], " ,:;–—-"), rest[n:]
	}
	rest = trimLead(rest)
	whole := rest
	c.Verb, c.Start = r.CutVerb(rest)
	c.Names, c.Linked, rest = txt.CutNames(c.Start)
	if title, name, after := titled(c.Start); len(c.Names) < 2 && title != "" {
		c.Title, c.Names, rest = title, []string{name}, after
	}
	c.Pronouns, rest = cutPronouns(rest)
	c.Text = trimLead(rest)
	if len(c.Names) == 0 {
		c.Text = whole
	} else if c.When.IsZero() && c.BadDate == "" {
		c.dateAfterName(r, base)
	}
	return c
}

// dateAfterName takes a date off the front of the text: "Imani Vance (27/6):",
// "Imani Vance, yesterday: maps". In a sentence it may also stand further on.
func (c *Note) dateAfterName(r *parse.Reader, base date.Date) {
	rest := strings.TrimPrefix(c.Text, "(")
	if when, n := r.PastDay(rest, base); n > 0 {
		c.When, c.Text = when, trimLead(strings.TrimPrefix(rest[n:], ")"))
		return
	}
	if n := dateWords(rest); n > 0 {
		c.BadDate, c.Text = strings.TrimRight(rest[:n], " ,:;–—-)"), trimLead(rest[n:])
		return
	}
	if base.IsZero() || c.Verb == "" && !r.BeginsSentence(c.Text) {
		return
	}
	if told, err := r.Tell(c.Text, base, false, nil); err == nil && !told.When.IsZero() && !told.When.From.After(base) {
		c.When, c.Text = told.When, told.Text
	}
}

func trimLead(s string) string { return strings.TrimLeft(s, " \t,:;.–—-") }

// titled reads a title and the name behind it, which may be written small: "dr.
// liu wei". The name is then written as names are.
func titled(s string) (title, name, rest string) {
	word, after := txt.CutWord(s)
	if !txt.IsTitle(txt.Fold(word)) || len(word) < 2 {
		return "", "", s
	}
	var words []string
	rest = after
	for len(words) < 3 {
		word, next := txt.CutWord(rest)
		bare := strings.TrimRight(word, ",:;.!?)")
		if !txt.NameLike(bare) || len([]rune(bare)) < 2 || txt.Stops(txt.Fold(bare)) || txt.Joins(txt.Fold(bare)) || len(words) > 0 && unicode.IsUpper([]rune(words[0])[0]) && !txt.NameWord(bare) {
			break
		}
		words = append(words, bare)
		if bare != word {
			rest = rest[len(bare):]
			break
		}
		rest = next
	}
	if len(words) < 2 {
		return "", "", s
	}
	return word, txt.Capitals(words), rest
}

// SmallName is the name of two or three words that stand before a colon and are
// written small, as names are written; "" where they may be no name.
func SmallName(r *parse.Reader, text string) string {
	words, _, ok := strings.Cut(text, ": ")
	list := strings.Fields(words)
	if !ok || len(list) < 2 || len(list) > 3 || r.BeginsSentence(text) {
		return ""
	}
	for _, word := range list {
		if !txt.NameLike(word) || txt.Stops(txt.Fold(word)) || txt.Joins(word) {
			return ""
		}
	}
	return txt.Capitals(list)
}

// cutPronouns takes "(she/her)" off the front.
func cutPronouns(s string) (pronouns, rest string) {
	inner, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "(")
	end := strings.IndexByte(inner, ')')
	if !ok || end < 0 || end > 20 || !strings.Contains(inner[:end], "/") || strings.ContainsAny(inner[:end], "0123456789 ") {
		return "", s
	}
	return inner[:end], inner[end+1:]
}

// dateWords is the length of words at the start that people mean as a date and
// that netnotes does not read: 6/27, 27.6., June 27, yesterday. A month without
// a number may be a name.
func dateWords(s string) int {
	word, after := txt.CutWord(s)
	second, third := txt.CutWord(after)
	at := len(s) - len(after)
	switch bare := strings.TrimRight(word, ",:;)"); {
	case date.Reader{}.Scan(bare).Err != nil, date.Dotted(bare), isWeekday(bare, bare != word || second != "" && txt.IsDigit(second[0])):
		return at
	case slices.Contains([]string{"today", "yesterday", "tonight", "tomorrow"}, txt.Fold(bare)):
		return at
	case date.Ordinal(bare) > 0 && date.MonthNumber(strings.TrimRight(second, ".,:;")) > 0, date.MonthNumber(strings.TrimSuffix(bare, ".")) > 0 && date.Ordinal(strings.TrimRight(second, ",:;")) > 0:
		n := len(s) - len(third)
		if year := strings.TrimRight(txt.FirstWord(third), ",:;"); len(year) == 4 && txt.Digits(year) {
			n += len(txt.FirstWord(third))
		}
		return n
	}
	return 0
}

// isWeekday reports whether a word is a day of the week. A short one may be a
// name, unless something else says that it is none.
func isWeekday(word string, short bool) bool {
	_, ok := date.Weekday(word)
	return ok && (short || len(word) > len("thurs"))
}
