package index

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"netnotes/index/disk"
	"netnotes/index/folder"
)

// What is wrong in a note is found once, and again where a name moves for which it
// asked: a link that could mean two notes, or one no longer.
func TestWrongIsKept(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m := Memory{t.TempDir(), "b"}
	root := small(t, append(others(), "contacts/ada.md", "# Ada\n\n- [ ] write to [[Bo]] due:soon\n\nI should send her the paper.\n\n## Log\n\n- 2026-01-02 call with [[Bo]]\n- next week lunch with Di\n",
		"contacts/bo.md", "# Bo\n")...)
	ask := func(anew int) {
		t.Helper()
		l := OpenLive(root, m, rested)
		ix, err := l.Read()
		if err != nil {
			t.Fatal(err)
		}
		want := reference(t, root)
		if got, want := fmt.Sprint(ix.Issues(), ix.Remarks()), fmt.Sprint(want.Issues(), want.Remarks()); got != want {
			t.Fatal(firstDifference(got, want))
		}
		if n := ix.lookedAnew(); n > anew {
			t.Errorf("%d notes were looked into", n)
		}
		l.Save()
	}
	write := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := len(others())/2 + 2
	ask(all)
	ask(0)
	write("contacts/bob.md", "---\naliases: [Bo]\n---\n# Bob Lund\n")
	ask(3)
	for range 2 {
		write("contacts/bob.md", "# Bob Lund\n")
		ask(3)
	}
	write("contacts/ada.md", "# Ada\n\n- 2026-13-02 call\n")
	ask(2)
	if err := os.Remove(filepath.Join(root, "contacts", "bob.md")); err != nil {
		t.Fatal(err)
	}
	ask(all) // the file is thrown away with it
	ix := reference(t, root)
	if !slices.ContainsFunc(ix.Issues(), func(i folder.Issue) bool { return i.Path == "contacts/ada.md" }) {
		t.Error("nothing is wrong")
	}
}
