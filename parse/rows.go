package parse

import (
	"slices"
	"unsafe"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Rows are a story as rows of numbers and places of words, so that a
// file of them is used as it lies.
type Rows struct {
	Entries  []EntryRow
	Rare     []RareRow // of some of Entries
	Promises []PromiseRow
	Links    []LinkRow
	Tags     []Place
	Words    []byte // that do not stand in the note
}

// Place is where a text stands: in the note's bytes, or behind them in Words.
type Place struct{ At, Len uint32 }

// Run is some rows of a table that follow each other.
type Run struct{ From, Count uint32 }

// EntryRow is an Entry.
type EntryRow struct {
	From, To                       date.Date
	Start, End, Line               uint32
	Kind, Head, Text               Place
	Tags, People, HeadLinks, Links Run
	Rare                           uint32 // 1 more than its number in Rows.Rare, or 0
	Flags                          uint16
	Direction, Precision, Class    uint8
}

// RareRow is what few entries have. Raw is kept where it is not what stands at
// the entry's place.
type RareRow struct {
	Next, MovedTo, Until               date.Date
	Raw, NextReason, Time, NearestKind Place
	Minutes                            int32
}

// PromiseRow is a Promise.
type PromiseRow struct {
	Due, Start, DoneOn, From, Under          date.Date
	Text, Lead                               Place
	People, Links                            Run
	TextStart, TextEnd, BoxStart, BoxEnd, At uint32
	Every                                    int32
	Flags                                    uint16
	State, Unit                              uint8
	On                                       int8
}

// LinkRow is a Link.
type LinkRow struct {
	Target, Text Place
	Start, End   uint32
	Flags        uint16
}

// The answers of yes or no, each a bit of a row's flags.

func entryFlags(e *logline.Entry) [16]*bool {
	return [...]*bool{&e.When.Approximate, &e.Planned, &e.Off, &e.Among, &e.WithOwner, &e.BySubject, &e.InLog, &e.Heading, &e.Scope.Planned, &e.Present, &e.OfADay,
		&e.Given, &e.Unsure, &e.Met, &e.Undated, &e.FromFields}
}

func promiseFlags(p *task.Promise) [6]*bool {
	return [...]*bool{&p.Nested, &p.Theirs, &p.Owner, &p.Does, &p.Repeat.FromDone, &p.Repeat.Unread}
}

func linkFlags(l *txt.Link) [2]*bool { return [...]*bool{&l.IsPath, &l.Embed} }

func asBits(flags []*bool) (out uint16) {
	for i, is := range flags {
		if *is {
			out |= 1 << i
		}
	}
	return out
}

func setBits(bits uint16, flags []*bool) {
	for i, is := range flags {
		*is = bits>>i&1 == 1
	}
}

// The words that are kept as their numbers.

func directions() []logline.Direction {
	return []logline.Direction{"", logline.With, logline.To, logline.From, logline.NoDirection}
}

func states() []task.State { return []task.State{task.Open, task.Done, task.Cancelled} }

// Precisions are how exactly a date is known, in the order of their numbers.
func Precisions() []date.Precision { return []date.Precision{date.ByDay, date.ByMonth, date.ByYear} }

// numbered is the word of a number, and the first one of a number that has none.
func numbered[T any](words []T, n uint8) T {
	if int(n) >= len(words) {
		n = 0
	}
	return words[n]
}

// RowMaker makes the rows of a note's story.
type RowMaker struct {
	*Rows
	source []byte
	places map[string]Place // of Words
}

// NewRowMaker prepares to make rows in these lists.
func NewRowMaker(rows *Rows) *RowMaker { return &RowMaker{Rows: rows, places: map[string]Place{}} }

// Begin begins a note with these bytes; the rows of another one are gone.
func (m *RowMaker) Begin(source []byte) {
	r := m.Rows
	r.Entries, r.Rare, r.Promises, r.Links, r.Tags, r.Words = r.Entries[:0], r.Rare[:0], r.Promises[:0], r.Links[:0], r.Tags[:0], r.Words[:0]
	m.source = source
	clear(m.places)
}

// Place keeps a text.
func (m *RowMaker) Place(s string) Place {
	if len(s) == 0 {
		return Place{}
	}
	if at := uintptr(unsafe.Pointer(unsafe.StringData(s))) - uintptr(unsafe.Pointer(unsafe.SliceData(m.source))); at < uintptr(len(m.source)) {
		return Place{uint32(at), uint32(len(s))} // it is a part of the note
	}
	at, known := m.places[s]
	if !known {
		at = Place{uint32(len(m.source) + len(m.Words)), uint32(len(s))}
		m.Words = append(m.Words, s...)
		m.places[s] = at
	}
	return at
}

// Add adds the rows of a story.
func (m *RowMaker) Add(s Story) {
	for i := range s.Entries {
		m.entry(&s.Entries[i])
	}
	for i := range s.Promises {
		p := &s.Promises[i]
		flags := promiseFlags(p)
		m.Promises = append(m.Promises, PromiseRow{p.Due, p.Start, p.DoneOn, p.From, p.Under, m.Place(p.Text), m.Place(p.Lead), m.links(p.People), m.links(p.Links),
			uint32(p.Span.Start), uint32(p.Span.End), uint32(p.Box.Start), uint32(p.Box.End), uint32(p.Line), int32(p.Repeat.Every.N), asBits(flags[:]),
			uint8(slices.Index(states(), p.State)), uint8(p.Repeat.Every.Unit), p.Repeat.On})
	}
}

func (m *RowMaker) entry(e *logline.Entry) {
	flags := entryFlags(e)
	row := EntryRow{From: e.When.From, To: e.When.To, Start: uint32(e.Span.Start), End: uint32(e.Span.End), Line: uint32(e.Line), Kind: m.Place(string(e.Kind)),
		Head: m.Place(e.Head), Text: m.Place(e.Text), People: m.links(e.People), HeadLinks: m.links(e.HeadLinks), Links: m.links(e.Links), Flags: asBits(flags[:]),
		Direction: uint8(slices.Index(directions(), e.Direction)), Precision: uint8(slices.Index(Precisions(), e.When.Precision)), Class: uint8(e.Class)}
	row.Tags = Run{uint32(len(m.Tags)), uint32(len(e.Tags))}
	for _, tag := range e.Tags {
		m.Tags = append(m.Tags, m.Place(tag))
	}
	rare := RareRow{Next: e.Next, MovedTo: e.MovedTo, Until: e.Until, NextReason: m.Place(e.NextReason), Time: m.Place(e.Time), NearestKind: m.Place(e.NearestKind), Minutes: int32(e.Minutes)}
	if at := m.Place(e.Raw); at != (Place{row.Start, row.End - row.Start}) {
		rare.Raw = at
	}
	if rare != (RareRow{}) {
		m.Rare = append(m.Rare, rare)
		row.Rare = uint32(len(m.Rare))
	}
	m.Entries = append(m.Entries, row)
}

// links are the rows of links; the same ones right before are used again.
func (m *RowMaker) links(list []txt.Link) Run {
	from := len(m.Links)
	for _, l := range list {
		flags := linkFlags(&l)
		m.Links = append(m.Links, LinkRow{m.Place(l.Target), m.Place(l.Text), uint32(l.Span.Start), uint32(l.Span.End), asBits(flags[:])})
	}
	if before := from - len(list); before >= 0 && slices.Equal(m.Links[before:from], m.Links[from:]) {
		m.Links, from = m.Links[:from], before
	}
	return Run{uint32(from), uint32(len(list))}
}

// Text is a text of a note with these bytes.
func (r *Rows) Text(source []byte, p Place) string {
	from, at := source, int(p.At)
	if at >= len(source) {
		from, at = r.Words, at-len(source)
	}
	if at+int(p.Len) > len(from) {
		return ""
	}
	return txt.View(from[at : at+int(p.Len)])
}

// Within are the rows of a run; none of one that is beyond them.
func Within[T any](rows []T, r Run) []T {
	if uint64(r.From)+uint64(r.Count) > uint64(len(rows)) || r.Count == 0 {
		return nil
	}
	return rows[r.From : r.From+r.Count : r.From+r.Count]
}

// Story is the story of a note with these bytes.
func (r *Rows) Story(source []byte) *Story {
	s := &Story{}
	links, tags := make([]txt.Link, len(r.Links)), make([]string, len(r.Tags))
	for i := range links {
		row, l := &r.Links[i], &links[i]
		*l = txt.Link{Target: r.Text(source, row.Target), Text: r.Text(source, row.Text), Span: txt.At(int(row.Start), int(row.End))}
		flags := linkFlags(l)
		setBits(row.Flags, flags[:])
	}
	for i := range tags {
		tags[i] = r.Text(source, r.Tags[i])
	}
	if len(r.Entries) > 0 {
		s.Entries = make([]logline.Entry, len(r.Entries))
	}
	ways, exactly := directions(), Precisions()
	for i := range s.Entries {
		row, e := &r.Entries[i], &s.Entries[i]
		e.When = date.When{From: row.From, To: row.To, Precision: numbered(exactly, row.Precision)}
		e.Kind, e.Direction, e.Class = logline.Kind(r.Text(source, row.Kind)), numbered(ways, row.Direction), logline.Class(row.Class)
		e.Head, e.Text, e.Raw = r.Text(source, row.Head), r.Text(source, row.Text), r.Text(source, Place{row.Start, row.End - row.Start})
		e.Tags, e.People, e.HeadLinks, e.Links = Within(tags, row.Tags), Within(links, row.People), Within(links, row.HeadLinks), Within(links, row.Links)
		e.Span, e.Line = txt.At(int(row.Start), int(row.End)), int(row.Line)
		flags := entryFlags(e)
		setBits(row.Flags, flags[:])
		if row.Rare > 0 && int(row.Rare) <= len(r.Rare) {
			r.rare(source, e, &r.Rare[row.Rare-1])
		}
	}
	r.promises(source, s, links)
	return s
}

func (r *Rows) rare(source []byte, e *logline.Entry, row *RareRow) {
	e.Next, e.MovedTo, e.Until, e.Minutes = row.Next, row.MovedTo, row.Until, int(row.Minutes)
	e.NextReason, e.Time, e.NearestKind = r.Text(source, row.NextReason), r.Text(source, row.Time), r.Text(source, row.NearestKind)
	if row.Raw != (Place{}) {
		e.Raw = r.Text(source, row.Raw)
	}
}

func (r *Rows) promises(source []byte, s *Story, links []txt.Link) {
	if len(r.Promises) > 0 {
		s.Promises = make([]task.Promise, len(r.Promises))
	}
	known := states()
	for i := range s.Promises {
		row, p := &r.Promises[i], &s.Promises[i]
		*p = task.Promise{Text: r.Text(source, row.Text), State: numbered(known, row.State), Due: row.Due, Start: row.Start, DoneOn: row.DoneOn, From: row.From, Under: row.Under,
			Repeat: task.Repeat{Every: date.Duration{N: int(row.Every), Unit: date.Unit(row.Unit)}, On: row.On}, People: Within(links, row.People), Links: Within(links, row.Links),
			Lead: r.Text(source, row.Lead), Span: txt.At(int(row.TextStart), int(row.TextEnd)), Box: txt.At(int(row.BoxStart), int(row.BoxEnd)), Line: int(row.At)}
		flags := promiseFlags(p)
		setBits(row.Flags, flags[:])
	}
}
