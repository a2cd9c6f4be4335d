package parse

import (
	"bytes"
	"slices"
	"sort"
	"strings"
)

// firstEntry is the place in Entries of the first line of the log that begins
// within a span; -1 where there is none. Lines stand in the order of the
// source; what was made of fields stands before or behind them.
func (n *Note) firstEntry(at Span) int {
	first, last := 0, len(n.Entries())
	for first < last && n.Entries()[first].FromFields {
		first++
	}
	for first < last && n.Entries()[last-1].FromFields {
		last--
	}
	i := first + sort.Search(last-first, func(i int) bool { return n.Entries()[first+i].Span.Start >= at.Start })
	if i < last && n.Entries()[i].Span.Start < at.End {
		return i
	}
	return -1
}

// AddBullet adds a bullet at the end of a section, such as "## Met" or
// "## To meet". A note without the section gets it at its end.
func (r *Reader) AddBullet(n *Note, heading, text string) (*Note, error) {
	text, err := oneLine(text)
	if err != nil {
		return nil, err
	}
	leaves := r.leaves(n)
	proof := func(after *Note) bool {
		grown := len(after.Entries()) + len(after.Promises()) + len(after.Questions()) + len(after.ToMeet()) - len(n.Entries()) - len(n.Promises()) - len(n.Questions()) - len(n.ToMeet())
		return grown <= 1 && r.grown(leaves, after, 1) && sameFields(n.Fields(), after.Fields()) && holds(after.Entries(), n.Entries(), sameEntry) && holds(after.Promises(), n.Promises(), samePromise) &&
			holds(after.Questions(), n.Questions(), func(x, y Question) bool { return x.Text == y.Text && x.Asked == y.Asked }) &&
			holds(after.ToMeet(), n.ToMeet(), func(x, y Meeting) bool {
				return x.Text == y.Text && x.Person.Target == y.Person.Target && x.Done == y.Done
			})
	}
	return r.prove(n, proof, r.bulletChanges(n, heading, []string{text}, true)...)
}

// grown reports whether a note's blocks are those of before with so many
// bullets, and a heading at most, between them.
func (r *Reader) grown(before []string, after *Note, bullets int) bool {
	leaves := r.leaves(after)
	more := len(leaves) - len(before)
	return (more == bullets || more == bullets+1) && holds(leaves, before, func(x, y string) bool { return strings.TrimSpace(x) == strings.TrimSpace(y) })
}

// changedOne reports whether all blocks but one are those of before.
func (r *Reader) changedOne(before []string, after *Note) bool {
	leaves, changed := r.leaves(after), 0
	if len(leaves) != len(before) {
		return false
	}
	for i := range leaves {
		if leaves[i] != before[i] {
			changed++
		}
	}
	return changed == 1
}

// holds reports whether the list is the old one with nothing but additions.
func holds[T any](list, old []T, same func(T, T) bool) bool {
	for _, x := range list {
		if len(old) > 0 && same(x, old[0]) {
			old = old[1:]
		}
	}
	return len(old) == 0
}

// bulletChanges are the ways to add a bullet, with others nested in it, to the
// section of a heading.
func (r *Reader) bulletChanges(n *Note, heading string, lines []string, last bool) []change {
	in, items := r.outline(n, heading), []item{lines}
	switch {
	case in.heading.End == 0:
		return []change{n.newSection(heading, items)}
	case len(in.items) == 0:
		return n.firstBullet(in, items)
	case last:
		return n.lastBullet(in, items)
	}
	first := in.items[0]
	eol := ending(n.Source(), first.Start)
	text := bullets(n.marker(first, false), items, eol) + eol
	if n.spaced(in.items) {
		text += eol
	}
	return []change{{Span{first.Start, first.Start}, text}}
}

// item is the text of a bullet, and of those nested in it.
type item []string

// bullets writes bullets, without the last line ending.
func bullets(marker string, items []item, eol string) string {
	indent := strings.Repeat(" ", len(strings.ReplaceAll(marker, "\t", "    ")))
	dash := strings.TrimSpace(marker) + " "
	lines := make([]string, len(items))
	for i, it := range items {
		lines[i] = marker + strings.Join(it, eol+indent+dash)
	}
	return strings.Join(lines, eol)
}

// spaced reports whether blank lines and nothing else stand between two items.
func (n *Note) spaced(items []Span) bool {
	if len(items) < 2 || items[1].Start <= items[0].End {
		return false
	}
	return len(bytes.TrimSpace(n.Source()[items[0].End:items[1].Start])) == 0
}

// newSection adds a heading with its first bullet at the end of the note.
func (n *Note) newSection(heading string, items []item) change {
	end := len(n.Source())
	eol := ending(n.Source(), end)
	text := "## " + heading + eol + bullets("- ", items, eol)
	switch {
	case strings.TrimSpace(strings.TrimPrefix(string(n.Source()), BOM)) == "":
		return change{Span{end, end}, text + eol}
	case n.Source()[end-1] != '\n' && n.Source()[end-1] != '\r':
		return change{Span{end, end}, eol + eol + text}
	case isBlank(n.Source(), lineBefore(n.Source(), end)):
		return change{Span{end, end}, text + eol}
	}
	return change{Span{end, end}, eol + text + eol}
}

// firstBullet are the ways to put the first bullet under a heading: behind the
// blank line after it where nothing follows, else right below it, else at the
// end of its section.
func (n *Note) firstBullet(in outline, items []item) []change {
	eol := ending(n.Source(), in.heading.Start)
	text := bullets("- ", items, eol)
	below := NextLine(n.Source(), in.heading.Start)
	var tries []change
	for _, at := range []int{below, NextLine(n.Source(), below)} {
		blank := at < len(n.Source()) && isBlank(n.Source(), at)
		if rest := NextLine(n.Source(), at); blank && (rest == len(n.Source()) || rest != in.end) {
			tries = append(tries, change{Span{rest, rest}, text + eol}, change{Span{rest, rest}, text + eol + eol})
		}
		if at == len(n.Source()) && n.Source()[at-1] != '\n' && n.Source()[at-1] != '\r' {
			tries = append(tries, change{Span{at, at}, eol + text})
			continue
		}
		tries = append(tries, change{Span{at, at}, text + eol}, change{Span{at, at}, text + eol + eol})
	}
	if end := n.beforeBlanks(in.end, below); n.Source()[end-1] == '\n' || n.Source()[end-1] == '\r' {
		tries = append(tries, change{Span{end, end}, text + eol}, change{Span{end, end}, eol + text + eol})
	}
	return tries
}

// beforeBlanks steps back over blank lines before end, not further than start.
func (n *Note) beforeBlanks(end, start int) int {
	for end > start {
		line := lineBefore(n.Source(), end)
		if line < start || !isBlank(n.Source(), line) {
			break
		}
		end = line
	}
	return end
}

// lastBullet are the ways to put a bullet below the last one.
func (n *Note) lastBullet(in outline, items []item) []change {
	last := in.items[len(in.items)-1]
	eol := ending(n.Source(), last.Start)
	text := bullets(n.marker(last, true), items, eol)
	if n.spaced(in.items[max(0, len(in.items)-2):]) {
		text = eol + text
	}
	var tries []change
	for _, at := range []int{last.End, n.beforeBlanks(in.end, last.End)} {
		if at == len(n.Source()) && n.Source()[at-1] != '\n' && n.Source()[at-1] != '\r' {
			tries = append(tries, change{Span{at, at}, eol + text})
		} else {
			tries = append(tries, change{Span{at, at}, text + eol})
		}
	}
	return tries
}

// DropPlanned turns a planned line into one that happened.
func (r *Reader) DropPlanned(n *Note, e *Entry) (*Note, error) {
	i := slices.IndexFunc(n.Entries(), func(f Entry) bool { return f.Span == e.Span })
	if i < 0 || !e.Planned {
		return nil, &EditError{Text: "this line is not planned"}
	}
	at := strings.Index(strings.ToLower(string(n.Source()[e.Span.Start:e.Span.End])), "planned")
	if at < 0 {
		return nil, unproven(n)
	}
	start := e.Span.Start + at
	end := start + len("planned")
	for end < e.Span.End && (n.Source()[end] == ' ' || n.Source()[end] == '\t') {
		end++
	}
	leaves := r.leaves(n)
	proof := func(after *Note) bool {
		if len(after.Entries()) != len(n.Entries()) || !r.changedOne(leaves, after) {
			return false
		}
		got, want := after.Entries()[i], n.Entries()[i]
		return !got.Planned && got.When == want.When && got.Head == want.Head && got.Text == want.Text &&
			sameEntries(without(n.Entries(), i), without(after.Entries(), i)) && samePromises(n.Promises(), after.Promises()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	return r.prove(n, proof, change{Span{start, end}, ""})
}
