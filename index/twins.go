package index

import (
	"slices"
	"strings"

	"netnotes/parse"
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
	for _, p := range ix.People() {
		met := []*Person{}
		see := func(key, field string) {
			other := first[key]
			if other == nil {
				first[key] = p
			} else if other != p && !slices.Contains(met, other) {
				met = append(met, other)
				out = append(out, Twin{other, p, field})
			}
		}
		for _, field := range [...]string{"email", "phone", "linkedin"} {
			for _, value := range p.List(field) {
				if key := identity(field, value); key != "" {
					see(field+":"+key, field)
				}
			}
		}
		forms := parse.FormsOf(p.Name)
		for _, text := range p.List("org") {
			org := parse.NameKey(parse.PlainText(text))
			for _, name := range forms.Short {
				if org != "" {
					see("name:"+name+"\x00"+org, "name")
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Twin) int { return strings.Compare(a.Second.Path, b.Second.Path) })
	return out
}
