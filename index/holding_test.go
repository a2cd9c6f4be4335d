package index

import (
	"math/rand/v2"
	"strings"
	"testing"

	"netnotes/parse"
)

// TestHoldsWord looks for words in made texts: none that is there is missed.
func TestHoldsWord(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	pieces := []string{"k", "K", "\u212a", "i", "I", "\u0130", "ı", "é", "e\u0301", "É", "E", "e", " ", "ß", "ſ", "s", "Å", "å", "\u212b", "a\u030a", "a", ";", "\u037e", "`", "\u1fef", "\xff"}
	made := func(n int) string {
		var b strings.Builder
		for range 1 + random.IntN(n) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	found := 0
	for range 200_000 {
		text, word := made(12), parse.Fold(made(3))
		if !strings.Contains(parse.Fold(text), word) {
			continue
		}
		if found++; !holdsWord([]byte(text), word) {
			t.Fatalf("%q holds %q", text, word)
		}
	}
	if found < 1000 {
		t.Errorf("only %d texts hold their words", found)
	}
}

// TestFoldsToPlain goes through all letters: those that fold to ASCII are known.
func TestFoldsToPlain(t *testing.T) {
	for r := rune(0x80); r < 0x20000; r++ {
		if r >= 0xd800 && r < 0xe000 {
			continue
		}
		for _, c := range []byte(parse.Fold(string(r))) {
			if c < 0x80 && c != ';' && c != '`' && !foldsToPlain([]byte(string(r))) {
				t.Errorf("%U folds to %q", r, parse.Fold(string(r)))
			}
		}
	}
}
