package index

import (
	"bytes"
	"path/filepath"
	"strings"

	"netnotes/parse"
)

// Holding is an Index of the people in whose notes every one of some words
// stands, as Query.Words gives them, and perhaps of more people; nil where it is
// better to read the whole folder.
func (l *Live) Holding(words []string) *Index {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if _, err := l.refresh(); err != nil || l.linked || l.read != nil {
		return nil
	}
	holds := make([]bool, len(l.notes))
	Each(len(l.notes), progressEvery, func(start, end int) {
		for i := start; i < end; i++ {
			if l.notes[i].brief.kind() == parse.ContactNote {
				holds[i] = l.holds(i, words)
			}
		}
	})
	var asked []int
	for i, h := range holds {
		if h && l.isNote(i) {
			asked = append(asked, i)
		}
	}
	if 2*len(asked) > len(l.notes) {
		return nil
	}
	return l.around(asked, keyList{})
}

// holds reports whether every word stands in a note or its name.
func (l *Live) holds(i int, words []string) bool {
	source, err := readFile(filepath.Join(l.root, filepath.FromSlash(l.notes[i].path)))
	if err != nil {
		return false
	}
	var name string
	for _, word := range words {
		if holdsWord(source, word) {
			continue
		}
		if name == "" {
			name, _, _ = l.notes[i].brief.texts()
		}
		if !holdsWord([]byte(name), word) {
			return false
		}
	}
	return true
}

// holdsWord reports whether a folded word may stand in a text once that is
// folded too. It never misses one, and finds those in plain letters without
// folding.
func holdsWord(text []byte, word string) bool {
	if word == "" {
		return true
	}
	lower, upper := word[0], word[0]
	if lower >= 'a' && lower <= 'z' {
		upper -= 'a' - 'A'
	}
	for _, first := range []byte{lower, upper} {
		for rest := text; len(rest) >= len(word); rest = rest[1:] {
			at := bytes.IndexByte(rest[:len(rest)-len(word)+1], first)
			if at < 0 {
				break
			}
			if rest = rest[at:]; bytes.EqualFold(rest[:len(word)], []byte(word)) {
				return true
			}
		}
		if upper == lower {
			break
		}
	}
	return (!plainLetters(word) || foldsToPlain(text)) && strings.Contains(parse.Fold(string(text)), word)
}

// plainLetters reports whether a folded word is of ASCII, but for two marks that
// others fold to.
func plainLetters(word string) bool {
	for i := range len(word) {
		if c := word[i]; c >= 0x80 || c == ';' || c == '`' {
			return false
		}
	}
	return true
}

// foldsToPlain reports whether a text holds one of the only two letters beyond
// ASCII that fold to one in it: the sign of Kelvin, and a capital I with a dot.
func foldsToPlain(text []byte) bool {
	return bytes.Contains(text, []byte("\u212a")) || bytes.Contains(text, []byte("\u0130"))
}
