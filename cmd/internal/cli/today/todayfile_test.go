package today

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/folder"
)

const adaNote = `---
type: contact
name: Ada Park
met: 2025-03-03
cadence: none
---

- [ ] send the paper due:2026-10-02

## Log

- 2026-10-03 email from Ada: two samples
- 2026-06-01 call
`

// todayFolder is a folder of two people and a watch over it on 6 October 2026.
type todayFolder struct {
	t    *testing.T
	root string
	w    *watching
	err  bytes.Buffer
}

func newTodayFolder(t *testing.T) *todayFolder {
	f := &todayFolder{t: t, root: t.TempDir()}
	f.write("netnotes.yaml", "")
	f.write("contacts/ada-park.md", adaNote)
	f.write("contacts/bo-lindqvist.md", "---\nname: Bo Lindqvist\ncadence: 4w\n---\n\n## Log\n\n- 2026-08-03 coffee\n")
	now := time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)
	state := t.TempDir()
	a := &app.App{Color: "auto", AsToday: "2026-10-06", Env: app.Env{Stdout: &f.err, Stderr: &f.err, Now: now, Cwd: f.root, Getenv: func(name string) string { return map[string]string{"XDG_STATE_HOME": state}[name] }}}
	a.Live = index.OpenLive(f.root, index.Memory{}, time.Now)
	f.w = &watching{end: &app.Ending{Context: t.Context()}, App: a, root: f.root, todayFile: true}
	return f
}

func (f *todayFolder) write(name, text string) {
	f.t.Helper()
	full := filepath.Join(f.root, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

func (f *todayFolder) read(name string) string {
	f.t.Helper()
	text, err := os.ReadFile(filepath.Join(f.root, name))
	if err != nil {
		f.t.Fatal(err)
	}
	return string(text)
}

// sync does what watch does after a change.
func (f *todayFolder) sync() {
	f.t.Helper()
	s, err := f.w.Live.Refresh()
	if err != nil {
		f.t.Fatal(err)
	}
	if err := f.w.take(s); err != nil {
		f.t.Fatal(err)
	}
}

// edit replaces one text of Today.md by another.
func (f *todayFolder) edit(old, text string) {
	f.t.Helper()
	before := f.read(folder.TodayFile)
	if !strings.Contains(before, old) {
		f.t.Fatalf("Today.md does not hold %q:\n%s", old, before)
	}
	f.write(folder.TodayFile, strings.Replace(before, old, text, 1))
}

const (
	paperBox = "- [ ] [[contacts/ada-park|Ada Park]]: promise: send the paper (4 days late)"
	replyBox = "- [ ] [[contacts/ada-park|Ada Park]]: reply: \"two samples\" of 3 Oct (1 day late)"
	keepBox  = "- [ ] [[contacts/bo-lindqvist|Bo Lindqvist]]: keep: "
)

func TestTodayFileIsDrawn(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	for _, want := range []string{"# Today, Tue 6 Oct 2026\n", paperBox + "\n", replyBox + "\n", keepBox} {
		if got := f.read(folder.TodayFile); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	first := f.read(folder.TodayFile)
	f.sync()
	if second := f.read(folder.TodayFile); second != first {
		t.Errorf("drawn anew without a change:\n%s", second)
	}
}

func TestTodayFileTicks(t *testing.T) {
	for _, c := range []struct{ name, box, ticked, note, line string }{
		{"a promise", paperBox, strings.Replace(paperBox, "[ ]", "[x]", 1), "contacts/ada-park.md", "- [x] send the paper due:2026-10-02 done:2026-10-06\n"},
		{"a reply", replyBox, strings.Replace(replyBox, "[ ]", "[X]", 1), "contacts/ada-park.md", "- 2026-10-06 replied\n"},
		{"words behind it", replyBox, strings.Replace(replyBox, "[ ]", "[x]", 1) + " thanked her for both", "contacts/ada-park.md", "- 2026-10-06 thanked her for both\n"},
		{"words in its place", replyBox, "- [x] Ada Park: call 20m: went through them", "contacts/ada-park.md", "- 2026-10-06 call 20m: went through them\n"},
		{"words that are no kind", replyBox, strings.Replace(replyBox, "[ ]", "[x]", 1) + ": the second one is better", "contacts/ada-park.md", "- 2026-10-06 replied: the second one is better\n"},
		{"a link and words", replyBox, "- [x] [[contacts/ada-park|Ada Park]]: coffee: her new office", "contacts/ada-park.md", "- 2026-10-06 coffee: her new office\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newTodayFolder(t)
			f.sync()
			drawn := f.read(folder.TodayFile)
			f.edit(c.box, c.ticked)
			stale := f.read(folder.TodayFile)
			f.sync()
			if got := f.read(c.note); strings.Count(got, c.line) != 1 {
				t.Errorf("want %q once in\n%s", c.line, got)
			}
			if got := f.read(folder.TodayFile); strings.Contains(got, "[x]") || strings.Contains(got, "[X]") {
				t.Errorf("the ticked box is still there:\n%s", got)
			}
			after := f.read(c.note)
			f.write(folder.TodayFile, stale) // an editor saves its old buffer once more
			f.sync()
			f.write(folder.TodayFile, drawn)
			f.sync()
			if got := f.read(c.note); got != after {
				t.Errorf("a tick was taken twice:\n%s", got)
			}
		})
	}
}

func TestTodayFileKeepsWhatWasTyped(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	f.edit("# Today", "before everything\n# Today")
	f.edit(replyBox, replyBox+" half a sent")
	f.write(folder.TodayFile, f.read(folder.TodayFile)+"\n## Mine\n\nbuy stamps\n- [x] nobody I know: hm\n- [ ] water the plants\n")
	for range 3 {
		f.sync()
	}
	got := f.read(folder.TodayFile)
	for _, want := range []string{"before everything\n", replyBox + " half a sent\n", replyBox + "\n", "## Mine\n\nbuy stamps\n- [x] nobody I know: hm\n- [ ] water the plants\n"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("want %q once in\n%s", want, got)
		}
	}
}

// TestTodayFileRace lets an editor save while the list is drawn anew.
func TestTodayFileRace(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	const lines = 300
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range lines {
			file, err := os.OpenFile(filepath.Join(f.root, folder.TodayFile), os.O_WRONLY|os.O_APPEND, 0)
			if err != nil {
				t.Error(err)
				return
			}
			text := fmt.Sprintf("typed %d.\n", i)
			if i%10 == 0 {
				text = fmt.Sprintf("- [x] Bo Lindqvist: message: number %d.\n", i)
			}
			if _, err := file.WriteString(text); err != nil {
				t.Error(err)
			}
			file.Close()
			time.Sleep(time.Millisecond)
		}
	})
	done := make(chan struct{})
	go func() { wait.Wait(); close(done) }()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
			f.sync()
		}
	}
	f.sync()
	today, bo := f.read(folder.TodayFile), f.read("contacts/bo-lindqvist.md")
	for i := range lines {
		text, where := fmt.Sprintf("typed %d.\n", i), today
		if i%10 == 0 {
			text, where = fmt.Sprintf("- 2026-10-06 message: number %d.\n", i), bo
		}
		if n := strings.Count(where, text); n != 1 {
			t.Errorf("%q stands there %d times", text, n)
		}
	}
}

// tick ticks the box that holds a text, and adds words to it.
func (f *todayFolder) tick(holds, words string) {
	f.t.Helper()
	lines := strings.Split(f.read(folder.TodayFile), "\n")
	for i, line := range lines {
		if strings.Contains(line, holds) {
			lines[i] = strings.Replace(line, "[ ]", "[x]", 1) + words
			f.write(folder.TodayFile, strings.Join(lines, "\n"))
			return
		}
	}
	f.t.Fatalf("no box holds %q:\n%s", holds, strings.Join(lines, "\n"))
}

// TestTodayFileCloses ticks boxes with all sorts of words behind them: what the
// box is for is done, the words are in the log, and the box is gone.
func TestTodayFileCloses(t *testing.T) {
	const cy = "---\nname: Cy Lund\ncadence: none\n---\n\n- [ ] send it due:2026-09-20\n- [ ] send it due:2026-09-30\n\n## Log\n\n- 2026-10-05 planned coffee: at the fair\n- 2026-10-04 planned call\n"
	const di = "---\nname: Di Abara\nmet: 2026-01-01\ncadence: none\n---\n\n## Log\n\n- 2026-10-05 call: informational interview #interview\n"
	for _, c := range []struct {
		name, holds, words, note string
		want                     []string
		gone                     string // of the box
	}{
		{"a promise with words", "promise: send the paper", ": email: posted it", "contacts/ada-park.md", []string{"- [x] send the paper due:2026-10-02 done:2026-10-06\n", "- 2026-10-06 email: posted it\n"}, "send the paper"},
		{"a promise with words that are no kind", "promise: send the paper", ": posted it", "contacts/ada-park.md", []string{"- [x] send the paper", "- 2026-10-06 wrote: posted it\n"}, "send the paper"},
		{"the later of two promises of the same words", "send it (6 days late)", "", "contacts/cy.md", []string{"- [ ] send it due:2026-09-20\n- [x] send it due:2026-09-30 done:2026-10-06\n"}, "(6 days late)"},
		{"a plan with words", "confirm: coffee", ": yes, an hour", "contacts/cy.md", []string{"- 2026-10-05 coffee: at the fair\n", "- 2026-10-04 planned call\n", "- 2026-10-06 note: yes, an hour\n"}, "confirm: coffee"},
		{"a thank-you by telephone", "thanks: say thank you", ": phoned", "contacts/di.md", []string{"- 2026-10-06 thanked: phoned\n"}, "thanks:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newTodayFolder(t)
			f.write("contacts/cy.md", cy)
			f.write("contacts/di.md", di)
			f.sync()
			f.tick(c.holds, c.words)
			f.sync()
			for _, want := range c.want {
				if got := f.read(c.note); strings.Count(got, want) != 1 {
					t.Errorf("want %q once in\n%s", want, got)
				}
			}
			if got := f.read(folder.TodayFile); strings.Contains(got, c.gone) || strings.Contains(got, "[x]") {
				t.Errorf("the box is still there:\n%s", got)
			}
		})
	}
}

// TestTodayFileEdited writes over how late a promise is: the box is known all
// the same.
func TestTodayFileEdited(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	f.edit(paperBox, "- [x] [[contacts/ada-park|Ada Park]]: promise: send the paper, email: she has it")
	f.sync()
	for _, want := range []string{"- [x] send the paper due:2026-10-02 done:2026-10-06\n", "- 2026-10-06 email: she has it\n"} {
		if got := f.read("contacts/ada-park.md"); strings.Count(got, want) != 1 {
			t.Errorf("want %q once in\n%s", want, got)
		}
	}
}

// TestTodayFileOldList saves yesterday's list with its ticked box once more: it
// was taken yesterday.
func TestTodayFileOldList(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	f.tick("reply:", ": email: thanked her")
	old := f.read(folder.TodayFile)
	f.sync()
	after := f.read("contacts/ada-park.md")
	f.w.App.AsToday = "2026-10-07"
	f.write(folder.TodayFile, old)
	f.sync()
	if got := f.read("contacts/ada-park.md"); got != after {
		t.Errorf("taken again:\n%s", got)
	}
}

// TestTodayFileElsewhere draws the list anew where nothing is remembered of it,
// as on another device: nothing drawn is taken for typed.
func TestTodayFileElsewhere(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	f.write(folder.TodayFile, f.read(folder.TodayFile)+"\n- [ ] buy stamps\n")
	drawn := f.read(folder.TodayFile)
	g := newTodayFolder(t)
	g.write(folder.TodayFile, drawn)
	g.tick("promise: send the paper", "")
	g.sync()
	if got, want := g.read(folder.TodayFile), strings.Replace(drawn, paperBox+"\n", "", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := g.read("contacts/ada-park.md"); !strings.Contains(got, "- [x] send the paper") {
		t.Errorf("the tick was not taken:\n%s", got)
	}
}

// TestTodayFileRests waits while an editor that saves by itself may be in the
// middle of the words.
func TestTodayFileRests(t *testing.T) {
	f := newTodayFolder(t)
	f.sync()
	now := time.Now()
	f.w.Env.Clock = func() time.Time { return now }
	for _, words := range []string{"", ": th", ": thanked her fo", ": thanked her for the samples"} {
		if words == "" {
			f.tick("reply:", "")
		} else {
			text := f.read(folder.TodayFile)
			at := strings.Index(text, "- [x] ")
			end := at + strings.Index(text[at:], "\n")
			f.write(folder.TodayFile, text[:at]+strings.Replace(replyBox, "[ ]", "[x]", 1)+words+text[end:])
		}
		now = time.Now().Add(time.Second)
		f.sync()
		if got := f.read("contacts/ada-park.md"); got != adaNote {
			t.Fatalf("taken while it is typed:\n%s", got)
		}
	}
	if now = now.Add(tickRest); !f.w.stirred() {
		t.Error("nothing asks for another look")
	}
	f.sync()
	if got := f.read("contacts/ada-park.md"); !strings.Contains(got, "- 2026-10-06 thanked her for the samples\n") || strings.Count(got, "2026-10-06") != 1 {
		t.Errorf("the log:\n%s", got)
	}
}
