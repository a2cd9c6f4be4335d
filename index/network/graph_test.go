package network

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// published is a known graph with what is known of it.
type published struct {
	names            []string
	constraint, size map[string]string // "-" where there is none
	ties, bridges    [][2]string
	weights          map[[2]int]float64
	components       int
	*Graph
}

func readPublished(t *testing.T, file string) published {
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := published{constraint: map[string]string{}, size: map[string]string{}, weights: map[[2]int]float64{}}
	for line := range strings.Lines(string(source)) {
		words := strings.Fields(line)
		switch words[0] {
		case "node":
			p.names = append(p.names, words[1])
			p.constraint[words[1]], p.size[words[1]] = words[2], words[3]
		case "tie":
			p.ties = append(p.ties, [2]string{words[1], words[2]})
			w, err := strconv.ParseFloat(words[3], 64)
			if err != nil {
				t.Fatal(err)
			}
			a, b := slices.Index(p.names, words[1]), slices.Index(p.names, words[2])
			p.weights[[2]int{a, b}], p.weights[[2]int{b, a}] = w, w
		case "bridge":
			p.bridges = append(p.bridges, [2]string{words[1], words[2]})
		case "components":
			p.components, _ = strconv.Atoi(words[1])
		}
	}
	p.Graph = NewGraph(len(p.names))
	for _, tie := range p.ties {
		p.AddTie(slices.Index(p.names, tie[0]), slices.Index(p.names, tie[1]))
	}
	return p
}

// TestPublishedGraphs holds every node of the known graphs against values on
// which two independent programs agree.
func TestPublishedGraphs(t *testing.T) {
	files, err := filepath.Glob("testdata/graphs/*.txt")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d graphs, %v", len(files), err)
	}
	same := func(t *testing.T, what, want string, got float64, ok bool) {
		t.Helper()
		value, err := strconv.ParseFloat(want, 64)
		if (want == "-") == ok || ok && (err != nil || math.Abs(value-got) > 1e-9) {
			t.Errorf("%s: got %v (%v), want %s", what, got, ok, want)
		}
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			g := readPublished(t, file)
			for u, name := range g.names {
				constraint, _, ok := g.Constraint(u, nil)
				same(t, "constraint of "+name, g.constraint[name], constraint, ok)
				size, ok := g.EffectiveSize(u)
				same(t, "effective size of "+name, g.size[name], size, ok)
			}
			if got := g.Components(); len(got) != g.components {
				t.Errorf("%d components, want %d", len(got), g.components)
			}
			if g.Ties() != len(g.ties) && len(g.ties) > 0 {
				t.Errorf("%d ties", g.Ties())
			}
			var bridges [][2]int
			for _, b := range g.bridges {
				a, b := slices.Index(g.names, b[0]), slices.Index(g.names, b[1])
				bridges = append(bridges, [2]int{min(a, b), max(a, b)})
			}
			slices.SortFunc(bridges, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
			if got := g.Bridges(); !slices.Equal(got, bridges) {
				t.Errorf("bridges %v, want %v", got, bridges)
			}
		})
	}
}

// TestWeightedConstraint works the path a -3- b -1- c out by hand. From b: to a
// 3/4, to c 1/4, and neither leads to the other: 9/16 + 1/16. From a: all to b.
// With a tie a -1- c of weight 1 as well, from a: p_ab = 3/4, p_ac = 1/4,
// p_bc = 1/4, p_cb = 1/2; c_b = (3/4 + 1/4·1/2)², c_c = (1/4 + 3/4·1/4)².
func TestWeightedConstraint(t *testing.T) {
	g := NewGraph(3)
	g.AddTie(0, 1)
	g.AddTie(1, 2)
	weight := func(a, b int) float64 {
		if pairOf(a, b) == [2]int32{0, 1} {
			return 3
		}
		return 1
	}
	if c, _, _ := g.Constraint(1, weight); math.Abs(c-10./16) > 1e-12 {
		t.Errorf("from b: %v", c)
	}
	if c, _, _ := g.Constraint(0, weight); math.Abs(c-1) > 1e-12 {
		t.Errorf("from a: %v", c)
	}
	g.AddTie(0, 2)
	if c, _, _ := g.Constraint(0, weight); math.Abs(c-(math.Pow(.875, 2)+math.Pow(.4375, 2))) > 1e-12 {
		t.Errorf("from a of three: %v", c)
	}
}

// TestGraphSets holds a graph of sets and separations against the same graph
// of single ties.
func TestGraphSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		node := rapid.IntRange(0, n-1)
		short, plain := NewGraph(n), NewGraph(n)
		tied := map[[2]int32]bool{}
		for range rapid.IntRange(0, 6).Draw(t, "ties") {
			a, b := node.Draw(t, "a"), node.Draw(t, "b")
			short.AddTie(a, b)
			tied[pairOf(a, b)] = true
		}
		for range rapid.IntRange(0, 4).Draw(t, "sets") {
			set := rapid.SliceOfNDistinct(node, 1, n, rapid.ID).Draw(t, "set")
			short.AddSet(set)
			for _, a := range set {
				for _, b := range set {
					tied[pairOf(a, b)] = true
				}
			}
		}
		for range rapid.IntRange(0, 4).Draw(t, "apart") {
			a, b := node.Draw(t, "a"), node.Draw(t, "b")
			short.Separate(a, b)
			delete(tied, pairOf(a, b))
		}
		for pair := range tied {
			plain.AddTie(int(pair[0]), int(pair[1]))
		}
		if a, b := fmt.Sprint(short.Components(), short.Bridges(), short.Ties()), fmt.Sprint(plain.Components(), plain.Bridges(), plain.Ties()); a != b {
			t.Fatalf("with sets %s\nwithout  %s", a, b)
		}
		for u := range n {
			a, _ := short.EffectiveSize(u)
			b, _ := plain.EffectiveSize(u)
			x, _, _ := short.Constraint(u, nil)
			y, _, _ := plain.Constraint(u, nil)
			if a != b || math.Abs(x-y) > 1e-12 {
				t.Fatalf("node %d: %v %v, without sets %v %v", u, a, x, b, y)
			}
		}
		// A tie is a bridge where taking it away parts a component.
		for pair := range tied {
			if pair[0] == pair[1] {
				continue
			}
			without := NewGraph(n)
			for other := range tied {
				if other != pair {
					without.AddTie(int(other[0]), int(other[1]))
				}
			}
			parted := len(without.Components()) > len(plain.Components())
			if parted != slices.Contains(plain.Bridges(), [2]int{int(pair[0]), int(pair[1])}) {
				t.Fatalf("%v is a bridge: %v", pair, parted)
			}
		}
	})
}

// TestHierarchy: all the same is 0, one alone makes all is 1, one has none.
func TestHierarchy(t *testing.T) {
	for _, c := range []struct {
		parts []float64
		want  float64
		ok    bool
	}{{nil, 0, false}, {[]float64{1}, 0, false}, {[]float64{.2, .2, .2}, 0, true}, {[]float64{0, 0, .5}, 1, true}} {
		if got, ok := Hierarchy(c.parts); ok != c.ok || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v: %v %v", c.parts, got, ok)
		}
	}
}
