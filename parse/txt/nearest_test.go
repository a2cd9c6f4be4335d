package txt

import (
	"testing"

	"pgregory.net/rapid"
)

// TestOneSlip holds the look at one slip against the distance of two words.
func TestOneSlip(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("abé图")), 0, 7, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if got, want := OneSlip(a, b), Distance([]rune(a), []rune(b)) == 1; got != want {
			t.Fatalf("%q and %q: %v, want %v", a, b, got, want)
		}
	})
}
