package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"time"
)

// watchSettle is how long watch waits on purpose, after the last sign of a
// change, before it looks: settle in index/watch.go.
const watchSettle = 150 * time.Millisecond

// editsARun is how many edits are watched for each run of a pair.
const editsARun = 4

// watcher is a running netnotes watch, and when it printed each of its lines.
type watcher struct {
	cmd     *exec.Cmd
	started time.Time
	lines   chan time.Time // closed when it ends
}

// startWatch starts a watch of a folder.
func (f *folder) startWatch(dir string) (*watcher, error) {
	s := f.netnotes("watch", "--json")
	w := &watcher{cmd: exec.Command(s.args[0], s.args[1:]...), lines: make(chan time.Time, 16)}
	w.cmd.Dir, w.cmd.Env = dir, s.env
	out, err := w.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	w.started = time.Now()
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	go w.read(out)
	return w, nil
}

// read notes when lines end. They may be long, so it keeps none of them.
func (w *watcher) read(out io.Reader) {
	defer close(w.lines)
	buffered := bufio.NewReaderSize(out, 1<<16)
	for {
		piece, err := buffered.ReadSlice('\n')
		if len(piece) > 0 && piece[len(piece)-1] == '\n' {
			w.lines <- time.Now()
		}
		if err != nil && err != bufio.ErrBufferFull {
			return
		}
	}
}

// next is when the next line was printed, which must be soon.
func (w *watcher) next() (time.Time, error) {
	select {
	case at, ok := <-w.lines:
		if !ok {
			return at, fmt.Errorf("watch ended: %w", w.cmd.Wait())
		}
		return at, nil
	case <-time.After(2 * time.Minute):
		return time.Time{}, fmt.Errorf("watch said nothing for two minutes")
	}
}

// stop ends the watch and leaves nothing of it behind.
func (w *watcher) stop() {
	_ = w.cmd.Process.Kill()
	for range w.lines {
	}
	_ = w.cmd.Wait()
}

// watch measures how soon a watch has its first answer, and the next one after
// an edit, in a copy of the folder.
func (f *folder) watch() error {
	dir, err := f.copied("edited", nil)
	if err != nil {
		return err
	}
	if err := f.firstLine(); err != nil {
		return err
	}
	w, err := f.startWatch(dir)
	if err != nil {
		return err
	}
	defer w.stop()
	if _, err := w.next(); err != nil {
		return err
	}
	var took []float64
	for range editsARun * f.runs {
		// Not in step with anything that watch does once a second.
		time.Sleep(time.Duration(100+rand.IntN(200)) * time.Millisecond)
		for len(w.lines) > 0 {
			<-w.lines
		}
		if err := appendLine(filepath.Join(dir, filepath.FromSlash(f.note))); err != nil {
			return err
		}
		edited := time.Now()
		at, err := w.next()
		if err != nil {
			return err
		}
		took = append(took, at.Sub(edited).Seconds())
	}
	f.afterEdits(took)
	return nil
}

// afterEdits prints the times from an edit to the answer: whole, and without
// what watch waits on purpose, which the goal leaves out.
func (f *folder) afterEdits(took []float64) {
	g := unit("ms", limits(0, 5, 0))
	for _, q := range []struct {
		name  string
		share float64
		goal  goal
	}{{"p50", 0.5, unit("ms", nil)}, {"p95", 0.95, g}} {
		whole := quantile(took, q.share)
		rest := 1000 * (whole - watchSettle.Seconds())
		f.line(line{number: 9, what: fmt.Sprintf("watch: edit to answer, %s of %d", q.name, len(took)), against: "less " + watchSettle.String() + " of settling",
			ours: seconds(whole), ratio: q.goal.show(rest), goal: q.goal, value: rest})
	}
}

// firstLine compares the time to the first answer with due in the same folder,
// run in turn.
func (f *folder) firstLine() error {
	var lines, warm, ratios []float64
	for start := time.Now(); len(lines) < f.runs && !enough(len(lines), start); {
		w, err := f.startWatch(f.dir)
		if err != nil {
			return err
		}
		at, err := w.next()
		w.stop()
		if err != nil {
			return err
		}
		due, err := f.run(f.due())
		if err != nil {
			return err
		}
		first := at.Sub(w.started).Seconds()
		lines, warm, ratios = append(lines, first), append(warm, due.wall), append(ratios, first/due.wall)
	}
	g := atMost(always(2))
	f.line(line{number: 9, what: "watch: start to first answer", against: f.due().name, ours: seconds(median(lines)), theirs: seconds(median(warm)), ratio: g.show(median(ratios)), goal: g, value: median(ratios)})
	return nil
}
