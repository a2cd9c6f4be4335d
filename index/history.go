package index

import (
	"fmt"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"netnotes/index/disk"
	"netnotes/parse"
)

// Moment is a point in a folder's history: a commit, or the last one by the end
// of a day.
type Moment struct {
	Revision string     // as git names commits; used where Day is zero
	Day      parse.Date // the last commit of this line of history by its end
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
	Day  parse.Date // on which it was made, on its maker's calendar
	tree string
}

// History reads the past of a folder. It holds a process of git and must be
// closed.
type History struct {
	*Git
	objects *objects
}

// History opens the folder's past.
func (g *Git) History() (*History, error) {
	o, err := g.objects()
	if err != nil {
		return nil, err
	}
	return &History{g, o}, nil
}

// Close ends the process of git.
func (h *History) Close() { h.objects.close() }

// ReadAt reads the folder at root as it was at a moment, and says which commit
// that is. Its settings are those of that commit.
func ReadAt(root string, m Moment) (*Index, Commit, error) {
	g, err := OpenGit(root)
	if err != nil {
		return nil, Commit{}, err
	}
	h, err := g.History()
	if err != nil {
		return nil, Commit{}, err
	}
	defer h.Close()
	c, err := h.Find(m)
	if err != nil {
		return nil, c, err
	}
	ix, err := h.Read(c)
	return ix, c, err
}

// FindCommit finds the commit of a moment in the history of the folder at root.
func FindCommit(root string, m Moment) (Commit, error) {
	g, err := OpenGit(root)
	if err != nil {
		return Commit{}, err
	}
	h, err := g.History()
	if err != nil {
		return Commit{}, err
	}
	defer h.Close()
	return h.Find(m)
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
	if got.kind != "commit" {
		if _, err := h.commit("HEAD"); err != nil {
			return Commit{}, err // then no name is to be believed
		}
		return Commit{}, h.nothing("there is no commit %q", m)
	}
	return commitOf(got), nil
}

// commit is the commit that a name leads to; its kind is empty where there is
// none of the name.
func (h *History) commit(revision string) (object, error) {
	got, err := h.objects.get(revision + "^{commit}")
	if err != nil || got.kind != "" {
		return got, err
	}
	if known, err := h.objects.knows(revision); !known {
		return got, err
	}
	_, err = h.objects.get(revision) // something is there that is no commit, or it is missing
	return got, err
}

// nothing says that a moment leads nowhere, and why that may be.
func (h *History) nothing(format string, m Moment) error {
	e := &NoRevision{fmt.Sprintf(format, m.String()), "git log --oneline shows what there is; a day is written 2026-06-01", !m.Day.IsZero() && !h.shallow}
	if h.shallow {
		e.Text += " in this shallow clone"
		e.Hint = "git fetch --unshallow brings the whole history"
	}
	return e
}

// by is the last commit of this line of history by the end of a day; empty
// where there is none. What other devices wrote counts from the merge on.
func (h *History) by(day parse.Date) (string, error) {
	head, err := h.commit("HEAD")
	if err != nil {
		return "", err
	}
	if head.kind != "commit" {
		return "", disk.Refuse("git add -A && git commit", "nothing is committed yet")
	}
	if day.Year < 1970 {
		return "", nil
	}
	out, err := h.run("rev-list", "-1", "--first-parent", "--before="+day.String()+"T23:59:59", "HEAD")
	return strings.TrimSpace(string(out)), err
}

// FirstOf is the first commit of a history that begins on a day.
func (h *History) FirstOf(day parse.Date) (Commit, error) {
	out, err := h.run("rev-list", "--first-parent", "--reverse", "--before="+day.String()+"T23:59:59", "HEAD")
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
func commitOf(got object) Commit {
	c := Commit{ID: got.id}
	for line := range strings.Lines(string(got.data)) {
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
func dayOf(who string) parse.Date {
	words := strings.Fields(who[strings.LastIndexByte(who, '>')+1:])
	if len(words) != 2 {
		return parse.Date{}
	}
	seconds, _ := strconv.ParseInt(words[0], 10, 64)
	zone, _ := strconv.Atoi(words[1])
	local := seconds + int64(zone/100*3600+zone%100*60)
	days := local / 86400
	if local%86400 < 0 {
		days--
	}
	return parse.FromDays(int(min(max(days, -700_000), 2_900_000)))
}

// tree is the folder's tree in a commit; its kind is empty where the folder was
// not there.
func (h *History) tree(c Commit) (object, error) {
	tree, err := h.objects.get(c.tree)
	for part := range strings.SplitSeq(strings.TrimSuffix(h.prefix, "/"), "/") {
		if err != nil || part == "" {
			break
		}
		folders, _, bad := treeEntries("", tree)
		i := slices.IndexFunc(folders, func(f treeEntry) bool { return f.path == part })
		if bad != nil || i < 0 {
			return object{}, bad
		}
		tree, err = h.objects.get(folders[i].id)
	}
	return tree, err
}

// Read reads the folder at a commit.
func (h *History) Read(c Commit) (*Index, error) { return h.read(c, nil, nil) }

// read reads the folder at a commit. Notes that are known, by the name of their
// bytes and their path, are not read again where the settings are the same.
func (h *History) read(c Commit, like *Index, known map[string]*parse.Note) (*Index, error) {
	tree, err := h.tree(c)
	if err != nil {
		return nil, err
	}
	if tree.kind != "tree" {
		return nil, &NoRevision{fmt.Sprintf("the folder was not there yet at %.10s", c.ID), "name a later commit, or a later day", false}
	}
	files, err := h.objects.files(tree, enters)
	if err != nil {
		return nil, err
	}
	return h.objects.index(files, like, known)
}

// enters reports whether notes are sought in a folder.
func enters(dir string) bool {
	name := path.Base(dir)
	return !skippedName(name) && !skippedFolder(name)
}

// index makes an index of files of a commit.
func (o *objects) index(files []treeEntry, like *Index, known map[string]*parse.Note) (*Index, error) {
	f := folder{settings: DefaultSettings()}
	if i := slices.IndexFunc(files, func(e treeEntry) bool { return e.path == disk.SettingsFile }); i >= 0 {
		got, err := o.get(files[i].id)
		if err != nil {
			return nil, err
		}
		if got.size > disk.MaxNote {
			return nil, disk.Refuse("name another commit", "%s is larger than 16 MiB at that commit", disk.SettingsFile)
		}
		f.takeSettings(got.data)
	}
	reader := f.reader()
	if like != nil && reflect.DeepEqual(like.Settings, f.settings) {
		reader = like.reader
	} else {
		known = nil
	}
	slices.SortFunc(files, func(a, b treeEntry) int { return strings.Compare(a.path, b.path) })
	for _, e := range files {
		if name := path.Base(e.path); !skippedName(name) && !f.excludedBelow(e.path) && disk.IsNote(name) && e.path != TodayFile {
			f.files = append(f.files, e.path)
		}
	}
	f.files = f.admit(f.files)
	var wanted []treeEntry
	for _, e := range files {
		if _, is := slices.BinarySearch(f.files, e.path); is {
			f.readings = append(f.readings, reading{note: known[e.id+e.path]})
			wanted = append(wanted, e)
		}
	}
	if err := o.notes(&f, reader, wanted); err != nil {
		return nil, err
	}
	return build(f.settings, reader, f.keep(), f.issues), nil
}

// takeSettings takes the settings from a file's bytes.
func (f *folder) takeSettings(source []byte) {
	var problems []parse.Problem
	f.settings, problems = ParseSettings(source)
	for _, p := range problems {
		f.issues = append(f.issues, Issue{disk.SettingsFile, p})
	}
}

// excludedBelow reports whether a path, or a folder above it, is excluded.
func (f *folder) excludedBelow(file string) bool {
	for at := file; at != "."; at = path.Dir(at) {
		if f.excluded(at) {
			return true
		}
	}
	return false
}

// notes reads the notes that are not known yet, while git still sends others.
func (o *objects) notes(f *folder, reader *parse.Reader, wanted []treeEntry) error {
	var ids []string
	var places []int
	for i, e := range wanted {
		if f.readings[i].note == nil {
			ids, places = append(ids, e.id), append(places, i)
		}
	}
	type arrived struct {
		i      int
		source []byte
	}
	ready := make(chan arrived, 256)
	var wait sync.WaitGroup
	var first failure
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for got := range ready {
				first.keep(func() { f.readings[got.i].note = f.parseNote(reader, f.files[got.i], got.source) })
			}
		})
	}
	err := o.all(ids, func(k int, got object) {
		i := places[k]
		refused := disk.CheckSource(got.data)
		if got.size > disk.MaxNote {
			refused = disk.RefuseTooLarge()
		}
		if f.readings[i].err = refused; refused == nil {
			ready <- arrived{i, got.data}
		}
	})
	close(ready)
	wait.Wait()
	first.pass()
	return err
}

// ReadStaged reads the folder at root as the next commit would make it, and
// says which of its files that commit changes.
func ReadStaged(root string) (ix *Index, changed map[string]bool, err error) {
	g, err := OpenGit(root)
	if err != nil {
		return nil, nil, err
	}
	if err := g.HasFiles(); err != nil {
		return nil, nil, err
	}
	staged, err := g.run("ls-files", "--stage", "-z")
	if err != nil {
		return nil, nil, err
	}
	var files []treeEntry
	for record := range strings.SplitSeq(string(staged), "\x00") {
		about, name, ok := strings.Cut(record, "\t")
		words := strings.Fields(about)
		if ok && len(words) == 3 && strings.HasPrefix(words[0], "100") && words[2] == "0" && !slices.ContainsFunc(folders(name), func(dir string) bool { return !enters(dir) }) {
			files = append(files, treeEntry{name, words[1]})
		}
	}
	args := []string{"diff", "--cached", "--name-only", "--no-renames", "--relative", "-z"}
	names, err := g.run(args...)
	if err != nil {
		return nil, nil, err
	}
	changed = map[string]bool{}
	for name := range strings.SplitSeq(string(names), "\x00") {
		changed[name] = name != ""
	}
	o, err := g.objects()
	if err != nil {
		return nil, nil, err
	}
	defer o.close()
	ix, err = o.index(files, nil, nil)
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
