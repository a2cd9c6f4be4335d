package index

import (
	"path"
	"slices"
	"strings"

	"netnotes/parse"
)

// resolver finds notes by the names people use for them.
type resolver struct {
	byPath, byFile, byName, byAlias map[string][]*parse.Note
	orgs                            map[string]bool // names of contacts' organisations
}

func newResolver(notes []*parse.Note) resolver {
	r := resolver{map[string][]*parse.Note{}, map[string][]*parse.Note{}, map[string][]*parse.Note{}, map[string][]*parse.Note{}, map[string]bool{}}
	add := func(to map[string][]*parse.Note, key string, n *parse.Note) {
		key = parse.FoldName(key)
		if key != "" && !slices.Contains(to[key], n) {
			to[key] = append(to[key], n)
		}
	}
	for _, n := range notes {
		bare := strings.TrimSuffix(n.Path, path.Ext(n.Path))
		add(r.byPath, n.Path, n)
		add(r.byPath, bare, n)
		add(r.byFile, path.Base(bare), n)
		add(r.byFile, path.Base(n.Path), n)
		add(r.byName, n.Name, n)
		for _, alias := range n.List("aliases") {
			add(r.byAlias, alias, n)
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

// lookup returns the notes that a name may mean, by path, file name, name or
// alias, in this order: the first that knows the name decides. Two notes mean
// that the name is ambiguous.
func (r *resolver) lookup(target string) []*parse.Note {
	key := parse.FoldName(strings.TrimPrefix(target, "./"))
	for _, names := range []map[string][]*parse.Note{r.byPath, r.byFile, r.byName, r.byAlias} {
		if found := names[key]; len(found) > 0 {
			return found
		}
	}
	// "People/Ada Park" may be a path from a folder in between.
	if base := path.Base(target); base != target && strings.Contains(target, "/") {
		var found []*parse.Note
		for _, n := range r.byFile[parse.FoldName(base)] {
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
		if found := r.byPath[parse.FoldName(path.Join(path.Dir(from.Path), l.Target))]; len(found) > 0 {
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
		if n.Kind.HasName() && accept(n) && slices.ContainsFunc(n.Names(), func(name string) bool { return beginsWith(name, prefix) }) {
			out = append(out, n)
		}
	}
	return out
}

func beginsWith(name, prefix string) bool {
	name = parse.FoldName(name)
	last := name[strings.LastIndexByte(name, ' ')+1:]
	return strings.HasPrefix(name, prefix) || strings.HasPrefix(last, prefix)
}
