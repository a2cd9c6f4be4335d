package cli

import (
	"github.com/spf13/cobra"

	"netnotes/report/due"
	"netnotes/report/form"
)

func (a *app) why() *cobra.Command {
	return a.asOfFlag(&cobra.Command{
		Use:               "why WHO",
		Short:             "The evidence and the arithmetic behind one person's items",
		Example:           "  netnotes why ada",
		Args:              someName,
		ValidArgsFunction: a.completeNames(isContact),
		RunE: func(_ *cobra.Command, args []string) error {
			n, ix, today, err := a.openNote("why", args, isContact)
			if err != nil {
				return err
			}
			why := due.MakeWhy(ix, ix.Person(n), today)
			if a.json {
				return form.JSON(a.env.Stdout, why)
			}
			return a.print(why.Text)
		},
	})
}
