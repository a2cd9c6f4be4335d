package txt

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes two spellings of one name equal: lower case and NFC.
func Fold(s string) string {
	upper := false
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 {
			return norm.NFC.String(strings.ToLower(norm.NFC.String(s)))
		}
		upper = upper || c >= 'A' && c <= 'Z'
	}
	if !upper {
		return s
	}
	return strings.ToLower(s)
}

// HoldsFolded reports whether a text, folded, holds a folded word.
func HoldsFolded(text []byte, word string) bool {
	ascii := word != "" && IsASCII(word)
	for rest := View(text); ascii; {
		i := indexFolded(rest, word)
		if i < 0 {
			if IsASCII(rest) {
				return false
			}
			break
		}
		if rest = rest[i+len(word):]; rest == "" || rest[0] < 0x80 {
			return true
		}
	}
	return strings.Contains(Fold(View(text)), word) // a letter may be one with the mark after it
}

// indexFolded is where a small word of ASCII stands in a text, in small letters or
// capitals, or -1. It looks for the letter of the word that is rarest.
func indexFolded(s, word string) int {
	at := rarest(word)
	small, capital := word[at], word[at]
	if small >= 'a' && small <= 'z' {
		capital -= 'a' - 'A'
	}
	next := func(from int, c byte) int {
		if i := strings.IndexByte(s[from:], c); i >= 0 {
			return from + i
		}
		return len(s)
	}
	if len(s) < len(word) {
		return -1
	}
	x, y := next(at, small), next(at, capital)
	for {
		found := min(x, y)
		start := found - at
		if start+len(word) > len(s) {
			return -1
		}
		n := 0
		for n < len(word) && Lower(s[start+n]) == word[n] {
			n++
		}
		if n == len(word) {
			return start
		}
		if x == found {
			x = next(found+1, small)
		}
		if y == found {
			y = next(found+1, capital)
		}
	}
}

// rarest is the place of the letter of a word that is rarest in texts.
func rarest(word string) (at int) {
	const common = "etaoinsrhdlucmfywgpbvkxqjz"
	for i := range len(word) {
		if strings.IndexByte(common, word[i]) > strings.IndexByte(common, word[at]) {
			at = i
		}
	}
	return at
}

// FoldName is the key under which names are compared: without regard to case,
// Unicode form and the difference between space, "-" and "_".
func FoldName(s string) string {
	if isFolded(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return foldWords(Fold(s))
		case c == ' ' || c == '-' || c == '_' || c == '\t':
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		out = append(out, c)
	}
	for len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	return View(out)
}

// FoldsTo reports whether FoldName makes a key of the name.
func FoldsTo(name, key string) bool {
	n, gap := 0, false // how much of the key has been met, and whether a blank comes next
	for i := range len(name) {
		c := name[i]
		switch {
		case c == ' ' || c == '-' || c == '_' || c == '\t':
			gap = n > 0
			continue
		case c < ' ' || c >= 0x80 || i+1 < len(name) && name[i+1] >= 0x80:
			return FoldName(name) == key // a letter may be one with the mark after it
		}
		if gap {
			if n == len(key) || key[n] != ' ' {
				return false
			}
			n, gap = n+1, false
		}
		if n == len(key) || key[n] != Lower(c) {
			return false
		}
		n++
	}
	return n == len(key)
}

// isFolded reports whether FoldName has nothing to change.
func isFolded(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x80, c >= 'A' && c <= 'Z', c == '-', c == '_', c == '\t':
			return false
		case c == ' ' && (i == 0 || i == len(s)-1 || s[i+1] == ' '):
			return false
		}
	}
	return true
}

// foldWords joins the words of a folded name by single spaces.
func foldWords(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r)
	}), " ")
}

// FoldKey makes two spellings of one key equal.
func FoldKey(key string) string {
	plain := true
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && !IsDigit(c) {
			plain = false
			break
		}
	}
	if plain {
		return key
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '\t' {
			return -1
		}
		return r
	}, Fold(key))
}

// FoldText folds words: compatibility form without accents, lower case,
// without apostrophes and symbols, a space for hyphens and other punctuation.
// With umlauts, ä is ae, ö oe and ü ue.
func FoldText(s string, umlauts bool) string {
	var b strings.Builder
	b.Grow(len(s))
	if umlauts && !IsASCII(s) {
		s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "ae", "Ö", "oe", "Ü", "ue").Replace(norm.NFC.String(s))
	}
	gap, composed := false, true
	if !IsASCII(s) {
		s, composed = norm.NFKD.String(strings.Map(func(r rune) rune {
			if isApostrophe(r) {
				return -1
			}
			return r
		}, s)), false
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && !isAccent(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteString(plainLetter(unicode.ToLower(r)))
		case r == '\'' || r == '`' || r == '´':
		case unicode.IsSpace(r), unicode.IsPunct(r), r == '−':
			gap = true
		}
	}
	if composed {
		return b.String()
	}
	return norm.NFC.String(b.String())
}

// plainLetter is a letter as people type it who do not have it.
func plainLetter(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	case 'ħ':
		return "h"
	case 'ς':
		return "σ"
	}
	return string(r)
}

// isAccent reports whether a mark is left out by those who write quickly: what
// stands above Latin, Greek, Cyrillic, Hebrew and Arabic letters, and not the
// vowels of Indian scripts or the marks that make other letters of kana.
func isAccent(r rune) bool {
	return unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic, unicode.Cyrillic) && r != 0x3099 && r != 0x309a
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', '‛', '′', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ', 'ʾ', 'ʿ', '＇':
		return true
	}
	return false
}
