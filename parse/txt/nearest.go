package txt

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Nearest returns the candidate that a mistyped word was probably meant to be,
// or nothing: at most one change for short words, two for longer ones, where a
// change is a letter added, left out, replaced or swapped with its neighbour.
func Nearest(word string, candidates []string) string {
	slices.Sort(candidates)
	return nearest(word, candidates)
}

// nearest is Nearest among words in their order.
func nearest(word string, sorted []string) string {
	word = Fold(word)
	runes, letters := []rune(word), LettersOf(word)
	best, bestDistance := "", 1+min(2, len(runes)/3)
	for _, c := range sorted {
		folded := Fold(c)
		// Each letter that only one of them has is a change.
		if other := LettersOf(folded); bits.OnesCount32(letters&^other) >= bestDistance || bits.OnesCount32(other&^letters) >= bestDistance {
			continue
		}
		if d := Distance(runes, []rune(folded)); d < bestDistance && d > 0 {
			best, bestDistance = c, d
		}
	}
	return best
}

// LettersOf is the set of the letters a to z in a word.
func LettersOf(s string) (set uint32) {
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' {
			set |= 1 << (c - 'a')
		}
	}
	return set
}

// Distance is the optimal string alignment distance.
func Distance(a, b []rune) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 || len(a) > 64 {
		return 1 << 10
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}

// OneSlip reports whether one letter is wrong, missing or too many between two
// words, or two neighbours are changed about.
func OneSlip(a, b string) bool {
	for a != "" && b != "" {
		x, n := utf8.DecodeRuneInString(a)
		y, m := utf8.DecodeRuneInString(b)
		if x != y {
			// The rest is the same behind the slip.
			behindX, behindY := a[n:], b[m:]
			if behindX == behindY || behindX == b || a == behindY {
				return true
			}
			second, n := utf8.DecodeRuneInString(behindX)
			other, m := utf8.DecodeRuneInString(behindY)
			return second == y && other == x && behindX[n:] == behindY[m:]
		}
		a, b = a[n:], b[m:]
	}
	return utf8.RuneCountInString(a)+utf8.RuneCountInString(b) == 1
}
