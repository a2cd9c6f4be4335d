package cli

import (
	"strings"
	"time"

	"netnotes/parse"
	"netnotes/parse/date"
)

// day is today, or the day that --today names.
func (a *app) day(dayStarts int) (date.Date, error) {
	day := civilDay(a.env.Now, dayStarts)
	if a.today == "" {
		return day, nil
	}
	if asked, ok := date.ParseDay(a.today); ok {
		return asked, nil
	}
	return coming(parse.NewReader(parse.Config{}), a.today, day, "--today 2026-10-06")
}

// civilDay is the day on the user's calendar. Before the hour at which their
// day starts it is still yesterday.
func civilDay(now time.Time, dayStarts int) date.Date {
	day, _ := date.New(now.Year(), int(now.Month()), now.Day())
	if now.Hour()*60+now.Minute() < dayStarts {
		return day.AddDays(-1)
	}
	return day
}

// Every day that is typed on the command line is read here: a date in any form,
// or words such as yesterday, fri, "3 days ago", "next week" and 2w. What they
// mean is said by date.SpokenDay; a flag or an argument chooses the tense.

// pastForms is what to type for a day that is over.
const pastForms = "2026-10-02, yesterday, fri, '3 days ago', 2026-06"

// spoken reads a text that is nothing but a day, or a time of several days where
// a month is told. The hint is something to type.
func spoken(r *parse.Reader, text string, today date.Date, tense date.Tense, hint string) (date.When, error) {
	text = strings.Join(strings.Fields(text), " ")
	when, n, err := date.SpokenDay(r.Dates, text, today, tense)
	switch {
	case err != nil:
		return date.When{}, usage(err.Hint, "%s", err.Text)
	case n == 0 || n < len(text):
		return date.When{}, usage(hint, "not a day: %q", text)
	}
	return when, nil
}

// coming reads the one day that an argument means: of a month its last.
func coming(r *parse.Reader, text string, today date.Date, hint string) (date.Date, error) {
	when, err := spoken(r, text, today, date.Coming, hint)
	return when.To, err
}

// cutDay splits words into the day that they begin with, perhaps behind "by",
// "on" or "until", and the rest. The day is zero where they begin with none.
func cutDay(r *parse.Reader, words []string, today date.Date) (day date.Date, rest string, err error) {
	when, rest, err := cutWhen(r, words, today)
	return when.To, rest, err
}

// cutPromise splits words into the day by which something is promised, at their
// beginning or their end, and what it is. The day is zero where they name none.
func cutPromise(r *parse.Reader, words []string, today date.Date) (day date.Date, text string, err error) {
	day, text, err = cutDay(r, words, today)
	if err == nil && day.IsZero() {
		promised := r.Promised(text, today)
		day, text = promised.Day, promised.Text
	}
	return day, text, err
}

// cutWhen is cutDay where a month may be told.
func cutWhen(r *parse.Reader, words []string, today date.Date) (when date.When, rest string, err error) {
	text := strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	for _, small := range []string{"by ", "on ", "until ", "till "} {
		text = strings.TrimPrefix(text, small)
	}
	read, n, bad := date.SpokenDay(r.Dates, text, today, date.Coming)
	switch {
	case bad != nil:
		return date.When{}, text, usage(bad.Hint, "%s", bad.Text)
	case n == 0, n < len(text) && text[n] != ' ' && text[n] != ':' && text[n] != ',':
		return date.When{}, text, nil
	}
	return read, strings.TrimLeft(text[n:], " :,"), nil
}
