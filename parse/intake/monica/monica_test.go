package monica

import (
	"os"
	"slices"
	"strings"
	"testing"

	"netnotes/parse/intake/drafttest"
)

func TestRead(t *testing.T) {
	source, err := os.ReadFile("testdata/export.json")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Read(source)
	if err != nil || out.Records != 3 || len(out.Drafts) != 2 || out.Photos != 1 {
		t.Fatalf("%v: %+v", err, out)
	}
	drafttest.Check(t, out)
	notes := string(out.Drafts[0].Note(out.From)) + string(out.Drafts[1].Note(out.From))
	for _, want := range []string{
		"name: Dunja Horvat", "aliases: Dudo", "org: Harbor Street Branch", "role: Branch manager", "place: Merrow Bay", "cadence: 60d", "met: 2019-09-01",
		`introduced_by: "[[Kofi Brandt-Mensah]]"`, `knows: "[[Kofi Brandt-Mensah]]"`, "email: dunja@harbor.example", "phone: +1 555 0111", "handles: twitter:@dunja",
		"birthday: --05-06", "  - choir", "  - starred",
		"- 2024-05-05 met with [[Kofi Brandt-Mensah]]: Concert. the long one", "- 2024-05-05 met with [[Dunja Horvat]]: Concert. the long one",
		"- 2024-04-04 message with them: I: hi / they: hello", "- 2024-02-02 they called: about the move",
		"- 2024-03-01 note: a reminder from Monica -> 2027-01-15 Ask about the flat", "- reminder: every year from 2020-05-06: Birthday",
		"- [ ] Lend her the book", "- done: Send photos", "- food preferences: no nuts", "  > - [ ] plans", "- friend: Kofi Brandt-Mensah", "status: deceased",
	} {
		if !slices.Contains(strings.Split(notes, "\n"), want) {
			t.Errorf("no line %q in\n%s", want, notes)
		}
	}
	var why []string
	for _, u := range out.Unread {
		why = append(why, u.Why)
	}
	if want := []string{"a journal entry, which belongs to no contact", "an activity without a contact", "a contact without a name"}; !slices.Equal(why, want) {
		t.Errorf("reported %q, want %q", why, want)
	}
}

func TestRefused(t *testing.T) {
	for source, says := range map[string]string{
		`{"account":{`:   "the file is not whole JSON",
		`{"account":{}}`: "there are no contacts",
		`[]`:             "the file is not whole JSON",
		"INSERT INTO x":  "the file is not whole JSON",
	} {
		if _, err := Read([]byte(source)); err == nil || !strings.HasPrefix(err.Error(), says) {
			t.Errorf("%q: %v, want %s", source, err, says)
		}
	}
}

// FuzzRead reads any bytes. The properties: reading never panics, and what
// drafttest wants.
func FuzzRead(f *testing.F) {
	if source, err := os.ReadFile("testdata/export.json"); err == nil {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if out, err := Read(source); err == nil {
			drafttest.Check(t, out)
		}
	})
}
