package logline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// Called is whom a folder knows by some words, at the best rank that knows
// anybody: 1 exactly so, 2 but for accents, titles and the like, 3 by whole
// words of the name, 4 by beginnings of them; 0 is nobody.
type Called struct {
	Rank   int
	People []string // paths of contact notes
	Names  []string // theirs
	Place  bool     // the words say where and not who
	Near   string   // where nobody is known: a name spelled nearly so
}

// Names is who is known in a folder, as its notes may speak of them. Reading a
// note alone cannot know.
type Names struct {
	Called  func(words string) Called
	IsPlace func(txt.Link) bool // the link says where and not who
}

// Owner is the person a note is about, under every name a line may use.
type Owner struct {
	path  string
	keys  []string // as links name them
	words []string // as a sentence does: the words of each name
	ends  []int    // of each name's words
}

// Of prepares the names of a contact, that of their file included, in the lists
// of whom it was before.
func (o *Owner) Of(path, name string, aliases []string) *Owner {
	o.path, o.keys, o.words, o.ends = path, o.keys[:0], o.words[:0], o.ends[:0]
	o.add(name)
	for _, alias := range aliases {
		o.add(alias)
	}
	o.add(txt.BaseName(path))
	return o
}

func (o *Owner) add(name string) {
	key := txt.FoldName(name)
	if o.knows(name) { // as of the file, which mostly is that of the note
		return
	}
	o.keys = append(o.keys, key)
	o.words = appendNameWords(o.words, key)
	o.ends = append(o.ends, len(o.words))
}

// isNamed reports whether a link's target names the owner.
func (o *Owner) isNamed(target string) bool { return o.knows(txt.BaseName(target)) }

func (o *Owner) knows(name string) bool {
	return slices.ContainsFunc(o.keys, func(key string) bool { return txt.FoldsTo(name, key) })
}

// rank is how well words name the owner, as Called ranks; 0 is not at all.
func (o *Owner) rank(text string) int {
	if o.knows(text) {
		return 1
	}
	var room [8]string
	typed := appendNameWords(room[:0], txt.FoldName(text))
	bare := typed
	for len(bare) > 1 && txt.IsTitle(bare[0]) {
		bare = bare[1:]
	}
	if len(bare) == 0 || len(bare) == 1 && utf8.RuneCountInString(bare[0]) == 1 {
		return 0
	}
	best, start := 0, 0
	for _, end := range o.ends {
		name := o.words[start:end]
		start = end
		kept := name
		for len(kept) > 1 && txt.IsTitle(kept[0]) {
			kept = kept[1:]
		}
		switch {
		case slices.Equal(bare, kept):
			return 2
		case !slices.ContainsFunc(bare, func(w string) bool { return !slices.Contains(name, w) }), initialled(bare, kept), tailOf(bare, name):
			best = 3
		}
	}
	return best
}

// appendNameWords adds the words of a name, without accents and apostrophes.
func appendNameWords(words []string, name string) []string {
	if !txt.IsASCII(name) {
		name = txt.FoldText(name, false)
	}
	for word, rest := cutField(name); word != ""; word, rest = cutField(rest) {
		if !plainWord(word) {
			word = foldWord(strings.TrimFunc(word, unicode.IsPunct))
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return words
}

// cutField is the first of strings.Fields and what follows it.
func cutField(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			return s[:i], s[i:]
		case c < ' ' || c >= 0x80:
			end := strings.IndexFunc(s, unicode.IsSpace)
			if end < 0 {
				end = len(s)
			}
			return s[:end], s[end:]
		}
	}
	return s, ""
}

// initialled reports whether words are the initials of a name and its last
// word: "A. Park".
func initialled(words, name []string) bool {
	n := len(words) - 1
	if n < 1 || n >= len(name)+1 || len(name) < 2 || words[n] != name[len(name)-1] || n > len(name)-1 {
		return false
	}
	for i, word := range words[:n] {
		if utf8.RuneCountInString(word) != 1 || !strings.HasPrefix(name[i], word) {
			return false
		}
	}
	return true
}

// tailOf reports whether a word is a name of two to four Chinese, Japanese or
// Korean letters without its first, or of four without its first two.
func tailOf(words, name []string) bool {
	if len(words) != 1 || len(name) != 1 {
		return false
	}
	given, whole := []rune(words[0]), []rune(name[0])
	if len(whole) < 2 || len(whole) > 4 || !unicode.In(whole[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
		return false
	}
	return slices.Equal(given, whole[1:]) || len(whole) == 4 && slices.Equal(given, whole[2:])
}
