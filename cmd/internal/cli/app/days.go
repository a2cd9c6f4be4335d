package app

import (
	"strings"
	"time"

	"netnotes/parse"
	"netnotes/parse/date"
)

// Day is today, or the day that --today names.
func (a *App) Day(dayStarts int) (date.Date, error) {
	day := CivilDay(a.Env.Now, dayStarts)
	if a.AsToday == "" {
		return day, nil
	}
	if asked, ok := date.ParseDay(a.AsToday); ok {
		return asked, nil
	}
	return Coming(parse.NewReader(parse.Config{}), a.AsToday, day, "--today 2026-10-06")
}

// CivilDay is the day on the user's calendar. Before the hour at which their
// day starts it is still yesterday.
func CivilDay(now time.Time, dayStarts int) date.Date {
	day, _ := date.New(now.Year(), int(now.Month()), now.Day())
	if now.Hour()*60+now.Minute() < dayStarts {
		return day.AddDays(-1)
	}
	return day
}

// Every day that is typed on the command line is read here: a date in any form,
// or words such as yesterday, fri, "3 days ago", "next week" and 2w. What they
// mean is said by date.SpokenDay; a flag or an argument chooses the tense.

// PastForms is what to type for a day that is over.
const PastForms = "2026-10-02, yesterday, fri, '3 days ago', 2026-06"

// Spoken reads a text that is nothing but a day, or a time of several days where
// a month is told. The hint is something to type.
func Spoken(r *parse.Reader, text string, today date.Date, tense date.Tense, hint string) (date.When, error) {
	text = strings.Join(strings.Fields(text), " ")
	when, n, err := date.SpokenDay(r.Dates, text, today, tense)
	switch {
	case err != nil:
		return date.When{}, Usage(err.Hint, "%s", err.Text)
	case n == 0 || n < len(text):
		return date.When{}, Usage(hint, "not a day: %q", text)
	}
	return when, nil
}

// Coming reads the one day that an argument means: of a month its last.
func Coming(r *parse.Reader, text string, today date.Date, hint string) (date.Date, error) {
	when, err := Spoken(r, text, today, date.Coming, hint)
	return when.To, err
}

// CutDay splits words into the day that they begin with, perhaps behind "by",
// "on" or "until", and the rest. The day is zero where they begin with none.
func CutDay(r *parse.Reader, words []string, today date.Date) (day date.Date, rest string, err error) {
	when, rest, err := CutWhen(r, words, today)
	return when.To, rest, err
}

// CutPromise splits words into the day by which something is promised, at their
// beginning or their end, and what it is. The day is zero where they name none.
func CutPromise(r *parse.Reader, words []string, today date.Date) (day date.Date, text string, err error) {
	day, text, err = CutDay(r, words, today)
	if err == nil && day.IsZero() {
		promised := r.Promised(text, today)
		day, text = promised.Day, promised.Text
	}
	return day, text, err
}

// CutWhen is cutDay where a month may be told.
func CutWhen(r *parse.Reader, words []string, today date.Date) (when date.When, rest string, err error) {
	text := strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	for _, small := range []string{"by ", "on ", "until ", "till "} {
		text = strings.TrimPrefix(text, small)
	}
	read, n, bad := date.SpokenDay(r.Dates, text, today, date.Coming)
	switch {
	case bad != nil:
		return date.When{}, text, Usage(bad.Hint, "%s", bad.Text)
	case n == 0, n < len(text) && text[n] != ' ' && text[n] != ':' && text[n] != ',':
		return date.When{}, text, nil
	}
	return read, strings.TrimLeft(text[n:], " :,"), nil
}
