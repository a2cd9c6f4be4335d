// Package cli is the command line: it reads arguments, asks for a report, and
// writes it in the form that was asked for. One file is one command.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// Env is the process as a command sees it, so that a test can hand it in.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Cwd            string
	Now            time.Time // local time
	Terminal       bool      // Stdout is a terminal
	Asks           bool      // somebody sits at Stdin and Stderr and can answer
	Width          int       // its columns; 0 where unknown
	Build          string    // tells this build of the program from others; without it nothing is remembered
	Progress       io.Writer // where long work says how far it has come: a terminal, or nil
	// Clock tells the time while a command runs on; where it is nil, Now stands.
	Clock func() time.Time
	// Context ends a command that runs on.
	Context context.Context
	// Raw makes the terminal give every key at once, until restore is called;
	// Size asks for its columns and rows. Both are nil without a terminal.
	Raw  func() (restore func(), err error)
	Size func() (columns, rows int)
	// RunEditor opens a file in an editor and waits for it, until ctx ends.
	RunEditor func(ctx context.Context, editor, file string) error
	// Closed is closed once nobody reads Stdout any more; nil where the system
	// does not tell.
	Closed func() <-chan struct{}

	read func(root string) (*index.Index, error) // how a test reads the folder
}

// app is one run of the program.
type app struct {
	env Env

	args              []string // as typed
	dir, today, color string
	asOf              string // a commit or a day, of commands that can look back
	json, noCache     bool
	live              *index.Live               // the folder, once it was read
	answers           *bufio.Reader             // of Stdin, once something was asked
	ended             bool                      // nobody answers any more: the end of Stdin was read
	nobody            func(report.Style) []byte // what to say instead of an empty list where no note is a contact; nil where one is
	unread            string                    // what could not be read, once it was said
}

// Run executes the arguments and returns the exit status.
func Run(args []string, env Env) int {
	a := &app{env: env, args: args, color: "auto"}
	stderr := report.SafeWriter{To: env.Stderr}
	root := a.root()
	root.SetArgs(hideNegations(args))
	root.SetOut(env.Stdout)
	root.SetErr(stderr)
	err := a.execute(root)
	if a.live != nil {
		a.live.Save()
	}
	var f *failure
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // nobody reads on
		return exitFine
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.As(err, &f):
	case errors.As(err, new(*fs.PathError)):
		f = &failure{exitFailed, "cannot write the answer", "check where the output goes"}
	default: // cobra's own errors are about usage
		f = &failure{exitUsage, firstLine(err.Error()), "netnotes help"}
	}
	fmt.Fprintf(stderr, "netnotes: %s\n", strings.ReplaceAll(f.text, "\n", " "))
	if f.hint != "" {
		fmt.Fprintf(stderr, "hint: %s\n", strings.ReplaceAll(f.hint, "\n", " "))
	}
	return f.status
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

// errProblems ends check with status 1 without a message of its own.
var errProblems = errors.New("problems found")

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

const about = `netnotes keeps a professional network in plain Markdown notes: it tells who is
due, and why. The notes stay yours, in your own folder.

Exit status: 0 fine, also when something is due; 1 problems found by check;
2 wrong usage, or a name that is unknown or ambiguous; 3 the work could not be
done.`

// Version is what "netnotes version" prints.
const Version = "0.1.0"

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
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args[0])
		},
	}
	root.SetVersionTemplate("netnotes {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(strings.TrimSpace(cmd.CommandPath()+" --help"), "%s", firstLine(err.Error()))
	})
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "dir", "C", "", "read the notes of this folder")
	flags.StringVar(&a.today, "today", "", "take this day for today (2026-10-06, yesterday, fri, 2w)")
	flags.StringVar(&a.color, "color", "auto", "when to use colour: auto, always or never")
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
		{"People:", []*cobra.Command{a.list(), a.set(), a.newNote(), a.edit(), a.inbox(), a.wrap(), a.quiz(), a.pitch(), a.share(),
			a.interviews(), a.leads(), a.milestone(), a.merge(), a.forget()}},
		{"The network:", []*cobra.Command{a.gaps(), a.path(), a.askTies(), a.review(), a.diff()}},
		{"The folder:", []*cobra.Command{a.init(), a.check(), a.watch(), a.importCommand(), a.export(), a.git(), a.version()}},
	} {
		root.AddGroup(&cobra.Group{ID: group.title, Title: group.title})
		for _, command := range group.commands {
			command.GroupID = group.title
			root.AddCommand(command)
		}
	}
	root.SetHelpCommandGroupID("The folder:")
	root.SetCompletionCommandGroupID("The folder:")
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Example: "  netnotes version", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.json {
				return report.JSON(a.env.Stdout, map[string]string{"version": Version})
			}
			_, err := fmt.Fprintln(a.env.Stdout, "netnotes", Version)
			return err
		},
	}
}

func unknownCommand(cmd *cobra.Command, name string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	hint := "netnotes help"
	if near := parse.Nearest(name, names); near != "" {
		hint = "did you mean this? " + parse.Command(near)
	}
	return usage(hint, "there is no command %q", name)
}

// open finds and reads the folder, and settles which day it is.
func (a *app) open() (*index.Index, parse.Date, error) {
	root, err := a.find()
	if err != nil {
		return nil, parse.Date{}, err
	}
	return a.read(root)
}

// find is the root of the folder.
func (a *app) find() (string, error) {
	if !slices.Contains([]string{"auto", "always", "never"}, a.color) {
		return "", usage("--color auto", "--color is auto, always or never, not %q", a.color)
	}
	root, err := index.Find(a.dir, a.env.Cwd, a.env.Getenv("NETNOTES_DIR"))
	if err != nil {
		if index.NoFolder(err) {
			return "", failed("make one: netnotes init; or name it: netnotes -C DIR …", "%v", err)
		}
		return "", failed("check the name after -C, or NETNOTES_DIR", "%v", err)
	}
	return root, nil
}

// read reads the folder at root, and settles which day it is.
func (a *app) read(root string) (*index.Index, parse.Date, error) {
	if a.asOf != "" {
		return a.readAsOf(root)
	}
	ix, err := a.readNotes(root)
	if err != nil {
		return nil, parse.Date{}, failed("check that you may read it", "%v", err)
	}
	a.sayUnread(ix)
	a.nobody = report.Nobody(ix)
	day, err := a.day(ix.Settings.DayStarts)
	return ix, day, err
}

// sayUnread says once what could not be read, whatever the command tells of the
// rest.
func (a *app) sayUnread(ix *index.Index) {
	said := report.Unread(ix.Unread())
	if said == "" || said == a.unread || a.completes() {
		return
	}
	a.unread = said
	fmt.Fprintf(report.SafeWriter{To: a.env.Stderr}, "netnotes: %s: netnotes check\n", said)
}

// completes reports whether a shell asks for completions, and shows nothing else.
func (a *app) completes() bool {
	return slices.Contains(a.args, cobra.ShellCompRequestCmd) || slices.Contains(a.args, cobra.ShellCompNoDescRequestCmd)
}

// whole ends a command that hands on what the notes hold: not as done where
// some could not be read.
func (a *app) whole() error {
	if a.unread == "" {
		return nil
	}
	return failed("netnotes check", "this is not all: %s", a.unread)
}

// day is today, or the day that --today names.
func (a *app) day(dayStarts int) (parse.Date, error) {
	day := civilDay(a.env.Now, dayStarts)
	if a.today == "" {
		return day, nil
	}
	asked, ok := parseDay(a.today, day)
	if !ok {
		return day, usage("--today 2026-10-06", "not a day: %q", a.today)
	}
	return asked, nil
}

// civilDay is the day on the user's calendar. Before the hour at which their
// day starts it is still yesterday.
func civilDay(now time.Time, dayStarts int) parse.Date {
	day, _ := parse.NewDate(now.Year(), int(now.Month()), now.Day())
	if now.Hour()*60+now.Minute() < dayStarts {
		return day.AddDays(-1)
	}
	return day
}

// parseDay reads a day of the command line: a date, today, yesterday,
// tomorrow, a weekday (the next one) or a duration from today.
func parseDay(s string, today parse.Date) (parse.Date, bool) {
	switch strings.ToLower(s) {
	case "today":
		return today, true
	case "yesterday":
		return today.AddDays(-1), true
	case "tomorrow":
		return today.AddDays(1), true
	}
	if day, ok := parse.ParseDay(s); ok {
		return day, true
	}
	if weekday, ok := parse.Weekday(s); ok {
		return today.AddDays((weekday-today.Weekday()+6)%7 + 1), true
	}
	bare := strings.TrimPrefix(s, "+")
	if d, err := parse.ParseDuration(bare); err == nil && strings.ContainsAny(bare, "dwmy") {
		return d.After(today), true
	}
	return parse.Date{}, false
}

// style is how text may look on this terminal.
func (a *app) style() report.Style {
	s := report.Style{Color: a.color == "always" || a.color == "auto" && a.env.Terminal && a.env.Getenv("NO_COLOR") == "" && a.env.Getenv("TERM") != "dumb"}
	if a.env.Terminal {
		s.Width = a.env.Width
	}
	return s
}

// print writes text for people.
func (a *app) print(text func(report.Style) []byte) error {
	style := a.style()
	_, err := report.SafeWriter{To: a.env.Stdout, Color: style.Color}.Write(text(style))
	return err
}

// forms are the flags of a command that prints a list.
type forms struct {
	lines, csv, raw, zero bool
}

func (f *forms) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.lines, "jsonl", false, "write one JSON object a line")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "write CSV")
	cmd.Flags().BoolVar(&f.raw, "raw", false, "in CSV, leave cells that begin with = + - @ as they are")
	cmd.Flags().BoolVarP(&f.zero, "print0", "0", false, "write the notes' paths, each ended by a NUL, for xargs -0")
	cmd.MarkFlagsMutuallyExclusive("jsonl", "csv", "print0")
}

// emit writes a list in the form that was asked for. Where it is empty because
// no note is a contact, the text says so.
func emit[T any](a *app, f forms, whole any, rows []T, path func(T) string, text func(report.Style) []byte) error {
	switch {
	case a.json:
		return report.JSON(a.env.Stdout, whole)
	case f.lines:
		return report.JSONLines(a.env.Stdout, rows)
	case f.csv:
		return report.CSV(report.SafeWriter{To: a.env.Stdout}, rows, f.raw)
	case f.zero:
		seen, out := map[string]bool{}, a.env.Stdout
		if a.env.Terminal { // for the eye: what a name holds does not reach the terminal raw
			out = report.SafeWriter{To: out}
		}
		for _, row := range rows {
			if p := path(row); !seen[p] {
				seen[p] = true
				if _, err := io.WriteString(out, p+"\x00"); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if len(rows) == 0 {
		return a.printPeople(text)
	}
	return a.print(text)
}

// printPeople writes a text about people, or where there are none, what was read
// instead.
func (a *app) printPeople(text func(report.Style) []byte) error {
	if a.nobody != nil {
		text = a.nobody
	}
	return a.print(text)
}

// negation stands before a query's "-key:value" and a sentence's "->" while
// cobra reads the arguments, which would take them for flags.
const negation = "\x00"

func hideNegations(args []string) []string {
	out := slices.Clone(args)
	for i, arg := range out {
		key, _, ok := strings.Cut(strings.TrimPrefix(arg, "-"), ":")
		if strings.HasPrefix(arg, "->") || ok && strings.HasPrefix(arg, "-") && len(key) > 1 && strings.Trim(strings.ToLower(key), "abcdefghijklmnopqrstuvwxyz_") == "" {
			out[i] = negation + arg
		}
	}
	return out
}

// query reads a command's arguments as a query.
func query(ix *index.Index, args []string) (index.Query, error) {
	q, err := ix.Query(args)
	var bad *index.QueryError
	if errors.As(err, &bad) {
		return q, usage(bad.Hint, "%s", bad.Text)
	}
	return q, err
}

// openQuery opens the folder for a command whose arguments are a query.
func (a *app) openQuery(args []string) (index.Query, *index.Index, parse.Date, error) {
	ix, today, err := a.open()
	if err != nil {
		return index.Query{}, nil, today, err
	}
	q, err := query(ix, args)
	return q, ix, today, err
}

// openNote opens the folder for a command whose arguments are one name.
func (a *app) openNote(command string, args []string, accept func(*parse.Note) bool) (*parse.Note, *index.Index, parse.Date, error) {
	ix, today, err := a.open()
	if err != nil {
		return nil, nil, today, err
	}
	n, err := one(ix, command, strings.Join(args, " "), accept)
	return n, ix, today, err
}
