package amend

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/parse/txt"
	"netnotes/report/change"
)

// Forget is netnotes forget.
func Forget(a *app.App) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "forget WHO",
		Short: "Remove somebody's note",
		Long: `Removes the note after asking, and lists every mention of them left in other
notes. The history in git keeps it, and so does netnotes undo for a while.`,
		Example: "  netnotes forget \"Ada Park\"\n  netnotes forget \"Ada Park\" --yes",
		Args:    app.MinArgs(1, "netnotes forget \"Ada Park\""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				n, err := w.Note("forget", strings.Join(args, " "), app.AnyNote)
				if err != nil {
					return err
				}
				switch {
				case yes || w.DryRun:
				case !w.CanAsk():
					return app.Usage(txt.Command("forget --yes", n.Name), "%s was not removed", n.Path)
				case !w.Confirm(app.SaidNo, "remove %s, the note about %s?", n.Path, n.Name):
					return app.Usage("", "%s stays", n.Path)
				}
				w.Others = append(w.Others, disk.Change{Path: n.Path, Old: n.Source()})
				w.Mentions = change.MakeMentions(w.Index, n)
				w.Back = "netnotes undo brings it back; git history keeps it as well, if it was committed"
				return nil
			})
		},
		ValidArgsFunction: a.CompleteNames(app.AnyNote),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return app.DryRunFlag(cmd)
}
