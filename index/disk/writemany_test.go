package disk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCreateMany wants many new notes written all or none, nothing left beside
// them, and what a crash left before gone.
func TestCreateMany(t *testing.T) {
	dir := t.TempDir()
	contacts := filepath.Join(dir, "contacts")
	if err := os.MkdirAll(contacts, 0o755); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(contacts, tempPrefix+"LEFT")
	if err := os.WriteFile(left, []byte("half a no"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-2 * leftAfter)
	if err := os.Chtimes(left, long, long); err != nil {
		t.Fatal(err)
	}
	store, err := Open(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var changes []Change
	for i := range batchMost + batchLeast {
		changes = append(changes, Change{Path: fmt.Sprintf("contacts/p%04d.md", i), New: []byte("# P\n")})
	}
	shown := 0
	store.Show = func(done, total int) { shown = done }
	if _, err := store.Commit("import", changes); err != nil {
		t.Fatal(err)
	}
	names, _ := os.ReadDir(contacts)
	if len(names) != len(changes) || shown != len(changes) {
		t.Errorf("%d files, %d shown, want %d", len(names), shown, len(changes))
	}
	for _, e := range names {
		if source, err := os.ReadFile(filepath.Join(contacts, e.Name())); err != nil || string(source) != "# P\n" {
			t.Fatalf("%s: %q %v", e.Name(), source, err)
		}
	}
}

// TestCreateManyTaken wants no file made and none overwritten where one of many
// names is taken after the check.
func TestCreateManyTaken(t *testing.T) {
	dir := t.TempDir()
	store, err := Open(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var changes []Change
	for i := range 2 * batchLeast {
		changes = append(changes, Change{Path: fmt.Sprintf("p%04d.md", i), New: []byte("# P\n")})
	}
	taken := filepath.Join(dir, fmt.Sprintf("p%04d.md", batchLeast))
	if err := os.WriteFile(taken, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := store.apply(changes); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("error %v", err)
	}
	names, _ := os.ReadDir(dir)
	if source, _ := os.ReadFile(taken); len(names) != 1 || string(source) != "mine" {
		t.Errorf("%v, %q", names, source)
	}
}
