package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/report"
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
				if !yes && !w.dryRun {
					answer := strings.ToLower(w.ask("remove %s, the note about %s? [y/N]", n.Path, n.Name))
					switch {
					case answer == "y", answer == "yes":
					case w.canAsk():
						return usage("", "%s stays", n.Path)
					default:
						return usage(fmt.Sprintf("netnotes forget %q --yes", n.Name), "%s was not removed", n.Path)
					}
				}
				w.others = append(w.others, index.Change{Path: n.Path, Old: n.Source})
				w.mentions = report.MakeMentions(w.ix, n)
				w.hint("netnotes undo brings it back; git history keeps it as well, if it was committed")
				return nil
			})
		},
		ValidArgsFunction: a.completeNames(anyNote),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return dryRunFlag(cmd)
}
