package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// sitting is somebody before the screen of watch: what they press, and the picture
// they see.
type sitting struct {
	t             *testing.T
	root          string
	keys          *io.PipeWriter
	mutex         sync.Mutex
	picture       string
	columns, rows int
	edited        []string
	ended         chan int
}

// Write takes a picture, which is always written whole.
func (s *sitting) Write(p []byte) (int, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if strings.Contains(string(p), "\x1b[H") {
		s.picture = regexp.MustCompile("\x1b\\[[0-9;?]*[a-zA-Z]").ReplaceAllString(strings.ReplaceAll(string(p), "\r", ""), "")
	}
	return len(p), nil
}

func (s *sitting) size() (int, int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.columns, s.rows
}

// sit begins to watch a folder.
func sit(t *testing.T, notes map[string]string) *sitting {
	s := &sitting{t: t, root: t.TempDir(), columns: 80, rows: 24, ended: make(chan int, 1)}
	for name, text := range notes {
		file := filepath.Join(s.root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	in, out := io.Pipe()
	s.keys = out
	ctx, cancel := context.WithCancel(context.Background())
	env := app.Env{Stdin: in, Stdout: s, Stderr: io.Discard, Cwd: s.root, Terminal: true, Width: 80, Now: time.Now(), Clock: time.Now, Context: ctx,
		Getenv: func(name string) string {
			return map[string]string{"XDG_STATE_HOME": filepath.Join(s.root, ".state"), "EDITOR": "nano"}[name]
		},
		Raw:  func() (func(), error) { return func() {}, nil },
		Size: s.size,
		RunEditor: func(_ context.Context, editor, file string) error {
			s.edited = append(s.edited, editor+" "+strings.TrimPrefix(file, s.root))
			return nil
		}}
	go func() { s.ended <- Run([]string{"--today", "2026-10-06", "watch", "--poll"}, env) }()
	t.Cleanup(func() {
		out.Close()
		cancel()
		<-s.ended
	})
	return s
}

func (s *sitting) press(keys string) {
	s.t.Helper()
	if _, err := s.keys.Write([]byte(keys)); err != nil {
		s.t.Fatal(err)
	}
}

// until waits for something to be so.
func (s *sitting) until(what string, so func() bool) {
	s.t.Helper()
	for range 2000 {
		if so() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.t.Fatalf("never: %s\n%s", what, s.seen())
}

func (s *sitting) seen() string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.picture
}

func (s *sitting) see(text string) {
	s.t.Helper()
	s.until("to see "+text, func() bool { return strings.Contains(s.seen(), text) })
}

// holds waits until a note holds a text.
func (s *sitting) holds(name, text string) {
	s.t.Helper()
	s.until(name+" holds "+text, func() bool {
		source, _ := os.ReadFile(filepath.Join(s.root, name))
		return strings.Contains(string(source), text)
	})
}

func someDue() map[string]string {
	return map[string]string{
		"netnotes.yaml":          "",
		"contacts/ada-park.md":   "# Ada Park\n\n- [ ] send the paper due:2026-10-02\n- [ ] send the slides due:2026-10-03\n\n## Log\n\n- 2026-10-01 email from Ada: the samples\n",
		"contacts/bo-lind.md":    "---\ncadence: 2w\n---\n# Bo Lind\n\n## Log\n\n- 2026-09-01 coffee with Bo\n",
		"contacts/liu-wei 刘伟.md": "---\nname: 刘伟\ncadence: 2w\n---\n\n## Log\n\n- 2026-09-02 coffee with 刘伟\n",
	}
}

// TestScreenWrites works through the keys that write, each of which undo takes
// back: the very bytes stand there again.
func TestScreenWrites(t *testing.T) {
	notes := someDue()
	s := sit(t, notes)
	s.see("send the paper")
	s.press("d")
	s.holds("contacts/ada-park.md", "- [x] send the paper due:2026-10-02 done:2026-10-06\n")
	s.see("closes: promise")
	s.press("u")
	s.holds("contacts/ada-park.md", notes["contacts/ada-park.md"])
	s.see("took back: done")
	s.press("j") // from the slides to the reply
	s.press("d")
	s.see("Ada Park, in a few words (Enter: replied): ")
	s.press("replied: thänx\x7f\x7f\x7f\x7f\x7fthanks 图书\x7f馆\r")
	s.holds("contacts/ada-park.md", "- 2026-10-06 replied: thanks 图馆\n")
	s.press("u")
	s.see("took back: done")
	s.press("kl")
	s.see("log Ada Park: ")
	s.press("\x1b[200~coffee: the county\nmap\x1b[201~")
	s.see("log Ada Park: coffee: the county map")
	s.press("\r")
	s.holds("contacts/ada-park.md", "- 2026-10-06 coffee: the county map\n")
	s.press("u")
	s.see("took back: log")
	s.press("/bo\r")
	s.see("only bo")
	s.press("s3w\r")
	s.holds("contacts/bo-lind.md", "- 2026-10-06 snooze -> 2026-10-27\n")
	s.press("u")
	s.holds("contacts/bo-lind.md", notes["contacts/bo-lind.md"])
	s.press("\x1b")
	s.see("send the paper")
	for name, text := range notes {
		if got, err := os.ReadFile(filepath.Join(s.root, name)); err != nil || string(got) != text {
			t.Errorf("%s is not as it was:\n%s", name, got)
		}
	}
}

// TestScreenReads works through the keys that only show something.
func TestScreenReads(t *testing.T) {
	s := sit(t, someDue())
	s.see("send the paper")
	s.press("w")
	s.see("closed by: tick the box")
	s.press("x?")
	s.see("undo the last write")
	s.press("xl\x1b") // begun and left
	s.see("d done")
	s.press("z")
	s.see("? tells the keys")
	s.press("/tier:Z\r")
	s.see("tier is one of A, B, C, D")
	s.press("j\r")
	s.until("the editor", func() bool { return len(s.edited) == 1 })
	if want := "nano +4 /contacts/ada-park.md"; s.edited[0] != want {
		t.Errorf("%q, want %q", s.edited[0], want)
	}
	s.mutex.Lock()
	s.columns = 40
	s.mutex.Unlock()
	s.see(" 4 d late  promise\n   send the paper")
	for line := range strings.SplitSeq(strings.TrimSuffix(s.seen(), "? help · q ends"), "\n") {
		if len([]rune(line)) > 40 {
			t.Errorf("too wide: %q", line)
		}
	}
	s.press("q")
	if status := <-s.ended; status != 0 {
		t.Errorf("status %d", status)
	}
	s.ended <- 0
}

// TestScreenAsks has a command ask on the screen. Esc leaves the question, and
// nothing is written.
func TestScreenAsks(t *testing.T) {
	notes := someDue()
	for _, name := range []string{"contacts/ada-park.md", "contacts/bo-lind.md"} {
		notes[name] += "- 2026-08-01 call: told me of the post #got\n"
	}
	s := sit(t, notes)
	s.see("send the paper")
	var out strings.Builder
	if status := Run([]string{"--today", "2026-10-06", "milestone", "I start in March", "--yes"}, app.Env{Stdout: &out, Stderr: &out, Cwd: s.root, Now: time.Now(), Getenv: func(name string) string {
		return map[string]string{"XDG_STATE_HOME": filepath.Join(s.root, ".state")}[name]
	}}); status != 0 {
		t.Fatal(out.String())
	}
	s.press("u")
	s.see("take back milestone, 2 files? [y/N]")
	s.press("\x1b")
	s.see("nothing was taken back")
	s.holds("contacts/bo-lind.md", "tell Bo: I start in March")
	s.press("uy\r")
	s.see("took back: milestone")
	for name, text := range notes {
		if got, err := os.ReadFile(filepath.Join(s.root, name)); err != nil || string(got) != text {
			t.Errorf("%s is not as it was:\n%s", name, got)
		}
	}
}
