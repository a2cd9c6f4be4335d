package disk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// killed is a store in which a write was begun and nothing else was done.
func killed(t *testing.T, files map[string]string, changes ...Change) (*Folder, string) {
	t.Helper()
	s, root := newStore(t, files)
	s.token = NewToken()
	if _, err := s.journal.begin("log", s.token, changes, s.newFolders(changes)); err != nil {
		t.Fatal(err)
	}
	return s, root
}

func lockAndGo(t *testing.T, s *Folder) {
	t.Helper()
	unlock, err := s.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}

func writeText(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTidy puts in order what a command left that was killed at each step of
// its write, and undoes it.
func TestTidy(t *testing.T) {
	replaced, made := Change{"a.md", []byte("old\n"), []byte("new\n")}, Change{"new/b.md", nil, []byte("b\n")}
	for name, c := range map[string]struct {
		left func(a, tempA, b, tempB string)
		want map[string]string // after the next command
	}{
		"before anything was written": {func(a, tempA, b, tempB string) {}, map[string]string{"a.md": "old\n"}},
		"half a temporary file":       {func(a, tempA, b, tempB string) { writeText(t, tempA, "ne") }, map[string]string{"a.md": "old\n"}},
		"two of them":                 {func(a, tempA, b, tempB string) { writeText(t, tempA, "ne"); writeText(t, tempA+retried, "") }, map[string]string{"a.md": "old\n"}},
		"the names were changed":      {func(a, tempA, b, tempB string) { writeText(t, a, "new\n"); writeText(t, tempA, "old\n") }, map[string]string{"a.md": "new\n"}},
		"another program wrote into the old one": {func(a, tempA, b, tempB string) { writeText(t, a, "new\n"); writeText(t, tempA, "theirs\n") },
			map[string]string{"a.md": "theirs\n"}},
		"one written, the other begun": {func(a, tempA, b, tempB string) { writeText(t, a, "new\n"); writeText(t, tempB, "") }, map[string]string{"a.md": "new\n", "new/": ""}},
		"a name was linked": {func(a, tempA, b, tempB string) {
			writeText(t, a, "new\n")
			writeText(t, tempB, "b\n")
			if err := os.Link(tempB, b); err != nil {
				t.Skip(err)
			}
		}, map[string]string{"a.md": "new\n", "new/": "", "new/b.md": "b\n"}},
		"a name was taken": {func(a, tempA, b, tempB string) { writeText(t, tempB, "b\n"); writeText(t, b, "") }, map[string]string{"a.md": "old\n", "new/": ""}},
	} {
		t.Run(name, func(t *testing.T) {
			s, root := killed(t, map[string]string{"a.md": "old\n"}, replaced, made)
			a, b := filepath.Join(root, "a.md"), filepath.Join(root, "new", "b.md")
			c.left(a, s.temp("a.md", a), b, s.temp("new/b.md", b))
			lockAndGo(t, s)
			wantTree(t, root, c.want)
			if names := s.journal.names(); len(names) != 1 || !strings.HasSuffix(names[0], recordDone) {
				t.Errorf("records %v", names)
			}
			if c.want["a.md"] == "theirs\n" {
				return // which no undo may touch
			}
			if _, err := s.Undo(agree); err != nil && c.want["a.md"] == "new\n" {
				t.Fatal(err)
			}
			after := tree(t, root)
			delete(after, "new/")
			if len(after) != 1 || after["a.md"] != "old\n" {
				t.Errorf("after undo: %v", after)
			}
		})
	}
}

// TestTidyAfterUndo puts in order what a killed undo left.
func TestTidyAfterUndo(t *testing.T) {
	for name, c := range map[string]struct{ a, temp, want string }{
		"half a temporary file":                  {"new\n", "ol", "new\n"},
		"the names were changed":                 {"old\n", "new\n", "old\n"},
		"another program wrote into the new one": {"old\n", "theirs\n", "theirs\n"},
	} {
		s, root := killed(t, map[string]string{"a.md": "old\n"}, Change{"a.md", []byte("old\n"), []byte("new\n")})
		s.journal.mark(s.journal.names()[0], recordUndoing)
		a := filepath.Join(root, "a.md")
		writeText(t, a, c.a)
		writeText(t, s.temp("a.md", a), c.temp)
		lockAndGo(t, s)
		if got := tree(t, root); len(got) != 1 || got["a.md"] != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestTidyDerived puts in order what was left of a file that is made of the
// notes; no undo knows it.
func TestTidyDerived(t *testing.T) {
	change := Change{"Today.md", []byte("old\n"), []byte("new\n")}
	for name, c := range map[string]struct{ now, temp, want string }{
		"half a temporary file":                  {"old\n", "ne", "old\n"},
		"the names were changed":                 {"new\n", "old\n", "new\n"},
		"another program wrote into the old one": {"new\n", "theirs\n", "theirs\n"},
	} {
		s, root := newStore(t, map[string]string{"Today.md": "old\n"})
		s.token = NewToken()
		if _, err := s.journal.start(record{Command: derived, Token: s.token}, []Change{change}); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(root, "Today.md")
		writeText(t, file, c.now)
		writeText(t, s.temp("Today.md", file), c.temp)
		if _, err := s.Undo(agree); err == nil {
			t.Errorf("%s: undone", name)
		}
		lockAndGo(t, s)
		if got := tree(t, root); len(got) != 1 || got["Today.md"] != c.want {
			t.Errorf("%s: %v", name, got)
		}
		if names := s.journal.names(); len(names) > 0 {
			t.Errorf("%s: records %v", name, names)
		}
	}
}

// TestDeriveLeavesNothing writes a derived file twice: no file and no record is
// left beside it.
func TestDeriveLeavesNothing(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n"})
	for _, c := range []Change{{"Today.md", nil, []byte("1\n")}, {"Today.md", []byte("1\n"), []byte("2\n")}} {
		late, err := s.Derive(c)
		late.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := tree(t, root); len(got) != 2 || got["Today.md"] != "2\n" || len(s.journal.names()) > 0 {
		t.Errorf("%v, records %v", got, s.journal.names())
	}
}

// TestTidyLeavesOthers touches neither a write that goes on where there are no
// locks, nor the temporary files of another write.
func TestTidyLeavesOthers(t *testing.T) {
	s, root := killed(t, map[string]string{"a.md": "old\n"}, Change{"a.md", []byte("old\n"), []byte("new\n")})
	a := filepath.Join(root, "a.md")
	writeText(t, s.temp("a.md", a), "ne")
	writeText(t, filepath.Join(root, tempName(NewToken(), "a.md")), "x")
	s.tidy(false)
	if got := tree(t, root); len(got) != 3 {
		t.Error(got)
	}
	s.tidy(true)
	if got := tree(t, root); len(got) != 2 {
		t.Error(got)
	}
}

// TestReserveAndMove never overwrites, and leaves no name taken.
func TestReserveAndMove(t *testing.T) {
	dir := t.TempDir()
	temp, target := filepath.Join(dir, "temp"), filepath.Join(dir, "a.md")
	writeText(t, target, "mine\n")
	writeText(t, temp, "x\n")
	if err := reserveAndMove(temp, target); !os.IsExist(err) || tree(t, dir)["a.md"] != "mine\n" {
		t.Error(err, tree(t, dir))
	}
	if err := reserveAndMove(temp, filepath.Join(dir, "b.md")); err != nil || tree(t, dir)["b.md"] != "x\n" {
		t.Error(err, tree(t, dir))
	}
	if err := reserveAndMove(temp, filepath.Join(dir, "c.md")); err == nil || len(tree(t, dir)) != 2 {
		t.Error(err, tree(t, dir))
	}
}
