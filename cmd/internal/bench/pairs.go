package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// side is one of the two commands of a pair.
type side struct {
	name   string // in the table
	args   []string
	dir    string // where it runs
	env    []string
	before func() error // done before every run, and not measured
}

// netnotes is a command of netnotes, run in the folder.
func (f *folder) netnotes(args ...string) side {
	return side{
		name: strings.Join(args, " "),
		args: append([]string{f.program, "--today", today}, args...),
		dir:  f.dir, env: f.environment(f.cache),
	}
}

// other is a command of another program, run in the folder.
func (f *folder) other(args ...string) side {
	return side{name: strings.Join(args, " "), args: args, dir: f.dir, env: f.environment(f.cache)}
}

// called is the side under another name.
func (s side) called(name string) side { s.name = name; return s }

// after is the side with something done before every run.
func (s side) after(before func() error) side { s.before = before; return s }

// in is the side run in another folder.
func (s side) in(dir string) side { s.dir = dir; return s }

// remembering is the side with another place for what netnotes remembers.
func (s side) remembering(f *folder, cache string) side { s.env = f.environment(cache); return s }

// cost is what one run took, in seconds: from start to end, and of processors.
type cost struct{ wall, cpu float64 }

// run runs a side once. What it prints is read and thrown away, as it would be
// by a pager: some programs do less when they write to nowhere.
func (f *folder) run(s side) (cost, error) {
	if s.before != nil {
		if err := s.before(); err != nil {
			return cost{}, err
		}
	}
	var said bytes.Buffer
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = s.dir, s.env, io.Discard, &said
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		err = nil // rg found nothing, or check found problems
	}
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(s.args, " "), err, said.Bytes())
	}
	return cost{took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}, nil
}

// comparison is what a pair came to: medians in seconds, and medians over the
// pairs of ours divided by theirs.
type comparison struct {
	ours, theirs float64
	ratio, cpu   float64
}

// enough reports whether a pair that takes long has been measured often enough:
// for a minute, and three times at least.
func enough(pairs int, start time.Time) bool { return pairs >= 3 && time.Since(start) > time.Minute }

// compare runs both sides in turn, once to warm up and then as often as wanted.
func (f *folder) compare(ours, theirs side) (comparison, error) {
	var a, b, ratios, cpus []float64
	start := time.Now()
	for i := range f.runs + 1 {
		if enough(i-1, start) {
			break
		}
		x, err := f.run(ours)
		if err != nil {
			return comparison{}, err
		}
		y, err := f.run(theirs)
		if err != nil {
			return comparison{}, err
		}
		if i == 0 {
			start = time.Now()
			continue
		}
		a, b = append(a, x.wall), append(b, y.wall)
		ratios, cpus = append(ratios, x.wall/y.wall), append(cpus, x.cpu/y.cpu)
	}
	return comparison{median(a), median(b), median(ratios), median(cpus)}, nil
}

// pair compares two sides and prints a line of the table.
func (f *folder) pair(number int, ours, theirs side, g goal) error {
	if !f.installed(number, ours.name, theirs) {
		return nil
	}
	c, err := f.compare(ours, theirs)
	if err != nil {
		return err
	}
	ratio := c.ratio
	switch {
	case g.sign == least:
		ratio = 1 / c.ratio
	case g.cpu:
		ratio = c.cpu
	}
	f.line(line{number: number, what: ours.name, against: theirs.name, ours: seconds(c.ours), theirs: seconds(c.theirs),
		ratio: g.show(ratio), cpu: fmt.Sprintf("%.2f", c.cpu), goal: g, value: ratio})
	return nil
}

// installed reports whether the other program is there, and prints a line if it
// is not.
func (f *folder) installed(number int, what string, theirs side) bool {
	_, err := exec.LookPath(theirs.args[0])
	if err != nil {
		f.cannot(number, what, theirs.name, theirs.args[0]+" is not installed")
	}
	return err == nil
}

func median(list []float64) float64 { return quantile(list, 0.5) }

// quantile is the value that the share q of a list does not exceed, of an even
// number in the middle the mean of two. It sorts the list.
func quantile(list []float64, q float64) float64 {
	slices.Sort(list)
	at := q * float64(len(list)-1)
	low := int(at)
	high := min(low+1, len(list)-1)
	return list[low] + (at-float64(low))*(list[high]-list[low])
}
