package parse

import (
	"slices"
	"strings"
)

// Mend makes one of a problem's edits and proves it: the problem is gone, none
// has come, and nothing but the line that it stands in reads differently. The
// note is one that was read alone.
func (r *Reader) Mend(n *Note, p Problem, fix Fix) (*Note, error) {
	if fix.At.Start < 0 || fix.At.End > len(n.Source()) || fix.At.Start > fix.At.End {
		return nil, unproven(n)
	}
	leaves, line := r.leaves(n), p.Start.Line
	proof := func(after *Note) bool {
		return len(newProblems(n, after)) == 0 && saysLess(n, after, p) && after.Kind == n.Kind && after.Name == n.Name &&
			r.changedFew(leaves, after, fix) && sameElse(n, after, line) && sameButOne(n.Fields(), after.Fields(), fix.At)
	}
	return r.prove(n, proof, change{fix.At, fix.Text})
}

// saysLess reports whether a problem that a reading tells of is told once less.
func saysLess(before, after *Note, p Problem) bool {
	count := func(n *Note) (told int) {
		for i := range n.Problems() {
			if q := &n.Problems()[i]; q.Code == p.Code && q.Text == p.Text {
				told++
			}
		}
		return told
	}
	was := count(before)
	return was == 0 || count(after) < was // of some the folder tells, not the note
}

// changedFew reports whether all blocks but the one of an edit are as before, or
// but those that it adds.
func (r *Reader) changedFew(before []string, after *Note, fix Fix) bool {
	if added := strings.Count(fix.Text, "\n"); added > 0 {
		return r.grown(before, after, added)
	}
	return fix.At.End <= after.Front().End && slices.Equal(r.leaves(after), before) || r.changedOne(before, after)
}

// sameElse reports whether everything outside one line reads the same in two
// notes. What stands below that line may have moved down.
func sameElse(a, b *Note, line int) bool {
	entries := func(n *Note) []Entry {
		return slices.DeleteFunc(slices.Clone(n.Entries()), func(e Entry) bool { return e.Line == line })
	}
	at := func(n *Note) int { return len(n.Entries()) - len(entries(n)) }
	promises := func(n *Note) []Promise {
		return slices.DeleteFunc(slices.Clone(n.Promises()), func(p Promise) bool { return p.Line == line })
	}
	questions := func(n *Note) []Question {
		return slices.DeleteFunc(slices.Clone(n.Questions()), func(q Question) bool { return q.Line == line })
	}
	met := func(n *Note) []Meeting {
		return slices.DeleteFunc(slices.Clone(n.ToMeet()), func(m Meeting) bool { return m.Line == line })
	}
	x, y := *a.whole(), *b.whole()
	x.questions, y.questions, x.toMeet, y.toMeet = questions(a), questions(b), met(a), met(b)
	return at(b) >= at(a) && sameEntries(entries(a), entries(b)) && holds(promises(b), promises(a), samePromise) && sameLists(&x, &y)
}

// sameButOne reports whether all fields but the one that holds an edit are the
// same.
func sameButOne(a, b []Field, at Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if in := a[i].Span.Start <= at.Start && at.End <= a[i].Span.End; !in && !sameField(a[i], b[i]) || a[i].Key != b[i].Key {
			return false
		}
	}
	return true
}
