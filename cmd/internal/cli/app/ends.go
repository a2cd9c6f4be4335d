package app

import (
	"context"
	"io"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// A command that runs on ends by a signal, by nobody reading its output any
// more, or from outside. Each of its loops watches for that, and so does
// whatever may wait for long: for a lock, for an editor, for a reader who has
// stopped reading.

// Ending is the end of a command that runs on, as its loops see it.
type Ending struct {
	context.Context
	// editing: the terminal belongs to an editor, and with it Ctrl-C.
	Editing atomic.Bool
}

// UntilEnded takes over the signals that end the program, until stop is called.
func (a *App) UntilEnded(parent context.Context) (end *Ending, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	end = &Ending{Context: ctx}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	var closed <-chan struct{}
	if a.Env.Closed != nil {
		closed = a.Env.Closed()
	}
	go func() {
		defer cancel()
		for {
			select {
			case s := <-signals:
				if s == os.Interrupt && end.Editing.Load() {
					continue
				}
			case <-closed:
			case <-ctx.Done():
			}
			return
		}
	}()
	return end, func() {
		signal.Stop(signals)
		cancel()
	}
}

// Writer gives up a write that nobody takes once the end has come.
func (e *Ending) Writer(to io.Writer) io.Writer { return endingWriter{e, to} }

// endingWriter gives up a write that nobody takes once the end has come.
type endingWriter struct {
	end context.Context
	to  io.Writer
}

func (w endingWriter) Write(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	written := make(chan result, 1)
	go func() {
		n, err := w.to.Write(p)
		written <- result{n, err}
	}()
	select {
	case r := <-written:
		return r.n, r.err
	case <-w.end.Done():
	}
	select {
	case r := <-written:
		return r.n, r.err
	case <-time.After(LastWait):
		return 0, context.Canceled
	}
}

// LastWait is how long a write under way, and an editor that was told to end,
// are waited for at the end.
const LastWait = 300 * time.Millisecond
