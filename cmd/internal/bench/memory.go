package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// private is the memory of a running program that is no file's, in MB; 0 where
// the system does not tell, which Linux alone does. What is mapped of the store
// and can be dropped at any time is not in it.
func private(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	n, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kB, _ := strconv.ParseFloat(n, 64)
	return kB * 1024 / 1e6
}

// peak prints the median of a side's peaks of private memory. It looks often, and
// may miss what is there for less than a look.
func (f *folder) peak(number int, s side, g goal) error {
	what := "peak of memory: " + s.name
	if private(os.Getpid()) == 0 {
		f.cannot(number, what, "", "this system does not tell")
		return nil
	}
	var peaks []float64
	for range min(f.runs, 5) {
		if s.before != nil {
			if err := s.before(); err != nil {
				return err
			}
		}
		most, err := peakOf(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		peaks = append(peaks, most)
	}
	f.line(line{number: number, what: what, ours: g.show(median(peaks)), goal: g, value: median(peaks)})
	return nil
}

// peakOf runs a side and looks at its memory all the while.
func peakOf(s side) (most float64, err error) {
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Dir, cmd.Env = s.dir, s.env
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			return most, err
		case <-time.After(200 * time.Microsecond):
			most = max(most, private(cmd.Process.Pid))
		}
	}
}

// memory counts what is held in memory, and what is remembered on disk.
func (f *folder) memory() error {
	if err := f.peak(8, f.due(), unit("MB", limits(0, 0, 40))); err != nil {
		return err
	}
	if err := f.peak(8, f.firstRun(), unit("MB", limits(0, 0, 350))); err != nil {
		return err
	}
	if err := f.watchAtRest(); err != nil {
		return err
	}
	return f.remembered()
}

// watchAtRest looks at a watch that has answered and has rested.
func (f *folder) watchAtRest() error {
	w, err := f.startWatch(f.dir)
	if err != nil {
		return err
	}
	defer w.stop()
	if _, err := w.next(); err != nil {
		return err
	}
	time.Sleep(f.rest)
	held, g := private(w.cmd.Process.Pid), unit("MB", limits(0, 40, 0))
	if held == 0 {
		f.cannot(8, "watch at rest: memory", "", "this system does not tell")
		return nil
	}
	f.line(line{number: 8, what: "watch at rest: memory", ours: g.show(held), goal: g, value: held})
	return nil
}

// remembered is what netnotes keeps on disk after due alone.
func (f *folder) remembered() error {
	dir := filepath.Join(f.work, "remembered")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if _, err := f.run(f.due().remembering(f, dir)); err != nil {
		return err
	}
	size := int64(0)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		return err
	}
	g, each := unit("B", always(1000)), float64(size)/float64(f.notes)
	f.line(line{number: 8, what: "the store: bytes a note", ours: g.show(each), goal: g, value: each})
	return nil
}
