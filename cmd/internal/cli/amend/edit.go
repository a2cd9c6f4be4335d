package amend

import (
	"cmp"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/edit"
)

// Edit is netnotes edit.
func Edit(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "edit WHO",
		Short: "Open a note in your editor",
		Long: `Opens the note in $VISUAL, else $EDITOR, else vi (on Windows notepad), and
afterwards says what is wrong with it, if anything is.`,
		Example: "  netnotes edit ada\n  netnotes edit events/ala-annual-2026.md",
		Args:    app.MinArgs(1, "netnotes edit ada"),
		RunE: func(cmd *cobra.Command, args []string) error {
			root, err := a.Find()
			if err != nil {
				return err
			}
			store, err := disk.Open(root, a.StateDir())
			if err != nil {
				return app.Refused(err)
			}
			ix, today, err := a.Read(root)
			if err != nil {
				return err
			}
			w := &app.Writing{App: a, Index: ix.Certain(), Today: today, Store: store}
			n, err := w.Note("edit", strings.Join(args, " "), app.AnyNote)
			if err != nil {
				return app.Refused(err)
			}
			return openEditor(w, root, n)
		},
		ValidArgsFunction: a.CompleteNames(app.AnyNote),
	}
}

// Editor is the command of the user's editor: as git has it, $VISUAL, $EDITOR,
// else the one that every system has. It is nothing on a terminal that can show
// none.
func Editor(a *app.App) string {
	dumb := slices.Contains([]string{"", "dumb"}, a.Env.Getenv("TERM"))
	switch set := a.Env.Getenv("EDITOR"); {
	case runtime.GOOS == "windows":
		return cmp.Or(a.Env.Getenv("VISUAL"), set, "notepad")
	case dumb:
		return set
	default:
		return cmp.Or(a.Env.Getenv("VISUAL"), set, "vi")
	}
}

// SetEditor is how an editor is named to the shell.
func SetEditor() string {
	if runtime.GOOS == "windows" {
		return "setx EDITOR notepad"
	}
	return "export EDITOR=nano (or vim, or 'code --wait')"
}

// openEditor runs the user's editor, and then tells what is wrong with the note
// that was not wrong before.
func openEditor(w *app.Writing, root string, n *parse.Note) error {
	editor := Editor(w.App)
	if editor == "" || w.Env.RunEditor == nil {
		return app.Failed(SetEditor(), "no editor is set")
	}
	if err := w.Env.RunEditor(w.Context(), editor, filepath.Join(root, filepath.FromSlash(n.Path))); err != nil {
		return app.Failed("check $VISUAL and $EDITOR", "the editor %q ended with an error", editor)
	}
	source, err := w.Store.Read(n.Path)
	if err != nil {
		return app.Refused(err)
	}
	for _, p := range edit.NewProblems(n, w.Index.Reader().Note(n.Path, source)) {
		fmt.Fprintf(w.Env.Stdout, "%s:%d:%d: %s [%s]\n", folder.ShownPath(n.Path), p.Start.Line, p.Start.Col, p.Text, p.Code)
	}
	return nil
}
