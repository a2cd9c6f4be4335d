package cli

import (
	"strings"
	"time"

	"netnotes/parse"
)

// day is today, or the day that --today names.
func (a *app) day(dayStarts int) (parse.Date, error) {
	day := civilDay(a.env.Now, dayStarts)
	if a.today == "" {
		return day, nil
	}
	asked, ok := parseDay(a.today, day)
	if !ok {
		return day, usage("--today 2026-10-06", "not a day: %q", a.today)
	}
	return asked, nil
}

// civilDay is the day on the user's calendar. Before the hour at which their
// day starts it is still yesterday.
func civilDay(now time.Time, dayStarts int) parse.Date {
	day, _ := parse.NewDate(now.Year(), int(now.Month()), now.Day())
	if now.Hour()*60+now.Minute() < dayStarts {
		return day.AddDays(-1)
	}
	return day
}

// parseDay reads a day of the command line: a date, today, yesterday,
// tomorrow, a weekday (the next one) or a duration from today.
func parseDay(s string, today parse.Date) (parse.Date, bool) {
	switch strings.ToLower(s) {
	case "today":
		return today, true
	case "yesterday":
		return today.AddDays(-1), true
	case "tomorrow":
		return today.AddDays(1), true
	}
	if day, ok := parse.ParseDay(s); ok {
		return day, true
	}
	if weekday, ok := parse.Weekday(s); ok {
		return today.AddDays((weekday-today.Weekday()+6)%7 + 1), true
	}
	bare := strings.TrimPrefix(s, "+")
	if d, err := parse.ParseDuration(bare); err == nil && strings.ContainsAny(bare, "dwmy") {
		return d.After(today), true
	}
	return parse.Date{}, false
}
