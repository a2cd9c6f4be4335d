package past

import (
	"encoding/hex"
	"fmt"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/index/git"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
)

// Moment is a point in a folder's history: a commit, or the last one by the end
// of a day.
type Moment struct {
	Revision string    // as git names commits; used where Day is zero
	Day      date.Date // the last commit of this line of history by its end
}

func (m Moment) String() string {
	if m.Day.IsZero() {
		return m.Revision
	}
	return m.Day.String()
}

// Commit is a commit that was found.
type Commit struct {
	ID   string
	Day  date.Date // on which it was made, on its maker's calendar
	tree string
}

// History reads the past of a folder. It holds a process of git and must be
// closed.
type History struct {
	*git.Repository
	objects *git.Objects
}

// OpenAt opens the past of the folder at root.
func OpenAt(root string) (*History, error) {
	g, err := git.Open(root)
	if err != nil {
		return nil, err
	}
	return Open(g)
}

// Open opens the past of a folder.
func Open(g *git.Repository) (*History, error) {
	o, err := g.Objects()
	if err != nil {
		return nil, err
	}
	return &History{g, o}, nil
}

// Close ends the process of git.
func (h *History) Close() { h.objects.Close() }

// ReadAt reads the folder at root as it was at a moment, and says which commit
// that is. Its settings are those of that commit. With the reading of the folder
// that beside gives meanwhile it shares the notes that are the same; that one may be
// nil.
func ReadAt(root string, m Moment, beside func() *index.Index) (*index.Index, Commit, error) {
	var other *index.Index
	var h *History
	var c Commit
	var files []git.Entry
	var err error
	parallel.Both(func() { other = beside() }, func() {
		if h, err = OpenAt(root); err == nil {
			if c, err = h.Find(m); err == nil {
				files, err = h.Files(c)
			}
		}
	})
	if h != nil {
		defer h.Close()
	}
	if err != nil {
		return nil, c, err
	}
	ix, err := h.Read(files, other)
	return ix, c, err
}

// Find finds the commit of a moment.
func (h *History) Find(m Moment) (Commit, error) {
	revision := m.Revision
	if !m.Day.IsZero() {
		id, err := h.by(m.Day)
		if err != nil {
			return Commit{}, err
		}
		if revision = id; id == "" {
			return Commit{}, h.nothing("nothing was committed by %s", m)
		}
	}
	got, err := h.commit(revision)
	if err != nil {
		return Commit{}, err
	}
	if got.Kind != "commit" {
		if _, err := h.commit("HEAD"); err != nil {
			return Commit{}, err // then no name is to be believed
		}
		return Commit{}, h.nothing("there is no commit %q", m)
	}
	return commitOf(got), nil
}

// commit is the commit that a name leads to; its kind is empty where there is
// none of the name.
func (h *History) commit(revision string) (git.Object, error) {
	got, err := h.objects.Get(revision + "^{commit}")
	if err != nil || got.Kind != "" {
		return got, err
	}
	if known, err := h.objects.Knows(revision); !known {
		return got, err
	}
	_, err = h.objects.Get(revision) // something is there that is no commit, or it is missing
	return got, err
}

// nothing says that a moment leads nowhere, and why that may be.
func (h *History) nothing(format string, m Moment) error {
	e := &git.NoRevision{Text: fmt.Sprintf(format, m.String()), Hint: "git log --oneline shows what there is; a day is written 2026-06-01", Before: !m.Day.IsZero() && !h.Shallow}
	if h.Shallow {
		e.Text += " in this shallow clone"
		e.Hint = "git fetch --unshallow brings the whole history"
	}
	return e
}

// by is the last commit of this line of history by the end of a day; empty
// where there is none. What other devices wrote counts from the merge on.
func (h *History) by(day date.Date) (string, error) {
	head, err := h.commit("HEAD")
	if err != nil {
		return "", err
	}
	if head.Kind != "commit" {
		return "", disk.Refuse("git add -A && git commit", "nothing is committed yet")
	}
	if day.Year < 1970 {
		return "", nil
	}
	out, err := h.Run("rev-list", "-1", "--first-parent", "--before="+day.String()+"T23:59:59", "HEAD")
	return strings.TrimSpace(string(out)), err
}

// FirstOf is the first commit of a history that begins on a day.
func (h *History) FirstOf(day date.Date) (Commit, error) {
	out, err := h.Run("rev-list", "--first-parent", "--reverse", "--before="+day.String()+"T23:59:59", "HEAD")
	if err != nil {
		return Commit{}, err
	}
	id, _, _ := strings.Cut(string(out), "\n")
	if id == "" {
		return Commit{}, h.nothing("nothing was committed by %s", Moment{Day: day})
	}
	return h.Find(Moment{Revision: id})
}

// commitOf reads the tree and the day of a commit.
func commitOf(got git.Object) Commit {
	c := Commit{ID: got.ID}
	for line := range strings.Lines(string(got.Data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			break
		}
		if tree, ok := strings.CutPrefix(line, "tree "); ok {
			c.tree = tree
		}
		if who, ok := strings.CutPrefix(line, "committer "); ok {
			c.Day = dayOf(who)
		}
	}
	return c
}

// dayOf reads the day in "Name <address> seconds +hhmm".
func dayOf(who string) date.Date {
	words := strings.Fields(who[strings.LastIndexByte(who, '>')+1:])
	if len(words) != 2 {
		return date.Date{}
	}
	seconds, _ := strconv.ParseInt(words[0], 10, 64)
	zone, _ := strconv.Atoi(words[1])
	local := seconds + int64(zone/100*3600+zone%100*60)
	days := local / 86400
	if local%86400 < 0 {
		days--
	}
	return date.FromDays(int(min(max(days, -700_000), 2_900_000)))
}

// tree is the folder's tree in a commit; its kind is empty where the folder was
// not there.
func (h *History) tree(c Commit) (git.Object, error) {
	tree, err := h.objects.Get(c.tree)
	for part := range strings.SplitSeq(strings.TrimSuffix(h.Prefix, "/"), "/") {
		if err != nil || part == "" {
			break
		}
		list, bad := git.Entries("", tree)
		i := slices.IndexFunc(list, func(e git.Entry) bool { return e.Folder && e.Path == part })
		if bad != nil || i < 0 {
			return git.Object{}, bad
		}
		tree, err = h.objects.Get(list[i].Hex())
	}
	return tree, err
}

// Files are those of the folder at a commit, by path. The zero commit is an empty
// folder.
func (h *History) Files(c Commit) ([]git.Entry, error) {
	if c.ID == "" {
		return nil, nil
	}
	tree, err := h.tree(c)
	if err != nil {
		return nil, err
	}
	if tree.Kind != "tree" {
		return nil, &git.NoRevision{Text: fmt.Sprintf("the folder was not there yet at %.10s", c.ID), Hint: "name a later commit, or a later day"}
	}
	return h.objects.Files(tree, folder.Enters)
}

// Read reads the folder of a commit's files. With another reading of the folder it
// shares the notes that are the same, and what they tell; that one may be nil.
func (h *History) Read(files []git.Entry, other *index.Index) (*index.Index, error) {
	return indexOf(h.objects, files, other)
}

// indexOf makes an index of files of a commit. Notes that another reading has, of
// the same path and the same bytes, are not read again where the settings are the
// same.
func indexOf(o *git.Objects, files []git.Entry, other *index.Index) (*index.Index, error) {
	f := folder.Listing{Settings: folder.DefaultSettings()}
	if i := slices.IndexFunc(files, func(e git.Entry) bool { return e.Path == disk.SettingsFile }); i >= 0 {
		got, err := o.Get(files[i].Hex())
		if err != nil {
			return nil, err
		}
		if got.Size > disk.MaxNote {
			return nil, disk.Refuse("name another commit", "%s is larger than 16 MiB at that commit", disk.SettingsFile)
		}
		f.TakeSettings(got.Data)
	}
	if other == nil || !reflect.DeepEqual(other.Settings, f.Settings) {
		other = index.Of(f.Settings, f.Reader(), nil, nil)
	}
	files = slices.DeleteFunc(files, func(e git.Entry) bool { return !f.Admits(e.Path) })
	slices.SortFunc(files, func(a, b git.Entry) int { return strings.Compare(a.Path, b.Path) })
	for _, e := range files {
		f.Files = append(f.Files, e.Path)
	}
	f.Files = f.Admit(f.Files)
	files = slices.DeleteFunc(files, func(e git.Entry) bool { _, is := slices.BinarySearch(f.Files, e.Path); return !is })
	f.Readings = sharedWith(other, files)
	if err := readNotes(o, &f, other.Reader(), files); err != nil {
		return nil, err
	}
	return other.Again(f.Keep(), f.Issues), nil
}

// sharedWith are files of a commit, which are given by path, with the note of each
// whose bytes another reading of the folder has there.
func sharedWith(other *index.Index, files []git.Entry) []folder.File {
	out := make([]folder.File, len(files))
	if len(files) == 0 {
		return out
	}
	size, at := len(files[0].ID), 0
	notes, ids := other.Bases(size)
	for i, e := range files {
		for at < len(notes) && notes[at].Path < e.Path {
			at++
		}
		if at < len(notes) && notes[at].Path == e.Path && string(ids[at*size:][:size]) == e.ID {
			out[i].Note = notes[at]
		}
	}
	return out
}

// readNotes reads the notes that are not known yet, while git still sends others.
func readNotes(o *git.Objects, f *folder.Listing, reader *parse.Reader, wanted []git.Entry) error {
	var ids []string
	var places []int
	for i, e := range wanted {
		if f.Readings[i].Note == nil {
			ids, places = append(ids, e.Hex()), append(places, i)
		}
	}
	type arrived struct {
		i      int
		source []byte
	}
	ready := make(chan arrived, 256)
	var wait sync.WaitGroup
	var first parallel.Panic
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for got := range ready {
				first.Keep(func() { f.Readings[got.i].Note = f.ParseNote(reader, f.Files[got.i], got.source) })
			}
		})
	}
	err := o.All(ids, func(k int, got git.Object) {
		i := places[k]
		refused := disk.CheckSource(got.Data)
		if got.Size > disk.MaxNote {
			refused = disk.RefuseTooLarge()
		}
		if f.Readings[i].Err = refused; refused == nil {
			ready <- arrived{i, got.Data}
		}
	})
	close(ready)
	wait.Wait()
	first.Pass()
	return err
}

// ReadStaged reads the folder at root as the next commit would make it, and
// says which of its files that commit changes.
func ReadStaged(root string) (ix *index.Index, changed map[string]bool, err error) {
	g, err := git.Open(root)
	if err != nil {
		return nil, nil, err
	}
	if err := g.HasFiles(); err != nil {
		return nil, nil, err
	}
	staged, err := g.Run("ls-files", "--stage", "-z")
	if err != nil {
		return nil, nil, err
	}
	var files []git.Entry
	for record := range strings.SplitSeq(string(staged), "\x00") {
		about, name, ok := strings.Cut(record, "\t")
		words := strings.Fields(about)
		if ok && len(words) == 3 && strings.HasPrefix(words[0], "100") && words[2] == "0" && !slices.ContainsFunc(folders(name), func(dir string) bool { return !folder.Enters(dir) }) {
			id, err := hex.DecodeString(words[1])
			if err != nil {
				return nil, nil, err
			}
			files = append(files, git.Entry{Path: name, ID: string(id)})
		}
	}
	args := []string{"diff", "--cached", "--name-only", "--no-renames", "--relative", "-z"}
	names, err := g.Run(args...)
	if err != nil {
		return nil, nil, err
	}
	changed = map[string]bool{}
	for name := range strings.SplitSeq(string(names), "\x00") {
		changed[name] = name != ""
	}
	o, err := g.Objects()
	if err != nil {
		return nil, nil, err
	}
	defer o.Close()
	ix, err = indexOf(o, files, nil)
	return ix, changed, err
}

// folders lists the folders above a file.
func folders(file string) []string {
	var out []string
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		out = append(out, dir)
	}
	return out
}
