package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/cmd/internal/cli/tell"
	"netnotes/examples"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/index/git"
	"netnotes/parse/date"
	"netnotes/report/change"
	"netnotes/report/form"
)

const newSettings = `# Settings of this folder; its presence marks the root. Everything is optional.
# daily: 7                 how many people a day
# tiers: {A: 3w, B: 2m, C: 6m, D: 1y}
# default_tier: C
# birthdays: false
# day_starts: "04:00"      a late evening still belongs to the day before
# workdays: mon-fri
# holidays: [12-25, 01-01]
# links: wiki              or markdown
# task_style: plain        or emoji, dataview
`

// Where netnotes is not set up as git's driver of this name, git's own merge
// and diff are used.
const (
	gitAttributes = "*.md merge=netnotes diff=netnotes\n*.markdown merge=netnotes diff=netnotes\n"
	gitIgnore     = "Today.md\n"
)

func initCommand(a *app.App) *cobra.Command {
	var demo bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Make a folder for your network",
		Long: `Makes a folder with its settings, an inbox for captures, a pitch, questions and
targets to fill in, templates for new notes, and a git repository where git is
installed. What is there already stays as it is. --demo fills it with a practice
network whose story is happening now.`,
		Example: "  netnotes init ~/network\n  netnotes init --demo ~/practice && netnotes -C ~/practice due",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return app.Usage("netnotes init ~/network", "netnotes init makes one folder, not %q as well", args[1])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := a.Env.Cwd
			if a.Dir != "" {
				dir = a.Dir
			}
			if len(args) > 0 {
				dir = args[0]
				if !filepath.IsAbs(dir) {
					dir = filepath.Join(a.Env.Cwd, dir)
				}
			}
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			return makeFolder(a, dir, demo, dryRun)
		},
	}
	cmd.Flags().BoolVar(&demo, "demo", false, "fill it with the practice network")
	return app.DryRunFlag(cmd)
}

// makeFolder makes what a folder needs and does not have.
func makeFolder(a *app.App, dir string, demo, dryRun bool) error {
	dayStarts := folder.DefaultSettings().DayStarts
	if demo {
		dayStarts = demoDayStarts
	}
	today, err := a.Day(dayStarts)
	if err != nil {
		return err
	}
	if demo {
		if entries, err := os.ReadDir(dir); err == nil && hasNotes(entries) {
			return app.Usage("netnotes init --demo practice", "the practice network needs an empty folder, and there are files in %s", dir)
		}
	}
	_, statErr := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return app.Failed("choose a folder that you may write to", "cannot make the folder %s", dir)
	}
	if dryRun && errors.Is(statErr, fs.ErrNotExist) {
		defer os.Remove(dir)
	}
	files, err := newFolder(demo, today)
	if err != nil {
		return app.Failed("this is a fault of netnotes, please report it", "the notes of a new folder cannot be read")
	}
	store, err := disk.Open(dir, a.StateDir())
	if err != nil {
		return app.Refused(err)
	}
	unlock, err := store.Lock(a.Context())
	if err != nil {
		return app.Refused(err)
	}
	defer unlock()
	var changes []disk.Change
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f.Path))); errors.Is(err, fs.ErrNotExist) {
			changes = append(changes, f)
		}
	}
	if !dryRun {
		if _, err := store.Commit("init", changes); err != nil {
			return app.Refused(err)
		}
	}
	made := change.MakeMade(dir, changes)
	if !dryRun {
		made.Git = git.Init(dir)
	}
	if a.JSON {
		return form.JSON(a.Env.Stdout, made)
	}
	return a.Print(made.Text)
}

func hasNotes(entries []fs.DirEntry) bool {
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return true
		}
	}
	return false
}

// newFolder lists the files of a new folder.
func newFolder(demo bool, today date.Date) ([]disk.Change, error) {
	files := []disk.Change{
		{Path: ".gitattributes", New: []byte("*.md text\n" + git.Attributes())},
		{Path: ".gitignore", New: []byte(gitIgnore)},
	}
	for _, kind := range tell.NoteKinds() {
		source, err := examples.Template(string(kind))
		if err != nil {
			return nil, err
		}
		files = append(files, disk.Change{Path: "templates/" + string(kind) + ".md", New: source})
	}
	if demo {
		network, err := examples.Network()
		if err != nil {
			return nil, err
		}
		notes, err := demoNotes(network, today)
		return append(files, notes...), err
	}
	starters, err := starterNotes()
	if err != nil {
		return nil, err
	}
	files = append(files, starters...)
	return append(files, disk.Change{Path: "inbox/.gitkeep", New: []byte{}}, disk.Change{Path: disk.SettingsFile, New: []byte(newSettings)}), nil
}

// starterNotes are a pitch, questions and targets to fill in.
func starterNotes() (files []disk.Change, err error) {
	starters, err := examples.Starters()
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(starters, "*.md")
	for _, name := range names {
		source, err := fs.ReadFile(starters, name)
		if err != nil {
			return nil, err
		}
		files = append(files, disk.Change{Path: name, New: source})
	}
	return files, err
}
