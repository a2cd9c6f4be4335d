package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// peakCommand makes this program run another one and tell its peak of memory. On
// Linux the peak of a new program is at least that of the one that started it,
// so a small one must start it, and this one has grown by then.
const peakCommand = "tell-peak"

// tellPeak runs a program and prints its peak of memory in bytes. What the
// program itself prints goes nowhere.
func tellPeak(args []string) (code int) {
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Println(maxMemory(cmd.ProcessState))
	return cmd.ProcessState.ExitCode()
}

// peak is the median of a side's peaks of memory, in bytes.
func (f *folder) peak(s side) (float64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	var peaks []float64
	for range min(f.runs, 5) {
		cmd := exec.Command(self, append([]string{peakCommand}, s.args...)...)
		cmd.Dir, cmd.Env = s.dir, s.env
		out, err := cmd.Output()
		if err != nil {
			return 0, fmt.Errorf("%s: %w", s.name, err)
		}
		n, err := strconv.ParseFloat(string(out[:max(0, len(out)-1)]), 64)
		if err != nil {
			return 0, err
		}
		peaks = append(peaks, n)
	}
	return median(peaks), nil
}

// memory compares the peaks of processes, and counts what is remembered on disk.
func (f *folder) memory() error {
	if maxMemory(nil) < 0 {
		f.cannot(9, "due, peak of memory", "", "this system does not tell")
		return f.remembered()
	}
	cold := f.netnotes("due", "--no-cache")
	peaks := map[string]float64{}
	for _, s := range []side{f.due(), cold, f.netnotes("--version"), f.gitStatus()} {
		if !has(s.args[0]) {
			continue
		}
		n, err := f.peak(s)
		if err != nil {
			return err
		}
		peaks[s.name] = n
	}
	warm, base := peaks[f.due().name], peaks["--version"]
	if status := f.gitStatus(); f.installed(9, "due, unchanged: peak of memory", status) {
		g, ratio := atMost(limits(0, 0, 1.5)), warm/peaks[status.name]
		f.line(line{number: 9, what: "due, unchanged: peak of memory", against: status.name, ours: megabytes(warm), theirs: megabytes(peaks[status.name]), ratio: g.show(ratio), goal: g, value: ratio})
	}
	// Of a small folder the peak is what the program has before it begins to save.
	g, each := unit("B", limits(0, 2000, 2000)), (peaks[cold.name]-base)/float64(f.notes)
	f.line(line{number: 9, what: "due --no-cache: peak, more a note", against: "--version", ours: megabytes(peaks[cold.name]), theirs: megabytes(base), ratio: g.show(each), goal: g, value: each})
	return f.remembered()
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
	g, each := unit("B", always(500)), float64(size)/float64(f.notes)
	f.line(line{number: 9, what: "due: remembered on disk, a note", ours: megabytes(float64(size)), ratio: g.show(each), goal: g, value: each})
	return nil
}
