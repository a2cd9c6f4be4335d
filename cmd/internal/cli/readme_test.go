package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTranscripts runs every transcript of the README and of the manual: what
// follows a "$ netnotes" line, up to the next one or the end of the block, is
// what it prints. Those of a page run on a copy of the examples, one after the
// other, so that they may write.
func TestTranscripts(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(root, "cmd", "internal", "manual", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		t.Run(filepath.Base(page), func(t *testing.T) { holdTranscripts(t, root, page) })
	}
}

func holdTranscripts(t *testing.T, root, page string) {
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
			got := runWith("", state, "", shellWords(strings.TrimSpace(strings.TrimPrefix(line, "$ netnotes "))))
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
