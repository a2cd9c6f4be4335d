package edit

import (
	"bytes"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

// AddBullet adds a bullet at the end of a section, such as "## Met" or
// "## To meet". A note without the section gets it at its end.
func AddBullet(r *parse.Reader, n *parse.Note, heading, text string) (*parse.Note, error) {
	text, err := oneLine(text)
	if err != nil {
		return nil, err
	}
	leaves := r.Leaves(n)
	proof := func(after *parse.Note) bool {
		grown := len(after.Entries()) + len(after.Promises()) + len(after.Questions()) + len(after.ToMeet()) - len(n.Entries()) - len(n.Promises()) - len(n.Questions()) - len(n.ToMeet())
		return grown <= 1 && grew(r, leaves, after, 1) && sameFields(n.Fields(), after.Fields()) && holds(after.Entries(), n.Entries(), sameEntry) && holds(after.Promises(), n.Promises(), samePromise) &&
			holds(after.Questions(), n.Questions(), func(x, y parse.Question) bool { return x.Text == y.Text && x.Asked == y.Asked }) &&
			holds(after.ToMeet(), n.ToMeet(), func(x, y parse.Meeting) bool {
				return x.Text == y.Text && x.Person.Target == y.Person.Target && x.Done == y.Done
			})
	}
	return prove(r, n, proof, bulletChanges(r, n, heading, []string{text}, true)...)
}

// grew reports whether a note's blocks are those of before with so many
// bullets, and a heading at most, between them.
func grew(r *parse.Reader, before []string, after *parse.Note, bullets int) bool {
	leaves := r.Leaves(after)
	more := len(leaves) - len(before)
	return (more == bullets || more == bullets+1) && holds(leaves, before, func(x, y string) bool { return strings.TrimSpace(x) == strings.TrimSpace(y) })
}

// changedOne reports whether all blocks but one are those of before.
func changedOne(r *parse.Reader, before []string, after *parse.Note) bool {
	leaves, changed := r.Leaves(after), 0
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
func bulletChanges(r *parse.Reader, n *parse.Note, heading string, lines []string, last bool) []change {
	in, items := r.Outline(n, heading), []item{lines}
	switch {
	case in.Heading.End == 0:
		return []change{newSection(n, heading, items)}
	case len(in.Items) == 0:
		return firstBullet(n, in, items)
	case last:
		return lastBullet(n, in, items)
	}
	first := in.Items[0]
	eol := txt.Ending(n.Source(), first.Start)
	text := bullets(markOf(n, first, false), items, eol) + eol
	if spaced(n, in.Items) {
		text += eol
	}
	return []change{{txt.At(first.Start, first.Start), text}}
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
func spaced(n *parse.Note, items []txt.Span) bool {
	if len(items) < 2 || items[1].Start <= items[0].End {
		return false
	}
	return len(bytes.TrimSpace(n.Source()[items[0].End:items[1].Start])) == 0
}

// newSection adds a heading with its first bullet at the end of the note.
func newSection(n *parse.Note, heading string, items []item) change {
	end := len(n.Source())
	eol := txt.Ending(n.Source(), end)
	text := "## " + heading + eol + bullets("- ", items, eol)
	switch {
	case strings.TrimSpace(strings.TrimPrefix(string(n.Source()), txt.BOM)) == "":
		return change{txt.At(end, end), text + eol}
	case n.Source()[end-1] != '\n' && n.Source()[end-1] != '\r':
		return change{txt.At(end, end), eol + eol + text}
	case txt.IsBlank(n.Source(), lineBefore(n.Source(), end)):
		return change{txt.At(end, end), text + eol}
	}
	return change{txt.At(end, end), eol + text + eol}
}

// firstBullet are the ways to put the first bullet under a heading: behind the
// blank line after it where nothing follows, else right below it, else at the
// end of its section.
func firstBullet(n *parse.Note, in markdown.Outline, items []item) []change {
	eol := txt.Ending(n.Source(), in.Heading.Start)
	text := bullets("- ", items, eol)
	below := txt.NextLine(n.Source(), in.Heading.Start)
	var tries []change
	for _, at := range []int{below, txt.NextLine(n.Source(), below)} {
		blank := at < len(n.Source()) && txt.IsBlank(n.Source(), at)
		if rest := txt.NextLine(n.Source(), at); blank && (rest == len(n.Source()) || rest != in.End) {
			tries = append(tries, change{txt.At(rest, rest), text + eol}, change{txt.At(rest, rest), text + eol + eol})
		}
		if at == len(n.Source()) && n.Source()[at-1] != '\n' && n.Source()[at-1] != '\r' {
			tries = append(tries, change{txt.At(at, at), eol + text})
			continue
		}
		tries = append(tries, change{txt.At(at, at), text + eol}, change{txt.At(at, at), text + eol + eol})
	}
	if end := beforeBlanks(n, in.End, below); n.Source()[end-1] == '\n' || n.Source()[end-1] == '\r' {
		tries = append(tries, change{txt.At(end, end), text + eol}, change{txt.At(end, end), eol + text + eol})
	}
	return tries
}

// beforeBlanks steps back over blank lines before end, not further than start.
func beforeBlanks(n *parse.Note, end, start int) int {
	for end > start {
		line := lineBefore(n.Source(), end)
		if line < start || !txt.IsBlank(n.Source(), line) {
			break
		}
		end = line
	}
	return end
}

// lastBullet are the ways to put a bullet below the last one.
func lastBullet(n *parse.Note, in markdown.Outline, items []item) []change {
	last := in.Items[len(in.Items)-1]
	eol := txt.Ending(n.Source(), last.Start)
	text := bullets(markOf(n, last, true), items, eol)
	if spaced(n, in.Items[max(0, len(in.Items)-2):]) {
		text = eol + text
	}
	var tries []change
	for _, at := range []int{last.End, beforeBlanks(n, in.End, last.End)} {
		if at == len(n.Source()) && n.Source()[at-1] != '\n' && n.Source()[at-1] != '\r' {
			tries = append(tries, change{txt.At(at, at), eol + text})
		} else {
			tries = append(tries, change{txt.At(at, at), text + eol})
		}
	}
	return tries
}

// DropPlanned turns a planned line into one that happened.
func DropPlanned(r *parse.Reader, n *parse.Note, e *logline.Entry) (*parse.Note, error) {
	i := slices.IndexFunc(n.Entries(), func(f logline.Entry) bool { return f.Span == e.Span })
	if i < 0 || !e.Planned {
		return nil, &Error{Text: "this line is not planned"}
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
	leaves := r.Leaves(n)
	proof := func(after *parse.Note) bool {
		if len(after.Entries()) != len(n.Entries()) || !changedOne(r, leaves, after) {
			return false
		}
		got, want := after.Entries()[i], n.Entries()[i]
		return !got.Planned && got.When == want.When && got.Head == want.Head && got.Text == want.Text &&
			sameEntries(without(n.Entries(), i), without(after.Entries(), i)) && samePromises(n.Promises(), after.Promises()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	return prove(r, n, proof, change{txt.At(start, end), ""})
}
