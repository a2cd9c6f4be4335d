package parse

import (
	"slices"
	"strings"
)

// line is a head being understood. Its lists serve one head after the other.
type line struct {
	kinds   *kinds
	in      Setting
	toks    []token
	links   []Link
	phrased []phrase
	named   []Link // by the phrases, one after the other
	people  []Link // the same, each once

	allLinks  []Link // of the whole line
	tags      []string
	keptLinks slab[Link]
	keptTags  slab[string]
}

// scan finds the links and the tags of an entry.
func (l *line) scan(e *Entry, text string) {
	l.allLinks, l.tags = scanLinks(text, l.allLinks[:0], l.tags[:0])
	e.Links, e.Tags = l.keptLinks.keep(l.allLinks, 128), l.keptTags.keep(l.tags, 128)
}

// phrase is a preposition with the people after it.
type phrase struct {
	word Direction // empty for people directly after the kind
	crowd
}

// crowd is a list of people: the owner of the note, others by link, or both.
type crowd struct {
	from, to int // the others among those named
	owner    bool
	explicit bool // somebody is named by a link
}

// classify decides what kind of line the head is, who takes part, and the
// direction.
func (r *Reader) classify(e *Entry, in Setting) {
	l := in.line
	l.kinds, l.in = &r.kinds, in
	l.toks, l.links, l.phrased, l.named, l.people = l.toks[:0], l.links[:0], l.phrased[:0], l.named[:0], l.people[:0]
	if row := l.kinds.only(e.Head); row != nil {
		l.happened(e, row, false, false)
		return
	}
	l.split(e.Head)
	e.HeadLinks = l.headLinks()
	subject, at := l.subject()
	kindAt := l.skipFillers(at)
	got := kindAt > at && l.word(at) == "got"
	row, after := l.kindAt(kindAt)
	if row == nil {
		l.classifyUnknown(e, subject, at)
		return
	}
	if row.kind == Call && l.word(kindAt) == "call" && l.word(after) == "for" && after == kindAt+1 {
		e.setNote(in)
		return
	}
	e.Minutes, after = l.minutes(after)
	if direct, next := l.peopleAt(after); next > after {
		l.phrased = append(l.phrased, phrase{"", direct})
	}
	l.phrases(after)
	l.happened(e, row, subject, got)
}

// happened fills in what a head of a known kind says, with the phrases found.
func (l *line) happened(e *Entry, row *kindRow, subject, got bool) {
	if !l.in.InLog && !explicit(l.phrased) {
		e.setNote(l.in)
		return
	}
	e.Kind, e.Class = row.kind, row.class
	e.WithOwner = l.in.Owner != nil
	e.Direction = direction(row.kind, e.Class, subject, got, l.phrased)
	e.BySubject = subject && e.Direction == From
	if !e.BySubject {
		e.People = l.everybody(l.phrased, e.HeadLinks)
	}
	e.imply(row)
}

// classifyUnknown reads a line whose first word is no kind: with a person it
// is "other" and counts by its preposition, without one it is a note.
func (l *line) classifyUnknown(e *Entry, subject bool, at int) {
	phrases := l.phrases(0)
	if len(phrases) == 0 || !l.in.InLog && !explicit(phrases) {
		e.setNote(l.in)
		if l.in.InLog && !subject {
			e.NearestKind = l.kinds.nearest(l.word(at))
		}
		return
	}
	e.Kind, e.Direction, e.Class = Other, phrases[0].word, Async
	e.WithOwner = l.in.Owner != nil
	if e.Direction == With {
		e.Class = Sync
	} else if subject {
		e.Direction, e.BySubject = From, true
		return
	}
	e.People = l.everybody(phrases, e.HeadLinks)
}

// setNote makes the entry a dated note: shown, never counted.
func (e *Entry) setNote(in Setting) {
	e.Kind, e.Class, e.Direction, e.Minutes = Remark, NoClass, NoDirection, 0
	e.WithOwner = in.Owner != nil
}

// direction says who did it.
func direction(kind Kind, class Class, subject, got bool, phrases []phrase) Direction {
	switch {
	case class == Sync:
		return With
	case class == NoClass:
		return NoDirection
	case subject || kind == Heard:
		return From
	}
	for _, p := range phrases {
		switch {
		case p.word == With && kind.withMeansBoth():
			return With
		case p.word == From:
			return From
		case p.word != "":
			return To
		}
	}
	if got {
		return From
	}
	return To
}

// imply adds the tag that the kind stands for.
func (e *Entry) imply(row *kindRow) {
	tag := row.tagTo
	if e.Direction == From {
		tag = row.tagFrom
	}
	if tag != "" && !e.HasTag(tag) {
		e.Tags = append(e.Tags, tag)
	}
}

func (l *line) word(i int) string {
	if i < 0 || i >= len(l.toks) {
		return ""
	}
	return l.toks[i].word
}

// subject reads "I", a pronoun or the owner before a verb. All but "I" mean
// that the line comes from the owner.
func (l *line) subject() (fromOwner bool, next int) {
	if l.word(0) == "i" {
		return false, 1
	}
	if l.in.Owner == nil {
		return false, 0
	}
	switch l.word(0) {
	case "she", "he", "they":
		return true, 1
	}
	if n := l.ownerAt(0); n > 0 && n < len(l.toks) && !l.toks[n-1].comma {
		return true, n
	}
	return false, 0
}

// ownerAt says how many tokens at i name the note's owner.
func (l *line) ownerAt(i int) int {
	if i >= len(l.toks) || l.in.Owner == nil {
		return 0
	}
	if l.toks[i].link > 0 {
		if l.toks[i].owner {
			return 1
		}
		return 0
	}
	o := l.in.Owner
	best, start := 0, 0
	for _, end := range o.ends {
		best, start = max(best, l.matchWords(i, o.words[start:end])), end
	}
	if best == 0 && o.ends[0] > 0 {
		best = l.matchWords(i, o.words[:1]) // the first name alone
	}
	return best
}

func (l *line) matchWords(i int, words []string) int {
	if i+len(words) > len(l.toks) {
		return 0
	}
	for k, word := range words {
		if l.word(i+k) != word {
			return 0
		}
	}
	return len(words)
}

// skipFillers steps over "got", "had a quick" and the like before a kind; it
// stays where it is when no kind follows.
func (l *line) skipFillers(i int) int {
	j, adjective := i, false
	switch l.word(i) {
	case "got", "had", "grabbed", "did", "quick", "short", "long":
	default:
		return i
	}
	switch l.word(j) {
	case "got":
		j++
		if row, _ := l.kindAt(j); row != nil {
			return j
		}
		return i
	case "had", "grabbed", "did":
		j++
		switch l.word(j) {
		case "a", "an", "the", "some":
			adjective = true
			j++
		}
	}
	for l.word(j) == "quick" || l.word(j) == "short" || l.word(j) == "long" {
		j++
	}
	if row, _ := l.kindAt(j); row != nil {
		return j
	}
	if adjective && l.word(j) != "" && !l.toks[j].comma {
		if row, _ := l.kindAt(j + 1); row != nil {
			return j + 1
		}
	}
	return i
}

// kindAt reads a kind word, or a pair of words, and says what follows it.
func (l *line) kindAt(i int) (*kindRow, int) {
	first := l.word(i)
	if first == "" {
		return nil, i
	}
	second := ""
	if !l.toks[i].comma {
		second = l.word(i + 1)
	}
	row, words := l.kinds.find(first, second)
	return row, i + words
}

// minutes reads a length such as 20m, 20 min, 1h or 1h30m.
func (l *line) minutes(i int) (int, int) {
	word := l.word(i)
	if !digitAt(word, 0) {
		return 0, i
	}
	number := word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
	if len(number) > 4 {
		return 0, i
	}
	n, unit, next := atoi(number), word[len(number):], i+1
	if unit == "" {
		unit, next = l.word(i+1), i+2
	}
	switch unit {
	case "m", "min", "mins", "minute", "minutes":
		return n, next
	case "h", "hr", "hour", "hours", "hrs":
		return 60 * n, next
	}
	if hours, ok := strings.CutPrefix(unit, "h"); ok && digits(strings.TrimSuffix(hours, "m")) && len(hours) < 4 {
		return 60*n + atoi(strings.TrimSuffix(hours, "m")), next
	}
	return 0, i
}

// personAt reads one person and keeps who is not the owner.
func (l *line) personAt(i int) (owner bool, next int) {
	if i >= len(l.toks) {
		return false, i
	}
	if n := l.ownerAt(i); n > 0 {
		return true, i + n
	}
	t := &l.toks[i]
	if t.link > 0 {
		link := &l.links[t.link-1]
		if link.Target == "" || l.in.IsPlace != nil && l.in.IsPlace(*link) {
			return false, i
		}
		l.named = append(l.named, *link)
		return false, i + 1
	}
	if l.in.Owner != nil {
		switch t.word {
		case "her", "him", "them":
			return true, i + 1
		}
	}
	return false, i
}

// peopleAt reads a list of people.
func (l *line) peopleAt(i int) (c crowd, next int) {
	c.from = len(l.named)
	for {
		isOwner, after := l.personAt(i)
		c.to = len(l.named)
		if after == i {
			return c, i
		}
		c.owner = c.owner || isOwner
		c.explicit = c.explicit || l.toks[i].link > 0
		joined := l.toks[after-1].comma
		for i = after; l.word(i) == "and" || l.word(i) == "&"; i++ {
			joined = true
		}
		if !joined {
			return c, i
		}
	}
}

// phrases finds every "with", "to" and "from" that people follow, and adds it to
// those found before.
func (l *line) phrases(i int) []phrase {
	for i < len(l.toks) {
		switch word := Direction(l.word(i)); word {
		case With, To, From:
			if people, next := l.peopleAt(i + 1); next > i+1 {
				l.phrased = append(l.phrased, phrase{word, people})
				i = next
				continue
			}
		}
		i++
	}
	return l.phrased
}

// headLinks lists the links of the head that name notes other than the owner.
func (l *line) headLinks() []Link {
	l.named = l.named[:0]
	for _, t := range l.toks {
		if t.link > 0 && !t.owner && l.links[t.link-1].Target != "" {
			l.named = append(l.named, l.links[t.link-1])
		}
	}
	links := l.keptLinks.keep(l.named, 128)
	l.named = l.named[:0]
	return links
}

// everybody is the people of all phrases, each once. Mostly they are the links
// of the head, whose list they share then.
func (l *line) everybody(phrases []phrase, headLinks []Link) []Link {
	for _, p := range phrases {
		l.people = appendLinks(l.people, l.named[p.from:p.to])
	}
	switch {
	case len(l.people) == 0:
		return nil
	case slices.Equal(l.people, headLinks):
		return headLinks
	}
	return l.keptLinks.keep(l.people, 128)
}

// explicit reports whether a link, and not only a word, names somebody.
func explicit(phrases []phrase) bool {
	for _, p := range phrases {
		if p.explicit {
			return true
		}
	}
	return false
}

func appendLinks(to, links []Link) []Link {
	for _, link := range links {
		known := false
		for _, k := range to {
			known = known || k.Target == link.Target
		}
		if !known {
			to = append(to, link)
		}
	}
	return to
}

// NearKind is the known word that an unknown first word of a log line nearly
// spells, or nothing.
func (r *Reader) NearKind(word string) string { return r.kinds.nearest(word) }

// nearest is the known word closest to a mistyped one, or nothing.
func (k *kinds) nearest(word string) string {
	if len(word) < 4 {
		return ""
	}
	return nearest(word, k.long)
}
