package app

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/index/git"
	"netnotes/index/past"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// AsOfFlag lets a command look at the folder as it was: open reads it so.
func (a *App) AsOfFlag(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().StringVar(&a.AsOf, "as-of", "", "the folder as it was at a commit, or at the end of a day (v1, HEAD~3, 2026-06-01); today is that day as well, unless --today says otherwise")
	return cmd
}

// readAsOf reads the folder as it was. Today is the day that was asked for, or
// the day of the commit.
func (a *App) readAsOf(root string) (*index.Index, date.Date, error) {
	m, err := a.Moment(a.AsOf)
	if err != nil {
		return nil, date.Date{}, err
	}
	ix, c, err := past.ReadAt(root, m, func() *index.Index { return a.Present(root) })
	if err != nil {
		return nil, date.Date{}, LookedBack(err)
	}
	a.SayUnread(ix)
	today := m.Day
	if today.IsZero() {
		today = c.Day
	}
	if a.AsToday != "" {
		today, err = a.Day(ix.Settings.DayStarts)
	}
	return ix, today, err
}

// Present is the folder as it is, of which the past takes the notes that are the
// same; nil where nothing is remembered of it.
func (a *App) Present(root string) *index.Index {
	if a.NoCache {
		return nil
	}
	ix, err := a.readNotes(root)
	if err != nil {
		return nil
	}
	return ix
}

// LookedBack gives what stopped a look into the past the voice of the command
// line.
func LookedBack(err error) error {
	var nothing *git.NoRevision
	if errors.As(err, &nothing) {
		return Usage(nothing.Hint, "%s", nothing.Text)
	}
	return Refused(err)
}

// Moment reads an argument that names a point in the past: a day, a month or a
// year (their last day), yesterday, a weekday (the last one), a duration ago;
// anything else is a commit.
func (a *App) Moment(arg string) (past.Moment, error) {
	if strings.TrimSpace(arg) == "" {
		return past.Moment{}, Usage("HEAD~3, or 2026-06-01", "an empty name leads to no commit")
	}
	today, err := a.Day(folder.DefaultSettings().DayStarts)
	if err != nil {
		return past.Moment{}, err
	}
	if span, ok := PastDays(arg, today); ok {
		return past.Moment{Day: span.To}, nil
	}
	if _, bad := date.Parse(arg); bad != nil && bad.Code == txt.BadDate && looksLikeDay(arg) {
		return past.Moment{}, Usage(bad.Hint, "%s", bad.Text)
	}
	return past.Moment{Revision: arg}, nil
}

// PastDays reads a day or a span of days in the past. What may be the name of a
// commit, such as 2026e1f, is none.
func PastDays(arg string, today date.Date) (date.When, bool) {
	if isHex := strings.Trim(arg, "0123456789abcdef") == ""; isHex && len(arg) > 4 {
		return date.When{}, false
	}
	when, err := Spoken(parse.NewReader(parse.Config{}), arg, today, date.Past, PastForms)
	return when, err == nil
}

// looksLikeDay tells 2026 and 2026-06-01 from a commit's name such as 2026e1f.
func looksLikeDay(arg string) bool {
	return len(arg) >= 4 && strings.Trim(arg, "0123456789-/") == "" && (len(arg) == 4 || arg[4] == '-' || arg[4] == '/')
}
