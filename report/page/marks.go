package page

import (
	"fmt"
	"strings"
)

// shapes are the marks of the eight largest circles, as corners around 0, 0; the
// first is a disc, which has none.
func shapes() [colours][]point {
	return [colours][]point{
		nil,
		{{-6.4, -6.4}, {6.4, -6.4}, {6.4, 6.4}, {-6.4, 6.4}},
		{{0, -7.8}, {7.6, 5.6}, {-7.6, 5.6}},
		{{-4, -6.9}, {4, -6.9}, {8, 0}, {4, 6.9}, {-4, 6.9}, {-8, 0}},
		{{0, 7.8}, {-7.6, -5.6}, {7.6, -5.6}},
		{{0, -7.8}, {7.4, -2.4}, {4.6, 6.3}, {-4.6, 6.3}, {-7.4, -2.4}},
		{{-2.6, -7.4}, {2.6, -7.4}, {2.6, -2.6}, {7.4, -2.6}, {7.4, 2.6}, {2.6, 2.6}, {2.6, 7.4}, {-2.6, 7.4}, {-2.6, 2.6}, {-7.4, 2.6}, {-7.4, -2.6}, {-2.6, -2.6}},
		{{-3, -7.3}, {3, -7.3}, {7.3, -3}, {7.3, 3}, {3, 7.3}, {-3, 7.3}, {-7.3, 3}, {-7.3, -3}},
	}
}

// symbols defines the marks that were used: outline and filling by shape, and the
// sign of how a tie stands.
func (s *sheet) symbols() {
	for i, corners := range shapes() {
		whole, half := "M-7 0a7 7 0 1 1 14 0a7 7 0 1 1-14 0Z", "M0-7a7 7 0 0 0 0 14Z"
		if corners != nil {
			whole, half = outlineOf(corners), outlineOf(leftHalf(corners))
		}
		for _, v := range []Symbol{{"f", whole, whole, "o"}, {"h", whole, half, "o"}, {"r", whole, "", "o"}, {"d", whole, "", "o dot"}} {
			if v.ID = fmt.Sprintf("m%d%s", i+1, v.ID); s.used[v.ID] {
				s.Symbols = append(s.Symbols, v)
			}
		}
	}
	if s.used["mw"] {
		s.Symbols = append(s.Symbols, Symbol{"mw", "M0-8.5L8.5 0L0 8.5L-8.5 0Z", "", "o"})
	}
}

func outlineOf(corners []point) string {
	var b strings.Builder
	for i, p := range corners {
		b.WriteByte("ML"[min(i, 1)])
		b.WriteString(num(p.x) + " " + num(p.y))
	}
	return b.String() + "Z"
}

// leftHalf cuts an outline at its middle (Sutherland and Hodgman, "Reentrant
// polygon clipping", 1974).
func leftHalf(corners []point) (out []point) {
	for i, p := range corners {
		before := corners[(i+len(corners)-1)%len(corners)]
		if (p.x <= 0) != (before.x <= 0) {
			share := before.x / (before.x - p.x)
			out = append(out, point{0, before.y + scaled(share, p.y-before.y)})
		}
		if p.x <= 0 {
			out = append(out, p)
		}
	}
	return out
}
