package network

import (
	"cmp"
	"slices"
	"strconv"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// tiesBuilder gathers the evidence of a folder on a day.
type tiesBuilder struct {
	*Ties
	ix    *index.Index
	today date.Date
	byKey map[setKey]int // places in sets

	inGroup, atEvent map[*parse.Note][]int // those whose own notes say so
}

// setKey tells the sets apart: an organisation may be two, one of those who
// are there and one of those who were.
type setKey struct {
	kind EvidenceKind
	name string
}

func newTies(w *Network) *Ties {
	n := len(w.Index.People())
	b := &tiesBuilder{ix: w.Index, today: w.Today, byKey: map[setKey]int{}, inGroup: map[*parse.Note][]int{}, atEvent: map[*parse.Note][]int{},
		Ties: &Ties{ids: make(map[*index.Person]int, n), ghostIDs: map[string]int{}, near: make([][]arc, n), setsOf: make([][]int32, n), apart: map[[2]int32]bool{}}}
	for i, p := range w.Index.People() {
		b.ids[p] = i
	}
	lines := w.Index.Together()
	of, seen := byPerson(lines, b.ids), make([]bool, len(lines))
	for i, p := range w.Index.People() {
		b.fields(i, p)
		for _, at := range of[i] {
			if !seen[at] {
				seen[at] = true
				b.known(&lines[at])
			}
		}
	}
	b.workplaces()
	for _, note := range w.Notes() {
		switch note.Kind {
		case parse.GroupNote:
			b.group(note)
		case parse.EventNote:
			b.event(note)
		}
	}
	b.close()
	return b.Ties
}

// node is the node of a link's person, made where it is a ghost; ok is false
// for a place and for a name that could be two.
func (b *tiesBuilder) node(link txt.Link, from *parse.Note) (node int, ok bool) {
	switch notes, place := b.ix.Meaning(link, from); len(notes) {
	case 1:
		p := b.ix.Person(notes[0])
		return b.ids[p], p != nil
	case 0:
		if place {
			return 0, false
		}
		return b.ghost(txt.NameKey(link.Target), link.Target), true
	}
	return 0, false
}

// ghost is the node of a name without a note.
func (b *tiesBuilder) ghost(key, name string) int {
	if node, ok := b.ghostIDs[key]; ok {
		return node
	}
	node := len(b.near)
	b.ghostIDs[key] = node
	b.Ghosts = append(b.Ghosts, name)
	b.near, b.setsOf = append(b.near, nil), append(b.setsOf, nil)
	return node
}

// named are the nodes that a field's values name; a name without a note must
// be a link, because other values may be any text.
func (b *tiesBuilder) named(n *parse.Note, texts []string, visit func(node int, text string)) {
	for _, text := range texts {
		for _, link := range b.ix.PeopleNamed(text) {
			if link.Span.End == 0 && len(b.ix.Link(link, n)) == 0 {
				continue
			}
			if node, ok := b.node(link, n); ok {
				visit(node, text)
			}
		}
	}
}

func (b *tiesBuilder) tie(u, v int, by *Evidence) {
	if u != v {
		b.near[u] = append(b.near[u], arc{int32(v), by})
		b.near[v] = append(b.near[v], arc{int32(u), by})
	}
}

// fields reads where a contact note says that its owner belongs.
func (b *tiesBuilder) fields(u int, p *index.Person) {
	for _, text := range p.List("groups") {
		if n := b.ix.Place(text); n != nil {
			b.inGroup[n] = append(b.inGroup[n], u)
		}
	}
	if n := b.ix.Place(p.Text("met_at")); n != nil {
		b.atEvent[n] = append(b.atEvent[n], u)
	}
}

// byPerson are the fields of everybody and then their lines, by the day on which
// they begin; of a day, those of the own note first.
func byPerson(lines []index.Together, ids map[*index.Person]int) [][]int32 {
	of := make([][]int32, len(ids))
	for at := range lines {
		if lines[at].Field != "" {
			u := ids[lines[at].Owner]
			of[u] = append(of[u], int32(at))
			continue
		}
		for _, who := range lines[at].Who {
			if who.Person != nil {
				of[ids[who.Person]] = append(of[ids[who.Person]], int32(at))
			}
		}
	}
	for person, i := range ids {
		own := func(t *index.Together) bool { return t.Owner == person }
		slices.SortStableFunc(of[i], func(x, y int32) int {
			a, b := &lines[x], &lines[y]
			return cmp.Or(a.When.From.Compare(b.When.From), count(own(b))-count(own(a)))
		})
	}
	return of
}

// known reads a field or a line.
func (b *tiesBuilder) known(t *index.Together) {
	if t.Field != "" {
		b.field(t)
	} else {
		b.line(t)
	}
}

// field ties a contact to somebody whom a field names, or keeps them apart.
func (b *tiesBuilder) field(t *index.Together) {
	u, v := b.ids[t.Owner], b.somebody(t.Who[0])
	if t.Field == "knows_not" {
		b.apart[pairOf(u, v)] = true
		return
	}
	by := &Evidence{Kind: ByKnows, note: t.Note, field: t.Field, value: t.Line}
	if t.Field == "introduced_by" {
		by.Kind = ByIntro
	}
	b.tie(u, v, by)
}

// somebody is the node of a person, or of a name without a note.
func (b *tiesBuilder) somebody(who index.Somebody) int {
	if who.Person != nil {
		return b.ids[who.Person]
	}
	return b.ghost(who.Key, who.Name)
}

// line ties those who took part in one interaction, and the people of an
// introduction.
func (b *tiesBuilder) line(t *index.Together) {
	if t.When.Day(b.today).After(b.today) || len(t.Who) > smallEvent {
		return
	}
	nodes := make([]int, len(t.Who))
	for i, who := range t.Who {
		nodes[i] = b.somebody(who)
	}
	by := &Evidence{Kind: ByInteraction, When: t.When, note: t.Note, line: t.Line}
	if t.Intro {
		by.Kind = ByIntro
	}
	for i, u := range nodes {
		for _, v := range nodes[i+1:] {
			b.tie(u, v, by)
		}
	}
}

// join puts a node into a set. years are nil where they do not matter.
func (b *tiesBuilder) join(key setKey, e Evidence, node int, years *date.When) {
	at, ok := b.byKey[key]
	if !ok {
		at = len(b.sets)
		b.byKey[key] = at
		b.sets = append(b.sets, set{Evidence: e})
	}
	s := &b.sets[at]
	if years == nil && len(s.members) > 0 && s.members[len(s.members)-1] == int32(node) {
		return
	}
	s.members = append(s.members, int32(node))
	if years != nil {
		s.years = append(s.years, *years)
	}
}

// workplaces makes a set of each present organisation, and one of those who
// were at an organisation with their years.
func (b *tiesBuilder) workplaces() {
	for u, p := range b.ix.People() {
		for _, text := range p.List("org") {
			if key, name := b.ix.PlaceKey(text); key != "" {
				b.join(setKey{ByOrg, key}, Evidence{Kind: ByOrg, Name: name, note: p.Note, text: text}, u, nil)
			}
		}
		for _, text := range p.List("org_history") {
			years, org := parse.SplitHistory(text)
			if key, name := b.ix.PlaceKey(org); key != "" && !years.IsZero() {
				b.join(setKey{ByFormerOrg, key}, Evidence{Kind: ByFormerOrg, Name: name, note: p.Note, text: text}, u, &years)
			}
		}
	}
	// Who is still there has known those who left, since they came.
	for u, p := range b.ix.People() {
		since := p.When("since")
		if since.IsZero() {
			continue
		}
		for _, text := range p.List("org") {
			key, _ := b.ix.PlaceKey(text)
			if at, ok := b.byKey[setKey{ByFormerOrg, key}]; ok {
				b.join(setKey{ByFormerOrg, key}, b.sets[at].Evidence, u, &date.When{From: since.From, To: b.today})
			}
		}
	}
}

// group makes a set of those who work or learn together in a group.
func (b *tiesBuilder) group(n *parse.Note) {
	switch txt.FoldName(n.Text("kind")) {
	case "committee", "team", "course":
	default:
		return
	}
	e := Evidence{Kind: ByGroup, Name: n.Name, note: n}
	var nodes []int
	b.named(n, n.List("members"), func(node int, _ string) { nodes = append(nodes, node) })
	nodes = append(nodes, b.inGroup[n]...)
	slices.Sort(nodes)
	for _, node := range slices.Compact(nodes) {
		b.join(setKey{ByGroup, n.Path}, e, node, nil)
	}
}

// event makes a set of those who were at a small event. Of one without a size
// only those count whom its note names.
func (b *tiesBuilder) event(n *parse.Note) {
	if start := n.When("start").From; !start.IsZero() && start.After(b.today) {
		return
	}
	size := len(b.ix.PeopleIn(n, "attendees"))
	if number, err := strconv.Atoi(n.Text("attendees")); err == nil && size == 1 {
		size = number
	}
	if size > smallEvent {
		return
	}
	nodes := b.there(n)
	if size > 0 {
		nodes = append(nodes, b.atEvent[n]...)
	}
	slices.Sort(nodes)
	if nodes = slices.Compact(nodes); len(nodes) > smallEvent {
		return
	}
	for _, node := range nodes {
		b.join(setKey{ByEvent, n.Path}, Evidence{Kind: ByEvent, Name: n.Name, note: n}, node, nil)
	}
}

// there are those whom an event's note names as having been there.
func (b *tiesBuilder) there(n *parse.Note) []int {
	var nodes []int
	add := func(link txt.Link) {
		if node, ok := b.node(link, n); ok {
			nodes = append(nodes, node)
		}
	}
	b.named(n, n.List("attendees"), func(node int, _ string) { nodes = append(nodes, node) })
	for i := range n.Entries() {
		if !n.Entries()[i].Planned {
			for _, link := range n.Entries()[i].People {
				add(link)
			}
		}
	}
	return nodes
}

// close notes for every node the sets it shares with somebody.
func (b *tiesBuilder) close() {
	for i, s := range b.sets {
		for _, u := range s.members {
			if of := b.setsOf[u]; len(s.members) > 1 && (len(of) == 0 || of[len(of)-1] != int32(i)) {
				b.setsOf[u] = append(of, int32(i))
			}
		}
	}
}
