package intake

import (
	"testing"

	"netnotes/index"
	"netnotes/parse/draft"
	"netnotes/parse/intake/csv"
	"netnotes/parse/intake/friends"
	"netnotes/parse/intake/monica"
	"netnotes/parse/intake/vcard"
)

// FuzzImportTwice imports any file into an empty folder, and once more. The
// properties: everybody is in one of the lists; every new note is read as the
// contact it was made for; and the second time nothing changes.
func FuzzImportTwice(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nFN:Ada\nEMAIL:a@x.example\nNOTE:x\\ny\nEND:VCARD\nBEGIN:VCARD\nFN:Ada\nTEL:5550100\nEND:VCARD\nBEGIN:VCARD\nFN:[[Bo]] {{x}}\nORG:y\nNICKNAME:Ada,Bo\nURL:x.example\nEND:VCARD\nBEGIN:VCARD\nFN:x.sync-conflict-1\nEND:VCARD\n"))
	f.Add([]byte("First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Park,https://www.linkedin.com/in/a,,C,R,26 Jun 2026\nAda,Park,https://www.linkedin.com/in/b,,C,R,26 Jun 2026\n"))
	f.Add([]byte("### Activities:\n- 2025-01-04: Lunch with **Ada** and **Bo**. @x\n### Friends:\n- Ada (a.k.a. Bo) [X] @y\n"))
	empty, err := index.Read(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		for _, read := range []func([]byte) (draft.Foreign, error){vcard.Read, linkedIn, csv.Google, friends.Read, monica.Read} {
			file, err := read(source)
			if err != nil {
				continue
			}
			for _, o := range []Options{{Folder: "contacts"}, {Folder: "contacts", Apart: []string{"all"}}} {
				checkTwice(t, empty, file, o)
			}
		}
	})
}

func linkedIn(source []byte) (draft.Foreign, error) { return csv.LinkedIn(source, csv.DayFirst) }

func checkTwice(t *testing.T, empty *index.Index, file draft.Foreign, o Options) {
	first := Plan(empty, file, o)
	if n := len(first.New) + len(first.Changed) + len(first.Same) + len(first.Doubtful); n != len(file.Drafts) {
		t.Errorf("%d of %d drafts", n, len(file.Drafts))
	}
	ix := empty.With(first.Changes)
	if len(ix.People()) != len(first.New) {
		t.Errorf("%d people of %d new ones", len(ix.People()), len(first.New))
	}
	again := Plan(ix, file, o)
	for _, c := range again.Changes {
		t.Errorf("the second time %s becomes\n%s\nit was\n%s", c.Path, c.New, c.Old)
	}
	if len(again.Doubtful) != len(first.Doubtful) {
		t.Errorf("doubtful: %d, then %d", len(first.Doubtful), len(again.Doubtful))
	}
}
