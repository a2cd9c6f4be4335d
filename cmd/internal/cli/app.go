// Package cli is the command line: it reads arguments, asks for a report, and
// writes it in the form that was asked for. One file is one command.
package cli

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

	read func(root string) (*index.Index, error) // how a test reads the folder
}

// app is one run of the program.
type app struct {
	env Env

	args              []string // as typed
	dir, today, color string
	asOf              string // a commit or a day, of commands that can look back
	json, noCache     bool
	plain             bool                    // whole sentences, one a line
	live              *index.Live             // the folder, once it was read
	all               *index.Index            // what was read, whatever Limit says
	answers           *bufio.Reader           // of Stdin, once something was asked
	ended             bool                    // nobody answers any more: the end of Stdin was read
	nobody            func(form.Style) []byte // what to say instead of an empty list where no note is a contact; nil where one is
	unread            string                  // what could not be read, once it was said
}

// find is the root of the folder.
func (a *app) find() (string, error) {
	if !slices.Contains([]string{"auto", "always", "never"}, a.color) {
		return "", usage("--color auto", "--color is auto, always or never, not %q", a.color)
	}
	root, err := folder.Find(a.dir, a.env.Cwd, a.env.Getenv("NETNOTES_DIR"))
	if err != nil {
		if folder.NoFolder(err) {
			return "", failed("make one: netnotes init; or name it: netnotes -C DIR …", "%v", err)
		}
		return "", failed("check the name after -C, or NETNOTES_DIR", "%v", err)
	}
	return root, nil
}

// sayUnread says once what could not be read, whatever the command tells of the
// rest.
func (a *app) sayUnread(ix *index.Index) {
	said := report.Unread(ix.Unread())
	if said == "" || said == a.unread || a.completes() {
		return
	}
	a.unread = said
	fmt.Fprintf(form.SafeWriter{To: a.env.Stderr}, "netnotes: %s: netnotes check\n", said)
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

// context is what ends the program from outside.
func (a *app) context() context.Context {
	if a.env.Context != nil {
		return a.env.Context
	}
	return context.Background()
}

// clock is the time now; in a test, the one it was given.
func (a *app) clock() time.Time {
	if a.env.Clock != nil {
		return a.env.Clock()
	}
	return a.env.Now
}
