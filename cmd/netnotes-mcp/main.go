// Command netnotes-mcp lets an assistant look at a folder of notes and write
// single lines into it, over standard input and output (MCP). It runs the
// commands of netnotes; private people are unknown to it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/pflag"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

const usage = `netnotes-mcp [-C DIR] [--only QUERY] [--read-only | --write] [--with-contact-details]

Serves the notes of a folder to an assistant (MCP, standard input and output).
What it reads there it may send to whoever runs the assistant: unless that is a
program on this machine, names, organisations and the words of your log leave
it. Private people, and lines with #private, are unknown to it; addresses,
phones, birthdays and handles need --with-contact-details. It writes one line at
a time, after asking you, and netnotes undo takes it back.

`

func main() {
	var o options
	flags := pflag.NewFlagSet("netnotes-mcp", pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVarP(&o.dir, "dir", "C", "", "the folder of notes")
	flags.StringVar(&o.today, "today", "", "take this day for today")
	flags.StringVar(&o.only, "only", "", "know only people whom this query finds, such as tier:A|B")
	flags.BoolVar(&o.readOnly, "read-only", false, "offer nothing that writes")
	flags.BoolVar(&o.write, "write", false, "write without asking where the client cannot ask")
	flags.BoolVar(&o.details, "with-contact-details", false, "tell addresses, phones, birthdays and handles")
	switch err := flags.Parse(os.Args[1:]); {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Print(usage, flags.FlagUsages())
		return
	case err != nil || flags.NArg() > 0 || o.readOnly && o.write:
		fmt.Fprint(os.Stderr, "netnotes-mcp: these arguments are not understood\nhint: netnotes-mcp --help\n")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o.env = func() app.Env {
		cwd, _ := os.Getwd()
		return app.Env{Getenv: os.Getenv, Cwd: cwd, Now: time.Now(), Clock: time.Now, Build: cli.Build(), Context: ctx}
	}
	server, err := newServer(o)
	if err != nil {
		fmt.Fprintf(os.Stderr, "netnotes-mcp: %v\nhint: netnotes-mcp --help\n", err)
		os.Exit(2)
	}
	if err := server.Run(ctx, &mcp.StdioTransport{}); err != nil && ctx.Err() == nil && !errors.Is(err, io.EOF) {
		fmt.Fprintf(os.Stderr, "netnotes-mcp: %v\n", err)
		os.Exit(3)
	}
}
