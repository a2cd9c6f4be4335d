package merge

import "slices"

// triple is one unit of the result: what it was in the base and what it is on
// both sides. A nil side does not have it.
type triple struct{ base, ours, theirs *unit }

func (p triple) any() *unit {
	switch {
	case p.ours != nil:
		return p.ours
	case p.theirs != nil:
		return p.theirs
	}
	return p.base
}

// sequence is the merge of three sequences of units, over the gaps between the
// units of the base: what a side added stands in the gap where it added it.
type sequence struct {
	*merger
	base, ours, theirs []*unit
	a, b               match
	addA, addB         [][]triple // by gap; gap i is before unit i of the base
	elsewhere          []bool     // units of the base that a side moved
}

// sequence merges three sequences of units.
func (m *merger) sequence(base, ours, theirs []*unit) []outLine {
	align := align
	if m.plain {
		align = alignLines
	}
	s := sequence{merger: m, base: base, ours: ours, theirs: theirs, a: align(base, ours), b: align(base, theirs), elsewhere: make([]bool, len(base))}
	s.addA = s.additions(ours, s.a, func(u *unit) triple { return triple{ours: u} })
	s.addB = s.additions(theirs, s.b, func(u *unit) triple { return triple{theirs: u} })
	s.placeMoved()
	s.joinTwins()
	var out []outLine
	for start := 0; start <= len(base); {
		end := start
		for end < len(base) && !s.anchor(end) {
			end++
		}
		out = append(out, s.region(start, end)...)
		if end < len(base) {
			out = append(out, s.unit(s.at(end))...)
		}
		start = end + 1
	}
	return out
}

// anchor reports whether a unit of the base stands in its order on both sides.
func (s *sequence) anchor(i int) bool {
	return s.a.to[i] >= 0 && s.b.to[i] >= 0 && !s.a.moved[i] && !s.b.moved[i]
}

// at is what became of a unit of the base.
func (s *sequence) at(i int) triple {
	p := triple{base: s.base[i]}
	if j := s.a.to[i]; j >= 0 {
		p.ours = s.ours[j]
	}
	if j := s.b.to[i]; j >= 0 {
		p.theirs = s.theirs[j]
	}
	return p
}

// additions sorts what a side added, or moved, into the gaps of the base.
func (s *sequence) additions(units []*unit, m match, side func(*unit) triple) [][]triple {
	out := make([][]triple, len(s.base)+1)
	gap := 0
	for j, u := range units {
		switch i := m.from[j]; {
		case i < 0:
			out[gap] = append(out[gap], side(u))
		case m.moved[i]:
			out[gap] = append(out[gap], s.at(i))
		default:
			gap = i + 1
		}
	}
	return out
}

// placeMoved leaves every moved unit in one place: where the side that moved it
// put it, and of two places the first.
func (s *sequence) placeMoved() {
	index := map[*unit]int{}
	for i, u := range s.base {
		index[u] = i
	}
	for gap := range s.addA {
		for _, adds := range []*[]triple{&s.addA[gap], &s.addB[gap]} {
			*adds = slices.DeleteFunc(*adds, func(p triple) bool {
				if p.base == nil {
					return false
				}
				placed := s.elsewhere[index[p.base]]
				s.elsewhere[index[p.base]] = true
				return placed
			})
		}
	}
}

// addition is a unit that a side added, at its place in a gap.
type addition struct {
	key     string // with the heading it stands under
	gap, at int
}

// newOfSets lists what a side added to sets, under headings of the base.
func (s *sequence) newOfSets(adds [][]triple) []addition {
	var out []addition
	section := ""
	for gap := range adds {
		if gap > 0 && s.base[gap-1].kind == headingUnit {
			section = s.base[gap-1].key
		}
		for at, p := range adds[gap] {
			u := p.any()
			if u.kind == headingUnit {
				break
			}
			if p.base == nil && u.kind.inSet() {
				out = append(out, addition{section + "\x00" + u.key, gap, at})
			}
		}
	}
	return out
}

// joinTwins makes one of what both sides added in different gaps: a key of the
// front matter, or the same bullet under the same heading. It stands in the
// earlier gap.
func (s *sequence) joinTwins() {
	twins := map[string][]addition{}
	for _, a := range s.newOfSets(s.addA) {
		twins[a.key] = append(twins[a.key], a)
	}
	goneA, goneB := map[addition]bool{}, map[addition]bool{}
	for _, b := range s.newOfSets(s.addB) {
		if len(twins[b.key]) == 0 {
			continue
		}
		a := twins[b.key][0]
		twins[b.key] = twins[b.key][1:]
		joined := triple{ours: s.addA[a.gap][a.at].ours, theirs: s.addB[b.gap][b.at].theirs}
		switch {
		case a.gap < b.gap:
			s.addA[a.gap][a.at], goneB[b] = joined, true
		case a.gap > b.gap:
			s.addB[b.gap][b.at], goneA[a] = joined, true
		}
	}
	drop(s.addA, goneA)
	drop(s.addB, goneB)
}

// drop takes additions out of their gaps.
func drop(adds [][]triple, gone map[addition]bool) {
	byGap := map[int]map[int]bool{}
	for a := range gone {
		if byGap[a.gap] == nil {
			byGap[a.gap] = map[int]bool{}
		}
		byGap[a.gap][a.at] = true
	}
	for gap, places := range byGap {
		var kept []triple
		for at, p := range adds[gap] {
			if !places[at] {
				kept = append(kept, p)
			}
		}
		adds[gap] = kept
	}
}

// region merges the gaps and units from one anchor to the next. Where one side
// rewrote words that the other changed, the whole region is in conflict, so
// that both can be read in one piece.
func (s *sequence) region(start, end int) []outLine {
	if s.plain {
		return s.plainRegion(start, end)
	}
	var out []outLine
	moved, clash := false, false
	for gap := start; gap <= end; gap++ {
		var lines []outLine
		if gap < end && !s.elsewhere[gap] {
			if lines = s.unit(s.at(gap)); len(lines) == 0 && s.carry(gap) {
				continue
			}
		}
		out = append(append(out, s.gap(gap)...), lines...)
		clash = clash || s.insideDeletion(gap)
		if gap < end {
			moved = moved || s.elsewhere[gap]
			clash = clash || s.rewritten(gap, s.a, s.b, s.addA) || s.rewritten(gap, s.b, s.a, s.addB) || conflicts(lines) > 0 && s.base[gap].kind <= headingUnit
		}
	}
	for gap := start; gap <= end; gap++ {
		for _, p := range slices.Concat(s.addA[gap], s.addB[gap]) {
			moved = moved || p.base != nil || p.ours != nil && p.theirs != nil
		}
	}
	if !clash || moved {
		return out
	}
	return s.clash(s.chunk(s.ours, s.a, start, end), s.chunk(s.theirs, s.b, start, end))
}

// carry takes what was added before a removed unit of a set over to what was
// added after it: without the unit it is one place, and the order must not rest
// on which side removed it, and when.
func (s *sequence) carry(gap int) bool {
	if !s.base[gap].kind.inSet() || !setOnly(slices.Concat(s.addA[gap], s.addB[gap], s.addA[gap+1], s.addB[gap+1])) {
		return false
	}
	s.addA[gap+1] = append(s.addA[gap], s.addA[gap+1]...)
	s.addB[gap+1] = append(s.addB[gap], s.addB[gap+1]...)
	s.addA[gap], s.addB[gap] = nil, nil
	return true
}

// plainRegion takes what one side changed of the lines between two anchors;
// where both did, they are in conflict.
func (s *sequence) plainRegion(start, end int) []outLine {
	same := func(a, b *unit) bool { return a.key == b.key }
	base, ours, theirs := s.base[start:end], s.chunk(s.ours, s.a, start, end), s.chunk(s.theirs, s.b, start, end)
	switch {
	case slices.EqualFunc(base, ours, same):
		return flatten(theirs, theirsSide)
	case slices.EqualFunc(base, theirs, same), slices.EqualFunc(ours, theirs, same):
		return flatten(ours, oursSide)
	}
	return s.clash(ours, theirs)
}

// insideDeletion reports whether one side added words in the middle of what the
// other removed.
func (s *sequence) insideDeletion(gap int) bool {
	if gap == 0 || gap == len(s.base) || s.base[gap-1].kind > headingUnit || s.base[gap].kind > headingUnit {
		return false
	}
	return s.a.to[gap-1] < 0 && s.a.to[gap] < 0 && slices.ContainsFunc(s.addB[gap], isWords) ||
		s.b.to[gap-1] < 0 && s.b.to[gap] < 0 && slices.ContainsFunc(s.addA[gap], isWords)
}

// rewritten reports whether one side put other words in the place of a line of
// words that the other side removed.
func (s *sequence) rewritten(i int, side, other match, adds [][]triple) bool {
	if s.base[i].kind > headingUnit || side.to[i] >= 0 || other.to[i] >= 0 {
		return false
	}
	for i > 0 && side.to[i-1] < 0 {
		i--
	}
	return slices.ContainsFunc(adds[i], isWords)
}

func isWords(p triple) bool { return !p.any().kind.inSet() }

// chunk is what a side has between the anchors around units start to end of the
// base.
func (s *sequence) chunk(units []*unit, m match, start, end int) []*unit {
	from, to := 0, len(units)
	if start > 0 {
		from = m.to[start-1] + 1
	}
	if end < len(s.base) {
		to = m.to[end]
	}
	return units[from:to]
}

// clash is a conflict of two runs of units, without what is equal at their ends.
func (m *merger) clash(ours, theirs []*unit) []outLine {
	var head, tail []outLine
	for len(ours) > 0 && len(theirs) > 0 && sameFacts(ours[0], theirs[0]) {
		head = append(head, m.unit(triple{nil, ours[0], theirs[0]})...)
		ours, theirs = ours[1:], theirs[1:]
	}
	for len(ours) > 0 && len(theirs) > 0 && sameFacts(ours[len(ours)-1], theirs[len(theirs)-1]) {
		tail = append(m.unit(triple{nil, ours[len(ours)-1], theirs[len(theirs)-1]}), tail...)
		ours, theirs = ours[:len(ours)-1], theirs[:len(theirs)-1]
	}
	if len(ours)+len(theirs) > 0 {
		head = append(head, m.conflict(flatten(ours, oursSide), flatten(theirs, theirsSide)))
	}
	return append(head, tail...)
}
