package today

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnotes/cmd/internal/cli/read"
)

// TestWatchPage keeps the page current: it is written anew where a note has changed,
// and left alone where no byte would differ.
func TestWatchPage(t *testing.T) {
	f := newTodayFolder(t)
	file := filepath.Join(t.TempDir(), "page.html")
	f.w.todayFile, f.w.page = false, read.KeptPage{File: file}
	look := func() (os.FileInfo, string) {
		t.Helper()
		s, err := f.w.Live.Refresh()
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
	f.w.App.AsToday = "2026-10-07"
	if _, text := look(); !strings.Contains(text, "Wednesday, <span>7 October 2026") {
		t.Error("the day turned, and the page did not")
	}
}
