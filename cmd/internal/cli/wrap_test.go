package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestWrapLosesNothing wraps captures that look like Markdown, like log lines
// or like nothing at all: every word of them stands in the notes afterwards or
// still in the capture, no note has a new error, and one undo brings back every
// byte.
func TestWrapLosesNothing(t *testing.T) {
	dir := fair(t)
	for i, text := range []string{
		"Vera Ash: - [ ] not a task\n- [ ] a real task due:2026-07-01\n- [x] done already\n",
		"Vera Birch\n```\n- 2026-01-01 call\n```\n    indented code\n<!-- a comment -->\n<div>html</div>\n",
		"Vera Cedar: > quote -> 2026-13-45 never #gave #tag\n%% hidden %%\n# heading\n## Log\n- 2026-01-01 coffee with [[Ann Lee]]\n",
		"Vera Date: \x1b[31mred\x07 \u202eevil\n\u2028next\n",
		"Vera Elm: [[Unclosed and ](broken) `tick\n| a | b |\n|---|---|\n",
		"Vera Fir\r\nsecond\rthird\r\n\r\nfourth",
		"\ufeffVera Gum: bom\n---\nfront: no\n---\n",
		"---\ncreated: 2026-06-27\nurl: https://kept.example/a\n---\nVera Hazel: after front matter\n",
		"---\nVera Ilex: no end of front matter\n",
		"Vera Juniper: " + strings.Repeat("long ", 5000) + "end\n",
		"Vera Kapok: same\n", "Vera Kapok: same\n",
		"Ann Lee: ~~struck~~ through\n",
		"1. Vera Larch: numbered\n",
		"Vera Maple: planned coffee -> +2w maybe\n",
		"Vera Nutmeg \xff\xfe: bytes\n",
	} {
		name := filepath.Join(dir, "inbox", fmt.Sprintf("n%02d.md", i))
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	before := contents(t, dir)
	errors := runHere(dir, []string{"--today", "2026-06-27", "check"}).stdout
	state := t.TempDir()
	run := func(args ...string) outcome {
		return runWith(dir, state, "", append([]string{"--today", "2026-06-27"}, args...))
	}
	if got := run("wrap", "Paper Fair", "--yes"); got.status != 0 {
		t.Fatalf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	after := contents(t, dir)
	all := ""
	for _, text := range after {
		all += text + "\n"
	}
	for file, text := range before {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if strings.HasPrefix(file, "inbox/") && word != "created" && !strings.Contains(all, word) {
				t.Errorf("%s lost %q", file, word)
			}
		}
	}
	taken := 0
	for file := range before {
		if _, left := after[file]; !left {
			taken++
		}
	}
	if taken < 12 {
		t.Errorf("only %d captures were taken", taken)
	}
	if now := runHere(dir, []string{"--today", "2026-06-27", "check"}).stdout; strings.Count(now, "[bad-") > strings.Count(errors, "[bad-") {
		t.Errorf("new problems:\n%s", now)
	}
	if got := run("undo"); got.status != 0 {
		t.Fatalf("undo: %s%s", got.stdout, got.stderr)
	}
	for file, text := range contents(t, dir) {
		if before[file] != text {
			t.Errorf("undo left %s as %q", file, text)
		}
	}
}

// contents are the bytes of every note.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		source, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
