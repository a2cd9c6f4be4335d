package txt

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestHoldsFolded holds the search for a word against folding the whole text, of
// texts that are nearly the word.
func TestHoldsFolded(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	parts := []string{"c", "C", "a", "A", "fe", "FE", "e", "é", "e\u0301", "\u0301", "ﬀ", "\u212a", "K", "k", " ", "-", "İ", "\xff", "ß"}
	text := func(most int) string {
		var b strings.Builder
		for range random.IntN(most) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		return b.String()
	}
	for range 20000 {
		source, word := text(12), Fold(text(4))
		if got, want := HoldsFolded([]byte(source), word), strings.Contains(Fold(source), word); got != want {
			t.Fatalf("%q in %q: %v", word, source, got)
		}
	}
}
