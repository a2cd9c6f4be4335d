package edit

import (
	"slices"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// ReplaceEntry writes a log line anew: the first whose text is raw. Nothing but
// that line may read differently afterwards.
func ReplaceEntry(r *parse.Reader, n *parse.Note, raw, text string) (*parse.Note, error) {
	text, err := oneLine(text)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(n.Entries(), func(e logline.Entry) bool { return e.Raw == raw && !e.FromFields })
	if i < 0 {
		return nil, &Error{Text: "the line is not there any more", Hint: "look at the note: " + txt.Command("edit", n.Path)}
	}
	proof := func(after *parse.Note) bool {
		j := slices.IndexFunc(after.Entries(), func(e logline.Entry) bool { return e.Raw == text && !e.FromFields })
		return j >= 0 && sameEntries(without(n.Entries(), i), without(after.Entries(), j)) && samePromises(n.Promises(), after.Promises()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	return prove(r, n, proof, change{n.Entries()[i].Span, text})
}
