package app

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

// StartProgress returns nil where there is no terminal to say it on.
func (a *App) StartProgress() *progress {
	if a.Env.Progress == nil || a.Env.Clock == nil {
		return nil
	}
	return &progress{to: a.Env.Progress, clock: a.Env.Clock, began: a.Env.Clock()}
}

// readNotes reads the folder, and says on a terminal how far it has come.
func (a *App) readNotes(root string) (*index.Index, error) {
	if ix := a.ahead; ix != nil {
		a.ahead = nil
		return ix, nil
	}
	if a.Env.Read != nil {
		return a.Env.Read(root)
	}
	p := a.StartProgress()
	defer p.End()
	if a.Live == nil {
		a.Live = index.OpenLive(root, a.Memory(), a.Clock)
	}
	a.Live.Show = p.Reading()
	return a.Live.Read()
}

// ReadAhead reads the folder beside other work, for whoever asks for it next.
func (a *App) ReadAhead(root string) {
	if !a.NoCache {
		a.ahead, _ = a.readNotes(root)
	}
}

// Memory is where to keep what is read of the folder, if anywhere.
func (a *App) Memory() index.Memory {
	if a.NoCache {
		return index.Memory{}
	}
	return index.Memory{Dir: a.CacheDir(), Build: a.Env.Build}
}

// Reading is what a reading of the folder tells.
func (p *progress) Reading() func(done, total int) {
	if p == nil {
		return nil
	}
	return func(done, total int) { p.Report("reading the notes", done, total) }
}

// Report takes the count of this moment, from any goroutine.
func (p *progress) Report(what string, done, total int) {
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

// End takes the line away.
func (p *progress) End() {
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
