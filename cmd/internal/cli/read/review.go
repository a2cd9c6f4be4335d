package read

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/date"
	"netnotes/report"
	"netnotes/report/form"
)

// Review is netnotes review.
func Review(a *app.App) *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "review [YEAR|MONTH|week]",
		Short: "What happened in a year, a month or a week, in counts and names",
		Long: `What happened, in counts and names: conversations, promises kept, answers given,
introductions made, thank-yous, and what became of the people you met. Without
an argument it is this year so far.`,
		Example: "  netnotes review\n  netnotes review 2026-06\n  netnotes review week\n  netnotes review 2026 --md > annual-2026.md",
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			arg := strings.Join(args, " ")
			span, label, ok := report.ReviewSpan(arg, today, ix.Settings.WeekStarts)
			if !ok {
				if span, err = app.Spoken(ix.Reader(), arg, today, date.Past, "netnotes review 2026-06"); err != nil {
					return app.Usage("netnotes review 2026-06", "not a year, a month or a week: %q", arg)
				}
			}
			r := report.MakeReview(ix, span, label, today)
			if a.JSON {
				return form.JSON(a.Env.Stdout, r)
			}
			if markdown {
				return a.PrintPeople(func(form.Style) []byte { return r.Markdown() })
			}
			return a.PrintPeople(r.Text)
		},
	}
	cmd.Flags().BoolVar(&markdown, "md", false, "write a page in Markdown, for the annual file")
	return cmd
}
