package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/report"
	"netnotes/report/form"
)

func (a *app) list() *cobra.Command {
	var f forms
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
			q, ix, today, err := a.openQuery(args)
			if err != nil {
				return err
			}
			l := report.MakeList(ix, today, q)
			if sort != "" && !l.SortBy(sort) {
				return usage("the keys are any of your notes, and "+strings.Join(report.SortKeys(), ", "), "cannot sort by %q", sort)
			}
			var chosen []string
			if names != "" {
				chosen = strings.Split(names, ",")
			}
			if unknown := l.Choose(chosen); unknown != "" {
				return usage("the columns are any field or key of your notes, and "+strings.Join(report.ColumnNames(), ", "), "there is no column %q", unknown)
			}
			if f.csv && names != "" {
				return l.CSV(form.SafeWriter{To: a.env.Stdout}, f.raw)
			}
			return emit(a, f, l.Rows, slices.Values(l.Rows), func(r report.Row) string { return r.Path }, func(s form.Style) []byte {
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
	cmd.ValidArgsFunction = a.complete(offerQuery)
	_ = cmd.RegisterFlagCompletionFunc("sort", a.complete(oneOf(report.SortKeys()...)))
	_ = cmd.RegisterFlagCompletionFunc("columns", a.complete(several(",", oneOf(report.ColumnNames()...))))
	f.flags(cmd)
	return a.asOfFlag(cmd)
}
