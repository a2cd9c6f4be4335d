package read

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/past"
	"netnotes/parse/txt"
	"netnotes/report"
)

// Check is netnotes check.
func Check(a *app.App) *cobra.Command {
	var strict, staged, all, fix bool
	var f app.Forms
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Every problem in the notes, with its place and a hint",
		Long: `Every problem in the notes, with its place and a hint. Exit status 1 on errors,
with --strict also on warnings.

Remarks are never errors: people met in the last three days without a cue, events
that begin without goals or ended with nobody noted, groups that went quiet,
names without a note, people of whom it is not known how you met.

--fix makes the edits that are certain: the exact link of one that fits only
nearly, a date or an arrow in its plain form, the spelling of a kind of contact.
Nothing else reads differently after it, and one undo takes all of it back.`,
		Example: "  netnotes check\n  netnotes check --strict --json\n  netnotes check --fix --dry-run",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dry, _ := cmd.Flags().GetBool("dry-run")
			switch {
			case fix && staged:
				return app.Usage("netnotes check --fix", "--fix mends the notes as they are, and --staged looks at what git keeps of them")
			case dry && !fix:
				return app.Usage("netnotes check --fix --dry-run", "check writes nothing without --fix")
			case fix:
				return mend(a, cmd, strict)
			}
			c, err := makeCheck(a, staged)
			if err != nil {
				return err
			}
			text := c.Text
			if all {
				text = c.FullText
			}
			a.Nobody = nil // that is among the remarks
			if err := app.Emit(a, f, c, c.Rows, func(p report.Problem) string { return p.Path }, text); err != nil {
				return err
			}
			return checked(c, strict)
		},
	}
	cmd.Flags().BoolVar(&staged, "staged", false, "check what the next commit in git changes, as it is staged")
	cmd.Flags().BoolVar(&strict, "strict", false, "exit status 1 also on warnings")
	cmd.Flags().BoolVar(&all, "all", false, "every remark, each at its place")
	cmd.Flags().BoolVar(&fix, "fix", false, "make the edits that are certain")
	f.Flags(cmd)
	return app.DryRunFlag(cmd)
}

// checked ends a check with the status that its problems give.
func checked(c report.Check, strict bool) error {
	if c.Count(txt.Error) > 0 || strict && c.Count(txt.Warning) > 0 {
		return app.ErrProblems
	}
	return nil
}

// makeCheck checks the folder, or what is staged of it.
func makeCheck(a *app.App, staged bool) (report.Check, error) {
	if !staged {
		ix, today, err := a.Open()
		if err != nil {
			return report.Check{}, err
		}
		return report.MakeCheck(ix, today), nil
	}
	root, err := a.Find()
	if err != nil {
		return report.Check{}, err
	}
	ix, changed, err := past.ReadStaged(root)
	if err != nil {
		return report.Check{}, app.Refused(err)
	}
	today, err := a.Day(ix.Settings.DayStarts)
	if err != nil {
		return report.Check{}, err
	}
	return report.MakeCheck(ix, today).Of(changed), nil
}
