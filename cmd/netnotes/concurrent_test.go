//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestTwoWriters runs processes that log to one note at the same time, and one
// that sets a field of it: every line is there at the end, once, and nothing
// beside the notes.
func TestTwoWriters(t *testing.T) {
	const writers, lines = 3, 12
	bin, root, state := buildNetnotes(t), t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"netnotes.yaml": "", "ada.md": "---\ntype: contact\nname: Ada Park\n---\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) {
		cmd := exec.Command(bin, append([]string{"-C", root, "--today", "2026-10-06"}, args...)...)
		cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+state, "XDG_CACHE_HOME="+state)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("netnotes %q: %v\n%s", args, err, out)
		}
	}
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range lines {
				run("log", "ada", fmt.Sprintf("call: writer %d line %d", w, i))
				if w == 0 {
					run("set", "ada", fmt.Sprintf("count=%d", i))
				}
			}
		})
	}
	group.Wait()
	text, err := os.ReadFile(filepath.Join(root, "ada.md"))
	if err != nil {
		t.Fatal(err)
	}
	for w := range writers {
		for i := range lines {
			if line := fmt.Sprintf("- 2026-10-06 call: writer %d line %d\n", w, i); strings.Count(string(text), line) != 1 {
				t.Errorf("%q stands there %d times", line, strings.Count(string(text), line))
			}
		}
	}
	if n := strings.Count(string(text), "\n"); n != 4+1+2+writers*lines {
		t.Errorf("%d lines:\n%s", n, text)
	}
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) != 2 {
		t.Errorf("beside the notes: %v %v", entries, err)
	}
}
