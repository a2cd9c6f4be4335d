package amend

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/report/change"
	"netnotes/report/form"
)

// Undo is netnotes undo.
func Undo(a *app.App) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last write",
		Long: `Takes back what the last command of netnotes wrote in this folder, as long as the
files still hold it. Called again, it takes back the one before. On a terminal it
asks before it takes back more than one file, or what is older than a day; what
made the folder itself it takes back with --yes alone.`,
		Example: "  netnotes undo\n  netnotes undo --dry-run",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			return a.Locked(func(w *app.Writing) error { return undo(w, dryRun, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return app.DryRunFlag(cmd)
}

// undo takes the last write back and says what it was.
func undo(w *app.Writing, dryRun, yes bool) error {
	undone, err := w.Store.Undo(func(u disk.Undone) (bool, error) {
		if dryRun {
			return false, nil
		}
		return true, mayUndo(w, u, yes)
	})
	if err != nil {
		return app.Refused(err)
	}
	value := change.MakeWritten(w.Index, w.After(undone.Changes), undone.Changes, w.Today)
	value.Closes, value.Open = []string{}, []string{}
	switch {
	case w.JSON:
		return form.JSON(w.Env.Stdout, value)
	case dryRun:
		return w.Print(value.Diff)
	}
	return w.Print(func(s form.Style) []byte { return value.TakenBack(undoable(w, *undone), s) })
}

// mayUndo asks before more than one file is taken back, or what nobody may have
// in mind any more. Where nobody can be asked, only the folder itself stays.
func mayUndo(w *app.Writing, u disk.Undone, yes bool) error {
	old := w.Clock().Sub(u.At) > 24*time.Hour
	switch {
	case yes, !u.RemovesRoot() && (!w.CanAsk() || len(u.Changes) == 1 && !old):
		return nil
	case w.CanAsk():
		files := fmt.Sprintf("%d files", len(u.Changes))
		if len(u.Changes) == 1 {
			files = u.Changes[0].Path
		}
		if w.Confirm(app.SaidNo, "take back %s, %s?", undoable(w, u), files) {
			return nil
		}
		return app.Usage("netnotes undo --dry-run shows it", "nothing was taken back")
	}
	return app.Usage("netnotes undo --yes", "%s made this folder, so it is not taken back unasked", undoable(w, u))
}

// undoable is the command of a write and, where that was earlier, its day.
func undoable(w *app.Writing, u disk.Undone) string {
	starts := w.Index.Settings.DayStarts
	day := app.CivilDay(u.At.In(w.Clock().Location()), starts)
	if u.At.IsZero() || !day.Before(app.CivilDay(w.Clock(), starts)) {
		return u.Command
	}
	return u.Command + " of " + day.String()
}
