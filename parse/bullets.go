package parse

import (
	"strings"
	"unicode"
)

// section is what a heading says about the bullets under it.
type section byte

const (
	noSection section = iota
	logSection
	toMeetSection
	metSection
	questionsSection
	wantSection
	couldUseSection
)

// maxSection is the length of the longest heading that means something.
const maxSection = len("interaction log")

func sectionOf(heading string) section {
	heading = strings.Trim(heading, " \t:*_#")
	if !isASCII(heading) {
		return sectionNamed(fold(heading))
	}
	var low [maxSection]byte
	if len(heading) > len(low) {
		return noSection
	}
	for i := range len(heading) {
		low[i] = lower(heading[i])
	}
	return sectionNamed(string(low[:len(heading)]))
}

func sectionNamed(folded string) section {
	switch folded {
	case "log", "interactions", "interaction log", "contact log", "history", "timeline":
		return logSection
	case "to meet":
		return toMeetSection
	case "met":
		return metSection
	case "questions":
		return questionsSection
	case "want", "wants":
		return wantSection
	case "could use":
		return couldUseSection
	}
	return noSection
}

// bodyReader reads one note's body.
type bodyReader struct {
	reader *Reader
	note   *Note
	lines  lineCounter
	text   []byte // the source with comments blanked and lone CR as LF
	view   string // the same
	base   int    // where the body begins
	bare   bool   // without comments in the lines
	first  int    // number of the first line, where plainBlocks has counted the others
	owner  *Owner
	boxes  int // bullets that look like tasks

	lengths [maxCompared]int // of the first entries
	seen    map[written]int  // entries, once there are many
	tasks   map[taskKey]int  // promises, once there are many
	room    *bodyRoom
}

// bodyRoom is what reading one note after the other needs for a time.
type bodyRoom struct {
	scanner plainScanner
	keys    keys
	blocks  []block
	above   headings
	open    []bullet
	owner   Owner
	line    line
	entries slab[Entry]
}

func newBodyRoom() any { return &bodyRoom{blocks: make([]block, 0, 128)} }

// title is the text of the first heading, if it is one of level one. A level
// one further down is a part of the note and not its title.
func (b *bodyReader) title(blocks []block) string {
	for i := range blocks {
		switch blocks[i].level {
		case 0:
		case 1:
			return nameIn(b.rawOf(&blocks[i]))
		default:
			return ""
		}
	}
	return ""
}

// firstHeading is the text of the first heading, of whatever level.
func (b *bodyReader) firstHeading(blocks []block) string {
	for i := range blocks {
		if blocks[i].level > 0 {
			return b.rawOf(&blocks[i])
		}
	}
	return ""
}

// nameIn is the name in a heading: its text without emphasis, emoji and tags.
func nameIn(heading string) string {
	heading = strings.TrimSpace(PlainText(heading))
	if isPlainName(heading) {
		return heading
	}
	var words []string
	for word := range strings.FieldsSeq(heading) {
		if len(word) > 1 && word[0] == '#' && !isDigit(word[1]) {
			continue
		}
		word = strings.Trim(strings.Map(func(r rune) rune {
			if r == '*' || r == '`' || unicode.In(r, unicode.So, unicode.Sk) && r > unicode.MaxASCII || r == '\ufe0f' || r == '\u200d' || r == '\u20e3' {
				return -1
			}
			return r
		}, word), "_~=")
		if word != "" {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return heading
	}
	return strings.Join(words, " ")
}

// isPlainName reports whether a heading is nothing but letters and what mostly
// stands between them.
func isPlainName(s string) bool {
	for i := range len(s) {
		if !nameByte(s[i]) || s[i] == '_' {
			return false
		}
	}
	return true
}

// read walks the blocks and fills the note.
func (b *bodyReader) read(blocks []block) {
	b.owner = b.room.owner.of(b.note)
	b.expect(blocks)
	above := b.room.above[:0]
	open := b.room.open[:0] // by depth
	struck := -1            // the depth of a struck-through bullet, whose nested ones are passed over
	for i := range blocks {
		x := &blocks[i]
		if x.level > 0 {
			above.add(x.level, sectionOf(b.rawOf(x)))
			struck = -1
			continue
		}
		if struck >= 0 && x.depth > struck {
			continue
		}
		struck = -1
		in := bullet{section: above.section()}
		if x.depth > 0 {
			in = open[x.depth-1]
		}
		if x.text.End > x.text.Start {
			t := b.textOf(x)
			if strings.HasPrefix(t.raw, "~~") {
				struck = x.depth
				continue
			}
			in = b.bullet(&t, in, x.dotted)
		}
		open = append(open[:x.depth], in)
	}
	b.room.above, b.room.open = above, open
}

// headings are those above a place, with the section each begins.
type headings []heading

type heading struct {
	level   int
	section section
}

// add comes to a heading. One that means nothing belongs to that above it.
func (o *headings) add(level int, s section) {
	for len(*o) > 0 && (*o)[len(*o)-1].level >= level {
		*o = (*o)[:len(*o)-1]
	}
	if s == noSection {
		s = o.section()
	}
	*o = append(*o, heading{level, s})
}

func (o headings) section() section {
	if len(o) == 0 {
		return noSection
	}
	return o[len(o)-1].section
}

// bullet is what a nested bullet knows of those above it.
type bullet struct {
	section section
	entry   *Entry // the entry it belongs to
}

// bullet reads the text of one bullet: a task, a person met, or a dated line.
func (b *bodyReader) bullet(t *lineText, in bullet, dotted bool) bullet {
	if b.note.Targets != nil && (in.section == wantSection || in.section == couldUseSection) {
		b.target(t, in.section)
		return bullet{} // what is nested explains it
	}
	if state, text, ok := checkbox(t.raw); ok {
		if !strings.HasPrefix(t.raw[text:], "~~") {
			task := t.from(text)
			b.task(state, &task, in)
		}
		return in
	}
	if in.section == metSection && b.note.Kind == EventNote && in.entry == nil {
		if e, ok := b.met(t); ok {
			b.note.Entries = append(b.note.Entries, e)
			in.entry = b.keep(t)
			return in
		}
	}
	if dotted && in.entry == nil && datedStart(t.raw) {
		in.entry = b.entry(t, in)
	}
	return in
}

// entry reads a bullet's text as a log line, or returns nil.
func (b *bodyReader) entry(t *lineText, in bullet) *Entry {
	b.note.Entries = append(b.note.Entries, Entry{})
	last := len(b.note.Entries) - 1
	ok, problems := b.reader.entry(&b.note.Entries[last], t.raw, Setting{InLog: in.section == logSection, Owner: b.owner, line: &b.room.line})
	for _, p := range problems {
		p.Span = t.span(p.Span.Start, p.Span.End)
		b.note.problems.add(p)
	}
	if !ok {
		b.note.Entries = b.note.Entries[:last]
		return nil
	}
	return b.keep(t)
}

// keep finishes the last entry. The same line twice in a note, as a union merge
// leaves it, is one.
func (b *bodyReader) keep(t *lineText) *Entry {
	last := len(b.note.Entries) - 1
	e := &b.note.Entries[last]
	if i := b.known(last); i < last {
		b.note.Entries = b.note.Entries[:last]
		return &b.note.Entries[i]
	}
	e.Span = t.span(0, len(t.raw))
	e.Line = b.lineOf(t)
	if e.NearestKind != "" {
		word := strings.Index(fold(t.raw), fold(firstWord(e.Head)))
		b.note.problem(UnknownKind, Warning, t.span(max(word, 0), max(word, 0)+len(firstWord(e.Head))),
			"\""+firstWord(e.Head)+"\" is no kind of contact, so the line is a note and counts for nothing", "did you mean "+e.NearestKind+"?")
	}
	return e
}

// written is a line as it stands, which in a log means more than elsewhere.
type written struct {
	raw   string
	inLog bool
}

// maxCompared is how many entries or tasks of a note are compared one by one.
const maxCompared = 24

// known is the place of the first entry with the text of that at last.
func (b *bodyReader) known(last int) int {
	entries := b.note.Entries
	if last < maxCompared {
		raw := entries[last].Raw
		b.lengths[last] = len(raw)
		for i, n := range b.lengths[:last] {
			if n == len(raw) && entries[i].Raw == raw && entries[i].InLog == entries[last].InLog {
				return i
			}
		}
		return last
	}
	if b.seen == nil {
		b.seen = make(map[written]int, len(entries))
		for i := range last {
			b.seen[written{entries[i].Raw, entries[i].InLog}] = i
		}
	}
	key := written{entries[last].Raw, entries[last].InLog}
	i, ok := b.seen[key]
	if !ok {
		i = last
		b.seen[key] = i
	}
	return i
}

// expect makes room for the entries that the bullets look like, and counts what
// looks like tasks.
func (b *bodyReader) expect(blocks []block) {
	dated := 0
	for i := range blocks {
		x := &blocks[i]
		if x.level > 0 || x.text.Start == x.text.End {
			continue
		}
		text := b.view[x.text.Start:x.text.End]
		switch {
		case datedStart(text):
			dated++
		case text[0] == '[' && b.boxes < maxCompared:
			b.boxes++
		}
	}
	if dated > 0 {
		b.note.Entries = b.room.entries.take(min(dated, 1024), 128)[:0]
	}
}

// datedStart reports whether a text may begin with a date, or with a person
// met. No other text is an entry.
func datedStart(s string) bool {
	return digitAt(s, 0) || strings.HasPrefix(s, "[[") || strings.HasPrefix(s, "**") || strings.HasPrefix(s, "__")
}

func firstWord(s string) string {
	for _, word := range strings.Fields(s) {
		switch strings.ToLower(word) {
		case "i":
		default:
			return strings.TrimRight(word, ".,;!?")
		}
	}
	return ""
}

// met reads a bullet of "## Met": a person, before whom a date may stand, and
// the hook, what was talked about. Without a date it is a meeting of the
// event's last day.
func (b *bodyReader) met(t *lineText) (Entry, bool) {
	n := b.note
	rest, when := t.raw, When{}
	w, size, err := scanDate(rest)
	if err == nil && size > 0 && size < len(rest) {
		when, rest = w, strings.TrimLeft(strings.TrimPrefix(rest[size:], ":"), " \t")
	}
	link, size := scanLink(rest)
	if size == 0 || link.Target == "" {
		return Entry{}, false
	}
	e := Entry{When: when, Kind: Meet, Class: Sync, Direction: With, People: []Link{link}, HeadLinks: []Link{link}, InLog: true, Met: true, Raw: t.raw,
		Head: rest[:size], Text: strings.TrimSpace(strings.TrimLeft(rest[size:], " \t:,–—-"))}
	e.Links, e.Tags = scanLinks(t.raw, nil, nil)
	if when.IsZero() {
		end := n.When("end")
		if end.IsZero() {
			end = n.When("start")
		}
		e.When = When{From: end.To, To: end.To}
		e.Undated = true
	}
	return e, true
}
