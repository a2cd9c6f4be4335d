package merge

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/date"
)

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
func (m *merger) both(a, b []triple, in surroundings) []outLine {
	switch {
	case len(a) == 0 || len(b) == 0:
		return m.units(slices.Concat(a, b))
	case hasHeading(a) || hasHeading(b):
		return m.sections(a, b, in)
	case setOnly(a) && setOnly(b):
		return m.union(a, b, in)
	case m.leans(a)*m.leans(b) < 0: // a blank line stands between them
		if m.leans(a) > 0 {
			a, b = b, a
		}
		return m.units(slices.Concat(a, b))
	case setOnly(a):
		return m.listAndWords(a, b, in)
	case setOnly(b):
		return m.listAndWords(b, a, in)
	}
	return m.clashOf(a, b)
}

// leans is -1 for what one side added to the line before it, with a blank line
// after, 1 for what it added to the line after it, and 0 where that is unclear.
func (m *merger) leans(list []triple) int {
	if slices.ContainsFunc(list, func(p triple) bool { return p.base != nil || p.ours != nil && p.theirs != nil }) {
		return 0
	}
	side := oursSide
	if list[0].theirs != nil {
		side = theirsSide
	}
	last := list[len(list)-1].any()
	for len(last.kids) > 0 {
		last = last.kids[len(last.kids)-1]
	}
	blanks := m.texts[side].blanks
	return min(max(len(blanks[list[0].any().index])-len(blanks[last.index+1]), -1), 1)
}

// clashOf is clash for pieces; what was moved here is of both sides.
func (m *merger) clashOf(a, b []triple) []outLine {
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

func hasHeading(list []triple) bool {
	return slices.ContainsFunc(list, func(p triple) bool { return p.any().kind == headingUnit })
}

func setOnly(list []triple) bool { return !slices.ContainsFunc(list, isWords) }

func (m *merger) units(list []triple) []outLine {
	var out []outLine
	for _, p := range list {
		out = append(out, m.unit(p)...)
	}
	return out
}

// listAndWords merges bullets of one side with words, perhaps with bullets
// before and after, of the other: bullets go on with a list they stand beside.
func (m *merger) listAndWords(list, words []triple, in surroundings) []outLine {
	first := slices.IndexFunc(words, isWords)
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
func (m *merger) union(a, b []triple, in surroundings) []outLine {
	twins := twinsOf(a, b)
	used, anchors := map[*unit]bool{}, map[int]int{}
	var out []outLine
	emit := func(p triple) {
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
func sameKeys(a, b []triple, pair func(i, j int)) {
	keys := map[string]int{}
	var numbers [2][]int
	for side, list := range [2][]triple{a, b} {
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
func twinsOf(a, b []triple) map[*unit]triple {
	places := map[string][]*unit{}
	for _, p := range a {
		if p.theirs == nil && p.base == nil {
			places[p.ours.key] = append(places[p.ours.key], p.ours)
		}
	}
	out := map[*unit]triple{}
	for _, p := range b {
		if p.ours != nil || p.base != nil || len(places[p.theirs.key]) == 0 {
			continue
		}
		ours := places[p.theirs.key][0]
		places[p.theirs.key] = places[p.theirs.key][1:]
		joined := triple{ours: ours, theirs: p.theirs}
		out[ours], out[p.theirs] = joined, joined
	}
	return out
}

// sections merges runs that begin sections: those of one heading are one, and
// the others follow each other whole.
func (m *merger) sections(a, b []triple, in surroundings) []outLine {
	headA, restA := cutSections(a)
	headB, restB := cutSections(b)
	in.before = headingUnit
	out := m.both(headA, headB, in)
	for len(restA) > 0 || len(restB) > 0 {
		if len(restA) == 0 || len(restB) > 0 && twinSection(restA, restB[0]) < 0 && restB[0][0].any().key < restA[0][0].any().key {
			out = append(out, m.units(restB[0])...)
			restB = restB[1:]
			continue
		}
		section := restA[0]
		restA = restA[1:]
		j := twinSection(restB, section)
		if j < 0 {
			out = append(out, m.units(section)...)
			continue
		}
		twin := restB[j]
		restB = slices.Delete(restB, j, j+1)
		out = append(out, m.unit(triple{nil, section[0].ours, twin[0].theirs})...)
		out = append(out, m.both(section[1:], twin[1:], surroundings{after: headingUnit, before: headingUnit, oldestFirst: runsUp(section[1:]) || runsUp(twin[1:])})...)
	}
	return out
}

// twinSection finds the section of the same heading that the other side added.
func twinSection(sections [][]triple, section []triple) int {
	return slices.IndexFunc(sections, func(other []triple) bool {
		return other[0].any().key == section[0].any().key && other[0].base == nil && section[0].base == nil
	})
}

// cutSections cuts a run before every heading.
func cutSections(list []triple) (head []triple, sections [][]triple) {
	for _, p := range list {
		switch {
		case p.any().kind == headingUnit:
			sections = append(sections, []triple{p})
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
func runsUp(list []triple) bool {
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
	var last date.Date
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
