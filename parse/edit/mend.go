package edit

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Mend makes one of a problem's edits and proves it: the problem is gone, none
// has come, and nothing but the line that it stands in reads differently. The
// note is one that was read alone.
func Mend(r *parse.Reader, n *parse.Note, p txt.Problem, fix txt.Fix) (*parse.Note, error) {
	if fix.At.Start < 0 || fix.At.End > len(n.Source()) || fix.At.Start > fix.At.End {
		return nil, unproven(n)
	}
	leaves, line := r.Leaves(n), p.Start.Line
	proof := func(after *parse.Note) bool {
		return len(NewProblems(n, after)) == 0 && saysLess(n, after, p) && after.Kind == n.Kind && after.Name == n.Name &&
			changedFew(r, leaves, after, fix) && sameElse(n, after, line) && sameButOne(n.Fields(), after.Fields(), fix.At)
	}
	return prove(r, n, proof, change{fix.At, fix.Text})
}

// saysLess reports whether a problem that a reading tells of is told once less.
func saysLess(before, after *parse.Note, p txt.Problem) bool {
	count := func(n *parse.Note) (told int) {
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
func changedFew(r *parse.Reader, before []string, after *parse.Note, fix txt.Fix) bool {
	if added := strings.Count(fix.Text, "\n"); added > 0 {
		return grew(r, before, after, added)
	}
	return fix.At.End <= after.Front().End && slices.Equal(r.Leaves(after), before) || changedOne(r, before, after)
}

// sameElse reports whether everything outside one line reads the same in two
// notes. What stands below that line may have moved down.
func sameElse(a, b *parse.Note, line int) bool {
	entries := func(n *parse.Note) []logline.Entry {
		return slices.DeleteFunc(slices.Clone(n.Entries()), func(e logline.Entry) bool { return e.Line == line })
	}
	at := func(n *parse.Note) int { return len(n.Entries()) - len(entries(n)) }
	promises := func(n *parse.Note) []task.Promise {
		return slices.DeleteFunc(slices.Clone(n.Promises()), func(p task.Promise) bool { return p.Line == line })
	}
	questions := func(n *parse.Note) []parse.Question {
		return slices.DeleteFunc(slices.Clone(n.Questions()), func(q parse.Question) bool { return q.Line == line })
	}
	met := func(n *parse.Note) []parse.Meeting {
		return slices.DeleteFunc(slices.Clone(n.ToMeet()), func(m parse.Meeting) bool { return m.Line == line })
	}
	return at(b) >= at(a) && sameEntries(entries(a), entries(b)) && holds(promises(b), promises(a), samePromise) && sameQuestions(questions(a), questions(b)) && sameMeetings(met(a), met(b))
}

// sameButOne reports whether all fields but the one that holds an edit are the
// same.
func sameButOne(a, b []yaml.Field, at txt.Span) bool {
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
