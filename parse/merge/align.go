package merge

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// match says which unit of one sequence is which of another.
type match struct {
	to    []int  // for a unit of the base its place in the other, or -1
	from  []int  // and back
	moved []bool // for a unit of the base: it stands in another order
}

// maxPairs bounds how many pairs of changed units are compared with each other.
const maxPairs = 20_000

// align finds the units of base again in other: first those with equal keys in
// the same order, then between these the changed ones, then those that stand
// in another place.
func align(base, other []*unit) match {
	m := match{to: filled(len(base)), from: filled(len(other)), moved: make([]bool, len(base))}
	m.keys(base, other)
	m.between(base, other)
	m.moves(base, other)
	return m
}

// alignLines finds equal lines in the same order, and nothing else.
func alignLines(base, other []*unit) match {
	m := match{to: filled(len(base)), from: filled(len(other)), moved: make([]bool, len(base))}
	m.keys(base, other)
	return m
}

func filled(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (m *match) pair(i, j int) { m.to[i], m.from[j] = j, i }

// keys pairs the longest common subsequence of keys.
func (m *match) keys(base, other []*unit) {
	numbers := map[string]int{}
	number := func(units []*unit) []int {
		out := make([]int, len(units))
		for i, u := range units {
			key := u.key + string(rune(u.kind))
			n, ok := numbers[key]
			if !ok {
				n = len(numbers)
				numbers[key] = n
			}
			out[i] = n
		}
		return out
	}
	a, b := number(base), number(other)
	commonSequence(a, b, 0, 0, m.pair)
}

// between pairs what was changed between two units that are the same.
func (m *match) between(base, other []*unit) {
	i, j := 0, 0
	for i < len(base) || j < len(other) {
		endI, endJ := i, j
		for endI < len(base) && m.to[endI] < 0 {
			endI++
		}
		for endJ < len(other) && m.from[endJ] < 0 {
			endJ++
		}
		if n := (endI - i) * (endJ - j); n > 0 && n <= maxPairs {
			m.changedBullets(base, other, txt.Span{Start: i, End: endI}, txt.Span{Start: j, End: endJ})
			m.changedLines(base, other, txt.Span{Start: i, End: endI}, txt.Span{Start: j, End: endJ})
		}
		i, j = endI+1, endJ+1
	}
	m.markMoved()
}

// changedBullets pairs a bullet with what it was changed to: the most alike
// first.
func (m *match) changedBullets(base, other []*unit, is, js txt.Span) {
	olds, news := bulletsIn(base, is), bulletsIn(other, js)
	alone := len(olds) == 1 && len(news) == 1
	type candidate struct {
		likeness float64
		i, j     int
	}
	var list []candidate
	for _, i := range olds {
		for _, j := range news {
			if s := likeness(base[i], other[j], alone); s >= 0 {
				list = append(list, candidate{s, i, j})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.likeness, a.likeness) })
	for _, c := range list {
		if m.to[c.i] < 0 && m.from[c.j] < 0 {
			m.pair(c.i, c.j)
		}
	}
}

func bulletsIn(units []*unit, at txt.Span) []int {
	var out []int
	for i := at.Start; i < at.End; i++ {
		if units[i].kind == bulletUnit {
			out = append(out, i)
		}
	}
	return out
}

// likeness says how likely one bullet is a change of another, or -1 where it
// is hardly one. A bullet in the place of another may have lost every word, but
// a task is the same only with most of its words: ticking it must never tick
// another one.
func likeness(a, b *unit, alone bool) float64 {
	s := commonWords(a.words(), b.words())
	dated := !a.date.IsZero() && !b.date.IsZero()
	switch {
	case a.isTask() || b.isTask():
		if s >= 0.6 {
			return s
		}
	case dated && a.date == b.date && (s >= 0.3 || alone):
		return 1 + s
	case dated && s >= 0.75, !dated && (s >= 0.6 || alone):
		return s
	}
	return -1
}

func (u *unit) isTask() bool { return strings.HasPrefix(u.key, taskMark) }

// words is what a bullet says after its mark and its date.
func (u *unit) words() string {
	text := strings.TrimPrefix(strings.TrimPrefix(u.key, taskMark), bulletStart)
	if !u.date.IsZero() {
		_, text, _ = strings.Cut(text, " ")
	}
	return text
}

// commonWords is Dice's coefficient of the words of two texts.
func commonWords(a, b string) float64 {
	counts := map[string]int{}
	total := 0
	for word := range strings.FieldsSeq(a) {
		counts[word]++
		total++
	}
	common := 0
	for word := range strings.FieldsSeq(b) {
		if counts[word] > 0 {
			counts[word]--
			common++
		}
		total++
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total)
}

// changedLines pairs changed lines of words: one with one where there are as
// many, else those that are alike, in their order.
func (m *match) changedLines(base, other []*unit, is, js txt.Span) {
	var olds, news []int
	for i := is.Start; i < is.End; i++ {
		if base[i].kind <= headingUnit {
			olds = append(olds, i)
		}
	}
	for j := js.Start; j < js.End; j++ {
		if other[j].kind <= headingUnit {
			news = append(news, j)
		}
	}
	next := 0
	for k, i := range olds {
		if len(olds) == len(news) {
			if base[i].kind == other[news[k]].kind {
				m.pair(i, news[k])
			}
			continue
		}
		for n := next; n < len(news); n++ {
			if base[i].kind == other[news[n]].kind && commonWords(base[i].fact, other[news[n]].fact) >= 0.6 {
				m.pair(i, news[n])
				next = n + 1
				break
			}
		}
	}
}

// markMoved marks pairs that are out of order, so that those left are in order.
func (m *match) markMoved() {
	last := -1
	for i, j := range m.to {
		if j >= 0 && j < last {
			m.moved[i] = true
		} else if j >= 0 {
			last = j
		}
	}
}

// moves pairs the units of sets that stand in another place.
func (m *match) moves(base, other []*unit) {
	places := map[string][]int{}
	for j, u := range other {
		if m.from[j] < 0 && u.kind.inSet() {
			places[u.key] = append(places[u.key], j)
		}
	}
	for i, u := range base {
		if m.to[i] >= 0 || !u.kind.inSet() || len(places[u.key]) == 0 {
			continue
		}
		j := places[u.key][0]
		places[u.key] = places[u.key][1:]
		if other[j].kind == u.kind {
			m.pair(i, j)
			m.moved[i] = true
		}
	}
}

// commonSequence finds a common subsequence of two sequences and calls pair for
// its places: what is equal at both ends, then the elements that occur once in
// each (patience), and between these the longest one.
func commonSequence(a, b []int, i, j int, pair func(i, j int)) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		pair(i, j)
		a, b, i, j = a[1:], b[1:], i+1, j+1
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
		pair(i+len(a), j+len(b))
	}
	if len(a) == 0 || len(b) == 0 {
		return
	}
	anchors := uniqueCommon(a, b)
	if len(anchors) == 0 {
		shortest(a, b, i, j, pair)
		return
	}
	x, y := 0, 0
	for _, at := range anchors {
		commonSequence(a[x:at[0]], b[y:at[1]], i+x, j+y, pair)
		pair(i+at[0], j+at[1])
		x, y = at[0]+1, at[1]+1
	}
	commonSequence(a[x:], b[y:], i+x, j+y, pair)
}

// uniqueCommon lists the places of elements that occur once in each sequence,
// as many as stand in the same order.
func uniqueCommon(a, b []int) [][2]int {
	inA, inB := map[int]int{}, map[int]int{}
	where := map[int]int{}
	for _, n := range a {
		inA[n]++
	}
	for j, n := range b {
		inB[n]++
		where[n] = j
	}
	var places [][2]int
	for i, n := range a {
		if inA[n] == 1 && inB[n] == 1 {
			places = append(places, [2]int{i, where[n]})
		}
	}
	return increasing(places)
}

// increasing is the longest subsequence whose second places increase.
func increasing(places [][2]int) [][2]int {
	var piles []int // the places on top, by pile
	before := filled(len(places))
	for i, p := range places {
		lo, hi := 0, len(piles)
		for lo < hi {
			if mid := (lo + hi) / 2; places[piles[mid]][1] < p[1] {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo > 0 {
			before[i] = piles[lo-1]
		}
		if lo == len(piles) {
			piles = append(piles, i)
		} else {
			piles[lo] = i
		}
	}
	out := make([][2]int, len(piles))
	if len(piles) > 0 {
		for at, k := piles[len(piles)-1], len(piles)-1; k >= 0; at, k = before[at], k-1 {
			out[k] = places[at]
		}
	}
	return out
}

// maxTable bounds the table of shortest; a text of so many equal lines that it
// would be larger is not a note.
const maxTable = 4_000_000

// shortest pairs a longest common subsequence by the textbook's table.
func shortest(a, b []int, i, j int, pair func(i, j int)) {
	if len(a)*len(b) > maxTable {
		return
	}
	width := len(b) + 1
	table := make([]int32, (len(a)+1)*width)
	for x := len(a) - 1; x >= 0; x-- {
		for y := len(b) - 1; y >= 0; y-- {
			if a[x] == b[y] {
				table[x*width+y] = table[(x+1)*width+y+1] + 1
			} else {
				table[x*width+y] = max(table[(x+1)*width+y], table[x*width+y+1])
			}
		}
	}
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case a[x] == b[y]:
			pair(i+x, j+y)
			x, y = x+1, y+1
		case table[(x+1)*width+y] >= table[x*width+y+1]:
			x++
		default:
			y++
		}
	}
}
