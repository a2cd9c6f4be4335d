package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/date"
)

// desk is a folder, a state folder and somebody at a terminal.
type desk struct {
	root, state string
	stdin       io.Reader
	asks        bool
	env         map[string]string
	now         time.Time // noon of a day in 2001, where it is zero
	editor      func(ctx context.Context, editor, file string) error
}

func newDesk(t *testing.T, files map[string]string) *desk {
	t.Helper()
	d := &desk{root: t.TempDir(), state: t.TempDir(), env: map[string]string{}}
	files["netnotes.yaml"] += ""
	for name, text := range files {
		d.put(t, name, text)
	}
	return d
}

func (d *desk) put(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(d.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) text(name string) string {
	text, err := os.ReadFile(filepath.Join(d.root, filepath.FromSlash(name)))
	if err != nil {
		return "gone"
	}
	return string(text)
}

func (d *desk) run(line string) outcome {
	var stdout, stderr bytes.Buffer
	now := d.now
	if now.IsZero() {
		now = time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC)
	}
	status := Run(append([]string{"--today", "2026-10-06"}, shellWords(line)...), app.Env{Stdin: d.stdin, Stdout: &stdout, Stderr: &stderr, Asks: d.asks, Cwd: d.root, RunEditor: d.editor,
		Now: now, Getenv: func(name string) string {
			if name == "XDG_STATE_HOME" {
				return d.state
			}
			return d.env[name]
		}})
	return outcome{status, stdout.String(), stderr.String()}
}

// answer runs a command and answers its questions.
func (d *desk) answer(line, answers string) outcome {
	d.stdin, d.asks = strings.NewReader(answers), true
	return d.run(line)
}

func ada(log string) string { return "---\nname: Ada Park\ncadence: none\n---\n\n## Log\n\n" + log }

func TestPrompts(t *testing.T) {
	for _, c := range []struct {
		line, answers string
		status        int
		asks          string // part of the question
		log           string
	}{
		{"log ada cofee: maps", "y\n", 0, `"cofee" is no kind of contact; did you mean coffee? [Y]es, [n]o, as a note, [q]uit `, "- 2026-10-06 coffee: maps\n"},
		{"log ada cofee: maps", "\n", 0, "did you mean coffee?", "- 2026-10-06 coffee: maps\n"},
		{"log ada 9:30 cofee, maps", "YES\n", 0, "did you mean coffee?", "- 2026-10-06 9:30 coffee, maps\n"},
		{"log ada cofee: maps", "n\n", 0, "did you mean coffee?", "- 2026-10-06 cofee: maps\n"},
		{"log ada cofee: maps", "q\n", 2, "did you mean coffee?", ""},
		{"log ada cofee: maps", "what\nq\n", 2, "did you mean coffee?", ""},
		{"log ada cofee: maps", "s\n", 2, "did you mean coffee?", ""},
		{"log ada cofee: maps", "", 2, "did you mean coffee?", ""},
		{"log ada the weather", "y\n", 0, `"the weather" is no kind of contact; write it as a note that counts for nothing? [y/N] `, "- 2026-10-06 the weather\n"},
		{"log ada the weather", "\n", 2, "[y/N]", ""},
		{"log ada coffee with bo: maps", "", 0, "", "- 2026-10-06 coffee with [[Bo Lindqvist]]: maps\n"},
		{"log ada coffee with Bo Lindqvist and Cy Reed: both", "", 0, "", "- 2026-10-06 coffee with [[Bo Lindqvist]] and [[Cy Reed]]: both\n"},
		{"log ada coffee: with bo", "", 0, "", "- 2026-10-06 coffee: with bo\n"},
		{"log ada coffee with her", "", 0, "", "- 2026-10-06 coffee with her\n"},
	} {
		old := "- 2026-09-01 call\n"
		d := newDesk(t, map[string]string{"contacts/ada-park.md": ada(old), "contacts/bo-lindqvist.md": "# Bo Lindqvist\n", "contacts/cy-reed.md": "# Cy Reed\n"})
		got := d.answer(c.line, c.answers)
		if got.status != c.status || !strings.Contains(got.stderr, c.asks) || c.asks == "" && strings.Contains(got.stderr, "?") {
			t.Errorf("%s, answered %q: status %d\n%s", c.line, c.answers, got.status, got.stderr)
		}
		if text := d.text("contacts/ada-park.md"); text != ada(c.log+old) {
			t.Errorf("%s, answered %q:\n%s", c.line, c.answers, text)
		}
	}
}

// TestUndoAsks wants a question before more than one file is taken back, or what
// is older than a day, and the folder itself kept.
func TestUndoAsks(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": ada(""), "contacts/bo-lindqvist.md": "# Bo Lindqvist\n"})
	d.run("log ada coffee")
	if got := d.answer("undo", ""); got.status != 0 || strings.Contains(got.stderr, "?") {
		t.Errorf("one line of today: status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.run("log ada coffee")
	d.now = time.Now().AddDate(0, 0, 3)
	for answers, status := range map[string]int{"": 2, "\n": 2, "n\n": 2, "s\n": 2, "q\n": 2} {
		if got := d.answer("undo", answers); got.status != status || !strings.Contains(got.stderr, "take back log of 20") || !strings.Contains(got.stderr, ", contacts/ada-park.md? [y/N] ") || !strings.Contains(d.text("contacts/ada-park.md"), "coffee") {
			t.Errorf("an old line, answered %q: status %d\n%s%s", answers, got.status, got.stdout, got.stderr)
		}
	}
	if got := d.answer("undo", "y\n"); got.status != 0 || !strings.Contains(got.stdout, "took back: log of 20") || d.text("contacts/ada-park.md") != ada("") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.now = time.Time{}
	d.run("merge ada bo")
	if got := d.answer("undo", "\n"); got.status != 2 || !strings.Contains(got.stderr, "take back merge, 2 files? [y/N] ") || d.text("contacts/bo-lindqvist.md") != "gone" {
		t.Errorf("two notes: status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.asks = false
	if got := d.run("undo"); got.status != 0 || d.text("contacts/bo-lindqvist.md") == "gone" {
		t.Errorf("without a terminal: status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
}

// TestUndoKeepsPractice undoes more often than anything was written.
func TestUndoKeepsPractice(t *testing.T) {
	d := newDesk(t, map[string]string{})
	d.run("init --demo practice")
	d.root = filepath.Join(d.root, "practice")
	d.run("log ada coffee")
	for range 3 {
		d.run("undo")
	}
	got := d.run("undo")
	if got.status != 2 || !strings.Contains(got.stderr, "init made this folder, so it is not taken back unasked\nhint: netnotes undo --yes\n") || d.text("netnotes.yaml") == "gone" {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	if got := d.run("undo --yes"); got.status != 0 || d.text("netnotes.yaml") != "gone" {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
}

// TestRemovingNeedsUndo runs each command that removes a file where no journal
// can be kept: nothing may go, and nothing may promise an undo.
func TestRemovingNeedsUndo(t *testing.T) {
	for _, line := range []string{"forget ada --yes", "merge ada bo", "inbox --yes", "wrap fair --yes", "git resolve 'contacts/ada-park (conflicted copy 2026-01-02).md' --yes"} {
		d := newDesk(t, map[string]string{"contacts/ada-park.md": ada(""), "contacts/bo-lindqvist.md": "# Bo Lindqvist\n", "inbox/1.md": "Cy Reed: maps\n",
			"events/fair.md": "---\ntype: event\nname: Fair\nstart: 2026-10-06\n---\n", "contacts/ada-park (conflicted copy 2026-01-02).md": ada("- 2026-01-01 call\n")})
		before := d.tree(t)
		for _, state := range []string{"relative", "/dev/null/state"} {
			d.state = state
			got := d.run(line)
			if got.status != app.ExitFailed || !strings.Contains(got.stderr, "because undo could not bring it back") || strings.Contains(got.stdout+got.stderr, "netnotes undo") {
				t.Errorf("%s: status %d\n%s%s", line, got.status, got.stdout, got.stderr)
			}
			if diff := cmp.Diff(before, d.tree(t)); diff != "" {
				t.Errorf("%s: %s", line, diff)
			}
		}
	}
}

// TestRelativeHome wants nothing of ours among the notes, whatever HOME says.
func TestRelativeHome(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": ada("")})
	before := slices.Sorted(maps.Keys(d.tree(t)))
	d.state, d.env["HOME"], d.env["XDG_CACHE_HOME"] = "rel/state", "rel", "rel/cache"
	got := d.run("log ada coffee")
	if diff := cmp.Diff(before, slices.Sorted(maps.Keys(d.tree(t)))); diff != "" || got.status != 0 || !strings.Contains(got.stderr, "hint: undo will not know this") {
		t.Errorf("status %d\n%s%s%s", got.status, got.stdout, got.stderr, diff)
	}
}

// tree is what every file of the folder holds.
func (d *desk) tree(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(d.root, func(file string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			name, _ := filepath.Rel(d.root, file)
			files[name] = d.text(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPromptsElsewhere(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": "# Ada Park\n\n- [ ] send it\n- [ ] lend it\n"})
	if got := d.answer("done ada", "2\n"); got.status != 0 || !strings.Contains(got.stderr, "1 send it\n2 lend it\nwhich one? ") || !strings.Contains(d.text("contacts/ada-park.md"), "- [x] lend it") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	if got := d.answer("forget ada", "n\n"); got.status != 2 || d.text("contacts/ada-park.md") == "gone" {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	if got := d.answer("forget ada", "y\n"); got.status != 0 || d.text("contacts/ada-park.md") != "gone" || !strings.Contains(got.stderr, "remove contacts/ada-park.md, the note about Ada Park? [y/N] ") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	d.put(t, "contacts/ada-park.md", "# Ada Park\n\n- [ ] send yes\n- [ ] skip lunch\n")
	for _, answer := range []string{"y", "yes", "no", "S", "skip", "q", ""} {
		if got := d.answer("done ada", answer+"\n"); got.status != 2 || strings.Contains(d.text("contacts/ada-park.md"), "[x]") {
			t.Errorf("%q names a promise: status %d\n%s%s", answer, got.status, got.stdout, got.stderr)
		}
	}
	if got := d.answer("--json forget nobody", "y\n"); got.status != 2 {
		t.Errorf("status %d", got.status)
	}
}

// meddler answers a question, and changes a note while the command waits.
type meddler struct {
	change func()
	answer *strings.Reader
}

func (m *meddler) Read(p []byte) (int, error) {
	if m.change != nil {
		m.change()
		m.change = nil
	}
	return m.answer.Read(p)
}

// TestChangedMeanwhile wants a refusal with status 3 where a note changed
// between its reading and its writing.
func TestChangedMeanwhile(t *testing.T) {
	for _, line := range []string{"log ada cofee", "forget ada", "done ada"} {
		d := newDesk(t, map[string]string{"contacts/ada-park.md": "# Ada Park\n\n- [ ] a\n- [ ] b\n"})
		theirs := "# Ada Park\n\n- [ ] a\n- [ ] b\n\nTheirs.\n"
		d.asks, d.stdin = true, &meddler{func() { d.put(t, "contacts/ada-park.md", theirs) }, strings.NewReader(map[bool]string{true: "1\n", false: "y\n"}[line == "done ada"])}
		got := d.run(line)
		if line == "done ada" { // it reads the note after asking, and finds the task where it was
			if got.status != 0 || d.text("contacts/ada-park.md") != strings.Replace(theirs, "[ ] a", "[x] a done:2026-10-06", 1) {
				t.Errorf("%s: status %d\n%s", line, got.status, d.text("contacts/ada-park.md"))
			}
			continue
		}
		if got.status != 3 || !strings.Contains(got.stderr, "contacts/ada-park.md changed while it was being edited\nhint: run the command again\n") || d.text("contacts/ada-park.md") != theirs {
			t.Errorf("%s: status %d\n%s", line, got.status, got.stderr)
		}
	}
}

// TestEndings wants the line endings, the byte order mark and the missing last
// ending of a note kept by every kind of write.
func TestEndings(t *testing.T) {
	const note = "---\nname: Ada Park\nskills:\n  - maps\ncadence: none\n---\n\n- [ ] send it\n\n## Log\n\n- 2026-10-05 planned tea\n- 2026-09-01 call"
	for _, c := range []struct{ line, old, new string }{
		{"log ada lunch", "- 2026-10-05 planned", "- 2026-10-06 lunch\n- 2026-10-05 planned"},
		{"set ada tier=B", "cadence: none\n", "cadence: none\ntier: B\n"},
		{"set ada skills+=x", "  - maps\n", "  - maps\n  - x\n"},
		{"set ada skills-=maps", "skills:\n  - maps\n", ""},
		{"set ada cadence=", "cadence: none\n", ""},
		{"done ada send", "- [ ] send it\n", "- [x] send it done:2026-10-06\n"},
		{"done ada tea", "planned tea", "tea"},
		{"skip ada", "- 2026-10-05 planned", "- 2026-10-06 skip\n- 2026-10-05 planned"},
	} {
		for _, form := range []struct{ mark, ending, last string }{
			{"", "\n", ""}, {"", "\n", "\n"}, {"\ufeff", "\r\n", "\n"}, {"", "\r\n", ""}, {"\ufeff", "\n", "\n\n"}, {"", "\r", "\n"},
		} {
			as := func(s string) string { return form.mark + strings.ReplaceAll(s+form.last, "\n", form.ending) }
			d := newDesk(t, map[string]string{"contacts/ada-park.md": as(note)})
			got := d.run(c.line)
			if want := as(strings.Replace(note, c.old, c.new, 1)); got.status != 0 || d.text("contacts/ada-park.md") != want {
				t.Errorf("%s with %q: status %d %s\n got %q\nwant %q", c.line, form, got.status, got.stderr, d.text("contacts/ada-park.md"), want)
			}
			if got := d.run("undo"); got.status != 0 || d.text("contacts/ada-park.md") != as(note) {
				t.Errorf("undo of %s with %q: status %d\n%q", c.line, form, got.status, d.text("contacts/ada-park.md"))
			}
		}
	}
}

// TestLastLineEndings wants a new last line in a note without a last ending.
func TestLastLineEndings(t *testing.T) {
	for _, c := range []struct{ old, new string }{
		{"## Log\n- 2026-01-01 met\n- 2026-09-01 call", "## Log\n- 2026-01-01 met\n- 2026-09-01 call\n- 2026-10-06 lunch"},
		{"## Log", "## Log\n- 2026-10-06 lunch"},
		{"## Log\r\n", "## Log\r\n- 2026-10-06 lunch\r\n"},
		{"text", "text\n\n## Log\n- 2026-10-06 lunch"},
		{"a\r\ntext", "a\r\ntext\r\n\r\n## Log\r\n- 2026-10-06 lunch"},
		{"", "## Log\n- 2026-10-06 lunch\n"},
		{"\ufeff", "\ufeff## Log\n- 2026-10-06 lunch\n"},
		{"---\nname: Ada\n---", "---\nname: Ada\n---\n\n## Log\n- 2026-10-06 lunch"},
		{"## Log\r\n- 2026-01-01 met\r\n- 2026-09-01 call\r\n\r\n\r\n## More\r\n", "## Log\r\n- 2026-01-01 met\r\n- 2026-09-01 call\r\n- 2026-10-06 lunch\r\n\r\n\r\n## More\r\n"},
		{"## Log\r\n\r\n    code\r\n\r\n## More\r\n", "## Log\r\n\r\n    code\r\n- 2026-10-06 lunch\r\n\r\n## More\r\n"},
		{"a\rb\r", "a\rb\r\r## Log\r- 2026-10-06 lunch\r"},
	} {
		d := newDesk(t, map[string]string{"contacts/ada-park.md": c.old})
		if got := d.run("log contacts/ada-park.md lunch"); got.status != 0 || d.text("contacts/ada-park.md") != c.new {
			t.Errorf("%q: status %d %s\n got %q\nwant %q", c.old, got.status, got.stderr, d.text("contacts/ada-park.md"), c.new)
		}
	}
}

// TestIdleWrites wants what changes nothing to leave the file alone.
func TestIdleWrites(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": "---\nname: Ada\ntier: B\nskills: [maps]\n---\n\n## Log\n- 2026-10-06 lunch\n"})
	file := filepath.Join(d.root, "contacts", "ada-park.md")
	long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(file, long, long); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"set ada tier=B", "set ada skills+=maps", "set ada skills-=x", "set ada role=", "log ada lunch", "set ada tier=A --dry-run", "log ada call --dry-run", "forget ada --dry-run", "skip ada --dry-run"} {
		if got := d.run(line); got.status != 0 {
			t.Errorf("%s: status %d %s", line, got.status, got.stderr)
		}
		if info, err := os.Stat(file); err != nil || !info.ModTime().Equal(long) {
			t.Errorf("%s touched the file", line)
		}
	}
	if got := d.run("undo"); got.status != 3 {
		t.Errorf("something to undo: %s", got.stdout)
	}
}

func TestEdit(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": "# Ada Park\n\n## Log\n- 2026-02-30 call\n"})
	if got := d.run("edit ada"); got.status != 3 || !strings.Contains(got.stderr, "no editor is set\nhint: export EDITOR=nano") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	var opened string
	d.env["TERM"] = "xterm"
	d.editor = func(_ context.Context, editor, _ string) error { opened = editor; return nil }
	if got := d.run("edit ada"); got.status != 0 || opened != map[bool]string{false: "vi", true: "notepad"}[runtime.GOOS == "windows"] {
		t.Errorf("without an editor: %s, status %d\n%s", opened, got.status, got.stderr)
	}
	d.editor = func(_ context.Context, editor, file string) error {
		opened = editor + " " + filepath.Base(file)
		return os.WriteFile(file, []byte(d.text("contacts/ada-park.md")+"- 2026-02-31 call\n"), 0o644)
	}
	d.env["EDITOR"] = "nano"
	got := d.run("edit ada")
	if got.status != 0 || opened != "nano ada-park.md" || got.stdout != "contacts/ada-park.md:5:3: no such day 2026-02-31 [bad-date]\n" {
		t.Errorf("status %d, %s\n%s%s", got.status, opened, got.stdout, got.stderr)
	}
	d.env["VISUAL"] = "vim -u NONE"
	d.editor = func(_ context.Context, editor, _ string) error { opened = editor; return fs.ErrPermission }
	if got := d.run("edit contacts/ada-park.md"); got.status != 3 || opened != "vim -u NONE" || !strings.Contains(got.stderr, "ended with an error") {
		t.Errorf("status %d, %s\n%s", got.status, opened, got.stderr)
	}
	if got := d.run("edit nobody"); got.status != 2 {
		t.Errorf("status %d", got.status)
	}
}

// TestBeginnings: netnotes alone is due in a folder, and elsewhere says how to
// begin. What a new post changes is offered once, when a lead says that it is one.
func TestBeginnings(t *testing.T) {
	d := &desk{root: t.TempDir(), state: t.TempDir()}
	got := runWith("", d.state, "", nil)
	if lines := strings.Split(got.stdout, "\n"); got.status != 0 || len(lines) != 6 || !strings.HasPrefix(got.stdout, "start   netnotes init ") || !strings.Contains(got.stdout, "\ndue     netnotes due\n") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.put(t, "netnotes.yaml", "")
	d.put(t, "contacts/ada-park.md", "---\nname: Ada Park\nstatus: imported\n---\n")
	for _, line := range []string{"", "due"} {
		if got := d.run(line); got.status != 0 || got.stdout != "Nothing due. 1 is imported, so nothing is asked: netnotes list status:imported\n" {
			t.Errorf("%q: status %d\n%s%s", line, got.status, got.stdout, got.stderr)
		}
	}
	d.put(t, "leads/maps.md", "---\ntype: lead\norg: Oak\ntitle: Map Librarian\nstatus: applying\n---\n")
	d.put(t, "pitch.md", "# Pitch\n")
	if got := d.run("set leads/maps.md status=accepted"); got.status != 0 || !strings.Contains(got.stderr, "hint: tell those who helped: netnotes milestone \"I start as Map Librarian at Oak\"\n") || !strings.Contains(got.stderr, "netnotes edit pitch.md") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	if got := d.run("set leads/maps.md closes=2026-11-01"); strings.Contains(got.stderr, "milestone") {
		t.Errorf("offered again: %s", got.stderr)
	}
}

func TestInit(t *testing.T) {
	d := &desk{root: t.TempDir(), state: t.TempDir()}
	got := d.run("init net")
	if got.status != 0 || !strings.HasPrefix(got.stdout, "made "+filepath.Join(d.root, "net")+" with .gitattributes, .gitignore, pitch.md, questions.md, targets.md, netnotes.yaml, templates/ and inbox/\n") || !strings.Contains(got.stdout, "next: netnotes new contact \"First Last\" --dir=") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	for _, name := range []string{"netnotes.yaml", ".gitattributes", ".gitignore", "templates/contact.md", "templates/event.md", "templates/group.md", "templates/lead.md", "templates/org.md", "pitch.md", "questions.md", "targets.md", "inbox/.gitkeep"} {
		if d.text("net/"+name) == "gone" {
			t.Errorf("no %s", name)
		}
	}
	if got := d.run("init net"); got.status != 0 || !strings.HasSuffix(got.stdout, "net has everything already\n") {
		t.Errorf("status %d\n%s", got.status, got.stdout)
	}
	for line, says := range map[string]string{"due": "No contacts yet, in 3 notes: netnotes new contact NAME", "check": "no problems in 3 notes", "pitch": "empty", "gaps": "No contacts yet", "list": ""} {
		if got := d.run("-C " + filepath.Join(d.root, "net") + " " + line); got.status != 0 || !strings.Contains(got.stdout, says) || got.stderr != "" {
			t.Errorf("%s: status %d\n%s%s", line, got.status, got.stdout, got.stderr)
		}
	}
	// What is there stays as it is.
	d.put(t, "mine/netnotes.yaml", "daily: 3\n")
	d.put(t, "mine/contacts/a.md", "# A\n")
	d.put(t, "mine/templates/contact.md", "x")
	if got := d.run("init mine --json"); got.status != 0 || d.text("mine/netnotes.yaml") != "daily: 3\n" || d.text("mine/templates/contact.md") != "x" || d.text("mine/templates/event.md") == "gone" {
		t.Errorf("status %d\n%s", got.status, got.stdout)
	}
	if got := d.run("init mine --demo"); got.status != 2 || !strings.Contains(got.stderr, "needs an empty folder") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	if got := d.run("init new --dry-run"); got.status != 0 || d.text("new/netnotes.yaml") != "gone" {
		t.Errorf("status %d\n%s", got.status, got.stdout)
	}
	if _, err := os.Stat(filepath.Join(d.root, "new")); err == nil {
		t.Error("init --dry-run made the folder")
	}
	if got := d.run("init a b"); got.status != 2 {
		t.Errorf("status %d", got.status)
	}
	d.put(t, "file", "")
	if got := d.run("init file"); got.status != 3 || !strings.Contains(got.stderr, "hint: ") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
}

// TestDemo wants the practice network to tell the story of its own day on any
// Tuesday: the same items of the same people, as late as then. What depends on
// the lengths of months may differ.
func TestDemo(t *testing.T) {
	story := dueItems(t, runHere("../../../examples/network", []string{"--today", "2026-10-06", "due", "--all", "--json"}))
	if len(story) < 10 {
		t.Fatalf("only %d items on the story's day", len(story))
	}
	for _, day := range []string{"2026-10-13", "2028-02-08"} {
		d := &desk{root: t.TempDir(), state: t.TempDir()}
		if got := d.run("--today " + day + " init --demo"); got.status != 0 || !strings.Contains(got.stdout, "invented people to practise on\n") {
			t.Fatalf("status %d\n%s%s", got.status, got.stdout, got.stderr)
		}
		if got := dueItems(t, d.run("--today "+day+" due --all --json")); !slices.Equal(got, story) {
			t.Errorf("on %s\n got %q\nwant %q", day, got, story)
		}
		if got := d.run("--today " + day + " check"); got.status != 0 {
			t.Errorf("check on %s: status %d\n%s", day, got.status, got.stdout)
		}
		later, _ := date.ParseDay(day)
		if got := d.run("--today " + later.AddDays(3).String() + " due --json"); got.status != 0 || !strings.Contains(got.stdout, "Ada Park") {
			t.Errorf("on the Friday after: status %d\n%s", got.status, got.stdout)
		}
	}
}

// dueItems are the items of "due --json", but for those of a rhythm in months.
func dueItems(t *testing.T, got outcome) []string {
	t.Helper()
	var value struct {
		People []struct {
			Name  string
			Items []struct {
				Kind, Step, Status, Text string
				Late                     int
			}
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &value); err != nil {
		t.Fatal(err, got.stderr)
	}
	year := regexp.MustCompile(`20\d\d`)
	var out []string
	for _, p := range value.People {
		for _, it := range p.Items {
			if it.Kind != "keep" && it.Kind != "occasion" {
				out = append(out, year.ReplaceAllString(strings.Join([]string{p.Name, it.Kind, it.Step, it.Status}, "/"), "")+"/"+strconv.Itoa(it.Late))
			}
		}
	}
	return out
}

// TestUndoRefusesEdits: what somebody edited after the write stays theirs.
func TestUndoRefusesEdits(t *testing.T) {
	d := newDesk(t, map[string]string{"contacts/ada-park.md": ada("")})
	d.run("log ada lunch")
	d.put(t, "contacts/ada-park.md", d.text("contacts/ada-park.md")+"mine\n")
	if got := d.run("undo"); got.status != 3 || !strings.Contains(got.stderr, "contacts/ada-park.md was changed after netnotes log, so it is left as it is\nhint: edit it by hand") || !strings.HasSuffix(d.text("contacts/ada-park.md"), "mine\n") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
	d.put(t, "contacts/ada-park.md", strings.TrimSuffix(d.text("contacts/ada-park.md"), "mine\n"))
	if got := d.run("undo"); got.status != 0 || d.text("contacts/ada-park.md") != ada("") {
		t.Errorf("status %d\n%s", got.status, got.stderr)
	}
}

// TestWriteRefused wants status 3 and a hint where a note cannot be written.
func TestWriteRefused(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("read-only means something else there")
	}
	d := newDesk(t, map[string]string{"contacts/ada-park.md": ada("")})
	file := filepath.Join(d.root, "contacts", "ada-park.md")
	if err := os.Chmod(file, 0o444); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"log ada lunch", "set ada tier=B", "skip ada"} {
		if got := d.run(line); got.status != 3 || got.stdout != "" || !strings.Contains(got.stderr, "is read-only\nhint: allow yourself to write it: chmod u+w ") {
			t.Errorf("%s: status %d\n%s%s", line, got.status, got.stdout, got.stderr)
		}
	}
	if d.text("contacts/ada-park.md") != ada("") {
		t.Error("it was written")
	}
}
