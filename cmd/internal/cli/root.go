// Package cli is the command line: the table of the commands, which stand by family
// in the packages below it, and those that are about the program itself.
package cli

import (
	"errors"
	"io"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/amend"
	"netnotes/cmd/internal/cli/app"
	"netnotes/cmd/internal/cli/intake"
	"netnotes/cmd/internal/cli/read"
	"netnotes/cmd/internal/cli/tell"
	"netnotes/cmd/internal/cli/today"
	"netnotes/index/folder"
	"netnotes/report/form"
)

// Run executes the arguments and returns the exit status.
func Run(args []string, env app.Env) int {
	a := &app.App{Env: env, Args: args, Color: "auto", Commands: commandsOf}
	root := commandsOf(a)
	addCompletion(a, root) // which takes over where the output goes
	err := a.Execute(root, args)
	if a.Live != nil {
		a.Live.Save()
	}
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // nobody reads on
		return app.ExitFine
	case errors.Is(err, app.ErrProblems):
		return app.ExitProblems
	}
	f := app.FailureOf(err)
	a.Complain(f)
	return f.Status
}

func commandsOf(a *app.App) *cobra.Command {
	root := &cobra.Command{
		Use:           "netnotes",
		Short:         "Your professional network in plain notes",
		Long:          about,
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		PersistentPreRun: func(_ *cobra.Command, args []string) {
			for i := range args {
				args[i] = strings.TrimPrefix(args[i], app.Negation)
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return app.UnknownCommand(cmd, args[0])
			}
			return begin(a, cmd)
		},
	}
	root.SetVersionTemplate(thisBuild().String() + "\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return app.Usage(strings.TrimSpace(cmd.CommandPath()+" --help"), "%s", app.FirstLine(err.Error()))
	})
	flags := root.PersistentFlags()
	flags.StringVarP(&a.Dir, "dir", "C", "", "read the notes of this folder")
	flags.StringVar(&a.Today, "today", "", "take this day for today (2026-10-06, yesterday, fri, 2w)")
	flags.StringVar(&a.Color, "color", "auto", "when to use colour: auto, always or never")
	flags.BoolVar(&a.Plain, "plain", false, "write one whole sentence a line, to be read aloud")
	flags.BoolVar(&a.JSON, "json", false, "write JSON")
	flags.BoolVar(&a.NoCache, "no-cache", false, "read every note, whatever is remembered of the last time")
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetOut(a.Env.Stdout)
	root.SetErr(form.SafeWriter{To: a.Env.Stderr})
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	addCommands(a, root)
	return root
}

// addCommands adds every command, in the groups in which help lists them.
func addCommands(a *app.App, root *cobra.Command) {
	for _, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Every day:", []*cobra.Command{today.Due(a), tell.Log(a), tell.Promise(a), amend.Done(a), amend.Snooze(a), amend.Skip(a), amend.Spread(a), amend.Undo(a), read.Show(a), read.Prep(a), read.Why(a)}},
		{"People:", []*cobra.Command{read.List(a), amend.Set(a), tell.New(a), amend.Rename(a), amend.Edit(a), tell.Inbox(a), tell.Wrap(a), read.Draft(a), read.Quiz(a), read.Pitch(a), read.Share(a),
			read.Interviews(a), read.Leads(a), amend.Milestone(a), amend.Triage(a), amend.Merge(a), amend.Forget(a)}},
		{"The network:", []*cobra.Command{read.Gaps(a), read.Path(a), amend.Ask(a), read.Review(a), read.Diff(a), read.Page(a)}},
		{"The folder:", []*cobra.Command{initCommand(a), read.Check(a), today.Watch(a), lspCommand(a), intake.Import(a), read.Export(a), gitCommand(a), versionCommand(a)}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.title
			root.AddCommand(command)
		}
	}
	help := helpCommand(a)
	help.GroupID = "The folder:"
	root.SetHelpCommand(help)
	root.SetCompletionCommandGroupID("The folder:")
}

// begin is netnotes without a command: who is due, where there is a folder, and
// else how to begin.
func begin(a *app.App, root *cobra.Command) error {
	if _, err := folder.Find(a.Dir, a.Env.Cwd, a.Env.Getenv("NETNOTES_DIR")); !folder.NoFolder(err) {
		due, _, err := root.Find([]string{"due"})
		if err != nil {
			return err
		}
		return due.RunE(due, nil)
	}
	_, err := io.WriteString(a.Env.Stdout, `start   netnotes init ~/network && cd ~/network
met     netnotes new contact "Ada Park" --met today
log     netnotes log ada coffee: what you talked about
due     netnotes due
help    netnotes help
`)
	return err
}

// Command is the whole command line, for what is made of it: manual pages.
func Command() *cobra.Command {
	return commandsOf((&app.App{Env: app.Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }}, Color: "never"}))
}
