package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Ask is what the notes do not say of who knows whom, and would matter most.
type Ask struct {
	Today     date.Date  `json:"today"`
	Questions []Question `json:"questions"`
	Tied      int        `json:"tied"` // people with a recorded tie
	People    int        `json:"people"`
}

// Question asks whether two people know each other.
type Question struct {
	A    Person `json:"a"`
	B    Person `json:"b"`
	Text string `json:"text"`
	Why  string `json:"why,omitempty"`
	Yes  string `json:"yes"` // what to type for an answer
	No   string `json:"no"`

	score float64
}

// Bounds of the search: of those who share something so many are paired, and
// of pairs so many are looked at.
const (
	maxQuestions = 5
	askTogether  = 24
	askPairs     = 20_000
	askFallback  = 12
)

// The likelihoods that two people know each other for what they share. They
// only order the questions.
const (
	likelyEvent  = 0.5
	likelyGroup  = 0.45
	likelyFormer = 0.4
	likelySchool = 0.35
	likelyMetAt  = 0.35
	likelyPlace  = 0.25
	likelySkill  = 0.2
	likelyAny    = 0.1
)

// asker gathers the pairs worth a question.
type asker struct {
	*Finder
	circle map[*network.Member]int // the size of the circle each one is in
	root   map[*network.Member]int // which circle
	wished map[*network.Member]bool
	best   map[[2]int]Question
}

// MakeAsk finds the questions whose answers would change the picture most:
// about people with no recorded tie, between circles, and about those the user
// wants to meet.
func MakeAsk(ix *index.Index, today date.Date) Ask {
	g := New(ix, today)
	q := asker{g, map[*network.Member]int{}, map[*network.Member]int{}, map[*network.Member]bool{}, map[[2]int]Question{}}
	for i, part := range g.structure().parts {
		for _, u := range part {
			q.circle[g.alive[u]], q.root[g.alive[u]] = len(part), i+1
		}
	}
	q.wishes()
	q.gather()
	return Ask{Today: today, Questions: q.choose(), Tied: g.known().tied, People: g.known().people}
}

// wishes are the people of wants that are not met and to whom nobody leads.
func (q *asker) wishes() {
	for _, s := range q.Wanted() {
		if s.State != wantNone && s.State != wantThin {
			continue
		}
		for _, m := range q.People {
			if len(q.wished) < maxCandidates && !m.Live && q.askable(m) && q.Matches(s.Query, m) {
				q.wished[m] = true
			}
		}
	}
	for _, m := range q.People {
		if m.Status == parse.Wish && len(q.wished) < maxCandidates {
			q.wished[m] = true
		}
	}
}

func (q *asker) askable(m *network.Member) bool {
	return m.Live || m.Reachable() && m.Status != parse.Archived && m.Status != parse.Imported && m.Status != parse.Paused
}

// share is something several people have in common.
type share struct {
	likely float64
	why    string
	people []*network.Member
}

// gather pairs those who share something, the most telling first, and then the
// closest people with each other.
func (q *asker) gather() {
	pairs := 0
	for _, s := range q.shares() {
		slices.SortStableFunc(s.people, q.weight)
		people := s.people[:min(len(s.people), askTogether)]
		for i, a := range people {
			for _, b := range people[i+1:] {
				if pairs++; pairs > askPairs {
					return
				}
				q.consider(a, b, s.likely, s.why)
			}
		}
	}
	close := slices.Clone(q.alive)
	slices.SortStableFunc(close, q.weight)
	for m := range q.wished {
		close = append(close[:min(len(close), askFallback)], m)
	}
	close = close[:min(len(close), 2*askFallback)]
	slices.SortStableFunc(close, func(a, b *network.Member) int { return a.ID - b.ID })
	for i, a := range close {
		for _, b := range close[i+1:] {
			q.consider(a, b, likelyAny, "")
		}
	}
}

// weight orders people: those without a recorded tie first, then the closest.
func (q *asker) weight(a, b *network.Member) int {
	tied := func(m *network.Member) int {
		if q.circle[m] > 1 {
			return 1
		}
		return 0
	}
	return cmp.Or(tied(a)-tied(b), byCloseness(a, b))
}

// shares lists what people have in common, in a fixed order.
func (q *asker) shares() []share {
	found := map[string]*share{}
	add := func(m *network.Member, likely float64, kind, key, why string) {
		if key == "" {
			return
		}
		s := found[kind+"\x00"+key]
		if s == nil {
			s = &share{likely: likely, why: why}
			found[kind+"\x00"+key] = s
		}
		if len(s.people) == 0 || s.people[len(s.people)-1] != m {
			s.people = append(s.people, m)
		}
	}
	for _, m := range q.People {
		if m.Counts && q.askable(m) || q.wished[m] {
			q.sharesOf(m, add)
		}
	}
	var keys []string
	for key, s := range found {
		if len(s.people) > 1 {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b].likely, found[a].likely), len(found[a].people)-len(found[b].people), strings.Compare(a, b))
	})
	var out []share
	for _, key := range keys {
		out = append(out, *found[key])
	}
	return out
}

func (q *asker) sharesOf(m *network.Member, add func(m *network.Member, likely float64, kind, key, why string)) {
	texts := func(field, kind string, likely float64, why string) {
		for _, text := range m.List(field) {
			key := txt.FoldName(txt.PlainText(text))
			if n := q.Place(text); n != nil {
				key = n.Path
			}
			add(m, likely, kind, key, fmt.Sprintf(why, txt.PlainText(text)))
		}
	}
	texts("met_at", "met", likelyMetAt, "you met both at %s")
	texts("groups", "group", likelyGroup, "both are in %s")
	texts("school", "school", likelySchool, "both went to %s")
	texts("introduced_by", "through", likelyFormer, "%s introduced you to both")
	texts("skills", "topic", likelySkill, "both know about %s")
	texts("interests", "topic", likelySkill, "both care for %s")
	if sector := m.Text("sector"); sector != "" && m.Text("place") != "" {
		add(m, likelyPlace, "place", txt.FoldName(m.Plain("place")+"/"+sector), fmt.Sprintf("both work in %s in %s", query.SectorName(sector), m.Plain("place")))
	}
	for _, text := range m.List("org_history") {
		_, org := parse.SplitHistory(text)
		add(m, likelyFormer, "org", strings.Join(q.PlaceKeys([]string{org}), ""), "both have been at "+txt.PlainText(org))
	}
	for _, org := range m.List("org") {
		add(m, likelyFormer, "org", strings.Join(q.PlaceKeys([]string{org}), ""), "both have been at "+txt.PlainText(org))
	}
}

// consider weighs a pair: how likely the two know each other, and what the
// answer would change.
func (q *asker) consider(a, b *network.Member, likely float64, why string) {
	if a == b || !a.Live && !b.Live || q.Ties.Said(a.ID, b.ID) {
		return
	}
	by := q.Ties.Between(a.ID, b.ID)
	if by.Kind.Weight() >= 0.5 {
		return // taken to know each other already
	}
	if by.Kind == network.ByEvent {
		likely, why = max(likely, likelyEvent), "both were at "+by.Name
	}
	change := 0.1
	for _, m := range []*network.Member{a, b} {
		if m.Live && q.circle[m] < 2 {
			change += 1 // somebody of whom nothing is recorded
		}
		if q.wished[m] {
			change += 1.5 // a way to somebody the user wants to meet
		}
	}
	if a.Live && b.Live && q.root[a] != q.root[b] {
		change += float64(min(q.circle[a], q.circle[b])) / float64(len(q.alive))
	}
	first, second := a, b
	if byCloseness(b, a) < 0 {
		first, second = b, a
	}
	key := [2]int{min(a.ID, b.ID), max(a.ID, b.ID)}
	if score := likely * change; score > q.best[key].score {
		q.best[key] = Question{A: gapPerson(first), B: gapPerson(second), Text: fmt.Sprintf("Do %s and %s know each other?", first.Name, second.Name), Why: why, score: score,
			Yes: txt.Command("set", q.who(first), "knows+=[["+linkName(q.who(second))+"]]"), No: txt.Command("set", q.who(first), "knows_not+=[["+linkName(q.who(second))+"]]")}
	}
}

// linkName is what a wikilink holds: a name, or a path without its ending.
func linkName(who string) string {
	return strings.TrimSuffix(strings.TrimSuffix(who, ".md"), ".markdown")
}

// choose takes the best questions, and nobody into more than two.
func (q *asker) choose() []Question {
	all := make([]Question, 0, len(q.best))
	for _, question := range q.best {
		all = append(all, question)
	}
	slices.SortFunc(all, func(a, b Question) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.A.Path+a.B.Path, b.A.Path+b.B.Path))
	})
	times := map[string]int{}
	chosen := []Question{}
	for _, question := range all {
		if len(chosen) == maxQuestions {
			break
		}
		if times[question.A.Path] < 2 && times[question.B.Path] < 2 {
			times[question.A.Path]++
			times[question.B.Path]++
			chosen = append(chosen, question)
		}
	}
	return chosen
}

// Coverage says how much is recorded.
func (r Ask) Coverage() string {
	return fmt.Sprintf("%d of your %s have a recorded tie.", r.Tied, form.Plural(r.People, "person", "people"))
}

// Text lists the questions with what to type for an answer.
func (r Ask) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(r.Coverage())
	if len(r.Questions) == 0 {
		p.Line("There is nothing to ask.")
	}
	for _, q := range r.Questions {
		p.Line()
		p.Line(p.Mark(form.Bold, form.Inline(q.Text)), p.Mark(form.Dim, q.Reason()))
		p.Line("   yes   ", p.Mark(form.Dim, form.Inline(q.Yes)))
		p.Line("   no    ", p.Mark(form.Dim, form.Inline(q.No)))
	}
	return p.Bytes()
}

// Reason is why the question is asked, set off from its text.
func (q Question) Reason() string {
	if q.Why == "" {
		return ""
	}
	return "  " + form.Inline(q.Why)
}
