package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones, on machines that have none

	"netnotes/cmd/internal/cli/app"
)

// TestZones wants a promise to be due on its day in every zone, in the first
// and in the last minute of the local day, also where local midnight does not
// exist and where the day is another one than in Greenwich.
func TestZones(t *testing.T) {
	days := map[string][]string{ // with the days on which the clocks change there
		"America/New_York":   {"2026-03-08", "2026-11-01", "2026-07-15"},
		"America/Havana":     {"2026-03-08", "2026-11-01", "2026-07-15"},
		"America/Santiago":   {"2026-09-06", "2026-04-04", "2026-07-15"},
		"Pacific/Kiritimati": {"2026-03-08", "2026-12-31", "2026-07-15"},
		"Pacific/Pago_Pago":  {"2026-03-08", "2026-12-31", "2026-07-15"},
	}
	for zone, dates := range days {
		place, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, date := range dates {
			dir := t.TempDir()
			note := "# Ada Park\n\n- [ ] send it due:" + date + "\n"
			if err := os.MkdirAll(filepath.Join(dir, "contacts"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "contacts", "ada-park.md"), []byte(note), 0o644); err != nil {
				t.Fatal(err)
			}
			day, _ := time.ParseInLocation(time.DateOnly, date, time.UTC)
			for _, minute := range []int{1, 90, 12 * 60, 23*60 + 59} {
				now := time.Date(day.Year(), day.Month(), day.Day(), 0, minute, 0, 0, place)
				if now.Format(time.DateOnly) != date {
					continue // this minute does not exist on that day
				}
				var stdout bytes.Buffer
				status := Run([]string{"-C", dir, "due", "--json"}, app.Env{Stdout: &stdout, Stderr: &stdout, Getenv: func(string) string { return "" }, Cwd: dir, Now: now})
				if out := stdout.String(); status != 0 || !strings.Contains(out, `"today": "`+date+`"`) || !strings.Contains(out, `"late": 0`) {
					t.Errorf("%s, %v: status %d\n%s", zone, now, status, out)
				}
			}
		}
	}
}
