package index

import (
	"slices"

	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// wrong is what is wrong in the notes at some paths, by the number of the note; nil
// is all.
func (ix *Index) wrong(paths map[string]bool) []wrong {
	out := make([]wrong, len(ix.notes))
	parallel.Each(len(ix.notes), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if paths == nil || paths[ix.notes[i].Path] {
				out[i] = ix.look(i).wrong
			}
		}
	})
	return out
}

// OwnProblems are what is wrong in a note by itself, whatever its links mean.
func (ix *Index) OwnProblems(n *parse.Note) (out []txt.Problem) {
	for _, p := range ix.look(int(ix.numberOf(n))).problems {
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
		found.wrong = ix.facts.wrong(i)
	} else {
		asking := *ix
		asking.names.asked = &found.asked
		c := checker{Index: &asking}
		c.links(n)
		found.anew, found.problems = true, slices.Clone(n.Problems())
		for _, issue := range c.issues {
			found.problems = append(found.problems, issue.Problem)
		}
		found.remarks = ix.reader.Remarks(n, asking.known(n))
		ix.late.looked.Add(1)
	}
	ix.late.looks[i].Store(&found)
	return &found
}

// wrong is what is known to be wrong in a note.
func (f *facts) wrong(note int) (out wrong) {
	rows := parse.Within(f.Wrong, f.Notes[note].Wrong)
	for i := range rows {
		list := &out.problems
		if rows[i].Remark {
			list = &out.remarks
		}
		*list = append(*list, rows[i].problem(f.Mending, f.text))
	}
	return out
}

// lookedAnew is of how many notes it was found out what is wrong in them, and is not
// kept yet.
func (ix *Index) lookedAnew() int {
	if ix == nil {
		return 0
	}
	return int(ix.late.looked.Load())
}

// keepWrong adds to facts of the same notes what was found to be wrong in them.
func (ix *Index) keepWrong(f *facts) {
	once := map[string]words{}
	add := func(s string) words { return f.addOnce(s, once) }
	ix.late.looked.Store(0)
	for i := range ix.late.looks {
		found, row := ix.late.looks[i].Load(), &f.Notes[i]
		if found == nil || !found.anew {
			continue
		}
		var rows []issueRow
		for _, p := range found.problems {
			rows = append(rows, issueRowOf(p, &f.Mending, add))
		}
		for _, p := range found.remarks {
			remark := issueRowOf(p, &f.Mending, add)
			remark.Remark = true
			rows = append(rows, remark)
		}
		asked := slices.Concat(f.asked(i), found.asked)
		slices.Sort(asked)
		row.Looked, row.Wrong, row.Asked = true, join(&f.Wrong, rows), join(&f.Asked, slices.Compact(asked))
	}
}
