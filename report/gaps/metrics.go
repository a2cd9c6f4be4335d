package gaps

import (
	"fmt"

	"netnotes/index/network"
	"netnotes/report/form"
)

// covered counts those of the network who know somebody else of it.
func (g *Finder) covered() (c coverage) {
	counts := make([]bool, len(g.People)+len(g.Ties.Ghosts))
	for i, m := range g.People {
		counts[i] = m.Counts
	}
	for i, m := range g.People {
		if m.Counts {
			c.people++
			c.tied += form.Count(g.Ties.Befriended(i, counts))
		}
	}
	return c
}

// maxWeighed is up to how many ties each tie is looked at by itself, for the
// weighted constraint and for bridges.
const maxWeighed = 500_000

// metrics measures the user's place; nothing where there is nobody.
func (g *Finder) metrics() *Metrics {
	n := len(g.alive)
	if n == 0 {
		return nil
	}
	s := g.structure()
	m := &Metrics{N: n, T: s.graph.Ties(), Circles: sizes(s.parts)}
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
	bridges := len(s.graph.Bridges())
	m.Weighted, m.Bridges = &weighted, &bridges
	return m
}

func (m *Metrics) text(p *form.Painter) {
	if m == nil {
		return
	}
	p.Line()
	p.Line(p.Mark(form.Bold, "Structure"))
	row := func(name string, format string, value any, note string) {
		p.Line("   ", form.Pad(name, 16), form.Pad(fmt.Sprintf(format, value), 8), p.Mark(form.Dim, "  "+note))
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
	p.Line("   ", form.Pad("circles", 16), circles)
}
