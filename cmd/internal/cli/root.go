// Package cli is the command line: the table of the commands, which stand by family
// in the packages below it, and those that are about the program itself.
package cli

import (
	"errors"
	"io"
	"slices"
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
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Run executes the arguments and returns the exit status.
func Run(args []string, env app.Env) int {
	a := &app.App{Env: env, Args: args, Color: "auto", Commands: commandsOf}
	err := a.Execute(commandsOf(a, args), args)
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
	f.Retyped(args)
	a.Complain(f)
	return f.Status
}

// A command is made where it is asked for.
type command struct {
	names string // its name, and others that it goes by
	make  func(*app.App) *cobra.Command
}

// group is commands under one heading of the help.
type group struct {
	title    string
	commands []command
}

// groups are all commands. A new one is its file and its line here.
func groups() []group {
	return []group{
		{"Every day:", []command{
			{"due", today.Due},
			{"log", tell.Log},
			{"promise", tell.Promise},
			{"done", amend.Done},
			{"snooze", amend.Snooze},
			{"skip", amend.Skip},
			{"spread", amend.Spread},
			{"undo", amend.Undo},
			{"show", read.Show},
			{"prep", read.Prep},
			{"why", read.Why},
		}},
		{"People:", []command{
			{"list", read.List},
			{"set", amend.Set},
			{"new", tell.New},
			{"rename", amend.Rename},
			{"edit", amend.Edit},
			{"inbox", tell.Inbox},
			{"wrap", tell.Wrap},
			{"draft", read.Draft},
			{"quiz", read.Quiz},
			{"pitch", read.Pitch},
			{"share", read.Share},
			{"interviews", read.Interviews},
			{"leads", read.Leads},
			{"milestone", amend.Milestone},
			{"triage", amend.Triage},
			{"merge", amend.Merge},
			{"forget", amend.Forget},
		}},
		{"The network:", []command{
			{"gaps", read.Gaps},
			{"path", read.Path},
			{"ask", amend.Ask},
			{"review", read.Review},
			{"diff", read.Diff},
			{"page html", read.Page},
		}},
		{programGroup, []command{
			{"init", initCommand},
			{"check", read.Check},
			{"watch", today.Watch},
			{"lsp", lspCommand},
			{"import", intake.Import},
			{"export", read.Export},
			{"git", gitCommand},
			{"version", versionCommand},
		}},
	}
}

// programGroup is where help and completion are listed as well.
const programGroup = "The folder:"

// commandsOf is the command line as far as words may ask for it. To make every
// command takes longer than most of them run: those are made whose names stand among
// the words, and the rest where something tells of all.
func commandsOf(a *app.App, words []string) *cobra.Command {
	root := rootCommand(a)
	named := func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(words, name) })
	}
	addCommands(a, root, named)
	rest := func() {
		addCommands(a, root, func(names []string) bool { return !named(names) })
		addHelp(a, root)
		addCompletion(a, root)
	}
	if named([]string{"help", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}) {
		rest()
		rest = func() {}
	}
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		if cmd == root {
			rest()
		}
		help(cmd, args)
	})
	root.RunE = func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			rest()
			return unknownCommand(root, args[0])
		}
		return begin(a)
	}
	return root
}

// addCommands adds those commands of the table that are wanted by one of their names.
func addCommands(a *app.App, root *cobra.Command, wanted func(names []string) bool) {
	for _, group := range groups() {
		for _, c := range group.commands {
			if wanted(strings.Fields(c.names)) {
				made := c.make(a)
				made.GroupID = group.title
				root.AddCommand(made)
			}
		}
	}
}

// rootCommand is the command line without a command.
func rootCommand(a *app.App) *cobra.Command {
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
	}
	root.SetVersionTemplate(thisBuild().String() + "\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return app.Usage(strings.TrimSpace(cmd.CommandPath()+" --help"), "%s", app.FirstLine(err.Error()))
	})
	flags := root.PersistentFlags()
	flags.StringVarP(&a.Dir, "dir", "C", "", "read the notes of this folder")
	flags.StringVar(&a.AsToday, "today", "", "take this day for today (2026-10-06, yesterday, fri, 2w)")
	flags.StringVar(&a.Color, "color", "auto", "when to use colour: auto, always or never")
	flags.BoolVar(&a.Plain, "plain", false, "write one whole sentence a line, to be read aloud")
	flags.BoolVar(&a.JSON, "json", false, "write JSON")
	flags.BoolVar(&a.NoCache, "no-cache", false, "read every note, whatever is remembered of the last time")
	root.SetOut(a.Env.Stdout)
	root.SetErr(form.SafeWriter{To: a.Env.Stderr})
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	for _, group := range groups() {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
	}
	root.SetCompletionCommandGroupID(programGroup)
	root.CompletionOptions.DisableDefaultCmd = true  // until addCompletion
	root.SetHelpCommand(&cobra.Command{Use: "help"}) // until addHelp
	return root
}

// addHelp adds the command that shows the manual.
func addHelp(a *app.App, root *cobra.Command) {
	if empty, _, err := root.Find([]string{"help"}); err == nil && empty != root {
		root.RemoveCommand(empty)
	}
	help := helpCommand(a)
	help.GroupID = programGroup
	root.SetHelpCommand(help)
	root.InitDefaultHelpCmd()
}

// begin is netnotes without a command: who is due, where there is a folder, and
// else how to begin.
func begin(a *app.App) error {
	if _, err := folder.Find(a.Dir, a.Env.Cwd, a.Env.Getenv("NETNOTES_DIR")); !folder.NoFolder(err) {
		due := today.Due(a)
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

// unknownCommand is what is wrong with a name that none of a command's commands has.
func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	hint := "netnotes help"
	if near := txt.Nearest(name, names); near != "" {
		hint = "did you mean this? " + txt.Command(near)
	}
	return app.Usage(hint, "there is no command %q", name)
}

// Command is the whole command line, for what is made of it: manual pages.
func Command() *cobra.Command {
	a := &app.App{Env: app.Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }}, Color: "never"}
	root := rootCommand(a)
	addCommands(a, root, func([]string) bool { return true })
	root.SetHelpCommand(helpCommand(a))
	return root
}
