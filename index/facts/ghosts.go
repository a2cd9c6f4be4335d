package facts

import (
	"path"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// Ghosts counts the names that no note answers to.
type Ghosts map[string]*Ghost

// Add counts a name that a note names at a line.
func (g Ghosts) Add(link txt.Link, n *parse.Note, line int) {
	name := link.Target
	if link.IsPath {
		if ext := path.Ext(name); ext == "" {
			return // perhaps no note at all
		}
		name = Stem(name)
	}
	key := txt.NameKey(name)
	if g[key] == nil {
		g[key] = &Ghost{Name: name, Path: n.Path, Line: line}
	}
	g[key].Mentions++
}

// Join adds a name's count to that of the notes before.
func (g Ghosts) Join(key string, ghost *Ghost) {
	if known := g[key]; known != nil {
		known.Mentions += ghost.Mentions
	} else {
		g[key] = ghost
	}
}

// List are the names, those that are named most first.
func (g Ghosts) List() []Ghost {
	out := make([]Ghost, 0, len(g))
	for _, ghost := range g {
		out = append(out, *ghost)
	}
	slices.SortFunc(out, func(a, b Ghost) int {
		if a.Mentions != b.Mentions {
			return b.Mentions - a.Mentions
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// Ghost is a person named in the notes who has none.
type Ghost struct {
	Name     string
	Mentions int
	Path     string // where the name stands first
	Line     int
}
