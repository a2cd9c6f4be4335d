package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// mounted is a new folder on a file system of its own, which takes root's
// rights to make.
func mounted(t *testing.T, kind, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("none", dir, kind, 0, options); err != nil {
		t.Skipf("cannot mount %s: %v", kind, err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

// TestCoarseClock rewrites a note with the same size as fast as it can be asked
// about, on a file system whose clock stands still for milliseconds: no answer
// is old, neither of a program that runs on nor of one that starts anew.
func TestCoarseClock(t *testing.T) {
	root, memory := mounted(t, "ramfs", ""), Memory{t.TempDir(), "b"}
	note := filepath.Join(root, "contacts", "a.md")
	if err := os.MkdirAll(filepath.Dir(note), 0o755); err != nil {
		t.Fatal(err)
	}
	names := func(ix *Index) map[string]string {
		out := map[string]string{}
		for _, p := range ix.People {
			out[p.Path] = p.Name
		}
		return out
	}
	var live *Live
	same, before := 0, stamp{}
	for i := range 2000 {
		want := fmt.Sprintf("A %04d", i)
		if err := os.WriteFile(note, []byte("# "+want), 0o644); err != nil {
			t.Fatal(err)
		}
		now, _ := stampOf(note)
		if now == before {
			same++
		}
		before = now
		if live == nil {
			live = OpenLive(root, Memory{}, time.Now)
		}
		if _, err := live.Refresh("contacts/a.md"); err != nil {
			t.Fatal(err)
		}
		anew := OpenLive(root, memory, time.Now)
		for who, l := range map[string]*Live{"watching": live, "starting anew": anew} {
			if told, err := l.Gather("name", names); err != nil || len(told) != 1 || told[0] != want {
				t.Fatalf("%s, after edit %d: %q, %v", who, i, told, err)
			}
		}
		anew.overlay = overlays
		anew.Keep("all", want)
	}
	t.Logf("%d of 2000 edits left the stamp as it was", same)
}

// TestCacheFullDisk gives right answers where the disk takes no more, and leaves
// no piece of a file there.
func TestCacheFullDisk(t *testing.T) {
	dir, root := mounted(t, "tmpfs", "size=16k"), small(t, "contacts/a.md", "# A\n")
	if err := os.WriteFile(filepath.Join(dir, "full"), make([]byte, 8<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	big := strings.Repeat("x", 32<<10)
	for range 2 {
		l := OpenLive(root, Memory{dir, "b"}, rested)
		if told, err := l.Gather("story", stories); err != nil || len(told) != 1 {
			t.Fatal(told, err)
		}
		l.Keep("all", big)
		if _, ok := OpenLive(root, Memory{dir, "b"}, rested).Recall("all"); ok {
			t.Fatal("kept what there is no room for")
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "netnotes", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
