// Package parsetest helps the tests of parse and of what lies below it.
package parsetest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

// Combine makes texts of one to eight lines, each of a start, a middle and an
// end, and counts those that pass. Some texts are made of the first of each
// list only, so that the first should be the plainest. NETNOTES_INPUTS says how
// many are made instead.
func Combine(inputs int, starts, middles, ends []string, try func(string) bool) (passed, made int) {
	if n, err := strconv.Atoi(os.Getenv("NETNOTES_INPUTS")); err == nil {
		inputs = n
	}
	random := rand.New(rand.NewPCG(uint64(inputs), 1))
	some := func(list []string) []string { return list[:3+random.IntN(len(list)-2)*random.IntN(2)] }
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	for range inputs {
		starts, middles, ends := some(starts), some(middles), some(ends)
		var text strings.Builder
		for range 1 + random.IntN(8) {
			text.WriteString(pick(starts) + pick(middles) + pick(ends))
		}
		if try(text.String()) {
			passed++
		}
	}
	return passed, inputs
}
