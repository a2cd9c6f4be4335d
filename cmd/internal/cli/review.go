package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/report"
)

func (a *app) review() *cobra.Command {
	return &cobra.Command{
		Use:   "review [YEAR|MONTH|week]",
		Short: "What happened in a year, a month or a week, in counts and names",
		Long: `What happened, in counts and names: conversations, promises kept, answers given,
introductions made, thank-yous, and what became of the people you met. Without
an argument it is this year so far.`,
		Example: "  netnotes review\n  netnotes review 2026-06\n  netnotes review week",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.open()
			if err != nil {
				return err
			}
			span, label, ok := report.ReviewSpan(strings.Join(args, ""), today, ix.Settings.WeekStarts)
			if !ok {
				return usage("netnotes review 2026-06", "not a year, a month or a week: %q", args[0])
			}
			r := report.MakeReview(ix, span, label, today)
			if a.json {
				return report.JSON(a.env.Stdout, r)
			}
			return a.printPeople(r.Text)
		},
	}
}
