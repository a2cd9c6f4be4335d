package txt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

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
