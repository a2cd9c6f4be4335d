package network

import (
	"math"
	"slices"
)

// Graph is an undirected graph without loops. Besides single ties it holds
// sets whose members are all tied to each other, so that a workplace of a
// thousand people does not need half a million ties.
type Graph struct {
	ties   [][]int32 // by node
	sets   [][]int32
	setsOf [][]int32 // by node: the sets it is in
	apart  map[[2]int32]bool
	mark   []int32 // the last visit that met a node
	visit  int32
}

// NewGraph makes a graph of n nodes, 0 to n-1, without ties.
func NewGraph(n int) *Graph {
	return &Graph{ties: make([][]int32, n), setsOf: make([][]int32, n), mark: make([]int32, n), apart: map[[2]int32]bool{}}
}

// AddTie ties two nodes; a tie of a node with itself is none.
func (g *Graph) AddTie(a, b int) {
	if a != b {
		g.ties[a] = append(g.ties[a], int32(b))
		g.ties[b] = append(g.ties[b], int32(a))
	}
}

// AddSet ties all members to each other.
func (g *Graph) AddSet(members []int) {
	if len(members) < 2 {
		return
	}
	set := make([]int32, 0, len(members))
	g.visit++
	for _, u := range members {
		if g.mark[u] != g.visit {
			g.mark[u] = g.visit
			set = append(set, int32(u))
			g.setsOf[u] = append(g.setsOf[u], int32(len(g.sets)))
		}
	}
	g.sets = append(g.sets, set)
}

// Separate says that nothing ties two nodes, whatever sets they share.
func (g *Graph) Separate(a, b int) {
	g.apart[pairOf(a, b)] = true
}

func pairOf(a, b int) [2]int32 { return [2]int32{int32(min(a, b)), int32(max(a, b))} }

// Near lists a node's neighbours, each once and in no order, in the memory of
// buf.
func (g *Graph) Near(u int, buf []int32) []int32 {
	g.visit++
	g.mark[u] = g.visit
	buf = buf[:0]
	add := func(list []int32) {
		for _, v := range list {
			if g.mark[v] != g.visit {
				g.mark[v] = g.visit
				buf = append(buf, v)
			}
		}
	}
	add(g.ties[u])
	for _, set := range g.setsOf[u] {
		add(g.sets[set])
	}
	if len(g.apart) > 0 {
		buf = slices.DeleteFunc(buf, func(v int32) bool { return g.apart[pairOf(u, int(v))] })
	}
	return buf
}

// Neighbours lists a node's neighbours in ascending order.
func (g *Graph) Neighbours(u int) []int32 {
	list := g.Near(u, nil)
	slices.Sort(list)
	return list
}

// Degrees counts every node's neighbours.
func (g *Graph) Degrees() []int {
	out, holes := make([]int, len(g.ties)), g.holed()
	var buf []int32
	for u := range out {
		if holes[u] {
			buf = g.Near(u, buf)
			out[u] = len(buf)
		} else {
			out[u] = g.degree(u)
		}
	}
	return out
}

// degree counts the neighbours of a node that is separated from none: those of its
// largest set, and the others one by one.
func (g *Graph) degree(u int) (n int) {
	largest := int32(-1)
	for _, set := range g.setsOf[u] {
		if largest < 0 || len(g.sets[set]) > len(g.sets[largest]) {
			largest = set
		}
	}
	if largest >= 0 {
		n = len(g.sets[largest]) - 1
	}
	g.visit++
	g.mark[u] = g.visit
	add := func(list []int32) {
		for _, v := range list {
			if g.mark[v] == g.visit {
				continue
			}
			if g.mark[v] = g.visit; !slices.Contains(g.setsOf[v], largest) {
				n++
			}
		}
	}
	add(g.ties[u])
	for _, set := range g.setsOf[u] {
		if set != largest {
			add(g.sets[set])
		}
	}
	return n
}

// Ties counts the ties, each once.
func (g *Graph) Ties() int { return TiesOf(g.Degrees()) }

// TiesOf is how many ties there are, from the degrees of all nodes.
func TiesOf(degrees []int) int {
	total := 0
	for _, d := range degrees {
		total += d
	}
	return total / 2
}

// Components are the sets of nodes that ties connect, the largest first, each
// in ascending order.
func (g *Graph) Components() [][]int {
	f := filler{g, make([]bool, len(g.ties)), make([]bool, len(g.sets)), g.holed(), nil}
	var out [][]int
	for start := range f.seen {
		if !f.seen[start] {
			part := f.component(start)
			slices.Sort(part)
			out = append(out, part)
		}
	}
	slices.SortStableFunc(out, func(a, b []int) int { return len(b) - len(a) })
	return out
}

// filler spreads from node to node, over each set once.
type filler struct {
	*Graph
	seen  []bool // by node
	done  []bool // by set
	holes []bool // by node: not tied to everybody of its sets
	buf   []int32
}

func (f *filler) component(start int) []int {
	f.seen[start] = true
	part := []int{start}
	take := func(list []int32) {
		for _, v := range list {
			if !f.seen[v] {
				f.seen[v] = true
				part = append(part, int(v))
			}
		}
	}
	for i := 0; i < len(part); i++ {
		u := part[i]
		if f.holes[u] {
			f.buf = f.Near(u, f.buf)
			take(f.buf)
			continue
		}
		take(f.ties[u])
		for _, set := range f.setsOf[u] {
			if !f.done[set] {
				f.done[set] = true
				take(f.sets[set])
			}
		}
	}
	return part
}

// holed marks the nodes that are separated from another one.
func (g *Graph) holed() []bool {
	out := make([]bool, len(g.ties))
	for pair := range g.apart {
		out[pair[0]], out[pair[1]] = true, true
	}
	return out
}

// Bridges are the ties whose loss would part a component, in ascending order.
// A tie is one where no other way leads from its later node back to its
// earlier one (Tarjan, "A note on finding the bridges of a graph", 1974).
func (g *Graph) Bridges() [][2]int {
	f := bridgeFinder{Graph: g, order: make([]int, len(g.ties)), low: make([]int, len(g.ties))}
	for start := range f.order {
		if f.order[start] == 0 {
			f.walk(start)
		}
	}
	slices.SortFunc(f.out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return f.out
}

// bridgeFinder goes through a graph in depth, on a stack of its own.
type bridgeFinder struct {
	*Graph
	order []int // when a node was met, from 1
	low   []int // the earliest node to which another way leads back
	clock int
	path  []bridgeStep
	out   [][2]int
}

type bridgeStep struct {
	node, from int
	list       []int32 // neighbours not looked at yet
}

func (f *bridgeFinder) enter(node, from int) {
	f.clock++
	f.order[node], f.low[node] = f.clock, f.clock
	f.path = append(f.path, bridgeStep{node, from, f.Neighbours(node)})
}

func (f *bridgeFinder) walk(start int) {
	f.enter(start, -1)
	for len(f.path) > 0 {
		top := &f.path[len(f.path)-1]
		if len(top.list) == 0 {
			f.leave(top.node, top.from)
			continue
		}
		v := int(top.list[0])
		top.list = top.list[1:]
		switch {
		case v == top.from:
		case f.order[v] > 0:
			f.low[top.node] = min(f.low[top.node], f.order[v])
		default:
			f.enter(v, top.node)
		}
	}
}

func (f *bridgeFinder) leave(node, from int) {
	f.path = f.path[:len(f.path)-1]
	if from < 0 {
		return
	}
	f.low[from] = min(f.low[from], f.low[node])
	if f.low[node] > f.order[from] {
		f.out = append(f.out, [2]int{min(node, from), max(node, from)})
	}
}

// EffectiveSize is n - 2t/n for a node with n neighbours and t ties among
// them: how many neighbours are left when those who know each other are
// counted once (Burt, "Structural Holes", 1992; in this form Borgatti,
// "Structural holes: unpacking Burt's redundancy measures", 1997). A node
// without neighbours has none.
func (g *Graph) EffectiveSize(u int) (size float64, ok bool) {
	near := g.Near(u, nil)
	if len(near) == 0 {
		return 0, false
	}
	n, ends := float64(len(near)), float64(g.endsAmong(near))
	return n - ends/n, true
}

// endsAmong counts the ties among nodes, each from both ends.
func (g *Graph) endsAmong(nodes []int32) int {
	in := make([]bool, len(g.ties))
	for _, v := range nodes {
		in[v] = true
	}
	ends := 0
	var buf []int32
	for _, v := range nodes {
		buf = g.Near(int(v), buf)
		for _, w := range buf {
			if in[w] {
				ends++
			}
		}
	}
	return ends
}

// Constraint says how far a node's neighbours lead back to each other:
//
//	C = Σ_j c_j,  c_j = (p_uj + Σ_q p_uq p_qj)²,  p_ij = a_ij / Σ_q a_iq
//
// over the neighbours j of u (Burt, "Structural Holes", 1992). weight gives a_ij
// and is 1 for every tie where it is nil. parts are the c_j, in the order of
// Neighbours. A node without neighbours has no constraint.
func (g *Graph) Constraint(u int, weight func(a, b int) float64) (total float64, parts []float64, ok bool) {
	near := g.Neighbours(u)
	if len(near) == 0 {
		return 0, nil, false
	}
	if weight == nil {
		weight = func(int, int) float64 { return 1 }
	}
	place := make([]int, len(g.ties))
	sum := 0.0
	for i, v := range near {
		place[v] = i + 1
		sum += weight(u, int(v))
	}
	parts = make([]float64, len(near))
	var buf []int32
	for i, q := range near {
		share := weight(u, int(q)) / sum
		parts[i] += share
		buf = g.Near(int(q), buf)
		all := 0.0
		for _, j := range buf {
			all += weight(int(q), int(j))
		}
		for _, j := range buf {
			if k := place[j]; k > 0 {
				parts[k-1] += share * weight(int(q), int(j)) / all
			}
		}
	}
	for i := range parts {
		parts[i] *= parts[i]
		total += parts[i]
	}
	return total, parts, true
}

// Hierarchy says how far one neighbour alone makes the constraint: 0 where all
// make the same part of it, 1 where one makes all (Burt, "Structural Holes",
// 1992; the Coleman-Theil index):
//
//	H = Σ_j r_j ln r_j / (n ln n),  r_j = c_j / (C/n)
//
// It takes the parts of Constraint, and a single one has no hierarchy.
func Hierarchy(parts []float64) (h float64, ok bool) {
	n := float64(len(parts))
	if len(parts) < 2 {
		return 0, false
	}
	total := 0.0
	for _, c := range parts {
		total += c
	}
	for _, c := range parts {
		if r := c / (total / n); r > 0 {
			h += r * math.Log(r)
		}
	}
	return max(0, h/(n*math.Log(n))), true
}
