package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) rename() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rename WHO NAME",
		Short: "Give somebody another name, and lead every link along",
		Long: `Changes the name in the note, the name of its file, and every link to it in
every note; words that a link shows stay, unless they were the old name. The
old name becomes an alias, so that what still says it goes on to mean them.
WHO is a name, or the path of the note; the new name may be several words.
netnotes undo takes all of it back at once.`,
		Example:           "  netnotes rename ada \"Ada Lindholm\"\n  netnotes rename \"Ada Park\" Ada Lindholm --dry-run",
		Args:              minArgs(2, "netnotes rename ada \"Ada Lindholm\""),
		ValidArgsFunction: a.completeNames(hasName),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error { return w.rename(args[0], strings.Join(args[1:], " ")) })
		},
	}
	return dryRunFlag(cmd)
}

// rename gives the subject of a note another name.
func (w *writing) rename(who, name string) error {
	n, err := w.note("rename", who, hasName)
	if err != nil {
		return err
	}
	if n = w.ix.NoteAt(n.Path); n == nil || !n.Kind.HasName() {
		return usage("netnotes list", "%q is about nobody", who)
	}
	plan, err := w.ix.PlanRename(n, name)
	if err != nil {
		return err
	}
	if len(plan.Changes) == 0 {
		w.hint("nothing to change: %s is called that already", n.Path)
	}
	w.others = append(w.others, plan.Changes...)
	for _, at := range plan.Left {
		w.hint("%s keeps the old name, which is an alias now", at)
	}
	return nil
}
