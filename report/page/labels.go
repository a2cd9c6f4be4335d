package page

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Numbers of the names in the picture, in pixels.
const (
	nameSize    = 14.5
	nameHeight  = 18
	markRadius  = 7
	nameGap     = 4 // between a mark and its name
	nameLetters = 24
	namePasses  = 7
)

// letterWidth is how wide a letter is, in ems of a usual serif. Fonts differ, so
// it is rather too wide than too narrow.
func letterWidth(cluster string) float64 {
	r := []rune(cluster)[0]
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x1f000 || uniseg.StringWidth(cluster) > 1 && unicode.IsSymbol(r):
		return 1.35
	case uniseg.StringWidth(cluster) > 1:
		return 1.02
	case strings.ContainsRune("MWÆŒ", r):
		return 0.95
	case strings.ContainsRune("mwæœ", r):
		return 0.85
	case unicode.IsUpper(r):
		return 0.69
	case strings.ContainsRune(" tfr-", r):
		return 0.37
	case strings.ContainsRune("iljI.,'’|!()", r):
		return 0.29
	}
	return 0.57
}

// textWidth is how wide a text is at a size.
func textWidth(s string, size float64) float64 {
	ems := 0.0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		ems += letterWidth(g.Str())
	}
	return tenth(scaled(scaled(ems, 1.02), size))
}

// shortName is a name of so many letters at most.
func shortName(name string, letters int) string {
	name = strings.Join(strings.Fields(name), " ")
	if uniseg.GraphemeClusterCount(name) <= letters {
		return name
	}
	var b strings.Builder
	for g, n := uniseg.NewGraphemes(name), 0; g.Next() && n < letters-1; n++ {
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// label is a name to be placed beside its mark.
type label struct {
	at    int // the mark
	text  string
	width float64
	ties  int     // of who has more the name is kept rather
	reach float64 // of the mark
	place int     // of places
	gone  bool
}

// places are the twelve boxes in which a name may stand around its mark, the liked
// ones first.
func (l label) places(p point) [12]box {
	const h, middle = nameHeight, -nameHeight / 2
	w, side := l.width, l.reach+nameGap
	over, under := -side-h+1, side-1
	at := func(x, y float64) box { return box{p.x + x, p.y + y, p.x + x + w, p.y + y + h} }
	return [12]box{
		at(side, middle), at(-side-w, middle), at(-w/2, under), at(-w/2, over),
		at(3, over), at(3, under), at(-w-3, over), at(-w-3, under),
		at(side-1, middle-h/2), at(side-1, middle+h/2), at(-side-w+1, middle-h/2), at(-side-w+1, middle+h/2),
	}
}

// What a name costs at a place, for each sign it lies on.
const (
	costPlace = 0.25
	costName  = 9
	costMark  = 7
	costLine  = 3
)

// placeNames finds places for names so that they lie on as little as possible;
// those that would still lie on another name are gone.
func placeNames(at []point, radius func(int) float64, lines []spring, labels []label) {
	boxes := make([]box, len(labels))
	for i := range labels {
		boxes[i] = labels[i].places(at[labels[i].at])[0]
	}
	for pass := range namePasses {
		moved := false
		for i := range labels {
			best, cost := labels[i].place, math.Inf(1)
			for k, b := range labels[i].places(at[labels[i].at]) {
				c := scaled(costPlace, float64(k)) + crossing(b, i, at, radius, lines, labels, boxes)
				if c < cost {
					best, cost = k, c
				}
			}
			if best != labels[i].place || pass == 0 {
				moved = true
				labels[i].place = best
				boxes[i] = labels[i].places(at[labels[i].at])[best]
			}
		}
		if !moved {
			break
		}
	}
	dropNames(labels, boxes, at, radius)
}

// crossing is what a box lies on: names, marks and lines.
func crossing(b box, own int, at []point, radius func(int) float64, lines []spring, labels []label, boxes []box) float64 {
	cost := 0.0
	for j := range boxes {
		if j != own && b.overlap(boxes[j]) > 0 {
			cost += costName
		}
	}
	for j, p := range at {
		r := radius(j)
		if b.overlap(around(p, 2*r+2, 2*r+2)) > 0 {
			if j != labels[own].at {
				cost += costMark
			}
		}
	}
	for _, l := range lines {
		if crosses(at[l.a], at[l.b], b) {
			cost += costLine
		}
	}
	return cost
}

// dropNames takes names away that lie on another name or on somebody's mark, of
// those with the fewest ties first.
func dropNames(labels []label, boxes []box, at []point, radius func(int) float64) {
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return labels[b].ties - labels[a].ties })
	for n, i := range order {
		for _, j := range order[:n] {
			if !labels[j].gone && boxes[i].overlap(boxes[j]) > 0 {
				labels[i].gone = true
			}
		}
		for j, p := range at {
			if r := radius(j); j != labels[i].at && boxes[i].overlap(around(p, 2*r, 2*r)) > scaled(r, r) {
				labels[i].gone = true
			}
		}
	}
}

// crosses reports whether a line passes through a box (Liang and Barsky, "A new
// concept and method for line clipping", 1984).
func crosses(a, b point, r box) bool {
	from, to := 0.0, 1.0
	dx, dy := b.x-a.x, b.y-a.y
	for _, side := range [4][2]float64{{-dx, a.x - r.left}, {dx, r.right - a.x}, {-dy, a.y - r.top}, {dy, r.bottom - a.y}} {
		p, q := side[0], side[1]
		switch {
		case p == 0 && q < 0:
			return false
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		}
	}
	return from < to
}
