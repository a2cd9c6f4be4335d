package page

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/index/network"
	"netnotes/parse/txt"
)

// initials are what the page calls people by before somebody else's eyes.
type initials struct {
	names map[string]string // by folded name
	words map[string]bool   // every word of a name that tells who it is
	begin map[string][]known
}

// known is a name that may stand in a text.
type known struct {
	name, initials string
}

// shortWord is up to how many letters a part of a name tells nobody.
const shortWord = 2

// newInitials gives everybody whom the notes name initials. Where two have the
// same the later one is numbered: people by path, and then those without a note.
func newInitials(w *network.Network) *initials {
	in := &initials{map[string]string{}, map[string]bool{}, map[string][]known{}}
	taken := map[string]int{}
	add := func(name string, also []string) {
		key := txt.FoldName(name)
		if in.names[key] == "" {
			short := initialsOf(name)
			if taken[short]++; taken[short] > 1 {
				short = fmt.Sprintf("%s %d", short, taken[short])
			}
			in.names[key] = short
		}
		for _, called := range append([]string{name}, also...) {
			in.learn(called, in.names[key])
		}
	}
	for _, m := range w.People {
		add(m.Name, m.Names())
	}
	for _, ghost := range w.Ties.Ghosts {
		add(ghost, nil)
	}
	for _, list := range in.begin {
		slices.SortStableFunc(list, func(a, b known) int { return len(b.name) - len(a.name) })
	}
	return in
}

// learn takes in a name that may stand in a text, and its words.
func (in *initials) learn(name, short string) {
	if name = strings.TrimSpace(name); name == "" {
		return
	}
	first := nextWord(name)
	in.begin[first] = append(in.begin[first], known{name, short})
	for rest := name; rest != ""; {
		word := nextWord(rest)
		if utf8.RuneCountInString(word) > shortWord {
			in.words[word] = true
		}
		rest = rest[len(word):]
	}
}

// initialsOf are the first letters of a name's words.
func initialsOf(name string) string {
	var parts []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' }) {
		r, _ := utf8.DecodeRuneInString(word)
		parts = append(parts, string(unicode.ToUpper(r))+".")
	}
	if len(parts) == 0 {
		return "N. N."
	}
	return strings.Join(parts, " ")
}

// of are the initials of a name.
func (in *initials) of(name string) string {
	if short := in.names[txt.FoldName(name)]; short != "" {
		return short
	}
	return initialsOf(name)
}

// in is a text with initials for all names in it, and for their parts.
func (in *initials) in(text string) string {
	var b strings.Builder
	for text != "" {
		word := nextWord(text)
		r, _ := utf8.DecodeRuneInString(word)
		if !ofWord(r) {
			b.WriteString(word)
			text = text[len(word):]
			continue
		}
		size, short := len(word), word
		for _, k := range in.begin[word] {
			if strings.HasPrefix(text, k.name) && !inWord(text, len(k.name)) {
				size, short = len(k.name), k.initials
				break
			}
		}
		if size == len(word) && in.words[word] && short == word {
			short = string(unicode.ToUpper(r)) + "."
		}
		b.WriteString(short)
		text = text[size:]
	}
	return b.String()
}

// inWord reports whether a text goes on within a word.
func inWord(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return at < len(text) && ofWord(r)
}

// nextWord is the run of letters, or of other signs, at the start of a text.
func nextWord(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	letters := ofWord(r)
	if end := strings.IndexFunc(text, func(r rune) bool { return ofWord(r) != letters }); end > 0 {
		return text[:end]
	}
	return text
}

func ofWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }
