package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/parse"
)

func (a *app) promise() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "promise WHO WHEN TEXT",
		Short: "Write down what you promised somebody, and by when",
		Long: `Adds a task to somebody's note, in the style of the tasks that are there, due on
the day that WHEN says: a date, tomorrow, fri (the next one), "next week", eom,
"3 December", 2w. "netnotes done WHO" ticks it.`,
		Example: "  netnotes promise ada fri send the paper\n  netnotes promise bo next week lend him the style guide",
		Args:    minArgs(3, "netnotes promise ada fri send the paper"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				n, err := w.note("promise", args[0], anyNote)
				if err != nil {
					return err
				}
				day, text := w.when(args[1:])
				if day.IsZero() {
					return usage("netnotes promise ada fri send the paper", "not a day: %q", args[1])
				}
				return w.promised(n, day, text)
			})
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	return dryRunFlag(cmd)
}

// maxDayWords is the most words of a day: 3rd of December 2026.
const maxDayWords = 4

// when splits arguments into the day that they begin with, by as many of them as
// say one, and the rest, which is something.
func (w *writing) when(args []string) (parse.Date, string) {
	for n := min(maxDayWords, len(args)-1); n > 0; n-- {
		words := strings.Join(args[:n], " ")
		day, ok := w.ix.Reader().DayFrom(words, w.today)
		if !ok {
			day, ok = parseDay(words, w.today)
		}
		if text := strings.TrimSpace(strings.Join(args[n:], " ")); ok && text != "" {
			return day, text
		}
	}
	return parse.Date{}, ""
}

// promised adds a promise to a note. One that would not be read as it is meant
// is not written.
func (w *writing) promised(n *parse.Note, day parse.Date, text string) error {
	reader := w.ix.Reader()
	after, err := reader.AddPromise(n, text+" "+reader.DueMark(n, day, w.ix.Settings.TaskStyle))
	if err != nil {
		return err
	}
	if problems := parse.NewProblems(n, after); len(problems) > 0 {
		return usage(problems[0].Hint, "%s", problems[0].Text)
	}
	w.put(n, after)
	return nil
}
