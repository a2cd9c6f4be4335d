package logline

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// meant is what tokens mean in the place of a person, after a preposition or
// none.
func (l *Line) meant(from, to int, after Direction) (sense, txt.Link) {
	if from >= to {
		return nobody, txt.Link{}
	}
	for i := from; i < to; i++ {
		if l.toks[i].link == 0 {
			continue
		}
		link := l.links[l.toks[i].link-1]
		switch {
		case strings.HasPrefix(l.head[l.toks[i].end:], "'s") || strings.HasPrefix(l.head[l.toks[i].end:], "’s"):
			return stranger, txt.Link{}
		case l.toks[i].owner:
			return isOwner, txt.Link{}
		case link.Target == "" || l.in.IsPlace != nil && l.in.IsPlace(link):
			return nobody, txt.Link{}
		}
		return isKnown, link
	}
	first, last := l.word(from), l.word(to-1)
	switch {
	case last == "`":
		return nobody, txt.Link{}
	case to == from+1 && (first == "me" || first == "us" || first == "myself" || first == "you"):
		return nobody, txt.Link{}
	case l.in.Owner != nil && to == from+1 && (first == "her" || first == "him" || first == "them"):
		return isOwner, txt.Link{}
	case l.in.Owner != nil && to > from+1 && (first == "her" || first == "his" || first == "their") && isThing(last):
		return isOwner, txt.Link{}
	}
	text := l.head[l.toks[from].start:l.toks[to-1].end]
	if to > from+1 && isThing(last) { // "Ada's question"
		name := l.head[l.toks[from].start:l.toks[to-2].end]
		if bare := strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"); bare != name {
			text = bare
		}
	}
	if who, link := l.named(text, after); who != stranger {
		return who, link
	}
	if after == To && !txt.Capital(l.head[l.toks[from].start:]) && !determiner(first) {
		return nobody, txt.Link{} // "to ask about maps"
	}
	return stranger, txt.Link{}
}

// named is whom words name: the owner, unless another fits better, one contact
// by a whole name, or nobody for certain.
func (l *Line) named(text string, after Direction) (sense, txt.Link) {
	own := 0
	if l.in.Owner != nil {
		own = l.in.Owner.rank(text)
	}
	if own != 1 {
		l.unsure = true
	}
	if l.in.Called == nil || len(text) > maxNameText {
		if own > 0 {
			return isOwner, txt.Link{}
		}
		return stranger, txt.Link{}
	}
	c := l.in.Called(text)
	owners := l.in.Owner != nil && len(c.People) == 1 && c.People[0] == l.in.Owner.path
	switch {
	case own > 0 && (c.Rank == 0 || own <= c.Rank), owners && c.Rank < 4:
		return isOwner, txt.Link{}
	case (c.Rank == 1 || c.Rank == 2) && len(c.People) == 1:
		return isKnown, txt.Link{Target: c.People[0], Text: text}
	case c.Rank >= 1 && c.Rank <= 3 && len(c.People) > 0 && (after != "" || l.in.Typed || txt.Capital(text)):
		l.perhaps = c.Names
		return unlinked, txt.Link{}
	}
	if c.Place {
		return nobody, txt.Link{}
	}
	l.near = c.Near
	return stranger, txt.Link{}
}

// maxNameText is how long the words of a name may be, in bytes.
const maxNameText = 100

// isThing reports whether a word is something that a person wrote.
func isThing(word string) bool {
	switch word {
	case "email", "mail", "message", "letter", "note", "card", "question", "post", "request", "invitation", "draft", "text", "emails", "messages", "questions", "postcard", "dm", "call":
		return true
	}
	return false
}

// determiner reports whether a word says that somebody follows.
func determiner(word string) bool {
	switch word {
	case "the", "a", "an", "my", "our", "his", "her", "their":
		return true
	}
	return false
}

// isPreposition is the direction of "with", "to" or "from" at a token.
func (l *Line) isPreposition(i int) Direction {
	switch word := l.word(i); word {
	case "with":
		return With
	case "to":
		switch l.word(i - 1) {
		case "next", "close", "according", "able", "due", "used":
			return "" // "sat next to"
		}
		return To
	case "from":
		return From
	case "":
		return ""
	default:
		return l.reader.prepositions[word]
	}
}

// item is where the words for one person end.
func (l *Line) item(i int) int {
	for k := i; k < len(l.toks); k++ {
		t := &l.toks[k]
		if t.dash || txt.Stops(t.word) || txt.Joins(t.word) || k > i && t.bracket || l.isPreposition(k) != "" {
			return k
		}
		if t.comma {
			return k + 1
		}
	}
	return len(l.toks)
}

// peopleAfter reads a list of people from a token on.
func (l *Line) peopleAfter(i int, word Direction) (c crowd, next int) {
	c.from, c.to = len(l.found), len(l.found)
	first := i
	for {
		end := l.item(i)
		if word == "" {
			end = l.namedFrom(i, end)
		}
		if end == i {
			return c, i
		}
		l.take(&c, i, end, word, i > first)
		joined := l.toks[end-1].comma
		next = end
		for txt.Joins(l.word(end)) {
			end, joined = end+1, true
		}
		for joined && isThen(l.word(end)) {
			end++
		}
		if !joined || end == len(l.toks) || l.isPreposition(end) != "" {
			return c, next
		}
		if word == "" && l.namedFrom(end, l.item(end)) == end {
			return c, next
		}
		i = end
	}
}

// take adds whom some tokens mean.
func (l *Line) take(c *crowd, from, to int, word Direction, further bool) {
	who, link := l.meant(from, to, word)
	at := txt.At(l.toks[from].start, l.toks[to-1].end)
	if who != nobody {
		l.name(from, to)
	}
	switch who {
	case isOwner:
		c.owner = true
	case isKnown:
		l.found = append(l.found, link)
		c.to = len(l.found)
	case unlinked:
		if !further || l.in.Typed || txt.Capital(l.head[at.Start:]) {
			c.strange = true
			l.remark(txt.UnlinkedPerson, at)
		}
	case stranger:
		if !further {
			c.strange = true
			l.remark(txt.UnknownPerson, at)
		}
	}
}

// name keeps the place of words that name somebody.
func (l *Line) name(from, to int) {
	for _, t := range l.toks[from:to] {
		if t.link > 0 {
			return
		}
	}
	l.places = append(l.places, txt.At(l.toks[from].start, l.toks[to-1].end))
}

// namedFrom is where a name ends that stands directly after the kind, where a
// stranger is only a word: the longest one that somebody bears.
func (l *Line) namedFrom(i, end int) int {
	if i >= end {
		return i
	}
	if l.toks[i].link > 0 {
		if who, _ := l.meant(i, i+1, ""); who == isOwner || who == isKnown {
			return i + 1
		}
		return i
	}
	for k := min(end, i+4); k > i; k-- {
		if k > i+1 && l.toks[k-1].link > 0 || l.toks[k-1].word == "`" {
			continue
		}
		if !txt.Capital(l.head[l.toks[i].start:]) && l.in.Owner == nil && !l.in.Typed {
			return i
		}
		was := l.unsure
		who, _ := l.meant(i, k, "")
		l.unsure = was || l.unsure && txt.Capital(l.head[l.toks[i].start:])
		if who == isOwner || who == isKnown || who == unlinked {
			return k
		}
	}
	return i
}

// isThen reports whether a word stands before the next of several people.
func isThen(word string) bool {
	return word == "then" || word == "later" || word == "also" || word == "plus"
}

// phrases finds every "with", "to" and "from" that people follow. Behind what it
// was about they are of that, where somebody is named before: "asked Ada about
// lunch with Bo".
func (l *Line) phrases(i int) {
	topic := false
	for i < len(l.toks) && !l.toks[i].dash {
		topic = topic || tells(l.word(i)) || l.word(i) == "for"
		if topic && slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.known() }) {
			return
		}
		if word := l.isPreposition(i); word != "" {
			c, next := l.peopleAfter(i+1, word)
			if next > i+1 {
				l.phrased = append(l.phrased, phrase{word: word, crowd: c, at: i, end: next})
				i = next
				continue
			}
		}
		i++
	}
}

// remark keeps what is to be said of a person who is not known for certain.
func (l *Line) remark(code txt.Code, at txt.Span) {
	name := l.head[at.Start:at.End]
	p := txt.Problem{Span: at, Code: code, Severity: txt.Warning}
	switch code {
	case txt.UnlinkedPerson:
		links := txt.WikiLinks(l.perhaps[:min(len(l.perhaps), 3)])
		p.Fixes = txt.Maybe(links...)
		p.Text, p.Hint = fmt.Sprintf("%q is no whole name, so nobody is taken for it", name), "write "+strings.Join(links, " or ")
	default:
		p.Text, p.Hint = fmt.Sprintf("%q is nobody known here, so the line counts for nobody", name), "write a link such as [["+name+"]], or begin with note"
		if l.near != "" {
			p.Hint, p.Fixes = "did you mean [["+l.near+"]]?", txt.Maybe("[["+l.near+"]]")
		}
	}
	l.problems = append(l.problems, p)
}

// BareName is the name in words that name somebody by a thing of theirs: "Ada" of
// "Ada's question".
func BareName(words string) string {
	for _, mark := range [...]string{"'s ", "’s "} {
		if name, thing, ok := strings.Cut(words, mark); ok && isThing(strings.ToLower(lastWord(thing))) {
			return name
		}
	}
	return words
}

// IsName reports whether words are written as a name is: up to five, each with a
// capital, small words such as "van" within them aside.
func (r *Reader) IsName(words string) bool {
	names, linked, rest := txt.CutNames(words)
	return len(names) == 1 && !linked && strings.TrimSpace(rest) == "" && names[0] == words
}

// TellsOfPast reports whether a sentence tells of something that is over: its kind
// is a verb of the past, "asked", and not "coffee".
func (r *Reader) TellsOfPast(sentence string) bool {
	l := Line{reader: r, kinds: &r.kinds}
	l.split(txt.CutAt(sentence, 200))
	for i := range min(5, len(l.toks)) {
		if word, _ := l.kinds.at(l.toks, i, false); word != nil {
			return word.past
		}
	}
	return false
}

// tells reports whether what follows a word is what was talked about, or when,
// and not what became of the contact.
func tells(word string) bool {
	switch word {
	case "about", "re", "that", "because", "after", "before", "since", "when", "how":
		return true
	}
	return false
}
