package due_test

import (
	"fmt"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/due"
)

// A report is a value first: a list holds who is due and why, and writes itself as
// text or JSON.
func ExampleMake() {
	r := parse.NewReader(parse.Config{})
	note := r.Note("contacts/bo-li.md", []byte("---\ntype: contact\nname: Bo Li\ncadence: 6w\n---\n\n## Log\n\n- 2026-07-01 coffee: maps\n"))
	ix := index.Of(folder.DefaultSettings(), r, []*parse.Note{note}, nil)
	today, _ := date.ParseDay("2026-10-06")
	for _, who := range due.Make(ix, today, due.Options{}).People {
		for _, it := range who.Items {
			fmt.Println(who.Name, it.Kind, it.Due, it.Late)
		}
	}
	// Output:
	// Bo Li keep 2026-08-12 55
}
