package txt

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// NameForms are the folded forms of a name: two names mean the same person
// where one form of each is equal.
type NameForms struct {
	Whole []string // everything that is written, in the order of a name
	Short []string // without titles, suffixes, credentials and pronouns; also with each name in brackets for the given one
	Tails []string // what a name of Chinese, Japanese or Korean letters may be called by besides

	wholes, shorts int // of the first form by either key: 1 where both are the same
}

// Words are the words of Whole, by either key.
func (f *NameForms) Words() [][2]string { return wordPairs(f.Whole[:f.wholes]) }

// WordsByEither are the words of Whole by the one key, then by the other where that
// is another.
func (f *NameForms) WordsByEither() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, key := range f.Whole[:f.wholes] {
			for word := range strings.FieldsSeq(key) {
				if !yield(word) {
					return
				}
			}
		}
	}
}

// Kept are the words of the first of Short, by either key.
func (f *NameForms) Kept() [][2]string { return wordPairs(f.Short[:f.shorts]) }

func wordPairs(keys []string) (out [][2]string) {
	if len(keys) == 0 {
		return nil
	}
	a, b := strings.Fields(keys[0]), strings.Fields(keys[len(keys)-1])
	for i := range min(len(a), len(b)) {
		out = append(out, [2]string{a[i], b[i]})
	}
	return out
}

// NameKey is the form under which names are sorted, and counted where they have
// no note: folded, turned, without titles, suffixes and credentials. A name that
// folds to nothing is its own.
func NameKey(name string) string {
	if IsPlainName(name) {
		return FoldName(name)
	}
	if forms := FormsOf(name); len(forms.Short) > 0 {
		return forms.Short[0]
	}
	return FoldName(name)
}

// CompareNames orders names as people sort them: by NameKey.
func CompareNames(a, b string) int {
	if IsPlainName(a) && IsPlainName(b) {
		return compareFolded(a, b)
	}
	return strings.Compare(NameKey(a), NameKey(b))
}

// compareFolded compares two names of ASCII letters as FoldName folds them.
func compareFolded(a, b string) int {
	next := func(s string, i int) (byte, int) {
		start := i
		for i < len(s) && isSeparator(s[i]) {
			i++
		}
		switch {
		case i == len(s):
			return 0, i
		case i > start && start > 0:
			return ' ', i
		}
		return Lower(s[i]), i + 1
	}
	for i, j := 0, 0; ; {
		var x, y byte
		x, i = next(a, i)
		y, j = next(b, j)
		if x != y || x == 0 {
			return int(x) - int(y)
		}
	}
}

func isSeparator(c byte) bool { return c == ' ' || c == '-' || c == '_' || c == '\t' }

// IsPlainName reports whether a name has no other form than FoldName's: ASCII
// letters and digits, no title before and no suffix behind.
func IsPlainName(s string) bool {
	first, last := -1, 0 // where the first word ends, and the last begins
	for i := range len(s) {
		switch c := s[i]; {
		case IsLetter(c), IsDigit(c):
		case !isSeparator(c):
			return false
		default:
			if first < 0 {
				first = i
			}
			last = i + 1
		}
	}
	if first < 0 {
		return true
	}
	return first > 0 && last < len(s) && !IsTitle(s[:first]) && !isSuffix(s[last:]) && !isCapitalSuffix(strings.ToUpper(s[last:]))
}

// oneForm is the only form of a name of ASCII letters without a comma, brackets,
// title or suffix.
func oneForm(name string) (key string, one bool) {
	if IsPlainName(name) {
		return FoldName(name), true
	}
	if !IsASCII(name) || strings.ContainsAny(name, ",([{\"") {
		return "", false
	}
	first, last := strings.TrimLeft(name, " \t"), strings.TrimRight(name, " \t")
	if end := strings.IndexAny(first, " \t."); end > 0 && IsTitle(first[:end]) {
		return "", false
	}
	if last = last[strings.LastIndexAny(last, " \t-_")+1:]; isSuffix(last) || isCapitalSuffix(strings.ToUpper(last)) {
		return "", false
	}
	return FoldText(name, false), true
}

// FormsOf reads a name.
func FormsOf(name string) NameForms {
	if key, one := oneForm(name); one {
		if key == "" {
			return NameForms{}
		}
		keys := []string{key}
		return NameForms{Whole: keys, Short: keys, wholes: 1, shorts: 1}
	}
	parts := nameParts(name)
	kept := func(p part) bool { return !p.dropped && !p.brackets }
	var f NameForms
	var whole, short, asked []string
	for _, p := range parts {
		whole = append(whole, p.text)
		if kept(p) {
			short = append(short, p.text)
		}
	}
	addForms(&f.Whole, whole)
	addForms(&f.Short, short)
	f.wholes, f.shorts = len(f.Whole), len(f.Short)
	for i, p := range parts {
		if !p.brackets {
			continue
		}
		inside := strings.Fields(p.text)
		if len(inside) > 1 && isBirthName(inside[0]) {
			for _, before := range parts[:i] {
				if kept(before) {
					asked = append(asked, before.text)
				}
			}
			if asked = asked[:max(0, len(asked)-1)]; len(asked) > 0 {
				addForms(&f.Short, append(asked, inside[1:]...))
			}
			asked = nil
			continue
		}
		given := []string{p.text}
		for _, after := range parts[i+1:] {
			if kept(after) {
				given = append(given, after.text)
			}
		}
		if len(given) == 1 && len(short) > 1 { // behind the whole name
			given = append(given, short[len(short)-1])
		}
		addForms(&f.Short, given)
	}
	f.Tails = tails(short, &f)
	return f
}

// Begin asks of names whether every word of a name that is typed begins a word of
// theirs; titles and suffixes need not.
func (f *NameForms) Begin() func(name string) bool {
	whole, kept := f.Words(), f.Kept()
	return func(name string) bool {
		begins := func(key string) bool { return beginsWord(name, key) }
		if !IsPlainName(name) {
			forms := FormsOf(name)
			words := forms.Words()
			begins = func(key string) bool {
				return slices.ContainsFunc(words, func(w [2]string) bool { return strings.HasPrefix(w[0], key) || strings.HasPrefix(w[1], key) })
			}
		}
		return beginAll(whole, begins) || beginAll(kept, begins)
	}
}

func beginAll(typed [][2]string, begins func(string) bool) bool {
	for _, word := range typed {
		if !begins(word[0]) && (word[0] == word[1] || !begins(word[1])) {
			return false
		}
	}
	return true
}

// beginsWord reports whether a word of a plain name begins with a folded text.
func beginsWord(name, key string) bool {
	for i := range len(name) {
		if i > 0 && !isSeparator(name[i-1]) || len(name)-i < len(key) {
			continue
		}
		n := 0
		for n < len(key) && Lower(name[i+n]) == key[n] {
			n++
		}
		if n == len(key) {
			return true
		}
	}
	return false
}

// addForms adds a name by both keys.
func addForms(to *[]string, words []string) {
	text := strings.Join(words, " ")
	for _, key := range [2]string{FoldText(text, false), FoldText(text, true)} {
		if key != "" && !slices.Contains(*to, key) {
			*to = append(*to, key)
		}
	}
}

// tails are the short forms of a name of two to four Chinese, Japanese or
// Korean letters: all but the first, and of four also the last two. One that is
// written with a space is also one without.
func tails(words []string, f *NameForms) []string {
	letters := []rune(FoldText(strings.Join(words, ""), false))
	if len(letters) < 2 || len(letters) > 4 || slices.ContainsFunc(letters, func(r rune) bool {
		return !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}) {
		return nil
	}
	if len(words) > 1 {
		f.Short = append(f.Short, string(letters))
		return nil
	}
	out := []string{string(letters[1:])}
	if len(letters) == 4 {
		out = append(out, string(letters[2:]))
	}
	return out
}
