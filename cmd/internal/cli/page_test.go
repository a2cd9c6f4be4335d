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
)

// pageRun runs page as on a terminal, with something that opens files.
func pageRun(t *testing.T, dir string, open func(context.Context, string) error, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cache := t.TempDir()
	status := Run(append([]string{"-C", dir, "--today", "2026-10-06", "page"}, args...), Env{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Terminal: true, Width: 80,
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

// TestWatchPage keeps the page current: it is written anew where a note has changed,
// and left alone where no byte would differ.
func TestWatchPage(t *testing.T) {
	f := newTodayFolder(t)
	file := filepath.Join(t.TempDir(), "page.html")
	f.w.todayFile, f.w.page = false, keptPage{file}
	look := func() (os.FileInfo, string) {
		t.Helper()
		s, err := f.w.live.Refresh()
		if err == nil {
			err = f.w.take(s)
		}
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return info, string(text)
	}
	first, text := look()
	if !strings.Contains(text, "Tuesday, <span>6 October 2026") || strings.Contains(text, "Cy Moss") {
		t.Fatalf("the page is another one: %.300s", text)
	}
	if again, _ := look(); !os.SameFile(first, again) || again.ModTime() != first.ModTime() {
		t.Error("the page was written again as it was")
	}
	f.write("contacts/cy-moss.md", "---\nname: Cy Moss\n---\n")
	if _, text := look(); !strings.Contains(text, `id="p-contacts-cy-moss"`) {
		t.Error("somebody new is not on the page")
	}
	f.w.app.today = "2026-10-07"
	if _, text := look(); !strings.Contains(text, "Wednesday, <span>7 October 2026") {
		t.Error("the day turned, and the page did not")
	}
}
