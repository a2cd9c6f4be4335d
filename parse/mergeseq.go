package parse

import (
	"fmt"
	"slices"
	"strings"
)

// piece3 is one unit of the result: what it was in the base and what it is on
// both sides. A nil side does not have it.
type piece3 struct{ base, ours, theirs *unit }

func (p piece3) any() *unit {
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
	addA, addB         [][]piece3 // by gap; gap i is before unit i of the base
	elsewhere          []bool     // units of the base that a side moved
}

// sequence merges three sequences of units.
func (m *merger) sequence(base, ours, theirs []*unit) []outLine {
	s := sequence{merger: m, base: base, ours: ours, theirs: theirs, a: align(base, ours), b: align(base, theirs), elsewhere: make([]bool, len(base))}
	s.addA = s.additions(ours, s.a, func(u *unit) piece3 { return piece3{ours: u} })
	s.addB = s.additions(theirs, s.b, func(u *unit) piece3 { return piece3{theirs: u} })
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
func (s *sequence) at(i int) piece3 {
	p := piece3{base: s.base[i]}
	if j := s.a.to[i]; j >= 0 {
		p.ours = s.ours[j]
	}
	if j := s.b.to[i]; j >= 0 {
		p.theirs = s.theirs[j]
	}
	return p
}

// additions sorts what a side added, or moved, into the gaps of the base.
func (s *sequence) additions(units []*unit, m match, side func(*unit) piece3) [][]piece3 {
	out := make([][]piece3, len(s.base)+1)
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
		for _, adds := range []*[]piece3{&s.addA[gap], &s.addB[gap]} {
			*adds = slices.DeleteFunc(*adds, func(p piece3) bool {
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

// joinTwins makes one of what both sides added in different gaps: a key of the
// front matter, or the same bullet under the same heading.
func (s *sequence) joinTwins() {
	type place struct{ gap, at int }
	twins := map[string][]place{}
	each := func(adds [][]piece3, visit func(key string, p place)) {
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
					visit(section+"\x00"+u.key, place{gap, at})
				}
			}
		}
	}
	each(s.addA, func(key string, p place) { twins[key] = append(twins[key], p) })
	gone := map[place]bool{}
	var mine []place
	each(s.addB, func(key string, p place) {
		if len(twins[key]) == 0 {
			return
		}
		other := twins[key][0]
		twins[key] = twins[key][1:]
		if other.gap == p.gap {
			return
		}
		joined := piece3{ours: s.addA[other.gap][other.at].ours, theirs: s.addB[p.gap][p.at].theirs}
		if other.gap < p.gap {
			s.addA[other.gap][other.at] = joined
			gone[p] = true
		} else {
			s.addB[p.gap][p.at] = joined
			mine = append(mine, other)
		}
	})
	drop := func(adds [][]piece3, gone map[place]bool) {
		for gap := range adds {
			var kept []piece3
			for at, p := range adds[gap] {
				if !gone[place{gap, at}] {
					kept = append(kept, p)
				}
			}
			adds[gap] = kept
		}
	}
	if len(gone) > 0 {
		drop(s.addB, gone)
	}
	if len(mine) > 0 {
		gone = map[place]bool{}
		for _, p := range mine {
			gone[p] = true
		}
		drop(s.addA, gone)
	}
}

// region merges the gaps and units from one anchor to the next. Where one side
// rewrote words that the other changed, the whole region is in conflict, so
// that both can be read in one piece.
func (s *sequence) region(start, end int) []outLine {
	var out []outLine
	moved, clash := false, false
	for gap := start; gap <= end; gap++ {
		out = append(out, s.gap(gap)...)
		clash = clash || s.insideDeletion(gap)
		if gap == end {
			break
		}
		if moved = moved || s.elsewhere[gap]; s.elsewhere[gap] {
			continue
		}
		p := s.at(gap)
		if lines := s.unit(p); len(lines) > 0 {
			clash = clash || lines[0].conflict != nil && p.base.kind <= headingUnit
			out = append(out, lines...)
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

// insideDeletion reports whether one side added words in the middle of what the
// other removed.
func (s *sequence) insideDeletion(gap int) bool {
	if gap == 0 || gap == len(s.base) || s.base[gap-1].kind > headingUnit || s.base[gap].kind > headingUnit {
		return false
	}
	words := func(p piece3) bool { return p.any().kind <= headingUnit }
	return s.a.to[gap-1] < 0 && s.a.to[gap] < 0 && slices.ContainsFunc(s.addB[gap], words) ||
		s.b.to[gap-1] < 0 && s.b.to[gap] < 0 && slices.ContainsFunc(s.addA[gap], words)
}

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
		head = append(head, m.unit(piece3{nil, ours[0], theirs[0]})...)
		ours, theirs = ours[1:], theirs[1:]
	}
	for len(ours) > 0 && len(theirs) > 0 && sameFacts(ours[len(ours)-1], theirs[len(theirs)-1]) {
		tail = append(m.unit(piece3{nil, ours[len(ours)-1], theirs[len(theirs)-1]}), tail...)
		ours, theirs = ours[:len(ours)-1], theirs[:len(theirs)-1]
	}
	if len(ours)+len(theirs) > 0 {
		head = append(head, m.conflict(flatten(ours, oursSide), flatten(theirs, theirsSide)))
	}
	return append(head, tail...)
}

// gap merges what the sides added in one gap.
func (s *sequence) gap(gap int) []outLine {
	a, b := s.addA[gap], s.addB[gap]
	in := surroundings{}
	if gap > 0 {
		in.after = s.base[gap-1].kind
	}
	if gap < len(s.base) {
		in.before = s.base[gap].kind
	}
	if len(a) > 0 && len(b) > 0 {
		in.oldestFirst = s.oldestFirst(gap)
	}
	return s.both(a, b, in)
}

// oldestFirst reports whether the section around a gap runs from old to new. A
// section of one dated bullet, or of none, runs from new to old.
func (s *sequence) oldestFirst(gap int) bool {
	section := func(units []*unit, at int) []*unit {
		from, to := at, at
		for from > 0 && units[from-1].kind != headingUnit {
			from--
		}
		for to < len(units) && units[to].kind != headingUnit {
			to++
		}
		return units[from:to]
	}
	up := rise(section(s.base, gap))
	for _, side := range []struct {
		units []*unit
		match
	}{{s.ours, s.a}, {s.theirs, s.b}} {
		at := 0
		for i := gap - 1; i >= 0 && at == 0; i-- {
			at = side.to[i] + 1
		}
		up += rise(section(side.units, at))
	}
	return up > 0
}

// surroundings are what stands around a gap.
type surroundings struct {
	after, before unitKind // of the base; prose where there is none
	oldestFirst   bool
}

// both merges what two sides added at one place.
func (m *merger) both(a, b []piece3, in surroundings) []outLine {
	switch {
	case len(a) == 0 || len(b) == 0:
		return m.units(slices.Concat(a, b))
	case hasHeading(a) || hasHeading(b):
		return m.sections(a, b, in)
	case setOnly(a) && setOnly(b):
		return m.union(a, b, in)
	case setOnly(a):
		return m.listAndWords(a, b, in)
	case setOnly(b):
		return m.listAndWords(b, a, in)
	}
	return m.clashOf(a, b)
}

// clashOf is clash for pieces; what was moved here is of both sides.
func (m *merger) clashOf(a, b []piece3) []outLine {
	var ours, theirs []*unit
	for _, p := range slices.Concat(a, b) {
		if p.ours != nil {
			ours = append(ours, p.ours)
		}
		if p.theirs != nil {
			theirs = append(theirs, p.theirs)
		}
	}
	return m.clash(ours, theirs)
}

func hasHeading(list []piece3) bool {
	return slices.ContainsFunc(list, func(p piece3) bool { return p.any().kind == headingUnit })
}

func setOnly(list []piece3) bool {
	return !slices.ContainsFunc(list, func(p piece3) bool { return !p.any().kind.inSet() })
}

func (m *merger) units(list []piece3) []outLine {
	var out []outLine
	for _, p := range list {
		out = append(out, m.unit(p)...)
	}
	return out
}

// listAndWords merges bullets of one side with words, perhaps with bullets
// before and after, of the other: bullets go on with a list they stand beside.
func (m *merger) listAndWords(list, words []piece3, in surroundings) []outLine {
	first := slices.IndexFunc(words, func(p piece3) bool { return !p.any().kind.inSet() })
	last := len(words)
	for words[last-1].any().kind.inSet() {
		last--
	}
	switch {
	case in.after.inSet():
		return append(m.union(words[:first], list, in), m.units(words[first:])...)
	case in.before.inSet():
		return append(m.units(words[:last]), m.union(words[last:], list, in)...)
	}
	return append(m.units(words), m.units(list)...)
}

// union merges two runs of units of sets: one of each, in the order of their
// days or else of their texts, as far as the sides' own order allows.
func (m *merger) union(a, b []piece3, in surroundings) []outLine {
	twins := twinsOf(a, b)
	used, anchors := map[*unit]bool{}, map[int]int{}
	var out []outLine
	emit := func(p piece3) {
		if u := p.any(); !used[u] {
			if t, ok := twins[u]; ok {
				p = t
			}
			used[p.ours], used[p.theirs] = true, true
			out = append(out, m.unit(p)...)
		}
	}
	x, y := 0, 0
	sameKeys(a, b, func(i, j int) { anchors[i] = j })
	for i := range len(a) + 1 {
		j, ok := anchors[i]
		if i == len(a) {
			j, ok = len(b), true
		}
		if !ok {
			continue
		}
		for x < i || y < j {
			if x == i || y < j && !used[a[x].any()] && comesBefore(b[y].any(), a[x].any(), in.oldestFirst) {
				emit(b[y])
				y++
			} else {
				emit(a[x])
				x++
			}
		}
		if i < len(a) {
			emit(a[i])
			x, y = i+1, j+1
		}
	}
	return out
}

// sameKeys pairs the longest common subsequence of the keys that both sides
// added.
func sameKeys(a, b []piece3, pair func(i, j int)) {
	keys := map[string]int{}
	var numbers [2][]int
	for side, list := range [2][]piece3{a, b} {
		for i, p := range list {
			key := p.any().key
			if p.base != nil {
				key = fmt.Sprint("\x00", side, " ", i) // moved here, not added
			}
			if _, ok := keys[key]; !ok {
				keys[key] = len(keys)
			}
			numbers[side] = append(numbers[side], keys[key])
		}
	}
	commonSequence(numbers[0], numbers[1], 0, 0, pair)
}

// twinsOf joins what both sides added alike.
func twinsOf(a, b []piece3) map[*unit]piece3 {
	places := map[string][]*unit{}
	for _, p := range a {
		if p.theirs == nil && p.base == nil {
			places[p.ours.key] = append(places[p.ours.key], p.ours)
		}
	}
	out := map[*unit]piece3{}
	for _, p := range b {
		if p.ours != nil || p.base != nil || len(places[p.theirs.key]) == 0 {
			continue
		}
		ours := places[p.theirs.key][0]
		places[p.theirs.key] = places[p.theirs.key][1:]
		joined := piece3{ours: ours, theirs: p.theirs}
		out[ours], out[p.theirs] = joined, joined
	}
	return out
}

// sections merges runs that begin sections: those of one heading are one, and
// the others follow each other whole.
func (m *merger) sections(a, b []piece3, in surroundings) []outLine {
	headA, restA := cutSections(a)
	headB, restB := cutSections(b)
	in.before = headingUnit
	out := m.both(headA, headB, in)
	inB := map[string]int{}
	for j, section := range slices.Backward(restB) {
		inB[section[0].any().key] = j
	}
	done := make([]bool, len(restB))
	for _, section := range restA {
		head := section[0].any()
		j, ok := inB[head.key]
		if !ok || done[j] || section[0].base != nil || restB[j][0].base != nil {
			out = append(out, m.units(section)...)
			continue
		}
		done[j] = true
		out = append(out, m.unit(piece3{nil, section[0].ours, restB[j][0].theirs})...)
		out = append(out, m.both(section[1:], restB[j][1:], surroundings{after: headingUnit, before: headingUnit, oldestFirst: runsUp(section[1:]) || runsUp(restB[j][1:])})...)
	}
	for j, section := range restB {
		if !done[j] {
			out = append(out, m.units(section)...)
		}
	}
	return out
}

// cutSections cuts a run before every heading.
func cutSections(list []piece3) (head []piece3, sections [][]piece3) {
	for _, p := range list {
		switch {
		case p.any().kind == headingUnit:
			sections = append(sections, []piece3{p})
		case len(sections) == 0:
			head = append(head, p)
		default:
			last := len(sections) - 1
			sections[last] = append(sections[last], p)
		}
	}
	return head, sections
}

// runsUp reports whether the dated bullets of a run go from old to new.
func runsUp(list []piece3) bool {
	var units []*unit
	for _, p := range list {
		units = append(units, p.any())
	}
	return rise(units) > 0
}

// rise counts how often the days of dated bullets go up from one to the next,
// less how often they go down.
func rise(units []*unit) int {
	up := 0
	var last Date
	for _, u := range units {
		if u.date.IsZero() {
			continue
		}
		if !last.IsZero() {
			up += min(max(u.date.Compare(last), -1), 1)
		}
		last = u.date
	}
	return up
}

// comesBefore orders what two sides added at one place.
func comesBefore(x, y *unit, oldestFirst bool) bool {
	if c := x.date.Compare(y.date); c != 0 && !x.date.IsZero() && !y.date.IsZero() {
		return c < 0 == oldestFirst
	}
	return strings.Compare(x.key, y.key) < 0
}
