package tell

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Promise is netnotes promise.
func Promise(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "promise WHO WHEN TEXT",
		Short: "Write down what you promised somebody, and by when",
		Long: `Adds a task to somebody's note, in the style of the tasks that are there, due on
the day that WHEN says: a date, tomorrow, fri (the next one), "next week", eom,
"3 December", 2w. "netnotes done WHO" ticks it.`,
		Example: "  netnotes promise ada fri send the paper\n  netnotes promise bo next week lend him the style guide",
		Args:    app.MinArgs(2, "netnotes promise ada fri send the paper"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				n, err := w.Note("promise", args[0], app.AnyNote)
				if err != nil {
					return err
				}
				day, text, err := app.CutPromise(w.Index.Reader(), args[1:], w.Today)
				switch {
				case err != nil:
					return err
				case day.IsZero():
					return app.Usage(txt.Command("promise", append([]string{args[0], "fri"}, args[1:]...)...), "not a day: %q", args[1])
				case text == "":
					return app.Usage(txt.Command("promise", args[0], args[1])+" send the paper", "what is promised is missing")
				}
				return promised(w, n, day, text)
			})
		},
		ValidArgsFunction: a.CompleteNames(app.IsContact),
	}
	return app.DryRunFlag(cmd)
}

// promised adds a promise to a note, perhaps without a day. One that would not be read as it is meant
// is not written.
func promised(w *app.Writing, n *parse.Note, day date.Date, text string) error {
	reader := w.Index.Reader()
	by, mark := "without a day", ""
	if !day.IsZero() {
		by, mark = "by "+form.DayName(day, w.Today), " "+edit.DueMark(reader, n, day, w.Index.Settings.TaskStyle)
	}
	after, err := edit.AddPromise(reader, n, text+mark)
	if err != nil {
		return err
	}
	if problems := edit.NewProblems(n, after); len(problems) > 0 {
		return app.Usage(problems[0].Hint, "%s", problems[0].Text)
	}
	w.Said = append(w.Said, by)
	w.Put(n, after)
	return nil
}
