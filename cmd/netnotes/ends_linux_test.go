package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// endsIn is how long the program may take to end. It takes a few milliseconds;
// one that does not end at all is what the test is after.
const endsIn = 10 * time.Second

// TestWatchEnds runs the real program in each of its modes and sends it each of
// the signals that end a program: it must end by itself, with status 0, and
// leave the terminal as it was.
func TestWatchEnds(t *testing.T) {
	bin := buildNetnotes(t)
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		for name, mode := range watchModes() {
			if name == "editor" && signal == syscall.SIGINT {
				continue // Ctrl-C is the editor's
			}
			t.Run(fmt.Sprint(name, "/", unix.SignalName(signal)), func(t *testing.T) {
				t.Parallel()
				w := mode(t, bin)
				w.must(w.Process.Signal(signal))
				w.wantEnd(t)
			})
		}
	}
	for _, args := range []string{"watch", "watch --json", "watch --today-file"} {
		t.Run("closed output/"+args, func(t *testing.T) {
			t.Parallel()
			w := startWatch(t, bin, args, nil)
			w.awaitOutput(1)
			w.must(w.out.Close())
			w.wantEnd(t)
		})
	}
	for _, key := range []string{"q", "\x03"} {
		t.Run(fmt.Sprintf("key %q", key), func(t *testing.T) {
			t.Parallel()
			w := watchScreen(t, bin)
			_, err := w.out.Write([]byte(key))
			w.must(err)
			w.wantEnd(t)
		})
	}
}

// watchModes are the ways in which watch can be running.
func watchModes() map[string]func(*testing.T, string) *watchRun {
	piped := func(args string) func(*testing.T, string) *watchRun {
		return func(t *testing.T, bin string) *watchRun {
			w := startWatch(t, bin, args, nil)
			w.awaitOutput(1)
			return w
		}
	}
	return map[string]func(*testing.T, string) *watchRun{
		"pipe":       piped("watch"),
		"json":       piped("watch --json"),
		"poll":       piped("watch --json --poll"),
		"today file": piped("watch --today-file"),
		"screen":     watchScreen,
		"json on a terminal": func(t *testing.T, bin string) *watchRun {
			w := startWatch(t, bin, "watch --json", openTerminal(t))
			w.awaitOutput(1)
			return w
		},
		// Whoever reads has stopped reading, and the pipe is full.
		"nobody reads": func(t *testing.T, bin string) *watchRun {
			w := startWatch(t, bin, "watch --json", nil)
			for unread := 0; unread < smallPipe; {
				unread, _ = unix.IoctlGetInt(int(w.out.Fd()), unix.TIOCINQ)
				w.pause()
			}
			return w
		},
		// Another command writes to the folder, and takes its time.
		"locked": func(t *testing.T, bin string) *watchRun {
			root := watchFolder(t)
			f, err := os.Open(root)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { f.Close() })
			if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
				t.Fatal(err)
			}
			w := startWatchIn(t, bin, root, "watch --today-file", nil)
			for waiting := false; !waiting; w.pause() {
				locks, err := os.ReadFile("/proc/locks")
				w.must(err)
				waiting = bytes.Contains(locks, fmt.Appendf(nil, "FLOCK  ADVISORY  WRITE %d ", w.Process.Pid))
			}
			return w
		},
		// The terminal belongs to an editor, which is told to end as well.
		"editor": func(t *testing.T, bin string) *watchRun {
			w := watchScreen(t, bin)
			_, err := w.out.Write([]byte("j\r"))
			w.must(err)
			w.awaitText("the editor is here")
			return w
		},
	}
}

// smallPipe is the size of the pipes, in bytes: the least that Linux gives, and
// less than the list needs.
const smallPipe = 4096

// watchRun is a running watch.
type watchRun struct {
	*exec.Cmd
	t        *testing.T
	out      *os.File // its output, or the terminal's other side
	terminal *terminal
	ended    chan error
	mutex    sync.Mutex
	seen     bytes.Buffer
	deadline time.Time
}

func (w *watchRun) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// watchFolder is a folder of people who are due.
func watchFolder(t *testing.T) string {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "netnotes.yaml"), []byte("daily: 40\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		note := fmt.Sprintf("---\ntype: contact\nname: Person%d Example\ntier: A\n---\n\n## Log\n\n- 2026-01-01 coffee: a first talk about maps\n", i)
		if err := os.WriteFile(filepath.Join(root, fmt.Sprintf("person-%d.md", i)), []byte(note), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func startWatch(t *testing.T, bin, args string, on *terminal) *watchRun {
	return startWatchIn(t, bin, watchFolder(t), args, on)
}

func startWatchIn(t *testing.T, bin, root, args string, on *terminal) *watchRun {
	home := t.TempDir()
	w := &watchRun{Cmd: exec.Command(bin, append([]string{"-C", root, "--today", hostileToday}, strings.Fields(args)...)...),
		t: t, terminal: on, ended: make(chan error, 1), deadline: time.Now().Add(3 * endsIn)}
	w.Env = []string{"HOME=" + home, "TERM=xterm", "PATH=" + os.Getenv("PATH"), "EDITOR=echo the editor is here; exec sleep 100 #"}
	var child *os.File
	if on != nil {
		w.out, child = on.master, on.slave
		w.Stdin, w.Stdout, w.Stderr = child, child, child
		w.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	} else {
		read, write, err := os.Pipe()
		w.must(err)
		_, err = unix.FcntlInt(write.Fd(), unix.F_SETPIPE_SZ, smallPipe)
		w.must(err)
		w.out, child = read, write
		w.Stdout = child
	}
	w.must(w.Start())
	if on == nil {
		w.must(child.Close())
	}
	go func() { w.ended <- w.Wait() }()
	t.Cleanup(func() {
		_ = w.Process.Kill()
		w.out.Close()
	})
	return w
}

func watchScreen(t *testing.T, bin string) *watchRun {
	w := startWatch(t, bin, "watch", openTerminal(t))
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := w.out.Read(buf)
			w.mutex.Lock()
			w.seen.Write(buf[:n])
			w.mutex.Unlock()
			if err != nil {
				return
			}
		}
	}()
	w.awaitText("Person")
	return w
}

// awaitOutput waits for some bytes of output.
func (w *watchRun) awaitOutput(n int64) {
	w.t.Helper()
	_, err := io.CopyN(io.Discard, w.out, n)
	w.must(err)
	go func() { _, _ = io.Copy(io.Discard, w.out) }()
}

// awaitText waits until the terminal shows a text.
func (w *watchRun) awaitText(text string) {
	w.t.Helper()
	for !strings.Contains(w.shown(), text) {
		w.pause()
	}
}

func (w *watchRun) shown() string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.seen.String()
}

// pause waits a little, but not for ever.
func (w *watchRun) pause() {
	w.t.Helper()
	if time.Now().After(w.deadline) {
		w.t.Fatalf("it never came so far\n%s", w.shown())
	}
	time.Sleep(5 * time.Millisecond)
}

// wantEnd wants the program to end by itself and the terminal as it was.
func (w *watchRun) wantEnd(t *testing.T) {
	t.Helper()
	select {
	case err := <-w.ended:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(endsIn):
		t.Fatal("it is still running")
	}
	if w.terminal == nil {
		return
	}
	now, err := unix.IoctlGetTermios(int(w.terminal.slave.Fd()), unix.TCGETS)
	w.must(err)
	if *now != w.terminal.was {
		t.Errorf("the terminal is left as %+v, and was %+v", *now, w.terminal.was)
	}
	if strings.Contains(w.shown(), "\x1b[?1049h") {
		for w.deadline = time.Now().Add(endsIn); !strings.HasSuffix(w.shown(), "\x1b[?1049l"); w.pause() {
		}
	}
}

// terminal is a pseudo-terminal: what a person sits at, and what the program
// sees, with its settings before.
type terminal struct {
	master, slave *os.File
	was           unix.Termios
}

func openTerminal(t *testing.T) *terminal {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	var slave *os.File
	if err == nil {
		slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	was, err := unix.IoctlGetTermios(int(slave.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return &terminal{master, slave, *was}
}
