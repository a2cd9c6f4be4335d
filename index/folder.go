package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// TodayFile is the due list kept as a file, for people who never open a
// terminal. It is made of the notes and is none itself.
const TodayFile = "Today.md"

// ErrNoFolder says that no folder of notes was found.
var errNoFolder = errors.New("no folder of notes here")

// NoFolder reports whether an error of Find means that there is no folder.
func NoFolder(err error) bool { return errors.Is(err, errNoFolder) }

// Find returns the root of the folder: dir where it is given; else the nearest
// folder from cwd upwards that holds netnotes.yaml; else env.
func Find(dir, cwd, env string) (string, error) {
	if dir != "" {
		info, err := os.Stat(dir)
		if err != nil {
			return "", fmt.Errorf("cannot open the folder %s: %w", dir, disk.Reason(err))
		}
		if !info.IsDir() {
			return "", fmt.Errorf("%s is not a folder", dir)
		}
		return dir, nil
	}
	for at := cwd; ; {
		if info, err := os.Stat(filepath.Join(at, disk.SettingsFile)); err == nil && info.Mode().IsRegular() {
			return at, nil
		}
		up := filepath.Dir(at)
		if up == at {
			break
		}
		at = up
	}
	if env != "" {
		return Find(env, cwd, "")
	}
	return "", errNoFolder
}

// find lists the folder's files and reads its settings.
func (f *folder) find() error {
	real, err := filepath.EvalSymlinks(f.root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return fmt.Errorf("cannot read the folder %s: %w", f.root, disk.Reason(err))
	}
	f.real, f.settings = real, DefaultSettings()
	f.readSettings()
	if err := f.list("."); err != nil {
		return fmt.Errorf("cannot read the folder %s: %w", f.root, disk.Reason(err))
	}
	f.addLinks()
	slices.Sort(f.files)
	return nil
}

func (f *folder) reader() *parse.Reader {
	return parse.NewReader(f.settings.Reading())
}

// folder is a folder being read.
type folder struct {
	root, real string
	settings   Settings
	files      []string // slash-separated, from the root
	links      []string // symbolic links that may lead to a note
	issues     []Issue

	source   []byte    // of the settings
	looked   []look    // the folders and the settings
	linked   bool      // a symbolic link was found
	readings []reading // of the files
}

// reading is a file as it was read.
type reading struct {
	stamp disk.Stamp // where it was asked for
	note  *parse.Note
	err   error
}

func (f *folder) issue(file string, code txt.Code, severity txt.Severity, text, hint string) {
	start := txt.Position{Line: 1, Col: 1}
	f.issues = append(f.issues, Issue{file, txt.Problem{Start: start, End: start, Code: code, Severity: severity, Text: text, Hint: hint}})
}

// look keeps what tells of a later change of something that is about to be read.
func (f *folder) look(file string) {
	if s, err := disk.StampOf(filepath.Join(f.root, filepath.FromSlash(file))); err == nil {
		f.looked = append(f.looked, look{file, s})
	}
}

// look is a file or a folder at a moment.
type look struct {
	path  string // slash-separated, from the root
	stamp disk.Stamp
}

func (f *folder) readSettings() {
	f.look(disk.SettingsFile)
	source, err := disk.ReadFile(filepath.Join(f.root, disk.SettingsFile))
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			f.issue(disk.SettingsFile, Unreadable, txt.Error, "cannot read the settings: "+disk.Reason(err).Error(), "make it a file you may read; until then the defaults are used")
		}
		return
	}
	f.source = source
	var problems []txt.Problem
	f.settings, problems = ParseSettings(source)
	for _, p := range problems {
		f.issues = append(f.issues, Issue{disk.SettingsFile, p})
	}
}

// list collects the notes of one folder and those below it.
func (f *folder) list(dir string) error {
	below, err := f.listOne(dir)
	for _, sub := range below {
		f.enter(sub)
	}
	return err
}

// enter is list for a folder below the root.
func (f *folder) enter(dir string) {
	if err := f.list(dir); err != nil {
		f.unreadable(dir, err)
	}
}

func (f *folder) unreadable(dir string, err error) {
	f.issue(dir, Unreadable, txt.Error, "cannot read this folder: "+disk.Reason(err).Error(), "allow yourself to read it, or exclude it in netnotes.yaml; its notes are missing from every answer")
}

func (f *folder) unreadableNote(file string, err error) {
	f.issue(file, Unreadable, txt.Error, "cannot read this file: "+disk.Reason(err).Error(), "allow yourself to read it, or exclude it in netnotes.yaml")
}

// listOne collects the notes of one folder, and returns the folders in it.
func (f *folder) listOne(dir string) (below []string, err error) {
	f.look(dir)
	entries, err := os.ReadDir(filepath.Join(f.root, filepath.FromSlash(dir)))
	if err != nil {
		return nil, err
	}
	before := len(f.files)
	for _, entry := range entries {
		name := entry.Name()
		file := path.Join(dir, name)
		if skippedName(name) || f.excluded(file) {
			continue
		}
		f.linked = f.linked || entry.Type()&fs.ModeSymlink != 0
		switch {
		case entry.IsDir():
			if !skippedFolder(name) {
				below = append(below, file)
			}
		case entry.Type()&fs.ModeSymlink != 0 && !disk.IsNote(name):
			f.folderLink(file)
		case !disk.IsNote(name) || dir == "." && name == TodayFile:
		case entry.Type()&fs.ModeSymlink != 0:
			f.links = append(f.links, file)
		case !entry.Type().IsRegular():
			f.issue(file, disk.NotRegular, txt.Warning, "not a regular file, so it is not opened", "move it out of the folder")
		default:
			f.files = append(f.files, file)
		}
	}
	f.files = append(f.files[:before], f.admit(f.files[before:])...)
	return below, nil
}

// folderLink reports a link to a folder outside the root. One to a folder inside
// is passed over: its notes are read where they are.
func (f *folder) folderLink(link string) {
	target, err := filepath.EvalSymlinks(filepath.Join(f.real, filepath.FromSlash(link)))
	if err != nil {
		return
	}
	info, err := os.Stat(target)
	inside, relErr := filepath.Rel(f.real, target)
	if err == nil && info.IsDir() && (relErr != nil || !filepath.IsLocal(inside)) {
		f.issue(link, LeavesFolder, txt.Warning, "a link that leaves the folder, so it is not read", "put the notes themselves here")
	}
}

// addLinks adds the links that lead to a file inside the root which is not
// read under its own name.
func (f *folder) addLinks() {
	known := map[string]bool{}
	for _, file := range f.files {
		known[file] = true
	}
	for _, link := range f.links {
		target, err := filepath.EvalSymlinks(filepath.Join(f.real, filepath.FromSlash(link)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			f.issue(link, Unreadable, txt.Warning, "a link that leads nowhere", "remove the link, or put the note itself here")
			continue
		case err != nil:
			f.unreadableNote(link, err)
			continue
		}
		inside, err := filepath.Rel(f.real, target)
		if err != nil || !filepath.IsLocal(inside) {
			f.issue(link, LeavesFolder, txt.Warning, "a link that leaves the folder, so it is not read", "put the note itself here")
			continue
		}
		inside = filepath.ToSlash(inside)
		if info, err := os.Lstat(target); err != nil || !info.Mode().IsRegular() {
			f.issue(link, disk.NotRegular, txt.Warning, "a link to something that is not a file", "remove the link, or put the note itself here")
			continue
		}
		if !known[inside] {
			known[inside] = true
			f.files = append(f.files, inside)
		}
	}
}

// progressEvery is after how many notes the progress is told.
const progressEvery = 16

// replacing is how long an editor takes to put a new file in the place of one it
// has moved away.
const replacing = 20 * time.Millisecond

// note reads one file. The stamp is taken before the bytes, so that a change in
// between is seen the next time.
func (f *folder) note(reader *parse.Reader, file string) (r reading) {
	name := filepath.Join(f.root, filepath.FromSlash(file))
	r.stamp, _ = disk.StampOf(name)
	source, err := disk.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) { // an editor may be putting a new one in its place
		time.Sleep(replacing)
		source, err = disk.ReadFile(name)
	}
	if err != nil {
		r.err = err
		return r
	}
	r.note = f.parseNote(reader, file, source)
	return r
}

// parseNote parses a file. A translation of another note is about nobody of its
// own.
func (f *folder) parseNote(reader *parse.Reader, file string, source []byte) *parse.Note {
	if original := translationOf(path.Base(file)); original != "" && f.there(path.Join(path.Dir(file), original)) {
		return reader.Other(file, source)
	}
	return reader.Note(file, source)
}

// there reports whether the folder holds a file: among those that were listed,
// or on the disk.
func (f *folder) there(file string) bool {
	if _, found := slices.BinarySearch(f.files, file); found || f.root == "" {
		return found
	}
	info, err := os.Lstat(filepath.Join(f.root, filepath.FromSlash(file)))
	return err == nil && info.Mode().IsRegular()
}

// keep lists the notes, by path; it drops what is no note and says why.
func (f *folder) keep() []*parse.Note {
	byPath := make(map[string]*parse.Note, len(f.files))
	for i, r := range f.readings {
		if r.note != nil && !r.note.Template {
			byPath[f.files[i]] = r.note
		}
	}
	kept := make([]*parse.Note, 0, len(f.files))
	for i, r := range f.readings {
		var refusal *disk.Unfit
		switch n, err := r.note, r.err; {
		case errors.As(err, &refusal):
			f.issue(f.files[i], refusal.Code, txt.Error, refusal.Text, refusal.Hint)
		case errors.Is(err, fs.ErrNotExist): // it has gone since it was listed
		case err != nil:
			f.unreadableNote(f.files[i], err)
		case n.Template:
		case f.isCopy(n, func(file string) *parse.Note { return byPath[file] }):
		default:
			kept = append(kept, n)
		}
	}
	return kept
}

// skippedName reports whether editors, sync programs or the user hide it.
func skippedName(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.HasPrefix(name, "~syncthing~") ||
		strings.Contains(name, "___jb_")
}

// Overlooked reports whether no note of its own is sought in a file, by its name.
func Overlooked(name string) bool {
	return skippedName(name) || certainCopy(name) != "" || translationOf(name) != ""
}

// skippedFolder reports whether a folder holds no notes but what programs keep
// there, or templates: "templates", "90 Template", "_Templates".
func skippedFolder(name string) bool {
	own := strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.EqualFold(own, "templates") || strings.EqualFold(own, "template") || name == "node_modules"
}

// excluded reports whether a glob of the settings leaves the path out. A glob
// without a slash is held against every part of the path.
func (f *folder) excluded(file string) bool {
	for _, glob := range f.settings.Exclude {
		glob = strings.TrimSuffix(strings.TrimPrefix(glob, "./"), "/")
		if !strings.Contains(glob, "/") {
			if ok, _ := path.Match(glob, path.Base(file)); ok {
				return true
			}
		}
		if matchParts(strings.Split(glob, "/"), strings.Split(file, "/")) {
			return true
		}
	}
	return false
}

// matchParts matches a path part by part; ** is any number of parts.
func matchParts(glob, parts []string) bool {
	for len(glob) > 0 {
		if glob[0] == "**" {
			for i := range len(parts) + 1 {
				if matchParts(glob[1:], parts[i:]) {
					return true
				}
			}
			return false
		}
		if len(parts) == 0 {
			return false
		}
		if ok, _ := path.Match(glob[0], parts[0]); !ok {
			return false
		}
		glob, parts = glob[1:], parts[1:]
	}
	return len(parts) == 0
}

// ShownPath is a path as text: bytes that are not UTF-8 are replaced.
func ShownPath(p string) string {
	if utf8.ValidString(p) {
		return p
	}
	return strings.ToValidUTF8(p, "\uFFFD")
}
