package index

import (
	"path"
	"slices"
	"strings"

	"netnotes/parse"
)

// resolver finds notes by the names people use for them. All names are folded.
type resolver struct {
	notes []*parse.Note
	named map[string][]bearer
	orgs  map[string]bool // names of contacts' organisations
}

// bearer is a note that has a name, and the sorts of name that it is.
type bearer struct {
	note int32 // its place in the list of notes
	as   sorts
}

// sorts are sorts of names.
type sorts byte

const (
	asPath  sorts = 1 << iota // of a note in the root: its path without the ending
	asFile                    // the file's name without the ending
	asName                    // its own
	asAlias                   // another one
	asOrg                     // no name of the note but of a contact's organisation
)

// group is the notes of one name, by path.
type group []*parse.Note

func newResolver(notes []*parse.Note) resolver {
	r := resolver{notes, make(map[string][]bearer, 2*len(notes)), map[string]bool{}}
	parts := make([][]called, (len(notes)+notesAtOnce-1)/notesAtOnce)
	Each(len(notes), notesAtOnce, func(start, end int) {
		list := make([]called, 0, 6*(end-start))
		for i := start; i < end; i++ {
			list = appendCalled(list, int32(i), notes[i])
		}
		parts[start/notesAtOnce] = list
	})
	alone := make([]bearer, 0, 4*len(notes)) // room for names of one note alone
	for _, list := range parts {
		for _, c := range list {
			switch known := r.named[c.key]; {
			case c.key == "":
			case c.as == asOrg:
				r.orgs[c.key] = true
			case known == nil:
				alone = append(alone, c.bearer)
				n := len(alone)
				r.named[c.key] = alone[n-1 : n : n]
			case known[len(known)-1].note == c.note: // notes come one after the other
				known[len(known)-1].as |= c.as
			default:
				r.named[c.key] = append(known, c.bearer)
			}
		}
	}
	return r
}

// called is a note's name, folded.
type called struct {
	key string
	bearer
}

func appendCalled(list []called, at int32, n *parse.Note) []called {
	add := func(name string, as sorts) { list = append(list, called{parse.FoldName(name), bearer{at, as}}) }
	bare := strings.TrimSuffix(n.Path, path.Ext(n.Path))
	if slash := strings.LastIndexByte(bare, '/'); slash < 0 {
		add(bare, asPath|asFile)
	} else {
		add(bare[slash+1:], asFile)
	}
	add(n.Name, asName)
	for _, alias := range n.List("aliases") {
		add(alias, asAlias)
	}
	if n.Kind == parse.ContactNote {
		for _, org := range n.List("org") {
			add(parse.FieldLink(org).Target, asOrg)
			add(parse.PlainText(org), asOrg)
		}
	}
	return list
}

// bearing lists the notes whose name of a sort is the key.
func (r *resolver) bearing(key string, as sorts) (out group) {
	list := r.named[key]
	if len(list) == 1 {
		if at := list[0].note; list[0].as&as != 0 {
			return r.notes[at : at+1 : at+1]
		}
		return nil
	}
	for _, b := range list {
		if b.as&as != 0 {
			out = append(out, r.notes[b.note])
		}
	}
	return out
}

// byFile finds notes by file name, with or without its ending.
func (r *resolver) byFile(key string) group {
	return r.withEnding(key, asFile, func(n *parse.Note) string { return path.Base(n.Path) })
}

// byPath finds notes by their path from the root, with or without its ending.
func (r *resolver) byPath(key string) group {
	slash := strings.LastIndexByte(key, '/')
	if slash < 0 {
		return r.withEnding(key, asPath, func(n *parse.Note) string { return n.Path })
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
func (r *resolver) withEnding(key string, as sorts, name func(*parse.Note) string) group {
	found := r.bearing(key, as)
	ext := path.Ext(key)
	if !isNote(ext) {
		return found
	}
	out := slices.Clone(found)
	for _, n := range r.bearing(parse.FoldName(strings.TrimSuffix(key, ext)), as) {
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
	if found := r.bearing(key, asName); len(found) > 0 {
		return found
	}
	if found := r.bearing(key, asAlias); len(found) > 0 {
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
	return r.arePlaces(l, r.link(l, from))
}

// arePlaces reports whether the notes that a link may mean are places.
func (r *resolver) arePlaces(l parse.Link, found []*parse.Note) bool {
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

// meaning is what a link means.
type meaning struct {
	notes []*parse.Note
	place bool // where, not who
}

func (r *resolver) meaning(link parse.Link, from *parse.Note) meaning {
	found := r.link(link, from)
	return meaning{found, r.arePlaces(link, found)}
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
	for i := range len(name) {
		if name[i] >= 0x80 {
			name = parse.FoldName(name)
			break
		}
	}
	name = strings.TrimRight(name, separators)
	last := strings.LastIndexAny(name, separators) + 1
	return foldsToBegin(name, prefix) || foldsToBegin(name[last:], prefix)
}

// separators are the same in names.
const separators = " -_\t"

// foldsToBegin reports whether a text begins with a prefix once it is folded,
// as parse.FoldName folds: in ASCII that is seen without a copy.
func foldsToBegin(text, prefix string) bool {
	for i := 0; i < len(text) && prefix != ""; {
		c := text[i]
		switch {
		case strings.IndexByte(separators, c) >= 0:
			start := i == 0
			for i < len(text) && strings.IndexByte(separators, text[i]) >= 0 {
				i++
			}
			if start {
				continue
			}
			c = ' '
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			i++
		default:
			i++
		}
		if c != prefix[0] {
			return false
		}
		prefix = prefix[1:]
	}
	return prefix == ""
}
