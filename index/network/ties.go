package network

import (
	"slices"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// EvidenceKind says from what it is known that two people know each other.
type EvidenceKind string

// The kinds of evidence, the strongest first.
const (
	ByKnows       EvidenceKind = "knows"       // a note says so
	ByIntro       EvidenceKind = "intro"       // one introduced the other, or somebody both
	ByInteraction EvidenceKind = "interaction" // both took part
	ByGroup       EvidenceKind = "group"       // a committee, team or course
	ByOrg         EvidenceKind = "org"         // the same present organisation
	ByFormerOrg   EvidenceKind = "former org"  // the same years at an organisation
	ByEvent       EvidenceKind = "event"       // a small one
)

// Weight is how likely the evidence makes a tie, from 0 to 1.
func (k EvidenceKind) Weight() float64 {
	switch k {
	case ByKnows, ByIntro, ByInteraction:
		return 1
	case ByGroup:
		return 0.6
	case ByOrg:
		return 0.5
	case ByFormerOrg:
		return 0.4
	case ByEvent:
		return 0.3
	}
	return 0
}

const (
	knownTie = 0.5 // from this weight on two people are taken to know each other
	// smallEvent is how many people remember each other. An interaction with
	// more is an audience.
	smallEvent = 40
)

// Evidence is why two people are taken to know each other.
type Evidence struct {
	Kind EvidenceKind // empty where nothing says so
	Name string       // of the organisation, the group or the event
	When date.When    // of an interaction, or of the years at an organisation

	note *parse.Note // where it stands
	line int         // of an interaction
	text string      // the value of a field of note
	// field and value are a field of note and the place of the value in its list.
	field string
	value int
}

// Place is where the evidence stands: a path, and a line where it is one.
func (e Evidence) Place() (path string, line int) {
	switch {
	case e.field != "":
		if list := e.note.List(e.field); e.value < len(list) {
			e.text = list[e.value]
		}
	case e.line > 0:
		return e.note.Path, e.line
	case e.note == nil:
		return "", 0
	case e.text == "":
		return e.note.Path, 0
	}
	for i := range e.note.Fields() {
		for _, v := range e.note.Fields()[i].Values {
			if v.Text == e.text {
				return e.note.Path, txt.NewLines(e.note.Source()).Line(v.Span.Start)
			}
		}
	}
	return e.note.Path, 0
}

// Entry is the line of an interaction; nil for other evidence.
func (e Evidence) Entry() *logline.Entry {
	if e.line == 0 {
		return nil
	}
	for i := range e.note.Entries() {
		if en := &e.note.Entries()[i]; en.Line == e.line && en.When == e.When && (en.Counted() || en.Among) {
			return en
		}
	}
	return nil
}

// Ties is who knows whom on a day: nodes are the people of the index in their
// order, then those who are named without a note.
type Ties struct {
	*evidence
	today date.Date
}

// evidence is what the notes say of who knows whom, up to the newest day of which
// that is asked.
type evidence struct {
	Ghosts []string // names of the nodes after the people

	newest   date.Date // of which that is asked
	facts    *facts.Facts
	notes    []*parse.Note
	in       []uint32 // of facts.Together the number of the note
	ghostIDs map[string]int
	people   int
	arcs     []arc    // single ties, those of a node one after the other
	near     []uint32 // of the nodes, where their arcs begin; then where all end
	sets     []set    // organisations, groups and events, whose people are all tied
	setsOf   [][]int32
	apart    map[[2]int32]bool // knows_not
}

// arc is one end of a single tie.
type arc struct {
	to int32
	by uint32 // in facts.Together
}

// arcsOf are the single ties of a node, whatever day they are of.
func (e *evidence) arcsOf(node int) []arc {
	if node+1 >= len(e.near) {
		return nil // a ghost of a group or an event
	}
	return e.arcs[e.near[node]:e.near[node+1]]
}

// held reports whether a field or a line is not of a later day.
func (t *Ties) held(by uint32) bool {
	row := &t.facts.Together[by]
	return t.today == t.newest || !row.From.After(t.today) || !row.When().Day(t.today).After(t.today)
}

// why is the evidence of a field or a line.
func (e *evidence) why(by uint32) Evidence {
	row := &e.facts.Together[by]
	out := Evidence{Kind: kindOf(row), note: e.notes[e.in[by]]}
	if out.field = row.By(); out.field != "" {
		out.value = int(row.Line)
	} else {
		out.When, out.line = row.When(), int(row.Line)
	}
	return out
}

// kindOf says what a field or a line tells: all of these ties weigh the same.
func kindOf(row *facts.TogetherRow) EvidenceKind {
	switch field := row.By(); {
	case field == "introduced_by" || row.Intro:
		return ByIntro
	case field != "":
		return ByKnows
	}
	return ByInteraction
}

// set is people with the same evidence.
type set struct {
	Evidence
	from    date.Date // the first day on which it holds
	members []int32
	years   []date.When // of each member, where they matter; without an end of who is still there
}

// overlap are the years that two members share; nobody's years are unknown
// where years do not matter.
func (s *set) overlap(a, b int32, today date.Date) (date.When, bool) {
	if s.years == nil {
		return date.When{}, true
	}
	end := func(w date.When) date.Date {
		if w.To.IsZero() {
			return today
		}
		return w.To
	}
	for i, x := range s.members {
		for j, y := range s.members {
			if x != a || y != b {
				continue
			}
			from, to := date.Latest(s.years[i].From, s.years[j].From), end(s.years[i])
			if e := end(s.years[j]); e.Before(to) {
				to = e
			}
			if !from.After(to) {
				return date.When{From: from, To: to}, true
			}
		}
	}
	return date.When{}, false
}

// Node is the node of a person.
func (t *Ties) Node(p *index.Person) int { return p.ID }

// Ghost is the node of a name without a note.
func (t *Ties) Ghost(name string) (node int, ok bool) {
	node, ok = t.ghostIDs[txt.NameKey(name)]
	return node, ok
}

// Between is the strongest evidence that two nodes know each other; of equal
// evidence the one a note states, then the newest.
func (t *Ties) Between(a, b int) Evidence {
	var best Evidence
	if a == b || t.apart[pairOf(a, b)] {
		return best
	}
	if len(t.arcsOf(b)) < len(t.arcsOf(a)) {
		a, b = b, a
	}
	for _, arc := range t.arcsOf(a) {
		if arc.to == int32(b) && t.held(arc.by) {
			if by := t.why(arc.by); stronger(by, best) {
				best = by
			}
		}
	}
	for _, at := range t.setsOf[a] {
		s := &t.sets[at]
		if s.Kind.Weight() <= best.Kind.Weight() || s.from.After(t.today) || !slices.Contains(t.setsOf[b], at) {
			continue
		}
		if years, ok := s.overlap(int32(a), int32(b), t.today); ok {
			best = s.Evidence
			best.When = years
		}
	}
	return best
}

func stronger(a, b Evidence) bool {
	if x, y := a.Kind.Weight(), b.Kind.Weight(); x != y {
		return x > y
	}
	if a.Kind != b.Kind {
		return a.Kind == ByKnows || a.Kind == ByIntro && b.Kind != ByKnows
	}
	return a.line > 0 && b.line > 0 && a.When.To.After(b.When.To)
}

// Known reports whether two nodes are taken to know each other.
func (t *Ties) Known(a, b int) bool { return t.Between(a, b).Kind.Weight() >= knownTie }

// Said reports whether a note says that two people know each other or that
// they do not.
func (t *Ties) Said(a, b int) bool {
	return t.apart[pairOf(a, b)] || t.Between(a, b).Kind.Weight() == 1
}

// Graph is the graph of known ties among some nodes; its node i is nodes[i].
func (t *Ties) Graph(nodes []int) *Graph {
	g := NewGraph(len(nodes))
	t.fill(g, nodes)
	return g
}

// GraphWithUser is the same graph with the user as its last node, who is tied
// to all others.
func (t *Ties) GraphWithUser(nodes []int) *Graph {
	g := NewGraph(len(nodes) + 1)
	t.fill(g, nodes)
	for i := range nodes {
		g.AddTie(i, len(nodes))
	}
	return g
}

func (t *Ties) fill(g *Graph, nodes []int) {
	local, room := make([]int32, len(t.setsOf)), 0
	for i, u := range nodes {
		local[u] = int32(i + 1)
		room += len(t.arcsOf(u))
	}
	ties := make([]int32, room)
	for i, u := range nodes {
		n := len(t.arcsOf(u))
		g.ties[i], ties = ties[:0:n], ties[n:]
	}
	for i, u := range nodes {
		for _, arc := range t.arcsOf(u) {
			if j := local[arc.to]; j > int32(i+1) && t.held(arc.by) {
				g.AddTie(i, int(j-1))
			}
		}
	}
	for s := range t.sets {
		if t.sets[s].Kind.Weight() < knownTie {
			continue
		}
		var members []int
		for _, u := range t.sets[s].members {
			if local[u] > 0 {
				members = append(members, int(local[u]-1))
			}
		}
		g.AddSet(members)
	}
	for pair := range t.apart {
		if a, b := local[pair[0]], local[pair[1]]; a > 0 && b > 0 {
			g.Separate(int(a-1), int(b-1))
		}
	}
}

// Befriended reports whether a node is taken to know another one of some nodes.
func (t *Ties) Befriended(node int, among []bool) bool {
	knows := func(v int32) bool {
		return int(v) != node && among[v] && (len(t.apart) == 0 || !t.apart[pairOf(node, int(v))])
	}
	return slices.ContainsFunc(t.arcsOf(node), func(a arc) bool { return knows(a.to) && t.held(a.by) }) ||
		slices.ContainsFunc(t.setsOf[node], func(at int32) bool {
			return t.sets[at].Kind.Weight() >= knownTie && slices.ContainsFunc(t.sets[at].members, knows)
		})
}
