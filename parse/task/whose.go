package task

import (
	"strings"
	"unicode"

	"netnotes/parse/txt"
)

// maxLead is the most words of a name that a task begins with.
const maxLead = 4

// Whose finds whom the text of a task begins with: a link, "she", "he" or
// "they", or words that may be a name. Who does something there, as a subject
// or before a colon, does it for the user.
func (p *Promise) Whose() {
	link, n := txt.ScanLink(p.Text)
	if n > 0 && len(p.Links) > 0 && p.Links[0].Target == link.Target {
		p.Does = doing(p.Text[n:], false)
		return
	}
	word, rest := txt.CutWord(p.Text)
	switch low := strings.ToLower(word); low {
	case "she", "he", "they", "she'll", "he'll", "they'll", "she’ll", "he’ll", "they’ll":
		p.Theirs = p.Theirs || doing(" "+rest, low == "they") || strings.HasSuffix(low, "ll")
		return
	case "she:", "he:", "they:":
		p.Theirs = true
		return
	}
	if lead, does := leadOf(p.Text); len(lead) > 1 { // one letter names nobody
		p.Lead, p.Does = lead, does
	}
}

// IsTheirs reports whether the note alone says that the promise is theirs; a
// name in words says so only where somebody is called so.
func (p *Promise) IsTheirs() bool { return p.Theirs || p.Does && p.Lead == "" }

// leadOf is the words at the start of a text that may be a person's name: those
// before a colon or before what somebody does, which does says, else those that
// begin with a capital.
func leadOf(text string) (lead string, does bool) {
	capitals, end := 0, 0
	for n := 0; n < maxLead; n++ {
		word, rest := txt.CutWord(text[end:])
		start := end
		end += len(word)
		for _, sign := range []string{":", "：", "'ll", "’ll"} {
			if bare, ok := strings.CutSuffix(text[:end], sign); ok && bare != "" {
				return bare, true
			}
		}
		if word == "" || !txt.NameLike(word) {
			break
		}
		if doing(text[end:], false) {
			return text[:end], true
		}
		if capitals == max(start-1, 0) && txt.NameWord(word) {
			capitals = end
		}
		end = len(text) - len(rest)
	}
	return text[:capitals], false
}

// doing reports whether what follows a name says that they do something: a
// colon, a verb in -s, "to", a verb such as "will", or that they said they would;
// after "they" any verb.
func doing(rest string, plural bool) bool {
	if strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") {
		return true
	}
	if rest == "" || rest[0] != ' ' {
		return false
	}
	word, _ := txt.CutWord(rest[1:])
	switch {
	case strings.Contains(" will to shall would should must can may promised promises offered agreed volunteered undertook ", " "+word+" "):
		return true
	case word == "" || strings.ContainsFunc(word, func(c rune) bool { return !unicode.IsLower(c) && c != '-' }):
		return false
	}
	return plural || word == "is" || len(word) > 2 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && word != "this" && word != "his" && word != "its"
}
