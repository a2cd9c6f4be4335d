package logline

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Offer is a promise that a sentence speaks of.
type Offer struct {
	Text   string // what is promised: "send the paper"
	When   string // the words for the day; empty where none is named
	Day    date.Date
	Theirs bool // somebody else promised it
}

// Offered finds the promise that a sentence of a day speaks of: "promised to send
// the paper by Friday", "I'll lend him the atlas".
func (r *Reader) Offered(sentence string, on date.Date) (Offer, bool) {
	sentence = txt.CutAt(sentence, 1000)
	for _, arrow := range arrows() {
		if i := txt.Outside(sentence, arrow, 0); i >= 0 {
			sentence = sentence[:i]
		}
	}
	l := Line{reader: r, kinds: &r.kinds}
	l.split(sentence)
	for i := range l.toks {
		if l.toks[i].link > 0 || l.asksAt(i) {
			continue
		}
		words, theirs := l.offers(i)
		if words == 0 {
			continue
		}
		from := l.skipReceiver(i + words)
		if from >= len(l.toks) {
			continue
		}
		out := Offer{Text: offeredText(sentence[l.toks[from].start:]), Theirs: theirs}
		out.cutWhen(date.Spoken{Dates: r.Dates, Today: on, Tense: date.Coming, InText: true})
		if out.Text != "" {
			return out, true
		}
	}
	return Offer{}, false
}

// Promised is what somebody typed as a promise and nothing else: "send the map by
// Friday".
func (r *Reader) Promised(text string, on date.Date) Offer {
	out := Offer{Text: text}
	out.cutWhen(date.Spoken{Dates: r.Dates, Today: on, Tense: date.Coming, InText: true})
	return out
}

// asksAt reports whether the clause before a token asks or wonders, so that
// nothing is promised in it.
func (l *Line) asksAt(i int) bool {
	for k := i - 1; k >= 0 && !l.toks[k].comma && !l.toks[k].dash; k-- {
		switch l.toks[k].word {
		case "whether", "if", "asked", "wondered", "when", "what", "who", "how", "not", "never":
			return true
		}
	}
	return false
}

// offers is how many words at a token promise something, and whether somebody
// else does it.
func (l *Line) offers(i int) (words int, theirs bool) {
	starts := i == 0 || l.toks[i-1].comma || l.toks[i-1].dash || txt.Joins(l.word(i-1)) || l.word(i-1) == "but"
	by := l.word(i - 1)
	for k := i - 1; k > 0 && (by == "has" || by == "have" || by == "also"); k-- {
		by = l.word(k - 1)
	}
	mine := starts || by == "i" || by == "we"
	theirs = !starts && (by == "she" || by == "he" || by == "they" || l.toks[i-1].link > 0)
	switch l.word(i) {
	case "promised", "promise", "offered":
		if theirs || l.word(i+1) == "me" || l.word(i+1) == "us" {
			return 1, true
		}
		return 1, !mine && i > 0 && txt.Capital(l.head[l.toks[i-1].start:])
	case "will", "shall", "owe", "owes":
		if mine || theirs {
			return 1, theirs
		}
	case "ill", "shell", "hell", "theyll":
		if text := l.head[l.toks[i].start:l.toks[i].end]; strings.ContainsAny(text, "'’") {
			return 1, l.word(i) != "ill"
		}
	case "need", "have":
		if mine && l.word(i+1) == "to" {
			return 2, false
		}
	}
	return 0, false
}

// skipReceiver steps over to whom something is promised and the words that lead
// to it: "promised her to send", "promised that I would send".
func (l *Line) skipReceiver(i int) int {
	if i < len(l.toks) && (l.toks[i].link > 0 || slices.Contains([]string{"her", "him", "them", "me", "us", "you"}, l.word(i))) {
		i++
	} else if l.word(i+1) == "to" && i < len(l.toks) && txt.Capital(l.head[l.toks[i].start:]) {
		i++ // "promised Ada to send"
	}
	for slices.Contains([]string{"that", "to", "i", "id", "ill", "we", "she", "he", "they", "shell", "hell", "theyll", "would", "will", "id", "shed", "hed", "theyd"}, l.word(i)) {
		i++
	}
	return i
}

// offeredText is the text up to the end of its sentence.
func offeredText(text string) string {
	for _, end := range [...]string{". ", "; ", "! ", "? ", " - ", " – ", " — ", ", she ", ", he ", ", they ", ", and she ", ", and he "} {
		if i := strings.Index(text, end); i >= 0 {
			text = text[:i]
		}
	}
	return strings.TrimSpace(strings.TrimRight(text, " .;!?,"))
}

// cutWhen takes the day off the end of the text.
func (o *Offer) cutWhen(say date.Spoken) {
	words := strings.Fields(o.Text)
	for i := 1; i < len(words); i++ { // the longest one first
		text := strings.Join(words[i:], " ")
		small := 0
		switch strings.ToLower(words[i]) {
		case "by", "until", "till", "before", "on", "due":
			small = len(words[i]) + 1
		}
		if small >= len(text) {
			continue
		}
		when, n, err := say.Day(text[small:])
		if err != nil || n == 0 || small+n < len(text) || when.Precision != date.ByDay || txt.Digits(text[small:]) {
			continue
		}
		o.Text, o.When, o.Day = strings.TrimRight(strings.Join(words[:i], " "), ",;"), text[small:], when.To
		return
	}
}

// IsOffer reports whether a sentence begins with the words by which something is
// promised, so that it says nothing else.
func (r *Reader) IsOffer(sentence string) bool {
	l := Line{reader: r, kinds: &r.kinds}
	l.split(txt.CutAt(sentence, 200))
	i := 0
	switch l.word(0) {
	case "i", "we", "she", "he", "they":
		i = 1
	}
	if i >= len(l.toks) {
		return false
	}
	words, _ := l.offers(i)
	return words > 0
}
