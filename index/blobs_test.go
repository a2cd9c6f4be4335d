package index

import (
	"bytes"
	"crypto/sha1"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"netnotes/index/disk"
)

// TestBlobsKept asks for the ids that git gives the notes: they are those of the
// bytes on the disk, whatever was kept before a note was written again, came or
// went; and what is kept is not found out again.
func TestBlobsKept(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m := Memory{t.TempDir(), "b"}
	root := small(t, append([]string{"contacts/ada.md", "# Ada\n\n- 2026-01-02 call with [[di]]\n", "contacts/eve.md", ""}, others()...)...)
	ids := func(anew int) []byte {
		t.Helper()
		l := OpenLive(root, m, rested)
		ix, err := l.Read()
		if err != nil {
			t.Fatal(err)
		}
		notes, ids := ix.Bases(sha1.Size)
		if got := ix.lookedAnew(); got != anew {
			t.Errorf("%d ids were found out, not %d", got, anew)
		}
		for i, n := range notes {
			source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(n.Path)))
			if err != nil {
				t.Fatal(err)
			}
			want := sha1.Sum(append(fmt.Appendf(nil, "blob %d\x00", len(source)), source...))
			if got := ids[i*sha1.Size:][:sha1.Size]; !bytes.Equal(got, want[:]) && len(source) > 0 {
				t.Errorf("%s is %x, not %x", n.Path, got, want)
			}
		}
		if again := ix.Again(notes, nil); again.People()[0] != ix.People()[0] {
			t.Error("the same notes are made anew")
		}
		l.Save()
		return ids
	}
	all := len(others())/2 + 2
	ids(all)
	ids(1) // the empty one
	write := func(file, text string) {
		if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("contacts/ada.md", "# Ada\n\n- 2026-01-02 call with [[ed]]\n") // of the same length
	ids(2)
	write("contacts/abe.md", "# Abe\n")
	if err := os.Remove(filepath.Join(root, "contacts", "di.md")); err != nil {
		t.Fatal(err)
	}
	ids(3)
	if l := OpenLive(root, m, rested); l.facts == nil || len(l.facts.Blobs) == 0 {
		t.Error("no ids are kept")
	}
}
