package page

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
)

// Picture is the network drawn, in the coordinates of an SVG.
type Picture struct {
	Width, Height string
	Title, Desc   string
	Symbols       []Symbol
	Hulls         []Hull
	Lines         []Edge
	Hubs          []Mark // where the lines of a large workplace meet
	Marks         []Mark
	Labels        []Label
	Texts         []Text // titles of islands and of the shelf
	Rule          string // the path of the hairline above the shelf
	Me            []string
	MeAt          Text
	Discs         []Disc // of an overview
	Overview      bool   // one mark an organisation
	Faint         bool   // there are many lines
	Bridges, Wish bool   // what the legend needs
}

// Symbol is a mark to be used again and again.
type Symbol struct{ ID, Outline, Fill, Class string }

// Hull is the ground of an island.
type Hull struct{ Class, Path string }

// Edge is a line; its ends are numbers of people.
type Edge struct {
	Class, Path string
	A, B        string
}

// Mark is a person.
type Mark struct {
	Class  string
	Number int
	Title  string
	Use    string // the symbol
	X, Y   string
	Ring   bool
}

// Label is a name beside a mark.
type Label struct {
	X, Y, Anchor, Text string
	Bridge             bool
}

// Text is any other one.
type Text struct{ Class, X, Y, Anchor, Text, Small string }

// Disc is an organisation of an overview.
type Disc struct {
	Title, X, Y, R string
	Warm           string // the radius of the part that is warm
}

// sheet is what a picture is drawn on, from the top down.
type sheet struct {
	*drawing
	Picture
	y      float64
	placed map[int]point // by knot
	used   map[string]bool
}

func (m *maker) picture(w *web) Picture {
	s := sheet{drawing: m.draw(w), placed: map[int]point{}, used: map[string]bool{}}
	var pairs, single [][]int
	var islands []island
	for _, group := range s.groups() {
		people := 0
		for _, k := range group {
			if s.knots[k].who != nil {
				people++
			}
		}
		switch {
		case people > 2:
			islands = append(islands, s.layIsland(group))
		case people == 2:
			pairs = append(pairs, group)
		case people == 1:
			single = append(single, group)
		}
	}
	s.y = 12
	s.islands(islands)
	s.pairs(pairs)
	s.meInTheMiddle()
	s.shelf(single)
	s.symbols()
	for _, k := range s.knots {
		s.Bridges, s.Wish = s.Bridges || k.bridge, s.Wish || k.wish
	}
	s.Width, s.Height = num(sheetWidth), num(s.y+12)
	s.Faint = len(s.Lines) > manyLines*len(s.knots)
	s.Title = fmt.Sprintf("Who knows whom among %s", count(len(w.people), "person", "people"))
	return s.Picture
}

// islands lays the circles on the sheet.
func (s *sheet) islands(islands []island) {
	sizes := make([]point, len(islands))
	for i := range islands {
		sizes[i] = islands[i].size
	}
	at, depth := pack(sizes)
	for i := range islands {
		s.island(&islands[i], point{at[i].x, at[i].y + s.y})
	}
	if len(islands) > 0 {
		s.y += depth + islandGap
	}
}

func (s *sheet) island(i *island, corner point) {
	hull := slices.Clone(i.hull)
	for k := range hull {
		hull[k] = point{tenth(hull[k].x + corner.x), tenth(hull[k].y + corner.y)}
	}
	class := "c0"
	for _, k := range i.group {
		if who := s.knots[k].who; who != nil && who.circle > 0 && !s.knots[k].wish {
			class = circleClass(who.circle)
		}
	}
	s.Hulls = append(s.Hulls, Hull{"hull " + class, rounded(hull)})
	big, small := s.title(i.group)
	x, y := corner.x+i.top.x, corner.y+i.top.y
	s.Texts = append(s.Texts, Text{"hb", num(x), num(y), "", big, small})
	for k, p := range i.at {
		s.placed[i.group[k]] = point{tenth(p.x + corner.x), tenth(p.y + corner.y)}
	}
	for _, l := range i.lines {
		s.edge(i.group[l.a], i.group[l.b], l.class)
	}
	for _, k := range i.group {
		s.mark(k)
	}
	for _, l := range i.labels {
		if !l.gone {
			s.label(l, s.placed[i.group[l.at]], s.knots[i.group[l.at]].bridge)
		}
	}
}

func circleClass(n int) string {
	if n > colours {
		n = 0
	}
	return fmt.Sprintf("c%d", n)
}

// edge draws a line between two marks; one at a bridge is thick.
func (s *sheet) edge(a, b int, class string) {
	p, q := s.placed[a], s.placed[b]
	e := Edge{Class: "e " + class, Path: "M" + num(p.x) + " " + num(p.y) + "L" + num(q.x) + " " + num(q.y)}
	if class == "we" {
		e.Class = class
	} else if s.cuts(a) || s.cuts(b) {
		e.Class += " cut"
	}
	if who := s.knots[a].who; who != nil {
		e.A = fmt.Sprint(who.number)
	}
	if who := s.knots[b].who; who != nil {
		e.B = fmt.Sprint(who.number)
	}
	s.Lines = append(s.Lines, e)
}

func (s *sheet) cuts(k int) bool { return s.knots[k].who != nil && s.w.bridges[s.knots[k].who] }

func (s *sheet) mark(k int) {
	n, p := s.knots[k], s.placed[k]
	if n.who == nil {
		s.Hubs = append(s.Hubs, Mark{X: num(p.x), Y: num(p.y)})
		return
	}
	class, shape, fill := circleClass(n.who.circle), n.who.circle, sign(n.who.Warmth)
	if shape > colours || shape == 0 {
		shape = 1
	}
	mark := Mark{Class: "n " + class, Number: n.who.number, Title: s.m.called(n.who.Name), X: num(p.x), Y: num(p.y), Ring: n.bridge}
	mark.Use = fmt.Sprintf("m%d%s", shape, fill)
	if n.wish {
		mark.Class, mark.Use = "n c0", "mw"
		mark.Title += ", to meet"
	} else {
		mark.Title += ", " + string(n.who.Warmth)
	}
	if n.bridge || n.wish {
		mark.Class += " b"
	}
	s.used[mark.Use] = true
	s.Marks = append(s.Marks, mark)
}

// label writes a name where it was placed: at a side it ends or begins at the
// mark, whatever the font.
func (s *sheet) label(l label, p point, bridge bool) {
	b := l.places(p)[l.place]
	out := Label{Y: num(b.top + 13), Text: l.text, Bridge: bridge}
	switch middle := (b.left + b.right) / 2; {
	case b.left >= p.x:
		out.X = num(b.left)
	case b.right <= p.x:
		out.X, out.Anchor = num(b.right), "end"
	default:
		out.X, out.Anchor = num(middle), "middle"
	}
	s.Labels = append(s.Labels, out)
}

// manyLines is from how many lines for each mark on lines are faint.
const manyLines = 2

// Numbers of the strip of pairs and of the shelf of single people.
const (
	pairHeight  = 30
	pairRow     = 70
	pairWidth   = 50
	shelfColumn = 273
	shelfRow    = 40
	shelfStep   = 20
	shelfGroup  = 56
)

// pairs draws circles of two in a strip.
func (s *sheet) pairs(pairs [][]int) {
	x := float64(sheetEdge)
	for _, pair := range pairs {
		people := slices.DeleteFunc(slices.Clone(pair), func(k int) bool { return s.knots[k].who == nil })
		wide := float64(pairWidth)
		for _, k := range people {
			if s.knots[k].named {
				wide = max(wide, textWidth(s.called(k), nameSize)+56)
			}
		}
		if x+wide > sheetWidth {
			x, s.y = sheetEdge, s.y+pairRow
		}
		for i, k := range people {
			s.placed[k] = point{tenth(x + 10), tenth(s.y + 12 + float64(i*pairHeight))}
		}
		for _, l := range s.lines {
			if l.a == people[0] && l.b == people[1] || l.a == people[1] && l.b == people[0] {
				s.edge(l.a, l.b, l.class)
			}
		}
		for _, k := range people {
			s.mark(k)
			if s.knots[k].named {
				p := s.placed[k]
				s.Labels = append(s.Labels, Label{X: num(p.x + 14), Y: num(p.y + 5), Text: s.called(k), Bridge: s.knots[k].bridge})
			}
		}
		x = tenth(x + wide)
	}
	if len(pairs) > 0 {
		s.y += pairRow
	}
}

// shelf sets the people without a tie below a hairline, with their places.
func (s *sheet) shelf(single [][]int) {
	var people []int
	live := 0
	for _, group := range single {
		people = append(people, group[0])
		live += s.live(group)
	}
	if len(people) == 0 {
		return
	}
	if len(s.placed) > 0 {
		s.Rule = fmt.Sprintf("M%d %sH%d", sheetEdge, num(s.y+2), sheetWidth-sheetEdge)
	}
	s.y += 34
	if live > 0 {
		s.Texts = append(s.Texts, Text{"hb", num(sheetEdge), num(s.y), "", count(live, "person", "people"), "with no tie recorded to anybody else you know"})
	}
	if s.names {
		s.shelfOfNames(people)
	} else {
		s.shelfOfPlaces(people)
	}
}

func (s *sheet) shelfOfNames(people []int) {
	rows := (len(people) + 3) / 4
	for i, k := range people {
		p := point{float64(sheetEdge + 10 + i/rows*shelfColumn), tenth(s.y + 30 + float64(i%rows*shelfRow))}
		s.placed[k] = p
		s.mark(k)
		org := s.m.free(s.knots[k].who.Plain("org"))
		y := p.y - 2
		if org == "" {
			y = p.y + 5
		}
		s.Labels = append(s.Labels, Label{X: num(p.x + 15), Y: num(y), Text: s.called(k), Bridge: s.knots[k].bridge})
		if org != "" {
			s.Texts = append(s.Texts, Text{"or", num(p.x + 15), num(p.y + 12), "", shortName(visible(org), 36), ""})
		}
	}
	s.y += 30 + float64(rows*shelfRow) - 10
}

// shelfOfPlaces sets them in rows by organisation.
func (s *sheet) shelfOfPlaces(people []int) {
	by := map[string][]int{}
	var orgs []string
	for _, k := range people {
		org := s.knots[k].who.Plain("org")
		if by[org] == nil && org != "" {
			orgs = append(orgs, org)
		}
		by[org] = append(by[org], k)
	}
	elsewhere := by[""]
	orgs = slices.DeleteFunc(orgs, func(org string) bool {
		if len(by[org]) < 3 {
			elsewhere = append(elsewhere, by[org]...)
			return true
		}
		return false
	})
	slices.SortStableFunc(orgs, func(a, b string) int { return strings.Compare(a, b) })
	slices.Sort(elsewhere)
	x := float64(sheetEdge)
	set := func(title string, list []int) {
		const row = (sheetWidth - 2*sheetEdge) / shelfStep
		for len(list) > 0 {
			n := min(len(list), row)
			wide := max(float64(n*shelfStep), textWidth(title, 11.5)) + 24
			if x+wide-24 > sheetWidth-sheetEdge {
				x, s.y = sheetEdge, s.y+shelfGroup
			}
			s.Texts = append(s.Texts, Text{"or", num(x), num(s.y + 30), "", title, ""})
			for i, k := range list[:n] {
				s.placed[k] = point{x + 8 + float64(i*shelfStep), tenth(s.y + 46)}
				s.mark(k)
			}
			x, list, title = tenth(x+wide), list[n:], ""
		}
	}
	for _, org := range orgs {
		set(shortName(visible(s.m.free(org)), 36), by[org])
	}
	set("elsewhere", elsewhere)
	s.y += shelfGroup + 10
}

// meInTheMiddle finds the emptiest place near the middle for the user, and draws
// the lines to those they talk with most.
func (s *sheet) meInTheMiddle() {
	if len(s.placed) == 0 {
		return
	}
	var marks []point
	for k := range s.knots {
		if p, there := s.placed[k]; there {
			marks = append(marks, p)
		}
	}
	area := boundsOf(marks)
	best, clear := point{}, -1.0
	for i := range 25 {
		for j := range 15 {
			p := point{tenth(area.left + scaled(area.width(), 0.3+float64(i)/60)), tenth(area.top + scaled(area.height(), 0.25+float64(j)/28))}
			near := 1e9
			for _, q := range marks {
				near = min(near, scaled(p.x-q.x, p.x-q.x)+scaled(p.y-q.y, p.y-q.y))
			}
			dx, dy := p.x-(area.left+area.right)/2, p.y-(area.top+area.bottom)/2
			near -= scaled(0.08, scaled(dx, dx)+scaled(dy, dy))
			if near > clear || clear < 0 && i+j == 0 {
				best, clear = p, near
			}
		}
	}
	for k := range s.knots {
		n := s.knots[k]
		p, there := s.placed[k]
		if there && n.who != nil && (n.who.Strength == network.StrongTie || n.who.Strength == network.ModerateTie) {
			s.Me = append(s.Me, "M"+num(best.x)+" "+num(best.y)+"L"+num(p.x)+" "+num(p.y))
		}
	}
	s.MeAt = Text{X: num(best.x), Y: num(best.y), Text: "you"}
}
