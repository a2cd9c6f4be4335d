package index

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
	store, err := OpenStore(dir, t.TempDir())
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
	store, err := OpenStore(dir, t.TempDir())
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

// TestIdentity finds one address in all its spellings.
func TestIdentity(t *testing.T) {
	for _, same := range [][3]string{
		{"linkedin", "https://www.linkedin.com/in/ada-park/", "in/Ada-Park"},
		{"linkedin", "http://uk.linkedin.com/in/ada?trk=x", "https://linkedin.com/in/ada#y"},
		{"email", "mailto:Ada@X.example", "ada@x.example "},
		{"phone", "+1 (415) 555-0134", "415 555 0134"},
		{"phone", "tel:+46-8-555-01-01;ext=5", "0046 8 555 01 01"},
		{"url", "https://www.ada.example/", "http://ada.example"},
	} {
		if a, b := identity(same[0], same[1]), identity(same[0], same[2]); a == "" || a != b {
			t.Errorf("%s: %q and %q, of %q and %q", same[0], a, b, same[1], same[2])
		}
	}
	for _, none := range [][2]string{{"linkedin", "none"}, {"email", "ada"}, {"phone", "12345"}} {
		if key := identity(none[0], none[1]); key != "" {
			t.Errorf("%q identifies somebody: %q", none[1], key)
		}
	}
}
