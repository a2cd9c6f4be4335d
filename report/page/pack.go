package page

import (
	"slices"
)

// Numbers of the sheet on which islands lie, in pixels.
const (
	sheetWidth = 1140
	sheetEdge  = 24
	islandGap  = 16
)

// pack finds a place for boxes of some sizes on a sheet: the largest first, each
// as high as there is room, and there as far left. It returns the upper left
// corner of each, and how deep they reach.
func pack(sizes []point) (at []point, depth float64) {
	order := make([]int, len(sizes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := scaled(sizes[a].x, sizes[a].y), scaled(sizes[b].x, sizes[b].y)
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	at = make([]point, len(sizes))
	var laid []box
	for _, i := range order {
		b := firstFree(laid, sizes[i])
		at[i] = point{b.left, b.top}
		laid = append(laid, b)
		depth = max(depth, b.bottom)
	}
	right := 0.0
	for _, b := range laid {
		right = max(right, b.right)
	}
	if shift := tenth((sheetWidth - sheetEdge - right) / 2); shift > 0 {
		for i := range at {
			at[i].x += shift
		}
	}
	return at, depth
}

// firstFree is the highest free place for a box, and there the leftmost one.
func firstFree(laid []box, size point) box {
	xs, ys := []float64{sheetEdge}, []float64{0}
	for _, b := range laid {
		xs, ys = append(xs, b.right+islandGap), append(ys, b.bottom+islandGap)
	}
	slices.Sort(xs)
	slices.Sort(ys)
	for _, y := range ys {
		for _, x := range xs {
			b := box{x, y, x + size.x, y + size.y}
			free := x == sheetEdge || b.right <= sheetWidth-sheetEdge
			for _, o := range laid {
				if !free {
					break
				}
				free = b.overlap(box{o.left - islandGap + 0.05, o.top - islandGap + 0.05, o.right + islandGap - 0.05, o.bottom + islandGap - 0.05}) == 0
			}
			if free {
				return b
			}
		}
	}
	last := ys[len(ys)-1]
	return box{sheetEdge, last, sheetEdge + size.x, last + size.y}
}
