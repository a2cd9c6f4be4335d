package parse

// wordTable finds what a word of a fixed vocabulary stands for. It hashes two
// letters and the length only, which is faster than a map for words of which
// few look alike.
type wordTable[T any] struct {
	slots [256][]wordOf[T]
}

type wordOf[T any] struct {
	word  string
	means *T
}

func newWordTable[T any](words map[string]*T) *wordTable[T] {
	t := new(wordTable[T])
	for word, means := range words {
		if word != "" {
			h := wordHash(word)
			t.slots[h] = append(t.slots[h], wordOf[T]{word, means})
		}
	}
	return t
}

// find is what a word stands for, or nil.
func (t *wordTable[T]) find(word string) *T {
	if word == "" {
		return nil
	}
	for _, w := range t.slots[wordHash(word)] {
		if w.word == word {
			return w.means
		}
	}
	return nil
}

func wordHash(s string) byte {
	return s[0]*7 + s[len(s)-1]*31 + s[len(s)/2]*3 + byte(len(s))*61
}
