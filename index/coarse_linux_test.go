package index

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"netnotes/index/disk"
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
	var live *Live
	same, before := 0, disk.Stamp{}
	for i := range 2000 {
		want := fmt.Sprintf("A %04d", i)
		if err := os.WriteFile(note, []byte("# "+want), 0o644); err != nil {
			t.Fatal(err)
		}
		now, _ := disk.StampOf(note)
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
		if _, err := anew.Read(); err != nil {
			t.Fatal(err)
		}
		for who, l := range map[string]*Live{"watching": live, "starting anew": anew} {
			ix, err := l.Index()
			if err != nil {
				t.Fatal(err)
			}
			if len(ix.People()) != 1 || ix.People()[0].Name != want {
				t.Fatalf("%s, after edit %d: not %q", who, i, want)
			}
		}
		anew.Save()
	}
	t.Logf("%d of 2000 edits left the stamp as it was", same)
}

// TestCacheFullDisk gives right answers where the disk takes no more, and leaves
// no piece of a file there.
func TestCacheFullDisk(t *testing.T) {
	dir, root := mounted(t, "tmpfs", "size=16k"), small(t, "contacts/a.md", "# A\n\n"+strings.Repeat("x", 32<<10))
	if err := os.WriteFile(filepath.Join(dir, "full"), make([]byte, 8<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		l := OpenLive(root, Memory{dir, "b"}, rested)
		if ix, err := l.Read(); err != nil || len(ix.People()) != 1 {
			t.Fatal(err)
		}
		l.Save()
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "netnotes", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
