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
	if a.env.read != nil {
		return a.env.read(root)
	}
	p := a.startProgress()
	defer p.end()
	if a.live == nil {
		a.live = index.OpenLive(root, a.memory(), a.clock)
	}
	a.live.Show = p.reading()
	return a.live.Read()
}

// memory is where to keep what is read of the folder, if anywhere.
func (a *app) memory() index.Memory {
	if a.noCache {
		return index.Memory{}
	}
	return index.Memory{Dir: a.cacheDir(), Build: a.env.Build}
}

// reading is what a reading of the folder tells.
func (p *progress) reading() func(done, total int) {
	if p == nil {
		return nil
	}
	return func(done, total int) { p.report("reading the notes", done, total) }
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
