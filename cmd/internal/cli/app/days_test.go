package app

import (
	"testing"
	"time"
)

// TestDayStarts keeps the evening after a reception on the same day.
func TestDayStarts(t *testing.T) {
	for clock, want := range map[string]string{"03:59": "2026-06-27", "04:00": "2026-06-28"} {
		now, err := time.Parse("2006-01-02 15:04", "2026-06-28 "+clock)
		if err != nil {
			t.Fatal(err)
		}
		if got := CivilDay(now, 4*60).String(); got != want {
			t.Errorf("at %s it is %s, want %s", clock, got, want)
		}
	}
}
