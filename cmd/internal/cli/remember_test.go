package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// remembering is a network whose answers are remembered.
type remembering struct {
	root, cache string
	now         time.Time
}

func newRemembering(t *testing.T) *remembering {
	t.Helper()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("nothing is remembered on this system")
	}
	r := &remembering{t.TempDir(), t.TempDir(), time.Now().Add(5 * time.Second)}
	if err := os.CopyFS(r.root, os.DirFS(filepath.Join("..", "..", "..", "examples", "network"))); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *remembering) run(env map[string]string, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	e := Env{Stdout: &stdout, Stderr: &stderr, Cwd: r.root, Now: r.now, Build: "a build", Terminal: env["terminal"] != "", Width: len(env["terminal"])}
	e.Getenv = func(name string) string {
		if name == "XDG_CACHE_HOME" {
			return r.cache
		}
		return env[name]
	}
	status := Run(args, e)
	return outcome{status, stdout.String(), stderr.String()}
}

// kept is how much is remembered, in bytes.
func (r *remembering) kept() (size int64) {
	files, _ := filepath.Glob(filepath.Join(r.cache, "netnotes", "*"))
	for _, file := range files {
		if info, err := os.Stat(file); err == nil {
			size += info.Size()
		}
	}
	return size
}

// TestRemember asks many things twice: the second answer comes from memory, and
// is what is said without one, with the same status.
func TestRemember(t *testing.T) {
	r := newRemembering(t)
	if err := os.WriteFile(filepath.Join(r.root, "contacts", "x.md"), []byte("---\nmet: 2026-13-01\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	wide, narrow := map[string]string{"terminal": strings.Repeat("x", 100)}, map[string]string{"terminal": strings.Repeat("x", 60)}
	questions := []struct {
		env  map[string]string
		args []string
	}{
		{nil, []string{"due", "--today", "2026-10-06"}},
		{nil, []string{"due", "--today", "2026-10-07"}},
		{nil, []string{"due", "--today", "2026-10-06", "--json"}},
		{nil, []string{"due"}},
		{wide, []string{"due", "--today", "2026-10-06"}},
		{narrow, []string{"due", "--today", "2026-10-06"}},
		{map[string]string{"terminal": strings.Repeat("x", 100), "NO_COLOR": "1"}, []string{"due", "--today", "2026-10-06"}},
		{nil, []string{"list", "-tier:a", "--csv"}},
		{nil, []string{"list", "--sort", "no-such-key"}},
		{nil, []string{"list", "nosuchkey:x"}},
		{nil, []string{"show", "ada"}},
		{nil, []string{"show", "nobody at all"}},
		{nil, []string{"why", "ada", "--today", "2026-10-06"}},
		{nil, []string{"check"}},
		{nil, []string{"due", "--today", "no day"}},
	}
	for range 2 {
		for _, q := range questions {
			want := r.run(q.env, append(q.args, "--no-cache")...)
			before := r.kept()
			first := r.run(q.env, q.args...)
			second := r.run(q.env, q.args...)
			if first != want || second != want {
				t.Errorf("%v:\nwant   %+v\nfirst  %+v\nsecond %+v", q.args, want, first, second)
			}
			if fine := want.stderr == ""; fine && r.kept() == 0 || !fine && r.kept() != before {
				t.Errorf("%v: %d bytes are kept, %d before", q.args, r.kept(), before)
			}
		}
	}
}

// TestRememberAfterChange asks after a log line, another day's beginning and a
// forgotten person.
func TestRememberAfterChange(t *testing.T) {
	r := newRemembering(t)
	same := func(when string, args ...string) {
		t.Helper()
		r.run(nil, args...)
		if got, want := r.run(nil, args...), r.run(nil, append(args, "--no-cache")...); got != want {
			t.Errorf("%s: got %+v\nwant %+v", when, got, want)
		}
	}
	same("at first", "due")
	note := filepath.Join(r.root, "contacts", "ada-park.md")
	source, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(20 * time.Millisecond) // the grain of the coarsest clock
	if err := os.WriteFile(note, append(source, "\n## More\n\n- [ ] send her the notes due:2026-10-01\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	same("after an edit", "due", "--today", "2026-10-06")
	if text := r.run(nil, "due", "--today", "2026-10-06").stdout; !strings.Contains(text, "send her the notes") {
		t.Errorf("the edit is not seen:\n%s", text)
	}
	r.now = time.Date(2036, 10, 7, 1, 0, 0, 0, time.UTC)
	settings := filepath.Join(r.root, "netnotes.yaml")
	if err := os.WriteFile(settings, []byte("day_starts: 04:00\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	same("before the day starts", "due", "--json")
	if text := r.run(nil, "due", "--json").stdout; !strings.Contains(text, "2036-10-06") {
		t.Errorf("the day has not begun:\n%s", text)
	}
	r.now = r.now.Add(4 * time.Hour)
	same("after the day has started", "due", "--json")
}

// TestRememberNames completes names from memory as it does from the notes.
func TestRememberNames(t *testing.T) {
	r := newRemembering(t)
	for _, args := range [][]string{{"why", ""}, {"why", "a"}, {"show", "park"}, {"show", "north"}, {"prep", "bo l"}, {"why", "nobody"}} {
		complete := append([]string{"__complete"}, args...)
		want := runHere(r.root, complete)
		for range 2 {
			if got := r.run(nil, complete...); got.stdout != want.stdout {
				t.Errorf("%v: got %q\nwant %q", args, got.stdout, want.stdout)
			}
		}
	}
	if r.kept() == 0 {
		t.Error("no names are remembered")
	}
}
