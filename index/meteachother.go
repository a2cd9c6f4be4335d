package index

import (
	"fmt"
	"slices"
)

// MetEachOther says in which line of the notes two people took part together, as
// path:line; nothing where there is none.
func (ix *Index) MetEachOther(first, second string) string {
	a, b := ix.PersonAt(first), ix.PersonAt(second)
	if a == nil || b == nil {
		return ""
	}
	for _, pair := range [2][2]*Person{{a, b}, {b, a}} {
		p, other := pair[0], pair[1]
		for _, l := range p.Lines() {
			for _, told := range p.Tellings(l) {
				if told.Owner == other || slices.ContainsFunc(told.People, func(who Who) bool { return who.Person == other }) {
					return fmt.Sprintf("%s:%d", told.Note.Path, told.Entry.Line)
				}
			}
		}
	}
	return ""
}
