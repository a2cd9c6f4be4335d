package merge_test

import (
	"fmt"

	"netnotes/parse/merge"
)

// Two people write into one note, each on a device of their own.
func ExampleNotes() {
	base := "---\nname: Bo Li\ntags: [maps]\n---\n\n## Log\n\n- 2026-09-01 coffee\n"
	ours := "---\nname: Bo Li\ntags: [maps, globes]\n---\n\n## Log\n\n- 2026-09-01 coffee\n"
	theirs := "---\nname: Bo Li\ntags: [maps]\nrole: Cataloger\n---\n\n## Log\n\n- 2026-10-02 call\n- 2026-09-01 coffee\n"
	made := merge.Notes([]byte(base), []byte(ours), []byte(theirs), merge.Options{})
	fmt.Printf("%s%d conflicts\n", made.Source, made.Conflicts)
	// Output:
	// ---
	// name: Bo Li
	// tags: [maps, globes]
	// role: Cataloger
	// ---
	//
	// ## Log
	//
	// - 2026-10-02 call
	// - 2026-09-01 coffee
	// 0 conflicts
}
