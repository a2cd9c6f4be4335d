package git

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"netnotes/index/disk"
)

// Objects reads a repository's objects through one process of git, which stays
// open: a process for each of thousands of notes would take minutes.
type Objects struct {
	git *Repository
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// Object is one object of a repository; Kind is empty where there is none of
// the name.
type Object struct {
	ID, Kind string
	Data     []byte
	Size     int64
}

// Objects starts git for reading objects; they must be closed.
func (g *Repository) Objects(options ...string) (*Objects, error) {
	cmd, err := Command(g.dir, slices.Concat(guards(), []string{"cat-file", "--batch"}, options)...)
	if err != nil {
		return nil, err
	}
	o := &Objects{git: g, cmd: cmd}
	if o.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	o.out = bufio.NewReaderSize(out, 1<<18)
	if err := cmd.Start(); err != nil {
		return nil, disk.Refuse("try git status in the folder", "cannot start git: %v", disk.Reason(err))
	}
	return o, nil
}

// Close ends the process of git.
func (o *Objects) Close() {
	o.in.Close()
	_, _ = io.Copy(io.Discard, o.out)
	_ = o.cmd.Wait()
}

// Get reads one object by any name that git understands.
func (o *Objects) Get(name string) (Object, error) {
	var found Object
	err := o.Each([]string{name}, func(_ int, got Object) { found = got })
	return found, err
}

// lost refuses to go on without an object that the repository names and does
// not hold: in a partial clone, or in a damaged one. Taken for an empty note it
// would tell a past that never was.
func lost(name string) error {
	return disk.Refuse("git fsck says what is missing; in a partial clone git fetch --refetch brings it", "git does not have %.10s, which the history names", name)
}

// Knows reports whether a name that is no id leads to an object, be it there or
// missing. An error is an object missing on the way to it, as in HEAD~3.
func (o *Objects) Knows(name string) (bool, error) {
	if isHex(name) {
		return false, nil
	}
	_, err := o.git.Run("rev-parse", "--quiet", "--verify", "--end-of-options", name)
	if err != nil && !strings.Contains(err.Error(), "Could not read") {
		return false, nil
	}
	return err == nil, err
}

// Each reads many objects in their order. Names are asked for while answers are
// read, so that neither side waits for the other. A name is a line: one that is
// more than a line is no name. An object that is asked for by its id must be
// there; of other names, which may lead nowhere, only what they lead to.
func (o *Objects) Each(names []string, visit func(i int, got Object)) error {
	return o.ask(names, func() {}, visit)
}

// manyObjects is from how many on a second process is worth its start: one that
// answers in large pieces, which it can only where nothing is asked after.
const manyObjects = 200

// All is each for the last and the largest question.
func (o *Objects) All(names []string, visit func(i int, got Object)) error {
	if len(names) < manyObjects {
		return o.Each(names, visit)
	}
	many, err := o.git.Objects("--buffer")
	if err != nil {
		return err
	}
	defer many.Close()
	return many.ask(names, func() { many.in.Close() }, visit)
}

func (o *Objects) ask(names []string, asked func(), visit func(i int, got Object)) error {
	go func() {
		defer asked()
		w := bufio.NewWriterSize(o.in, 1<<16)
		for _, name := range names {
			if strings.ContainsAny(name, "\n\x00") {
				name = ""
			}
			_, _ = w.WriteString(name + "\n")
		}
		_ = w.Flush()
	}()
	for i := range names {
		got, err := o.next()
		if err != nil {
			return disk.Refuse("try git fsck in the folder", "git stopped in the middle of an answer")
		}
		if got.Kind == "" {
			if known, err := o.Knows(names[i]); known || err != nil || isHex(names[i]) {
				return cmp.Or(err, lost(names[i]))
			}
		}
		visit(i, got)
	}
	return nil
}

// next reads one answer: "id kind size", the bytes, and a line's end; or the
// name and why there is nothing.
func (o *Objects) next() (Object, error) {
	header, err := o.out.ReadString('\n')
	if err != nil {
		return Object{}, err
	}
	words := strings.Fields(header)
	if len(words) != 3 || words[1] == "missing" || words[2] == "missing" {
		return Object{}, nil
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil || !isHex(words[0]) {
		return Object{}, nil // a name of several words that is missing or ambiguous
	}
	got := Object{ID: words[0], Kind: words[1], Size: size}
	if size > disk.MaxNote && got.Kind == "blob" {
		_, err = io.CopyN(io.Discard, o.out, size+1)
		return got, err
	}
	got.Data = make([]byte, size)
	if _, err := io.ReadFull(o.out, got.Data); err != nil {
		return got, err
	}
	_, err = o.out.Discard(1)
	return got, err
}

func isHex(s string) bool {
	return len(s) >= 40 && strings.Trim(s, "0123456789abcdef") == ""
}

// Entry is a file of a commit, or a folder.
type Entry struct {
	Path   string // slash-separated, from the folder
	ID     string // its bytes
	Folder bool
}

// Hex is the ID as git reads and writes it.
func (e Entry) Hex() string { return hex.EncodeToString([]byte(e.ID)) }

// Files lists the regular files of a tree and of the trees in it, by path. The
// trees are read level by level; enter says which folders to look into.
func (o *Objects) Files(tree Object, enter func(dir string) bool) ([]Entry, error) {
	lists := map[string][]Entry{} // of the folders
	level, trees := []Entry{{}}, []Object{tree}
	for len(level) > 0 {
		var below []Entry
		var names []string
		for i, t := range trees {
			list, err := Entries(level[i].Path, t)
			if err != nil {
				return nil, err
			}
			lists[level[i].Path] = list
			for _, e := range list {
				if e.Folder && enter(e.Path) {
					below, names = append(below, e), append(names, e.Hex())
				}
			}
		}
		trees = make([]Object, len(below))
		if err := o.Each(names, func(i int, got Object) { trees[i] = got }); err != nil {
			return nil, err
		}
		level = below
	}
	var out []Entry
	var add func(list []Entry)
	add = func(list []Entry) {
		for _, e := range list {
			if e.Folder {
				add(lists[e.Path])
			} else {
				out = append(out, e)
			}
		}
	}
	add(lists[""])
	return out, nil
}

// Entries reads one tree: a mode, a name, NUL, and an id as bytes. Git has sorted
// them so that the paths of all files below are in order.
func Entries(dir string, tree Object) (list []Entry, err error) {
	if dir != "" {
		dir += "/"
	}
	width := len(tree.ID) / 2
	for data := string(tree.Data); len(data) > 0; {
		mode, rest, ok := strings.Cut(data, " ")
		name, after, ok2 := strings.Cut(rest, "\x00")
		if !ok || !ok2 || len(after) < width || !isName(name) {
			return nil, disk.Refuse("try git fsck in the folder", "a folder's list in git is damaged: %.10s", tree.ID)
		}
		e := Entry{Path: dir + name, ID: after[:width]}
		switch mode {
		case "40000":
			e.Folder = true
			list = append(list, e)
		case "100644", "100755", "100664":
			list = append(list, e)
		}
		data = after[width:]
	}
	return list, nil
}

// isName reports whether a name leads to a file of a folder and not out of it.
func isName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.Contains(name, "/")
}
