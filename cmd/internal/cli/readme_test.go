package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTranscripts runs every transcript of the README, the manual and the course: what
// follows a "$ netnotes" line, up to the next one or the end of the block, is
// what it prints. Those of a page run on a copy of the examples, one after the
// other, so that they may write; those of the manual and the course in the
// practice network, on 6 October 2026, on a terminal of 80 columns.
func TestTranscripts(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, folder := range []string{"cmd/internal/manual", "examples/course"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*.md"))
		if err != nil || len(found) == 0 {
			t.Fatal(folder, err)
		}
		pages = append(pages, found...)
	}
	t.Run("README.md", func(t *testing.T) { holdTranscripts(t, root, filepath.Join(root, "README.md"), 0) })
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			holdTranscripts(t, root, page, 80, "-C", "examples/network", "--today", "2026-10-06")
		})
	}
}

// holdTranscripts runs the transcripts of a page on a terminal of that width, or
// on none, with arguments that the page does not show.
func holdTranscripts(t *testing.T, root, page string, width int, before ...string) {
	source, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	dir, state := t.TempDir(), t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS(filepath.Join(root, "examples"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	var out strings.Builder
	inBlock, skipping := false, false
	for line := range strings.Lines(string(source)) {
		switch {
		case strings.HasPrefix(line, "```"):
			inBlock = line == "```console\n"
			skipping = false
		case inBlock && strings.HasPrefix(line, "$ netnotes "):
			out.WriteString(line)
			args := append(before[:len(before):len(before)], shellWords(strings.TrimSpace(strings.TrimPrefix(line, "$ netnotes ")))...)
			got := runOn(width, "", state, "", args)
			out.WriteString(got.stdout + got.stderr)
			skipping = true
			continue
		}
		if !skipping {
			out.WriteString(line)
		}
	}
	if out.String() == string(source) {
		return
	}
	if *update {
		if err := os.WriteFile(page, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, got := strings.Split(string(source), "\n"), strings.Split(out.String(), "\n")
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			t.Fatalf("%s:%d is not true any more\n got %q\nwant %q", filepath.Base(page), i+1, got[i], want[i])
		}
	}
	t.Fatalf("%s is not true any more: lines are missing at the end", filepath.Base(page))
}

// TestReadmeCommands wants the two commands of a newcomer in the README, and
// the second one in CI.
func TestReadmeCommands(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	ci, err := os.ReadFile("../../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"    go run ./cmd/netnotes -C examples/network --today 2026-10-06 due\n", "    go test ./...\n"} {
		if !strings.Contains(string(readme), command) {
			t.Errorf("the README lacks %q", command)
		}
	}
	if !strings.HasSuffix(string(ci), "\ngo test ./...\n") {
		t.Error("CI does not end with the README's test command")
	}
}
