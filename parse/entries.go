package parse

import (
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

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
		b.note.entries = b.room.entries.Take(entries, 128)[:0]
	}
}
