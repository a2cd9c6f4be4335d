// Command bench measures netnotes against programs that look at the same files:
// git status, which asks every file whether it has changed, and ripgrep, which
// reads every file. It makes a folder of invented notes, runs each pair in turn
// as whole processes, and prints a table.
//
//	go run ./cmd/internal/bench -n 10000
//
// Absolute times say little on another machine; the ratios are what counts.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

func main() {
	n := flag.Int("n", 10_000, "how many contacts")
	runs := flag.Int("runs", 15, "how many runs of each pair")
	keep := flag.String("dir", "", "make the folder here and keep it, or use it if it is there")
	flag.Parse()
	if err := bench(*n, *runs, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// pair is two commands measured in turn.
type pair struct {
	name         string
	ours, theirs []string
	before       func() error // before every run of ours
}

// today is the day of the generated folder.
const today = "2026-06-30"

func bench(n, runs int, keep string) error {
	work, err := os.MkdirTemp("", "netnotes-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	dir := keep
	if dir == "" {
		dir = filepath.Join(work, "network")
	}
	if err := prepare(dir, n); err != nil {
		return err
	}
	program := filepath.Join(work, "netnotes")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/netnotes").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	r := runner{dir: dir, cache: filepath.Join(work, "cache"), runs: runs}
	due := []string{program, "--today", today, "due"}
	for range 2 {
		if _, err := r.run(due); err != nil {
			return err
		}
	}
	fmt.Printf("%d contacts, %s, %s, %d processors, %s\n\n", n, time.Now().Format("2 January 2006"), runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Printf("%-34s %-26s %10s %10s %7s %7s\n", "netnotes", "against", "ours", "theirs", "ratio", "of CPU")
	for _, p := range pairs(program, due, dir) {
		if err := r.pair(p); err != nil {
			return err
		}
	}
	return nil
}

func pairs(program string, due []string, dir string) []pair {
	cold := append(slices.Clone(due), "--no-cache")
	note := filepath.Join(dir, "contacts", "000", "person-0.md")
	edit := func() error {
		f, err := os.OpenFile(note, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteString("- 2026-06-29 call: once more\n")
		if closing := f.Close(); err == nil {
			err = closing
		}
		return err
	}
	return []pair{
		{"due, unchanged since the last time", due, []string{"git", "status", "--porcelain"}, nil},
		{"due --no-cache", cold, []string{"rg", "-l", "NOMATCH"}, nil},
		{"list WORD --no-cache", []string{program, "--today", today, "--no-cache", "list", "harbour"}, []string{"rg", "-il", "harbour"}, nil},
		{"gaps, unchanged", []string{program, "--today", today, "gaps"}, due, nil},
		{"--version", []string{program, "--version"}, []string{"git", "--version"}, nil},
		{"log --dry-run", []string{program, "--today", today, "log", "--dry-run", "contacts/000/person-0.md", "call"}, due, nil},
		{"due after an edit", due, []string{"git", "status", "--porcelain"}, edit},
	}
}

// prepare makes the folder and commits it, unless it is there.
func prepare(dir string, n int) error {
	if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
		return nil
	}
	if err := generate(dir, n); err != nil {
		return err
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=bench", "-c", "user.email=bench@bench.example", "commit", "-qm", "notes"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("git %s: %w\n%s", args[0], err, out)
		}
	}
	time.Sleep(3 * time.Second) // nothing just written is remembered
	return nil
}

// runner runs whole processes.
type runner struct {
	dir, cache string
	runs       int
}

// cost is what one run took, in seconds: from start to end, and of processors.
type cost struct{ wall, cpu float64 }

func (r *runner) run(args []string) (cost, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+r.cache)
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 1 {
		err = nil // ripgrep found nothing
	}
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return cost{took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}, nil
}

// pair runs both sides in turn and prints their medians, and the medians of the
// pairs' ratios: of time, and of the work of the processors.
func (r *runner) pair(p pair) error {
	if _, err := exec.LookPath(p.theirs[0]); err != nil {
		fmt.Printf("%-34s %s is not installed\n", p.name, p.theirs[0])
		return nil
	}
	var ours, theirs, ratios, work []float64
	for i := range r.runs + 1 {
		if p.before != nil {
			if err := p.before(); err != nil {
				return err
			}
		}
		a, err := r.run(p.ours)
		if err != nil {
			return err
		}
		b, err := r.run(p.theirs)
		if err != nil {
			return err
		}
		if i == 0 {
			continue // to warm up
		}
		ours, theirs = append(ours, a.wall), append(theirs, b.wall)
		ratios, work = append(ratios, a.wall/b.wall), append(work, a.cpu/b.cpu)
	}
	name := filepath.Base(p.theirs[0]) + " " + strings.Join(p.theirs[1:], " ")
	if filepath.Base(p.theirs[0]) == "netnotes" {
		name = "due, unchanged"
	}
	fmt.Printf("%-34s %-26s %7.1f ms %7.1f ms %7.2f %7.2f\n", p.name, name, 1000*median(ours), 1000*median(theirs), median(ratios), median(work))
	return nil
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
