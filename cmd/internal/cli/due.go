package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

func (a *app) due() *cobra.Command {
	var o report.DueOptions
	var f forms
	var short bool
	cmd := &cobra.Command{
		Use:   "due [QUERY]",
		Short: "Who to write to today",
		Long: `Who to write to today: promises, replies, thank-yous and other steps, dates you
set, questions without an answer, and people whose rhythm says it is time.
"netnotes why WHO" explains every item.`,
		Example: "  netnotes due\n  netnotes due --week sector:public\n  netnotes due --short",
		RunE: func(_ *cobra.Command, args []string) error {
			o.Brief = !a.json
			d, err := a.dueToday(args, o)
			if err != nil {
				return err
			}
			if short && !a.json {
				return a.print(func(report.Style) []byte { return fmt.Appendln(nil, d.Short()) })
			}
			return emit(a, f, d, d.Rows(), func(it report.Item) string { return it.Path }, d.Text)
		},
	}
	cmd.Flags().BoolVar(&o.All, "all", false, "no limit of people a day")
	cmd.Flags().BoolVar(&o.Week, "week", false, "also what falls due within 7 days")
	cmd.Flags().BoolVar(&short, "short", false, "one line of numbers, for a prompt or a status bar")
	f.flags(cmd)
	return a.asOfFlag(cmd)
}

// dueToday makes the report: of what is kept about the folder, where that is
// enough.
func (a *app) dueToday(args []string, o report.DueOptions) (d report.Due, err error) {
	if o.Query, err = query(args); err != nil {
		return d, err
	}
	if a.live == nil || a.asOf != "" || !o.Query.IsZero() {
		ix, today, err := a.open()
		if err != nil {
			return d, err
		}
		return report.MakeDue(ix, today, o), nil
	}
	defer a.showReading()()
	settings, err := a.live.Settings()
	if err != nil {
		return d, failed("check that you may read it", "%v", err)
	}
	today, err := a.day(settings.DayStarts)
	if err != nil {
		return d, err
	}
	a.asked = &today
	o.Daily = settings.Daily
	told, err := a.tellDue(today)
	return report.DueOf(told, today, o), err
}

// tellDue is what there is to tell on a day about those of the folder.
func (a *app) tellDue(today parse.Date) ([]string, error) {
	return a.live.Gather("due "+today.String(), func(ix *index.Index) map[string]string { return report.TellDue(ix, today) })
}
