package parse

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capture is a quick note as it was typed on the way: perhaps a date, a name,
// and what is worth remembering.
type Capture struct {
	When     When
	BadDate  string   // a word at the start that is meant as a date and cannot be read for certain
	Verb     string   // a word for what happened before the name: "coffee with"
	Names    []string // at the start; several where "and" stands between them
	Linked   bool     // the names are links, and so for certain names
	Pronouns string   // in brackets after the name
	Text     string   // the rest of the first line
	More     []string // the other lines
	Start    string   // the first line from where a name would stand
}

// maxName is the most words a name has at the start of a capture.
const maxName = 5

// Capture reads a quick note. It never fails: where there is no name, Names is
// empty.
func (r *Reader) Capture(n *Note) Capture {
	lines := captureLines(n.Source()[n.Front().End:])
	var c Capture
	if len(lines) > 0 {
		c = r.CaptureLine(lines[0])
		c.More = lines[1:]
	}
	for i := range n.Fields() {
		f := &n.Fields()[i]
		switch key := foldKey(f.Key); key {
		case "date", "created", "createdat", "captured":
			when, err := ParseWhen(f.Text())
			if err == nil && c.When.IsZero() && c.BadDate == "" {
				c.When = when
				continue
			}
		case "type":
			continue
		}
		if text := strings.Join(f.Texts(), ", "); text != "" {
			c.More = append(c.More, captureLines([]byte(f.Key+": "+text))...) // a link, a place: whatever was shared along
		}
	}
	return c
}

// captureLines are the lines of a text without blank ones and without the
// marks that stand before them.
func captureLines(source []byte) []string {
	text := strings.TrimPrefix(strings.ToValidUTF8(string(source), "\uFFFD"), bom)
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

// CaptureLine reads the first line of a capture.
func (r *Reader) CaptureLine(line string) Capture {
	var c Capture
	rest := line
	if when, n, err := scanDate(rest); err == nil && n > 0 && (n == len(rest) || strings.ContainsAny(rest[n:n+1], " \t:,T")) && when.Precision != ByYear {
		c.When, rest = when, rest[n:]
		rest = strings.TrimLeft(strings.TrimPrefix(rest, "T"), " \t:,–—-")
		_, rest = cutTime(rest)
	} else if n := dateWords(rest); n > 0 {
		c.BadDate, rest = strings.TrimRight(rest[:n], " ,:;–—-"), rest[n:]
	}
	rest = trimLead(rest)
	whole := rest
	c.Verb, c.Start = r.cutVerb(rest)
	c.Names, c.Linked, rest = cutNames(c.Start)
	c.Pronouns, rest = cutPronouns(rest)
	c.Text = trimLead(rest)
	if len(c.Names) == 0 {
		c.Text = whole
	} else if c.When.IsZero() && c.BadDate == "" {
		c.dateAfterName()
	}
	return c
}

// dateAfterName takes a date off the front of the text: "Imani Vance (27/6):".
func (c *Capture) dateAfterName() {
	rest := strings.TrimPrefix(c.Text, "(")
	if when, n, err := scanDate(rest); err == nil && n > 0 && when.Precision != ByYear && (n == len(rest) || strings.ContainsAny(rest[n:n+1], " \t:,;)")) {
		c.When, c.Text = when, trimLead(strings.TrimPrefix(rest[n:], ")"))
	} else if n := dateWords(rest); n > 0 {
		c.BadDate, c.Text = strings.TrimRight(rest[:n], " ,:;–—-)"), trimLead(rest[n:])
	}
}

func trimLead(s string) string { return strings.TrimLeft(s, " \t,:;.–—-") }

// cutVerb takes what happened off the front: "met", "coffee with", "talked to".
func (r *Reader) cutVerb(s string) (verb, rest string) {
	word, after := cutWord(s)
	word = strings.TrimRight(word, ":")
	if kind := r.kinds.only(fold(word)); kind == nil || kind.row.class != Sync {
		return "", s
	}
	if preposition, people := cutWord(after); slices.Contains([]string{"with", "to"}, fold(preposition)) {
		return fold(word), people
	}
	return fold(word), after
}

// cutNames takes the names off the front: links, or words that begin as names
// do, with "and" or "&" between two people.
func cutNames(s string) (names []string, linked bool, rest string) {
	rest = s
	for {
		name, isLink, after := cutName(rest)
		if name == "" || len(names) > 0 && isLink != linked {
			return names, linked, rest
		}
		names, linked, rest = append(names, name), isLink, after
		word, next := cutWord(strings.TrimLeft(after, " \t,"))
		if word != "and" && word != "&" && word != "+" {
			return names, linked, rest
		}
		if name, _, _ := cutName(next); name == "" {
			return names, linked, rest
		}
		rest = next
	}
}

// cutName takes one name off the front.
func cutName(s string) (name string, linked bool, rest string) {
	if link, n := scanLink(s); n > 0 && link.Target != "" {
		return link.Target, true, s[n:]
	}
	var words []string
	rest = s
	for len(words) < maxName {
		word, after := cutWord(rest)
		bare := strings.TrimRight(word, ",:;.!?)")
		ends := bare != word && !(len(bare) <= 2 && strings.HasSuffix(word, ".")) // "J." is an initial
		switch {
		case !nameWord(bare) && !(len(words) > 0 && particle(word) && nameFollows(after)):
			return strings.Join(words, " "), false, rest
		case ends:
			return strings.Join(append(words, bare), " "), false, rest[len(bare):]
		}
		words, rest = append(words, word), after
	}
	return strings.Join(words, " "), false, rest
}

// nameFollows reports whether a name goes on, perhaps with more small words.
func nameFollows(s string) bool {
	word, after := cutWord(s)
	for particle(word) {
		word, after = cutWord(after)
	}
	return nameWord(strings.TrimRight(word, ",:;.!?)"))
}

func first(s string) string {
	word, _ := cutWord(s)
	return word
}

// nameWord reports whether a word begins as names do and holds nothing else.
func nameWord(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(c) && !unicode.IsTitle(c) && (!unicode.IsLetter(c) || unicode.IsLower(c)) {
		return false
	}
	return nameLike(word)
}

// particle reports whether a small word stands within names.
func particle(word string) bool {
	return slices.Contains([]string{"de", "da", "del", "della", "der", "den", "di", "do", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "van", "von", "vom", "zu", "ten", "ter", "y", "af", "av"}, word)
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
	word, after := cutWord(s)
	second, third := cutWord(after)
	at := len(s) - len(after)
	switch bare := strings.TrimRight(word, ",:;)"); {
	case dates{}.scan(bare).err != nil, dotted(bare), isWeekday(bare, bare != word || second != "" && isDigit(second[0])):
		return at
	case slices.Contains([]string{"today", "yesterday", "tonight"}, fold(bare)):
		return at
	case ordinal(bare) > 0 && monthNumber(strings.TrimRight(second, ".,:;")) > 0, monthNumber(strings.TrimSuffix(bare, ".")) > 0 && ordinal(strings.TrimRight(second, ",:;")) > 0:
		n := len(s) - len(third)
		if year := strings.TrimRight(first(third), ",:;"); len(year) == 4 && digits(year) {
			n += len(first(third))
		}
		return n
	}
	return 0
}

// isWeekday reports whether a word is a day of the week. A short one may be a
// name, unless something else says that it is none.
func isWeekday(word string, short bool) bool {
	_, ok := Weekday(word)
	return ok && (short || len(word) > len("thurs"))
}

// dotted reports whether a word is numbers with dots: 27.6. or 27.06.2026.
func dotted(word string) bool {
	parts := strings.Split(strings.TrimSuffix(word, "."), ".")
	return len(parts) >= 2 && len(parts) <= 3 && !slices.ContainsFunc(parts, func(p string) bool { return !digits(p) || len(p) > 4 })
}
