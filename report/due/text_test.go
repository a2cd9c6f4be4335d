package due

import (
	"fmt"
	"strings"
	"testing"

	"netnotes/report/foldertest"
	"netnotes/report/form"
)

// crowd is a folder in which much is owed to many: each of so many people has a
// promise that is late, and a rhythm that is as well.
func crowd(people int) foldertest.Folder {
	n := foldertest.Folder{"netnotes.yaml": ""}
	n["events/mixer.md"] = "---\ntype: event\nname: Mixer\nstart: 2026-10-07\n---\n"
	n.Person("Zoe Last", "", "2026-10-06 16:00 planned coffee with [[Zoe Last]]: the county map")
	for i := range people {
		name := fmt.Sprintf("Person %s Number", [...]string{"Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal", "Ida", "Jo", "Kay", "Lee", "Mo", "Ned", "Oz"}[i])
		n.Person(name, "role: Librarian of very many things\norg: A Library with a Long Name\ntier: A\n", "2026-08-01 coffee with her")
		file := "contacts/" + strings.ToLower(strings.ReplaceAll(name, " ", "-")) + ".md"
		n[file] += fmt.Sprintf("\n- [ ] send the paper on storage costs, and the second half of the other one due:2026-09-%02d\n", 1+i)
	}
	return n
}

// TestFirstScreen wants meetings and promises on the first lines of a terminal of
// 80 columns, however many people there are and whatever else is due of them, and
// no line too wide.
func TestFirstScreen(t *testing.T) {
	for _, people := range []int{3, 8, 15} {
		n := crowd(people)
		text := string(Make(n.Read(t), foldertest.October(), Options{}).Text(form.Style{Width: 80}))
		lines := strings.Split(text, "\n")
		first := strings.Join(lines[:min(len(lines), firstScreen)], "\n")
		for _, want := range append([]string{"Zoe Last", "Mixer"}, namesOf(n)...) {
			if !strings.Contains(first, want) {
				t.Errorf("%d people: %s is not on the first screen:\n%s", people, want, text)
			}
		}
		for _, line := range lines {
			if form.Width(line) > 80 {
				t.Errorf("too wide: %q", line)
			}
		}
	}
}

func namesOf(n foldertest.Folder) (names []string) {
	for file, text := range n {
		if strings.HasPrefix(file, "contacts/person") {
			_, rest, _ := strings.Cut(text, "name: ")
			name, _, _ := strings.Cut(rest, "\n")
			names = append(names, name)
		}
	}
	return names
}

// TestStacked wants the list in 40 columns to break between words alone, and to
// hold every word of a promise.
func TestStacked(t *testing.T) {
	text := string(Make(crowd(3).Read(t), foldertest.October(), Options{}).Text(form.Style{Width: 40}))
	for line := range strings.Lines(text) {
		if form.Width(strings.TrimRight(line, "\n")) > 40 {
			t.Errorf("too wide: %q", line)
		}
	}
	const want = `Person Ada Number
 35 d late  promise
   send the paper on storage costs, and
   the second half of the other one
`
	if !strings.Contains(text, want) {
		t.Errorf("want\n%sin\n%s", want, text)
	}
}
