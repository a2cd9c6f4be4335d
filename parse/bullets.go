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

// section is what a heading says about the lines under it.
type section byte

const (
	NoSection section = iota
	LogSection
	toMeetSection
	metSection
	questionsSection
	wantSection
	couldUseSection
	planSection    // what is to come
	historySection // where somebody has learned and worked
)

// maxSection is the length of the longest heading, or first word of one, that
// means something.
const maxSection = len("interaction log")

// SectionOf is what a heading means.
func (r *Reader) SectionOf(heading string) section {
	heading = strings.Trim(heading, " \t:*_#")
	if len(r.logs) > 0 && r.logs[txt.Fold(heading)] {
		return LogSection
	}
	return SectionOf(heading)
}

func SectionOf(heading string) section {
	heading = strings.Trim(heading, " \t:*_#")
	var low [maxSection]byte
	n := 0
	for ; n < len(heading) && n < maxSection; n++ {
		low[n] = txt.Lower(heading[n])
	}
	if n == len(heading) {
		if s := sectionNamed(string(low[:n])); s != NoSection {
			return s
		}
	}
	word := 0
	for word < n && (txt.IsLetter(low[word]) || low[word] == '-') {
		word++
	}
	if word == maxSection {
		return NoSection
	}
	return sectionBegun(string(low[:word]))
}

func sectionNamed(folded string) section {
	switch folded {
	case "log", "interactions", "interaction log", "contact log", "history", "timeline":
		return LogSection
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
	case "to do":
		return planSection
	}
	return NoSection
}

// sectionBegun is what a heading means by its first word.
func sectionBegun(word string) section {
	switch word {
	case "plan", "plans", "todo", "to-do", "tasks", "next", "tomorrow", "agenda", "ideas":
		return planSection
	case "education", "career", "positions", "employment", "experience", "cv", "publications", "background":
		return historySection
	}
	return NoSection
}

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

// entry reads a line that has a day, or one from above.
func (b *bodyReader) entry(t *markdown.LineText, in spot, x *markdown.Block, dated, holds bool) spot {
	set := b.setting(in)
	if dated && (set.InLog || !x.Para) {
		e := b.next()
		ok, problems := b.reader.ReadEntry(e, t.Raw, set)
		if ok {
			in.entry, in.titled = b.keep(t, problems), false
			return in
		}
		day := e.When
		b.drop()
		switch {
		case len(problems) > 0 && day.IsZero():
			b.report(t, problems)
			return in
		case !day.IsZero() && day.Precision == date.ByDay && !x.Para && (holds || len(x.More) > 0): // an outline
			in.day, in.group = day, 0
			if set.InLog {
				b.groups = append(b.groups, group{})
				in.group = len(b.groups)
			}
			return in
		}
	}
	if n := b.given(t, in, x, set); n != 0 {
		in.entry, in.titled = max(n, 0), false
		return in
	}
	if set.Heading && !in.nested && in.day.IsZero() && b.day.IsZero() && meansLine(t.Raw) {
		b.note.problem(txt.UndatedLine, txt.Warning, t.Span(0, len(t.Raw)), "a line without a day, which is not read", "begin it with its day, such as 2026-03-04 "+firstWords(t.Raw))
	}
	return in
}

// given reads a line whose day comes from above. It returns the entry, from 1,
// -1 for a line that may be one where somebody is known, and 0 for none.
func (b *bodyReader) given(t *markdown.LineText, in spot, x *markdown.Block, set logline.Setting) int {
	set.Given = in.day
	if set.Given.IsZero() {
		set.Given = b.day
	}
	if set.Given.IsZero() || in.entry > 0 || b.note.Kind == MeetingNote || set.Planned {
		return 0
	}
	set.OfADay = in.group == 0
	if set.OfADay {
		set.InLog, set.Heading = false, false
	}
	e := b.next()
	ok, problems := b.reader.ReadEntry(e, t.Raw, set)
	if !ok {
		b.drop()
		return 0
	}
	if set.OfADay && e.Kind == logline.Remark {
		if !b.unsure(t, e) {
			b.report(t, problems)
			b.drop()
			return 0
		}
		return -1
	}
	remark := e.Kind == logline.Remark
	n := b.keep(t, problems)
	if in.group > 0 {
		if g := &b.groups[in.group-1]; remark {
			g.notes = append(g.notes, n-1)
		} else {
			g.contact = true
		}
	}
	return n
}

// unsure keeps the last entry apart, as a line that may be one where somebody is
// known, and reports whether it is.
func (b *bodyReader) unsure(t *markdown.LineText, e *logline.Entry) bool {
	if !e.Unsure || b.names.Called != nil {
		return false
	}
	b.place(t, e)
	b.note.maybe = append(b.note.maybe, *e)
	b.drop()
	return true
}

// gather makes one note of what stands below a day alone where no contact does.
func (b *bodyReader) gather() {
	gone := map[int]bool{}
	for _, g := range b.groups {
		if g.contact || len(g.notes) < 2 {
			continue
		}
		first := &b.note.Entries()[g.notes[0]]
		for _, i := range g.notes[1:] {
			e := &b.note.Entries()[i]
			if len(first.Text)+len(e.Raw) < txt.MaxLine {
				first.Text += " " + e.Raw
			}
			gone[i] = true
		}
	}
	if len(gone) == 0 {
		return
	}
	kept := b.note.Entries()[:0]
	for i, e := range b.note.Entries() {
		if !gone[i] {
			kept = append(kept, e)
		}
	}
	b.note.entries = kept
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

// meansLine reports whether a line below a log heading is meant to be one of
// the log: no field, no picture, no row of a table, no address of a link.
func meansLine(raw string) bool {
	switch word, _ := txt.CutWord(raw); word {
	case "TODO", "DOING", "NOW", "LATER", "WAITING", "DONE", "CANCELLED", "CANCELED", "☐", "☑", "☒":
		return false
	}
	if raw == "" || strings.Contains(raw, "~~") {
		return false
	}
	switch raw[0] {
	case '|', '^', '<':
		return false
	case '!':
		if strings.HasPrefix(raw, "![") {
			return false
		}
	case '[':
		if len(raw) > 3 && raw[2] == ']' {
			return false
		}
		if end := strings.IndexByte(raw, ']'); end > 0 && strings.HasPrefix(raw[end:], "]:") && raw[1] != '^' {
			return false
		}
	}
	key, _, field := strings.Cut(strings.Trim(raw, "*_ "), "::")
	return !field || len(strings.Fields(key)) > 3
}

// firstWords is the beginning of a line, for a hint.
func firstWords(raw string) string {
	words := strings.Fields(txt.CutAt(raw, 60))
	return strings.Join(words[:min(len(words), 5)], " ")
}

// report adds problems of a line.
func (b *bodyReader) report(t *markdown.LineText, problems []txt.Problem) {
	for _, p := range problems {
		p.Span = t.Span(min(p.Span.Start, len(t.Raw)), min(p.Span.End, len(t.Raw)))
		b.note.problems.Add(p)
	}
}

// place says where in the note an entry stands.
func (b *bodyReader) place(t *markdown.LineText, e *logline.Entry) {
	e.Span, e.Line = t.Span(0, len(t.Raw)), b.LineOf(t)
}

// next makes room for an entry at the end of those of the note.
func (b *bodyReader) next() *logline.Entry {
	b.note.entries = append(b.note.Entries(), logline.Entry{})
	return &b.note.Entries()[len(b.note.Entries())-1]
}

// drop takes back what next made room for.
func (b *bodyReader) drop() {
	b.note.entries = b.note.Entries()[:len(b.note.Entries())-1]
}

// keep finishes the last entry and returns its place, from 1. The same line
// twice in a note, as a union merge leaves it, is one. What is wrong with a line
// whose reading depends on who is known is said when that is known.
func (b *bodyReader) keep(t *markdown.LineText, problems []txt.Problem) int {
	n := len(b.note.Entries())
	if i := b.known(n - 1); i < n-1 {
		b.drop()
		return i + 1
	}
	e := &b.note.Entries()[n-1]
	b.place(t, e)
	if !e.Unsure || b.names.Called != nil {
		b.report(t, problems)
		b.report(t, b.room.line.MistakeOf(e))
	}
	if !e.MovedTo.IsZero() {
		b.note.entries = append(b.note.Entries(), e.Plan())
	}
	return n
}

// written is a line as it stands, which in a log means more than elsewhere.
type written struct {
	raw   string
	inLog bool
	day   date.Date
}

// maxCompared is how many entries or tasks of a note are compared one by one.
const maxCompared = 24

// known is the place of the first entry with the text of that at last.
func (b *bodyReader) known(last int) int {
	entries, e := b.note.Entries()[:last], &b.note.Entries()[last]
	if last < maxCompared {
		for i := range entries {
			if old := &entries[i]; len(old.Raw) == len(e.Raw) && old.Raw == e.Raw && old.InLog == e.InLog && old.When == e.When {
				return i
			}
		}
		return last
	}
	if b.seen == nil {
		b.seen = make(map[written]int, len(entries))
		for i := range entries {
			b.seen[writtenAs(&entries[i])] = i
		}
	}
	key := writtenAs(e)
	i, ok := b.seen[key]
	if !ok {
		i = last
		b.seen[key] = i
	}
	return i
}

func writtenAs(e *logline.Entry) written { return written{e.Raw, e.InLog, e.When.From} }

// expect makes room for the entries and the boxes that the blocks may hold.
func (b *bodyReader) expect(blocks []markdown.Block) {
	entries := 0
	for i := range blocks {
		x := &blocks[i]
		if x.Level > 0 || x.Text.End-x.Text.Start < 3 {
			continue
		}
		switch raw := b.View[x.Text.Start:x.Text.End]; {
		case txt.IsDigit(raw[0]) && !x.Quoted:
			entries++
		case raw[0] == '[' && raw[2] == ']':
			b.boxes++
		}
	}
	if entries > 0 {
		b.note.entries = b.room.entries.Keep(make([]logline.Entry, entries, max(entries, 1)), 128)[:0]
	}
}

// dayOf is the day of a note of no kind: by its field, or its file's name.
func (r *Reader) dayOf(n *Note) date.When {
	if n.Kind != OtherNote {
		return date.When{}
	}
	for i := range n.Fields() {
		if txt.FoldKey(n.Fields()[i].Key) == "date" {
			if w, err := r.Dates.Parse(n.Fields()[i].Text()); err == nil && w.IsDay() {
				return w
			}
		}
	}
	return dayInName(txt.BaseName(n.Path))
}

// dayInName is the whole day that a file's name is, begins or ends with, in
// figures.
func dayInName(name string) date.When {
	for _, size := range [2]int{10, 8} {
		if len(name) < size {
			continue
		}
		for _, at := range [2]int{0, len(name) - size} {
			if at > 0 && txt.WordByte(name[at-1]) && name[at-1] != '_' && name[at-1] != '.' || at == 0 && len(name) > size && (txt.IsDigit(name[size]) || txt.IsLetter(name[size])) {
				continue
			}
			if text := name[at : at+size]; txt.IsDigit(text[0]) && txt.IsDigit(text[size-1]) {
				if day := (date.Reader{}).Atom(text); day.End == size && day.IsDay() {
					return day.When
				}
			}
		}
	}
	return date.When{}
}
