package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
)

// remember makes a command that only reads answer from memory what it was asked
// before, while nothing in the folder has changed. A command whose answer rests
// on anything but the notes, the settings, the day and its arguments must not
// be remembered.
func (a *app) remember(cmd *cobra.Command) *cobra.Command {
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		staged := cmd.Flags().Lookup("staged")
		if staged != nil && staged.Changed {
			return run(cmd, args) // what is staged may change while no note does
		}
		if a.asOf != "" {
			if dir, root, ok := a.remembers(); ok {
				return a.rememberAsOf(dir, root, func() error { return run(cmd, args) })
			}
			return run(cmd, args)
		}
		if a.openLive(); a.live == nil {
			return run(cmd, args)
		}
		return a.recallOr("", func() error { return run(cmd, args) })
	}
	return cmd
}

// remembers tells where the memory of the folder lies, if anything is to be
// remembered. What is wrong with the folder, the command itself says.
func (a *app) remembers() (dir, root string, ok bool) {
	dir = a.cacheDir()
	if dir == "" || a.noCache || a.env.Build == "" {
		return "", "", false
	}
	root, err := a.find()
	return dir, root, err == nil
}

// memory is where to keep what is found out about the folder, if anything.
func (a *app) memory() index.Memory {
	if a.noCache {
		return index.Memory{}
	}
	return index.Memory{Dir: a.cacheDir(), Build: a.env.Build}
}

// openLive opens what is kept of the folder, where anything is to be kept.
func (a *app) openLive() {
	if _, root, ok := a.remembers(); ok && a.live == nil {
		a.live = index.OpenLive(root, a.memory(), func() time.Time { return a.env.Now })
	}
}

// repeat says again what was said.
func (a *app) repeat(said string, ok bool) (error, bool) {
	if !ok || said == "" {
		return nil, false
	}
	if _, err := io.WriteString(a.env.Stdout, said[1:]); err != nil {
		return err, true
	}
	if said[0] == exitProblems {
		return errProblems, true
	}
	return nil, true
}

// recallOr says what was said before while nothing has changed, or runs a command
// and keeps what it says. about tells what the answer rests on beside the folder
// and the question.
func (a *app) recallOr(about string, run func() error) error {
	if day, err := a.day(a.live.DayStarts()); err == nil {
		if err, ok := a.repeat(a.live.Recall(a.question(day) + about)); ok {
			return err
		}
	}
	said, err := a.listen(run)
	if said != "" && a.asked != nil {
		a.live.Keep(a.question(*a.asked)+about, said)
	}
	return err
}

// listen runs a command and returns its exit status and what it says, or
// nothing where it fails or says something on the side.
func (a *app) listen(run func() error) (string, error) {
	var said, aside bytes.Buffer
	stdout, stderr := a.env.Stdout, a.env.Stderr
	a.env.Stdout, a.env.Stderr = io.MultiWriter(stdout, &said), io.MultiWriter(stderr, &aside)
	said.WriteByte(exitFine)
	err := run()
	a.env.Stdout, a.env.Stderr = stdout, stderr
	if errors.Is(err, errProblems) {
		said.Bytes()[0] = exitProblems
	} else if err != nil {
		return "", err
	}
	if aside.Len() > 0 {
		return "", err
	}
	return said.String(), err
}

// question is all that an answer rests on beside the folder.
func (a *app) question(day parse.Date) string {
	style := a.style()
	return strings.Join(a.args, "\x00") + "\x00" + a.env.Cwd + "\x00" + day.String() + fmt.Sprint("\x00", style.Color, style.Width)
}

// cacheDir is where programs keep what they can do without on this system.
func (a *app) cacheDir() string {
	if dir := a.env.Getenv("XDG_CACHE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	home := a.env.Getenv("HOME")
	switch {
	case home == "":
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Caches")
	}
	return filepath.Join(home, ".cache")
}
