package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

func (a *app) snooze() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "snooze WHO UNTIL [REASON]",
		Short: "Rest somebody until a day",
		Long: `Writes a snooze line into the log: nothing but promises and replies is due until
that day. Writing to them earlier ends it.`,
		Example: "  netnotes snooze bo 2027-01-04 on leave\n  netnotes snooze bo next month",
		Args:    minArgs(2, "netnotes snooze bo 3w"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				until, reason, err := cutDay(w.ix.Reader(), args[1:], w.today)
				if err != nil {
					return err
				}
				if !until.After(w.today) {
					return usage(txt.Command("snooze", args[0], "3w"), "not a day ahead: %q", args[1])
				}
				w.said = append(w.said, "until "+form.DayName(until, w.today))
				return w.control("snooze", args[0], strings.TrimSpace("snooze -> "+until.String()+" "+reason))
			})
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	return dryRunFlag(cmd)
}

func (a *app) skip() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "skip WHO",
		Short: "Let this turn pass: the rhythm starts again today",
		Long: `Writes a skip line into the log. It moves the next "keep in touch" as if you had
written today, and nothing else.`,
		Example: "  netnotes skip bo",
		Args:    minArgs(1, "netnotes skip bo"),
		RunE: func(cmd *cobra.Command, args []string) error {
			who := strings.Join(args, " ")
			return a.write(cmd, func(w *writing) error { return w.control("skip", who, "skip") })
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	return dryRunFlag(cmd)
}

// control writes a line that steers the clocks of one person.
func (w *writing) control(command, who, line string) error {
	n, err := w.note(command, who, isContact)
	if err != nil {
		return err
	}
	if n.Kind != parse.ContactNote {
		return usage("netnotes list", "%s is no person", n.Path)
	}
	after, err := edit.InsertEntry(w.ix.Reader(), n, w.today.String()+" "+line)
	if err != nil {
		return err
	}
	if after == n {
		w.hint("%s has this line already", n.Path)
		return nil
	}
	w.put(n, after)
	return nil
}
