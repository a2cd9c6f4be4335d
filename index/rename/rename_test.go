package rename

import (
	"strings"
	"testing"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/parse"
)

// notesAt is a folder of notes by path and text.
func notesAt(notes ...string) *index.Index {
	s := folder.DefaultSettings()
	r := parse.NewReader(s.Reading())
	var list []*parse.Note
	for i := 0; i < len(notes); i += 2 {
		list = append(list, r.Note(notes[i], []byte(notes[i+1])))
	}
	facts.SortNotes(list)
	return index.Of(s, r, list, nil)
}

func TestRenameWhereTheNameStands(t *testing.T) {
	for _, c := range []struct{ file, source, name, newFile, want string }{
		{"contacts/ada-park.md", "# Ada Park\n", "Ada Lind", "contacts/ada-lind.md", "---\naliases: [Ada Park]\n---\n# Ada Lind\n"},
		{"contacts/Ada Park.md", "- 2026-01-02 met\n", "Ada Lind", "contacts/Ada Lind.md", "---\naliases: [Ada Park]\n---\n- 2026-01-02 met\n"},
		{"contacts/@Ada Park.md", "# 👩 **Ada Park**\n", "Ada Lind", "contacts/@Ada Lind.md", "---\naliases: [Ada Park]\n---\n# 👩 **Ada Lind**\n"},
		{"contacts/ada-park.md", "---\ntitle: Ada Park\n---\n", "Ada Lind", "contacts/ada-lind.md", "---\ntitle: Ada Lind\naliases: [Ada Park]\n---\n"},
		{"contacts/ada-park.md", "---\nname: {first: Ada, last: Park}\n---\n", "Ada Lind", "contacts/ada-lind.md", "---\nname: Ada Lind\naliases: [Ada Park]\n---\n"},
		{"contacts/ada-park.md", "---\nfirst_name: Ada\nlast_name: Park\n---\n", "Ada Lind", "contacts/ada-lind.md", "---\nfirst_name: Ada\nlast_name: Park\naliases: [Ada Park]\nname: Ada Lind\n---\n"},
		{"contacts/ada/index.md", "---\nname: Ada Park\n---\n", "Ada Lind", "contacts/ada/index.md", "---\nname: Ada Lind\naliases: [Ada Park]\n---\n"},
		{"contacts/2026 Ada Park (work).md", "---\r\nname: \"Ada Park\"\r\n---\r\n", "Ada Lind", "contacts/2026 Ada Lind (work).md", "---\r\nname: \"Ada Lind\"\r\naliases: [Ada Park]\r\n---\r\n"},
		{"contacts/ada-park.md", "---\nname: Ada Park\naliases:\n  - Ada Lind\n  - AP\n---\n", "Ada Lind", "contacts/ada-lind.md", "---\nname: Ada Lind\naliases:\n  - AP\n  - Ada Park\n---\n"},
		{"contacts/ada-park.md", "---\nname: Ada Park\n---\n", "Ada: \"the\" #1", "contacts/ada-the-1.md", "---\nname: \"Ada: \\\"the\\\" #1\"\naliases: [Ada Park]\n---\n"},
	} {
		ix := notesAt(c.file, c.source)
		plan, err := Plan(ix, ix.Notes()[0], c.name)
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		last := plan.Changes[len(plan.Changes)-1]
		if last.Path != c.newFile || string(last.New) != c.want {
			t.Errorf("%s\n got %s\n%s\nwant %s\n%s", c.file, last.Path, last.New, c.newFile, c.want)
		}
	}
}

// TestRenameBack renames there and back: nothing is left of it but that the
// other name is known.
func TestRenameBack(t *testing.T) {
	notes := []string{
		"contacts/ada-park.md", "---\nname: Ada Park\n---\n# Ada Park\n",
		"contacts/bo.md", "---\nname: Bo\nknows: [\"[[Ada Park]]\"]\n---\n[Ada Park](ada-park.md) [[ada-park]] [[Ada Park|her]] @ada-park 😀 [[Ada Park#Log]]\n",
		"events/a day.md", "---\nstart: 2026-05-05\n---\n[x](../contacts/ada-park.md) [y](<../contacts/ada-park.md>)\n## Met\n- [[Ada Park]]: maps\n",
	}
	ix := notesAt(notes...)
	there, err := Plan(ix, ix.PersonAt("contacts/ada-park.md").Note, "Zoë van Dyk-Park")
	if err != nil {
		t.Fatal(err)
	}
	renamed := ix.With(there.Changes)
	if lines := len(renamed.PersonAt(there.To).Lines()); lines != 1 {
		t.Errorf("%d lines after the rename, want 1", lines)
	}
	back, err := Plan(renamed, renamed.NoteAt(there.To), "Ada Park")
	if err != nil {
		t.Fatal(err)
	}
	again := renamed.With(back.Changes)
	for _, n := range ix.Notes() {
		got := strings.Replace(string(again.NoteAt(n.Path).Source()), "aliases: [Zoë van Dyk-Park]\n", "", 1)
		if got != string(n.Source()) {
			t.Errorf("%s\n got %q\nwant %q", n.Path, got, n.Source())
		}
	}
}
