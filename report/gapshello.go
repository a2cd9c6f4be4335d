package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
)

// Numbers of the findings that bring people closer.
const (
	reconnectNames = 3
	reconnectEasy  = 2
	novelDays      = 180
	introducePairs = 2
	sharedMost     = 40 // people of one topic among whom pairs are sought
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
func (g *gapper) reconnect() {
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
	f := Finding{ID: "reconnect", Do: parse.Command("show", g.who(chosen[0].Member)), Numbers: map[string]any{"asleep": len(asleep)}}
	var members []*network.Member
	var scores []float64
	for _, h := range chosen {
		members = append(members, h.Member)
		scores = append(scores, score(h.score()))
		f.Why = append(f.Why, Evidence{Text: fmt.Sprintf("%s: 0.4 × engagement %.1f + 0.4 × novelty %.1f + 0.2 × target %.0f = %.2f; last %s", h.Name, h.engagement, h.novelty, h.target, h.score(), h.lastDay()), Path: h.Path})
	}
	f.Numbers["scores"] = scores
	f.Title = fmt.Sprintf("After a long time, a word to %s would be worth it", memberNames(members))
	if len(easy) > 0 {
		f.Text = fmt.Sprintf("Two easy ones first: %s.", memberNames(easy))
		if len(easy) == 1 {
			f.Text = fmt.Sprintf("An easy one first: %s.", easy[0].Name)
		}
		f.Do = parse.Command("show", g.who(easy[0]))
	} else {
		f.Text = g.helloText(chosen[0])
	}
	g.add(f, append(slices.Clone(easy), members...)...)
}

func (h hello) lastDay() string {
	if h.Spoke.IsZero() {
		return "met " + fullDay(h.Met)
	}
	return "spoke " + fullDay(h.Spoke)
}

func (g *gapper) helloText(h hello) string {
	days := g.today.Sub(h.Met)
	verb := "met"
	if !h.Spoke.IsZero() {
		days, verb = h.Ago, "last spoke"
	}
	text := fmt.Sprintf("You and %s %s %s", h.Name, verb, ago(days))
	if org := h.Plain("org"); org != "" {
		text += "; " + org + " now, says the note"
	}
	return text + "."
}

// easy are two people it is easy to write to: asleep and well known, or else
// awake and quiet.
func (g *gapper) easy(rest []hello) []*network.Member {
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

func (g *gapper) recentWorlds() worlds {
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
		if m.Counts && conversations(m, g.today, novelDays) > 0 {
			w.circles[w.circle[m.ID]] = true
			for _, sector := range m.List("sector") {
				w.sectors[parse.FoldName(sector)] = true
			}
		}
	}
	return w
}

func (g *gapper) hello(m *network.Member, heard worlds) hello {
	h := hello{Member: m}
	exchanged := slices.ContainsFunc(m.Clocks().Counted, func(d index.Dated) bool { return d.HasTag("gave") || d.HasTag("got") })
	switch {
	case exchanged:
		h.engagement = 1
	case len(m.Conversations) >= 2:
		h.engagement = 0.5
	}
	sectors := m.List("sector")
	old := slices.ContainsFunc(sectors, func(s string) bool { return heard.sectors[parse.FoldName(s)] })
	if len(sectors) > 0 && !old && !heard.circles[heard.circle[m.ID]] {
		h.novelty = 1
	}
	if mine := rank(g.me.Level); mine >= 0 && rank(m.Text("level")) > mine {
		h.novelty += 0.5
	}
	if g.Targets() != nil && slices.ContainsFunc(g.Targets().Wants, func(w index.Want) bool { return g.Matches(w.Query, m) }) {
		h.target = 1
	}
	return h
}

// pair is two people who might like to know each other.
type pair struct {
	a, b  *network.Member
	topic string
}

// introduce finds two pairs of current people of different organisations who
// share a skill or an interest and, as far as the notes say, do not know each
// other. Rare topics come first; of a common one only some people are looked
// at.
func (g *gapper) introduce() {
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
		g.add(Finding{ID: "introduce", about: p.a.Path + " " + p.b.Path, Severity: 0.1, Do: parse.Command("show", g.who(p.a)),
			Title:   fmt.Sprintf("%s and %s might like to know each other", p.a.Name, p.b.Name),
			Text:    fmt.Sprintf("What they share: %s.", p.topic),
			Numbers: map[string]any{"topic": p.topic},
			Why: []Evidence{tell("no tie between them is recorded, both are current, and their organisations are different"),
				{Text: p.a.Name + ": " + p.topic, Path: p.a.Path}, {Text: p.b.Name + ": " + p.topic, Path: p.b.Path}}}, p.a, p.b)
	}
}

// topic is a skill or an interest as first written, and some of the current
// people of some organisation who have it.
type topic struct {
	text   string
	people []*network.Member
}

func (g *gapper) topics() map[string]*topic {
	topics := map[string]*topic{}
	for _, m := range g.alive {
		if !m.Current || len(m.List("org")) == 0 {
			continue
		}
		for _, text := range append(m.List("skills"), m.List("interests")...) {
			key := parse.FoldName(parse.PlainText(text))
			if key == "" {
				continue
			}
			t := topics[key]
			if t == nil {
				t = &topic{text: parse.PlainText(text)}
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
func (g *gapper) strangers(t *topic, taken map[*network.Member]bool) []pair {
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

// SearchRow is somebody at an organisation the user would like to work for.
type SearchRow struct {
	Name  string           `json:"name"`
	Path  string           `json:"path"`
	Org   string           `json:"org"`
	Tie   network.Strength `json:"tie"`
	Spoke parse.Date       `json:"spoke,omitzero"`

	days  int
	heard string
}

// searchShown is how many rows a run shows.
const searchShown = 5

// search lists the people at organisations that a want or a lead names:
// moderate and weak ties first, because they move most jobs (Rajkumar and
// others, Science 2022).
func (g *gapper) search(all bool) []SearchRow {
	rows := []SearchRow{}
	orgs := g.PlaceKeys(g.targetOrgs())
	for _, m := range g.People {
		for _, org := range m.List("org") {
			if m.Counts && slices.ContainsFunc(g.PlaceKeys([]string{org}), func(key string) bool { return slices.Contains(orgs, key) }) {
				rows = append(rows, SearchRow{m.Name, m.Path, parse.PlainText(org), m.Strength, m.Spoke, m.Ago, heard(m)})
				break
			}
		}
	}
	order := []network.Strength{network.ModerateTie, network.WeakTie, network.StrongTie, network.DormantTie, network.LatentTie}
	slices.SortStableFunc(rows, func(a, b SearchRow) int {
		return cmp.Or(slices.Index(order, a.Tie)-slices.Index(order, b.Tie), a.days-b.days, strings.Compare(a.Name, b.Name))
	})
	if !all {
		rows = rows[:min(len(rows), searchShown)]
	}
	return rows
}

// targetOrgs are the organisations of the wants and of the leads that are
// still open.
func (g *gapper) targetOrgs() []string {
	var orgs []string
	for _, w := range g.Targets().Wants {
		orgs = append(orgs, w.Query.Values("org")...)
	}
	for _, n := range g.Notes() {
		closed := n.When("closes")
		if n.Kind == parse.LeadNote && (closed.IsZero() || !g.today.After(closed.To)) {
			orgs = append(orgs, n.List("org")...)
		}
	}
	return orgs
}

func (g Gaps) search(p *painter) {
	name, org := 0, 0
	for _, r := range g.Search {
		name, org = max(name, width(inline(r.Name))), max(org, width(inline(r.Org)))
	}
	for i, r := range g.Search {
		if i == 0 {
			p.line()
			p.line(p.mark(bold, "At places you would like to work"))
		}
		spoke := r.heard
		if r.Spoke.IsZero() {
			spoke = "not spoken with yet"
		}
		p.line("   ", pad(inline(r.Name), name), "  ", pad(inline(r.Org), org), "  ", p.mark(dim, fmt.Sprintf("%s tie, %s", r.Tie, spoke)))
	}
}
