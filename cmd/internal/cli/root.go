package cli

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"netnotes/index/folder"
	"netnotes/report/form"
)

// Run executes the arguments and returns the exit status.
func Run(args []string, env Env) int {
	a := &app{env: env, args: args, color: "auto"}
	stderr := form.SafeWriter{To: env.Stderr}
	root := a.root()
	root.SetArgs(hideNegations(args))
	root.SetOut(env.Stdout)
	root.SetErr(stderr)
	a.addCompletion(root) // which takes over where the output goes
	err := a.execute(root)
	if a.live != nil {
		a.live.Save()
	}
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // nobody reads on
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	}
	f := failureOf(err)
	a.complain(f)
	return f.status
}

// failureOf is what to tell of an error.
func failureOf(err error) *failure {
	var f *failure
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, new(*fs.PathError)):
		return &failure{exitFailed, "cannot write the answer", "check where the output goes"}
	}
	return &failure{exitUsage, firstLine(err.Error()), "netnotes help"} // cobra's own errors are about usage
}

// execute runs a command. A fault of the program itself is told in the voice of
// the command line; NETNOTES_TRACE shows where it lies.
func (a *app) execute(root *cobra.Command) (err error) {
	if a.env.Getenv("NETNOTES_TRACE") == "" {
		defer func() {
			if what := recover(); what != nil {
				err = failed("NETNOTES_TRACE=1 before the command shows where, for a report", "a fault in netnotes: %v", what)
			}
		}()
	}
	return root.Execute()
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (a *app) root() *cobra.Command {
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
				args[i] = strings.TrimPrefix(args[i], negation)
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return a.begin(cmd)
		},
	}
	root.SetVersionTemplate(thisBuild().String() + "\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(strings.TrimSpace(cmd.CommandPath()+" --help"), "%s", firstLine(err.Error()))
	})
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "dir", "C", "", "read the notes of this folder")
	flags.StringVar(&a.today, "today", "", "take this day for today (2026-10-06, yesterday, fri, 2w)")
	flags.StringVar(&a.color, "color", "auto", "when to use colour: auto, always or never")
	flags.BoolVar(&a.plain, "plain", false, "write one whole sentence a line, to be read aloud")
	flags.BoolVar(&a.json, "json", false, "write JSON")
	flags.BoolVar(&a.noCache, "no-cache", false, "read every note, whatever is remembered of the last time")
	root.CompletionOptions.HiddenDefaultCmd = false
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	a.addCommands(root)
	return root
}

// addCommands adds every command, in the groups in which help lists them.
func (a *app) addCommands(root *cobra.Command) {
	for _, group := range []struct {
		title    string
		commands []*cobra.Command
	}{
		{"Every day:", []*cobra.Command{a.due(), a.log(), a.promise(), a.done(), a.snooze(), a.skip(), a.spread(), a.undo(), a.show(), a.prep(), a.why()}},
		{"People:", []*cobra.Command{a.list(), a.set(), a.newNote(), a.rename(), a.edit(), a.inbox(), a.wrap(), a.draft(), a.quiz(), a.pitch(), a.share(),
			a.interviews(), a.leads(), a.milestone(), a.triage(), a.merge(), a.forget()}},
		{"The network:", []*cobra.Command{a.gaps(), a.path(), a.askTies(), a.review(), a.diff(), a.pageCommand()}},
		{"The folder:", []*cobra.Command{a.init(), a.check(), a.watch(), a.lsp(), a.importCommand(), a.export(), a.git(), a.version()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.title
			root.AddCommand(command)
		}
	}
	help := a.help()
	help.GroupID = "The folder:"
	root.SetHelpCommand(help)
	root.SetCompletionCommandGroupID("The folder:")
}

// begin is netnotes without a command: who is due, where there is a folder, and
// else how to begin.
func (a *app) begin(root *cobra.Command) error {
	if _, err := folder.Find(a.dir, a.env.Cwd, a.env.Getenv("NETNOTES_DIR")); !folder.NoFolder(err) {
		due, _, err := root.Find([]string{"due"})
		if err != nil {
			return err
		}
		return due.RunE(due, nil)
	}
	_, err := io.WriteString(a.env.Stdout, `start   netnotes init ~/network && cd ~/network
met     netnotes new contact "Ada Park" --met today
log     netnotes log ada coffee: what you talked about
due     netnotes due
help    netnotes help
`)
	return err
}

// Command is the whole command line, for what is made of it: manual pages.
func Command() *cobra.Command {
	return (&app{env: Env{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }}, color: "never"}).root()
}
