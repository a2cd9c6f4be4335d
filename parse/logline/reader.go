package logline

import "netnotes/parse/date"

// NewReader prepares a reader. kinds are a folder's own words for kinds of
// line, words more of them for with, to, from, off and unanswered, and dates is
// how 3/4/2026 is meant: dmy, mdy, or neither.
func NewReader(kinds map[string]Kind, words map[string][]string, dates string) *Reader {
	r := &Reader{
		Dates:        date.Reader{Order: dates},
		kinds:        newKinds(kinds),
		sayings:      newSayings(words["off"], words["unanswered"]),
		prepositions: map[string]Direction{},
		promising:    promisePhrases(),
	}
	r.rooms.New = func() any { return new(Line) }
	for _, word := range []Direction{With, To, From} {
		for _, own := range words[string(word)] {
			r.prepositions[foldWord(own)] = word
		}
	}
	return r
}
