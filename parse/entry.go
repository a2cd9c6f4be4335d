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
	Kind        Kind
	Direction   Direction
	Class       Class
	Planned     bool
	WithOwner   bool // the note's owner takes part
	BySubject   bool // the direction is "from" because of a subject: it holds for the owner alone
	InLog       bool
	Met         bool // a bullet of an event's "## Met"
	Undated     bool // a "## Met" bullet without a date
	FromFields  bool // made from front matter, not from a line
	Next        Date // after "->"
	NextReason  string
	Tags        []string // written ones first, then the implied ones
	Head        string   // up to the first colon
	Text        string   // what follows the colon
	Raw         string   // the line without its bullet, as typed
	People      []Link   // who takes part besides the owner
	HeadLinks   []Link   // links of the head other than the owner's
	Links       []Link   // every link of the line
	Time        string   // as written: 14:30, 2:30pm-3:00pm
	Minutes     int      // how long it took; 0 where not written
	NearestKind string   // a known word near the unknown first one
	Span        Span     // of Raw in the source
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
	// Called says whom the folder knows by some words; nil: nobody is known.
	Called func(words string) Called

	line *line // room for the head
}

// Called is whom the folder knows by some words.
type Called struct {
	Rank   int      // how closely: 0 nobody, 1 exactly, 2 when folded, 3 by whole words, 4 by beginnings of words
	People []string // paths of contact notes
	Place  bool     // the words say where, not who
}

// Owner is the person a note is about, under every name a line may use.
type Owner struct {
	keys  []string // as links name them
	words []string // as a sentence does: the words of each name
	ends  []int    // of each name's words
}

// NewOwner prepares the names of a contact note: its own, the aliases, the
// file's, and the first word of the name. It returns nil for other notes.
func NewOwner(n *Note) *Owner { return new(Owner).of(n) }

// of prepares the names of another note in the same lists.
func (o *Owner) of(n *Note) *Owner {
	if n.Kind != ContactNote {
		return nil
	}
	o.keys, o.words, o.ends = o.keys[:0], o.words[:0], o.ends[:0]
	o.add(n.Name)
	for _, alias := range n.List("aliases") {
		o.add(alias)
	}
	o.add(baseName(n.Path))
	return o
}

func (o *Owner) add(name string) {
	name = fold(name)
	if !o.knows(name) { // as of the file, which mostly is that of the note
		o.keys = append(o.keys, FoldName(name))
	}
	for word, rest := cutField(name); word != ""; word, rest = cutField(rest) {
		if !plainWord(word) {
			word = strings.TrimFunc(word, unicode.IsPunct)
		}
		if word != "" {
			o.words = append(o.words, word)
		}
	}
	o.ends = append(o.ends, len(o.words))
}

// cutField is the first of strings.Fields and what follows it.
func cutField(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			return s[:i], s[i:]
		case c < ' ' || c >= 0x80:
			end := strings.IndexFunc(s, unicode.IsSpace)
			if end < 0 {
				end = len(s)
			}
			return s[:end], s[end:]
		}
	}
	return s, ""
}

// isNamed reports whether a link's target names the owner.
func (o *Owner) isNamed(target string) bool { return o.knows(baseName(target)) }

func (o *Owner) knows(name string) bool {
	return slices.ContainsFunc(o.keys, func(key string) bool { return foldsTo(name, key) })
}

// Entry reads a bullet's text as a dated line. It returns nil where the text
// is no entry, and problems with spans in raw.
func (r *Reader) Entry(raw string, in Setting) (*Entry, []Problem) {
	room := r.rooms.Get().(*bodyRoom)
	defer r.rooms.Put(room)
	in.line = &room.line
	e := new(Entry)
	ok, problems := r.entry(e, raw, in)
	if !ok {
		return nil, problems
	}
	return e, problems
}

// entry is Entry into an empty one.
func (r *Reader) entry(e *Entry, raw string, in Setting) (bool, []Problem) {
	if len(raw) > maxLine {
		whole := raw
		raw = clip(raw)
		ok, problems := r.entry(e, raw, in)
		if ok {
			e.Raw, e.Text, e.Span.End = whole, e.Text+whole[len(raw):], len(whole)
			problems = append(problems, tooLong(Span{0, 1}))
		}
		return ok, problems
	}
	when, n, dateErr := scanDate(raw)
	if dateErr != nil {
		if !in.InLog && dateErr.Code == BadDate && len(raw) > 7 && raw[4] == '-' && !digitAt(raw, 8) {
			return false, nil // "2026-27 budget" is a text outside a log
		}
		word := strings.IndexAny(raw, " \t")
		if word < 0 {
			word = len(raw)
		}
		return false, []Problem{dateErr.problem(Span{0, word})}
	}
	rest := raw[n:]
	if n == 0 || rest != "" && strings.IndexByte(" \t:T", rest[0]) < 0 {
		if in.InLog && looksLikeDate(raw) {
			return false, []Problem{ambiguous(raw).problem(Span{0, len(dateLike(raw))})}
		}
		return false, nil
	}
	if when.Precision == ByYear && (when.From.Year < 1800 || when.To.Year > 2200) {
		return false, nil // a number, not a year
	}
	if strings.HasPrefix(rest, "T") {
		if !digitAt(rest, 1) {
			return false, nil
		}
		rest = rest[1:]
	}
	e.When, e.InLog, e.Raw, e.Span = when, in.InLog, raw, Span{0, len(raw)}
	rest = trimBlanks(strings.TrimPrefix(rest, ":"))
	e.Time, rest = cutTime(rest)
	if word, after := cutWord(rest); len(word) == len("planned") && strings.EqualFold(word, "planned") {
		e.Planned, rest = true, after
	}
	if rest == "" || strings.HasPrefix(rest, "~~") {
		return false, nil
	}
	rest, problems := e.cutNext(rest, len(raw)-len(rest))
	e.Head, e.Text = cutHead(rest)
	in.line.scan(e, raw[n:])
	r.classify(e, in)
	return true, problems
}

func (e *DateError) problem(at Span) Problem {
	return Problem{Span: at, Code: e.Code, Severity: Error, Text: e.Text, Hint: e.Hint}
}

// cutTime takes a time or a range of times off the front of s.
func cutTime(s string) (string, string) {
	if !digitAt(s, 0) {
		return "", s
	}
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
	i := 0
	for i < len(s) && s[i] != ' ' && s[i] != '\t' {
		i++
	}
	return s[:i], trimBlanks(s[i:])
}

// trimBlanks is the text without the blanks and tabs before it.
func trimBlanks(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	return s
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
	for i := outside(s, "->", 0); i >= 0; i = outside(s, "->", i+2) {
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
	for i := outside(s, ":", 0); i >= 0; i = outside(s, ":", i+1) {
		if i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\t' {
			continue
		}
		if word := lastWord(s[:i]); len(word) < 4 && (strings.EqualFold(word, "re") || strings.EqualFold(word, "fwd")) {
			continue
		}
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:])
	}
	return strings.TrimSpace(s), ""
}

// lastWord is what follows the last blank or opening parenthesis.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && s[i-1] != ' ' && s[i-1] != '\t' && s[i-1] != '(' {
		i--
	}
	return s[i:]
}

// opens reports whether a text holds a byte that may begin what outside passes
// over.
func opens(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == '(' || c == '[' || c == '`' {
			return true
		}
	}
	return false
}

// outside finds the first mark in s that is not in brackets, parentheses or
// code, from a place on that is in none; -1 where there is none. A bracket that
// nothing closes is a plain character.
func outside(s, mark string, from int) int {
	first := strings.IndexByte(s[from:], mark[0])
	if first >= 0 && len(mark) > 1 {
		first = strings.Index(s[from:], mark)
	}
	if first < 0 {
		return -1
	}
	if !opens(s[from : from+first]) {
		return from + first
	}
	backticks, brackets := fewMarks(s, "`"), fewMarks(s, "[") && fewMarks(s, "(")
	for i := from; i < len(s); {
		switch c := s[i]; {
		case isLetter(c) || c == ' ':
		case c == mark[0] && strings.HasPrefix(s[i:], mark):
			return i
		case c == '`' && backticks:
			n, _ := codeSpan(s[i:])
			i += n
			continue
		case (c == '[' || c == '(') && brackets:
			closer := byte(']')
			if c == '(' {
				closer = ')'
			}
			if end := matching(s, i, c, closer); end > 0 {
				i = end + 1
				continue
			}
		}
		i++
	}
	return -1
}
