package index

import (
	"slices"
	"strings"

	"netnotes/parse/txt"
)

// PlaceKey makes two names of one organisation equal: its note, else its
// folded name.
func (ix *Index) PlaceKey(text string) (key, name string) {
	link := txt.FieldLink(text)
	if found, _ := ix.names.Lookup(link.Target); len(found) == 1 && found[0].Kind.IsPlace() {
		return "\x00" + found[0].Path, found[0].Name
	}
	name = strings.TrimSpace(txt.PlainText(text))
	return txt.FoldName(name), name
}

// SamePlace reports whether one of a person's texts names one of the others.
func (ix *Index) SamePlace(texts, others []string) bool {
	return slices.ContainsFunc(texts, func(a string) bool {
		key, _ := ix.PlaceKey(a)
		return key != "" && slices.ContainsFunc(others, func(b string) bool {
			other, _ := ix.PlaceKey(b)
			return other == key
		})
	})
}

// PlaceKeys are the organisations or schools that texts name, one key each.
func (ix *Index) PlaceKeys(texts []string) []string {
	var keys []string
	for _, text := range texts {
		if key, _ := ix.PlaceKey(text); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
