package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// asking runs ask for somebody who sits there and types.
func asking(t *testing.T, dir, typed string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	state := t.TempDir()
	status := Run(append([]string{"-C", dir, "--today", "2026-10-06", "ask"}, args...), app.Env{Stdin: strings.NewReader(typed), Stdout: &stdout, Stderr: &stderr, Asks: true, Cwd: dir,
		Getenv: func(key string) string { return map[string]string{"XDG_STATE_HOME": state}[key] }, Now: time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC)})
	return outcome{status, stdout.String(), stderr.String()}
}

// TestAskWrites puts three questions and writes each answer as one field of one
// note; not knowing writes nothing, and enough is enough.
func TestAskWrites(t *testing.T) {
	const coffee = "---\n\n## Log\n\n- 2026-09-01 coffee\n"
	notes := map[string]string{
		"contacts/ada.md": "---\nname: Ada Park # a comment\nknows:\n  - \"[[Dee Wood]]\"\n" + coffee,
		"contacts/bo.md":  "---\nname: Bo Lind\n" + coffee,
		"contacts/cy.md":  "---\nname: Cy Moss\n" + coffee,
		"contacts/dee.md": "---\nname: Dee Wood\nknows_not: [\"[[Bo Lind]]\", \"[[Cy Moss]]\"]\n" + coffee,
	}
	for _, c := range []struct {
		typed string
		want  map[string]string
	}{
		// Bo and Cy, of whom nothing is known, first; then Ada with each.
		{"y\nn\nYES\n", map[string]string{"contacts/bo.md": "name: Bo Lind\nknows:\n  - \"[[Cy Moss]]\"\n---", "contacts/ada.md": "  - \"[[Dee Wood]]\"\n  - \"[[Cy Moss]]\"\nknows_not:\n  - \"[[Bo Lind]]\"\n---"}},
		{"what\nn\nq\n", map[string]string{"contacts/bo.md": "name: Bo Lind\nknows_not:\n  - \"[[Cy Moss]]\"\n---"}},
		{"\ns\n", nil},
		{"", nil},
	} {
		dir := folderWith(t, notes)
		got := asking(t, dir, c.typed)
		if got.status != 0 {
			t.Fatalf("%q: status %d\n%s", c.typed, got.status, got.stderr)
		}
		if !strings.Contains(got.stderr, "Do Bo Lind and Cy Moss know each other?") {
			t.Errorf("%q: %s", c.typed, got.stderr)
		}
		for file, before := range notes {
			after, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			if part, changed := c.want[file]; changed && !strings.Contains(string(after), part) || !changed && string(after) != before {
				t.Errorf("%q: %s is now\n%s", c.typed, file, after)
			}
		}
		if c.want != nil {
			if again := asking(t, dir, "q\n"); strings.Contains(again.stderr, "Do Bo Lind and Cy Moss") {
				t.Errorf("%q: asked again: %s", c.typed, again.stderr)
			}
		}
	}
	dir := folderWith(t, notes)
	if got := asking(t, dir, "y\nq\n", "--dry-run"); got.status != 0 || !strings.Contains(got.stdout, "+knows:") {
		t.Errorf("--dry-run: %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, "contacts/bo.md")); string(after) != notes["contacts/bo.md"] {
		t.Error("--dry-run wrote")
	}
}
