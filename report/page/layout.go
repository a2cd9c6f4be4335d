package page

import (
	"hash/fnv"
	"math"
)

// point is a place of the picture, in pixels of a width of 1140.
type point struct{ x, y float64 }

// spring is a line that pulls two points together.
type spring struct {
	a, b int
	pull float64 // its strength; 1 is a usual one
}

// Numbers of the layout: the distance at which a pull and a push are even, the
// rounds, and the room of an island.
const (
	rounds       = 150
	farNamed     = 74 // of islands of more than eight people
	nearNamed    = 66
	unnamed      = 40
	smallIsland  = 8
	islandWidth  = 810
	islandHeight = 560
	widestIsland = 1030
	spreadRounds = 120
	wideStretch  = 1.45 // names are wide
	flatStretch  = 0.85
)

// tenth rounds a coordinate, so that what two processors make of the last digit
// never grows.
func tenth(v float64) float64 { return math.Floor(float64(v*10)+0.5) / 10 }

// scaled is a product by itself: a processor that multiplies and adds at once
// would round it another way.
func scaled(a, b float64) float64 { return float64(a * b) }

// startPlace is where a point begins: anywhere in a square, but always there.
func startPlace(key string, side float64) point {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key))
	sum := h.Sum64()
	at := func(bits uint64) float64 { return tenth(scaled(float64(bits%10007)/10007-0.5, side)) }
	return point{at(sum >> 32), at(sum & 0xffffffff)}
}

// settle lays a connected graph out: points push each other away, springs pull
// them together, and all drift to the middle a little (Fruchterman and Reingold,
// "Graph drawing by force-directed placement", 1991).
func settle(keys []string, springs []spring, far float64) []point {
	n := float64(len(keys))
	side := scaled(scaled(1.1, far), math.Sqrt(n))
	at := make([]point, len(keys))
	for i, key := range keys {
		at[i] = startPlace(key, side)
	}
	move := make([]point, len(at))
	for round := range rounds {
		push(at, move, far)
		for _, s := range springs {
			pull(at, move, s, far)
		}
		step := scaled(scaled(0.08, side), float64(rounds-round)/rounds) + 0.6
		for i := range at {
			dx := move[i].x - scaled(at[i].x, float64(0.1*far)/12)
			dy := move[i].y - scaled(at[i].y, float64(0.13*far)/12)
			if d := math.Sqrt(scaled(dx, dx) + scaled(dy, dy)); d > step {
				dx, dy = scaled(dx, step/d), scaled(dy, step/d)
			}
			at[i] = point{tenth(at[i].x + dx), tenth(at[i].y + dy)}
		}
	}
	return at
}

// push fills move with what drives the points apart: far²/d each.
func push(at, move []point, far float64) {
	clear(move)
	square := scaled(far, far)
	for i := range at {
		for j := i + 1; j < len(at); j++ {
			dx, dy := at[i].x-at[j].x, at[i].y-at[j].y
			d2 := scaled(dx, dx) + scaled(dy, dy)
			if d2 < 0.01 { // of two on one place the earlier goes left
				dx, dy, d2 = -0.1, 0, 0.01
			}
			f := square / d2
			fx, fy := scaled(dx, f), scaled(dy, f)
			move[i].x, move[i].y = move[i].x+fx, move[i].y+fy
			move[j].x, move[j].y = move[j].x-fx, move[j].y-fy
		}
	}
}

// pull adds what draws the ends of a spring together: d²/far.
func pull(at, move []point, s spring, far float64) {
	dx, dy := at[s.a].x-at[s.b].x, at[s.a].y-at[s.b].y
	f := scaled(math.Sqrt(scaled(dx, dx)+scaled(dy, dy))/far, s.pull)
	fx, fy := scaled(dx, f), scaled(dy, f)
	move[s.a].x, move[s.a].y = move[s.a].x-fx, move[s.a].y-fy
	move[s.b].x, move[s.b].y = move[s.b].x+fx, move[s.b].y+fy
}

// stretch widens a layout and makes it flat, for names are wide, and fits it
// into a room.
func stretch(at []point, wide, flat float64) {
	for i := range at {
		at[i] = point{scaled(at[i].x, wide), scaled(at[i].y, flat)}
	}
	b := boundsOf(at)
	shrink := min(1, islandWidth/max(b.width(), 1), islandHeight/max(b.height(), 1))
	for i := range at {
		at[i] = point{tenth(scaled(at[i].x, shrink)), tenth(scaled(at[i].y, shrink))}
	}
}

// spread pushes boxes around the points apart where they overlap, each pair along
// the smaller overlap.
func spread(at []point, size []point) {
	for range spreadRounds {
		moved := false
		for i := range at {
			for j := i + 1; j < len(at); j++ {
				moved = part(&at[i], &at[j], size[i], size[j]) || moved
			}
		}
		if !moved {
			return
		}
	}
}

// part moves two boxes a quarter of their overlap away from each other.
func part(a, b *point, sa, sb point) bool {
	dx, dy := b.x-a.x, b.y-a.y
	ox := (sa.x+sb.x)/2 - math.Abs(dx)
	oy := (sa.y+sb.y)/2 - math.Abs(dy)
	if ox <= 0.1 || oy <= 0.1 {
		return false
	}
	const share = 0.26
	if ox < oy {
		by := tenth(math.Copysign(max(scaled(ox, share), 0.1), dx))
		a.x, b.x = tenth(a.x-by), tenth(b.x+by)
	} else {
		by := tenth(math.Copysign(max(scaled(oy, share), 0.1), dy))
		a.y, b.y = tenth(a.y-by), tenth(b.y+by)
	}
	return true
}

// box is a rectangle.
type box struct{ left, top, right, bottom float64 }

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.bottom - b.top }

// overlap is the area that two boxes share.
func (b box) overlap(o box) float64 {
	w := min(b.right, o.right) - max(b.left, o.left)
	h := min(b.bottom, o.bottom) - max(b.top, o.top)
	if w <= 0 || h <= 0 {
		return 0
	}
	return scaled(w, h)
}

// around is a box of a width and a height around a point.
func around(p point, w, h float64) box {
	return box{p.x - w/2, p.y - h/2, p.x + w/2, p.y + h/2}
}

func (b box) join(o box) box {
	return box{min(b.left, o.left), min(b.top, o.top), max(b.right, o.right), max(b.bottom, o.bottom)}
}

func boundsOf(at []point) box {
	if len(at) == 0 {
		return box{}
	}
	b := box{at[0].x, at[0].y, at[0].x, at[0].y}
	for _, p := range at[1:] {
		b = b.join(box{p.x, p.y, p.x, p.y})
	}
	return b
}
