package index

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
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
// is what is asked of the folder, its body the notes: of each the bytes, and what
// it tells.
type keeper struct {
	name  string // empty keeps nothing
	key   [sha256.Size]byte
	heads *store.Tables[kept]
	tales *store.Tables[facts.TaleRows]
	file  *store.File  // as it was found; nil where nothing was
	named *facts.Facts // of file
	// behind is how many notes of the folder are known and not in the file.
	behind int
}

// kept is the head of the file.
type kept struct {
	facts.Rows
	sightRows
	Files  []fileRow
	Values []parse.ValueRow // of the files, one after the other
	Texts  []byte           // of Values
}

// fileRow is a file of a note of the folder.
type fileRow struct {
	Path, Kind, Name parse.Place
	Stamp            disk.Stamp
	facts.Part
	Values   parse.Run
	Note     uint32 // 1 more than its number among the facts, or 0
	Template bool
}

func newKeeper(m Memory, root string) keeper {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil || m.Dir == "" || m.Build == "" || !disk.StampsTell {
		return keeper{}
	}
	k := keeper{heads: store.NewTables[kept](), tales: store.NewTables[facts.TaleRows]()}
	k.name = cacheName(m.Dir, real)
	k.key = sha256.Sum256([]byte("netnotes store\x00" + m.Build + "\x00" + k.heads.Layout() + "\x00" + k.tales.Layout() + "\x00" + real))
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
	if file == nil || !l.keeper.heads.Read(file.Head, &head) {
		return
	}
	known := facts.FactsOf(head.Rows)
	seen, ok := seen(known, &head.sightRows)
	if !ok || !known.Sound() {
		return
	}
	f := folder.Listing{Settings: folder.DefaultSettings()}
	if seen.source != "" {
		f.TakeSettings([]byte(seen.source))
	}
	l.keeper.file, l.keeper.named, l.reader, l.facts = file, known, f.Reader(), known
	l.state, l.settings = seen, f.Settings
	l.remember(known, &head)
}

// remember makes the list of notes from that of the file.
func (l *Live) remember(f *facts.Facts, head *kept) {
	l.notes = make([]known, len(head.Files))
	notes, laters, tales := make([]parse.Note, len(l.notes)), make([]parse.Later, len(l.notes)), make([]facts.Tale, len(l.notes))
	all := &facts.Tales{File: l.keeper.file, Tables: l.keeper.tales, Path: func(number uint32) string {
		if int(number) >= len(f.Notes) {
			return ""
		}
		return f.Text(f.Notes[number].Path)
	}}
	values := &parse.Values{Rows: head.Values, Texts: head.Texts}
	read := &remembered{l, notes, tales}
	one := func(i int) {
		r, n := &head.Files[i], &l.notes[i]
		*n = known{path: f.Text(r.Path), stamp: r.Stamp}
		if r.Size == 0 {
			n.stamp = disk.Stamp{}
			return
		}
		tales[i] = facts.Tale{Tales: all, At: r.Part}
		n.tale = &tales[i]
		if r.Note > 0 && int(r.Note) <= len(f.Notes) {
			n.number = r.Note
		}
		notes[i] = laters[i].Note(n.path, parse.NoteKind(f.Text(r.Kind)), f.Text(r.Name), read, i)
		n.note = &notes[i]
		n.note.Template = r.Template
		l.reader.Keep(n.note, values, r.Values.From, r.Values.Count)
	}
	parallel.Each(len(l.notes), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			one(i)
		}
	})
}

// remembered are the notes of the file, as they are without the others.
type remembered struct {
	*Live
	notes []parse.Note
	tales []facts.Tale
}

// Read reads a note that is kept. One that is damaged there is read from its file.
func (r *remembered) Read(i int) *parse.Note {
	file := r.notes[i].Path
	if source := r.Bytes(i); source != nil {
		return r.folder().ParseNote(r.reader, file, source)
	}
	if f := r.folder().Note(r.reader, file); f.Note != nil {
		return f.Note
	}
	return new(parse.Note)
}

func (r *remembered) Bytes(i int) []byte { return r.tales[i].Bytes() }

// Story is none: whose lines they are depends on the others.
func (r *remembered) Story(int) *parse.Story { return nil }

// packed is how many notes share a table of values while they are packed.
const packed = 512

// overlays is from how many notes on that are not in the file it is written anew.
const overlays = 16

// Save keeps what was read of the folder, if much of it is new.
func (l *Live) Save() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	unsettled := 0
	for i := range l.notes {
		if l.notes[i].stamp == (disk.Stamp{}) {
			unsettled++
		}
	}
	k := &l.keeper
	behind := k.behind + l.index.lookedAnew()
	if k.name == "" || l.reader == nil || unsettled > len(l.notes)/2 || k.file != nil && behind < overlays || behind == 0 {
		return
	}
	ix := l.view()
	f := ix.late.blobs.In(ix.facts).Compact()
	l.index.settle(f)
	l.index.keepWrong(f)
	l.facts = f
	l.renumber(f)
	files, body := make([]fileRow, len(l.notes)), make([][]byte, len(l.notes))
	tables := make([]facts.Values, (len(l.notes)+packed-1)/packed)
	parallel.Each(len(l.notes), packed, func(start, end int) {
		var rows facts.TaleRows
		maker, values := parse.NewRowMaker(&rows.Rows), &tables[start/packed]
		for i := start; i < end; i++ {
			files[i], body[i] = l.pack(&l.notes[i], &rows, maker)
			if n := l.notes[i].note; n != nil {
				files[i].Values = values.Add(n)
			}
		}
	})
	var at int64
	var from uint32
	var values facts.Values
	for i := range files {
		n, r := &l.notes[i], &files[i]
		if i%packed == 0 {
			from = values.Join(&tables[i/packed])
		}
		r.Values.From += from
		r.At, r.Path, r.Note = at, f.Add(n.path), n.number
		at += int64(len(body[i]))
		if n.note != nil {
			r.Kind, r.Name, r.Template = f.Add(string(n.note.Kind)), f.Add(n.note.Name), n.note.Template
		}
	}
	seen := see(f, &l.state)
	head := k.heads.Append(nil, &kept{f.Rows, seen, files, values.Rows, values.Texts})
	if store.Write(k.name, k.key, head, body) != nil {
		return
	}
	k.behind = 0
	if k.file = store.Open(k.name, k.key); k.file != nil {
		l.rest()
	}
}

// rest lets go of what was read for a program that runs on: it is taken from the
// file from now on.
func (l *Live) rest() {
	if !l.watched {
		return
	}
	state, reader, facts, keeper := l.state, l.reader, l.facts, l.keeper
	l.wake()
	if !slices.EqualFunc(state.notes, l.notes, func(a, b known) bool { return a.path == b.path && a.stamp == b.stamp }) { // another program's file
		l.state, l.reader, l.facts, l.keeper = state, reader, facts, keeper
		return
	}
	l.index = nil
}

// renumber lets go of what is kept of the notes where the numbers of those whom
// they tell of are not those of facts.
func (l *Live) renumber(f *facts.Facts) {
	same := l.keeper.named != nil && slices.EqualFunc(l.keeper.named.Notes, f.Notes, func(a, b facts.NoteRow) bool { return l.keeper.named.Text(a.Path) == f.Text(b.Path) })
	for i := 0; i < len(l.notes) && !same; i++ {
		l.notes[i].tale = nil
	}
}

// pack is a file's row and its part of the body, made in the rows given. What
// cannot be kept is read again the next time.
func (l *Live) pack(n *known, rows *facts.TaleRows, m *parse.RowMaker) (fileRow, []byte) {
	if n.tale != nil {
		if text, ok := n.tale.At.In(n.tale.File); ok {
			return fileRow{Stamp: n.stamp, Part: n.tale.At}, text
		}
	}
	if n.note == nil {
		return fileRow{}, nil
	}
	source := n.note.Source()
	if n.number > 0 {
		l.index.taleOf(int(n.number-1), rows, m)
	} else {
		rows = &facts.TaleRows{}
	}
	behind := facts.Behind(int32(len(source)))
	text := make([]byte, behind, behind+l.keeper.tales.Room(rows))
	copy(text, source)
	text = l.keeper.tales.Append(text, rows)
	return fileRow{Stamp: n.stamp, Part: facts.Part{At: 0, Source: int32(len(source)), Size: int32(len(text)), Sum: store.Sum(text)}}, text
}

// forget throws away what is kept: it may tell of somebody who has been
// forgotten.
func (k *keeper) forget() {
	if k.name != "" {
		_ = os.Remove(k.name)
		k.behind += overlays
	}
}
