package friends

import (
	"os"
	"slices"
	"strings"
	"testing"

	"netnotes/parse/intake/drafttest"
)

func TestRead(t *testing.T) {
	source, err := os.ReadFile("testdata/friends.md")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Read(source)
	if err != nil || len(out.Drafts) != 2 || !out.Spread {
		t.Fatalf("%v: %+v", err, out)
	}
	drafttest.Check(t, out)
	notes := string(out.Drafts[0].Note(out.From)) + string(out.Drafts[1].Note(out.From))
	for _, want := range []string{
		"name: Noor Halloran", "  - The Keeper", "  - Noo", "place: Dunmore", "  - archives", "  - tea",
		"- 2025-11-01 met: Noor Halloran and I went to Quayside Café. Bo had to cancel. #food",
		"- 2025-06-15 note: Noor Halloran starts at the county archives in Dunmore. #work",
		"- 2025-01-04 met with [[Noor Halloran]]: Got lunch with Noor Halloran and Bo Lindqvist. #food",
		"- 2025-01-04 met with [[Bo Lindqvist]]: Got lunch with Noor Halloran and Bo Lindqvist. #food",
		"- 2024-11-15 call: Talked to Bo Lindqvist on the phone for an hour.",
	} {
		if !slices.Contains(strings.Split(notes, "\n"), want) {
			t.Errorf("no line %q in\n%s", want, notes)
		}
	}
	var reported []string
	for _, u := range out.Unread {
		reported = append(reported, u.Text)
	}
	if want := []string{"2024-10-01: Walked alone.", "yesterday: Saw **Bo Lindqvist**.", "stray", "Atlantis"}; !slices.Equal(reported, want) {
		t.Errorf("reported %q, want %q", reported, want)
	}
}

func TestRefused(t *testing.T) {
	for source, says := range map[string]string{
		"# My friends\n- Ada\n":           "the file is not a friends.md",
		"### Friends:\n":                  "there is nobody",
		"### Activities:\n- 2025-01-01\n": "there is nobody",
	} {
		if _, err := Read([]byte(source)); err == nil || !strings.HasPrefix(err.Error(), says) {
			t.Errorf("%q: %v, want %s", source, err, says)
		}
	}
}

// FuzzRead reads any bytes. The properties: reading never panics, and what
// drafttest wants.
func FuzzRead(f *testing.F) {
	if source, err := os.ReadFile("testdata/friends.md"); err == nil {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		out, err := Read(source)
		if err == nil {
			drafttest.Check(t, out)
		}
	})
}
