package edit_test

import (
	"fmt"
	"strings"

	"netnotes/parse"
	"netnotes/parse/edit"
)

// An edit is proven: the note that it makes is read again, and nothing but the
// new line may be different in it.
func ExampleInsertEntry() {
	r := parse.NewReader(parse.Config{})
	n := r.Note("contacts/ines-falk.md", []byte("# Ines Falk\n\n## Log\n\n- 2026-09-14 email from Ines: the index is done -> +2w ask for a copy\n- 2026-08-03 coffee cancelled\n"))
	after, err := edit.InsertEntry(r, n, "2026-10-05 lunch: maps of the coast")
	fmt.Println(err)
	_, log, _ := strings.Cut(string(after.Source()), "## Log\n\n")
	fmt.Print(log)
	// Output:
	// <nil>
	// - 2026-10-05 lunch: maps of the coast
	// - 2026-09-14 email from Ines: the index is done -> +2w ask for a copy
	// - 2026-08-03 coffee cancelled
}
