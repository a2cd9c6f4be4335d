package cli

import (
	"github.com/spf13/cobra"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

func (a *app) promise() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "promise WHO WHEN TEXT",
		Short: "Write down what you promised somebody, and by when",
		Long: `Adds a task to somebody's note, in the style of the tasks that are there, due on
the day that WHEN says: a date, tomorrow, fri (the next one), "next week", eom,
"3 December", 2w. "netnotes done WHO" ticks it.`,
		Example: "  netnotes promise ada fri send the paper\n  netnotes promise bo next week lend him the style guide",
		Args:    minArgs(2, "netnotes promise ada fri send the paper"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				n, err := w.note("promise", args[0], anyNote)
				if err != nil {
					return err
				}
				day, text, err := cutPromise(w.ix.Reader(), args[1:], w.today)
				switch {
				case err != nil:
					return err
				case day.IsZero():
					return usage(txt.Command("promise", append([]string{args[0], "fri"}, args[1:]...)...), "not a day: %q", args[1])
				case text == "":
					return usage(txt.Command("promise", args[0], args[1])+" send the paper", "what is promised is missing")
				}
				return w.promised(n, day, text)
			})
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	return dryRunFlag(cmd)
}

// promised adds a promise to a note, perhaps without a day. One that would not be read as it is meant
// is not written.
func (w *writing) promised(n *parse.Note, day date.Date, text string) error {
	reader := w.ix.Reader()
	by, mark := "without a day", ""
	if !day.IsZero() {
		by, mark = "by "+form.DayName(day, w.today), " "+edit.DueMark(reader, n, day, w.ix.Settings.TaskStyle)
	}
	after, err := edit.AddPromise(reader, n, text+mark)
	if err != nil {
		return err
	}
	if problems := edit.NewProblems(n, after); len(problems) > 0 {
		return usage(problems[0].Hint, "%s", problems[0].Text)
	}
	w.said = append(w.said, by)
	w.put(n, after)
	return nil
}
