package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/index/past"
	"netnotes/parse/merge"
	"netnotes/parse/txt"
)

func gitResolve(a *app.App) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "resolve COPY [NOTE]",
		Short: "Merge a copy that a sync program made into its note",
		Long: `Syncthing, Dropbox, Nextcloud, Obsidian, OneDrive and others leave a copy beside a
note that was changed in two places; "netnotes check" lists them. This merges the
copy into the note, as git does with two branches, and asks before it removes the
copy. Where both say something different, both stand between markers, the copy
stays, and the exit status is 1.`,
		Example: "  netnotes git resolve \"contacts/ada-park (conflicted copy 2026-09-01).md\"",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return app.Usage("netnotes check lists the copies", "resolve takes the name of a copy")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			conflicts := 0
			err := a.Write(cmd, func(w *app.Writing) error {
				r, err := resolutionOf(w, args)
				if err == nil {
					conflicts, err = resolve(w, r, yes)
				}
				return err
			})
			if err == nil && conflicts > 0 {
				return app.ErrProblems
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "remove the copy without asking")
	return app.DryRunFlag(cmd)
}

// resolution is a copy and the note it is merged into.
type resolution struct {
	copy, note     string // paths
	theirs, source []byte
}

// resolutionOf finds the copy and the note that the arguments name.
func resolutionOf(w *app.Writing, args []string) (r resolution, err error) {
	var ok bool
	if r.copy, ok = w.Store.Rel(args[0], w.Env.Cwd); !ok {
		return r, app.Usage("netnotes check lists the copies", "there is no file %s", args[0])
	}
	r.note = folder.CopyOf(r.copy, func(file string) bool { _, ok := w.Store.Rel(file, ""); return ok })
	if len(args) == 2 {
		if r.note, ok = w.Store.Rel(args[1], w.Env.Cwd); !ok {
			return r, app.Usage("netnotes check lists the copies", "there is no file %s", args[1])
		}
	}
	if r.note == "" {
		return r, app.Usage(txt.Command("git resolve", r.copy, "NOTE"), "%s has not the name of a copy", r.copy)
	}
	if r.note == r.copy {
		return r, app.Usage("netnotes git resolve COPY NOTE", "a note cannot be merged into itself")
	}
	if _, ok := w.Store.Rel(filepath.ToSlash(r.note), ""); !ok {
		return r, app.Usage("rename the copy to "+r.note+", or name its note: netnotes git resolve COPY NOTE", "no note %s stands beside the copy", r.note)
	}
	if r.theirs, err = w.Store.Read(r.copy); err == nil {
		r.source, err = w.Store.Read(r.note)
	}
	return r, err
}

// resolve merges the copy into the note, and removes it where that is wanted
// and nothing is left to settle.
func resolve(w *app.Writing, r resolution, yes bool) (conflicts int, err error) {
	base, err := past.Ancestor(w.Store, r.note, r.source, r.theirs)
	if err != nil {
		return 0, err
	}
	merged := merge.Notes(base, r.source, r.theirs, merge.Options{Ours: r.note, Theirs: r.copy, Doubtful: true})
	if merged.Binary {
		return 0, app.Failed("compare them by hand", "%s or its copy is no text", r.note)
	}
	w.Others = append(w.Others, disk.Change{Path: r.note, Old: r.source, New: merged.Source})
	if merged.Conflicts > 0 {
		w.Hint("%s: keep what is right between the markers, remove these, then remove the copy", r.note)
		return merged.Conflicts, nil
	}
	if yes || w.DryRun || w.Confirm(app.SaidNo, "merged into %s; remove the copy %s?", r.note, r.copy) {
		w.Others = append(w.Others, disk.Change{Path: r.copy, Old: r.theirs})
		return 0, nil
	}
	w.Hint("%s is still there, and this removes it: %s", r.copy, txt.Command("git resolve --yes", r.copy))
	return 0, nil
}
