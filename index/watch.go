package index

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"netnotes/index/disk"
	"netnotes/index/folder"
)

// Times of watching. Events are a hint that something changed; what changed is
// found by looking.
const (
	settle    = 150 * time.Millisecond // quiet after an event before looking
	settleMax = 2 * time.Second        // looking is put off no longer than this
	lookAnew  = 60 * time.Second       // looking without any event
	pollEvery = 2 * time.Second        // looking where there are no events
)

// Watch refreshes the folder whenever it may have changed, until ctx ends, and
// sends what it found: first the folder as it is, then every change. With poll
// it looks every two seconds instead of waiting for events, as network drives
// need.
func (l *Live) Watch(ctx context.Context, poll bool) (<-chan Snapshot, error) {
	w := &watcher{live: l, poll: poll, out: make(chan Snapshot)}
	if !poll {
		events, err := fsnotify.NewWatcher()
		if err != nil {
			w.fallBack()
		} else {
			w.events = events
		}
	}
	// Watches first, then the listing: what is made in between is seen.
	if err := w.add("."); err != nil && w.events != nil {
		w.fallBack()
	}
	first, err := l.Refresh()
	if err != nil {
		w.close()
		return nil, err
	}
	for w.follow() {
		if first, err = l.Refresh(); err != nil {
			w.close()
			return nil, err
		}
	}
	first.Changed, first.Notice = nil, joinNotice(first.Notice, w.notice)
	w.notice = ""
	go w.run(ctx, first)
	return w.out, nil
}

// watcher is the loop behind Watch.
type watcher struct {
	live   *Live
	events *fsnotify.Watcher // nil while polling
	poll   bool
	seen   map[string]bool // folders that are watched
	known  []folder.Look   // the folders that were there when seen was made
	paths  []string        // of the events since the last look
	all    bool            // and whether they tell of more than these
	notice string          // to be said with the next snapshot
	said   string          // what was last said about the folder
	out    chan Snapshot
}

// fallBack goes on by polling.
func (w *watcher) fallBack() {
	if w.events != nil {
		w.events.Close()
	}
	w.events, w.poll = nil, true
	w.notice = "the system gives no more watches, so the folder is looked at every two seconds"
}

func (w *watcher) close() {
	if w.events != nil {
		w.events.Close()
	}
}

func (w *watcher) add(dir string) error {
	if w.events == nil {
		return nil
	}
	return w.events.Add(filepath.Join(w.live.root, filepath.FromSlash(dir)))
}

// follow watches the folders of the last listing that are not watched yet, and
// reports whether there were any: then they must be listed once more.
func (w *watcher) follow() (more bool) {
	if w.events == nil {
		return false
	}
	places := w.live.folders()
	if now := places; w.seen != nil && len(now) == len(w.known) && len(now) > 0 && &now[0] == &w.known[0] {
		return false
	}
	seen := make(map[string]bool, len(places))
	for _, place := range places {
		dir := place.Path
		if dir == disk.SettingsFile {
			continue
		}
		seen[dir] = true
		if w.seen[dir] {
			continue
		}
		switch err := w.add(dir); {
		case err == nil:
			more = true
		case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE):
			w.fallBack()
			return false
		default:
			delete(seen, dir) // gone already; the next listing tells
		}
	}
	w.seen, w.known = seen, places
	return more
}

// note keeps where to look because of an event. A folder that was moved, removed
// or made anew is taken for one that is not watched, and everything is looked
// at: what bears its name now may be another one.
func (w *watcher) note(e fsnotify.Event) {
	rel, err := filepath.Rel(w.live.root, e.Name)
	if err != nil {
		w.all = true
		return
	}
	rel = filepath.ToSlash(rel)
	w.paths = append(w.paths, rel)
	if len(w.paths) > maxPathsNoted {
		w.all, w.paths = true, nil
	}
	if e.Op == fsnotify.Write || !w.seen[rel] {
		return
	}
	w.all, w.known = true, nil
	for dir := range w.seen {
		if dir == rel || strings.HasPrefix(dir, rel+"/") {
			delete(w.seen, dir)
			_ = w.events.Remove(filepath.Join(w.live.root, filepath.FromSlash(dir)))
		}
	}
}

// forgetAll takes no folder for watched any more. A watch that stays would go on
// telling of its folder by the name that it had.
func (w *watcher) forgetAll() {
	for _, dir := range w.events.WatchList() {
		_ = w.events.Remove(dir)
	}
	w.seen, w.all = nil, true
}

// maxPathsNoted is from how many events on looking at everything is no more
// work than looking at their paths.
const maxPathsNoted = 256

// run waits for something to happen, lets it settle, and looks.
func (w *watcher) run(ctx context.Context, first Snapshot) {
	defer close(w.out)
	defer func() { w.close() }()
	if !w.send(ctx, first) {
		return
	}
	var since time.Time // the first event not yet looked at
	timer := time.NewTimer(w.idle(first))
	defer timer.Stop()
	for {
		var events <-chan fsnotify.Event
		var failures <-chan error
		if w.events != nil {
			events, failures = w.events.Events, w.events.Errors
		}
		select {
		case <-ctx.Done():
			return
		case e, ok := <-events:
			if !ok || e.Op == fsnotify.Chmod || e.Name != filepath.Clean(w.live.root) && folder.SkippedName(filepath.Base(e.Name)) {
				continue
			}
			w.note(e)
			now := w.live.clock()
			if since.IsZero() {
				since = now
			}
			timer.Reset(max(0, min(settle, settleMax-now.Sub(since))))
		case <-failures: // an overflow, most often: events were lost
			w.forgetAll()
			timer.Reset(settle)
		case <-timer.C:
			since = time.Time{}
			s, ok := w.look(ctx)
			if !ok {
				return
			}
			timer.Reset(w.idle(s))
		}
	}
}

// idle is how long to wait for an event before looking without one.
func (w *watcher) idle(s Snapshot) time.Duration {
	switch {
	case s.Again:
		return doubtWait
	case w.poll || s.Notice != "":
		return pollEvery
	}
	return lookAnew
}

// look refreshes, watches what is new, and sends what changed.
func (w *watcher) look(ctx context.Context) (Snapshot, bool) {
	paths := w.paths
	if w.all {
		paths = nil
	}
	w.paths, w.all = nil, false
	s, err := w.live.Refresh(paths...)
	if err != nil {
		return s, true
	}
	for w.follow() {
		more, err := w.live.Refresh()
		if err != nil {
			break
		}
		more.Changed = slices.Compact(slices.Sorted(slices.Values(append(s.Changed, more.Changed...))))
		more.Again = more.Again || s.Again
		s = more
	}
	same := s.Notice == w.said && w.notice == ""
	w.said = s.Notice
	s.Notice = joinNotice(s.Notice, w.notice)
	w.notice = ""
	if len(s.Changed) == 0 && same {
		return s, true
	}
	return s, w.send(ctx, s)
}

func (w *watcher) send(ctx context.Context, s Snapshot) bool {
	select {
	case w.out <- s:
		return true
	case <-ctx.Done():
		return false
	}
}

func joinNotice(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}
