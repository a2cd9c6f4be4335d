package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTodayFileOnce writes the list for cron, takes what was ticked since the last
// time as one write, and leaves a page of the user's own alone.
func TestTodayFileOnce(t *testing.T) {
	d := &desk{root: t.TempDir(), state: t.TempDir(), now: time.Now()}
	d.put(t, "netnotes.yaml", "")
	d.put(t, "contacts/ada-park.md", "# Ada Park\n\n- [ ] send the paper due:2026-10-02\n")
	if got := d.run("due --today-file"); got.status != 0 || got.stdout != "Today.md: 1 due, 1 promise\n" {
		t.Fatalf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	ticked := strings.Replace(d.text("Today.md"), "- [ ]", "- [x]", 1)
	d.put(t, "Today.md", ticked)
	saved := func(ago time.Duration) {
		if err := os.Chtimes(filepath.Join(d.root, "Today.md"), d.now.Add(-ago), d.now.Add(-ago)); err != nil {
			t.Fatal(err)
		}
	}
	saved(time.Second)
	if got := d.run("due --today-file"); got.status != 0 || !strings.Contains(got.stderr, "the next time") || d.text("Today.md") != ticked {
		t.Errorf("a box ticked just now: status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	saved(time.Minute)
	if got := d.run("due --today-file"); got.status != 0 || got.stdout != "Today.md: nothing due\n" || !strings.Contains(d.text("contacts/ada-park.md"), "- [x] send the paper") {
		t.Errorf("status %d\n%s%s%s", got.status, got.stdout, got.stderr, d.text("contacts/ada-park.md"))
	}
	if got := d.run("undo"); got.status != 0 || !strings.HasPrefix(got.stdout, "took back: due --today-file\n") || !strings.Contains(d.text("contacts/ada-park.md"), "- [ ] send the paper") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.put(t, "Today.md", "# My own day\n\n- buy bread\n")
	if got := d.run("due --today-file"); got.status != 3 || d.text("Today.md") != "# My own day\n\n- buy bread\n" {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
}
