package read

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report"
	"netnotes/report/form"
)

// List is netnotes list.
func List(a *app.App) *cobra.Command {
	var f app.Forms
	var sort, names string
	cmd := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "Who you know, how you met, when you last spoke",
		Long: `Who you know, how you met, and when you last spoke.

A query is terms that must all hold: key:value, key:one|other, -key:value,
key:~part, spoke:>90d (more than 90 days ago), met:<2026-01-01, [[Ada Park]],
or a word that stands anywhere in the note. Contacts are listed unless the query
names a type; those who are archived, deceased, imported or not to be contacted
are left out unless it names a status.`,
		Example: "  netnotes list\n  netnotes list sector:public 'spoke:>90d'\n  netnotes list type:event\n  netnotes list skill:web-archiving --columns name,org,email --sort spoke",
		RunE: func(_ *cobra.Command, args []string) error {
			q, ix, today, err := a.OpenQuery(args)
			if err != nil {
				return err
			}
			l := report.MakeList(ix, today, q)
			if sort != "" && !l.SortBy(sort) {
				return app.Usage("the keys are any of your notes, and "+strings.Join(report.SortKeys(), ", "), "cannot sort by %q", sort)
			}
			var chosen []string
			if names != "" {
				chosen = strings.Split(names, ",")
			}
			if unknown := l.Choose(chosen); unknown != "" {
				return app.Usage("the columns are any field or key of your notes, and "+strings.Join(report.ColumnNames(), ", "), "there is no column %q", unknown)
			}
			if f.CSV && names != "" {
				return l.CSV(form.SafeWriter{To: a.Env.Stdout}, f.Raw)
			}
			return app.Emit(a, f, l.Rows, slices.Values(l.Rows), func(r report.Row) string { return r.Path }, func(s form.Style) []byte {
				if len(l.Rows) == 0 {
					return fmt.Appendln(nil, l.Empty)
				}
				titles, cells := l.Table()
				return form.Table(titles, cells, s)
			})
		},
	}
	cmd.Flags().StringVar(&sort, "sort", "", "sort by "+strings.Join(report.SortKeys(), ", ")+" or any key of your notes; -KEY turns the order")
	cmd.Flags().StringVar(&names, "columns", "", "which columns, separated by commas: any field or key of your notes, or "+strings.Join(report.ColumnNames(), ", "))
	cmd.ValidArgsFunction = a.Complete(app.OfferQuery)
	_ = cmd.RegisterFlagCompletionFunc("sort", a.Complete(app.OneOf(report.SortKeys()...)))
	_ = cmd.RegisterFlagCompletionFunc("columns", a.Complete(app.Several(",", app.OneOf(report.ColumnNames()...))))
	f.Flags(cmd)
	return a.AsOfFlag(cmd)
}
