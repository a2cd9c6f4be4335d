package network

import (
	"cmp"
	"slices"
	"strconv"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// tiesBuilder gathers the evidence of a folder up to a day.
type tiesBuilder struct {
	*evidence
	ix    *index.Index
	today date.Date
	byKey map[setKey]int // places in sets

	owners []int32 // of the notes, 1 more than the node of their person, or 0

	inGroup, atEvent map[*parse.Note][]int // those whose own notes say so
}

// setKey tells the sets apart: an organisation may be two, one of those who
// are there and one of those who were.
type setKey struct {
	kind EvidenceKind
	name string
}

func newTies(w *Network) *Ties {
	b := &tiesBuilder{ix: w.Index, today: w.Today, byKey: map[setKey]int{}, inGroup: map[*parse.Note][]int{}, atEvent: map[*parse.Note][]int{},
		evidence: &evidence{newest: w.Today, facts: w.Facts(), notes: w.Notes(), people: len(w.Index.People()), ghostIDs: map[string]int{}, apart: map[[2]int32]bool{}}}
	b.single()
	b.belong()
	for _, note := range w.Notes() {
		switch note.Kind {
		case parse.GroupNote:
			b.group(note)
		case parse.EventNote:
			b.event(note)
		}
	}
	b.close()
	return &Ties{b.evidence, w.Today}
}

// node is the node of a link's person, made where it is a ghost; ok is false
// for a place and for a name that could be two.
func (b *tiesBuilder) node(link txt.Link, from *parse.Note) (node int, ok bool) {
	switch notes, place := b.ix.Meaning(link, from); len(notes) {
	case 1:
		if p := b.ix.Person(notes[0]); p != nil {
			return p.ID, true
		}
	case 0:
		if !place {
			return b.ghost(txt.NameKey(link.Target), link.Target), true
		}
	}
	return 0, false
}

// ghost is the node of a name without a note.
func (b *tiesBuilder) ghost(key, name string) int {
	node, known := b.ghostIDs[key]
	if !known {
		node = b.people + len(b.Ghosts)
		b.ghostIDs[key] = node
		b.Ghosts = append(b.Ghosts, name)
	}
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

// single makes the single ties that fields and lines tell of.
func (b *tiesBuilder) single() {
	rows, who := b.facts.Together, b.somebody()
	order := b.inOrder(who)
	for _, at := range order {
		for i := rows[at].Who.From; i < rows[at].Who.From+rows[at].Who.Count; i++ {
			if ghost := &b.facts.Somebody[i]; who[i] < 0 {
				who[i] = int32(b.ghost(b.facts.Text(ghost.Key), b.facts.Text(ghost.Name)))
			}
		}
	}
	b.near = make([]uint32, b.people+len(b.Ghosts)+1)
	b.pairs(order, who, func(u, v int32, by uint32) {
		if rows[by].By() == "knows_not" {
			b.apart[pairOf(int(u), int(v))] = true
			return
		}
		b.near[u]++
		b.near[v]++
	})
	total := uint32(0)
	for u, n := range b.near {
		b.near[u], total = total, total+n
	}
	b.arcs = make([]arc, total)
	next := slices.Clone(b.near)
	b.pairs(order, who, func(u, v int32, by uint32) {
		if rows[by].By() != "knows_not" {
			b.arcs[next[u]], b.arcs[next[v]] = arc{v, by}, arc{u, by}
			next[u]++
			next[v]++
		}
	})
}

// somebody is the node of each of facts.Somebody; -1 of a name without a note.
func (b *tiesBuilder) somebody() []int32 {
	ids := make([]int32, len(b.notes)) // of the notes, 1 more than that of their person
	for i, p := range b.ix.People() {
		ids[p.Number()] = int32(i + 1)
	}
	b.in, b.owners = make([]uint32, len(b.facts.Together)), ids
	for i := range b.notes {
		r := b.facts.Notes[i].Together
		for at := range parse.Within(b.in, r) {
			b.in[int(r.From)+at] = uint32(i)
		}
	}
	nodes := make([]int32, len(b.facts.Somebody))
	for i := range nodes {
		if nodes[i] = -1; b.facts.Somebody[i].Note > 0 {
			nodes[i] = ids[b.facts.Somebody[i].Note-1] - 1
		}
	}
	return nodes
}

// inOrder are the fields and the lines that count: those of everybody in turn, the
// fields and then the lines by the day on which they begin; of a day, those of
// their own note first. What is of several people is of the first of them.
func (b *tiesBuilder) inOrder(who []int32) []uint32 {
	rows := b.facts.Together
	of, ends := make([]int32, len(rows)), make([]int32, b.people+1) // of whom each is, or -1
	for at := range rows {
		if of[at] = b.first(uint32(at), who); of[at] >= 0 {
			ends[of[at]+1]++
		}
	}
	for u := range b.people {
		ends[u+1] += ends[u]
	}
	order, next := make([]uint32, ends[b.people]), slices.Clone(ends)
	for at, u := range of {
		if u >= 0 {
			order[next[u]] = uint32(at)
			next[u]++
		}
	}
	for u := range b.people {
		elsewhere := func(at uint32) int { return count(b.owners[b.in[at]] != int32(u+1)) }
		slices.SortStableFunc(order[ends[u]:ends[u+1]], func(x, y uint32) int {
			return cmp.Or(rows[x].From.Compare(rows[y].From), elsewhere(x)-elsewhere(y))
		})
	}
	return order
}

// first is the first person of a field or a line, or -1 where it does not count.
func (b *tiesBuilder) first(at uint32, who []int32) int32 {
	row := &b.facts.Together[at]
	if row.Field > 0 {
		return b.owners[b.in[at]] - 1
	}
	if row.From.After(b.today) && row.When().Day(b.today).After(b.today) || row.Who.Count > smallEvent {
		return -1
	}
	first := int32(-1)
	for _, node := range parse.Within(who, row.Who) {
		if node >= 0 && (first < 0 || node < first) {
			first = node
		}
	}
	return first
}

// pairs visits the people whom fields and lines tie to each other, or keep apart:
// the owner of a field and whom it names, and all who took part in one interaction
// or an introduction.
func (b *tiesBuilder) pairs(order []uint32, who []int32, visit func(u, v int32, by uint32)) {
	for _, at := range order {
		people := parse.Within(who, b.facts.Together[at].Who)
		if b.facts.Together[at].Field > 0 {
			if u := b.owners[b.in[at]] - 1; u != people[0] {
				visit(u, people[0], at)
			}
			continue
		}
		for i, u := range people {
			for _, v := range people[i+1:] {
				if u != v {
					visit(u, v, at)
				}
			}
		}
	}
}

// join puts a node into a set. years are nil where they do not matter.
func (b *tiesBuilder) join(key setKey, s set, node int, years *date.When) {
	at, ok := b.byKey[key]
	if !ok {
		at = len(b.sets)
		b.byKey[key] = at
		b.sets = append(b.sets, s)
	}
	to := &b.sets[at]
	if years == nil && len(to.members) > 0 && to.members[len(to.members)-1] == int32(node) {
		return
	}
	to.members = append(to.members, int32(node))
	if years != nil {
		to.years = append(to.years, *years)
	}
}

// belongs is where a contact note says that its owner belongs.
type belongs struct {
	groups []*parse.Note
	event  *parse.Note
	orgs   []place
	former []place
	since  date.When // of orgs
}

// place is an organisation in a field.
type place struct {
	key, name, text string
	years           date.When
}

// belong makes a set of each present organisation, and one of those who were at
// an organisation with their years.
func (b *tiesBuilder) belong() {
	people := b.ix.People()
	all := make([]belongs, len(people))
	parallel.Each(len(people), parallel.Batch, func(start, end int) {
		known := map[string]place{}
		for i, p := range people[start:end] {
			all[start+i] = b.belongs(p, known)
		}
	})
	for u := range all {
		for _, n := range all[u].groups {
			b.inGroup[n] = append(b.inGroup[n], u)
		}
		if n := all[u].event; n != nil {
			b.atEvent[n] = append(b.atEvent[n], u)
		}
		for _, at := range all[u].orgs {
			b.join(setKey{ByOrg, at.key}, set{Evidence: Evidence{Kind: ByOrg, Name: at.name, note: people[u].Note, text: at.text}}, u, nil)
		}
		for _, at := range all[u].former {
			b.join(setKey{ByFormerOrg, at.key}, set{Evidence: Evidence{Kind: ByFormerOrg, Name: at.name, note: people[u].Note, text: at.text}}, u, &at.years)
		}
	}
	// Who is still there has known those who left, since they came.
	for u := range all {
		for _, at := range all[u].orgs {
			key := setKey{ByFormerOrg, at.key}
			if _, there := b.byKey[key]; there && !all[u].since.IsZero() {
				b.join(key, set{}, u, &date.When{From: all[u].since.From})
			}
		}
	}
}

// belongs reads a person's fields. The organisations of some texts are known.
func (b *tiesBuilder) belongs(p *index.Person, known map[string]place) (out belongs) {
	at := func(text string) place {
		found, is := known[text]
		if !is {
			found.text = text
			found.key, found.name = b.ix.PlaceKey(text)
			known[text] = found
		}
		return found
	}
	for _, text := range p.List("groups") {
		if n := b.ix.Place(text); n != nil {
			out.groups = append(out.groups, n)
		}
	}
	if text := p.Text("met_at"); text != "" {
		out.event = b.ix.Place(text)
	}
	for _, text := range p.List("org") {
		if org := at(text); org.key != "" {
			out.orgs = append(out.orgs, org)
		}
	}
	for _, text := range p.List("org_history") {
		years, name := parse.SplitHistory(text)
		if org := at(name); org.key != "" && !years.IsZero() {
			org.text, org.years = text, years
			out.former = append(out.former, org)
		}
	}
	if len(out.orgs) > 0 {
		out.since = p.When("since")
	}
	return out
}

// group makes a set of those who work or learn together in a group.
func (b *tiesBuilder) group(n *parse.Note) {
	switch txt.FoldName(n.Text("kind")) {
	case "committee", "team", "course":
	default:
		return
	}
	as := set{Evidence: Evidence{Kind: ByGroup, Name: n.Name, note: n}}
	var nodes []int
	b.named(n, n.List("members"), func(node int, _ string) { nodes = append(nodes, node) })
	nodes = append(nodes, b.inGroup[n]...)
	slices.Sort(nodes)
	for _, node := range slices.Compact(nodes) {
		b.join(setKey{ByGroup, n.Path}, as, node, nil)
	}
}

// event makes a set of those who were at a small event. Of one without a size
// only those count whom its note names.
func (b *tiesBuilder) event(n *parse.Note) {
	start := n.When("start").From
	if start.After(b.today) {
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
		b.join(setKey{ByEvent, n.Path}, set{Evidence: Evidence{Kind: ByEvent, Name: n.Name, note: n}, from: start}, node, nil)
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
	b.setsOf = make([][]int32, b.people+len(b.Ghosts))
	ends := make([]int32, len(b.setsOf)+1)
	each := func(visit func(set, node int32)) {
		for i, s := range b.sets {
			if len(s.members) > 1 {
				for _, u := range s.members {
					visit(int32(i), u)
				}
			}
		}
	}
	each(func(_, u int32) { ends[u+1]++ })
	for u := range b.setsOf {
		ends[u+1] += ends[u]
	}
	all := make([]int32, ends[len(b.setsOf)])
	for u := range b.setsOf {
		b.setsOf[u] = all[ends[u]:ends[u]:ends[u+1]]
	}
	each(func(set, u int32) {
		if of := b.setsOf[u]; len(of) == 0 || of[len(of)-1] != set {
			b.setsOf[u] = append(of, set)
		}
	})
}
