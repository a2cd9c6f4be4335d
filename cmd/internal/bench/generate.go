package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"netnotes/parse"
)

// generate writes n contacts and an event for every fifty of them: notes of
// about 1.5 kB with 3 to 30 log lines. The same n gives the same bytes.
func generate(dir string, n int) error {
	g := generator{dir: dir, n: n, random: rand.New(rand.NewPCG(uint64(n), 1)), today: parse.Date{Year: 2026, Month: 6, Day: 30}}
	if err := g.write("netnotes.yaml", "# a folder for measuring\n"); err != nil {
		return err
	}
	for i := range n {
		if err := g.write(fmt.Sprintf("contacts/%02d/person-%d.md", i%(1+n/500), i), g.contact(i)); err != nil {
			return err
		}
	}
	for i := range n / 50 {
		if err := g.write(fmt.Sprintf("events/event-%d.md", i), g.event(i)); err != nil {
			return err
		}
	}
	return nil
}

type generator struct {
	dir    string
	n      int
	random *rand.Rand
	today  parse.Date
}

func (g *generator) write(file, text string) error {
	name := filepath.Join(g.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

func (g *generator) pick(words string) string {
	list := strings.Fields(words)
	return list[g.random.IntN(len(list))]
}

// name is a name of its own for every number, in letters.
func name(i int) string {
	first := strings.Fields("Ada Bela Chidi Dunja Emil Freya Gita Hugo Imani Jonas Kofi Leonie Mara Nils Olga Priya Quinn Renée Sami Tove")
	last := strings.Fields("Park Okafor Lindqvist Vance Horvat Bellweather Oyelaran Ferreira Nakagawa Achterberg Sundqvist Marsh Thibodeaux Ruiz Vandermeer Cole")
	middle := ""
	for k := i / (len(first) * len(last)); k > 0; k /= 20 {
		middle += strings.ToLower(first[k%20][:2])
	}
	if middle != "" {
		middle = strings.ToUpper(middle[:1]) + middle[1:] + " "
	}
	return first[i%len(first)] + " " + middle + last[i/len(first)%len(last)]
}

func (g *generator) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = g.pick("storage costs of web archives talked about the new reading room and a harbour map she is cataloguing sent two samples asked for an introduction to the committee plans to hire next spring mentioned a book on oral history wants feedback on the draft policy")
	}
	return strings.Join(words, " ")
}

func (g *generator) contact(i int) string {
	var b strings.Builder
	met := g.today.AddDays(-400 - g.random.IntN(3000))
	fmt.Fprintf(&b, "---\ntype: contact\nname: %s\norg: \"[[%s Library]]\"\nrole: %s\nlevel: %s\nsector: %s\nemail:\n  - person%d@library.example\nplace: %s\ntags: [%s, %s]\ncadence: %s\nmet: %s\nmet_how: %s\nknows:\n  - \"[[%s]]\"\n---\n\n# %s\n\n%s.\n\n## Log\n\n",
		name(i), g.pick("Lakeshore Saltmarsh Dunmore Quillfeather Northmere Alder"), g.pick("Cataloguer Archivist Director Conservator Lecturer"), g.pick("student early mid senior lead director"),
		g.pick("academic public archives law health museum"), i, g.pick("Dunmore Northmere Alder Ridgeback"), g.pick("friend press alumni"), g.pick("chess choir cello"), g.pick("3w 2m 6m 1y 30d 90d"),
		met, g.pick("event class work online"), name(g.random.IntN(g.n)), name(i), g.words(12+g.random.IntN(28)))
	day := g.today.AddDays(-g.random.IntN(90))
	for range 3 + min(g.random.IntN(28), g.random.IntN(28)) {
		with := ""
		if g.random.IntN(4) == 0 {
			with = " with [[" + name(g.random.IntN(g.n)) + "]]"
		}
		fmt.Fprintf(&b, "- %s %s%s: %s%s\n", day, g.pick("call coffee lunch email met message walk note"), with, g.words(4+g.random.IntN(9)), g.pick(" #gave #got #asked . . . . ."))
		if g.random.IntN(12) == 0 {
			fmt.Fprintf(&b, "  - [%s] %s due:%s\n", strings.ReplaceAll(g.pick("x _ _"), "_", " "), g.words(4), g.today.AddDays(g.random.IntN(120)-10))
		}
		day = day.AddDays(-1 - g.random.IntN(100))
	}
	return b.String()
}

func (g *generator) event(i int) string {
	var b strings.Builder
	start := g.today.AddDays(-g.random.IntN(1500))
	fmt.Fprintf(&b, "---\ntype: event\nname: Meeting of libraries %d\nstart: %s\nend: %s\nplace: Northmere\n---\n\n# Meeting of libraries %d\n\n%s.\n\n## Met\n\n", i, start, start.AddDays(2), i, g.words(30))
	for range 3 + g.random.IntN(8) {
		fmt.Fprintf(&b, "- [[%s]]: %s\n", name(g.random.IntN(g.n)), g.words(8))
	}
	return b.String()
}
