package page

import (
	"slices"
	"strconv"
	"strings"
)

// num writes a coordinate.
func num(v float64) string {
	v = tenth(v)
	if v == 0 {
		v = 0 // no minus before a nought
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// hullOf is the outline of points: the smallest one that bends nowhere inwards
// (Andrew's monotone chain).
func hullOf(points []point) []point {
	sorted := slices.Clone(points)
	slices.SortFunc(sorted, func(a, b point) int {
		switch {
		case a.x < b.x || a.x == b.x && a.y < b.y:
			return -1
		case a == b:
			return 0
		}
		return 1
	})
	sorted = slices.Compact(sorted)
	if len(sorted) < 3 {
		return sorted
	}
	chain := func(next func(i int) point) (out []point) {
		for i := range sorted {
			p := next(i)
			for len(out) > 1 && turn(out[len(out)-2], out[len(out)-1], p) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	lower := chain(func(i int) point { return sorted[i] })
	upper := chain(func(i int) point { return sorted[len(sorted)-1-i] })
	return append(lower, upper...)
}

// turn is positive where a way turns left at b.
func turn(a, b, c point) float64 {
	return scaled(b.x-a.x, c.y-a.y) - scaled(b.y-a.y, c.x-a.x)
}

// rounded is an outline as a path whose corners are curves over a third of each
// side.
func rounded(hull []point) string {
	const share = 0.34
	var b strings.Builder
	towards := func(p, q point) point {
		return point{p.x + scaled(q.x-p.x, share), p.y + scaled(q.y-p.y, share)}
	}
	write := func(command byte, points ...point) {
		b.WriteByte(command)
		for i, p := range points {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(p.x) + " " + num(p.y))
		}
	}
	for i, p := range hull {
		before, after := hull[(i+len(hull)-1)%len(hull)], hull[(i+1)%len(hull)]
		command := byte('L')
		if i == 0 {
			command = 'M'
		}
		write(command, towards(p, before))
		write('Q', p, towards(p, after))
	}
	b.WriteByte('Z')
	return b.String()
}
