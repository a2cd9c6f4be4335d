package cli

import (
	"github.com/spf13/cobra"

	"netnotes/parse"
	"netnotes/report"
)

func (a *app) check() *cobra.Command {
	var strict bool
	var f forms
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Every problem in the notes, with its place and a hint",
		Long:    "Every problem in the notes, with its place and a hint. Exit status 1 on errors,\nwith --strict also on warnings.",
		Example: "  netnotes check\n  netnotes check --strict --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ix, _, err := a.open()
			if err != nil {
				return err
			}
			c := report.MakeCheck(ix)
			if err := emit(a, f, c, c.Problems, func(p report.Problem) string { return p.Path }, c.Text); err != nil {
				return err
			}
			if c.Count(parse.Error) > 0 || strict && c.Count(parse.Warning) > 0 {
				return errProblems
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "exit status 1 also on warnings")
	f.flags(cmd)
	return cmd
}
