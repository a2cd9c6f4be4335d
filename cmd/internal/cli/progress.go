package cli

import (
	"fmt"
	"io"
	"sync"
	"time"

	"netnotes/index"
)

// progress says on a terminal how far long work has come, in one line that is
// gone when the work is done. Short work says nothing.
type progress struct {
	to    io.Writer
	clock func() time.Time
	mutex sync.Mutex
	shown bool
	ended bool
	began time.Time // when the line was last drawn, or the work began
}

// Times of the progress line.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// startProgress returns nil where there is no terminal to say it on.
func (a *app) startProgress() *progress {
	if a.env.Progress == nil || a.env.Clock == nil {
		return nil
	}
	return &progress{to: a.env.Progress, clock: a.env.Clock, began: a.env.Clock()}
}

// readNotes reads the folder, and says on a terminal how far it has come.
func (a *app) readNotes(root string) (*index.Index, error) {
	var show func(done, total int)
	p := a.startProgress()
	defer p.end()
	if p != nil {
		show = func(done, total int) { p.report("reading the notes", done, total) }
	}
	if a.cache != nil {
		return a.cache.Read(show)
	}
	return index.ReadShowing(root, show)
}

// report takes the count of this moment, from any goroutine.
func (p *progress) report(what string, done, total int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now, wait := p.clock(), progressAfter
	if p.shown {
		wait = progressEvery
	}
	if p.ended || now.Sub(p.began) < wait {
		return
	}
	p.began, p.shown = now, true
	fmt.Fprintf(p.to, "\r\x1b[K%s: %d of %d", what, done, total)
}

// end takes the line away.
func (p *progress) end() {
	if p == nil {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.shown && !p.ended {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
	p.ended = true
}
