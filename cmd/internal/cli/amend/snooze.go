package amend

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Snooze is netnotes snooze.
func Snooze(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "snooze WHO UNTIL [REASON]",
		Short: "Rest somebody until a day",
		Long: `Writes a snooze line into the log: nothing but promises and replies is due until
that day. Writing to them earlier ends it.`,
		Example: "  netnotes snooze bo 2027-01-04 on leave\n  netnotes snooze bo next month",
		Args:    app.MinArgs(2, "netnotes snooze bo 3w"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				until, reason, err := app.CutDay(w.Index.Reader(), args[1:], w.Today)
				if err != nil {
					return err
				}
				if !until.After(w.Today) {
					return app.Usage(txt.Command("snooze", args[0], "3w"), "not a day ahead: %q", args[1])
				}
				w.Said = append(w.Said, "until "+form.DayName(until, w.Today))
				return control(w, "snooze", args[0], strings.TrimSpace("snooze -> "+until.String()+" "+reason))
			})
		},
		ValidArgsFunction: a.CompleteNames(app.IsContact),
	}
	return app.DryRunFlag(cmd)
}

// Skip is netnotes skip.
func Skip(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "skip WHO",
		Short: "Let this turn pass: the rhythm starts again today",
		Long: `Writes a skip line into the log. It moves the next "keep in touch" as if you had
written today, and nothing else.`,
		Example: "  netnotes skip bo",
		Args:    app.MinArgs(1, "netnotes skip bo"),
		RunE: func(cmd *cobra.Command, args []string) error {
			who := strings.Join(args, " ")
			return a.Write(cmd, func(w *app.Writing) error { return control(w, "skip", who, "skip") })
		},
		ValidArgsFunction: a.CompleteNames(app.IsContact),
	}
	return app.DryRunFlag(cmd)
}

// control writes a line that steers the clocks of one person.
func control(w *app.Writing, command, who, line string) error {
	n, err := w.Note(command, who, app.IsContact)
	if err != nil {
		return err
	}
	if n.Kind != parse.ContactNote {
		return app.Usage("netnotes list", "%s is no person", n.Path)
	}
	after, err := edit.InsertEntry(w.Index.Reader(), n, w.Today.String()+" "+line)
	if err != nil {
		return err
	}
	if after == n {
		w.Hint("%s has this line already", n.Path)
		return nil
	}
	w.Put(n, after)
	return nil
}
