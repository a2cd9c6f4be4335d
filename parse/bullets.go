package parse

import (
	"strings"
	"unicode"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// bodyReader reads one note's body.
type bodyReader struct {
	reader *Reader
	note   *Note
	markdown.Body
	owner  *logline.Owner
	boxes  int // bullets that look like tasks
	day    date.When
	listed bool // a list has begun
	groups []group
	names  logline.Names                                   // who is known; nobody when the note is read alone
	hear   func(*markdown.LineText, spot, *markdown.Block) // is told of every line, where somebody looks at them

	seen  map[written]int  // entries, once there are many
	tasks map[task.Key]int // promises, once there are many
	room  *bodyRoom
}

// bodyRoom is what reading one note after the other needs for a time.
type bodyRoom struct {
	scanner yaml.Scanner
	keys    keys
	blocks  []markdown.Block
	above   headings
	open    []spot
	owner   logline.Owner
	line    logline.Line
	entries txt.Slab[logline.Entry]
}

// open finds the body's blocks.
func (b *bodyReader) open(base int) []markdown.Block {
	blocks, plain := b.Open(base, !b.reader.slow, b.room.blocks)
	if plain {
		b.room.blocks = blocks
	}
	for _, p := range b.Problems {
		b.note.problems.Add(p)
	}
	return blocks
}

func newBodyRoom() any { return &bodyRoom{blocks: make([]markdown.Block, 0, 128)} }

// title is the text of the first heading, if it is one of level one. A level
// one further down is a part of the note and not its title.
func (b *bodyReader) title(blocks []markdown.Block) string {
	for i := range blocks {
		switch blocks[i].Level {
		case 0:
		case 1:
			return NameIn(b.RawOf(&blocks[i]))
		default:
			return ""
		}
	}
	return ""
}

// firstHeading is the text of the first heading, of whatever level.
func (b *bodyReader) firstHeading(blocks []markdown.Block) string {
	for i := range blocks {
		if blocks[i].Level > 0 {
			return b.RawOf(&blocks[i])
		}
	}
	return ""
}

// NameIn is the name in a heading: its text without emphasis, emoji and tags.
func NameIn(heading string) string {
	heading = strings.TrimSpace(txt.PlainText(heading))
	if isPlainName(heading) {
		return heading
	}
	var words []string
	for word := range strings.FieldsSeq(heading) {
		if len(word) > 1 && word[0] == '#' && !txt.IsDigit(word[1]) {
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
		if !txt.NameByte(s[i]) || s[i] == '_' {
			return false
		}
	}
	return true
}

// read walks the blocks and fills the note.
func (b *bodyReader) read(blocks []markdown.Block) {
	b.owner = ownerIn(&b.room.owner, b.note)
	b.expect(blocks)
	b.day = b.reader.dayOf(b.note)
	above := append(b.room.above[:0], heading{})
	open := b.room.open[:0] // by depth
	struck := -1            // the depth of a struck-through bullet, whose nested ones are passed over
	for i := range blocks {
		x := &blocks[i]
		if x.Quoted {
			b.heard(x, above[len(above)-1].place)
			continue
		}
		if x.Level > 0 {
			above = above.upTo(x.Level)
			above = append(above, heading{x.Level, b.heading(x, above[len(above)-1].place)})
			b.heard(x, above[len(above)-1].place)
			struck = -1
			continue
		}
		if struck >= 0 && x.Depth > struck {
			continue
		}
		struck = -1
		in := above[len(above)-1].place
		if x.Depth > 0 {
			in = open[x.Depth-1]
			in.nested, in.hollow = in.nested || !in.hollow, false
		}
		if x.Text.End > x.Text.Start {
			t := b.TextOf(x)
			if strings.HasPrefix(t.Raw, "~~") {
				struck = x.Depth
				continue
			}
			was := in
			in = b.line(&t, in, x, i+1 < len(blocks) && blocks[i+1].Depth > x.Depth)
			if b.hear != nil {
				read := t // t itself stays on the stack
				b.hear(&read, was, x)
			}
		} else {
			in.hollow = true
		}
		open = append(open[:x.Depth], in)
	}
	b.gather()
	b.room.above, b.room.open = above, open
}

// heard tells whoever looks at the lines of one that is not read.
func (b *bodyReader) heard(x *markdown.Block, in spot) {
	if b.hear != nil {
		t := b.TextOf(x)
		b.hear(&t, in, x)
	}
}

// headings are those above a place, with what each says of it; the first is
// none.
type headings []heading

type heading struct {
	level int
	place spot
}

// upTo leaves those that a heading of a level stands below.
func (o headings) upTo(level int) headings {
	for o[len(o)-1].level >= level {
		o = o[:len(o)-1]
	}
	return o
}

// spot is where a line stands: what headings and bullets above it say.
type spot struct {
	section section
	nested  bool
	hollow  bool      // the bullet has no text, so that nothing is nested in it
	day     date.When // of a heading or bullet
	entry   int       // the entry it belongs to, from 1
	titled  bool      // that entry is a heading, whose text it is
	group   int       // the day alone below which it stands, from 1
}

// group is what stands below a day alone: each line a contact or a note, or all
// of it one note where none is a contact.
type group struct {
	notes   []int
	contact bool
}

// inLog reports whether a place is in a log: below a heading for it, and in the
// note of a contact anywhere but in what is no log. Plans are read as it is,
// though nothing is asked of them.
func (b *bodyReader) inLog(p spot) bool {
	switch p.section {
	case LogSection:
		return true
	case toMeetSection, questionsSection, historySection:
		return false
	}
	return b.note.Kind == ContactNote
}

func (b *bodyReader) setting(p spot) logline.Setting {
	return logline.Setting{Scope: logline.Scope{InLog: b.inLog(p), Heading: p.section == LogSection, Planned: p.section == planSection}, Owner: b.owner, Names: b.names, References: b.note.References(), Room: &b.room.line}
}

// heading reads a heading: what it means, and the day it may hold.
func (b *bodyReader) heading(x *markdown.Block, above spot) spot {
	raw := b.RawOf(x)
	p := above
	if s := b.reader.SectionOf(raw); s != NoSection {
		p.section, p.entry, p.titled = s, 0, false
	}
	if p.section == toMeetSection || p.section == questionsSection || p.section == historySection || b.note.Targets() != nil || !date.MayBegin(raw) {
		return p
	}
	t := b.TextOf(x)
	in, e := b.setting(p), b.next()
	ok, problems := b.reader.ReadEntry(e, t.Raw, in)
	day := e.When
	switch {
	case day.IsZero() || day.Precision != date.ByDay:
		b.drop()
		if in.InLog && day.IsZero() {
			b.report(&t, problems)
		}
	case !ok: // a day alone
		b.drop()
		p.day, p.entry, p.titled, p.group = day, 0, false, 0
		if in.InLog {
			b.groups = append(b.groups, group{})
			p.group = len(b.groups)
		}
	case in.InLog:
		p.day, p.titled, p.group = date.When{}, true, 0
		p.entry = b.keep(&t, problems)
	case e.Kind != logline.Remark || e.Unsure:
		p.day = day
		b.keep(&t, problems)
	default:
		p.day = day
		b.drop()
	}
	return p
}

// line reads a bullet or a line of a paragraph: a task, a person met, an entry,
// or what an entry tells further. It returns what those nested in it know.
func (b *bodyReader) line(t *markdown.LineText, in spot, x *markdown.Block, holds bool) spot {
	if b.note.Targets() != nil {
		if !x.Para {
			b.target(t, in.section)
		}
		if in.section == wantSection || in.section == couldUseSection {
			return spot{} // what is nested explains it
		}
	}
	b.listed = b.listed || !x.Para
	if box, ok := task.ReadBox(t.Raw); ok && (!x.Para || t.Raw[0] != '[' || strings.IndexByte(" xX-", t.Raw[1]) >= 0) { // in a text "[1]" is a number
		if !strings.HasPrefix(t.Raw[box.Text:], "~~") {
			if n := b.ticked(box, t, in); n > 0 {
				in.entry, in.titled = n, false
				return in
			}
			b.task(box, t, in)
		}
		return in
	}
	if in.section == metSection && b.note.Kind == EventNote && in.entry == 0 && !x.Para {
		e, ok := b.met(t)
		switch {
		case ok:
			*b.next() = e
			in.entry = b.keep(t, nil)
			return in
		case !in.nested && !b.tells(t, in):
			b.place(t, &e)
			b.note.maybe = append(b.note.maybe, e)
			return in
		}
	}
	if x.Para && !b.listed && b.present(t, in) {
		return in
	}
	dated := date.MayBegin(t.Raw)
	switch {
	case in.entry > 0 && !(in.titled && dated && !x.Para):
		if in.titled && !in.nested {
			b.tellsFurther(in.entry, t)
		}
		return in
	case in.section == toMeetSection || in.section == questionsSection || in.section == historySection:
		if x.Para || !dated {
			return in
		}
	}
	return b.entry(t, in, x, dated, holds)
}

// tellsFurther adds a line to the text of the heading it stands under.
func (b *bodyReader) tellsFurther(entry int, t *markdown.LineText) {
	e := &b.note.Entries()[entry-1]
	if len(e.Text)+len(t.Raw) > txt.MaxLine {
		return
	}
	if e.Text != "" {
		e.Text += " "
	}
	e.Text += t.Raw
}

// present reads a line "Present: …" above the first list of a note with a day or
// of a meeting: who was there.
func (b *bodyReader) present(t *markdown.LineText, in spot) bool {
	word, list, ok := strings.Cut(t.Raw, ":")
	if !ok || len(word) > 20 {
		return false
	}
	switch txt.Fold(strings.Trim(word, "*_ ")) {
	case "present", "attendees", "participants", "with":
	default:
		return false
	}
	set := b.setting(in)
	set.Given = in.day
	switch {
	case !set.Given.IsZero():
	case b.note.Kind == MeetingNote:
		if f := b.note.Field("start"); f != nil {
			set.Given, _ = b.reader.Dates.Parse(f.Text())
		}
		if set.Given.IsZero() {
			set.Given = dayInName(txt.BaseName(b.note.Path))
		}
	default:
		set.Given = b.day
	}
	if set.Given.IsZero() || b.note.Kind == ContactNote || set.Planned {
		return false
	}
	set.OfADay, set.InLog, set.Heading, set.Present = true, false, false, true
	e := b.next()
	ok, _ = b.reader.ReadEntry(e, "meeting with "+strings.TrimLeft(list, " *_"), set)
	e.Head, e.Text, e.Raw = t.Raw, "", t.Raw
	switch {
	case ok && e.Kind != logline.Remark:
		b.keep(t, nil)
	case !ok || !b.unsure(t, e):
		b.drop()
		return false
	}
	return true
}

// ticked reads a ticked box that tells of a contact: one that is not nested,
// with a day. It returns the entry, from 1, or 0.
func (b *bodyReader) ticked(box task.Box, t *markdown.LineText, in spot) int {
	set := b.setting(in)
	set.Given = in.day
	if set.Given.IsZero() {
		set.Given = b.day
	}
	if box.State != task.Done || in.nested || in.entry > 0 && !in.titled || set.Planned || !set.InLog && set.Given.IsZero() || b.note.Kind == MeetingNote {
		return 0
	}
	text := t.From(box.Text)
	if day := b.reader.Dates.Scan(text.Raw); day.End > 0 {
		set.Given = date.When{}
	} else if set.Given.IsZero() {
		return 0
	} else if in.group == 0 {
		set.OfADay, set.InLog, set.Heading = true, false, false
	}
	done := b.cutDoneOn(&text)
	e := b.next()
	ok, problems := b.reader.ReadEntry(e, text.Raw, set)
	if !ok || e.Kind == logline.Other || e.Kind == logline.Remark {
		b.drop()
		return 0
	}
	if !done.IsZero() && (e.Given || done.Before(e.When.From)) {
		e.When = date.When{From: done, To: done}
	}
	return b.keep(&text, problems)
}

// cutDoneOn takes the day on which a box was ticked off the end of its text.
func (b *bodyReader) cutDoneOn(t *markdown.LineText) date.Date {
	x := b.reader.TaskReader(t.Raw, date.Date{})
	x.Read(false)
	for _, d := range x.Found {
		if d.Which == 'x' && strings.TrimSpace(t.Raw[d.Whole.End:]) == "" {
			t.Raw = strings.TrimRight(t.Raw[:d.Whole.Start], " ")
			return d.On
		}
	}
	return date.Date{}
}
