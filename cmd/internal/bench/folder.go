package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// today is the day of the invented notes.
const today = "2026-06-30"

// folder is a folder of notes to measure, with all that belongs to it. Its notes
// are never changed: what writes, writes to a copy.
type folder struct {
	*bench
	dir   string // the notes, committed in git
	work  string // copies, caches and settings
	cache string // where netnotes remembers them
	sample
}

// open makes a folder of n contacts and commits it, unless it is there, and has
// netnotes remember it.
func (b *bench) open(n int, dir string) (*folder, error) {
	work := filepath.Join(b.work, strconv.Itoa(n))
	if dir == "" {
		dir = filepath.Join(work, "network")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{bench: b, dir: dir, work: work, cache: filepath.Join(work, "cache")}
	if err := os.MkdirAll(filepath.Join(work, "config"), 0o755); err != nil {
		return nil, err
	}
	if err := f.prepare(n); err != nil {
		return nil, err
	}
	if f.sample, err = takeSample(dir); err != nil {
		return nil, err
	}
	for range 2 {
		if _, err := f.run(f.netnotes("due")); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// prepare makes and commits the notes of n contacts. Git must not start to tidy up behind its
// back while something is measured.
func (f *folder) prepare(n int) error {
	if entries, err := os.ReadDir(f.dir); err == nil && len(entries) > 0 {
		return nil
	}
	if err := generate(f.dir, n); err != nil {
		return err
	}
	return f.commit(f.dir)
}

// commit commits a folder, in a repository that is made where there is none, and
// lets it rest.
func (f *folder) commit(dir string) error {
	defer time.Sleep(f.rest)
	if !has("git") {
		return nil
	}
	for _, args := range []string{"init -q", "config gc.auto 0", "config maintenance.auto false", "add -A", "-c user.name=bench -c user.email=bench@bench.example commit -qm notes"} {
		cmd := exec.Command("git", strings.Fields(args)...)
		cmd.Dir, cmd.Env = dir, f.environment(f.cache)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("git %s: %w\n%s", args, err, out)
		}
	}
	return nil
}

// environment is the same on every machine: nobody's own settings count.
func (f *folder) environment(cache string) []string {
	return append(os.Environ(), "XDG_CACHE_HOME="+cache, "XDG_STATE_HOME="+filepath.Join(f.work, "state"), "XDG_CONFIG_HOME="+filepath.Join(f.work, "config"),
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "RIPGREP_CONFIG_PATH=", "NETNOTES_DIR=")
}

// copyTree copies the files of a folder, without those whose names begin with a
// dot; change may alter what a file holds.
func copyTree(from, to string, change func([]byte) []byte) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case rel != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if change != nil {
			data = change(data)
		}
		return os.WriteFile(target, data, info.Mode().Perm())
	})
}

// copied is a copy of the folder of that name, made the first time it is asked
// for.
func (f *folder) copied(name string, change func([]byte) []byte) (string, error) {
	dir := filepath.Join(f.work, name)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	return dir, copyTree(f.dir, dir, change)
}

// withoutLinks leaves the words of links and takes the brackets away: following
// hundreds of thousands of links is not what the others are compared in.
func withoutLinks(text []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("[["), nil), []byte("]]"), nil)
}

// bench is one measuring of one or more folders.
type bench struct {
	work    string        // a folder for all that is made on the way
	program string        // netnotes, as it is here
	runs    int           // of each pair
	rest    time.Duration // after which nothing in a folder counts as just written
	rows    []int         // that are wanted; none: all
	out     io.Writer
}
