package logline

import (
	"slices"
	"strings"
	"unicode"

	"netnotes/parse/txt"
)

// maxClosing is how many words a closing has at most: who writes more has
// something to say.
const maxClosing = 8

// IsClosing reports whether a message ends a conversation and wants no answer:
// "Ok, see you then", "thanks!", "👍". It holds nothing but such words; one other
// thing or a question in it, and it is none. The text is that after an entry's
// colon.
func IsClosing(text string) bool {
	text = txt.PlainText(text)
	words := slices.DeleteFunc(strings.Fields(text), func(word string) bool { return word[0] == '#' && strings.ContainsFunc(word, unicode.IsLetter) })
	if len(words) == 0 || len(words) > maxClosing || strings.ContainsAny(text, "?？") {
		return false
	}
	text = strings.ReplaceAll(txt.Fold(strings.Join(words, " ")), "’", "'")
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",.;:!–—", c) }) {
		var said []string
		for _, word := range strings.Fields(part) {
			if word == "-" || word == "and" {
				if !closes(said) {
					return false
				}
				said = nil
				continue
			}
			if word = strings.TrimFunc(word, isSign); word != "" {
				said = append(said, word)
			}
		}
		if !closes(said) {
			return false
		}
	}
	return true
}

// isSign reports whether a character says nothing in words: a sign such as 👍, a
// quotation mark.
func isSign(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

// closes reports whether words are one closing after the other, the last of
// which may go on: "ok", "ok thanks", "thanks for the tip".
func closes(words []string) bool {
	for len(words) > 0 {
		if startsWithOne(words, beginnings()) > 0 {
			return true
		}
		n := startsWithOne(words, stands())
		if n == 0 {
			return false
		}
		words = words[n:]
	}
	return true
}

// startsWithOne is how many words the longest phrase has that the words begin
// with.
func startsWithOne(words []string, phrases []string) (n int) {
	for _, phrase := range phrases {
		if said := strings.Fields(phrase); len(said) > n && len(said) <= len(words) && slices.Equal(said, words[:len(said)]) {
			n = len(said)
		}
	}
	return n
}

// beginnings are the closings after which more may follow, stands those that are
// said alone or before another.
func beginnings() []string {
	return []string{"thanks", "thank you", "many thanks", "thx", "see you", "talk soon", "speak soon",
		"have a good", "have a great", "have a nice", "have a lovely"}
}

func stands() []string {
	return []string{"ok", "okay", "great", "perfect", "wonderful", "lovely", "super", "good", "fine", "sure", "yes", "sounds good", "sounds great",
		"works for me", "will do", "received", "got it", "noted", "done", "agreed", "cheers", "no problem", "no worries", "you're welcome",
		"looking forward", "looking forward to it", "all good"}
}
