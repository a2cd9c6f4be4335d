package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// past looks back in a copy of the folder with two commits: as many notes as a
// pull brings differ between them.
func (f *folder) past() error {
	if !has("git") {
		f.cannot(11, "due --as-of", "", "git is not installed")
		return nil
	}
	dir, err := f.copied("history", nil)
	if err != nil {
		return err
	}
	if err := f.twoCommits(dir); err != nil {
		return err
	}
	due, cache := f.netnotes("due").in(dir), filepath.Join(f.work, "first-past")
	if _, err := f.run(due); err != nil {
		return err
	}
	asOf := f.netnotes("due", "--as-of", "HEAD~1").in(dir)
	never := asOf.called("due --as-of HEAD~1, the first run").remembering(f, cache).after(func() error { return os.RemoveAll(cache) })
	if err := f.pair(11, never, f.firstRun(), atMost(always(2))); err != nil {
		return err
	}
	if _, err := f.run(asOf); err != nil {
		return err
	}
	if err := f.pair(11, asOf.called("due --as-of HEAD~1, again"), due.called("due, unchanged"), atMost(always(2))); err != nil {
		return err
	}
	for _, c := range []struct {
		rev, name string
		most      float64
	}{{"HEAD", "equal trees", 3}, {"HEAD~1", fmt.Sprintf("%d notes changed", pulled), 4}} {
		ours := f.netnotes("diff", c.rev).in(dir).called("diff " + c.rev + ", " + c.name)
		if err := f.pair(11, ours, f.other("git", "diff", c.rev).in(dir), atMost(always(c.most))); err != nil {
			return err
		}
	}
	return nil
}

// twoCommits commits a folder, and then again with some notes changed.
func (f *folder) twoCommits(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
		return nil
	}
	if err := f.commit(dir); err != nil {
		return err
	}
	for _, note := range f.some {
		if err := appendLine(filepath.Join(dir, filepath.FromSlash(note))); err != nil {
			return err
		}
	}
	return f.commit(dir)
}
