package index

import (
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// IsOrg reports whether some contact's organisation has this name.
func (ix *Index) IsOrg(name string) bool { return ix.names.IsOrg(txt.FoldName(name)) }

// Lookup returns the notes that a name may mean as it is written, or folded: more
// than one where it is ambiguous.
func (ix *Index) Lookup(name string) []*parse.Note {
	found, _ := ix.names.Lookup(name)
	return found
}

// OnlyNamed are the names of one note alone.
func (ix *Index) OnlyNamed(n *parse.Note) facts.Names {
	return ix.names.OnlyOf(int(ix.numberOf(n)))
}

// IsFile reports whether a note's file has a name, without its ending.
func (ix *Index) IsFile(name string) bool { return ix.names.IsFile(name) }

// Resolve finds the notes that an argument may mean: see Find.
func (ix *Index) Resolve(arg string, accept func(*parse.Note) bool) []*parse.Note {
	found, _ := ix.Find(arg, accept)
	return found
}

// Find finds the notes that an argument may mean, and at which rank: the first
// rank with one of those that accept takes decides.
func (ix *Index) Find(arg string, accept func(*parse.Note) bool) (found []*parse.Note, rank int) {
	return ix.names.Find(arg, accept)
}

// Near are the notes that somebody may have meant by a name that no note bears:
// by words of it, by their beginnings, or near in spelling. Where it would be
// too many, it is none.
func (ix *Index) Near(name string) []*parse.Note { return ix.names.Near(name) }

// Alike lists the contacts who may be somebody of a name, which is not quite one of
// theirs.
func (ix *Index) Alike(name string) []*parse.Note { return ix.names.Alike(name) }

// Starting are the notes of which a name has words that begin as those typed, by
// path.
func (ix *Index) Starting(typed string, accept func(*parse.Note) bool) []*parse.Note {
	return ix.names.Starting(typed, accept)
}
