// Command bench measures netnotes against programs that look at the same files:
// git status, which asks every file whether it has changed, ripgrep, which reads
// every file, and others that keep notes or contacts. It makes a folder of
// invented notes, runs each pair in turn as whole processes, and prints a table:
// what both took, how they compare, and what is asked for.
//
//	go run ./cmd/internal/bench -n 1000,10000
//	go run ./cmd/internal/bench -rows 1,2,6 -runs 5
//
// Rows have the same number where they are about the same. Absolute times say
// little on another machine; the ratios are what counts. A program that is not
// installed has a line that says so.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	n := flag.String("n", "10000", "how many contacts; several numbers, with commas, are measured in turn")
	runs := flag.Int("runs", 15, "how many runs of each pair")
	keep := flag.String("dir", "", "make the folder here and keep it, or use it if it is there; of several sizes, each in a folder named by its number")
	rows := flag.String("rows", "", "only these rows of the table, such as 1,2,9")
	flag.Parse()
	if err := start(*n, *rows, *runs, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// start reads the lists of numbers, measures, and removes what it made.
func start(n, rows string, runs int, keep string) error {
	sizes, err := numbers(n)
	if err != nil {
		return err
	}
	chosen, err := numbers(rows)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "netnotes-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b := &bench{work: work, runs: runs, rest: 3 * time.Second, rows: chosen, out: os.Stdout}
	if err := b.build(); err != nil {
		return err
	}
	return b.measure(sizes, keep)
}

// numbers reads numbers with commas between them.
func numbers(list string) ([]int, error) {
	var out []int
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is not a number to count by", s)
		}
		out = append(out, n)
	}
	return out, nil
}

func (b *bench) build() error {
	b.program = filepath.Join(b.work, "netnotes")
	if runtime.GOOS == "windows" {
		b.program += ".exe"
	}
	out, err := exec.Command("go", "build", "-o", b.program, "netnotes/cmd/netnotes").CombinedOutput()
	if err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// measure prints a table for every size, and at last how they grow.
func (b *bench) measure(sizes []int, keep string) error {
	fmt.Fprintf(b.out, "%s, %s/%s, %d processors, %s\n", time.Now().Format("2 January 2006"), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	var folders []*folder
	for _, n := range sizes {
		dir := keep
		if keep != "" && len(sizes) > 1 {
			dir = filepath.Join(keep, strconv.Itoa(n))
		}
		f, err := b.open(n, dir)
		if err != nil {
			return err
		}
		folders = append(folders, f)
		f.heading()
		for _, g := range goals {
			if !b.wants(g.row) {
				continue
			}
			if err := g.measure(f); err != nil {
				return err
			}
		}
	}
	if b.wants(13) {
		return growth(folders)
	}
	return nil
}

func (b *bench) wants(row int) bool { return len(b.rows) == 0 || slices.Contains(b.rows, row) }
