package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// newStore is a store over a folder of these files, with a journal beside it.
func newStore(t *testing.T, files map[string]string) (*Folder, string) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s, root
}

// tree lists what is in a folder: files with their text, folders with "/".
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, name)
		switch {
		case err != nil || rel == ".":
			return err
		case d.IsDir():
			out[filepath.ToSlash(rel)+"/"] = ""
			return nil
		}
		text, err := os.ReadFile(name)
		out[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantTree(t *testing.T, root string, want map[string]string) {
	t.Helper()
	got := tree(t, root)
	for name, text := range want {
		if has, ok := got[name]; !ok || has != text {
			t.Errorf("%s holds %q (there: %v), want %q", name, has, ok, text)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s should not be there", name)
		}
	}
}

func wantRefusal(t *testing.T, err error, part string) {
	t.Helper()
	var refusal *Refusal
	if !errors.As(err, &refusal) || !strings.Contains(refusal.Text, part) || refusal.Hint == "" {
		t.Errorf("got %v, want a refusal with a hint that says %q", err, part)
	}
}

func TestCommitAndUndo(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n", "b.md": "b\n", "empty.md": ""})
	before := tree(t, root)
	changes := []Change{
		{"a.md", []byte("a\n"), []byte("A\n")},
		{"b.md", []byte("b\n"), nil},
		{"new/deep/c.md", nil, []byte("c\n")},
		{"empty.md", []byte{}, []byte("no more\n")},
	}
	if warning, err := s.Commit("test", changes); err != nil || warning != "" {
		t.Fatal(warning, err)
	}
	wantTree(t, root, map[string]string{"a.md": "A\n", "new/": "", "new/deep/": "", "new/deep/c.md": "c\n", "empty.md": "no more\n"})
	undone, err := s.Undo(func(Undone) (bool, error) { return false, nil })
	if err != nil || undone.Command != "test" || len(undone.Changes) != 4 {
		t.Fatal(undone, err)
	}
	if _, err := s.Undo(agree); err != nil {
		t.Fatal(err)
	}
	wantTree(t, root, before)
	_, err = s.Undo(agree)
	wantRefusal(t, err, "nothing to undo")
}

// TestUndoKeepsFolders: a folder that was there stays, also an empty one, and
// so does one in which something lies.
func TestUndoKeepsFolders(t *testing.T) {
	s, root := newStore(t, nil)
	if err := os.Mkdir(filepath.Join(root, "contacts"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"contacts/a.md", "events/b.md"} {
		if _, err := s.Commit("new", []Change{{file, nil, []byte("x")}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "events", "mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Undo(agree); err != nil {
			t.Fatal(err)
		}
	}
	wantTree(t, root, map[string]string{"contacts/": "", "events/": "", "events/mine.txt": ""})
}

// TestCommitAllOrNothing: the second change fails when the first is made, and
// everything is as it was, with nothing left behind and nothing to undo.
func TestCommitAllOrNothing(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n", "b.md": "b\n"})
	before := tree(t, root)
	_, err := s.Commit("test", []Change{
		{"a.md", []byte("a\n"), []byte("A\n")},
		{"b.md", []byte("b\n"), nil},
		{"new/" + strings.Repeat("x", 300) + ".md", nil, []byte("c\n")},
	})
	wantRefusal(t, err, "cannot write new/xxx")
	wantTree(t, root, before)
	_, err = s.Undo(agree)
	wantRefusal(t, err, "nothing to undo")
}

func TestCommitRefusesWhatChanged(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "theirs\n", "b.md": "b\n"})
	before := tree(t, root)
	for part, changes := range map[string][]Change{
		"a.md changed while it was being edited":  {{"b.md", []byte("b\n"), []byte("B\n")}, {"a.md", []byte("a\n"), []byte("A\n")}},
		"a.md changed":                            {{"a.md", []byte("a\n"), nil}},
		"a.md is there already":                   {{"a.md", nil, []byte("A\n")}},
		"gone.md has gone":                        {{"gone.md", []byte("a\n"), []byte("A\n")}},
		"../out.md lies outside":                  {{"../out.md", nil, []byte("A\n")}},
		"/etc/out.md lies outside":                {{"/etc/out.md", nil, []byte("A\n")}},
		"x/../../out.md lies outside":             {{"x/../../out.md", nil, []byte("A\n")}},
		"cannot write a.md/b.md: not a directory": {{"a.md/b.md", nil, []byte("A\n")}},
	} {
		_, err := s.Commit("test", changes)
		wantRefusal(t, err, part)
		wantTree(t, root, before)
	}
	_, err := s.Undo(agree)
	wantRefusal(t, err, "nothing to undo")
}

func TestCommitNothing(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n"})
	was, _ := os.Stat(filepath.Join(root, "a.md"))
	if warning, err := s.Commit("test", []Change{{"a.md", []byte("a\n"), []byte("a\n")}}); warning != "" || err != nil {
		t.Fatal(warning, err)
	}
	if is, _ := os.Stat(filepath.Join(root, "a.md")); !is.ModTime().Equal(was.ModTime()) || !os.SameFile(is, was) {
		t.Error("a change of nothing wrote the file")
	}
}

func TestUndoRefusesWhatWasEdited(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n", "b.md": "b\n"})
	if _, err := s.Commit("log", []Change{{"a.md", []byte("a\n"), []byte("A\n")}, {"b.md", []byte("b\n"), nil}}); err != nil {
		t.Fatal(err)
	}
	for _, edit := range []func() error{
		func() error { return os.WriteFile(filepath.Join(root, "a.md"), []byte("A\nmine\n"), 0o644) },
		func() error { return os.Remove(filepath.Join(root, "a.md")) },
	} {
		if err := edit(); err != nil {
			t.Fatal(err)
		}
		before := tree(t, root)
		_, err := s.Undo(agree)
		wantRefusal(t, err, "a.md was changed after netnotes log")
		wantTree(t, root, before)
	}
	if err := os.WriteFile(filepath.Join(root, "a.md"), []byte("A\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "b.md"), []byte("another\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := s.Undo(agree)
	wantRefusal(t, err, "b.md was changed after netnotes log")
}

// TestUndoKeepsRoot: what marks the folder is not taken from under notes.
func TestUndoKeepsRoot(t *testing.T) {
	s, root := newStore(t, nil)
	if _, err := s.Commit("init", []Change{{SettingsFile, nil, []byte("x")}, {"templates/contact.md", nil, []byte("y")}}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "mine.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := s.Undo(agree)
	wantRefusal(t, err, "mine.md would be left")
	if err := os.Remove(filepath.Join(root, "mine.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(agree); err != nil {
		t.Fatal(err)
	}
	wantTree(t, root, map[string]string{})
}

func TestJournalBounds(t *testing.T) {
	s, _ := newStore(t, map[string]string{"a.md": "0"})
	if err := os.MkdirAll(s.journal.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range maxRecords + 4 {
		if err := os.WriteFile(filepath.Join(s.journal.dir, fmt.Sprintf("%09d.json", i+1)), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Commit("log", []Change{{"a.md", []byte("0"), []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	names := s.journal.names()
	if len(names) != maxRecords || names[0] != "000000006.json" {
		t.Errorf("%d records, from %s", len(names), names[0])
	}
	// A record larger than the bound is kept while it is the newest.
	for _, name := range []string{"000000200.json", "000000201.json", "000000202.json"} {
		file := filepath.Join(s.journal.dir, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(file, maxJournal*2/3); err != nil {
			t.Fatal(err)
		}
		s.journal.prune(s.journal.names())
		if names := s.journal.names(); name != "000000200.json" && !slices.Equal(names, []string{name}) {
			t.Errorf("kept %v", names)
		}
	}
}

// TestJournalOddRecords: a record of a write that never happened is passed
// over, and so is one that nobody can read.
func TestJournalOddRecords(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a", "b.md": "b"})
	if _, err := s.Commit("log", []Change{{"a.md", []byte("a"), []byte("A")}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.journal.begin("crashed", NewToken(), []Change{{"b.md", []byte("b"), []byte("B")}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.journal.dir, "000000099.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	undone, err := s.Undo(agree)
	if err != nil || undone.Command != "log" {
		t.Fatal(undone, err)
	}
	wantTree(t, root, map[string]string{"a.md": "a", "b.md": "b"})
	if names := s.journal.names(); len(names) != 0 {
		t.Errorf("left %v", names)
	}
}

// agree lets an undo happen.
func agree(Undone) (bool, error) { return true, nil }

func TestWithoutState(t *testing.T) {
	root := t.TempDir()
	s, err := Open(root, "")
	if err != nil {
		t.Fatal(err)
	}
	warning, err := s.Commit("new", []Change{{"a.md", nil, []byte("a")}})
	if err != nil || !strings.Contains(warning, "undo will not know this") {
		t.Errorf("%q %v", warning, err)
	}
	_, err = s.Undo(agree)
	wantRefusal(t, err, "no journal")
	// A journal that cannot be written warns as well, and the write stands.
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, _ = Open(root, file)
	if warning, err = s.Commit("new", []Change{{"b.md", nil, []byte("b")}}); err != nil || warning == "" {
		t.Errorf("%q %v", warning, err)
	}
	wantTree(t, root, map[string]string{"a.md": "a", "b.md": "b"})
	// What only undo could bring back stays, and with it the rest of the write.
	for _, state := range []string{"", file} {
		s, _ = Open(root, state)
		_, err = s.Commit("merge", []Change{{"b.md", []byte("b"), []byte("a and b")}, {"a.md", []byte("a"), nil}})
		wantRefusal(t, err, "a.md stays, because undo could not bring it back")
	}
	wantTree(t, root, map[string]string{"a.md": "a", "b.md": "b"})
}

func TestRel(t *testing.T) {
	s, root := newStore(t, map[string]string{"contacts/a.md": "a", "b.md": "b"})
	cwd := filepath.Join(root, "contacts")
	for name, want := range map[string]string{
		"contacts/a.md": "contacts/a.md", "a.md": "contacts/a.md", "../b.md": "b.md", "b.md": "b.md",
		filepath.Join(root, "b.md"): "b.md", "c.md": "", "../../x.md": "", "/etc/passwd": "",
	} {
		if got, ok := s.Rel(name, cwd); got != want || ok != (want != "") {
			t.Errorf("Rel(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}
