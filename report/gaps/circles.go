package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// The coverage gate: where less is recorded, nothing is said of structure.
const (
	gateLive  = 10
	gateShare = 40 // percent
)

// recorded reports whether enough is recorded to speak of structure.
func (g *Finder) recorded() bool {
	return len(g.alive) >= gateLive && 100*g.known().tied >= gateShare*g.known().people
}

// gate says how much is recorded where that is too little to speak of structure.
func (g *Finder) gate() string {
	share := fmt.Sprintf("%d %% of your people have a recorded tie", g.known().percent())
	few := fmt.Sprintf("you spoke with %s in two years", form.Plural(len(g.alive), "person", "people"))
	switch little := 100*g.known().tied < gateShare*g.known().people; {
	case len(g.alive) >= gateLive:
		return fmt.Sprintf("%s; %d %% are needed", share, gateShare)
	case little:
		return fmt.Sprintf("%s, and %s; %d and %d %% are needed", few, share, gateLive, gateShare)
	}
	return fmt.Sprintf("%s, and %d are needed", few, gateLive)
}

// circles finds one circle that is most of the network.
func (g *Finder) circles() {
	if !g.recorded() {
		g.withhold("circles", g.gate(), txt.Command("ask"))
		return
	}
	n, s := len(g.alive), g.structure()
	largest := s.parts[0]
	if 2*len(largest) < n {
		g.calm("The largest circle holds %d of the %d people you talk with; half of them would be said.", len(largest), n)
		return
	}
	degrees := s.graph.Degrees()
	t := network.TiesOf(degrees)
	size := float64(n) - 2*float64(t)/float64(n)
	g.add(Finding{ID: "circles", Severity: 0.6, Do: txt.Command("gaps", "reconnect"),
		Numbers: map[string]any{"n": n, "t": t, "largest": len(largest), "share": float64(len(largest)) / float64(n), "effective_size": size},
		words: func(f *Finding) {
			circle := g.hubsFirst(largest, degrees)
			f.name(circle...)
			g.circleText(f, circle, size)
			f.Why = []form.Evidence{tell("known ties among the %d: %d", n, t), tell("circles: %v", sizes(s.parts)), tell("effective size n - 2t/n = %d - 2·%d/%d = %.2f", n, t, n, size),
				tell("the largest circle holds %d %%, from 50 %% on it is said; %d %% of your people have a recorded tie", form.Percent(len(largest), n), g.known().percent())}
		}})
}

// circleText says how large the largest circle is, and what that means.
func (g *Finder) circleText(f *Finding, circle []*network.Member, size float64) {
	n, around := len(g.alive), memberNames(circle[:min(len(circle), form.MaxNames)])
	f.Title = fmt.Sprintf("%d of the %d people you talk with are one circle, around %s", len(circle), n, around)
	if len(circle) == n {
		f.Title = fmt.Sprintf("All %d people you talk with are one circle, around %s", n, around)
	}
	f.Text = "What one of them hears, the others hear"
	if place := g.commonPlace(circle); place != "" {
		f.Text += "; " + place
	}
	if 4*size < 3*float64(n) {
		f.Text += fmt.Sprintf(". Counted once where they know each other, the %d are about %s", n, form.Plural(int(size+0.5), "voice", "voices"))
	}
	f.Text += ". Somebody from elsewhere adds most."
}

// hubsFirst are the people of a circle, those who know most of it first.
func (g *Finder) hubsFirst(circle, degrees []int) []*network.Member {
	type place struct{ degree, distance, node int }
	places, out := make([]place, len(circle)), make([]*network.Member, len(circle))
	for i, u := range circle {
		places[i] = place{degrees[u], distance(g.alive[u]), u}
	}
	slices.SortFunc(places, func(a, b place) int {
		if a.degree != b.degree || a.distance != b.distance {
			return cmp.Or(b.degree-a.degree, a.distance-b.distance)
		}
		return cmp.Or(strings.Compare(g.alive[a.node].Name, g.alive[b.node].Name), a.node-b.node)
	})
	for i, p := range places {
		out[i] = g.alive[p.node]
	}
	return out
}

// commonPlace says at which organisation all or most of a circle are.
func (g *Finder) commonPlace(circle []*network.Member) string {
	count, plain, most := map[string]int{}, map[string]string{}, ""
	for _, m := range circle {
		for _, org := range m.List("org") {
			name, known := plain[org]
			if !known {
				name = txt.PlainText(org)
				plain[org] = name
			}
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

// outerCircles are circles of people the user does not talk with, and the only
// one through whom a way leads there.
func (g *Finder) outerCircles() map[*network.Member][][]*network.Member {
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
func (g *Finder) outerCircle(w *walk, start int) (circle, doors []*network.Member) {
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
