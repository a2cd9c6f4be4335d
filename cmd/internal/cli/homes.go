package cli

import (
	"path/filepath"
	"runtime"
)

// stateDir is where programs keep their state on this system, and cacheDir what
// they can make again; empty where there is no such place. Only a whole path is
// one: what counts from the working folder would lie among the notes.
func (a *app) stateDir() string { return a.ownDir("XDG_STATE_HOME", ".local", "state") }

func (a *app) cacheDir() string {
	if runtime.GOOS == "darwin" {
		return a.ownDir("XDG_CACHE_HOME", "Library", "Caches")
	}
	return a.ownDir("XDG_CACHE_HOME", ".cache")
}

func (a *app) ownDir(variable string, under ...string) string {
	if dir := a.env.Getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	if dir := a.env.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && filepath.IsAbs(dir) {
		return dir
	}
	if home := a.env.Getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(append([]string{home}, under...)...)
	}
	return ""
}
