package date

import (
	"testing"

	"netnotes/parse/txt"
)

func TestAddMonthsClamps(t *testing.T) {
	for _, c := range []struct {
		day    string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2028-01-31", 1, "2028-02-29"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-30", 3, "2027-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
	} {
		day, _ := ParseDay(c.day)
		if got := day.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.day, c.months, got, c.want)
		}
	}
}

func TestRepresentativeDay(t *testing.T) {
	for _, c := range []struct{ text, today, want string }{
		{"2026-06-27", "2026-10-06", "2026-06-27"},
		{"2026-06", "2026-10-06", "2026-06-15"},
		{"2026-06", "2026-06-10", "2026-06-01"},
		{"2026", "2026-10-06", "2026-07-01"},
		{"2026", "2026-03-01", "2026-01-01"},
		{"2026-06-25/2026-06-29", "2026-10-06", "2026-06-29"},
		{"2026-06-25..2026-06-29", "2026-06-27", "2026-06-25"},
		{"2026-06-27 10:30:00-04:00", "2026-10-06", "2026-06-27"},
		{"[[2026-06-27]]", "2026-10-06", "2026-06-27"},
		{"2026-6-27", "2026-10-06", "2026-06-27"},
		{"27.6.2026", "2026-10-06", "2026-06-27"},
		{"20260627", "2026-10-06", "2026-06-27"},
		{"2026_06_27", "2026-10-06", "2026-06-27"},
		{"27th of June 2026", "2026-10-06", "2026-06-27"},
		{"Sat, June 27, 2026", "2026-10-06", "2026-06-27"},
		{"6/27/2026", "2026-10-06", "2026-06-27"},
		{"27-06-2026", "2026-10-06", "2026-06-27"},
		{"June 2026", "2026-10-06", "2026-06-15"},
		{"`2026-06-27` (Sat)", "2026-10-06", "2026-06-27"},
		{"[[2026-06-27|that day]]", "2026-10-06", "2026-06-27"},
		{"[2026-06-27](2026-06-27.md)", "2026-10-06", "2026-06-27"},
	} {
		w, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		today, _ := ParseDay(c.today)
		if got := w.Day(today).String(); got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.text, c.today, got, c.want)
		}
	}
}

func TestNoDates(t *testing.T) {
	for text, want := range map[string]txt.Code{
		"2026-02-30": txt.BadDate, "2026-13": txt.BadDate, "2025-02-29": txt.BadDate, "last summer": txt.BadDate, "2026 6 27": txt.BadDate,
		"3/4/2026": txt.AmbiguousDate, "4.3.26": txt.AmbiguousDate, "03-04-2026": txt.AmbiguousDate, "Feb 30, 2026": txt.BadDate, "3/4": txt.NoYear, "2026-06-29/2026-06-25": txt.BackwardsRange,
	} {
		if w, err := Parse(text); err == nil || err.Code != want {
			t.Errorf("%s: %v, %v, want %s", text, w, err, want)
		}
	}
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]string{"3d": "3d", "2w": "2w", "6m": "6m", "1y": "1y", "30": "30d", "weekly": "1w", "quarterly": "3m", "Yearly": "1y"} {
		if d, err := ParseDuration(text); err != nil || d.String() != want {
			t.Errorf("%s: %v, %v, want %s", text, d, err, want)
		}
	}
	for _, text := range []string{"biweekly", "", "0d", "-3d", "3x", "999999999w", "six weeks"} {
		if d, err := ParseDuration(text); err == nil {
			t.Errorf("%q is read as %v", text, d)
		}
	}
	if c, err := ParseCadence("10w/6w"); err == nil {
		t.Errorf("a most shorter than the ideal is read as %v", c)
	}
}
