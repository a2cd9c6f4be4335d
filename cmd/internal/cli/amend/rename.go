package amend

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/rename"
)

// Rename is netnotes rename.
func Rename(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rename WHO NAME",
		Short: "Give somebody another name, and lead every link along",
		Long: `Changes the name in the note, the name of its file, and every link to it in
every note; words that a link shows stay, unless they were the old name. The
old name becomes an alias, so that what still says it goes on to mean them.
WHO is a name, or the path of the note; the new name may be several words.
netnotes undo takes all of it back at once.`,
		Example:           "  netnotes rename ada \"Ada Lindholm\"\n  netnotes rename \"Ada Park\" Ada Lindholm --dry-run",
		Args:              app.MinArgs(2, "netnotes rename ada \"Ada Lindholm\""),
		ValidArgsFunction: a.CompleteNames(app.HasName),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error { return renameNote(w, args[0], strings.Join(args[1:], " ")) })
		},
	}
	return app.DryRunFlag(cmd)
}

// renameNote gives the subject of a note another name.
func renameNote(w *app.Writing, who, name string) error {
	n, err := w.Note("rename", who, app.HasName)
	if err != nil {
		return err
	}
	if n = w.Index.NoteAt(n.Path); n == nil || !n.Kind.HasName() {
		return app.Usage("netnotes list", "%q is about nobody", who)
	}
	plan, err := rename.Plan(w.Index, n, name)
	if err != nil {
		return err
	}
	if len(plan.Changes) == 0 {
		w.Hint("nothing to change: %s is called that already", n.Path)
	}
	w.Others = append(w.Others, plan.Changes...)
	for _, at := range plan.Left {
		w.Hint("%s keeps the old name, which is an alias now", at)
	}
	return nil
}
