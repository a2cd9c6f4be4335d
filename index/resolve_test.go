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
