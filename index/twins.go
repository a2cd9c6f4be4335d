package index

import (
	"math/bits"
	"slices"
	"strings"

	"netnotes/index/facts"
)

// Twin is a pair of notes that look like one person.
type Twin struct {
	First, Second *Person // by path
	Field         string  // email, phone or linkedin, whose value both have; else name, with the same org
}

// Why says what they have in common.
func (t Twin) Why() string {
	switch t.Field {
	case "name":
		return "name and organisation"
	case "linkedin":
		return "LinkedIn address"
	}
	return t.Field
}

// Twins are the contacts that look like one person: they have an email, the end
// of a phone number or of a LinkedIn address in common, or a name, folded, and
// an organisation. Each is paired with the first of those like it.
func (ix *Index) Twins() []Twin {
	var out []Twin
	first := map[string]*Person{}
	for _, p := range ix.shared() {
		met := []*Person{}
		for _, like := range facts.Likenesses(p.Note) {
			other := first[like.Key]
			if other == nil {
				first[like.Key] = p
			} else if other != p && !slices.Contains(met, other) {
				met = append(met, other)
				out = append(out, Twin{other, p, like.Field})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Twin) int { return strings.Compare(a.Second.Path, b.Second.Path) })
	return out
}

// shared are the contacts of whose likenesses one is perhaps another's as well.
func (ix *Index) shared() (out []*Person) {
	slots := make([]uint32, 1<<bits.Len(uint(2*len(ix.facts.Alike)))) // open addressing
	twice := map[uint32]bool{}
	for _, hash := range ix.facts.Alike {
		at := int(hash) & (len(slots) - 1)
		for slots[at] != 0 && slots[at] != hash {
			at = (at + 1) & (len(slots) - 1)
		}
		if slots[at] == hash {
			twice[hash] = true
		}
		slots[at] = hash
	}
	for _, p := range ix.People() {
		if slices.ContainsFunc(ix.facts.AlikeIn(p.number), func(hash uint32) bool { return twice[hash] }) {
			out = append(out, p)
		}
	}
	return out
}
