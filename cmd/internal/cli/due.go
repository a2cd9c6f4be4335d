package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"netnotes/report/due"
	"netnotes/report/form"
)

func (a *app) due() *cobra.Command {
	var o due.Options
	var f forms
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
				return a.todayFileOnce(args)
			}
			q, ix, today, err := a.openQuery(args)
			if err != nil {
				return err
			}
			o.Query = q
			d := due.Make(ix, today, o)
			if short && !a.json {
				return a.print(func(form.Style) []byte { return fmt.Appendln(nil, d.Short()) })
			}
			return emit(a, f, d, d.Rows, func(it due.Item) string { return it.Path }, d.Text)
		},
	}
	cmd.Flags().BoolVar(&o.All, "all", false, "no limits: everybody, and every promise without a day")
	cmd.Flags().BoolVar(&o.Week, "week", false, "also what falls due within 7 days")
	cmd.Flags().BoolVar(&short, "short", false, "one line of numbers, for a prompt or a status bar")
	cmd.Flags().BoolVar(&todayFile, "today-file", false, "write the list to Today.md once, and take ticked boxes from there")
	cmd.ValidArgsFunction = a.complete(offerQuery)
	f.flags(cmd)
	return a.asOfFlag(cmd)
}
