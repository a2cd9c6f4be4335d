// Command netnotes keeps a professional network in plain Markdown notes and
// tells who is due.
package main

import (
	"bytes"
	"context"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

func main() {
	collectLate()
	// A closed pipe ends the printing and not the program.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	cwd, _ := os.Getwd()
	terminal := term.IsTerminal(int(os.Stdout.Fd()))
	width := 0
	if terminal {
		width, _ = size()
	}
	var progress io.Writer
	if term.IsTerminal(int(os.Stderr.Fd())) {
		progress = os.Stderr
	}
	os.Exit(cli.Run(os.Args[1:], app.Env{
		Stdin:     os.Stdin,
		Stdout:    os.Stdout,
		Stderr:    os.Stderr,
		Getenv:    os.Getenv,
		Cwd:       cwd,
		Now:       time.Now(),
		Terminal:  terminal,
		Asks:      term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())),
		Width:     width,
		Build:     cli.Build(),
		Progress:  progress,
		Clock:     time.Now,
		Raw:       raw,
		Size:      size,
		RunEditor: runEditor,
		RunPager:  runPager,
		OpenFile:  openFile,
		Copy:      toClipboard,
		Closed:    outputClosed,
		Collect:   collect,
		Alive:     alive,
	}))
}

// collectLate puts off the collection of garbage until the heap is large: most
// commands have ended before. From then on it runs as it always does.
func collectLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(256 << 20)
	type sentinel struct{ _ [16]byte }
	runtime.AddCleanup(&sentinel{}, func(struct{}) { collect() }, struct{}{})
}

// collect has garbage collected as it always is, unless a command that runs on has
// said how it wants it.
func collect() {
	if own := debug.SetGCPercent(100); own > 0 {
		debug.SetGCPercent(own)
	}
	debug.SetMemoryLimit(math.MaxInt64)
}

// size is the terminal's columns and rows.
func size() (columns, rows int) {
	columns, rows, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return 80, 24
	}
	return columns, rows
}

// raw takes every key as it is pressed, until restore.
func raw() (restore func(), err error) {
	fd := int(os.Stdin.Fd())
	state, err := term.MakeRaw(fd)
	return func() { _ = term.Restore(fd, state) }, err
}

// runEditor runs an editor, which may be a command with arguments, on a file.
func runEditor(ctx context.Context, editor, file string) error {
	cmd := exec.Command("sh", "-c", editor+` "$1"`, "sh", file)
	if runtime.GOOS == "windows" {
		words := strings.Fields(editor)
		cmd = exec.Command(words[0], append(words[1:], file)...)
	}
	cmd.Stdin = os.Stdin
	return runOn(ctx, cmd)
}

// runPager runs a pager, which may be a command with arguments, on a text.
// Where nothing else is said less ends by itself when all fits on the screen,
// as git has it.
func runPager(ctx context.Context, pager string, text []byte) error {
	cmd := exec.Command("sh", "-c", pager)
	if runtime.GOOS == "windows" {
		words := strings.Fields(pager)
		cmd = exec.Command(words[0], words[1:]...)
	}
	cmd.Stdin, cmd.Env = bytes.NewReader(text), os.Environ()
	if os.Getenv("LESS") == "" {
		cmd.Env = append(cmd.Env, "LESS=FRX")
	}
	return runOn(ctx, cmd)
}

// runOn runs a program on this terminal. Ctrl-C is the program's meanwhile. When
// ctx ends it is told to end as well; one that does not is left to its user after
// a moment.
func runOn(ctx context.Context, cmd *exec.Cmd) error {
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		_ = cmd.Process.Signal(syscall.SIGTERM)
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(app.LastWait):
		return ctx.Err()
	}
}

// openFile hands a file to the first of the system's programs for it that there
// is, and does not wait until it is looked at.
func openFile(ctx context.Context, file string) error {
	programs := [][]string{{"xdg-open"}, {"open"}}
	if runtime.GOOS == "windows" {
		programs = [][]string{{"rundll32", "url.dll,FileProtocolHandler"}}
	}
	var err error
	for _, words := range programs {
		cmd := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
		if err = cmd.Run(); err == nil {
			return nil
		}
	}
	return err
}
