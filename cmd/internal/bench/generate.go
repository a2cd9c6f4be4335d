package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"netnotes/parse/date"
)

// generate writes n contacts and an event for every fifty of them: notes of
// about 1.6 kB with 3 to 30 log lines, at most 500 to a folder, and in every
// tenth a fence and a quotation. The same n gives the same bytes.
func generate(dir string, n int) error {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	g := generator{dir: dir, n: n, random: random, topics: rand.NewZipf(random, 1.1, 4, 7999), today: date.Date{Year: 2026, Month: 6, Day: 30}}
	if err := g.write("netnotes.yaml", "# a folder for measuring\n"); err != nil {
		return err
	}
	for i := range n {
		if err := g.write(fmt.Sprintf("contacts/%03d/person-%d.md", i%((n+499)/500), i), g.contact(i)); err != nil {
			return err
		}
	}
	for i := range n / 50 {
		start := g.today.AddDays(60 - g.random.IntN(1500))
		if err := g.write(fmt.Sprintf("events/%d/event-%d.md", start.Year, i), g.event(i, start)); err != nil {
			return err
		}
	}
	return nil
}

type generator struct {
	dir    string
	n      int // contacts
	random *rand.Rand
	topics *rand.Zipf
	today  date.Date
}

func (g *generator) write(file, text string) error {
	name := filepath.Join(g.dir, filepath.FromSlash(file))
	err := os.WriteFile(name, []byte(text), 0o644)
	if !os.IsNotExist(err) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

func (g *generator) pick(list []string) string { return list[g.random.IntN(len(list))] }

// between is a number from low to high.
func (g *generator) between(low, high int) int { return low + g.random.IntN(high-low+1) }

// someone is a link to any of the contacts.
func (g *generator) someone() string { return "[[" + name(g.random.IntN(g.n)) + "]]" }

// words are low to high words.
func (g *generator) words(low, high int) string {
	words := make([]string, g.between(low, high))
	for i := range words {
		words[i] = g.pick(common)
	}
	return strings.Join(words, " ")
}

func (g *generator) contact(i int) string {
	var b strings.Builder
	rhythm := rhythms[g.random.IntN(len(rhythms))]
	house, role, place := g.pick(houses), g.pick(roles), g.pick(places)
	g.front(&b, i, house, role, place, rhythm.text)
	fmt.Fprintf(&b, "\n# %s\n\n%s %s %s.\n\n- *%s* at the **%s Library**, works on %s\n- lives in %s\n\n## Log\n\n",
		name(i), g.words(12, 34), g.someone(), g.words(3, 7), role, house, topic(int(g.topics.Uint64())), place)
	g.log(&b, rhythm.days)
	if g.random.IntN(10) == 0 {
		b.WriteString("\n```\n- 2026-06-29 call: in a fence this is no line of the log\n```\n\n> - 2026-06-29 call: nor is this\n")
	}
	return b.String()
}

func (g *generator) front(b *strings.Builder, i int, house, role, place, rhythm string) {
	short := strings.ReplaceAll(strings.ToLower(name(i)), " ", ".")
	fmt.Fprintf(b, "---\ntype: contact\nname: %s\naliases: [\"%s\", \"%s\"]\norg: \"[[%s Library]]\"\nrole: %s\nlevel: %s\nsector: %s\n",
		name(i), short+"@list", lastNames[i/len(firstNames)%len(lastNames)]+" "+fmt.Sprint(i), house, role, g.pick(levels), g.pick(sectors))
	fmt.Fprintf(b, "email:\n  - %s@%s.example\nphone: \"+00 30 %07d\"\nplace: %s\nbirthday: %d-%02d-%02d\n",
		short, strings.ToLower(house), i*7919%10_000_000, place, g.between(1950, 2004), g.between(1, 12), g.between(1, 28))
	fmt.Fprintf(b, "tags: [%s]\ncadence: %s\nmet: %s\nmet_how: %s # as far as remembered\n",
		strings.Join(g.some(tags, 4), ", "), rhythm, g.today.AddDays(-400-g.random.IntN(3000)), g.pick(ways))
	if g.random.IntN(3) == 0 {
		fmt.Fprintf(b, "introduced_by: \"%s\"\n", g.someone())
	}
	b.WriteString("knows:\n")
	for range g.between(1, 3) {
		fmt.Fprintf(b, "  - \"%s\"\n", g.someone())
	}
	b.WriteString("---\n")
}

// some are one to most of a list, in its order.
func (g *generator) some(list []string, most int) []string {
	start, n := g.random.IntN(len(list)), g.between(1, most)
	return list[start:min(start+n, len(list))]
}

// log writes 3 to 30 lines, fewer more often, newest first, about as far apart
// as the rhythm asks for; every tenth person has waited longer. The first few
// carry a promise.
func (g *generator) log(b *strings.Builder, rhythm int) {
	day := g.today.AddDays(-g.random.IntN(rhythm))
	if g.random.IntN(10) == 0 {
		day = day.AddDays(-rhythm)
	}
	promises := g.random.IntN(3)
	for i := range 3 + min(g.random.IntN(28), g.random.IntN(28)) {
		with := ""
		if g.random.IntN(4) == 0 {
			with = " with " + g.someone()
		}
		fmt.Fprintf(b, "- %s %s%s: %s%s\n", day, g.pick(kinds), with, g.words(4, 12), g.pick(lineTags))
		if i < promises {
			due := g.today.AddDays(g.random.IntN(120) - 10)
			if g.random.IntN(3) == 0 {
				fmt.Fprintf(b, "  - [x] %s due:%s done:%s\n", g.words(3, 6), due, due)
			} else {
				fmt.Fprintf(b, "  - [ ] %s due:%s\n", g.words(3, 6), due)
			}
		}
		day = day.AddDays(-1 - g.random.IntN(rhythm+10))
	}
}

func (g *generator) event(i int, start date.Date) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntype: event\nname: Meeting of libraries %d\nstart: %s\nend: %s\nplace: %s\ntags: [%s]\nattendees: %d\n---\n\n# Meeting of libraries %d\n\n%s.\n\n## Met\n\n",
		i, start, start.AddDays(2), g.pick(places), g.pick(tags), g.between(10, 900), i, g.words(20, 60))
	for range g.between(3, 12) {
		fmt.Fprintf(&b, "- %s: %s\n", g.someone(), g.words(4, 12))
	}
	return b.String()
}

// writeConnections writes a file of n people as LinkedIn exports it.
func writeConnections(file string, n int) error {
	var b strings.Builder
	b.WriteString("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")
	for i := range n {
		first, last, _ := strings.Cut(name(i), " ")
		fmt.Fprintf(&b, "%s,%s,https://www.linkedin.example/in/person-%d,,%s Library,%s,%02d Mar 2024\n", first, last, i, houses[i%len(houses)], roles[i%len(roles)], 1+i%28)
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
