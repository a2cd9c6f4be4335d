// Package merge makes one note of three: the version that two people began
// with, and what each made of it. It is git's merge driver for notes, and joins
// the copies that a syncing service leaves.
//
// cut.go (with value.go) takes a text apart into fields, bullets and lines;
// align.go and seq.go find which of them are the same on both sides; gap.go
// merges what lies between two such, field.go a field, line.go a task's line;
// out.go writes the result, and merge.go holds the way through.
package merge

import (
	"bytes"
	"cmp"
	"slices"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// The three texts of a merge, as places in outLine.at.
const (
	baseSide = iota
	oursSide
	theirsSide
)

// Options say how a merge writes its conflicts.
type Options struct {
	MarkerSize   int    // characters of a marker; 0 means 7, as in git
	Ours, Theirs string // what the sides are called; empty means ours, theirs
	// Doubtful says that the sides may be two people after all: what tells who
	// somebody is merges as if the sides had nothing in common, so that nothing
	// of it is overwritten.
	Doubtful bool
}

// Result is the result of a merge.
type Result struct {
	Source    []byte
	Conflicts int
	Binary    bool // nothing was merged: Source is ours
}

// Notes merges two notes that both come from base, which is empty where they
// have nothing in common.
//
// A field merges by its key and a list by its items, bullets are a set with
// their nested lines, a task's box is apart from its words, and the rest merges
// line by line. What only one side changed is taken; what both changed alike is
// taken once; where both say something different, both stand between markers.
// Endings, blank lines, comments and quotes are those of the side that wrote
// them. Nothing that a side added is ever left out. Swapping the sides swaps
// the sides of the conflicts and nothing else.
//
// It takes any bytes: what is no note, or cannot be read as one, merges line by
// line.
func Notes(base, ours, theirs []byte, o Options) Result {
	switch {
	case bytes.Equal(ours, theirs), bytes.Equal(base, theirs) && !o.Doubtful:
		return Result{Source: ours}
	case bytes.Equal(base, ours) && !o.Doubtful:
		return Result{Source: theirs}
	case bytes.IndexByte(ours, 0) >= 0 || bytes.IndexByte(theirs, 0) >= 0:
		return Result{Source: ours, Conflicts: 1, Binary: true}
	}
	o.MarkerSize = max(o.MarkerSize, 0)
	if o.MarkerSize == 0 {
		o.MarkerSize = 7
	}
	o.Ours, o.Theirs = cmp.Or(blankless(o.Ours), "ours"), cmp.Or(blankless(o.Theirs), "theirs")
	m := merger{options: o}
	if bytes.Compare(ours, theirs) > 0 {
		ours, theirs = theirs, ours
		m.swapped = true
	}
	return m.merge(base, ours, theirs)
}

// merge takes the merge of the notes; where its bodies are in conflict and the
// lines alone are not, it takes these, provided that no field is written twice.
func (m *merger) merge(base, ours, theirs []byte) Result {
	if hasMarkers(ours) || hasMarkers(theirs) {
		return m.lines(base, ours, theirs)
	}
	if hasMarkers(base) {
		base = withoutMarkers(base) // a base that git made of two, in a criss-cross
	}
	var notes [3]*cutText
	for i, source := range [][]byte{base, ours, theirs} {
		cut, ok := cutNote(source)
		if !ok {
			return m.lines(base, ours, theirs)
		}
		notes[i] = cut
	}
	if notes[baseSide].open != nil && (notes[oursSide].open == nil || notes[theirsSide].open == nil) {
		return m.lines(base, ours, theirs) // the fields of one are words of the other
	}
	merged := m.of(notes)
	if merged.Conflicts == 0 && !keeps(merged.Source, notes) {
		return m.lines(base, ours, theirs)
	}
	if merged.Conflicts == 0 {
		return merged
	}
	if m.inFields || m.options.Doubtful {
		return merged
	}
	if plain := m.lines(base, ours, theirs); plain.Conflicts == 0 && repeats(plain.Source) <= max(repeats(ours), repeats(theirs)) {
		return plain
	}
	return merged
}

// lines merges three texts line by line.
func (m *merger) lines(base, ours, theirs []byte) Result {
	m.plain = true
	if m.options.Doubtful {
		base = nil
	}
	return m.of([3]*cutText{cutPlain(base), cutPlain(ours), cutPlain(theirs)})
}

// of merges three texts that are cut into units.
func (m *merger) of(texts [3]*cutText) Result {
	m.texts = texts
	base, ours, theirs := texts[baseSide], texts[oursSide], texts[theirsSide]
	if m.options.Doubtful {
		base.front = withoutIdentity(base.front)
	}
	lines := m.sequence(base.front, ours.front, theirs.front)
	m.inFields = slices.ContainsFunc(lines, outLine.ofField)
	lines = append(m.fence(base.open, ours.open, theirs.open), lines...)
	lines = append(lines, m.fence(base.close, ours.close, theirs.close)...)
	lines = append(lines, m.sequence(base.body, ours.body, theirs.body)...)
	return Result{Source: m.write(lines), Conflicts: conflicts(lines)}
}

// fence is a line that begins or ends the front matter, where a side has one.
func (m *merger) fence(base, ours, theirs *unit) []outLine {
	p := triple{base, ours, theirs}
	switch {
	case ours == nil && theirs == nil:
		return nil
	case ours == nil || theirs == nil:
		return []outLine{m.out(p, p.any().text, commentUnit)}
	}
	text := ours.text
	if base != nil {
		text, _ = three(base.text, ours.text, theirs.text)
	}
	return []outLine{m.out(p, text, commentUnit)}
}

// keeps is the last proof before a merge without conflicts is believed: of
// every field, bullet and line there are as many as on the side that changed
// how many there are, and where both did, no more than on either.
func keeps(merged []byte, texts [3]*cutText) bool {
	cut, ok := cutNote(merged)
	if !ok {
		return false
	}
	var count [4]map[string]int
	for i, text := range append([]*cutText{cut}, texts[:]...) {
		count[i] = text.count()
	}
	for key := range allKeys(count) {
		have, base, ours, theirs := count[0][key], count[1][key], count[2][key], count[3][key]
		if want, ok := three(base, ours, theirs); ok && have != want || have > max(ours, theirs) {
			return false
		}
	}
	return true
}

// count counts what a text says, but for what may be put together anew of both
// sides: values and lists of fields.
func (t *cutText) count() map[string]int {
	out := map[string]int{}
	walk(t.front, func(u *unit) {
		switch u.kind {
		case fieldUnit:
			out["field "+u.key]++
		case proseUnit:
			out["line "+u.key]++
		}
	})
	walk(t.body, func(u *unit) { out[u.key]++ })
	return out
}

func allKeys(counts [4]map[string]int) map[string]bool {
	out := map[string]bool{}
	for _, count := range counts {
		for key := range count {
			out[key] = true
		}
	}
	return out
}

func walk(units []*unit, visit func(*unit)) {
	for _, u := range units {
		visit(u)
		walk(u.kids, visit)
	}
}

// repeats counts the fields of a note that are written more than once.
func repeats(source []byte) int {
	cut, ok := cutNote(source)
	if !ok {
		return 0
	}
	seen := map[string]bool{}
	n := 0
	for _, u := range cut.front {
		if u.kind == fieldUnit {
			if seen[txt.FoldKey(u.name())] {
				n++
			}
			seen[txt.FoldKey(u.name())] = true
		}
	}
	return n
}

// withoutIdentity leaves the fields out that tell who somebody is.
func withoutIdentity(front []*unit) []*unit {
	reader := parse.NewReader(parse.Config{})
	return slices.DeleteFunc(slices.Clone(front), func(u *unit) bool {
		return u.kind == fieldUnit && slices.Contains(parse.IdentityFields(), reader.FieldOf(parse.ContactNote, u.key).Name)
	})
}
