package cli

import (
	"github.com/spf13/cobra"

	"netnotes/report"
)

func (a *app) undo() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last write",
		Long: `Takes back what the last command of netnotes wrote in this folder, as long as the
files still hold it. Called again, it takes back the one before.`,
		Example: "  netnotes undo\n  netnotes undo --dry-run",
		Args:    noArgs("netnotes undo"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			return a.locked(func(w *writing) error { return w.undo(dryRun) })
		},
	}
	return dryRunFlag(cmd)
}

// undo takes the last write back and says what it was.
func (w *writing) undo(dryRun bool) error {
	undone, err := w.store.Undo(dryRun)
	if err != nil {
		return refused(err)
	}
	value := report.MakeWritten(w.ix, undone.Changes, w.today)
	value.Closes, value.Open = []string{}, []string{}
	switch {
	case w.json:
		return report.JSON(w.env.Stdout, value)
	case dryRun:
		return w.print(value.Diff)
	}
	return w.print(func(s report.Style) []byte { return value.TakenBack(undone.Command, s) })
}

// noArgs refuses arguments in one voice.
func noArgs(hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage(hint, "netnotes %s takes no %q", cmd.Name(), args[0])
		}
		return nil
	}
}
