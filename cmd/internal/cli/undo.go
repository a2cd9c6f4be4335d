package cli

import (
	"github.com/spf13/cobra"

	"netnotes/index"
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
			root, err := a.find()
			if err != nil {
				return err
			}
			store, err := index.OpenStore(root, a.stateDir())
			if err != nil {
				return refused(err)
			}
			unlock, err := store.Lock()
			if err != nil {
				return refused(err)
			}
			defer unlock()
			ix, today, err := a.read(root)
			if err != nil {
				return err
			}
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			undone, err := store.Undo(dryRun)
			if err != nil {
				return refused(err)
			}
			value := report.MakeWritten(ix, undone.Changes, today)
			value.Closes, value.Open = []string{}, []string{}
			if a.json {
				return report.JSON(a.env.Stdout, value)
			}
			if dryRun {
				return a.print(value.Diff)
			}
			return a.print(func(s report.Style) []byte { return value.TakenBack(undone.Command, s) })
		},
	}
	return dryRunFlag(cmd)
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
