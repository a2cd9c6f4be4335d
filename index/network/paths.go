package network

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Numbers of the paths.
const (
	pathTie    = 0.4  // ties weaker than this lead nowhere
	pathLeast  = 0.15 // a path below this is not worth asking for
	maxPaths   = 3
	longerPath = 0.5 // what a path over one more person is worth
	askedDays  = 90
	maxAsks    = 2 // in that time; whoever was asked more often may rest
	rounding   = 1e-9
)

// Ready says how far somebody may be asked for something now.
type Ready struct {
	Factor float64     // 1, one half, or 0
	Owed   *index.Line // the user owes an answer to this
	Ask    date.Date   // the newest thing asked in 90 days with nothing given since
	Asks   int         // how often the person was asked in 90 days
}

// Ready works out how far a person may be asked.
func (w *Network) Ready(m *Member) Ready {
	r := Ready{Factor: 1, Owed: m.Owed()}
	var gave date.Date
	var asked []date.Date
	for _, d := range slices.Backward(m.Touches) {
		if w.Today.Sub(d.Day) > askedDays {
			break
		}
		if d.Gave() && gave.IsZero() {
			gave = d.Day
		}
		if d.Asks() {
			asked = append(asked, d.Day)
		}
	}
	if r.Asks = len(asked); r.Asks > 0 && asked[0].After(gave) {
		r.Ask = asked[0]
	}
	switch {
	case !m.Reachable() || r.Owed != nil || r.Asks > maxAsks:
		r.Factor = 0
	case !r.Ask.IsZero():
		r.Factor = 0.5
	}
	return r
}

// Path is a way to somebody through people the user knows.
type Path struct {
	To    int      // a node of Ties
	First *Member  // whom to ask
	Then  int      // the node in between of a path of three hops, else -1
	Score float64  // 0 to 1
	Tie   Evidence // between First and the next one
	Last  Evidence // of three hops: between Then and To
	Ready Ready    // of First
}

// pathFinder finds paths. What it has worked out for one it keeps for others.
type pathFinder struct {
	*Network
	readies map[*Member]Ready
	orders  map[int32][]int32 // by set: whom to ask, the best first
	firsts  map[int][]Path    // by node in between: the two best ways there
}

func newPathFinder(w *Network) *pathFinder {
	return &pathFinder{w, map[*Member]Ready{}, map[int32][]int32{}, map[int][]Path{}}
}

// Paths are the best ways to a node, at most three: through one person, or
// else through two. Scores are strength × tie × readiness.
func (w *Network) Paths(to int) []Path {
	if paths := w.Direct(to); len(paths) > 0 {
		return paths
	}
	return BestPaths(w.Longer(to))
}

// BestPaths are the best three of some paths, one for each person to ask; of
// three hops one for each person in between.
func BestPaths(paths []Path) []Path {
	sortPaths(paths)
	seen := map[int]bool{}
	var out []Path
	for _, p := range paths {
		through := p.First.ID
		if p.Then >= 0 {
			through = p.Then
		}
		if len(out) < maxPaths && !seen[through] {
			seen[through] = true
			out = append(out, p)
		}
	}
	return out
}

// Direct are the best ways through one person.
func (w *Network) Direct(to int) []Path { return w.paths.direct(to, pathLeast, maxPaths) }

// Longer are the best ways through two, one for each who is in between.
func (w *Network) Longer(to int) []Path { return w.paths.longer(to) }

// Resting are those who know somebody and would be a way there, were it not
// for what the user owes or has asked them.
func (w *Network) Resting(to int) []Path {
	var out []Path
	for _, u := range w.Ties.around(to) {
		if int(u) >= len(w.People) || !w.People[u].Live || !w.People[u].Reachable() {
			continue
		}
		m, by := w.People[u], w.Ties.Between(int(u), to)
		full := m.Strength.Weight() * by.Kind.Weight()
		if ready := w.paths.ready(m); full >= pathLeast-rounding && full*ready.Factor < pathLeast-rounding {
			out = append(out, Path{To: to, First: m, Then: -1, Score: full * ready.Factor, Tie: by, Ready: ready})
		}
	}
	sortPaths(out)
	return out
}

// around lists everybody whom some evidence that leads anywhere ties to a
// node.
func (t *Ties) around(node int) []int32 {
	var out []int32
	for _, arc := range t.arcsOf(node) {
		if t.held(arc.by) {
			out = append(out, arc.to)
		}
	}
	for _, s := range t.setsOf[node] {
		if t.sets[s].Kind.Weight() >= pathTie {
			out = append(out, t.sets[s].members...)
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(u int32) bool {
		return int(u) == node || t.Between(node, int(u)).Kind.Weight() < pathTie
	})
}

func (f *pathFinder) ready(m *Member) Ready {
	r, ok := f.readies[m]
	if !ok {
		r = f.Network.Ready(m)
		f.readies[m] = r
	}
	return r
}

// asking is the weight of a person as somebody to ask: strength × readiness.
func (f *pathFinder) asking(m *Member) float64 {
	if !m.Live {
		return 0
	}
	return m.Strength.Weight() * f.ready(m).Factor
}

// order lists those of a set whom the user might ask, the best first.
func (f *pathFinder) order(s int32) []int32 {
	if list, ok := f.orders[s]; ok {
		return list
	}
	list := []int32{}
	for _, u := range f.Ties.sets[s].members {
		if int(u) < len(f.People) && f.asking(f.People[u]) > 0 {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b int32) int {
		x, y := f.People[a], f.People[b]
		return cmp.Or(cmp.Compare(f.asking(y), f.asking(x)), compareMembers(x, y))
	})
	list = slices.Compact(list) // somebody who was there twice
	f.orders[s] = list
	return list
}

func compareMembers(a, b *Member) int {
	return cmp.Or(txt.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
}

func sortPaths(paths []Path) {
	slices.SortFunc(paths, func(a, b Path) int {
		if math.Abs(a.Score-b.Score) > rounding {
			return cmp.Compare(b.Score, a.Score)
		}
		return cmp.Or(compareMembers(a.First, b.First), a.Then-b.Then, a.To-b.To)
	})
}

// direct finds the best people to ask who know somebody. Of a set no more than
// so many are looked at: those behind them could do no better.
func (f *pathFinder) direct(to int, least float64, most int) []Path {
	var paths []Path
	leads := map[int32]bool{int32(to): false} // whether those who were looked at do
	try := func(u int32) bool {
		if known, ok := leads[u]; ok || int(u) >= len(f.People) {
			return known
		}
		leads[u] = false
		m, by := f.People[u], f.Ties.Between(int(u), to)
		score := f.asking(m) * by.Kind.Weight()
		if by.Kind.Weight() < pathTie || score == 0 || score < least-rounding {
			return false
		}
		paths = append(paths, Path{To: to, First: m, Then: -1, Score: score, Tie: by, Ready: f.ready(m)})
		leads[u] = true
		return true
	}
	for _, arc := range f.Ties.arcsOf(to) {
		if f.Ties.held(arc.by) {
			try(arc.to)
		}
	}
	for _, s := range f.Ties.setsOf[to] {
		if f.Ties.sets[s].Kind.Weight() < pathTie {
			continue
		}
		found := 0
		for _, u := range f.order(s) {
			if found == most {
				break
			}
			if try(u) {
				found++
			}
		}
	}
	sortPaths(paths)
	return paths[:min(len(paths), most)]
}

// longer finds the best ways over somebody in between: any contact who may be
// written to, but nobody who could introduce the user and is to rest, or waits
// for an answer.
func (f *pathFinder) longer(to int) []Path {
	var best []Path
	for _, v := range f.Ties.around(to) {
		then := int(v)
		if then >= len(f.People) || !f.between(f.People[then]) {
			continue
		}
		firsts, ok := f.firsts[then]
		if !ok {
			firsts = f.direct(then, 0, 2)
			f.firsts[then] = firsts
		}
		last := f.Ties.Between(then, to)
		for _, p := range firsts {
			if p.First.ID == to {
				continue
			}
			if p.Score *= last.Kind.Weight() * longerPath; p.Score >= pathLeast-rounding {
				p.To, p.Then, p.Last = to, then, last
				best = append(best, p)
			}
			break // the others are no better
		}
	}
	sortPaths(best)
	return best
}

// between reports whether a way may lead over somebody.
func (f *pathFinder) between(m *Member) bool {
	return m.Reachable() && !m.Double && !(m.Live && f.ready(m).Factor == 0)
}
