package merge

import (
	"bytes"
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// merger is one merge at work.
type merger struct {
	options  Options
	texts    [3]*cutText
	swapped  bool // ours and theirs were exchanged, so that swapping changes nothing
	plain    bool // line by line, as any text
	inFields bool // some of them are about fields
}

// outLine is a line of the result, or a conflict.
type outLine struct {
	text     string
	kind     unitKind
	at       [3]int // its place among the lines of each text, or nowhere
	conflict *[2][]outLine
}

// nowhere is the place of a line in a text that does not have it; the place
// before the first line is -1.
const nowhere = -2

// out is a line of the result with the places it comes from.
func (m *merger) out(p triple, text string, kind unitKind) outLine {
	line := outLine{text: text, kind: kind, at: [3]int{nowhere, nowhere, nowhere}}
	for i, u := range []*unit{p.base, p.ours, p.theirs} {
		if u != nil {
			line.at[i] = u.index
		}
	}
	return line
}

// flatten lists the lines of units as they stand on one side.
func flatten(units []*unit, side int) []outLine {
	var out []outLine
	for _, u := range units {
		out = append(out, flatten(u.lead, side)...)
		line := outLine{text: u.text, kind: u.kind, at: [3]int{nowhere, nowhere, nowhere}}
		line.at[side] = u.index
		out = append(out, line)
		out = append(out, flatten(u.kids, side)...)
	}
	return out
}

func (m *merger) conflict(ours, theirs []outLine) outLine {
	return outLine{conflict: &[2][]outLine{ours, theirs}, at: [3]int{nowhere, nowhere, nowhere}}
}

// conflicts counts the conflicts among lines.
func conflicts(lines []outLine) int {
	n := 0
	for _, line := range lines {
		if line.conflict != nil {
			n++
		}
	}
	return n
}

// ofField reports whether a line is a conflict about a field.
func (l outLine) ofField() bool {
	isField := func(l outLine) bool { return l.kind == fieldUnit }
	return l.conflict != nil && (slices.ContainsFunc(l.conflict[0], isField) || slices.ContainsFunc(l.conflict[1], isField))
}

// unit merges one unit with what belongs to it.
func (m *merger) unit(p triple) []outLine {
	switch {
	case p.ours == nil && p.theirs == nil:
		return nil
	case p.ours == nil:
		return m.single(p, p.theirs, theirsSide)
	case p.theirs == nil:
		return m.single(p, p.ours, oursSide)
	case p.ours.kind == fieldUnit:
		return m.field(p)
	}
	if p.replaced() {
		return []outLine{m.conflict(flatten([]*unit{p.ours}, oursSide), flatten([]*unit{p.theirs}, theirsSide))}
	}
	var out []outLine
	if text, ok := p.line(); ok {
		out = []outLine{m.out(p, text, p.ours.kind)}
	} else {
		head := func(u *unit, side int) []outLine {
			return flatten([]*unit{{text: u.text, kind: u.kind, index: u.index}}, side)
		}
		out = []outLine{m.conflict(head(p.ours, oursSide), head(p.theirs, theirsSide))}
	}
	var kids []*unit
	if p.base != nil {
		kids = p.base.kids
	}
	return append(out, m.sequence(kids, p.ours.kids, p.theirs.kids)...)
}

// replaced reports whether one side put something else in the place of a bullet
// to which the other side added.
func (p triple) replaced() bool {
	if p.base == nil || p.base.kind != bulletUnit || sameFacts(p.base, p.ours) || sameFacts(p.base, p.theirs) {
		return false
	}
	other := func(u *unit) bool { return u.key != p.base.key && commonWords(u.words(), p.base.words()) < 0.3 }
	return other(p.ours) || other(p.theirs)
}

// single is a unit that one side alone has: it is new, or the other side
// removed it. Removing what the other changed is a conflict.
func (m *merger) single(p triple, u *unit, side int) []outLine {
	lines := flatten([]*unit{u}, side)
	switch {
	case p.base == nil:
		return lines
	case sameFacts(p.base, u):
		return nil
	case u.kind == fieldUnit:
		if lines, ok := m.removedField(p, u, side); ok {
			return lines
		}
	}
	if side == oursSide {
		return []outLine{m.conflict(lines, nil)}
	}
	return []outLine{m.conflict(nil, lines)}
}

// line merges the text of one line; ok is false where both sides say something
// different.
func (p triple) line() (text string, ok bool) {
	base, a, b := "", p.ours, p.theirs
	if p.base != nil {
		base = p.base.text
		if text, ok := three(base, a.text, b.text); ok {
			return text, true
		}
		switch p.base.fact {
		case a.fact:
			return b.text, true
		case b.fact:
			return a.text, true
		}
	}
	if a.fact == b.fact {
		return min(a.text, b.text), true
	}
	if a.kind == bulletUnit {
		return mergeBullet(base, a.text, b.text)
	}
	return a.text, false
}

// write puts the lines together with the blank lines between them.
func (m *merger) write(lines []outLine) []byte {
	w := writer{merger: m, ending: m.ending(), uniform: m.uniform()}
	if bomOf, _ := three(m.texts[baseSide].bom, m.texts[oursSide].bom, m.texts[theirsSide].bom); bomOf {
		w.b.WriteString(txt.BOM)
	}
	last := outLine{at: [3]int{-1, -1, -1}}
	for _, line := range lines {
		last = w.line(last, line)
	}
	end := outLine{}
	for i, text := range m.texts {
		end.at[i] = len(text.lines)
	}
	w.blanks(last, end)
	out := w.b.Bytes()
	if final, _ := three(m.texts[baseSide].final, m.texts[oursSide].final, m.texts[theirsSide].final); !final && last.conflict == nil {
		out = bytes.TrimSuffix(bytes.TrimSuffix(out, []byte("\n")), []byte("\r"))
	}
	return out
}

// writer writes a merged text.
type writer struct {
	*merger
	b       bytes.Buffer
	ending  string // where a line has none of its own
	uniform bool   // every line ends so
}

func (w *writer) put(text, ending string) {
	if w.uniform || ending == "" {
		ending = w.ending
	}
	w.b.WriteString(text)
	w.b.WriteString(ending)
}

// line writes a line, or a conflict, after the blank lines that belong before
// it, and returns what the next line follows.
func (w *writer) line(last, line outLine) outLine {
	if line.conflict == nil {
		w.blanks(last, line)
		w.put(line.text, w.endingOf(line))
		return line
	}
	ours, theirs := line.conflict[0], line.conflict[1]
	a, b := joint(ours, theirs, func(side []outLine) outLine { return side[0] })
	w.blanks(last, joined(last, a, b))
	if w.swapped {
		ours, theirs = theirs, ours
	}
	size := w.options.MarkerSize
	w.put(strings.Repeat("<", size)+" "+w.options.Ours, "")
	w.side(ours)
	w.put(strings.Repeat("=", size), "")
	w.side(theirs)
	w.put(strings.Repeat(">", size)+" "+w.options.Theirs, "")
	a, b = joint(line.conflict[0], line.conflict[1], func(side []outLine) outLine { return side[len(side)-1] })
	line.kind, line.at = proseUnit, joined(last, a, b).at
	return line
}

// joint picks a line of each side, where it has one.
func joint(ours, theirs []outLine, pick func([]outLine) outLine) (a, b outLine) {
	a.at, b.at = [3]int{nowhere, nowhere, nowhere}, [3]int{nowhere, nowhere, nowhere}
	if len(ours) > 0 {
		a = pick(ours)
	}
	if len(theirs) > 0 {
		b = pick(theirs)
	}
	return a, b
}

// joined is a line with the places of both; a side without lines stands where
// it stood before.
func joined(last, a, b outLine) outLine {
	out := outLine{at: [3]int{nowhere, a.at[oursSide], b.at[theirsSide]}}
	for _, side := range []int{oursSide, theirsSide} {
		if out.at[side] == nowhere {
			out.at[side] = last.at[side]
		}
	}
	return out
}

// side writes one side of a conflict with its own blank lines.
func (w *writer) side(lines []outLine) {
	for i, line := range lines {
		if i > 0 {
			w.blanks(lines[i-1], line)
		}
		w.put(line.text, w.endingOf(line))
	}
}

func (w *writer) endingOf(line outLine) string {
	var endings [3]string
	have := [3]bool{}
	for i, at := range line.at {
		if at >= 0 && at < len(w.texts[i].lines) {
			endings[i], have[i] = w.texts[i].lines[at].ending, true
		}
	}
	switch {
	case have[baseSide] && have[oursSide] && have[theirsSide]:
		ending, _ := three(endings[baseSide], endings[oursSide], endings[theirsSide])
		return ending
	case have[oursSide]:
		return endings[oursSide]
	}
	return endings[theirsSide]
}

// blanks writes the blank lines between two lines: those of the texts in which
// they follow each other, else those that one of the lines is used to.
func (w *writer) blanks(last, next outLine) {
	var found [3][]cutLine
	var have [3]bool
	for i, text := range w.texts {
		if at := next.at[i]; at >= 0 && at == last.at[i]+1 {
			found[i], have[i] = text.blanks[at], true
		}
	}
	lines := w.longer(found[oursSide], found[theirsSide])
	switch {
	case have[oursSide] && have[theirsSide] && have[baseSide]:
		if len(found[oursSide]) == len(found[baseSide]) {
			lines = found[theirsSide]
		} else if len(found[theirsSide]) == len(found[baseSide]) {
			lines = found[oursSide]
		}
	case !have[oursSide] && !have[theirsSide]:
		lines = w.usual(last, next)
	}
	for _, line := range lines {
		w.put(line.text, line.ending)
	}
}

// usual is how far apart two lines stand that no text has beside each other.
func (w *writer) usual(last, next outLine) []cutLine {
	var after, before []cutLine
	var listAfter, listBefore bool
	for _, i := range []int{oursSide, theirsSide} {
		text := w.texts[i]
		if at := last.at[i]; at >= 0 && at+1 < len(text.lines) {
			after = w.longer(after, text.blanks[at+1])
			listAfter = listAfter || isBullet(text.lines[at+1])
		}
		if at := next.at[i]; at > 0 && at < len(text.lines) {
			before = w.longer(before, text.blanks[at])
			listBefore = listBefore || isBullet(text.lines[at-1])
		}
	}
	switch {
	case next.at[oursSide] == len(w.texts[oursSide].lines) && next.at[theirsSide] == len(w.texts[theirsSide].lines):
		return nil
	case next.kind == headingUnit:
		return before
	case last.kind == bulletUnit && next.kind == bulletUnit && listAfter:
		return after
	case last.kind == bulletUnit && next.kind == bulletUnit && listBefore:
		return before
	case last.kind > bulletUnit && next.kind > bulletUnit, last.kind == bulletUnit && next.kind == bulletUnit:
		return nil
	}
	return w.longer(after, before)
}

func isBullet(line cutLine) bool {
	_, width := txt.BulletMark(line.text)
	return width > 0
}

func (w *writer) longer(a, b []cutLine) []cutLine {
	if len(b) > len(a) {
		return b
	}
	return a
}

// style is the one ending of a text's lines, or "mixed", or nothing.
func (t *cutText) style() string {
	style := ""
	see := func(line cutLine) {
		switch {
		case line.ending == "" || line.ending == style:
		case style == "":
			style = line.ending
		default:
			style = "mixed"
		}
	}
	for i, line := range t.lines {
		for _, blank := range t.blanks[i] {
			see(blank)
		}
		see(line)
	}
	for _, blank := range t.blanks[len(t.lines)] {
		see(blank)
	}
	return style
}

// ending is what ends a line that is new to every text, and with uniform every
// line: what the side chose that changed it.
func (m *merger) ending() string {
	style := m.style()
	for _, candidate := range []string{style, m.texts[oursSide].style(), m.texts[theirsSide].style()} {
		if candidate != "" && candidate != "mixed" {
			return candidate
		}
	}
	return "\n"
}

func (m *merger) uniform() bool { return m.style() != "mixed" }

func (m *merger) style() string {
	base, ours, theirs := m.texts[baseSide].style(), m.texts[oursSide].style(), m.texts[theirsSide].style()
	switch {
	case ours == "" || theirs == "":
		return ours + theirs
	case base == "" && ours != theirs:
		return "\n"
	}
	style, ok := three(base, ours, theirs)
	if !ok {
		return "mixed"
	}
	return style
}
