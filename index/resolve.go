package index

import (
	"path"
	"slices"
	"strings"

	"netnotes/parse"
)

// resolver finds notes by the names people use for them. All names are folded.
type resolver struct {
	top     map[string]group // notes of the root by path without ending
	files   map[string]group // by file name without ending
	names   map[string]group
	aliases map[string]group
	orgs    map[string]bool // names of contacts' organisations
}

// group is the notes of one name, by path.
type group []*parse.Note

func newResolver(notes []*parse.Note) resolver {
	r := resolver{map[string]group{}, make(map[string]group, len(notes)), make(map[string]group, len(notes)), make(map[string]group, len(notes)), map[string]bool{}}
	for i, n := range notes {
		alone := notes[i : i+1 : i+1]
		bare := strings.TrimSuffix(n.Path, path.Ext(n.Path))
		if strings.IndexByte(bare, '/') < 0 {
			add(r.top, bare, alone)
		}
		add(r.files, path.Base(bare), alone)
		add(r.names, n.Name, alone)
		for _, alias := range n.List("aliases") {
			add(r.aliases, alias, alone)
		}
		if n.Kind == parse.ContactNote {
			for _, org := range n.List("org") {
				r.orgs[parse.FoldName(parse.FieldLink(org).Target)] = true
				r.orgs[parse.FoldName(parse.PlainText(org))] = true
			}
		}
	}
	return r
}

// add gives a name to a note. Most names are of one note alone, whose group is
// a part of the list of all notes.
func add(to map[string]group, name string, alone group) {
	key := parse.FoldName(name)
	if key == "" {
		return
	}
	switch known := to[key]; {
	case known == nil:
		to[key] = alone
	case known[len(known)-1] == alone[0]: // notes come one after the other
	case len(known) == 1:
		to[key] = group{known[0], alone[0]}
	default:
		to[key] = append(known, alone[0])
	}
}

// byFile finds notes by file name, with or without its ending.
func (r *resolver) byFile(key string) group {
	return withEnding(key, r.files, func(n *parse.Note) string { return path.Base(n.Path) })
}

// byPath finds notes by their path from the root, with or without its ending.
func (r *resolver) byPath(key string) group {
	slash := strings.LastIndexByte(key, '/')
	if slash < 0 {
		return withEnding(key, r.top, func(n *parse.Note) string { return n.Path })
	}
	var out group
	for _, n := range r.byFile(parse.FoldName(key[slash+1:])) {
		if parse.FoldName(n.Path) == key || parse.FoldName(strings.TrimSuffix(n.Path, path.Ext(n.Path))) == key {
			out = append(out, n)
		}
	}
	return out
}

// withEnding finds a key among names without ending, and where it has one also
// the notes that are called so with it.
func withEnding(key string, bare map[string]group, name func(*parse.Note) string) group {
	found := bare[key]
	ext := path.Ext(key)
	if !isNote(ext) {
		return found
	}
	out := slices.Clone(found)
	for _, n := range bare[parse.FoldName(strings.TrimSuffix(key, ext))] {
		if parse.FoldName(name(n)) == key && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// lookup returns the notes that a name may mean, by path, file name, name or
// alias, in this order: the first that knows the name decides. Two notes mean
// that the name is ambiguous.
func (r *resolver) lookup(target string) []*parse.Note {
	key := parse.FoldName(strings.TrimPrefix(target, "./"))
	if found := r.byPath(key); len(found) > 0 {
		return found
	}
	if found := r.byFile(key); len(found) > 0 {
		return found
	}
	if found := r.names[key]; len(found) > 0 {
		return found
	}
	if found := r.aliases[key]; len(found) > 0 {
		return found
	}
	// "People/Ada Park" may be a path from a folder in between.
	if base := path.Base(target); base != target && strings.Contains(target, "/") {
		var found []*parse.Note
		for _, n := range r.byFile(parse.FoldName(base)) {
			if strings.HasSuffix("/"+parse.FoldName(strings.TrimSuffix(n.Path, path.Ext(n.Path))), "/"+parse.FoldName(strings.TrimSuffix(target, path.Ext(target)))) {
				found = append(found, n)
			}
		}
		return found
	}
	return nil
}

// link resolves a link of a note. A Markdown link is relative to the note.
func (r *resolver) link(l parse.Link, from *parse.Note) []*parse.Note {
	if l.IsPath {
		if found := r.byPath(parse.FoldName(path.Join(path.Dir(from.Path), l.Target))); len(found) > 0 {
			return found
		}
	}
	return r.lookup(l.Target)
}

// isPlace reports whether a link says where and not who.
func (r *resolver) isPlace(l parse.Link, from *parse.Note) bool {
	found := r.link(l, from)
	if len(found) == 0 {
		return r.orgs[parse.FoldName(l.Target)]
	}
	for _, n := range found {
		if n.Kind == parse.OtherNote && (r.orgs[parse.FoldName(l.Target)] || r.orgs[parse.FoldName(n.Name)]) {
			continue
		}
		if !n.Kind.IsPlace() {
			return false
		}
	}
	return true
}

// meanings remembers what the links of a folder mean while it is indexed: most
// names stand in many notes.
type meanings struct {
	*resolver
	known map[string]meaning
}

// meaning is what a link means.
type meaning struct {
	notes []*parse.Note
	place bool // where, not who
}

func (l *meanings) meaning(link parse.Link, from *parse.Note) meaning {
	if link.IsPath {
		return meaning{l.link(link, from), l.isPlace(link, from)}
	}
	m, ok := l.known[link.Target]
	if !ok {
		m = meaning{l.link(link, from), l.isPlace(link, from)}
		l.known[link.Target] = m
	}
	return m
}

// IsOrg reports whether some contact's organisation has this name.
func (ix *Index) IsOrg(name string) bool { return ix.names.orgs[parse.FoldName(name)] }

// Resolve finds the notes that an argument may mean: what a link of that name
// means, else every note with a name or alias that begins so, or whose last
// word does. accept says which kinds are asked for.
func (ix *Index) Resolve(arg string, accept func(*parse.Note) bool) []*parse.Note {
	arg = strings.TrimSpace(arg)
	if strings.HasPrefix(arg, "[[") || strings.HasPrefix(arg, "@") {
		arg = parse.FieldLink(arg).Target
	}
	filter := func(notes []*parse.Note) []*parse.Note {
		var out []*parse.Note
		for _, n := range notes {
			if accept(n) {
				out = append(out, n)
			}
		}
		return out
	}
	if exact := filter(ix.names.lookup(arg)); len(exact) > 0 {
		return exact
	}
	prefix := parse.FoldName(arg)
	if prefix == "" {
		return nil
	}
	var out []*parse.Note
	for _, n := range ix.Notes {
		if n.Kind.HasName() && accept(n) && slices.ContainsFunc(n.Names(), func(name string) bool { return BeginsWith(name, prefix) }) {
			out = append(out, n)
		}
	}
	return out
}

// BeginsWith reports whether a name, or its last word, begins with a folded
// prefix.
func BeginsWith(name, prefix string) bool {
	name = parse.FoldName(name)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return strings.HasPrefix(name, prefix) || strings.HasPrefix(last, prefix)
}
