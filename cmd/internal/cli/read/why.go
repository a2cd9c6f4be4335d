package read

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Why is netnotes why.
func Why(a *app.App) *cobra.Command {
	return a.AsOfFlag(&cobra.Command{
		Use:               "why WHO",
		Short:             "The evidence and the arithmetic behind one person's items",
		Example:           "  netnotes why ada",
		Args:              app.SomeName,
		ValidArgsFunction: a.CompleteNames(app.IsContact),
		RunE: func(_ *cobra.Command, args []string) error {
			n, ix, today, err := a.OpenNote("why", args, app.IsContact)
			if err != nil {
				return err
			}
			why := due.MakeWhy(ix, ix.Person(n), today)
			if a.JSON {
				return form.JSON(a.Env.Stdout, why)
			}
			return a.Print(why.Text)
		},
	})
}
