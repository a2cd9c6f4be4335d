package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// pageRun runs page as on a terminal, with something that opens files.
func pageRun(t *testing.T, dir string, open func(context.Context, string) error, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cache := t.TempDir()
	status := Run(append([]string{"-C", dir, "--today", "2026-10-06", "page"}, args...), app.Env{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Terminal: true, Width: 80,
		Getenv: func(name string) string { return map[string]string{"XDG_CACHE_HOME": cache}[name] }, Cwd: dir, Now: time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC), OpenFile: open})
	return outcome{status, stdout.String(), stderr.String()}
}

func pageFolder(t *testing.T) string {
	return folderWith(t, map[string]string{"netnotes.yaml": "", "contacts/ada-park.md": "---\nname: Ada Park\n---\n\n## Log\n\n- 2026-09-14 call\n"})
}

// TestPageOnTerminal puts the page among the caches, private, and says where.
func TestPageOnTerminal(t *testing.T) {
	dir, opened := pageFolder(t), ""
	got := pageRun(t, dir, func(_ context.Context, file string) error { opened = file; return nil }, "--open")
	name := strings.TrimSpace(got.stdout)
	info, err := os.Stat(name)
	if got.status != 0 || err != nil || opened != name || !strings.HasSuffix(name, "page.html") {
		t.Fatalf("%+v, opened %q, %v", got, opened, err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the page may be read by others: %v", info.Mode())
	}
	if !strings.Contains(got.stderr, "wrote page.html: 1 person, ") {
		t.Errorf("stderr %q", got.stderr)
	}
}

// TestPageNotOpened keeps the file where nothing opens it.
func TestPageNotOpened(t *testing.T) {
	dir := pageFolder(t)
	out := filepath.Join(t.TempDir(), "p.html")
	got := pageRun(t, dir, func(context.Context, string) error { return errors.New("no program") }, "--open", "-o", out)
	if _, err := os.Stat(out); got.status != 3 || err != nil || !strings.Contains(got.stderr, "hint: ") {
		t.Fatalf("%+v, %v", got, err)
	}
}
