package main

import (
	"os"
	"path/filepath"
	"time"
)

// due is the answer that was given before, with every note looked at for change.
func (f *folder) due() side { return f.netnotes("due").called("due, unchanged") }

func (f *folder) gitStatus() side { return f.other("git", "status", "--porcelain") }

func (f *folder) ripgrep() side { return f.other("rg", "-l", "NOMATCH") }

// unasked compares sides with due, unchanged. Before each of their runs netnotes
// knows no more than after due alone.
func (f *folder) unasked(number int, g goal, sides ...side) error {
	for _, s := range sides {
		s, err := f.knowingDue(s)
		if err != nil {
			return err
		}
		if err := f.pair(number, s, f.due(), g); err != nil {
			return err
		}
	}
	return nil
}

// knowingDue is a side before each of whose runs netnotes remembers no more than
// due leaves behind, so that no answer to the side itself is taken from memory.
func (f *folder) knowingDue(s side) (side, error) {
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

// firstRun is due where nothing is remembered of the folder.
func (f *folder) firstRun() side {
	cache := filepath.Join(f.work, "first")
	return f.due().called("due, the first run").remembering(f, cache).after(func() error { return os.RemoveAll(cache) })
}

// timed holds a side against a time and not against another program.
func (f *folder) timed(number int, s side, g goal) error {
	var took []float64
	for start := time.Now(); len(took) < f.runs && !enough(len(took), start); {
		c, err := f.run(s)
		if err != nil {
			return err
		}
		took = append(took, c.wall)
	}
	f.line(line{number: number, what: s.name, ours: seconds(median(took)), goal: g, value: 1000 * median(took)})
	return nil
}
