package index

import (
	"testing"

	"netnotes/index/store"
	"netnotes/parse"
)

// TestNotesCanBeKept wants every field of a note to be of a type that is kept
// between two runs, or left out.
func TestNotesCanBeKept(t *testing.T) {
	n := parse.NewReader(parse.Config{}).Note("n.md", []byte("- 2026-01-02 call with [Ada][a]\n\n[a]: ada.md\n"))
	codec := store.NewCodec[parse.Note](parse.NotKept()...)
	data, ok := codec.Append(nil, n, n.Source())
	var read parse.Note
	if !ok || !codec.Read(data, n.Source(), &read) || len(read.References()) != 1 || read.References()[0] != n.References()[0] {
		t.Errorf("%v is kept as %v", n.References(), read.References())
	}
}
