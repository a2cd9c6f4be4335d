package page

import (
	"maps"
	"slices"
	"testing"
)

// TestMarkup writes a row and a card whose every text is hostile: the elements and
// their attributes are those of a harmless one.
func TestMarkup(t *testing.T) {
	made := func(text string) ([]element, string) {
		words := Words{{Text: text}, {Text: text, Name: true}, {Text: text, Name: true, Card: "p-x"}, {Text: text, Code: true}}
		at := Time{On: "2026-10-06", Text: text}
		var m markup
		m.row(&PersonRow{Who: words[2], Role: text, Org: text, How: text, Spoke: at, Warmth: Warmth{"f", text}, Next: at, More: text})
		m.card(&Card{ID: "p-x", Name: text, Role: text, Warmth: Warmth{"f", text}, Items: []Item{{Late: text, Calm: true, Kind: text, Text: words, Quote: true, Close: text}}, Older: 3,
			Fields: []Field{{Label: text, Text: words}}, Promises: []Promise{{State: "done", By: "them", Text: words, Due: text}},
			Years: []TimelineYear{{Year: 2026, Lines: []Line{{Mark: "s", On: text, Plain: text, Also: []string{text}}, {Mark: "s", On: text, Text: words}}}}})
		m.days(&CalendarRow{Who: words[2], Label: text, Last: text, Within: "M0 0H9", Past: "M9 0H20", Talks: "M5 0z", Marks: []Sign{{"kw", "7"}}})
		if m.err != nil {
			t.Fatal(m.err)
		}
		all, _, _ := elements(t, m.Bytes())
		return all, m.String()
	}
	names := func(all []element) (out []string) {
		for _, e := range all {
			out = append(out, e.tag)
			for _, name := range slices.Sorted(maps.Keys(e.attrs)) {
				out = append(out, " "+name)
			}
		}
		return out
	}
	plain, _ := made("Ada")
	for _, text := range hostile() {
		got, source := made(text)
		if !slices.Equal(names(got), names(plain)) {
			t.Errorf("%q makes %q", text, source)
		}
	}
}
