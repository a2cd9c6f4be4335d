package index

import (
	"math/rand/v2"
	"strings"
	"testing"

	"netnotes/parse"
)

// TestBeginsWith holds the quick comparison against folding the whole name.
func TestBeginsWith(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(n int) string {
		var b strings.Builder
		for range random.IntN(n) {
			b.WriteString([]string{"a", "A", "b", "É", "é", " ", "-", "_", "\t", "B", "e\u0301", "'"}[random.IntN(12)])
		}
		return b.String()
	}
	begin := 0
	for range 100_000 {
		name, prefix := pick(8), parse.FoldName(pick(4))
		folded := parse.FoldName(name)
		last := folded[strings.LastIndexByte(folded, ' ')+1:]
		want := strings.HasPrefix(folded, prefix) || strings.HasPrefix(last, prefix)
		if BeginsWith(name, prefix) != want {
			t.Fatalf("%q begins with %q: %v", name, prefix, !want)
		}
		if want && prefix != "" {
			begin++
		}
	}
	if begin < 1000 {
		t.Errorf("only %d names begin with something", begin)
	}
}
