package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"netnotes/index/store"
	"netnotes/parse"
)

// Memory is where a Live is kept between two programs.
type Memory struct {
	Dir   string // the folder for programs' caches; empty keeps nothing
	Build string // tells this build of the program from others
}

// keeper keeps what a Live knows in a file. It is private, lies outside the
// folder and can be thrown away at any time: what is damaged, foreign or of
// another build of the program is passed over in silence. The head of the file
// is what is asked of the folder, its body the notes: of each the bytes, and
// what was read in them.
type keeper struct {
	name  string // empty keeps nothing
	key   [sha256.Size]byte
	heads *store.Codec[kept]
	notes *store.Codec[parse.Note]
	file  *store.File // as it was found; nil where nothing was
	// behind is how many notes of the folder are known and not in the file.
	behind int
}

// kept is the head of the file.
type kept struct {
	Source string // of the settings
	Places []look
	Linked bool
	Issues []Issue
	Notes  []row
}

// row is a note of the folder.
type row struct {
	Path  string
	Stamp stamp
	part
}

// part is where a note stands in the body: its bytes, and behind them what was
// read in them. It is zero for a note that is not there.
type part struct {
	At, Source, Facts int
	Sum               uint32
}

func newKeeper(m Memory, root string) keeper {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil || m.Dir == "" || m.Build == "" || !stampsTell {
		return keeper{}
	}
	k := keeper{heads: store.NewCodec[kept](), notes: store.NewCodec[parse.Note](parse.NotKept()...)}
	k.name = cacheName(m.Dir, real)
	k.key = sha256.Sum256([]byte("netnotes store\x00" + m.Build + "\x00" + k.heads.Layout() + "\x00" + k.notes.Layout() + "\x00" + real))
	return k
}

// cacheName is where what is kept of a folder lies among programs' caches.
func cacheName(dir, real string) string {
	name := sha256.Sum256([]byte(real))
	return filepath.Join(dir, "netnotes", hex.EncodeToString(name[:16]))
}

// CacheOf is a folder for what can be made again of the folder at root; empty
// where there is no place for it.
func CacheOf(dir, root string) string {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil || dir == "" {
		return ""
	}
	return cacheName(dir, real) + "-page"
}

// wake takes over what is kept.
func (l *Live) wake() {
	if l.keeper.name == "" {
		return
	}
	file, head := store.Open(l.keeper.name, l.keeper.key), kept{}
	if file == nil || !l.keeper.heads.Read(file.Head, nil, &head) {
		return
	}
	f := folder{settings: DefaultSettings()}
	if head.Source != "" {
		f.takeSettings([]byte(head.Source))
	}
	l.keeper.file, l.reader = file, f.reader()
	l.settings, l.source, l.places, l.linked, l.issues = f.settings, head.Source, head.Places, head.Linked, head.Issues
	l.notes = make([]known, len(head.Notes))
	for i, r := range head.Notes {
		l.notes[i] = known{path: r.Path, stamp: r.Stamp, part: r.part}
	}
}

// load is a note of the list. One that is kept and cannot be read there is read
// from its file.
func (l *Live) load(n *known) *parse.Note {
	if l.loadKept(n) == nil && n.err == nil {
		r := l.folder().note(l.reader, n.path)
		n.note, n.err = r.note, r.err
	}
	return n.note
}

// loadKept is a note as it was known, or nil.
func (l *Live) loadKept(n *known) *parse.Note {
	if n.note == nil && n.Facts > 0 && l.keeper.file != nil {
		if text, ok := l.keeper.file.Part(n.At, n.Source+n.Facts, n.Sum); ok && n.Source >= 0 && n.Facts > 0 && n.Source <= len(text) {
			note, source := new(parse.Note), text[:n.Source:n.Source]
			if l.keeper.notes.Read(text[n.Source:], source, note) {
				l.reader.Restore(note, n.path, source)
				n.note = note
			}
		}
	}
	return n.note
}

// overlays is from how many notes on that are not in the file it is written anew.
const overlays = 16

// Save keeps what was read of the folder, if much of it is new.
func (l *Live) Save() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	unsettled := 0
	for i := range l.notes {
		if l.notes[i].stamp == (stamp{}) {
			unsettled++
		}
	}
	k := &l.keeper
	if k.name == "" || l.reader == nil || unsettled > len(l.notes)/2 || k.file != nil && k.behind < overlays || k.behind == 0 {
		return
	}
	head := kept{l.source, l.places, l.linked, l.issues, make([]row, len(l.notes))}
	body := make([][]byte, len(l.notes))
	Each(len(l.notes), 64, func(start, end int) {
		for i := start; i < end; i++ {
			head.Notes[i], body[i] = k.pack(&l.notes[i])
		}
	})
	at := 0
	for i := range head.Notes {
		head.Notes[i].At = at
		at += len(body[i])
	}
	text, ok := k.heads.Append(nil, &head, nil)
	if !ok || store.Write(k.name, k.key, text, body) != nil {
		return
	}
	k.behind = 0
	if k.file = store.Open(k.name, k.key); k.file != nil {
		for i := range l.notes {
			l.notes[i].part = head.Notes[i].part
		}
	}
}

// pack is a note's row and its part of the body. What cannot be kept is read
// again the next time.
func (k *keeper) pack(n *known) (row, []byte) {
	r := row{Path: n.path, Stamp: n.stamp, part: n.part}
	if n.note == nil && n.Facts > 0 && k.file != nil {
		if text, ok := k.file.Part(n.At, n.Source+n.Facts, n.Sum); ok {
			return r, text
		}
	}
	if n.note == nil {
		return row{Path: n.path}, nil
	}
	source := n.note.Source()
	text, ok := k.notes.Append(bytes.Clone(source), n.note, source)
	if !ok {
		return row{Path: n.path}, nil
	}
	r.part = part{0, len(source), len(text) - len(source), store.Sum(text)}
	return r, text
}

// forget throws away what is kept: it may tell of somebody who has been
// forgotten.
func (k *keeper) forget() {
	if k.name != "" {
		_ = os.Remove(k.name)
		k.behind += overlays
	}
}
