package page

import (
	"cmp"
	"slices"

	"netnotes/index/network"
	"netnotes/report/form"
)

// drawing is the graph as it is drawn: people, those to meet, and in the middle
// of a large workplace or group a hub, so that twenty colleagues are twenty lines
// and not two hundred.
type drawing struct {
	m     *maker
	w     *web
	knots []knot
	lines []line
	byID  map[int]int // by number of the person: the knot
	names bool        // everybody is named
}

// knot is what lines meet in.
type knot struct {
	who    *somebody // nil of a hub
	key    string    // from which its first place follows
	ties   int
	named  bool
	bridge bool
	wish   bool
}

// line is one of the picture.
type line struct {
	spring
	class string // e1 to e3 by the evidence, we to somebody to meet
}

// mostPairs is up to how many people of one place each two have a line.
const mostPairs = 6

func (m *maker) draw(w *web) *drawing {
	d := &drawing{m: m, w: w, byID: map[int]int{}, names: len(w.people) <= wholePicture}
	for i, who := range w.people {
		d.byID[who.number] = len(d.knots)
		d.knots = append(d.knots, knot{who: who, key: m.keyOf(who), ties: len(w.near[i]), bridge: w.bridges[who] || w.fragile[who]})
	}
	for _, x := range w.wishes {
		d.byID[x.who.number] = len(d.knots)
		d.knots = append(d.knots, knot{who: x.who, key: m.keyOf(x.who), wish: true})
	}
	d.ties()
	for i, x := range w.wishes {
		if x.through == nil {
			continue
		}
		if at, drawn := d.byID[d.numberOf(x.through)]; drawn {
			d.lines = append(d.lines, line{spring{at, len(w.people) + i, 0.8}, "we"})
		}
	}
	d.name()
	return d
}

// keyOf is what the first place of somebody follows from; of initials it tells
// nothing.
func (m *maker) keyOf(who *somebody) string {
	if m.secret != nil {
		return who.id
	}
	return who.Path
}

func (d *drawing) numberOf(member *network.Member) int {
	if who := d.m.byPath[member.Path]; who != nil {
		return who.number
	}
	return -1
}

// ties makes the lines: one for each two who know each other, but of a large
// workplace or group one from each to its hub.
func (d *drawing) ties() {
	type place struct {
		kind network.EvidenceKind
		name string
	}
	pairs := map[place][][2]int{}
	var order []place
	for u := range d.w.near {
		for _, near := range d.w.near[u] {
			v := int(near)
			if v <= u {
				continue
			}
			by := d.m.net.Ties.Between(d.w.people[u].ID, d.w.people[v].ID)
			if by.Kind != network.ByOrg && by.Kind != network.ByGroup {
				d.line(u, v, by.Kind)
				continue
			}
			at := place{by.Kind, by.Name}
			if pairs[at] == nil {
				order = append(order, at)
			}
			pairs[at] = append(pairs[at], [2]int{u, v})
		}
	}
	for _, at := range order {
		var members []int
		for _, p := range pairs[at] {
			members = append(members, p[0], p[1])
		}
		slices.Sort(members)
		members = slices.Compact(members)
		if len(members) <= mostPairs {
			for _, p := range pairs[at] {
				d.line(p[0], p[1], at.kind)
			}
			continue
		}
		hub := len(d.knots)
		d.knots = append(d.knots, knot{key: string(at.kind) + " " + at.name})
		for _, u := range members {
			d.line(u, hub, at.kind)
		}
	}
}

func (d *drawing) line(a, b int, kind network.EvidenceKind) {
	switch w := kind.Weight(); {
	case w >= 1:
		d.lines = append(d.lines, line{spring{a, b, 1.05}, "e3"})
	case w > 0.5:
		d.lines = append(d.lines, line{spring{a, b, 0.8}, "e2"})
	default:
		d.lines = append(d.lines, line{spring{a, b, 0.8}, "e1"})
	}
}

// name settles who is named: everybody in a small picture; else bridges, those to
// meet, and the two of each circle who know most of it.
func (d *drawing) name() {
	for i := range d.knots {
		k := &d.knots[i]
		k.named = k.who != nil && (d.names || k.bridge || k.wish)
	}
	for _, part := range d.w.parts {
		if len(part) < 3 {
			continue
		}
		hubs := slices.Clone(part)
		slices.SortStableFunc(hubs, func(a, b int) int { return cmp.Compare(d.knots[b].ties, d.knots[a].ties) })
		d.knots[hubs[0]].named, d.knots[hubs[1]].named = true, true
	}
}

// groups are the knots that lines connect, those of the earliest first.
func (d *drawing) groups() [][]int {
	parent := make([]int, len(d.knots))
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, l := range d.lines {
		a, b := root(l.a), root(l.b)
		parent[max(a, b)] = min(a, b)
	}
	var out [][]int
	at := map[int]int{}
	for i := range d.knots {
		r := root(i)
		if _, known := at[r]; !known {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}

// called is the name of a knot in the picture.
func (d *drawing) called(i int) string {
	return shortName(visible(d.m.called(d.knots[i].who.Name)), nameLetters)
}

// live counts the people of a group with whom the user speaks.
func (d *drawing) live(group []int) (n int) {
	for _, i := range group {
		if k := d.knots[i]; k.who != nil && !k.wish {
			n++
		}
	}
	return n
}

// title is what stands above a group, and beside it.
func (d *drawing) title(group []int) (big, small string) {
	var part []int
	for _, i := range group {
		if i < len(d.w.people) {
			part = append(part, i)
		}
	}
	return count(len(part), "person", "people"), shortName(d.m.free(d.w.place(part)), 48)
}

// island is a circle laid out by itself, its corner at 0, 0.
type island struct {
	group  []int
	at     []point // as group
	labels []label // their at counts in group
	lines  []line  // so do their ends
	hull   []point
	size   point
	top    point // where the title begins
}

// layIsland lays a circle out.
func (d *drawing) layIsland(group []int) island {
	s := island{group: group}
	local := map[int]int{}
	var keys []string
	for i, k := range group {
		local[k] = i
		keys = append(keys, d.knots[k].key)
	}
	for _, l := range d.lines {
		if a, here := local[l.a]; here {
			s.lines = append(s.lines, line{spring{a, local[l.b], l.pull}, l.class})
		}
	}
	far, named := float64(nearNamed), 0
	for i, k := range group {
		if d.knots[k].named {
			named++
			text := d.called(k)
			s.labels = append(s.labels, label{at: i, text: text, width: textWidth(text, nameSize), ties: d.knots[k].ties, reach: max(d.radius(k), markRadius)})
		}
	}
	switch {
	case 2*named < len(group):
		far = unnamed
	case len(group) > smallIsland:
		far = farNamed
	}
	springs := make([]spring, len(s.lines))
	for i := range s.lines {
		springs[i] = s.lines[i].spring
	}
	s.at = settle(keys, springs, far)
	stretch(s.at, wideStretch, flatStretch)
	d.settleNames(&s, springs)
	d.outline(&s)
	return s
}

// settleNames gives marks and names their room, with narrower room for names
// where an island would be too wide.
func (d *drawing) settleNames(s *island, springs []spring) {
	size := make([]point, len(s.at))
	shares := [...]float64{0.55, 0.45, 0.35, 0.25}
	for n, share := range shares {
		for i, k := range s.group {
			size[i] = point{22, 22}
			if d.knots[k].who == nil {
				size[i] = point{8, 8}
			}
		}
		for _, l := range s.labels {
			size[l.at] = point{scaled(share, l.width) + 30, 36}
			if 2*len(s.labels) < len(s.group) { // few names have room at either side
				size[l.at].x = 2*l.width + 34
			}
		}
		spread(s.at, size)
		for i := range s.labels {
			s.labels[i].place, s.labels[i].gone = 0, false
		}
		placeNames(s.at, func(i int) float64 { return d.radius(s.group[i]) }, springs, s.labels)
		wide := boundsOf(d.corners(s)).width()
		if wide <= widestIsland || n == len(shares)-1 {
			return
		}
		for i := range s.at {
			s.at[i].x = tenth(scaled(s.at[i].x, scaled(0.94, widestIsland/wide)))
		}
	}
}

// radius is how far a mark reaches.
func (d *drawing) radius(k int) float64 {
	switch {
	case d.knots[k].who == nil:
		return 2
	case d.knots[k].bridge:
		return 11.5
	}
	return markRadius
}

// corners are those of all marks and names.
func (d *drawing) corners(s *island) (out []point) {
	add := func(b box) {
		out = append(out, point{b.left, b.top}, point{b.right, b.top}, point{b.left, b.bottom}, point{b.right, b.bottom})
	}
	for i, k := range s.group {
		r := d.radius(k)
		add(around(s.at[i], 2*r, 2*r))
	}
	for _, l := range s.labels {
		if !l.gone {
			add(l.places(s.at[l.at])[l.place])
		}
	}
	return out
}

// Room around an island: half of its outline's line, and the title above.
const (
	hullLine  = 18
	titleRoom = 34
)

// outline makes the hull and moves the island to the corner.
func (d *drawing) outline(s *island) {
	s.hull = hullOf(d.corners(s))
	b := boundsOf(s.hull)
	big, small := d.title(s.group)
	title := textWidth(big, 19) + 10 + textWidth(small, 12.5)
	width := max(b.width()+2*hullLine, title)
	s.size = point{tenth(width), tenth(b.height() + 2*hullLine + titleRoom)}
	dx, dy := tenth(hullLine-b.left), tenth(hullLine+titleRoom-b.top)
	for i := range s.at {
		s.at[i] = point{tenth(s.at[i].x + dx), tenth(s.at[i].y + dy)}
	}
	for i := range s.hull {
		s.hull[i] = point{s.hull[i].x + dx, s.hull[i].y + dy}
	}
	s.top = point{hullLine, 18}
}

// visible is a text whose control characters are shown.
func visible(text string) string {
	out := ""
	for _, r := range text {
		if stand, ok := form.Visible(r); ok {
			out += stand
			continue
		}
		out += string(r)
	}
	return out
}
