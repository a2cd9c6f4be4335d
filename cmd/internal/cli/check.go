package cli

import (
	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

func (a *app) check() *cobra.Command {
	var strict, staged bool
	var f forms
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Every problem in the notes, with its place and a hint",
		Long:    "Every problem in the notes, with its place and a hint. Exit status 1 on errors,\nwith --strict also on warnings.",
		Example: "  netnotes check\n  netnotes check --strict --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := a.makeCheck(staged)
			if err != nil {
				return err
			}
			if err := emit(a, f, c, c.Problems, func(p report.Problem) string { return p.Path }, c.Text); err != nil {
				return err
			}
			if c.Count(parse.Error) > 0 || strict && c.Count(parse.Warning) > 0 {
				return errProblems
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&staged, "staged", false, "check what the next commit in git changes, as it is staged")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit status 1 also on warnings")
	f.flags(cmd)
	return cmd
}

// makeCheck checks the folder, or what is staged of it.
func (a *app) makeCheck(staged bool) (report.Check, error) {
	if !staged {
		ix, _, err := a.open()
		if err != nil {
			return report.Check{}, err
		}
		return report.MakeCheck(ix), nil
	}
	root, err := a.find()
	if err != nil {
		return report.Check{}, err
	}
	ix, changed, err := index.ReadStaged(root)
	if err != nil {
		return report.Check{}, refused(err)
	}
	return report.MakeCheck(ix).Of(changed), nil
}
