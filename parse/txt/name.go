package txt

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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

// undotted is a word in small letters and without dots.
func undotted(s string, buf *[16]byte) []byte {
	out := buf[:0]
	for i := range len(s) {
		if len(out) == len(buf) || s[i] >= 0x80 {
			return nil
		}
		if s[i] != '.' {
			out = append(out, Lower(s[i]))
		}
	}
	return out
}

// IsTitle reports whether a word before a name is no part of it.
func IsTitle(word string) bool {
	var buf [16]byte
	switch string(undotted(word, &buf)) {
	case "dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "rev", "sir", "dame", "hon", "herr", "frau",
		"mme", "m", "sra", "sr", "dott", "ing", "mag":
		return true
	}
	return false
}

// isShortTitle reports whether a title is one only before two words or more.
func isShortTitle(word string) bool {
	var buf [16]byte
	switch string(undotted(word, &buf)) {
	case "m", "sr":
		return true
	}
	return false
}

// isSuffix reports whether a word behind a name is no part of it.
func isSuffix(word string) bool {
	var buf [16]byte
	switch string(undotted(word, &buf)) {
	case "jr", "sr", "ii", "iii", "iv", "phd", "mlis", "mls", "mba", "msc", "bsc", "jd", "esq":
		return true
	}
	return false
}

// isCapitalSuffix reports the same of those that are names in small letters.
func isCapitalSuffix(word string) bool {
	switch strings.ReplaceAll(word, ".", "") {
	case "MA", "MD", "CA":
		return true
	}
	return false
}

// isPronouns reports whether what stands in brackets says how to speak of
// somebody.
func isPronouns(s string) bool {
	words := strings.FieldsFunc(FoldText(s, false), func(r rune) bool { return r == ' ' })
	return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool {
		switch word {
		case "he", "him", "his", "she", "her", "hers", "they", "them", "their", "theirs", "it", "its", "xe", "xem", "ze", "zir",
			"hir", "any", "all", "pronouns", "and", "or", "elle", "il", "iel", "lui", "ella", "el", "sie", "ihr", "er", "ihm":
			return false
		}
		return true
	})
}

// isBirthName reports whether a word in brackets says that a family name follows.
func isBirthName(word string) bool {
	switch FoldText(word, false) {
	case "nee", "ne", "born", "geb", "geborene", "formerly", "fka":
		return true
	}
	return false
}

// part is a word of a name, or what stands in brackets.
type part struct {
	text     string
	brackets bool
	dropped  bool // a title, suffix or credential
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

// Begin reports whether every word of a name that is typed begins a word of
// another name; titles and suffixes need not.
func (f *NameForms) Begin(name string) bool {
	if IsPlainName(name) {
		return beginAll(f.Words(), func(key string) bool { return beginsWord(name, key) }) ||
			beginAll(f.Kept(), func(key string) bool { return beginsWord(name, key) })
	}
	forms := FormsOf(name)
	words := forms.Words()
	begins := func(key string) bool {
		return slices.ContainsFunc(words, func(w [2]string) bool { return strings.HasPrefix(w[0], key) || strings.HasPrefix(w[1], key) })
	}
	return beginAll(f.Words(), begins) || beginAll(f.Kept(), begins)
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

// nameParts takes a name apart and turns "Last, First".
func nameParts(name string) []part {
	name = norm.NFKC.String(strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, name))
	lists := bracketed(name)
	shout := name == strings.ToUpper(name) // capitals say nothing where all are
	head, rest := lists[0], lists[1:]
	var behind []part
	for len(rest) > 0 && isCredentials(rest[len(rest)-1], len(head), shout) {
		last := rest[len(rest)-1]
		for i := range last {
			last[i].dropped = true
		}
		behind, rest = append(slices.Clone(last), behind...), rest[:len(rest)-1]
	}
	for _, given := range rest { // "Hart, Leo Jr."
		if n := len(given) - 1; n > 0 && !given[n].brackets && isSuffix(given[n].text) {
			given[n].dropped = true
		}
	}
	parts := append(slices.Concat(append(slices.Clone(rest), head)...), behind...)
	dropAround(parts, shout)
	return parts
}

// bracketed splits a name at commas into words and what stands in brackets or
// between quotation marks, without pronouns.
func bracketed(name string) [][]part {
	lists := [][]part{nil}
	add := func(text string, brackets bool) {
		list := &lists[len(lists)-1]
		if brackets {
			if text = strings.TrimSpace(text); FoldText(text, false) != "" && !isPronouns(text) {
				*list = append(*list, part{text: text, brackets: true})
			}
			return
		}
		for i, piece := range strings.Split(text, ",") {
			if i > 0 && len(*list) > 0 {
				lists = append(lists, nil)
				list = &lists[len(lists)-1]
			}
			for word := range strings.FieldsSeq(piece) {
				for _, word := range splitTitles(word) {
					if FoldText(word, false) != "" {
						*list = append(*list, part{text: word})
					}
				}
			}
		}
	}
	for name != "" {
		open := strings.IndexAny(name, `([{"“„«`)
		if open < 0 {
			break
		}
		mark, size := utf8.DecodeRuneInString(name[open:])
		inside := name[open+size:]
		end := strings.IndexAny(inside, closing(mark))
		if end < 0 {
			break
		}
		add(name[:open], false)
		add(inside[:end], true)
		_, size = utf8.DecodeRuneInString(inside[end:])
		name = inside[end+size:]
	}
	add(name, false)
	if n := len(lists); n > 1 && lists[n-1] == nil {
		lists = lists[:n-1]
	}
	return lists
}

// closing are the marks that end what a bracket or a quotation mark began.
func closing(mark rune) string {
	switch mark {
	case '(':
		return ")"
	case '[':
		return "]"
	case '{':
		return "}"
	case '«':
		return "»"
	}
	return `"”“`
}

// splitTitles cuts "Dr.Edda" behind the title.
func splitTitles(word string) (out []string) {
	for {
		title, rest, dot := strings.Cut(word, ".")
		if !dot || len(title) < 2 || rest == "" || !IsTitle(title) {
			return append(out, word)
		}
		out, word = append(out, title), rest
	}
}

// isCredentials reports whether what stands behind a comma says what somebody
// is, after a name of so many words: known words, or one of two to six capitals.
func isCredentials(list []part, words int, shout bool) bool {
	for _, p := range list {
		certain := isSuffix(p.text) || IsTitle(p.text)
		likely := words > 1 && (isCapitalSuffix(p.text) || len(list) == 1 && isCapitals(p.text))
		if p.brackets || !certain && (shout || !likely) {
			return false
		}
	}
	return true
}

func isCapitals(word string) bool {
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && r != '-':
			return false
		}
	}
	return n >= 2 && n <= 6
}

// dropAround marks the titles before a name and the suffixes behind it.
func dropAround(parts []part, shout bool) {
	var name []*part
	for i := range parts {
		if !parts[i].brackets && !parts[i].dropped {
			name = append(name, &parts[i])
		}
	}
	words := func(list []*part) (n int) {
		for _, p := range list {
			n += len(strings.Fields(FoldText(p.text, false)))
		}
		return n
	}
	for len(name) > 1 && IsTitle(name[0].text) && (!isShortTitle(name[0].text) || words(name[1:]) > 1) {
		name[0].dropped, name = true, name[1:]
	}
	for len(name) > 1 {
		last := name[len(name)-1]
		if !isSuffix(last.text) && (shout || !isCapitalSuffix(last.text)) || words(name[:len(name)-1]) < 2 {
			return
		}
		last.dropped, name = true, name[:len(name)-1]
	}
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
