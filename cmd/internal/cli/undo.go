package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"netnotes/index/disk"
	"netnotes/report/change"
	"netnotes/report/form"
)

func (a *app) undo() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last write",
		Long: `Takes back what the last command of netnotes wrote in this folder, as long as the
files still hold it. Called again, it takes back the one before. On a terminal it
asks before it takes back more than one file, or what is older than a day; what
made the folder itself it takes back with --yes alone.`,
		Example: "  netnotes undo\n  netnotes undo --dry-run",
		Args:    noArgs("netnotes undo"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			return a.locked(func(w *writing) error { return w.undo(dryRun, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return dryRunFlag(cmd)
}

// undo takes the last write back and says what it was.
func (w *writing) undo(dryRun, yes bool) error {
	undone, err := w.store.Undo(func(u disk.Undone) (bool, error) {
		if dryRun {
			return false, nil
		}
		return true, w.mayUndo(u, yes)
	})
	if err != nil {
		return refused(err)
	}
	value := change.MakeWritten(w.ix, w.after(undone.Changes), undone.Changes, w.today)
	value.Closes, value.Open = []string{}, []string{}
	switch {
	case w.json:
		return form.JSON(w.env.Stdout, value)
	case dryRun:
		return w.print(value.Diff)
	}
	return w.print(func(s form.Style) []byte { return value.TakenBack(w.undoable(*undone), s) })
}

// mayUndo asks before more than one file is taken back, or what nobody may have
// in mind any more. Where nobody can be asked, only the folder itself stays.
func (w *writing) mayUndo(u disk.Undone, yes bool) error {
	old := w.clock().Sub(u.At) > 24*time.Hour
	switch {
	case yes, !u.RemovesRoot() && (!w.canAsk() || len(u.Changes) == 1 && !old):
		return nil
	case w.canAsk():
		files := fmt.Sprintf("%d files", len(u.Changes))
		if len(u.Changes) == 1 {
			files = u.Changes[0].Path
		}
		if w.confirm(saidNo, "take back %s, %s?", w.undoable(u), files) {
			return nil
		}
		return usage("netnotes undo --dry-run shows it", "nothing was taken back")
	}
	return usage("netnotes undo --yes", "%s made this folder, so it is not taken back unasked", w.undoable(u))
}

// undoable is the command of a write and, where that was earlier, its day.
func (w *writing) undoable(u disk.Undone) string {
	starts := w.ix.Settings.DayStarts
	day := civilDay(u.At.In(w.clock().Location()), starts)
	if u.At.IsZero() || !day.Before(civilDay(w.clock(), starts)) {
		return u.Command
	}
	return u.Command + " of " + day.String()
}
