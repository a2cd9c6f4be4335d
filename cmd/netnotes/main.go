// Command netnotes keeps a professional network in plain Markdown notes and
// tells who is due.
package main

import (
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/term"

	"netnotes/cmd/internal/cli"
)

func main() {
	// A command lives for a moment: collecting less often is worth the memory.
	debug.SetGCPercent(400)
	cwd, _ := os.Getwd()
	width := 0
	terminal := term.IsTerminal(int(os.Stdout.Fd()))
	if terminal {
		width, _, _ = term.GetSize(int(os.Stdout.Fd()))
	}
	os.Exit(cli.Run(os.Args[1:], cli.Env{
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Getenv:   os.Getenv,
		Cwd:      cwd,
		Now:      time.Now(),
		Terminal: terminal,
		Width:    width,
	}))
}
