package index

import (
	"slices"

	"netnotes/index/facts"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// wrong is what is wrong in the notes at some paths, by the number of the note; nil
// is all.
func (ix *Index) wrong(paths map[string]bool) []facts.Wrong {
	out := make([]facts.Wrong, len(ix.notes))
	parallel.Each(len(ix.notes), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if paths == nil || paths[ix.notes[i].Path] {
				out[i] = ix.look(i).Wrong
			}
		}
	})
	return out
}

// OwnProblems are what is wrong in a note by itself, whatever its links mean.
func (ix *Index) OwnProblems(n *parse.Note) (out []txt.Problem) {
	for _, p := range ix.look(int(ix.numberOf(n))).Problems {
		if p.Code != Ambiguous && p.Code != LooseLink {
			out = append(out, p)
		}
	}
	return out
}

// Lines is how many entries a note has.
func (ix *Index) Lines(n *parse.Note) int { return int(ix.facts.Notes[ix.numberOf(n)].Lines) }

// look finds out what is wrong in a note.
func (ix *Index) look(i int) *looked {
	if known := ix.late.looks[i].Load(); known != nil {
		return known
	}
	var found looked
	if n := ix.notes[i]; ix.facts.Notes[i].Looked {
		found.Wrong = ix.facts.WrongIn(i)
	} else {
		asking := *ix
		asking.names = asking.names.Asking(&found.asked)
		c := checker{Index: &asking}
		c.links(n)
		found.anew, found.Problems = true, slices.Clone(n.Problems())
		for _, issue := range c.issues {
			found.Problems = append(found.Problems, issue.Problem)
		}
		found.Remarks = ix.reader.Remarks(n, asking.known(n))
		ix.late.looked.Add(1)
	}
	ix.late.looks[i].Store(&found)
	return &found
}

// lookedAnew is how much was found out of notes that is not kept yet: what is wrong in
// one, and its id in git.
func (ix *Index) lookedAnew() int {
	if ix == nil {
		return 0
	}
	return int(ix.late.looked.Load())
}

// keepWrong adds to facts of the same notes what was found to be wrong in them.
func (ix *Index) keepWrong(f *facts.Facts) {
	once := map[string]parse.Place{}
	add := func(s string) parse.Place { return f.AddOnce(s, once) }
	ix.late.looked.Store(0)
	for i := range ix.late.looks {
		found, row := ix.late.looks[i].Load(), &f.Notes[i]
		if found == nil || !found.anew {
			continue
		}
		var rows []facts.IssueRow
		for _, p := range found.Problems {
			rows = append(rows, facts.IssueRowOf(p, &f.Mending, add))
		}
		for _, p := range found.Remarks {
			remark := facts.IssueRowOf(p, &f.Mending, add)
			remark.Remark = true
			rows = append(rows, remark)
		}
		asked := slices.Concat(f.AskedIn(i), found.asked)
		slices.Sort(asked)
		row.Looked, row.Wrong, row.Asked = true, facts.Join(&f.Wrong, rows), facts.Join(&f.Asked, slices.Compact(asked))
	}
}
