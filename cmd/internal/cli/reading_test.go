package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// TestProgressOfReading shows the line while a folder is read, and keeps it out
// of the answer.
func TestProgressOfReading(t *testing.T) {
	var out, aside, line bytes.Buffer
	clock := time.Now()
	e := app.Env{Stdout: &out, Stderr: &aside, Cwd: practice, Now: clock, Getenv: func(string) string { return "" }, Progress: &line, Clock: func() time.Time {
		clock = clock.Add(time.Second)
		return clock
	}}
	if status := Run([]string{"due", "--today", "2026-10-06"}, e); status != app.ExitFine {
		t.Fatalf("status %d: %s", status, aside.String())
	}
	if !strings.Contains(line.String(), "reading the notes: ") || !strings.HasSuffix(line.String(), "\r\x1b[K") || strings.Contains(out.String()+aside.String(), "reading the notes") {
		t.Errorf("progress %q\nstdout %q\nstderr %q", line.String(), out.String(), aside.String())
	}
}
