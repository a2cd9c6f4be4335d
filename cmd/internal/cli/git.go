package cli

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/git"
	"netnotes/parse"
	"netnotes/parse/merge"
	"netnotes/report/change"
	"netnotes/report/form"
)

func gitCommand(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "git",
		Short: "Notes in git: merge them by what they say, read their differences, settle copies",
		Long: `For a folder of notes in a git repository. "netnotes git setup" once in every
clone lets git merge notes by what they say and show their differences as facts.
"netnotes git resolve" settles the copies that sync programs leave behind.`,
		Example: "  netnotes git setup\n  netnotes git resolve \"contacts/ada-park (conflicted copy).md\"",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	cmd.AddCommand(gitSetup(a), gitResolve(a), gitMergeDriver(a), gitTextconv(a))
	return cmd
}

func gitSetup(a *app.App) *cobra.Command {
	var o git.SetupOptions
	cmd := &cobra.Command{
		Use:   "setup",
		Short: "Let git merge notes and show their differences",
		Long: `Writes two lines to .gitattributes, and the merge and the diff of notes to the
configuration of this clone. Where netnotes is missing, or fails, git merges as
it always does. Commit .gitattributes; run this once in every other clone.`,
		Example: "  netnotes git setup\n  netnotes git setup --hook\n  netnotes git setup --remove",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.DryRun, _ = cmd.Flags().GetBool("dry-run")
			if o.Remove && o.Hook {
				return app.Usage("netnotes git setup --remove", "--remove takes the hook away as well")
			}
			root, err := a.Find()
			if err != nil {
				return err
			}
			did, setupErr := git.SetupWith(root, o)
			if setupErr == nil || len(did) > 0 {
				err = didSetup(a, did, o)
			}
			if setupErr != nil {
				return app.Refused(setupErr)
			}
			return err
		},
	}
	cmd.Flags().BoolVar(&o.Remove, "remove", false, "take everything back")
	cmd.Flags().BoolVar(&o.Hook, "hook", false, "also a pre-commit hook that checks the notes of a commit")
	return app.DryRunFlag(cmd)
}

// didSetup says what was set up.
func didSetup(a *app.App, did []string, o git.SetupOptions) error {
	if a.JSON {
		return form.JSON(a.Env.Stdout, map[string]any{"did": did, "dry_run": o.DryRun})
	}
	return a.Print(func(form.Style) []byte {
		var b strings.Builder
		for _, line := range did {
			fmt.Fprintln(&b, line)
		}
		switch {
		case len(did) == 0 && o.Remove:
			b.WriteString("Nothing was set up here.\n")
		case len(did) == 0:
			b.WriteString("All set up already.\n")
		case o.DryRun:
			b.WriteString("Nothing was done: this is what would be.\n")
		case !o.Remove:
			b.WriteString("Commit .gitattributes, and run netnotes git setup in your other clones.\n")
		}
		return []byte(b.String())
	})
}

func gitMergeDriver(a *app.App) *cobra.Command {
	var size int
	var file string
	cmd := &cobra.Command{
		Use:   "merge-driver BASE OURS THEIRS",
		Short: "Merge three files for git; the result replaces OURS",
		Long: `git calls this for every note that both sides changed. OURS is replaced last and
whole. Exit status 1: both sides say something different, and both stand between
markers.`,
		Example: "  netnotes git merge-driver base.md ours.md theirs.md --path contacts/ada-park.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 3 {
				return app.Usage("netnotes git merge-driver BASE OURS THEIRS", "merge-driver takes three files")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			conflicts := 0
			err := git.MergeFiles(a.File(args[0]), a.File(args[1]), a.File(args[2]), func(base, ours, theirs []byte) []byte {
				merged := merge.Notes(base, ours, theirs, merge.Options{MarkerSize: size})
				conflicts = merged.Conflicts
				return merged.Source
			})
			if err != nil {
				return app.Refused(err)
			}
			if conflicts > 0 {
				return app.ErrProblems
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&size, "marker-size", 7, "characters of a conflict marker")
	cmd.Flags().StringVar(&file, "path", "", "the note's path in the repository")
	return cmd
}

func gitTextconv(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "textconv FILE",
		Short:   "A note as facts, for git diff and git log -p",
		Long:    "git calls this to show differences of notes: one value of a field a line, log\nlines and promises in one form. Nothing a note says is left out.",
		Example: "  netnotes git textconv contacts/ada-park.md",
		Args:    app.MinArgs(1, "netnotes git textconv contacts/ada-park.md"),
		RunE: func(_ *cobra.Command, args []string) error {
			source, refusal := git.ReadText(a.File(args[0]))
			if refusal != "" {
				return a.Print(func(form.Style) []byte { return fmt.Appendf(nil, "(not shown: %s)\n", refusal) })
			}
			note := parse.NewReader(parse.Config{}).Note(path.Base(filepath.ToSlash(args[0])), source)
			return a.Print(change.MakeFacts(note).Text)
		},
	}
}
