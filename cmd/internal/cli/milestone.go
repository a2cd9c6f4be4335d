package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// milestoneDays is how soon the people who helped should hear of it.
const milestoneDays = 7

func (a *app) milestone() *cobra.Command {
	var by, since string
	cmd := &cobra.Command{
		Use:   "milestone TEXT",
		Short: "Promise yourself to tell everybody who helped",
		Long: `Adds one promise to the note of each person who helped you, to tell them what has
come of it. Whoever helped has a line tagged #got, or one that says that they
sent, reviewed, referred or introduced. A promise that is there is not added
again.`,
		Example: "  netnotes milestone \"I start at Fox Hollow in March\"\n  netnotes milestone \"the thesis is in\" --since 2025 --by 2w",
		Args:    minArgs(1, "netnotes milestone \"I start at Fox Hollow in March\""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				text := strings.TrimSpace(strings.Join(args, " "))
				if text == "" {
					return usage("netnotes milestone \"I start at Fox Hollow in March\"", "there is nothing to tell")
				}
				day, from := w.today.AddDays(milestoneDays), parse.Date{}
				if by != "" {
					asked, ok := parseDay(by, w.today)
					if !ok {
						return usage("--by 2026-10-20 or --by 2w", "not a day: %q", by)
					}
					day = asked
				}
				if since != "" {
					when, err := parse.ParseWhen(since)
					if from = when.From; err != nil {
						return usage("--since 2025", "not a date: %q", since)
					}
				}
				return w.tellAll(report.Helpers(w.ix, from, w.today), text, day)
			})
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "the day by which to tell them (in a week)")
	cmd.Flags().StringVar(&since, "since", "", "only those who helped since then: 2025, 2025-09, 2025-09-01")
	return dryRunFlag(cmd)
}

// tellAll adds the promise to each of the people's notes.
func (w *writing) tellAll(people []*index.Person, text string, day parse.Date) error {
	if len(people) == 0 {
		w.hint("nobody has a line tagged #got; what somebody did for you: netnotes log WHO 'coffee: …' --tag got")
	}
	for _, p := range people {
		n, err := w.fresh(p.Path)
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(p.Name, " ")
		task := "tell " + first + ": " + text
		if slices.ContainsFunc(n.Promises, func(q parse.Promise) bool { return q.Text == task }) {
			continue
		}
		after, err := w.ix.Reader().AddPromise(n, task+" "+w.ix.Reader().DueMark(n, day, w.ix.Settings.TaskStyle))
		if err != nil {
			w.hint("%s stays as it is: %v", p.Path, err)
			continue
		}
		w.put(n, after)
	}
	return nil
}
