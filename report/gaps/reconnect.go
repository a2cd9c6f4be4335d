package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/index/network"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Numbers of the findings that bring people closer.
const (
	reconnectNames = 3
	reconnectEasy  = 2
	novelDays      = 180
)

// hello is somebody asleep in the network, and what speaks for a word to them.
type hello struct {
	*network.Member
	engagement, novelty, target float64
}

// score is not closeness: sleeping ties that bring something new, with people
// who took part in something together, are worth most (Walter, Levin and
// Murnighan 2015).
func (h hello) score() float64 { return 0.4*h.engagement + 0.4*h.novelty + 0.2*h.target }

// reconnect names three people worth a word after a long time, after two easy
// ones.
func (g *Finder) reconnect() {
	heard := g.recentWorlds()
	var asleep []hello
	for _, m := range g.People {
		if m.Counts && m.Warmth == index.Dormant {
			asleep = append(asleep, g.hello(m, heard))
		}
	}
	slices.SortStableFunc(asleep, func(a, b hello) int {
		return cmp.Or(cmp.Compare(b.score(), a.score()), strings.Compare(a.Name, b.Name))
	})
	if len(asleep) == 0 {
		g.calm("You have spoken with everybody in the last two years.")
		return
	}
	chosen := asleep[:min(len(asleep), reconnectNames)]
	easy := g.easy(asleep[len(chosen):])
	f := Finding{ID: "reconnect", Do: txt.Command("show", g.who(chosen[0].Member)), Numbers: map[string]any{"asleep": len(asleep)}}
	var members []*network.Member
	var scores []float64
	for _, h := range chosen {
		members = append(members, h.Member)
		scores = append(scores, score(h.score()))
		f.Why = append(f.Why, form.Evidence{Text: fmt.Sprintf("%s: 0.4 × engagement %.1f + 0.4 × novelty %.1f + 0.2 × target %.0f = %.2f; last %s", h.Name, h.engagement, h.novelty, h.target, h.score(), h.lastDay()), Path: h.Path})
	}
	f.Numbers["scores"] = scores
	f.Title = fmt.Sprintf("After a long time, a word to %s would be worth it", memberNames(members))
	if len(easy) > 0 {
		f.Text = fmt.Sprintf("Two easy ones first: %s.", memberNames(easy))
		if len(easy) == 1 {
			f.Text = fmt.Sprintf("An easy one first: %s.", easy[0].Name)
		}
		f.Do = txt.Command("show", g.who(easy[0]))
	} else {
		f.Text = g.helloText(chosen[0])
	}
	g.add(f, append(slices.Clone(easy), members...)...)
}

func (h hello) lastDay() string {
	if h.Spoke.IsZero() {
		return "met " + form.FullDay(h.Met)
	}
	return "spoke " + form.FullDay(h.Spoke)
}

func (g *Finder) helloText(h hello) string {
	days := g.Today.Sub(h.Met)
	verb := "met"
	if !h.Spoke.IsZero() {
		days, verb = h.Ago, "last spoke"
	}
	text := fmt.Sprintf("You and %s %s %s", h.Name, verb, form.Ago(days))
	if org := h.Plain("org"); org != "" {
		text += "; " + org + " now, says the note"
	}
	return text + "."
}

// easy are two people it is easy to write to: asleep and well known, or else
// awake and quiet.
func (g *Finder) easy(rest []hello) []*network.Member {
	var known, quiet []*network.Member
	for _, h := range rest {
		if len(h.Conversations) > 0 {
			known = append(known, h.Member)
		}
	}
	slices.SortStableFunc(known, func(a, b *network.Member) int { return len(b.Conversations) - len(a.Conversations) })
	for _, m := range g.alive {
		if !m.Current {
			quiet = append(quiet, m)
		}
	}
	slices.SortStableFunc(quiet, byCloseness)
	both := append(known, quiet...)
	return both[:min(len(both), reconnectEasy)]
}

// worlds are the sectors and circles the user hears from.
type worlds struct {
	sectors map[string]bool
	circle  []int // by person
	circles map[int]bool
}

func (g *Finder) recentWorlds() worlds {
	w := worlds{sectors: map[string]bool{}, circle: make([]int, len(g.People)), circles: map[int]bool{}}
	nodes := make([]int, len(g.People))
	for i := range nodes {
		nodes[i] = i
	}
	for i, part := range g.Ties.Graph(nodes).Components() {
		for _, u := range part {
			w.circle[u] = i
		}
	}
	for _, m := range g.People {
		if m.Counts && conversations(m, g.Today, novelDays) > 0 {
			w.circles[w.circle[m.ID]] = true
			for _, sector := range m.List("sector") {
				w.sectors[txt.FoldName(sector)] = true
			}
		}
	}
	return w
}

func (g *Finder) hello(m *network.Member, heard worlds) hello {
	h := hello{Member: m}
	exchanged := slices.ContainsFunc(m.Touches, func(d facts.Touch) bool { return d.Gift() || d.Got() })
	switch {
	case exchanged:
		h.engagement = 1
	case len(m.Conversations) >= 2:
		h.engagement = 0.5
	}
	sectors := m.List("sector")
	old := slices.ContainsFunc(sectors, func(s string) bool { return heard.sectors[txt.FoldName(s)] })
	if len(sectors) > 0 && !old && !heard.circles[heard.circle[m.ID]] {
		h.novelty = 1
	}
	if mine := Rank(g.Me.Level); mine >= 0 && Rank(m.Text("level")) > mine {
		h.novelty += 0.5
	}
	if g.Targets() != nil && slices.ContainsFunc(g.Targets().Wants, func(w index.Want) bool { return g.Matches(w.Query, m) }) {
		h.target = 1
	}
	return h
}
