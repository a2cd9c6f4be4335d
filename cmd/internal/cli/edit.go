package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/edit"
)

func (a *app) edit() *cobra.Command {
	return &cobra.Command{
		Use:   "edit WHO",
		Short: "Open a note in your editor",
		Long: `Opens the note in $VISUAL, else $EDITOR, else vi (on Windows notepad), and
afterwards says what is wrong with it, if anything is.`,
		Example: "  netnotes edit ada\n  netnotes edit events/ala-annual-2026.md",
		Args:    minArgs(1, "netnotes edit ada"),
		RunE: func(cmd *cobra.Command, args []string) error {
			root, err := a.find()
			if err != nil {
				return err
			}
			store, err := disk.Open(root, a.stateDir())
			if err != nil {
				return refused(err)
			}
			ix, today, err := a.read(root)
			if err != nil {
				return err
			}
			w := &writing{app: a, ix: ix.Certain(), today: today, store: store}
			n, err := w.note("edit", strings.Join(args, " "), anyNote)
			if err != nil {
				return refused(err)
			}
			return w.openEditor(root, n)
		},
		ValidArgsFunction: a.completeNames(anyNote),
	}
}

// editor is the command of the user's editor: as git has it, $VISUAL, $EDITOR,
// else the one that every system has. It is nothing on a terminal that can show
// none.
func (a *app) editor() string {
	dumb := slices.Contains([]string{"", "dumb"}, a.env.Getenv("TERM"))
	switch set := a.env.Getenv("EDITOR"); {
	case runtime.GOOS == "windows":
		return cmp.Or(a.env.Getenv("VISUAL"), set, "notepad")
	case dumb:
		return set
	default:
		return cmp.Or(a.env.Getenv("VISUAL"), set, "vi")
	}
}

// setEditor is how an editor is named to the shell.
func setEditor() string {
	if runtime.GOOS == "windows" {
		return "setx EDITOR notepad"
	}
	return "export EDITOR=nano (or vim, or 'code --wait')"
}

// openEditor runs the user's editor, and then tells what is wrong with the note
// that was not wrong before.
func (w *writing) openEditor(root string, n *parse.Note) error {
	editor := w.editor()
	if editor == "" || w.env.RunEditor == nil {
		return failed(setEditor(), "no editor is set")
	}
	if err := w.env.RunEditor(w.context(), editor, filepath.Join(root, filepath.FromSlash(n.Path))); err != nil {
		return failed("check $VISUAL and $EDITOR", "the editor %q ended with an error", editor)
	}
	source, err := w.store.Read(n.Path)
	if err != nil {
		return refused(err)
	}
	for _, p := range edit.NewProblems(n, w.ix.Reader().Note(n.Path, source)) {
		fmt.Fprintf(w.env.Stdout, "%s:%d:%d: %s [%s]\n", folder.ShownPath(n.Path), p.Start.Line, p.Start.Col, p.Text, p.Code)
	}
	return nil
}
