package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Network is who knows whom, in sentences, drawn, and as a table.
type Network struct {
	Says    []Words
	Picture Picture
	Circles []Circle
	Alone   int         // live people without a known tie
	Rows    []KnowsRow  // of the table, people
	Places  []PlacesRow // of the table, where there are too many for a mark each
}

// Circle is a component of known ties.
type Circle struct {
	Name   string
	People int
	Place  string // where many of them are
}

// KnowsRow is somebody in the table.
type KnowsRow struct {
	Number int
	Circle string
	Who    Word
	Ties   int
	Bridge bool
	Warmth Warmth
}

// PlacesRow is an organisation in the table.
type PlacesRow struct {
	Name         string
	People, Warm int
	Tied         []string
}

// web is the graph of the picture: live people, known ties, and the ways to
// those the user would like to meet.
type web struct {
	people  []*somebody
	near    [][]int32 // by place in people, ascending
	parts   [][]int   // circles, the largest first
	bridges map[*somebody]bool
	fragile map[*somebody]bool
	wishes  []wish
}

// wish is somebody to meet, and the best way there.
type wish struct {
	who     *somebody
	through *network.Member // nil without a way
	then    string          // of a way over somebody else: who
}

// Numbers of the network view.
const (
	mostMarks    = 600 // people with a mark each
	mostQuiet    = 5   // names
	bridgeParts  = 3   // people in each of the parts that somebody holds together
	colours      = 8   // circles with a colour and a shape of their own
	mostNamed    = 4   // names in a sentence about bridges
	quietTalks   = 2   // conversations in 24 months
	wholePicture = 60  // people up to which everybody is named
)

func circleName(n int) string { return fmt.Sprintf("circle %d", n) }

func (m *maker) network(gaps *gaps.Report) Network {
	w := m.web(gaps)
	var v Network
	for i, part := range w.parts {
		if len(part) < 2 {
			v.Alone++
			continue
		}
		for _, u := range part {
			w.people[u].circle = i + 1
		}
		v.Circles = append(v.Circles, Circle{circleName(i + 1), len(part), m.free(w.place(part))})
	}
	v.Says = m.says(w, gaps)
	if len(w.people) > mostMarks {
		v.Picture, v.Places = m.overview(w)
		return v
	}
	v.Picture = m.picture(w)
	for i, part := range w.parts {
		for _, u := range part {
			who := w.people[u]
			row := KnowsRow{Number: who.number, Who: m.name(who.Name, who.Path), Ties: len(w.near[u]), Bridge: w.bridges[who] || w.fragile[who], Warmth: standing(who)}
			if len(part) > 1 {
				row.Circle = circleName(i + 1)
			}
			v.Rows = append(v.Rows, row)
		}
	}
	return v
}

// web gathers the graph.
func (m *maker) web(gaps *gaps.Report) *web {
	w := &web{people: m.live(), fragile: map[*somebody]bool{}}
	slices.SortStableFunc(w.people, func(a, b *somebody) int { return a.ID - b.ID }) // by path
	nodes := make([]int, len(w.people))
	for i, who := range w.people {
		nodes[i] = who.ID
	}
	graph := m.net.Ties.Graph(nodes)
	w.parts = graph.Components()
	w.near = make([][]int32, len(nodes))
	for i := range nodes {
		w.near[i] = graph.Neighbours(i)
	}
	w.bridges = map[*somebody]bool{}
	for _, u := range cutters(w.near, bridgeParts) {
		w.bridges[w.people[u]] = true
	}
	for _, f := range gaps.Findings {
		for _, p := range f.People {
			if who := m.byPath[p.Path]; f.ID == "fragile" && who != nil {
				w.fragile[who] = true
			}
		}
	}
	for _, who := range m.people {
		if who.Status != parse.Wish {
			continue
		}
		one := wish{who: who}
		if paths := m.net.Paths(who.ID); len(paths) > 0 {
			one.through = paths[0].First
			if then := paths[0].Then; then >= 0 && then < len(m.net.People) {
				one.then = m.net.People[then].Name
			}
		}
		w.wishes = append(w.wishes, one)
	}
	return w
}

// place is where the most of a circle are: an organisation, or a group.
func (w *web) place(part []int) string {
	text, n := w.commonest(part)
	switch {
	case n < 2 && len(part) > 2 || n == 0:
		return ""
	case n == len(part):
		return "all from " + text
	case n < 2:
		return ""
	}
	return fmt.Sprintf("%d from %s", n, text)
}

func (w *web) commonest(part []int) (text string, n int) {
	counts := map[string]int{}
	for _, field := range []string{"org", "groups"} {
		for _, u := range part {
			for _, value := range w.people[u].List(field) {
				name := txt.PlainText(value)
				if counts[name]++; counts[name] > n || counts[name] == n && name < text {
					text, n = name, counts[name]
				}
			}
		}
		if n > 1 {
			return text, n
		}
	}
	return "", 0
}

func refs(people []*somebody) []form.PersonRef {
	out := make([]form.PersonRef, len(people))
	for i, who := range people {
		out[i] = form.PersonRef{Name: who.Name, Path: who.Path}
	}
	return out
}

// says are the sentences above the picture.
func (m *maker) says(w *web, gaps *gaps.Report) (out []Words) {
	for _, held := range gaps.Withheld {
		if held.ID == "circles" && len(w.people) > 0 {
			out = append(out, Words{{Text: "Too little is recorded of who knows whom to speak of circles: " + held.Why + ". "}, {Text: held.Do, Code: true}})
		}
	}
	if n := len(w.people); n > 0 && 2*len(w.parts[0]) >= n && len(w.parts[0]) >= bridgeParts {
		out = append(out, m.largest(w))
	}
	if bridges := m.bridges(w); bridges != nil {
		out = append(out, bridges)
	}
	for _, f := range gaps.Findings {
		if f.ID != "fragile" || !m.allKept(f.People) {
			continue
		}
		title, _, _ := strings.Cut(f.Title, ";")
		out = append(out, append(m.naming(title, namerOf(peopleOf(f))), Word{Text: "."}))
	}
	if quiet := m.quiet(w); quiet != nil {
		out = append(out, quiet)
	}
	for _, x := range w.wishes {
		if x.through == nil {
			continue
		}
		say := Words{{Text: "To "}, m.name(x.who.Name, x.who.Path), {Text: " through "}, m.name(x.through.Name, x.through.Path)}
		if x.then != "" {
			say = append(say, Word{Text: ", who knows " + m.called(x.then)})
		}
		out = append(out, append(say, Word{Text: "."}))
	}
	if out == nil && len(w.people) > 0 {
		out = append(out, plain(fmt.Sprintf("%s, in %s; %d stand alone.", count(len(w.people), "person", "people"), count(len(w.parts)-alone(w), "circle", "circles"), alone(w))))
	}
	return out
}

func alone(w *web) (n int) {
	for _, part := range w.parts {
		if len(part) == 1 {
			n++
		}
	}
	return n
}

func peopleOf(f gaps.Finding) (out []form.PersonRef) {
	for _, p := range f.People {
		out = append(out, form.PersonRef(p))
	}
	return out
}

// allKept reports whether everybody whom a finding names stands on the page.
func (m *maker) allKept(people []gaps.Person) bool {
	return m.Query.IsZero() || !slices.ContainsFunc(people, func(p gaps.Person) bool { return m.byPath[p.Path] == nil })
}

// largest says how large the largest circle is.
func (m *maker) largest(w *web) Words {
	part := w.parts[0]
	say := fmt.Sprintf("%d of %d stand in one circle", len(part), len(w.people))
	if len(part) == len(w.people) {
		say = fmt.Sprintf("All %d stand in one circle", len(part))
	}
	if text, n := w.commonest(part); 2*n > len(part) {
		say += ", mostly " + m.free(text)
	} else if n > 1 {
		say += fmt.Sprintf(", %s of them from %s", strings.ToLower(number(n)), m.free(text))
	}
	hubs := slices.Clone(part)
	slices.SortStableFunc(hubs, func(a, b int) int { return len(w.near[b]) - len(w.near[a]) })
	around := []*somebody{w.people[hubs[0]], w.people[hubs[1]]}
	return append(append(plain(say+", around "), m.names(refs(around), "and")...), Word{Text: "."})
}

// bridges says whose loss would part a circle.
func (m *maker) bridges(w *web) Words {
	var people []*somebody
	for i, who := range w.people {
		if w.bridges[who] {
			people = append(people, w.people[i])
		}
	}
	if len(people) == 0 {
		return nil
	}
	slices.SortStableFunc(people, func(a, b *somebody) int { return cmp.Compare(a.circle, b.circle) })
	more := ""
	if len(people) > mostNamed {
		more, people = fmt.Sprintf(" (or one of %d others)", len(people)-mostNamed), people[:mostNamed]
	}
	say := append(plain("Without "), m.names(refs(people), "or")...)
	return append(say, Word{Text: more + " a circle falls into parts."})
}

// quiet names those who have gone quiet: once spoken with, now cold.
func (m *maker) quiet(w *web) Words {
	var people []*somebody
	for _, who := range w.people {
		if who.Warmth == index.Cold && who.Recent >= quietTalks {
			people = append(people, who)
		}
	}
	if len(people) == 0 {
		return nil
	}
	slices.SortStableFunc(people, func(a, b *somebody) int { return cmp.Or(b.Ago-a.Ago, txt.CompareNames(a.Name, b.Name)) })
	more := ""
	if len(people) > mostQuiet {
		more, people = fmt.Sprintf(" and %d more", len(people)-mostQuiet), people[:mostQuiet]
	}
	last := "and"
	if more != "" {
		last = ""
	}
	say := append(plain("Gone quiet: "), m.names(refs(people), last)...)
	return append(say, Word{Text: more + "."})
}

// cutters are the nodes of a graph without whom a component falls into parts of
// which at least two hold so many nodes (Tarjan's depth-first search, on a stack
// of its own).
func cutters(near [][]int32, least int) (out []int) {
	c := cutFinder{near: near, order: make([]int, len(near)), low: make([]int, len(near)), size: make([]int, len(near)), parts: make([]int, len(near)), within: make([]int, len(near)), least: least}
	for start := range near {
		if c.order[start] == 0 {
			c.walk(start, &out)
		}
	}
	slices.Sort(out)
	return out
}

type cutFinder struct {
	near            [][]int32
	order, low      []int
	size            []int // nodes below a node, with itself
	parts, within   []int // parts that fall off: large ones, and the nodes in all of them
	least, clock    int
	path            []cutStep
	seenInComponent []int
}

type cutStep struct{ node, from, next int }

func (c *cutFinder) enter(node, from int) {
	c.clock++
	c.order[node], c.low[node], c.size[node] = c.clock, c.clock, 1
	c.path = append(c.path, cutStep{node, from, 0})
	c.seenInComponent = append(c.seenInComponent, node)
}

func (c *cutFinder) walk(start int, out *[]int) {
	c.seenInComponent = c.seenInComponent[:0]
	c.enter(start, -1)
	for len(c.path) > 0 {
		top := &c.path[len(c.path)-1]
		if top.next == len(c.near[top.node]) {
			node, from := top.node, top.from
			c.path = c.path[:len(c.path)-1]
			if from >= 0 {
				c.leave(node, from)
			}
			continue
		}
		v := int(c.near[top.node][top.next])
		top.next++
		switch {
		case v == top.from:
		case c.order[v] > 0:
			c.low[top.node] = min(c.low[top.node], c.order[v])
		default:
			c.enter(v, top.node)
		}
	}
	for _, u := range c.seenInComponent {
		rest := len(c.seenInComponent) - 1 - c.within[u] // what does not hang below u
		if parts := c.parts[u]; parts > 1 || parts == 1 && rest >= c.least {
			*out = append(*out, u)
		}
	}
}

// leave tells the node above what hangs below it: a part that no other way leads
// out of falls off without it.
func (c *cutFinder) leave(node, from int) {
	c.size[from] += c.size[node]
	c.low[from] = min(c.low[from], c.low[node])
	if c.low[node] >= c.order[from] {
		c.within[from] += c.size[node]
		if c.size[node] >= c.least {
			c.parts[from]++
		}
	}
}
