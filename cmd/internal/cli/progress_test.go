package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestProgress says nothing of short work, then draws one line again and again,
// and takes it away.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	start := time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)
	now := start.Add(400 * time.Millisecond)
	p := &progress{to: &out, clock: func() time.Time { return now }, began: start}
	p.report("reading", 1, 9)
	if out.Len() > 0 {
		t.Errorf("after 400 ms: %q", out.String())
	}
	for i := range 40 {
		now = start.Add(time.Duration(500+10*i) * time.Millisecond)
		p.report("reading", i, 40)
	}
	p.end()
	now = start.Add(time.Hour)
	p.report("reading", 40, 40)
	p.end()
	want := "\r\x1b[Kreading: 0 of 40\r\x1b[Kreading: 10 of 40\r\x1b[Kreading: 20 of 40\r\x1b[Kreading: 30 of 40\r\x1b[K"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}

// TestProgressOfReading shows the line while a folder is read, and keeps it out
// of the answer.
func TestProgressOfReading(t *testing.T) {
	var out, aside, line bytes.Buffer
	clock := time.Now()
	e := Env{Stdout: &out, Stderr: &aside, Cwd: practice, Now: clock, Getenv: func(string) string { return "" }, Progress: &line, Clock: func() time.Time {
		clock = clock.Add(time.Second)
		return clock
	}}
	if status := Run([]string{"due", "--today", "2026-10-06"}, e); status != exitFine {
		t.Fatalf("status %d: %s", status, aside.String())
	}
	if !strings.Contains(line.String(), "reading the notes: ") || !strings.HasSuffix(line.String(), "\r\x1b[K") || strings.Contains(out.String()+aside.String(), "reading the notes") {
		t.Errorf("progress %q\nstdout %q\nstderr %q", line.String(), out.String(), aside.String())
	}
}
