package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

const (
	introducePairs = 2
	sharedMost     = 40 // people of one topic among whom pairs are sought
)

// pair is two people who might like to know each other.
type pair struct {
	a, b  *network.Member
	topic string
}

// introduce finds two pairs of current people of different organisations who
// share a skill or an interest and, as far as the notes say, do not know each
// other. Rare topics come first; of a common one only some people are looked
// at.
func (g *Finder) introduce() {
	topics := g.topics()
	var keys []string
	for key, t := range topics {
		if len(t.people) > 1 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(len(topics[a].people)-len(topics[b].people), strings.Compare(a, b))
	})
	taken := map[*network.Member]bool{}
	var pairs []pair
	for _, key := range keys {
		if len(pairs) < introducePairs {
			pairs = append(pairs, g.strangers(topics[key], taken)...)
		}
	}
	if len(pairs) == 0 {
		g.calm("No two people you are in touch with share a skill or an interest and work in different places, as far as the notes say.")
	}
	for _, p := range pairs[:min(len(pairs), introducePairs)] {
		g.add(Finding{ID: "introduce", about: p.a.Path + " " + p.b.Path, Severity: 0.1, Do: txt.Command("show", g.who(p.a)),
			Title:   fmt.Sprintf("%s and %s might like to know each other", p.a.Name, p.b.Name),
			Text:    fmt.Sprintf("What they share: %s.", p.topic),
			Numbers: map[string]any{"topic": p.topic},
			Why: []form.Evidence{tell("no tie between them is recorded, both are current, and their organisations are different"),
				{Text: p.a.Name + ": " + p.topic, Path: p.a.Path}, {Text: p.b.Name + ": " + p.topic, Path: p.b.Path}}}, p.a, p.b)
	}
}

// topic is a skill or an interest as first written, and some of the current
// people of some organisation who have it.
type topic struct {
	text   string
	people []*network.Member
}

func (g *Finder) topics() map[string]*topic {
	topics := map[string]*topic{}
	for _, m := range g.alive {
		if !m.Current || len(m.List("org")) == 0 {
			continue
		}
		for _, text := range append(m.List("skills"), m.List("interests")...) {
			key := txt.FoldName(txt.PlainText(text))
			if key == "" {
				continue
			}
			t := topics[key]
			if t == nil {
				t = &topic{text: txt.PlainText(text)}
				topics[key] = t
			}
			if len(t.people) < sharedMost && !slices.Contains(t.people, m) {
				t.people = append(t.people, m)
			}
		}
	}
	return topics
}

// strangers are pairs of a topic, each person once.
func (g *Finder) strangers(t *topic, taken map[*network.Member]bool) []pair {
	var out []pair
	for i, a := range t.people {
		for _, b := range t.people[i+1:] {
			if taken[a] || taken[b] || g.SamePlace(a.List("org"), b.List("org")) || g.Ties.Between(a.ID, b.ID).Kind != "" {
				continue
			}
			taken[a], taken[b] = true, true
			out = append(out, pair{a, b, t.text})
		}
	}
	return out
}
