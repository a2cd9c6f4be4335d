package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Whom a name may mean is what comes of comparing it with every name in full.
func TestAlikeIsThatOfEveryName(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := []string{"Ada", "Adá", "Ad", "Adam", "Ao", "Bo", "Lund", "Lunde", "Lnud", "Møller", "Moller", "Dr.", "jr", "李", "李雷", "O'Neil", "Ann-Marie", "Annmarie", "de", "Abel", "Abol"}
	name := func() string {
		var parts []string
		for range 1 + rng.IntN(3) {
			word := words[rng.IntN(len(words))]
			if rng.IntN(6) == 0 { // a slip
				runes := []rune(word)
				at := rng.IntN(len(runes))
				word = string(slices.Concat(runes[:at], []rune("x")[:rng.IntN(2)], runes[at+rng.IntN(2):]))
			}
			parts = append(parts, word)
		}
		return strings.Join(parts, " ")
	}
	reader := parse.NewReader(parse.Config{})
	var notes []*parse.Note
	for i := range 400 {
		kind := []string{"contact", "contact", "contact", "org"}[rng.IntN(4)]
		source := fmt.Sprintf("---\ntype: %s\nname: %q\naliases: [%q]\n---\n", kind, name(), name())
		notes = append(notes, reader.Note(fmt.Sprintf("n%03d.md", i), []byte(source)))
	}
	ix := Of(folder.DefaultSettings(), reader, notes, nil)
	met := 0
	for range 600 {
		typed := name()
		have, want := ix.Alike(typed), alikeInFull(ix.names.Words, typed)
		if met += len(want); !slices.Equal(have, want) {
			t.Fatalf("%q: %d notes, %d of every name", typed, len(have), len(want))
		}
	}
	if met < 1000 {
		t.Fatalf("%d notes were alike in all", met)
	}
}

// alikeInFull is alike without a look at letters and lengths beforehand.
func alikeInFull(w *facts.NameWords, typed string) (out []*parse.Note) {
	keys := func(name string) (words []string) {
		forms := txt.FormsOf(name)
		for _, word := range forms.Kept() {
			words = append(words, word[0])
		}
		return words
	}
	words := keys(typed)
	forms := txt.FormsOf(typed)
	var shared []int32
	for _, word := range forms.Kept() {
		shared = append(shared, w.Holding(word, facts.ByWords)...)
	}
	if len(words) == 1 {
		for _, near := range w.Like(words[0]) {
			shared = append(shared, w.ByWord[near]...)
		}
	}
	begins := func(a, b []string) bool {
		for _, word := range a {
			if !slices.ContainsFunc(b, func(other string) bool { return strings.HasPrefix(other, word) || strings.HasPrefix(word, other) }) {
				return false
			}
		}
		return true
	}
	for _, at := range shared {
		n, other := w.Notes[w.Names[at]], keys(w.Texts[at])
		alias := len(other) == 1 && len(words) > 1 && txt.NameKey(n.Name) != other[0]
		x, y := strings.Join(words, " "), strings.Join(other, " ")
		covers := len(words) <= len(other) && begins(words, other) || len(words) > len(other) && begins(other, words)
		slipped := len(x) >= 6 && len(y) >= 6 && txt.Distance([]rune(x), []rune(y)) == 1
		if n.Kind == parse.ContactNote && !alias && (covers || slipped) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
