package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// goals are the rows of the table by their numbers. Row 12 needs two folders,
// and is growth.
var goals = []struct {
	row     int
	measure func(*folder) error
}{
	{1, (*folder).warm},
	{2, (*folder).cold},
	{3, (*folder).others},
	{4, (*folder).first},
	{5, (*folder).dropped},
	{6, (*folder).writing},
	{7, (*folder).search},
	{8, (*folder).gaps},
	{9, (*folder).memory},
	{10, (*folder).watch},
	{11, (*folder).starting},
}

func (f *folder) ripgrep() side { return f.other("rg", "-l", "NOMATCH") }

// warm asks the same again, and then what was not asked before while all notes
// are as they were, which is what the first prompt of a day does.
func (f *folder) warm() error {
	g := atMost(limits(1.5, 0.75, 0.75))
	if err := f.pair(1, f.due(), f.gitStatus(), g); err != nil {
		return err
	}
	morning, err := f.unasked(f.netnotes("--today", "2026-07-01", "due").called("due, unchanged, the first of a day"))
	if err != nil {
		return err
	}
	return f.pair(1, morning, f.gitStatus(), g)
}

// unasked is a side before each of whose runs netnotes remembers no more than
// the answer to due, so that no answer to the side itself is taken from memory.
func (f *folder) unasked(s side) (side, error) {
	only, used := filepath.Join(f.work, "only-due"), filepath.Join(f.work, "used")
	if _, err := os.Stat(only); err != nil {
		if err := os.MkdirAll(only, 0o700); err != nil {
			return s, err
		}
		if _, err := f.run(f.due().remembering(f, only)); err != nil {
			return s, err
		}
	}
	return s.remembering(f, used).after(func() error {
		if err := os.RemoveAll(used); err != nil {
			return err
		}
		return copyTree(only, used, nil)
	}), nil
}

func (f *folder) cold() error {
	return f.pair(2, f.netnotes("due", "--no-cache"), f.ripgrep(), atMost(limits(1.5, 2, 2)))
}

// dropped has nothing of any file in memory at the start of each run: not the
// notes, not what netnotes or git remember, not the programs.
func (f *folder) dropped() error {
	const pages = "/proc/sys/vm/drop_caches"
	what := "due, unchanged, page cache dropped"
	drop := func() error {
		if _, err := f.run(f.other("sync")); err != nil {
			return err
		}
		return os.WriteFile(pages, []byte("3\n"), 0)
	}
	if os.Geteuid() != 0 || drop() != nil {
		f.cannot(5, what, "", "the page cache can only be dropped by root, on Linux")
		return nil
	}
	ours := f.due().called(what).after(drop)
	if err := f.pair(5, ours, f.ripgrep().after(drop), faster(limits(0, 12, 0))); err != nil {
		return err
	}
	return f.pair(5, ours, f.gitStatus().after(drop), atMost(limits(0, 1.1, 1.1)))
}

// search looks for words whose answer is not remembered. One word is in a
// handful of notes, the other in every second.
func (f *folder) search() error {
	for _, w := range []word{f.few, f.many} {
		ours, err := f.unasked(f.netnotes("list", w.text).called(fmt.Sprintf("list %s (in %s notes)", w.text, thousands(w.notes))))
		if err != nil {
			return err
		}
		if err := f.pair(7, ours, f.other("rg", "-i", w.text), atMost(always(1.2))); err != nil {
			return err
		}
	}
	return nil
}

// gaps asks again, and as if for the first time.
func (f *folder) gaps() error {
	g := atMost(limits(0, 3, 0))
	if err := f.pair(8, f.netnotes("gaps").called("gaps, unchanged"), f.due(), g); err != nil {
		return err
	}
	unasked, err := f.unasked(f.netnotes("gaps").called("gaps, unchanged, not asked before"))
	if err != nil {
		return err
	}
	return f.pair(8, unasked, f.due(), g)
}

// starting is what a program takes to do next to nothing, and what somebody
// waits for the rest of a name.
func (f *folder) starting() error {
	if err := f.pair(11, f.netnotes("--version"), f.other("git", "--version"), atMost(always(3))); err != nil {
		return err
	}
	complete := f.netnotes("__complete", "log", f.namePrefix())
	if err := f.completion(complete.called(fmt.Sprintf("log %q, completed", f.namePrefix()))); err != nil {
		return err
	}
	unasked, err := f.unasked(complete.called(fmt.Sprintf("log %q, completed, not asked before", f.namePrefix())))
	if err != nil {
		return err
	}
	return f.completion(unasked)
}

// completion is held to a time and not to another program.
func (f *folder) completion(s side) error {
	c, err := f.compare(s, f.netnotes("--version"))
	if err != nil {
		return err
	}
	f.line(line{number: 11, what: s.name, against: "--version", ours: seconds(c.ours), theirs: seconds(c.theirs), ratio: fmt.Sprintf("%.2f", c.ratio),
		cpu: fmt.Sprintf("%.2f", c.cpu), goal: unit("ms", limits(0, 10, 0)), value: 1000 * c.ours})
	return nil
}

// growth compares each folder with one ten times as small, where both are there.
func growth(folders []*folder) error {
	for _, large := range folders {
		for _, small := range folders {
			if large.contacts != 10*small.contacts {
				continue
			}
			fmt.Fprintf(large.out, "\n%s contacts against %s\n\n", thousands(large.contacts), thousands(small.contacts))
			for _, command := range [][]string{{"due"}, {"due", "--no-cache"}} {
				ours, theirs := large.netnotes(command...), small.netnotes(command...)
				theirs.name = thousands(small.contacts) + " contacts"
				if err := large.pair(12, ours, theirs, atMost(limits(0, 0, 12))); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
