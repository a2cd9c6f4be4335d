package parse_test

import (
	"fmt"

	"netnotes/parse"
	"netnotes/parse/date"
)

const ines = `---
type: contact
name: Dr. Ines Falk
cadence: 6w
---

- [ ] send the map list due:2026-10-09

## Log

- 2026-09-14 email from Ines: the index is done -> +2w ask for a copy
- 2026-08-03 coffee cancelled
`

// A note is read from its bytes alone. The word before the colon says what
// happened and in which direction; what did not happen says so.
func ExampleReader_Note() {
	n := parse.NewReader(parse.Config{}).Note("contacts/ines-falk.md", []byte(ines))
	for _, e := range n.Entries() {
		fmt.Printf("%v %v %v, off %v, next %q\n", e.When, e.Kind, e.Direction, e.Off, e.Next)
	}
	for _, p := range n.Promises() {
		fmt.Println(p.Text, p.Due, p.State)
	}
	// Output:
	// 2026-09-14 email from, off false, next "2026-09-28"
	// 2026-08-03 meet with, off true, next ""
	// send the map list 2026-10-09 open
}

// A sentence that somebody types names its day in words.
func ExampleReader_Tell() {
	today, _ := date.ParseDay("2026-10-06")
	told, _ := parse.NewReader(parse.Config{}).Tell("coffee last friday: storage costs", today, false, nil)
	fmt.Println(told.When, "|", told.Text)
	// Output:
	// 2026-10-02 | coffee: storage costs
}
