package parse

import (
	"slices"
	"strings"
	"unicode"
)

// token is a word or a link of a head.
type token struct {
	word  string // lower case, without punctuation around it
	link  *Link
	comma bool // punctuation follows, which ends a phrase
}

// tokens splits a head into words and links; code is one word that means
// nothing. It appends to out.
func tokens(head string, out []token) []token {
	backticks, links := fewMarks(head, "`"), fewMarks(head, "[")
	for i := 0; i < len(head); {
		c := head[i]
		start := i == 0 || strings.IndexByte(" \t(,&", head[i-1]) >= 0
		switch {
		case c == ' ' || c == '\t' || c == '(' || c == ')':
			i++
			continue
		case c == ',' || c == ';':
			if len(out) > 0 {
				out[len(out)-1].comma = true
			}
			i++
			continue
		case c == '`' && backticks:
			n, closed := codeSpan(head[i:])
			i += n
			if closed {
				out = append(out, token{word: "`"})
			}
			continue
		case c == '[' && links || c == '@' && start:
			if link, n := scanLink(head[i:]); n > 0 {
				link.Span = Span{i, i + n}
				out = append(out, token{link: &link})
				i += n
				continue
			}
		}
		end := i + 1
		for end < len(head) && strings.IndexByte(" \t,;()[`", head[end]) < 0 {
			end++
		}
		word := head[i:end]
		if !plainWord(word) {
			word = fold(strings.TrimFunc(word, func(r rune) bool { return unicode.IsPunct(r) && r != '&' && r != '@' && r != '#' }))
		}
		if word != "" {
			comma := strings.IndexByte(".!?:", head[end-1]) >= 0
			out = append(out, token{word: word, comma: comma})
		}
		i = end
	}
	return out
}

// plainWord reports whether a word is of lower-case letters.
func plainWord(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

// line is a head being understood.
type line struct {
	kinds kinds
	in    Setting
	toks  []token
}

// phrase is a preposition with the people after it.
type phrase struct {
	word Direction // empty for people directly after the kind
	crowd
}

// crowd is a list of people: the owner of the note, others by link, or both.
type crowd struct {
	people   []Link
	owner    bool
	explicit bool // somebody is named by a link
}

// classify decides what kind of line the head is, who takes part, and the
// direction.
func (r *Reader) classify(e *Entry, in Setting) {
	var room [16]token
	l := line{r.kinds, in, tokens(e.Head, room[:0])}
	e.HeadLinks = l.headLinks()
	subject, at := l.subject()
	got := false
	kindAt := l.skipFillers(at)
	if kindAt > at && l.word(at) == "got" {
		got = true
	}
	kind, after := l.kindAt(kindAt)
	if kind == Call && l.word(kindAt) == "call" && l.word(after) == "for" && after == kindAt+1 {
		e.setNote(in)
		return
	}
	if kind == "" {
		l.classifyUnknown(e, subject, at)
		return
	}
	row := r.kinds.rows[kind]
	e.Kind, e.Class = kind, row.class
	minutes, after := l.minutes(after)
	phrases := l.phrases(after)
	if direct, next := l.peopleAt(after); next > after {
		phrases = append([]phrase{{"", direct}}, phrases...)
	}
	if !in.InLog && !explicit(phrases) {
		e.setNote(in)
		return
	}
	e.Minutes = minutes
	e.WithOwner = in.Owner != nil
	e.Direction = direction(kind, e.Class, subject, got, phrases)
	e.BySubject = subject && e.Direction == From
	if !e.BySubject {
		for _, p := range phrases {
			e.People = appendLinks(e.People, p.people)
		}
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
	for _, p := range phrases {
		e.People = appendLinks(e.People, p.people)
	}
}

// setNote makes the entry a dated note: shown, never counted.
func (e *Entry) setNote(in Setting) {
	e.Kind, e.Class, e.Direction = Remark, NoClass, NoDirection
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
func (e *Entry) imply(row kindRow) {
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
	if link := l.toks[i].link; link != nil {
		if slices.Contains(l.in.Owner.keys, FoldName(baseName(link.Target))) {
			return 1
		}
		return 0
	}
	best := 0
	for _, words := range l.in.Owner.words {
		if n := l.matchWords(i, words); n > best {
			best = n
		}
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
		if kind, _ := l.kindAt(j); kind != "" {
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
	if kind, _ := l.kindAt(j); kind != "" {
		return j
	}
	if adjective && l.word(j) != "" && !l.toks[j].comma {
		if kind, _ := l.kindAt(j + 1); kind != "" {
			return j + 1
		}
	}
	return i
}

// kindAt reads a kind word, or a pair of words, and says what follows it.
func (l *line) kindAt(i int) (Kind, int) {
	first := l.word(i)
	if first == "" {
		return "", i
	}
	if kind, ok := l.kinds.pair(first, l.word(i+1)); ok && !l.toks[i].comma {
		return kind, i + 2
	}
	if kind, ok := l.kinds.words[first]; ok {
		return kind, i + 1
	}
	return "", i
}

// minutes reads a length such as 20m, 20 min, 1h or 1h30m.
func (l *line) minutes(i int) (int, int) {
	word := l.word(i)
	number := word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
	if number == "" || len(number) > 4 {
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

// personAt reads one person.
func (l *line) personAt(i int) (link *Link, owner bool, next int) {
	if i >= len(l.toks) {
		return nil, false, i
	}
	if n := l.ownerAt(i); n > 0 {
		return nil, true, i + n
	}
	t := l.toks[i]
	if t.link != nil && t.link.Target != "" && (l.in.IsPlace == nil || !l.in.IsPlace(*t.link)) {
		return t.link, false, i + 1
	}
	if l.in.Owner != nil {
		switch t.word {
		case "her", "him", "them":
			return nil, true, i + 1
		}
	}
	return nil, false, i
}

// peopleAt reads a list of people.
func (l *line) peopleAt(i int) (c crowd, next int) {
	for {
		link, isOwner, after := l.personAt(i)
		if after == i {
			return c, i
		}
		c.owner = c.owner || isOwner
		c.explicit = c.explicit || l.toks[i].link != nil
		if link != nil {
			c.people = append(c.people, *link)
		}
		joined := l.toks[after-1].comma
		for i = after; l.word(i) == "and" || l.word(i) == "&"; i++ {
			joined = true
		}
		if !joined {
			return c, i
		}
	}
}

// phrases finds every "with", "to" and "from" that people follow.
func (l *line) phrases(i int) []phrase {
	var out []phrase
	for i < len(l.toks) {
		switch word := Direction(l.word(i)); word {
		case With, To, From:
			if people, next := l.peopleAt(i + 1); next > i+1 {
				out = append(out, phrase{word, people})
				i = next
				continue
			}
		}
		i++
	}
	return out
}

// headLinks lists the links of the head that name notes other than the owner.
func (l *line) headLinks() []Link {
	var out []Link
	for i, t := range l.toks {
		if t.link != nil && t.link.Target != "" && l.ownerAt(i) == 0 {
			out = append(out, *t.link)
		}
	}
	return out
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
func (k kinds) nearest(word string) string {
	if len(word) < 4 {
		return ""
	}
	words := make([]string, 0, len(k.words))
	for w := range k.words {
		if len(w) > 3 {
			words = append(words, w)
		}
	}
	return Nearest(word, words)
}
