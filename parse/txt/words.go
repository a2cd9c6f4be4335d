package txt

// WordTable finds what a word of a fixed vocabulary stands for. It hashes two
// letters and the length only, which is faster than a map for words of which
// few look alike.
type WordTable[T any] struct {
	slots [256][]wordOf[T]
}

type wordOf[T any] struct {
	word  string
	means *T
}

func NewWordTable[T any](words map[string]*T) *WordTable[T] {
	t := new(WordTable[T])
	for word, means := range words {
		if word != "" {
			h := wordHash(word)
			t.slots[h] = append(t.slots[h], wordOf[T]{word, means})
		}
	}
	return t
}

// Find is what a word stands for, or nil.
func (t *WordTable[T]) Find(word string) *T {
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
