package read

import (
	"slices"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report/interviews"
)

// Interviews is netnotes interviews.
func Interviews(a *app.App) *cobra.Command {
	var all bool
	var f app.Forms
	cmd := &cobra.Command{
		Use:   "interviews",
		Short: "Informational interviews: how far each has come, and what is next",
		Long: `Informational interviews, read from the log: wish, asked, scheduled, held,
thanked, connected, reported back; also declined, rescheduled and unanswered.

A wish is a contact with "status: wish". An ask is one that says #interview or
"informational interview", asks for some minutes, or goes to a wish. A planned
line is its day; a line that says "declined" or "rescheduled" is believed.`,
		Example: "  netnotes interviews\n  netnotes interviews --all --json",
		Args:    app.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			r := interviews.Make(ix, today, all)
			return app.Emit(a, f, r, slices.Values(r.People), func(one interviews.Interview) string { return one.Path }, r.Text)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that ended more than a year ago")
	f.Flags(cmd)
	return cmd
}
