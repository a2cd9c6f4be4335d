package cli

import (
	"math"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/cmd/internal/cli/tell"
	"netnotes/cmd/internal/lsp"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
)

func lspCommand(a *app.App) *cobra.Command {
	var log string
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve an editor, which starts this by itself",
		Long: `Serves an editor over standard input and output (LSP 3.17): people, kinds,
fields and days as you type, problems where they stand, a card for every name,
where somebody is named, a new name for somebody, and edits such as ticking a
promise. It writes no file; the editor does. It serves every folder that holds a
netnotes.yaml, and leaves others alone, unless -C names one. The examples that
come with netnotes say how to set up VS Code, Neovim, Helix, Emacs, Kakoune and Zed.`,
		Example: "  netnotes lsp\n  netnotes lsp -C ~/notes --log /tmp/netnotes.log",
		Args:    app.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o := lsp.Options{In: a.Env.Stdin, Out: a.Env.Stdout, Clock: a.Clock, Build: Version, Alive: a.Env.Alive, NewNote: func(root string, ix *index.Index, name string, met date.Date) (string, []byte, error) {
				return noteOf(a, root, ix, name, met)
			}}
			o.Find = func(dir string) (string, bool) {
				root, err := folder.Find("", dir, "")
				return root, err == nil
			}
			if a.Dir != "" {
				root, err := a.Find()
				if err != nil {
					return err
				}
				if o.Dir, err = filepath.Abs(root); err != nil {
					return app.Failed("check the name after -C", "%v", err)
				}
			}
			if _, err := a.Day(0); err != nil { // a day that cannot be read is said at once
				return err
			}
			o.Open = func(root string) *index.Live { return index.OpenLive(root, a.Memory(), a.Clock) }
			o.GiveBack = giveBack
			o.Today = func(s *folder.Settings) date.Date { return todayNow(a, s.DayStarts) }
			if log != "" {
				file, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
				if err != nil {
					return app.Failed("--log with a file that you may write", "cannot write %s", log)
				}
				defer file.Close()
				o.Log = file
			}
			if status := lsp.Serve(a.Context(), o); status != app.ExitFine {
				return app.ErrProblems
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&log, "log", "", "append methods and times to this file, and no word of a note")
	return cmd
}

// giveBack has a program that runs on give memory back as it goes, beginning with
// what its start took.
func giveBack() {
	debug.SetGCPercent(40)
	debug.SetMemoryLimit(math.MaxInt64)
	debug.FreeOSMemory()
}

// todayNow is the day at this moment, or the one that --today names.
func todayNow(a *app.App, dayStarts int) date.Date {
	at := *a
	at.Env.Now = a.Clock()
	day, _ := at.Day(dayStarts)
	return day
}

// noteOf is a new contact as "new contact" would write it.
func noteOf(a *app.App, root string, ix *index.Index, name string, met date.Date) (string, []byte, error) {
	store, err := disk.Open(root, a.StateDir())
	if err != nil {
		return "", nil, err
	}
	w := &app.Writing{App: a, Index: ix, Today: todayNow(a, ix.Settings.DayStarts), Store: store}
	values := map[string][]string{"name": {name}}
	if !met.IsZero() {
		values["met"] = []string{met.String()}
	}
	n, err := tell.Fill(w, parse.ContactNote, name, values)
	if err != nil {
		return "", nil, err
	}
	return n.Path, n.Source(), nil
}
