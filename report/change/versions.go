package change

import (
	"strings"

	"netnotes/parse"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// FieldChange is one field of two versions of a note, as text without brackets;
// a field that a version does not have is empty there.
type FieldChange struct{ From, To string }

// Changed reports whether the field says something different.
func (c FieldChange) Changed() bool { return c.From != c.To }

// DiffField compares a field of two versions of a note, under whatever spelling
// each has it. A version may be nil.
func DiffField(before, after *parse.Note, name string) FieldChange {
	return FieldChange{joinedText(before, name), joinedText(after, name)}
}

func joinedText(n *parse.Note, name string) string {
	if n == nil {
		return ""
	}
	var texts []string
	for _, text := range n.List(name) {
		texts = append(texts, strings.TrimSpace(txt.PlainText(text)))
	}
	return strings.Join(texts, ", ")
}

// PromiseChange is one promise in two versions of the notes.
type PromiseChange struct {
	Before, After *task.Promise // nil where a version does not have it
}

// Made reports whether the promise is new.
func (c PromiseChange) Made() bool { return c.Before == nil && c.After != nil }

// Kept reports whether the promise was ticked between the versions.
func (c PromiseChange) Kept() bool { return c.becomes(task.Done) }

// Dropped reports whether the promise was cancelled between the versions.
func (c PromiseChange) Dropped() bool { return c.becomes(task.Cancelled) }

// Open reports whether the promise still waits.
func (c PromiseChange) Open() bool { return c.After != nil && c.After.State == task.Open }

func (c PromiseChange) becomes(s task.State) bool {
	return c.After != nil && c.After.State == s && (c.Before == nil || c.Before.State != s)
}

// DiffPromises pairs the promises of two versions by their words: a promise
// whose date was moved is the same promise. Two of the same words pair in their
// order.
func DiffPromises(before, after []*task.Promise) []PromiseChange {
	old := map[string][]*task.Promise{}
	for _, p := range before {
		old[p.Text] = append(old[p.Text], p)
	}
	var out []PromiseChange
	for _, p := range after {
		c := PromiseChange{After: p}
		if same := old[p.Text]; len(same) > 0 {
			c.Before, old[p.Text] = same[0], same[1:]
		}
		out = append(out, c)
	}
	for _, p := range before {
		if rest := old[p.Text]; len(rest) > 0 && rest[0] == p {
			out = append(out, PromiseChange{Before: p})
			old[p.Text] = rest[1:]
		}
	}
	return out
}

// CommonEntries counts the log lines that two notes share word for word. A note
// that was renamed, perhaps with its person, still has most of them.
func CommonEntries(a, b *parse.Note) int {
	have := map[string]int{}
	for i := range a.Entries() {
		have[a.Entries()[i].Raw]++
	}
	common := 0
	for i := range b.Entries() {
		if raw := b.Entries()[i].Raw; have[raw] > 0 {
			have[raw]--
			common++
		}
	}
	return common
}
