package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

func notes() map[string]string {
	return map[string]string{
		"netnotes.yaml":         "",
		"contacts/ada-park.md":  "---\nname: Ada Park\nemail: ada@library.example\nphone: \"0312\"\nbirthday: 12-01\ntier: A\n---\n- [ ] send the paper due:2026-11-30\n\n## Log\n\n- 2026-09-01 call: \x1b[31mmaps\n- 2026-08-01 coffee with [[Zoe Quiet]]: between us\n",
		"contacts/ada-lind.md":  "---\nname: Ada Lind\n---\n",
		"contacts/zoe-quiet.md": "---\nname: Zoe Quiet\nprivate: true\n---\n- 2026-10-01 call: secret\n",
	}
}

// assistant is a client of a server on a folder.
type assistant struct {
	*testing.T
	root    string
	session *mcp.ClientSession
	asked   []string
}

func newAssistant(t *testing.T, o options, answer func(*mcp.ElicitRequest) (*mcp.ElicitResult, error)) *assistant {
	t.Helper()
	return assistantIn(t, folderOf(t, notes()), o, answer)
}

// assistantIn is newAssistant in a folder.
func assistantIn(t *testing.T, root string, o options, answer func(*mcp.ElicitRequest) (*mcp.ElicitResult, error)) *assistant {
	t.Helper()
	a := &assistant{T: t, root: root}
	state := t.TempDir()
	o.dir, o.today = a.root, "2026-11-27"
	o.env = func() app.Env {
		return app.Env{Cwd: a.root, Now: time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC), Getenv: func(name string) string { return map[string]string{"XDG_STATE_HOME": state}[name] }}
	}
	server, err := newServer(o)
	if err != nil {
		t.Fatal(err)
	}
	var can mcp.ClientOptions
	if answer != nil {
		can.ElicitationHandler = func(_ context.Context, req *mcp.ElicitRequest) (*mcp.ElicitResult, error) {
			a.asked = append(a.asked, req.Params.Message)
			return answer(req)
		}
	}
	near, far := mcp.NewInMemoryTransports()
	if _, err := server.Connect(t.Context(), far, nil); err != nil {
		t.Fatal(err)
	}
	if a.session, err = mcp.NewClient(&mcp.Implementation{Name: "test"}, &can).Connect(t.Context(), near, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.session.Close() })
	return a
}

// use calls a tool: its text, its value, and whether it failed.
func (a *assistant) use(name string, args map[string]any) (text string, value map[string]any, failed bool) {
	a.Helper()
	answer, err := a.session.CallTool(a.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		a.Fatal(name, err)
	}
	if len(answer.Content) > 0 {
		text = answer.Content[0].(*mcp.TextContent).Text
	}
	value, _ = answer.StructuredContent.(map[string]any)
	return text, value, answer.IsError
}

func (a *assistant) note(name string) string {
	text, err := os.ReadFile(filepath.Join(a.root, name))
	if err != nil {
		a.Fatal(err)
	}
	return string(text)
}

var update = flag.Bool("update", false, "write testdata/tools.json anew; read it before it is kept")

// TestToolsAsTold holds every word that a client is told of the tools.
func TestToolsAsTold(t *testing.T) {
	list, err := newAssistant(t, options{}, nil).session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(list.Tools, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "tools.json")
	if *update {
		if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
		t.Error(diff)
	}
}

// TestTools holds what is offered.
func TestTools(t *testing.T) {
	for name, o := range map[string]options{"due why show prep list gaps path review": {readOnly: true}, "due why show prep list gaps path review log done promise snooze": {}} {
		a := newAssistant(t, o, nil)
		list, err := a.session.ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		offered := map[string]bool{}
		for _, tool := range list.Tools {
			offered[tool.Name] = true
			schema, _ := json.Marshal(tool.InputSchema)
			if *tool.Annotations.OpenWorldHint || !tool.Annotations.ReadOnlyHint && *tool.Annotations.DestructiveHint || !strings.Contains(string(schema), `"additionalProperties":false`) {
				t.Errorf("%s: %+v %s", tool.Name, tool.Annotations, schema)
			}
		}
		for _, want := range strings.Fields(name) {
			if !offered[want] {
				t.Errorf("no tool %s", want)
			}
			delete(offered, want)
		}
		if len(offered) > 0 {
			t.Errorf("also offered: %v", offered)
		}
	}
}

// TestReading holds that each tool answers as the command, but for what is
// private, which is unknown in the same words as what is not there.
func TestReading(t *testing.T) {
	a := newAssistant(t, options{}, nil)
	for _, c := range []struct {
		tool    string
		args    map[string]any
		command []string
	}{
		{"due", nil, []string{"due"}}, {"why", map[string]any{"who": "Ada Park"}, []string{"why", "Ada Park"}}, {"prep", map[string]any{"who": "Ada Lind"}, []string{"prep", "Ada Lind"}},
		{"gaps", nil, []string{"gaps"}}, {"review", map[string]any{"period": "2026"}, []string{"review", "2026"}}, {"list", map[string]any{"query": "tier:A"}, []string{"list", "tier:A"}},
	} {
		text, value, failed := a.use(c.tool, c.args)
		if failed || value == nil {
			t.Errorf("%s: %s", c.tool, text)
		}
		all, _ := json.Marshal(value)
		if said := text + string(all); strings.Contains(said, "Zoe") || strings.Contains(said, "between us") || strings.Contains(said, "0312") || strings.Contains(said, "library.example") || strings.Contains(said, "\x1b") {
			t.Errorf("%s tells %s", c.tool, said)
		}
		if c.tool == "list" {
			continue
		}
		var out bytes.Buffer
		cli.Run(append([]string{"-C", a.root, "--today", "2026-11-27", "--json"}, c.command...), app.Env{Stdout: &out, Stderr: &out, Getenv: func(string) string { return "" }, Cwd: a.root, Now: time.Now()})
		var want map[string]any
		if err := json.Unmarshal(out.Bytes(), &want); err != nil {
			t.Fatal(c.tool, err)
		}
		if c.tool == "prep" { // which nobody private is a part of
			if diff := cmp.Diff(want, value); diff != "" {
				t.Errorf("%s: %s", c.tool, diff)
			}
		}
	}
	private, _, failed := a.use("show", map[string]any{"who": "Zoe Quiet"})
	unknown, _, failedToo := a.use("show", map[string]any{"who": "Zoe Quint"})
	if !failed || !failedToo || strings.ReplaceAll(private, "Quiet", "Quint") != unknown {
		t.Errorf("private: %q, unknown: %q", private, unknown)
	}
	for _, name := range []string{"contacts/zoe-quiet.md", "zoe-quiet", "zoe"} {
		if said, _, failed := a.use("show", map[string]any{"who": name}); !failed {
			t.Errorf("%s: %s", name, said)
		}
		if said, _, failed := a.use("snooze", map[string]any{"who": name, "until": "3w"}); !failed {
			t.Errorf("%s: %s", name, said)
		}
	}
	all := newAssistant(t, options{details: true}, nil)
	if said, _, _ := all.use("show", map[string]any{"who": "Ada Park"}); !strings.Contains(said, "ada@library.example") {
		t.Errorf("with details: %s", said)
	}
	some := newAssistant(t, options{only: "tier:A"}, nil)
	if said, _, failed := some.use("show", map[string]any{"who": "Ada Lind"}); !failed {
		t.Errorf("with --only: %s", said)
	}
}

// TestWriting holds that nothing is written but what the user agreed to.
func TestWriting(t *testing.T) {
	yes := map[string]any{"write": true}
	before := notes()["contacts/ada-park.md"]
	line := "- 2026-11-27 coffee: storage costs\n"
	for name, c := range map[string]struct {
		o       options
		answer  *mcp.ElicitResult
		written bool
	}{
		"accepted":          {options{}, &mcp.ElicitResult{Action: "accept", Content: yes}, true},
		"accepted, not yes": {options{write: true}, &mcp.ElicitResult{Action: "accept", Content: map[string]any{"write": false}}, false},
		"declined":          {options{write: true}, &mcp.ElicitResult{Action: "decline"}, false},
		"cancelled":         {options{}, &mcp.ElicitResult{Action: "cancel"}, false},
		"cannot ask":        {options{}, nil, false},
		"--write":           {options{write: true}, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			var answer func(*mcp.ElicitRequest) (*mcp.ElicitResult, error)
			if c.answer != nil {
				answer = func(*mcp.ElicitRequest) (*mcp.ElicitResult, error) { return c.answer, nil }
			}
			a := newAssistant(t, c.o, answer)
			text, value, failed := a.use("log", map[string]any{"who": "Ada Park", "sentence": "coffee: storage costs"})
			want := before
			if c.written {
				want = strings.Replace(before, "## Log\n\n", "## Log\n\n"+line, 1)
			}
			if failed || value["written"] != c.written || !strings.Contains(text, "+"+line) || strings.Contains(text, "Zoe") {
				t.Errorf("%s %v", text, value)
			}
			if diff := cmp.Diff(want, a.note("contacts/ada-park.md")); diff != "" {
				t.Error(diff)
			}
			if c.answer != nil && (len(a.asked) != 1 || !strings.Contains(a.asked[0], "+"+strings.TrimSuffix(line, "\n"))) {
				t.Errorf("asked %q", a.asked)
			}
			if c.answer == nil && !c.written && value["command"] != `netnotes log "Ada Park" "coffee: storage costs"` {
				t.Errorf("to type: %v", value["command"])
			}
		})
	}
}

func TestEachWriting(t *testing.T) {
	for tool, c := range map[string]struct {
		args     map[string]any
		old, new string
	}{
		"done":    {map[string]any{"who": "Ada Park", "text": "paper"}, "- [ ] send the paper due:2026-11-30", "- [x] send the paper due:2026-11-30 done:2026-11-27"},
		"promise": {map[string]any{"who": "ada-park", "when": "2026-12-04", "text": "send the maps"}, "due:2026-11-30\n", "due:2026-11-30\n- [ ] send the maps due:2026-12-04\n"},
		"snooze":  {map[string]any{"who": "Ada Park", "until": "2027-01-04", "reason": "on leave"}, "## Log\n\n", "## Log\n\n- 2026-11-27 snooze -> 2027-01-04 on leave\n"},
	} {
		a := newAssistant(t, options{write: true}, nil)
		text, _, failed := a.use(tool, c.args)
		if want := strings.Replace(notes()["contacts/ada-park.md"], c.old, c.new, 1); failed || a.note("contacts/ada-park.md") != want {
			t.Errorf("%s: %s\n%s", tool, text, a.note("contacts/ada-park.md"))
		}
		for _, who := range []string{"ada", "ad", "Ada P"} {
			c.args["who"] = who
			if text, _, failed := a.use(tool, c.args); !failed || !strings.Contains(text, "Ada Park (contacts/ada-park.md)") {
				t.Errorf("%s of %q: %s", tool, who, text)
			}
		}
	}
}

// TestManyAtOnce holds that twenty lines written at once are twenty lines.
func TestManyAtOnce(t *testing.T) {
	a := newAssistant(t, options{write: true}, nil)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if text, _, failed := a.use("log", map[string]any{"who": "Ada Lind", "sentence": fmt.Sprintf("call: number %d", i)}); failed {
				t.Error(text)
			}
		})
	}
	all.Wait()
	if n := strings.Count(a.note("contacts/ada-lind.md"), " call: number "); n != 20 {
		t.Errorf("%d lines", n)
	}
}

// TestOverStdio builds the program and talks to it as a client does.
func TestOverStdio(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	a := newAssistant(t, options{}, nil)
	program := filepath.Join(t.TempDir(), "netnotes-mcp")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	cmd := exec.Command(program, "-C", a.root, "--today", "2026-11-27")
	cmd.Env = append(os.Environ(), "XDG_STATE_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir())
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if said := session.InitializeResult().Instructions; !strings.Contains(said, "sends it away") {
		t.Errorf("instructions: %s", said)
	}
	a.session = session
	if text, _, failed := a.use("why", map[string]any{"who": "Ada Park"}); failed || !strings.Contains(text, "Ada Park") {
		t.Error(text)
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
}

// TestNetnotesDoesNotLinkIt keeps the assistant's library out of netnotes.
func TestNetnotesDoesNotLinkIt(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "../netnotes").Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "modelcontextprotocol") || !strings.Contains(string(out), "netnotes/index") {
		t.Error("netnotes links the library of netnotes-mcp")
	}
}
