package today

import (
	"fmt"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Due is netnotes due.
func Due(a *app.App) *cobra.Command {
	var o due.Options
	var f app.Forms
	var short, todayFile bool
	cmd := &cobra.Command{
		Use:   "due [QUERY]",
		Short: "Who to write to today",
		Long: `Who to write to today: meetings, promises, replies, thank-yous and other steps,
dates you set, questions without an answer, and people whose rhythm says it is
time. "netnotes why WHO" explains every item.`,
		Example: "  netnotes due\n  netnotes due --week sector:public\n  netnotes due --short\n  netnotes due --today-file   # from cron",
		RunE: func(_ *cobra.Command, args []string) error {
			if todayFile {
				return todayFileOnce(a, args)
			}
			q, ix, today, err := a.OpenQuery(args)
			if err != nil {
				return err
			}
			o.Query = q
			d := due.Make(ix, today, o)
			if short && !a.JSON {
				return a.Print(func(form.Style) []byte { return fmt.Appendln(nil, d.Short()) })
			}
			return app.Emit(a, f, d, d.Rows, func(it due.Item) string { return it.Path }, d.Text)
		},
	}
	cmd.Flags().BoolVar(&o.All, "all", false, "no limits: everybody, and every promise without a day")
	cmd.Flags().BoolVar(&o.Week, "week", false, "also what falls due within 7 days")
	cmd.Flags().BoolVar(&short, "short", false, "one line of numbers, for a prompt or a status bar")
	cmd.Flags().BoolVar(&todayFile, "today-file", false, "write the list to Today.md once, and take ticked boxes from there")
	cmd.ValidArgsFunction = a.Complete(app.OfferQuery)
	f.Flags(cmd)
	return a.AsOfFlag(cmd)
}
