package report

import (
	"cmp"
	"fmt"
	"slices"

	"netnotes/index/network"
	"netnotes/parse"
)

// The coverage gate: where less is recorded, nothing is said of structure.
const (
	gateLive  = 10
	gateShare = 40 // percent
)

// coverage is how much is recorded of who knows whom.
type coverage struct {
	tied, people int // of those who count: with a known tie, and all
}

func (c coverage) percent() int { return percent(c.tied, c.people) }

// covered counts those of the network who know somebody else of it.
func (g *gapper) covered() coverage {
	var nodes []int
	for _, m := range g.People {
		if m.Counts {
			nodes = append(nodes, m.ID)
		}
	}
	c := coverage{people: len(nodes)}
	graph := g.Ties.Graph(nodes)
	for i := range nodes {
		if graph.Tied(i) {
			c.tied++
		}
	}
	return c
}

// structure reports whether enough is recorded to speak of structure.
func (g *gapper) structure() bool {
	return len(g.alive) >= gateLive && 100*g.known.tied >= gateShare*g.known.people
}

// gate says how much is recorded where that is too little to speak of structure.
func (g *gapper) gate() string {
	share := fmt.Sprintf("%d %% of your people have a recorded tie", g.known.percent())
	few := fmt.Sprintf("you spoke with %s in two years", plural(len(g.alive), "person", "people"))
	switch little := 100*g.known.tied < gateShare*g.known.people; {
	case len(g.alive) >= gateLive:
		return fmt.Sprintf("%s; %d %% are needed", share, gateShare)
	case little:
		return fmt.Sprintf("%s, and %s; %d and %d %% are needed", few, share, gateLive, gateShare)
	}
	return fmt.Sprintf("%s, and %d are needed", few, gateLive)
}

// circles finds one circle that is most of the network.
func (g *gapper) circles() {
	if !g.structure() {
		g.withhold("circles", g.gate(), parse.Command("ask"))
		return
	}
	n, largest := len(g.alive), g.parts[0]
	if 2*len(largest) < n {
		g.calm("The largest circle holds %d of the %d people you talk with; half of them would be said.", len(largest), n)
		return
	}
	t := g.graph.Ties()
	size := float64(n) - 2*float64(t)/float64(n)
	circle := g.hubsFirst(largest)
	f := Finding{ID: "circles", Severity: 0.6, Do: parse.Command("gaps", "reconnect"),
		Title:   fmt.Sprintf("%d of the %d people you talk with are one circle, around %s", len(circle), n, memberNames(circle[:min(len(circle), maxNames)])),
		Numbers: map[string]any{"n": n, "t": t, "largest": len(circle), "share": float64(len(circle)) / float64(n), "effective_size": size}}
	if len(circle) == n {
		f.Title = fmt.Sprintf("All %d people you talk with are one circle, around %s", n, memberNames(circle[:min(n, maxNames)]))
	}
	f.Text = "What one of them hears, the others hear"
	if place := g.commonPlace(circle); place != "" {
		f.Text += "; " + place
	}
	if 4*size < 3*float64(n) {
		f.Text += fmt.Sprintf(". Counted once where they know each other, the %d are about %s", n, plural(int(size+0.5), "voice", "voices"))
	}
	f.Text += ". Somebody from elsewhere adds most."
	f.Why = []Evidence{tell("known ties among the %d: %d", n, t), tell("circles: %v", sizes(g.parts)), tell("effective size n - 2t/n = %d - 2·%d/%d = %.2f", n, t, n, size),
		tell("the largest circle holds %d %%, from 50 %% on it is said; %d %% of your people have a recorded tie", percent(len(largest), n), g.known.percent())}
	g.add(f, circle...)
}

// hubsFirst are the people of a circle, those who know most of it first.
func (g *gapper) hubsFirst(circle []int) []*network.Member {
	knows, degrees := map[*network.Member]int{}, g.graph.Degrees()
	out := make([]*network.Member, len(circle))
	for i, u := range circle {
		out[i] = g.alive[u]
		knows[g.alive[u]] = degrees[u]
	}
	slices.SortStableFunc(out, func(a, b *network.Member) int {
		return cmp.Or(knows[b]-knows[a], byCloseness(a, b))
	})
	return out
}

// commonPlace says at which organisation all or most of a circle are.
func (g *gapper) commonPlace(circle []*network.Member) string {
	count, most := map[string]int{}, ""
	for _, m := range circle {
		for _, org := range m.List("org") {
			name := parse.PlainText(org)
			if count[name]++; count[name] > count[most] {
				most = name
			}
		}
	}
	switch n := count[most]; {
	case n == len(circle):
		return "all of them are at " + most
	case 2*n > len(circle):
		return "most of them are at " + most
	}
	return ""
}

func sizes(parts [][]int) []int {
	out := make([]int, len(parts))
	for i, part := range parts {
		out[i] = len(part)
	}
	return out
}

// GapsMetrics are the measures of structure: the graph is the user and those
// they talk with, with their known ties. The measures of the user need somebody
// to measure.
type GapsMetrics struct {
	N             int      `json:"n"`
	T             int      `json:"t"`
	EffectiveSize float64  `json:"effective_size"`
	Efficiency    float64  `json:"efficiency"`
	Constraint    float64  `json:"constraint"`
	Hierarchy     *float64 `json:"hierarchy,omitempty"`           // none with one person
	Weighted      *float64 `json:"constraint_weighted,omitempty"` // with the strengths of the ties
	Bridges       *int     `json:"bridges,omitempty"`             // ties that alone hold two parts of a circle together
	Circles       []int    `json:"circles"`
}

// maxWeighed is up to how many ties each tie is looked at by itself, for the
// weighted constraint and for bridges.
const maxWeighed = 500_000

// metrics measures the user's place; nothing where there is nobody.
func (g *gapper) metrics() *GapsMetrics {
	n := len(g.alive)
	if n == 0 {
		return nil
	}
	m := &GapsMetrics{N: n, T: g.graph.Ties(), Circles: sizes(g.parts)}
	nodes := make([]int, n)
	for i, a := range g.alive {
		nodes[i] = a.ID
	}
	// The user is the node after the last one.
	graph := g.Ties.GraphWithUser(nodes)
	m.EffectiveSize, _ = graph.EffectiveSize(n)
	m.Efficiency = m.EffectiveSize / float64(n)
	var parts []float64
	m.Constraint, parts, _ = graph.Constraint(n, nil)
	if h, ok := network.Hierarchy(parts); ok {
		m.Hierarchy = &h
	}
	if m.T > maxWeighed {
		return m
	}
	weighted, _, _ := graph.Constraint(n, func(a, b int) float64 {
		switch {
		case a == n:
			return g.alive[b].Strength.Weight()
		case b == n:
			return g.alive[a].Strength.Weight()
		}
		return g.Ties.Between(nodes[a], nodes[b]).Kind.Weight()
	})
	bridges := len(g.graph.Bridges())
	m.Weighted, m.Bridges = &weighted, &bridges
	return m
}

func (m *GapsMetrics) text(p *painter) {
	if m == nil {
		return
	}
	p.line()
	p.line(p.mark(bold, "Structure"))
	row := func(name string, format string, value any, note string) {
		p.line("   ", pad(name, 16), pad(fmt.Sprintf(format, value), 8), p.mark(dim, "  "+note))
	}
	row("people", "%d", m.N, "you spoke with in two years")
	row("ties", "%d", m.T, "known among them")
	row("effective size", "%.2f", m.EffectiveSize, "n - 2t/n: those who know each other counted once")
	row("efficiency", "%.4f", m.Efficiency, "effective size / n")
	row("constraint", "%.4f", m.Constraint, "how far they lead back to each other; lower is more open")
	if m.Weighted != nil {
		row("  weighted", "%.4f", *m.Weighted, "the same with the strengths of the ties")
	}
	if m.Hierarchy != nil {
		row("hierarchy", "%.4f", *m.Hierarchy, "how far one person alone makes the constraint")
	}
	if m.Bridges != nil {
		row("bridges", "%d", *m.Bridges, "ties that alone hold two parts of a circle together")
	}
	circles := fmt.Sprint(m.Circles[:min(len(m.Circles), 12)])
	if len(m.Circles) > 12 {
		circles = circles[:len(circles)-1] + fmt.Sprintf(" … %d in all]", len(m.Circles))
	}
	p.line("   ", pad("circles", 16), circles)
}

// outerCircles are circles of people the user does not talk with, and the only
// one through whom a way leads there.
func (g *gapper) outerCircles() map[*network.Member][][]*network.Member {
	var nodes []int
	for _, m := range g.People {
		if m.Live || !m.Double && m.Reachable() && m.Status != parse.Archived {
			nodes = append(nodes, m.ID)
		}
	}
	graph := g.Ties.Graph(nodes)
	w := walk{graph: graph, nodes: nodes, seen: make([]bool, len(nodes))}
	out := map[*network.Member][][]*network.Member{}
	for start, id := range nodes {
		if w.seen[start] || g.People[id].Live {
			continue
		}
		circle, doors := g.outerCircle(&w, start)
		if len(circle) > 1 && len(doors) == 1 {
			slices.SortFunc(circle, func(a, b *network.Member) int { return a.ID - b.ID })
			out[doors[0]] = append(out[doors[0]], circle)
		}
	}
	return out
}

// walk is a way through a graph of people.
type walk struct {
	graph *network.Graph
	nodes []int // whom each node stands for
	seen  []bool
	near  []int32 // memory for neighbours
}

// outerCircle gathers the circle around a node, and the live people beside it.
func (g *gapper) outerCircle(w *walk, start int) (circle, doors []*network.Member) {
	w.seen[start] = true
	queue := []int{start}
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		circle = append(circle, g.People[w.nodes[u]])
		w.near = w.graph.Near(u, w.near)
		for _, v := range w.near {
			switch m := g.People[w.nodes[v]]; {
			case m.Live && len(doors) < 2 && !slices.Contains(doors, m):
				doors = append(doors, m)
			case !m.Live && !w.seen[v]:
				w.seen[v] = true
				queue = append(queue, int(v))
			}
		}
	}
	return circle, doors
}
