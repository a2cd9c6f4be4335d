package read

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report"
)

// Pitch is netnotes pitch.
func Pitch(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "pitch",
		Short: "How long your pitch takes, and which part is empty",
		Long: `How long your pitch takes, and which part is empty. The pitch stands in pitch.md
under four headings: who you are, what you do, what you look for, and what makes
you different. Half a minute is enough.`,
		Example: "  netnotes pitch",
		Args:    app.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ix, _, err := a.Open()
			if err != nil {
				return err
			}
			p := report.MakePitch(ix)
			return answerPrep(a, p, p.Text)
		},
	}
}
