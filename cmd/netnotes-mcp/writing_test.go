package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// secrets are words of library that no answer and no question may hold.
func secrets() []string {
	return []string{"Zoe", "Quiet", "zoe-quiet", "between us", "divorce", "father", "0312", "library.example", "12-01", "hid", "secret"}
}

// TestWritingBesideSecrets writes into a note with private lines above, between
// and below: what changes is the line that is meant, and neither the question nor
// the answer tells of others.
func TestWritingBesideSecrets(t *testing.T) {
	const ada = "contacts/ada-park.md"
	agree := func(*mcp.ElicitRequest) (*mcp.ElicitResult, error) {
		return &mcp.ElicitResult{Action: "accept", Content: map[string]any{"write": true}}, nil
	}
	for name, c := range map[string]struct {
		tool     string
		in       map[string]any
		old, new string
	}{
		"done":           {"done", map[string]any{"text": "paper"}, "- [ ] send the paper due:2026-11-30", "- [x] send the paper due:2026-11-30 done:2026-11-27"},
		"done by number": {"done", map[string]any{"text": "1"}, "- [ ] send the paper due:2026-11-30", "- [x] send the paper due:2026-11-30 done:2026-11-27"},
		"log":            {"log", map[string]any{"sentence": "coffee: storage costs"}, "## Log\n\n", "## Log\n\n- 2026-11-27 coffee: storage costs\n"},
		"log of before":  {"log", map[string]any{"sentence": "2026-08-01 call: shelves"}, "## Log\n\n", "## Log\n\n- 2026-08-01 call: shelves\n"},
		"promise":        {"promise", map[string]any{"when": "2026-12-04", "text": "send the maps"}, "due:2026-11-30\n", "due:2026-11-30\n- [ ] send the maps due:2026-12-04\n"},
		"snooze":         {"snooze", map[string]any{"until": "2027-01-04", "reason": "on leave"}, "## Log\n\n", "## Log\n\n- 2026-11-27 snooze -> 2027-01-04 on leave\n"},
	} {
		t.Run(name, func(t *testing.T) {
			a := assistantIn(t, folderOf(t, library()), options{}, agree)
			c.in["who"] = "Ada Park"
			text, value, failed := a.use(c.tool, c.in)
			if failed {
				t.Fatal(text)
			}
			if diff := cmp.Diff(strings.Replace(library()[ada], c.old, c.new, 1), a.note(ada)); diff != "" {
				t.Error(diff)
			}
			all, _ := json.Marshal(value)
			for _, word := range secrets() {
				if strings.Contains(text+string(all)+strings.Join(a.asked, ""), word) {
					t.Errorf("%q in\n%s\n%s\n%s", word, a.asked, text, all)
				}
			}
		})
	}
}

// TestNothingToTellOfSecrets holds that a private promise and a private person can
// be neither ticked nor found out about.
func TestNothingToTellOfSecrets(t *testing.T) {
	a := assistantIn(t, folderOf(t, library()), options{write: true}, nil)
	for _, words := range [][2]string{{"divorce", "divan"}, {"zoe", "zoa"}} {
		private, _, failed := a.use("done", map[string]any{"who": "Ada Park", "text": words[0]})
		unknown, _, failedToo := a.use("done", map[string]any{"who": "Ada Park", "text": words[1]})
		if !failed || !failedToo || strings.ReplaceAll(private, words[0], words[1]) != unknown {
			t.Errorf("%q, and of what is not there %q", private, unknown)
		}
	}
	for _, tool := range []string{"log", "done", "promise", "snooze"} {
		in := func(who string) map[string]any {
			in := map[string]any{"who": who}
			for _, t := range tools() {
				for _, name := range t.takes {
					if t.name == tool && name != "who" && !strings.HasSuffix(name, "?") {
						in[name] = map[string]string{"sentence": "call", "text": "call", "when": "fri", "until": "3w"}[name]
					}
				}
			}
			return in
		}
		for _, who := range []string{"Zoe Quiet", "zoe-quiet", "zoe", "contacts/zoe-quiet.md", "[[Zoe Quiet]]", "@zoe-quiet"} {
			other := strings.NewReplacer("Zoe", "Zoa", "zoe", "zoa").Replace(who)
			private, _, failed := a.use(tool, in(who))
			unknown, _, failedToo := a.use(tool, in(other))
			if !failed || !failedToo || strings.NewReplacer("Zoe", "Zoa", "zoe", "zoa").Replace(private) != unknown {
				t.Errorf("%s of %s: %q, and of %s: %q", tool, who, private, other, unknown)
			}
		}
	}
	for name, text := range library() {
		if a.note(name) != text {
			t.Errorf("%s was changed", name)
		}
	}
}

// TestKilledWhileWriting ends the program in the middle of writing, again and
// again: the note holds whole lines, and all that it held.
func TestKilledWhileWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	const lind = "contacts/ada-lind.md"
	a := newAssistant(t, options{}, nil)
	program, state := filepath.Join(t.TempDir(), "netnotes-mcp"), t.TempDir()
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	whole := regexp.MustCompile(`^---\nname: Ada Lind\n---\n(\n## Log\n(- 2026-11-27 call: number \d+\.\d+ of many\n)*)?$`)
	last := ""
	for round := range 6 {
		cmd := exec.Command(program, "-C", a.root, "--today", "2026-11-27", "--write")
		cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+state, "XDG_CACHE_HOME="+state)
		session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
		if err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(time.Duration(40+17*round)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		for i := 0; ; i++ {
			if _, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "log", Arguments: map[string]any{"who": "Ada Lind", "sentence": fmt.Sprintf("call: number %d.%d of many", round, i)}}); err != nil {
				break
			}
		}
		kill.Stop()
		_ = session.Close()
		now := a.note(lind)
		for line := range strings.Lines(last) {
			if !strings.Contains(now, line) {
				t.Errorf("%q is lost", line)
			}
		}
		if last = now; !whole.MatchString(now) {
			t.Fatalf("the note is\n%s", now)
		}
	}
}
