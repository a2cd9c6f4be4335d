package parse

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Entry is one dated line: what happened with whom, and what comes next.
type Entry struct {
	When        When
	Time        string // as written: 14:30, 2:30pm-3:00pm
	Minutes     int    // how long it took; 0 where not written
	Kind        Kind
	Class       Class
	Direction   Direction
	Planned     bool
	Head        string   // up to the first colon
	Text        string   // what follows the colon
	HeadLinks   []Link   // links of the head other than the owner's
	People      []Link   // who takes part besides the owner
	Links       []Link   // every link of the line
	Tags        []string // written ones first, then the implied ones
	Next        Date     // after "->"
	NextReason  string
	WithOwner   bool // the note's owner takes part
	BySubject   bool // the direction is "from" because of a subject: it holds for the owner alone
	InLog       bool
	Met         bool   // a bullet of an event's "## Met"
	Undated     bool   // a "## Met" bullet without a date
	FromFields  bool   // made from front matter, not from a line
	NearestKind string // a known word near the unknown first one
	Raw         string // the line without its bullet, as typed
	Span        Span   // of Raw in the source
	Line        int
}

// Counted reports whether the entry moves a clock.
func (e *Entry) Counted() bool {
	return !e.Planned && (e.Class == Sync || e.Class == Async)
}

// HasTag reports whether the line bears the tag, in any case.
func (e *Entry) HasTag(tag string) bool {
	for _, t := range e.Tags {
		if strings.EqualFold(t, tag) {
			return true
		}
	}
	return false
}

// Answerable says whether the line, coming from a person, wants an answer.
func (e *Entry) Answerable() bool {
	return e.Direction == From && e.Kind.answerable() && !e.HasTag("noreply")
}

// Asks says whether the line asks the person for something.
func (e *Entry) Asks() bool {
	return e.Direction != From && (e.Kind == Ask || e.HasTag("asked"))
}

// maxLine is how much of a line is searched for people, tags and dates, in
// bytes; the rest of a longer one is text. It bounds the time that a line made
// for the purpose can take.
const maxLine = 16 << 10

// clip cuts a text at maxLine, between two characters.
func clip(s string) string {
	if len(s) <= maxLine {
		return s
	}
	end := maxLine
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

func tooLong(at Span) Problem {
	return Problem{Span: at, Code: TooMuch, Severity: Warning, Text: "the line is longer than 16 KiB; people, tags and dates are sought at its beginning only", Hint: "make several lines of it"}
}

// Setting is what an entry is read with.
type Setting struct {
	InLog bool
	Owner *Owner // nil in a note that belongs to nobody
	// IsPlace says of a link that it names a place and no person. Parsing one
	// note alone cannot know; nil takes every link for a person.
	IsPlace func(Link) bool
}

// Owner is the person a note is about, under every name a line may use.
type Owner struct {
	keys  []string   // as links name them
	words [][]string // as words of a sentence; the last is the first name
}

// NewOwner prepares the names of a contact note: its own, the aliases, the
// file's, and the first word of the name. It returns nil for other notes.
func NewOwner(n *Note) *Owner {
	if n.Kind != ContactNote {
		return nil
	}
	o := &Owner{}
	for _, name := range append(n.Names(), baseName(n.Path)) {
		o.keys = append(o.keys, FoldName(name))
		var words []string
		for _, word := range strings.Fields(fold(name)) {
			if word = strings.TrimFunc(word, unicode.IsPunct); word != "" {
				words = append(words, word)
			}
		}
		o.words = append(o.words, words)
	}
	if first := o.words[0]; len(first) > 1 {
		o.words = append(o.words, first[:1])
	}
	return o
}

// Entry reads a bullet's text as a dated line. It returns nil where the text
// is no entry, and problems with spans in raw.
func (r *Reader) Entry(raw string, in Setting) (*Entry, []Problem) {
	if len(raw) > maxLine {
		whole := raw
		raw = clip(raw)
		e, problems := r.Entry(raw, in)
		if e != nil {
			e.Raw, e.Text, e.Span.End = whole, e.Text+whole[len(raw):], len(whole)
			problems = append(problems, tooLong(Span{0, 1}))
		}
		return e, problems
	}
	when, n, dateErr := scanDate(raw)
	if dateErr != nil {
		if !in.InLog && dateErr.Code == BadDate && len(raw) > 7 && raw[4] == '-' && !digitAt(raw, 8) {
			return nil, nil // "2026-27 budget" is a text outside a log
		}
		word := strings.IndexAny(raw, " \t")
		if word < 0 {
			word = len(raw)
		}
		return nil, []Problem{dateErr.problem(Span{0, word})}
	}
	rest := raw[n:]
	if n == 0 || rest != "" && !strings.ContainsAny(rest[:1], " \t:T") {
		if in.InLog && looksLikeDate(raw) {
			return nil, []Problem{ambiguous(raw).problem(Span{0, len(dateLike(raw))})}
		}
		return nil, nil
	}
	if when.Precision == ByYear && (when.From.Year < 1800 || when.To.Year > 2200) {
		return nil, nil // a number, not a year
	}
	e := &Entry{When: when, InLog: in.InLog, Raw: raw, Span: Span{0, len(raw)}}
	if strings.HasPrefix(rest, "T") {
		if !digitAt(rest, 1) {
			return nil, nil
		}
		rest = rest[1:]
	}
	rest = strings.TrimLeft(strings.TrimPrefix(rest, ":"), " \t")
	e.Time, rest = cutTime(rest)
	if word, after := cutWord(rest); strings.EqualFold(word, "planned") {
		e.Planned, rest = true, after
	}
	if rest == "" || strings.HasPrefix(rest, "~~") {
		return nil, nil
	}
	rest, problems := e.cutNext(rest, len(raw)-len(rest))
	e.Head, e.Text = cutHead(rest)
	e.Links, e.Tags = scanLinks(raw[n:])
	r.classify(e, in)
	return e, problems
}

func (e *DateError) problem(at Span) Problem {
	return Problem{Span: at, Code: e.Code, Severity: Error, Text: e.Text, Hint: e.Hint}
}

// cutTime takes a time or a range of times off the front of s.
func cutTime(s string) (string, string) {
	word, rest := cutWord(s)
	word = strings.TrimSuffix(word, ":")
	from, to, both := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	if !clock(from) || both && !clock(to) {
		return "", s
	}
	return word, rest
}

// cutWord splits at the first blanks.
func cutWord(s string) (word, rest string) {
	i := strings.IndexAny(s, " \t")
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimLeft(s[i:], " \t")
}

// clock reports whether s is H:MM, H:MMam or Ham.
func clock(s string) bool {
	s = strings.ToLower(s)
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "am"), "pm")
	hour, minute, colon := strings.Cut(bare, ":")
	if !colon && bare == s || !digits(hour) || len(hour) > 2 || atoi(hour) > 24 {
		return false
	}
	minute, _, _ = strings.Cut(minute, ":") // seconds, as calendars export them
	return !colon || len(minute) == 2 && digits(minute) && atoi(minute) < 60
}

// cutNext takes " -> when reason" off the end of s. at is the place of s in
// the whole line. A relative time counts from the entry's date.
func (e *Entry) cutNext(s string, at int) (string, []Problem) {
	var problems []Problem
	for _, i := range outside(s, "->") {
		if i > 0 && s[i-1] != ' ' && s[i-1] != '\t' {
			continue
		}
		after := strings.TrimLeft(s[i+2:], " \t")
		word, reason, _ := strings.Cut(after, " ")
		next, err := parseNext(strings.TrimRight(word, ":,;"), e.When.To)
		if err != nil {
			if word != "" && (isDigit(word[0]) || word[0] == '+') && e.InLog {
				start := at + len(s) - len(after)
				problems = append(problems, Problem{Span: Span{start, start + len(word)}, Code: BadNext, Severity: Error,
					Text: err.Error(), Hint: "write -> 2026-09-10, -> 2026-09 or -> +6w"})
			}
			continue
		}
		e.Next, e.NextReason = next, strings.TrimSpace(reason)
		return strings.TrimRight(s[:i], " \t"), nil
	}
	return s, problems
}

// parseNext reads a day, a month (its last day) or a relative time.
func parseNext(s string, from Date) (Date, error) {
	if relative, ok := strings.CutPrefix(s, "+"); ok {
		d, err := ParseDuration(relative)
		if err != nil || relative == "" || isDigit(relative[len(relative)-1]) || !isDigit(relative[0]) {
			return Date{}, fmt.Errorf("not a time after \"->\": %q", s)
		}
		return d.After(from), nil
	}
	w, n, err := scanDate(s)
	if err != nil {
		return Date{}, err
	}
	if n == 0 || n != len(s) || w.Precision == ByYear || w.Approximate {
		return Date{}, fmt.Errorf("not a date after \"->\": %q", s)
	}
	return w.To, nil
}

// cutHead splits at the first ": " outside brackets, parentheses and code that
// does not follow "re" or "fwd".
func cutHead(s string) (head, text string) {
	for _, i := range outside(s, ":") {
		if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\t' {
			continue
		}
		word := strings.ToLower(s[strings.LastIndexAny(s[:i], " \t(")+1 : i])
		if word == "re" || word == "fwd" {
			continue
		}
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:])
	}
	return strings.TrimSpace(s), ""
}

// outside lists the places of mark in s that are not in brackets, parentheses
// or code. A bracket that nothing closes is a plain character.
func outside(s, mark string) []int {
	if !strings.Contains(s, mark) {
		return nil
	}
	var at []int
	backticks := strings.Count(s, "`") <= maxMarks
	brackets := strings.Count(s, "[")+strings.Count(s, "(") <= maxMarks
	for i := 0; i < len(s); {
		switch s[i] {
		case '`':
			if n, _ := codeSpan(s[i:]); backticks {
				i += n
				continue
			}
		case '[', '(':
			closer := byte(']')
			if s[i] == '(' {
				closer = ')'
			}
			if end := matching(s, i, s[i], closer); brackets && end > 0 {
				i = end + 1
				continue
			}
		}
		if strings.HasPrefix(s[i:], mark) {
			at = append(at, i)
			i += len(mark)
			continue
		}
		i++
	}
	return at
}

// token is a word or a link of a head.
type token struct {
	word  string // lower case, without punctuation around it
	link  *Link
	comma bool // punctuation follows, which ends a phrase
}

// tokens splits a head into words and links; code is one word that means
// nothing.
func tokens(head string) []token {
	var out []token
	links := strings.Count(head, "[") <= maxMarks
	backticks := strings.Count(head, "`") <= maxMarks
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
		word := strings.TrimFunc(head[i:end], func(r rune) bool { return unicode.IsPunct(r) && r != '&' && r != '@' && r != '#' })
		word = fold(word)
		if word != "" {
			comma := strings.ContainsAny(head[end-1:end], ".!?:")
			out = append(out, token{word: word, comma: comma})
		}
		i = end
	}
	return out
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
	l := line{r.kinds, in, tokens(e.Head)}
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
	e.Kind, e.Class = kind, r.kinds.rows[kind].class
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
	e.imply(r.kinds.rows[kind])
}

// classifyUnknown reads a line whose first word is no kind: with a person it
// is "other" and counts by its preposition, without one it is a note.
func (l line) classifyUnknown(e *Entry, subject bool, at int) {
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

func (l line) word(i int) string {
	if i < 0 || i >= len(l.toks) {
		return ""
	}
	return l.toks[i].word
}

// subject reads "I", a pronoun or the owner before a verb. All but "I" mean
// that the line comes from the owner.
func (l line) subject() (fromOwner bool, next int) {
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
func (l line) ownerAt(i int) int {
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

func (l line) matchWords(i int, words []string) int {
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
func (l line) skipFillers(i int) int {
	j, adjective := i, false
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
func (l line) kindAt(i int) (Kind, int) {
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
func (l line) minutes(i int) (int, int) {
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
func (l line) personAt(i int) (link *Link, owner bool, next int) {
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
func (l line) peopleAt(i int) (c crowd, next int) {
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
func (l line) phrases(i int) []phrase {
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
func (l line) headLinks() []Link {
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
