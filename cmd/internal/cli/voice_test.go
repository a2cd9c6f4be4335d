package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
)

// TestVoice wants every message in one voice: "netnotes: " and a sentence in
// lower case without a full stop, then something to type; and the exit status
// that the help promises.
func TestVoice(t *testing.T) {
	const network = "../../../examples/network"
	for _, c := range []struct {
		line   string
		status int
		says   string
		hint   string
	}{
		{"deu", 2, `there is no command "deu"`, "did you mean this? netnotes due"},
		{"show an", 2, `"an" could be Ana Ruiz, Anders Holm or Ann Lee`, `netnotes show "Ana Ruiz"`},
		{"why nobody-at-all", 2, `nobody and nothing here is called "nobody-at-all"`, "netnotes list"},
		{"show", 2, "show needs a name", "netnotes list"},
		{"list spok:>3d", 2, `no note has the key "spok"`, "did you mean spoke?"},
		{"list --sort age", 2, `cannot sort by "age"`, "the keys are any of your notes, and name"},
		{"list --columns shoe", 2, `there is no column "shoe"`, "the columns are any field or key of your notes, and name"},
		{"due --today someday", 2, `not a day: "someday"`, "--today 2026-10-06"},
		{"due --color pink", 2, `--color is auto, always or never, not "pink"`, "--color auto"},
		{"due --nope", 2, "unknown flag: --nope", "netnotes due --help"},
		{"prep", 2, "prep needs a name", "netnotes list"},
		{"prep nobody-at-all", 2, `nobody and nothing here is called "nobody-at-all"`, "netnotes list"},
		{"wrap ada", 2, "Ada Park is a contact, and netnotes wrap wants an event", "netnotes list type:event"},
		{"wrap ala --as nothing=Ada", 2, `there is no capture "nothing"`, "--as"},
		{"share", 2, "share needs a topic", "netnotes share"},
		{"review soonish", 2, `not a year, a month or a week: "soonish"`, "netnotes review 2026-06"},
		{"milestone done --by someday", 2, `not a day: "someday"`, "--by 2026-10-20"},
		{"quiz spok:x", 2, `no note has the key "spok"`, "did you mean spoke?"},
		{"check extra", 2, `netnotes check takes no "extra"`, "netnotes check"},
	} {
		got := runHere(network, shellWords(c.line))
		first, rest, _ := strings.Cut(got.stderr, "\n")
		if got.status != c.status || got.stdout != "" || !strings.HasPrefix(first, "netnotes: "+c.says) || strings.HasSuffix(first, ".") || !strings.HasPrefix(rest, "hint: "+c.hint) {
			t.Errorf("netnotes %s: status %d\n%s%s", c.line, got.status, got.stdout, got.stderr)
		}
	}
	for _, c := range []struct {
		line   string
		status int
	}{{"due", 0}, {"check", 0}, {"help", 0}, {"version", 0}, {"completion bash", 0}, {"list nothingmatchesthis", 0}} {
		if got := runHere(network, shellWords(c.line)); got.status != c.status || got.stdout == "" || got.stderr != "" {
			t.Errorf("netnotes %s: status %d, want %d\n%s", c.line, got.status, c.status, got.stderr)
		}
	}
	if got := runHere("no/such/folder", []string{"due"}); got.status != 3 || !strings.Contains(got.stderr, "hint: ") {
		t.Errorf("no such folder: status %d\n%s", got.status, got.stderr)
	}
	if got := runHere("../../../examples/broken", []string{"check"}); got.status != 1 {
		t.Errorf("check of broken notes: status %d", got.status)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestFullDisk wants no success where the answer could not be written.
func TestFullDisk(t *testing.T) {
	var stderr bytes.Buffer
	for _, args := range []string{"due", "due --json", "list --csv", "list -0", "why ada", "gaps", "gaps --json", "path rosa", "ask"} {
		status := Run(append([]string{"-C", "../../../examples/network", "--today", "2026-10-06"}, strings.Fields(args)...),
			app.Env{Stdout: full{}, Stderr: &stderr, Getenv: func(string) string { return "" }})
		if status != 3 {
			t.Errorf("%s: status %d, want 3", args, status)
		}
	}
}

// TestCompletion wants the names of people, and none that a shell would run.
func TestCompletion(t *testing.T) {
	got := runHere("../../../examples/network", []string{"__complete", "why", "a"})
	for _, name := range []string{"Ada Park\n", "Ann Lee\n"} {
		if !strings.Contains(got.stdout, name) {
			t.Errorf("%q is not offered:\n%s", name, got.stdout)
		}
	}
	if strings.Contains(got.stdout, "ALA Annual") {
		t.Error("an event is offered where a person is asked for")
	}
}

// TestFaultOfOurOwn tells a fault of the program as everything else is told,
// and without a trace of the program's insides, unless it is asked for.
func TestFaultOfOurOwn(t *testing.T) {
	broken := &cobra.Command{Use: "broken", SilenceErrors: true, SilenceUsage: true, Args: cobra.ArbitraryArgs, Run: func(*cobra.Command, []string) { panic("too short") }}
	broken.SetArgs(nil)
	a := &app.App{Env: app.Env{Getenv: func(string) string { return "" }}}
	if f := (*app.Failure)(nil); !errors.As(a.Execute(broken, nil), &f) || f.Status != app.ExitFailed || f.Text != "a fault in netnotes: too short" || f.Hint == "" {
		t.Errorf("%+v", f)
	}
}
