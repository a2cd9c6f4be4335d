package network

import (
	"slices"

	"netnotes/index"
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

// Ties is who knows whom: nodes are the people of the index in their order,
// then those who are named without a note.
type Ties struct {
	Ghosts []string // names of the nodes after the people

	ids      map[*index.Person]int
	ghostIDs map[string]int
	near     [][]arc // single ties by node
	sets     []set   // organisations, groups and events, whose people are all tied
	setsOf   [][]int32
	apart    map[[2]int32]bool // knows_not
}

// arc is one end of a single tie.
type arc struct {
	to int32
	by *Evidence
}

// set is people with the same evidence.
type set struct {
	Evidence
	members []int32
	years   []date.When // of each member, where they matter
}

// overlap are the years that two members share; nobody's years are unknown
// where years do not matter.
func (s *set) overlap(a, b int32) (date.When, bool) {
	if s.years == nil {
		return date.When{}, true
	}
	for i, x := range s.members {
		for j, y := range s.members {
			if x != a || y != b {
				continue
			}
			from, to := s.years[i].From, s.years[i].To
			if s.years[j].From.After(from) {
				from = s.years[j].From
			}
			if s.years[j].To.Before(to) {
				to = s.years[j].To
			}
			if !from.After(to) {
				return date.When{From: from, To: to}, true
			}
		}
	}
	return date.When{}, false
}

// Node is the node of a person.
func (t *Ties) Node(p *index.Person) int { return t.ids[p] }

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
	if len(t.near[b]) < len(t.near[a]) {
		a, b = b, a
	}
	for _, arc := range t.near[a] {
		if arc.to == int32(b) && stronger(*arc.by, best) {
			best = *arc.by
		}
	}
	for _, s := range t.setsOf[a] {
		if !slices.Contains(t.setsOf[b], s) || t.sets[s].Kind.Weight() <= best.Kind.Weight() {
			continue
		}
		if years, ok := t.sets[s].overlap(int32(a), int32(b)); ok {
			best = t.sets[s].Evidence
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
	local := make([]int32, len(t.near))
	for i, u := range nodes {
		local[u] = int32(i + 1)
	}
	for i, u := range nodes {
		for _, arc := range t.near[u] {
			if j := local[arc.to]; j > int32(i+1) && arc.by.Kind.Weight() >= knownTie {
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
