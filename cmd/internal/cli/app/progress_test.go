package app

import (
	"bytes"
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
	p.Report("reading", 1, 9)
	if out.Len() > 0 {
		t.Errorf("after 400 ms: %q", out.String())
	}
	for i := range 40 {
		now = start.Add(time.Duration(500+10*i) * time.Millisecond)
		p.Report("reading", i, 40)
	}
	p.End()
	now = start.Add(time.Hour)
	p.Report("reading", 40, 40)
	p.End()
	want := "\r\x1b[Kreading: 0 of 40\r\x1b[Kreading: 10 of 40\r\x1b[Kreading: 20 of 40\r\x1b[Kreading: 30 of 40\r\x1b[K"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}
