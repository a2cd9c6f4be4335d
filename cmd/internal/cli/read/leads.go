package read

import (
	"slices"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report"
)

// Leads is netnotes leads.
func Leads(a *app.App) *cobra.Command {
	var f app.Forms
	cmd := &cobra.Command{
		Use:   "leads",
		Short: "Openings you heard of: from whom, how early, and whom you know there",
		Long: `Openings you heard of: who told you, how many days before it was posted, whom
you know there, who may be there by your words, and when it closes. A lead is a
note with "type: lead" and the fields org, title, heard, heard_from, posted,
posted_on, closes and status.`,
		Example: "  netnotes leads",
		Args:    app.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			r := report.MakeLeads(ix, today)
			return app.Emit(a, f, r, slices.Values(r.Leads), func(l report.Lead) string { return l.Path }, r.Text)
		},
	}
	f.Flags(cmd)
	return cmd
}
