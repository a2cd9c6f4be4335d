package folder

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

// Find lists the folder's files and reads its settings.
func (f *Listing) Find() error {
	real, err := filepath.EvalSymlinks(f.Root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return fmt.Errorf("cannot read the folder %s: %w", f.Root, disk.Reason(err))
	}
	f.real, f.Settings = real, DefaultSettings()
	f.ReadSettings()
	if err := f.list("."); err != nil {
		return fmt.Errorf("cannot read the folder %s: %w", f.Root, disk.Reason(err))
	}
	f.addLinks()
	slices.Sort(f.Files)
	return nil
}

// Reader reads notes as the settings say.
func (f *Listing) Reader() *parse.Reader {
	return parse.NewReader(f.Settings.Reading())
}

// Listing is a folder being read.
type Listing struct {
	Root, real string
	Settings   Settings
	Files      []string // slash-separated, from the root
	links      []string // symbolic links that may lead to a note
	Issues     []Issue

	Source   []byte // of the settings
	Looked   []Look // the folders and the settings
	Linked   bool   // a symbolic link was found
	Readings []File // of the files
}

// File is a file as it was read.
type File struct {
	Stamp disk.Stamp // where it was asked for
	Note  *parse.Note
	Err   error
}

func (f *Listing) issue(file string, code txt.Code, severity txt.Severity, text, hint string) {
	start := txt.Position{Line: 1, Col: 1}
	f.Issues = append(f.Issues, Issue{file, txt.Problem{Start: start, End: start, Code: code, Severity: severity, Text: text, Hint: hint}})
}

// look keeps what tells of a later change of something that is about to be read.
func (f *Listing) look(file string) {
	if s, err := disk.StampOf(filepath.Join(f.Root, filepath.FromSlash(file))); err == nil {
		f.Looked = append(f.Looked, Look{file, s})
	}
}

// Look is a file or a folder at a moment.
type Look struct {
	Path  string // slash-separated, from the root
	Stamp disk.Stamp
}

// Differs reports whether something is not as it was, or may change unseen.
func (was Look) Differs(at *disk.Stamper) bool {
	now, err := at.Stamp(was.Path)
	return err != nil || now != was.Stamp || now == (disk.Stamp{})
}

// ReadSettings reads netnotes.yaml; what is wrong with it is an issue.
func (f *Listing) ReadSettings() {
	f.look(disk.SettingsFile)
	source, err := disk.ReadFile(filepath.Join(f.Root, disk.SettingsFile))
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			f.issue(disk.SettingsFile, Unreadable, txt.Error, "cannot read the settings: "+disk.Reason(err).Error(), "make it a file you may read; until then the defaults are used")
		}
		return
	}
	f.Source = source
	var problems []txt.Problem
	f.Settings, problems = ParseSettings(source)
	for _, p := range problems {
		f.Issues = append(f.Issues, Issue{disk.SettingsFile, p})
	}
}

// list collects the notes of one folder and those below it.
func (f *Listing) list(dir string) error {
	below, err := f.ListOne(dir)
	for _, sub := range below {
		f.Enter(sub)
	}
	return err
}

// Enter is list for a folder below the root.
func (f *Listing) Enter(dir string) {
	if err := f.list(dir); err != nil {
		f.Unreadable(dir, err)
	}
}

// Unreadable is the issue of a folder that cannot be read.
func (f *Listing) Unreadable(dir string, err error) {
	f.issue(dir, Unreadable, txt.Error, "cannot read this folder: "+disk.Reason(err).Error(), "allow yourself to read it, or exclude it in netnotes.yaml; its notes are missing from every answer")
}

func (f *Listing) unreadableNote(file string, err error) {
	f.issue(file, Unreadable, txt.Error, "cannot read this file: "+disk.Reason(err).Error(), "allow yourself to read it, or exclude it in netnotes.yaml")
}

// ListOne collects the notes of one folder, and returns the folders in it.
func (f *Listing) ListOne(dir string) (below []string, err error) {
	f.look(dir)
	entries, err := os.ReadDir(filepath.Join(f.Root, filepath.FromSlash(dir)))
	if err != nil {
		return nil, err
	}
	before := len(f.Files)
	for _, entry := range entries {
		name := entry.Name()
		file := path.Join(dir, name)
		if SkippedName(name) || f.Excluded(file) {
			continue
		}
		f.Linked = f.Linked || entry.Type()&fs.ModeSymlink != 0
		switch {
		case entry.IsDir():
			if !SkippedFolder(name) {
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
			f.Files = append(f.Files, file)
		}
	}
	f.Files = append(f.Files[:before], f.Admit(f.Files[before:])...)
	return below, nil
}

// folderLink reports a link to a folder outside the root. One to a folder inside
// is passed over: its notes are read where they are.
func (f *Listing) folderLink(link string) {
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
func (f *Listing) addLinks() {
	known := map[string]bool{}
	for _, file := range f.Files {
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
			f.Files = append(f.Files, inside)
		}
	}
}

// ProgressEvery is after how many notes the progress is told.
const ProgressEvery = 16

// replacing is how long an editor takes to put a new file in the place of one it
// has moved away.
const replacing = 20 * time.Millisecond

// Note reads one file. The stamp is taken before the bytes, so that a change in
// between is seen the next time.
func (f *Listing) Note(reader *parse.Reader, file string) (r File) {
	name := filepath.Join(f.Root, filepath.FromSlash(file))
	r.Stamp, _ = disk.StampOf(name)
	source, err := disk.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) { // an editor may be putting a new one in its place
		time.Sleep(replacing)
		source, err = disk.ReadFile(name)
	}
	if err != nil {
		r.Err = err
		return r
	}
	r.Note = f.ParseNote(reader, file, source)
	return r
}

// ParseNote parses a file. A translation of another note is about nobody of its
// own.
func (f *Listing) ParseNote(reader *parse.Reader, file string, source []byte) *parse.Note {
	if original := translationOf(path.Base(file)); original != "" && f.there(path.Join(path.Dir(file), original)) {
		return reader.Other(file, source)
	}
	return reader.Note(file, source)
}

// there reports whether the folder holds a file: among those that were listed,
// or on the disk.
func (f *Listing) there(file string) bool {
	if _, found := slices.BinarySearch(f.Files, file); found || f.Root == "" {
		return found
	}
	info, err := os.Lstat(filepath.Join(f.Root, filepath.FromSlash(file)))
	return err == nil && info.Mode().IsRegular()
}

// Keep lists the notes, by path; it drops what is no note and says why.
func (f *Listing) Keep() []*parse.Note {
	at := func(file string) *parse.Note {
		if i, there := slices.BinarySearch(f.Files, file); there && f.Readings[i].Note != nil && !f.Readings[i].Note.Template {
			return f.Readings[i].Note
		}
		return nil
	}
	kept := make([]*parse.Note, 0, len(f.Files))
	for i, r := range f.Readings {
		var refusal *disk.Unfit
		switch n, err := r.Note, r.Err; {
		case errors.As(err, &refusal):
			f.issue(f.Files[i], refusal.Code, txt.Error, refusal.Text, refusal.Hint)
		case errors.Is(err, fs.ErrNotExist): // it has gone since it was listed
		case err != nil:
			f.unreadableNote(f.Files[i], err)
		case n.Template:
		case f.isCopy(n, at):
		default:
			kept = append(kept, n)
		}
	}
	return kept
}

// SkippedName reports whether editors, sync programs or the user hide it.
func SkippedName(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.HasPrefix(name, "~syncthing~") ||
		strings.Contains(name, "___jb_")
}

// Overlooked reports whether no note of its own is sought in a file, by its name.
func Overlooked(name string) bool {
	return SkippedName(name) || certainCopy(name) != "" || translationOf(name) != ""
}

// SkippedFolder reports whether a folder holds no notes but what programs keep
// there, or templates: "templates", "90 Template", "_Templates".
func SkippedFolder(name string) bool {
	own := strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.EqualFold(own, "templates") || strings.EqualFold(own, "template") || name == "node_modules"
}

// Excluded reports whether a glob of the settings leaves the path out. A glob
// without a slash is held against every part of the path.
func (f *Listing) Excluded(file string) bool {
	for _, glob := range f.Settings.Exclude {
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

// TakeSettings takes the settings from a file's bytes.
func (f *Listing) TakeSettings(source []byte) {
	var problems []txt.Problem
	f.Settings, problems = ParseSettings(source)
	for _, p := range problems {
		f.Issues = append(f.Issues, Issue{disk.SettingsFile, p})
	}
}

// Admits reports whether a file may hold a note of the folder, by its path.
func (f *Listing) Admits(file string) bool {
	name := path.Base(file)
	return !SkippedName(name) && !f.excludedBelow(file) && disk.IsNote(name) && file != TodayFile
}

// excludedBelow reports whether a path, or a folder above it, is excluded.
func (f *Listing) excludedBelow(file string) bool {
	for at := file; at != "." && len(f.Settings.Exclude) > 0; at = path.Dir(at) {
		if f.Excluded(at) {
			return true
		}
	}
	return false
}

// Enters reports whether notes are sought in a folder.
func Enters(dir string) bool {
	name := path.Base(dir)
	return !SkippedName(name) && !SkippedFolder(name)
}
