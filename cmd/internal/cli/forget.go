package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index/disk"
	"netnotes/parse/txt"
	"netnotes/report/change"
)

func (a *app) forget() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "forget WHO",
		Short: "Remove somebody's note",
		Long: `Removes the note after asking, and lists every mention of them left in other
notes. The history in git keeps it, and so does netnotes undo for a while.`,
		Example: "  netnotes forget \"Ada Park\"\n  netnotes forget \"Ada Park\" --yes",
		Args:    minArgs(1, "netnotes forget \"Ada Park\""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				n, err := w.note("forget", strings.Join(args, " "), anyNote)
				if err != nil {
					return err
				}
				switch {
				case yes || w.dryRun:
				case !w.canAsk():
					return usage(txt.Command("forget --yes", n.Name), "%s was not removed", n.Path)
				case !w.confirm(saidNo, "remove %s, the note about %s?", n.Path, n.Name):
					return usage("", "%s stays", n.Path)
				}
				w.others = append(w.others, disk.Change{Path: n.Path, Old: n.Source()})
				w.mentions = change.MakeMentions(w.ix, n)
				w.back = "netnotes undo brings it back; git history keeps it as well, if it was committed"
				return nil
			})
		},
		ValidArgsFunction: a.completeNames(anyNote),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return dryRunFlag(cmd)
}
