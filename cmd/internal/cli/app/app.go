package app

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse/date"
	"netnotes/report"
	"netnotes/report/form"
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
	// RunPager shows a text in a pager, until ctx ends.
	RunPager func(ctx context.Context, pager string, text []byte) error
	// OpenFile shows a file with the program that the system has for its kind.
	OpenFile func(ctx context.Context, file string) error
	// Copy puts a text on the clipboard; nil where there is none.
	Copy func(text string) error
	// Closed is closed once nobody reads Stdout any more; nil where the system
	// does not tell.
	Closed func() <-chan struct{}
	// Limit is what of the folder a command may see; nil where that is all. A
	// command that writes knows no others either.
	Limit func(*index.Index, date.Date) *index.Index
	// Collect ends what puts off the collection of garbage, for work that reads
	// far more than it keeps; nil where nothing does.
	Collect func()
	// Alive reports whether a process runs; nil where the system does not tell.
	Alive func(process int) bool

	// Read reads the folder in place of the index; a test has its own.
	Read func(root string) (*index.Index, error)
}

// App is one run of the program.
type App struct {
	Env Env

	Commands      func(a *App, words []string) *cobra.Command // the command line of a run, as far as the words may need it
	Args          []string                                    // as typed
	Dir, Color    string
	AsToday       string // the day to take for today, in the words that were typed
	AsOf          string // a commit or a day, of commands that can look back
	JSON, NoCache bool
	Plain         bool                    // whole sentences, one a line
	Live          *index.Live             // the folder, once it was read
	all           *index.Index            // what was read, whatever Limit says
	ahead         *index.Index            // what was read before somebody asked for it
	answers       *bufio.Reader           // of Stdin, once something was asked
	Ended         bool                    // nobody answers any more: the end of Stdin was read
	Nobody        func(form.Style) []byte // what to say instead of an empty list where no note is a contact; nil where one is
	unread        string                  // what could not be read, once it was said
}

// Find is the root of the folder.
func (a *App) Find() (string, error) {
	if !slices.Contains([]string{"auto", "always", "never"}, a.Color) {
		return "", Usage("--color auto", "--color is auto, always or never, not %q", a.Color)
	}
	root, err := folder.Find(a.Dir, a.Env.Cwd, a.Env.Getenv("NETNOTES_DIR"))
	if err != nil {
		if folder.NoFolder(err) {
			return "", Failed("make one: netnotes init; or name it: netnotes -C DIR …", "%v", err)
		}
		return "", Failed("check the name after -C, or NETNOTES_DIR", "%v", err)
	}
	return root, nil
}

// SayUnread says once what could not be read, whatever the command tells of the
// rest.
func (a *App) SayUnread(ix *index.Index) {
	said := report.Unread(ix.Unread())
	if said == "" || said == a.unread || a.completes() {
		return
	}
	a.unread = said
	fmt.Fprintf(form.SafeWriter{To: a.Env.Stderr}, "netnotes: %s: netnotes check\n", said)
}

// completes reports whether a shell asks for completions, and shows nothing else.
func (a *App) completes() bool {
	return slices.Contains(a.Args, cobra.ShellCompRequestCmd) || slices.Contains(a.Args, cobra.ShellCompNoDescRequestCmd)
}

// Whole ends a command that hands on what the notes hold: not as done where
// some could not be read.
func (a *App) Whole() error {
	if a.unread == "" {
		return nil
	}
	return Failed("netnotes check", "this is not all: %s", a.unread)
}

// Context is what ends the program from outside.
func (a *App) Context() context.Context {
	if a.Env.Context != nil {
		return a.Env.Context
	}
	return context.Background()
}

// Clock is the time now; in a test, the one it was given.
func (a *App) Clock() time.Time {
	if a.Env.Clock != nil {
		return a.Env.Clock()
	}
	return a.Env.Now
}

// Execute runs what the arguments say. A fault of the program itself is told in the voice of
// the command line; NETNOTES_TRACE shows where it lies.
func (a *App) Execute(root *cobra.Command, args []string) (err error) {
	if a.Env.Getenv("NETNOTES_TRACE") == "" {
		defer func() {
			if what := recover(); what != nil {
				err = Failed("NETNOTES_TRACE=1 before the command shows where, for a report", "a fault in netnotes: %v", what)
			}
		}()
	}
	root.SetArgs(hideNegations(args))
	return root.Execute()
}
