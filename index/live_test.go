package index

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// holds compares what a folder holds with what the reference finds in it.
func holds(t *testing.T, l *Live, when string, want string) {
	t.Helper()
	ix, err := l.Index()
	if err != nil {
		t.Fatal(err)
	}
	if got := everything(ix); got != want {
		t.Errorf("%s:\n%s\nwant\n%s", when, got, want)
	}
}

// small makes a folder of some files: names and texts in turn.
func small(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i+1 < len(files); i += 2 {
		name := filepath.Join(root, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// rested is a moment at which everything just written has rested.
func rested() time.Time { return time.Now().Add(5 * time.Second) }

// TestConflictCopies takes a note away and puts it back, beside which a copy
// stands: what is a note, and of whom it tells, depends on the other.
func TestConflictCopies(t *testing.T) {
	for name, files := range map[string][]string{
		"nobody names it": {"contacts/ada.md", "# Ada\n", "contacts/ada 2.md", "## Log\n\n- 2026-01-02 call\n"},
		"its organisation makes a link a place": {"contacts/ada.md", "# Ada\n", "contacts/ada 2.md", "---\norg: Fox Hollow\n---\n",
			"contacts/bo.md", "# Bo\n\n## Log\n\n- 2026-03-04 call with [[Fox Hollow]] and [[Cy]]\n", "contacts/cy.md", "# Cy\n", "fox.md", "---\ntype: other\nname: Fox Hollow\n---\n"},
		"the other is a template": {"contacts/ada.md", "---\ntype: contact\nname: \"{{name}}\"\n---\n", "contacts/ada 2.md", "## Log\n\n- 2026-01-02 call\n"},
	} {
		t.Run(name, func(t *testing.T) {
			memory, root := Memory{t.TempDir(), "b"}, small(t, append(files, others()...)...)
			note, away := filepath.Join(root, "contacts", "ada.md"), filepath.Join(root, "ada.txt")
			for _, change := range []func() error{func() error { return nil }, func() error { return os.Rename(note, away) }, func() error { return os.Rename(away, note) }} {
				if err := change(); err != nil {
					t.Fatal(err)
				}
				l := OpenLive(root, memory, rested)
				holds(t, l, "after a change", everything(reference(t, root)))
				l.Save()
			}
		})
	}
}

// TestHalfWritten cuts a note short: until half a second is over the old reading
// stands, and then what is there.
func TestHalfWritten(t *testing.T) {
	ada := "# Ada\n\n## Log\n\n- 2026-01-02 call with [[Bo]]\n"
	for name, after := range map[string]string{"written again as it was": ada, "written otherwise": "# Ada\n", "left empty": ""} {
		t.Run(name, func(t *testing.T) {
			root := small(t, append([]string{"contacts/ada.md", ada, "contacts/bo.md", "# Bo\n"}, others()...)...)
			now := time.Now()
			l := OpenLive(root, Memory{}, func() time.Time { return now })
			write := func(file, text string) {
				t.Helper()
				if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			look := func(files ...string) bool {
				t.Helper()
				s, err := l.Refresh(files...)
				if err != nil {
					t.Fatal(err)
				}
				return s.Again
			}
			look()
			old := everything(reference(t, root))
			holds(t, l, "at first", old)
			write("contacts/ada.md", "")
			if !look("contacts/ada.md") || !look("contacts/di.md") {
				t.Fatal("an empty note is believed at once")
			}
			holds(t, l, "while it is written", old)
			write("contacts/ada.md", after)
			now = now.Add(doubtWait)
			if look("contacts/ada.md") {
				t.Error("torn for longer than half a second")
			}
			holds(t, l, "in the end", everything(reference(t, root)))
		})
	}
}
