package app

import (
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"netnotes/parse"
)

// StateDir is where programs keep their state on this system, and CacheDir what
// they can make again; empty where there is no such place. Only a whole path is
// one: what counts from the working folder would lie among the notes.
func (a *App) StateDir() string { return a.ownDir("XDG_STATE_HOME", ".local", "state") }

// CacheDir is where they keep that.
func (a *App) CacheDir() string {
	if runtime.GOOS == "darwin" {
		return a.ownDir("XDG_CACHE_HOME", "Library", "Caches")
	}
	return a.ownDir("XDG_CACHE_HOME", ".cache")
}

func (a *App) ownDir(variable string, under ...string) string {
	if dir := a.Env.Getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	if dir := a.Env.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && filepath.IsAbs(dir) {
		return dir
	}
	if home := a.Env.Getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(append([]string{home}, under...)...)
	}
	return ""
}

// File is a name of a file as seen from where the command runs.
func (a *App) File(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.Env.Cwd, name)
}

// FolderOf is where notes of a kind lie: where most of them are, else the
// folder of the kind's own name, to which the folders within it belong.
func (w *Writing) FolderOf(kind parse.NoteKind) string {
	own := string(kind) + "s"
	count, best := map[string]int{}, own
	for _, n := range w.Index.Notes() {
		if n.Kind != kind {
			continue
		}
		if strings.HasPrefix(n.Path, own+"/") {
			count[own]++
		} else {
			count[path.Dir(n.Path)]++
		}
	}
	for dir, n := range count {
		if n > count[best] || n == count[best] && best != own && dir < best {
			best = dir
		}
	}
	return best
}
