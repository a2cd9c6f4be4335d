package lsp

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
)

// workspace is a root of notes with what is open of it laid over the disk.
type workspace struct {
	root  string
	live  *index.Live
	ready chan struct{} // closed once the notes are read
	err   error         // why they could not be; set before ready is closed

	disk     atomic.Pointer[index.Index] // as it was found last
	laid     atomic.Pointer[laid]
	build    sync.Mutex // one at a time lays texts over the disk
	changed  func()     // the notes on the disk changed
	giveBack func()     // what the start took
	today    func(*folder.Settings) date.Date
}

// laid is the folder with open texts over it.
type laid struct {
	ix    *index.Index
	saved *index.Index // under the texts
	docs  []*document  // that differ from it, by path
	*people
	mutex    sync.Mutex
	readings map[string]*reading // by URI
}

// newLaid lays texts over a folder in which they were read.
func newLaid(ix, saved *index.Index, docs []*document) *laid {
	return &laid{ix: ix, saved: saved, docs: docs, people: &people{ix: ix}, readings: map[string]*reading{}}
}

// From so many notes on, or with a text of so many bytes, what is being typed is
// laid over the folder at a pause, and not with every key.
const (
	large = 1000
	long  = 64 << 10
)

func (d *document) isLong() bool { return len(d.text) > long }

// open begins to read the folder and to follow its changes until ctx ends.
func (f *workspace) open(ctx context.Context) {
	defer close(f.ready)
	snapshots, err := f.live.Watch(ctx, false)
	if err != nil {
		f.err = err
		return
	}
	var ix *index.Index
	if ix, f.err = f.live.Index(); f.err != nil {
		return
	}
	f.disk.Store(ix)
	f.laid.Store(newLaid(ix, ix, nil))
	go func() {
		f.live.Save()
		f.lookAhead()
		f.giveBack()
		for range snapshots {
			f.lookAhead()
		}
	}()
}

// lookAhead takes over what the last look at the disk found, and has the words of
// names gathered before somebody types.
func (f *workspace) lookAhead() {
	f.look()
	f.disk.Load().Starting("a", isContact)
}

// look takes over what the last look at the disk found.
func (f *workspace) look() {
	if ix, err := f.live.Index(); err == nil && f.disk.Swap(ix) != ix {
		f.changed()
	}
}

// refresh looks at some files at once: the editor tells that they changed.
func (f *workspace) refresh(paths []string) {
	if _, err := f.live.Refresh(paths...); err == nil {
		f.look()
	}
}

// wait waits until the notes are read.
func (f *workspace) wait(ctx context.Context) error {
	select {
	case <-f.ready:
		return f.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// over are the open documents of the folder that say something else than the
// disk, by path. A file that is on the disk and no note is none here.
func (f *workspace) over(saved *index.Index, st *state) []*document {
	var out []*document
	for _, d := range st.docs {
		if d.folder != f || !d.isRead() {
			continue
		}
		n := saved.NoteAt(d.path)
		switch {
		case n != nil && string(n.Source()) == string(d.text):
			continue
		case n == nil && !f.isNew(d.path):
			continue
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *document) int { return strings.Compare(a.path, b.path) })
	return slices.CompactFunc(out, func(a, b *document) bool { return a.path == b.path })
}

// isNew reports whether a text may become a note that is not on the disk yet.
func (f *workspace) isNew(file string) bool {
	for part := range strings.SplitSeq(file, "/") {
		if strings.HasPrefix(part, ".") || strings.EqualFold(part, "templates") || part == "node_modules" {
			return false
		}
	}
	_, err := os.Lstat(filepath.Join(f.root, filepath.FromSlash(file)))
	return os.IsNotExist(err) && file != folder.TodayFile
}

// exactly is the folder with the texts of this moment.
func (f *workspace) exactly(ctx context.Context, st *state) (*laid, error) {
	return f.at(ctx, st, true)
}

// nearly is the folder with the texts of this moment, or in a large folder with
// those of the last pause in typing.
func (f *workspace) nearly(ctx context.Context, st *state) (*laid, error) {
	return f.at(ctx, st, false)
}

func (f *workspace) at(ctx context.Context, st *state, exact bool) (*laid, error) {
	if err := f.wait(ctx); err != nil {
		return nil, err
	}
	saved := f.disk.Load()
	docs := f.over(saved, st)
	fits := func(l *laid) bool { return l.saved == saved && slices.Equal(l.docs, docs) }
	last := f.laid.Load()
	if fits(last) || !exact && (len(saved.Notes()) > large || slices.ContainsFunc(docs, (*document).isLong)) {
		return last, nil
	}
	f.build.Lock()
	defer f.build.Unlock()
	if last = f.laid.Load(); fits(last) {
		return last, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ix := saved
	if len(docs) > 0 {
		changes := make([]disk.Change, len(docs))
		for i, d := range docs {
			changes[i] = disk.Change{Path: d.path, New: d.text}
		}
		ix = saved.With(changes)
	}
	next := newLaid(ix, saved, docs)
	next.on(f.today(&ix.Settings)) // no key waits for it
	f.laid.Store(next)
	return next, nil
}

// relative is a file's path from the root, slash-separated.
func (f *workspace) relative(file string) (string, bool) {
	rel, err := filepath.Rel(f.root, file)
	if err != nil || rel == "." || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) || filepath.IsAbs(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// uri names a note of the folder.
func (f *workspace) uri(file string) string {
	return uriOf(filepath.Join(f.root, filepath.FromSlash(file)))
}

// document is a note of the folder as a document: as it is open, else as it is
// in the folder.
func (f *workspace) document(st *state, n *parse.Note) *document {
	if d := f.opened(st, n); d != nil {
		return d
	}
	d := newDocument(f.uri(n.Path), 0, n.Source())
	d.folder, d.path = f, n.Path
	return d
}

// opened is a note's document in an editor, or nil.
func (f *workspace) opened(st *state, n *parse.Note) *document {
	for _, d := range st.docs {
		if d.folder == f && d.path == n.Path {
			return d
		}
	}
	return nil
}

// uriOf names a note as the editor does that has it open.
func (f *workspace) uriOf(st *state, n *parse.Note) string {
	if d := f.opened(st, n); d != nil {
		return d.uri
	}
	return f.uri(n.Path)
}

// isOpen reports whether a document stands in an editor.
func (st *state) isOpen(d *document) bool { return st.docs[d.uri] == d }
