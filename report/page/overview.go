package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"netnotes/index"
)

// farApart is the distance of organisations, whose marks are large.
const farApart = 130

// fewOrg is from how many people on an organisation has a mark of its own.
const fewOrg = 3

// overview draws very many people: a ring an organisation, whose area is their
// number, and in it a disc whose area is those who are warm or new.
func (m *maker) overview(w *web) (Picture, []PlacesRow) {
	orgs, of := w.organisations()
	ties := map[[2]int]int{}
	for u := range w.near {
		for _, v := range w.near[u] {
			if a, b := of[u], of[v]; int(v) > u && a != b {
				ties[[2]int{min(a, b), max(a, b)}]++
			}
		}
	}
	rows := make([]PlacesRow, len(orgs))
	keys, size := make([]string, len(orgs)), make([]point, len(orgs))
	for i, org := range orgs {
		rows[i].Name, keys[i] = visible(m.free(org)), org
	}
	for u, who := range w.people {
		rows[of[u]].People++
		if who.Warmth == index.Warm || who.Warmth == index.New {
			rows[of[u]].Warm++
		}
	}
	var springs []spring
	for a := range orgs {
		for b := a + 1; b < len(orgs); b++ {
			if n := ties[[2]int{a, b}]; n > 0 {
				springs = append(springs, spring{a, b, 0.8})
				rows[a].Tied, rows[b].Tied = append(rows[a].Tied, rows[b].Name), append(rows[b].Tied, rows[a].Name)
			}
		}
		r := ring(rows[a].People)
		size[a] = point{max(2*r, textWidth(shortName(rows[a].Name, nameLetters), nameSize)) + 28, 2*r + 64}
	}
	at := settle(keys, springs, farApart)
	stretch(at, 1.3, 0.8)
	spread(at, size)
	return m.drawOverview(w, rows, at, size, springs, ties), rows
}

// ring is the radius of so many people.
func ring(n int) float64 { return tenth(scaled(3.1, math.Sqrt(float64(n))) + 3) }

func (m *maker) drawOverview(w *web, rows []PlacesRow, at, size []point, springs []spring, ties map[[2]int]int) Picture {
	p := Picture{Overview: true, Title: fmt.Sprintf("Who knows whom among %d people, by organisation", len(w.people))}
	b := around(at[0], size[0].x, size[0].y)
	for i := range at {
		b = b.join(around(at[i], size[i].x, size[i].y))
	}
	dx, dy := tenth((sheetWidth-b.width())/2-b.left), tenth(16-b.top)
	for i := range at {
		at[i] = point{tenth(at[i].x + dx), tenth(at[i].y + dy)}
	}
	most := 0
	for _, n := range ties {
		most = max(most, n)
	}
	for _, s := range springs {
		class := [...]string{"e e1", "e e2", "e e3"}[min(2, 3*ties[[2]int{s.a, s.b}]/(most+1))]
		p.Lines = append(p.Lines, Edge{Class: class, Path: "M" + num(at[s.a].x) + " " + num(at[s.a].y) + "L" + num(at[s.b].x) + " " + num(at[s.b].y)})
	}
	p.Faint = len(p.Lines) > manyLines*len(rows)
	for i, r := range rows {
		radius := ring(r.People)
		share := math.Sqrt(float64(r.Warm) / float64(r.People))
		p.Discs = append(p.Discs, Disc{fmt.Sprintf("%s: %d people, %d warm or new", r.Name, r.People, r.Warm), num(at[i].x), num(at[i].y), num(radius), num(scaled(radius, share))})
		y := at[i].y + radius + 16
		p.Labels = append(p.Labels, Label{X: num(at[i].x), Y: num(y), Anchor: "middle", Text: shortName(r.Name, nameLetters)})
		p.Texts = append(p.Texts, Text{"or", num(at[i].x), num(y + 14), "middle", count(r.People, "person", "people"), ""})
	}
	p.Width, p.Height = num(max(sheetWidth, b.width()+2*sheetEdge)), num(b.height()+32)
	return p
}

// organisations are those of at least three people, the largest first, and
// "elsewhere" for all others; of says in which each person is.
func (w *web) organisations() (orgs []string, of []int) {
	counts := map[string]int{}
	for _, who := range w.people {
		counts[who.Plain("org")]++
	}
	for org, n := range counts {
		if org != "" && n >= fewOrg {
			orgs = append(orgs, org)
		}
	}
	slices.SortFunc(orgs, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	at := map[string]int{}
	for i, org := range orgs {
		at[org] = i
	}
	of = make([]int, len(w.people))
	others := false
	for u, who := range w.people {
		i, known := at[who.Plain("org")]
		if !known {
			i, others = len(orgs), true
		}
		of[u] = i
	}
	if others {
		orgs = append(orgs, "elsewhere")
	}
	return orgs, of
}
