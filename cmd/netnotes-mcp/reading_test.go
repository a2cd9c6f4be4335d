package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

// library is a folder with something of everything, and with what an assistant
// must not know: whole notes, lines, names and ways to reach people.
func library() map[string]string {
	return map[string]string{
		"netnotes.yaml": "",
		"contacts/ada-park.md": `---
name: Ada Park
org: "[[Fox Hollow Library]]"
role: Archivist
sector: public
level: director
email: ada@library.example
phone: "0312"
birthday: 12-01
tier: A
met_at: "[[Web Archive Week]]"
met: 2026-06-26
knows:
  - "[[Bo Lindqvist]]"
  - "[[Zoe Quiet]]"
skills: [maps]
---
# Ada Park

- [ ] ask about the divorce #private due:2026-11-20
- [ ] send the paper due:2026-11-30

## Log

- 2026-11-20 call: the move of the stacks -> 2026-12-04 ask again
- 2026-09-01 coffee with [[Zoe Quiet]]: between us
- 2026-08-01 email from Ada: her father is ill #private
- 2026-06-26 met at [[Web Archive Week]]: scanners
`,
		"contacts/bo-lindqvist.md":   "---\nname: Bo Lindqvist\nsector: private\ntier: B\nintroduced_by: \"[[Ada Park]]\"\n---\n- 2026-05-02 lunch: grants #gave\n- 2026-10-10 email to Bo: asked for the minutes -> +1w\n",
		"contacts/cleo-marsh.md":     "---\nname: Cleo Marsh\norg: Fox Hollow Library\n---\n- 2025-01-02 met: at the door\n- planned 2026-12-01 coffee\n",
		"contacts/zoe-quiet.md":      "---\nname: Zoe Quiet\nprivate: true\norg: \"[[Fox Hollow Library]]\"\ntier: A\n---\n- 2026-10-01 call with [[Ada Park]]: secret\n- [ ] call back due:2026-11-01\n",
		"orgs/fox-hollow-library.md": "---\nname: Fox Hollow Library\n---\n",
		"events/web-archive-week.md": "---\nname: Web Archive Week\nstart: 2026-06-26\n---\n## Met\n\n- [[Ada Park]]: scanners\n- [[Zoe Quiet]]: hid\n",
		"targets.md":                 "## Want\n\n- 2 people level:director\n- 1 people sector:private\n",
	}
}

// publicLibrary is library as it would be if its user had never written what an
// assistant must not know; every other line stands where it stood.
func publicLibrary(details bool) map[string]string {
	out := library()
	delete(out, "contacts/zoe-quiet.md")
	for name, text := range out {
		var lines []string
		for line := range strings.Lines(text) {
			key, _, _ := strings.Cut(line, ":")
			switch {
			case strings.Contains(line, "#private"), strings.Contains(line, "- [[Zoe Quiet]]"), strings.Contains(line, "coffee with [[Zoe Quiet]]"):
				line = "\n"
			case strings.Contains(line, "Zoe Quiet"):
				line = "  # \n"
			case !details && (key == "email" || key == "phone" || key == "birthday"):
				line = key + ":\n"
			}
			lines = append(lines, line)
		}
		out[name] = strings.Join(lines, "")
	}
	return out
}

func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// command is what a command answers in a folder.
func command(root string, args ...string) (out, said string) {
	var stdout, stderr bytes.Buffer
	cli.Run(append([]string{"-C", root, "--today", "2026-11-27"}, args...), app.Env{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" },
		Cwd: root, Now: time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)})
	return stdout.String(), strings.TrimSpace(stderr.String())
}

// TestAsTheCommand holds that each tool answers, as text and as JSON, what the
// command answers in a folder in which nothing private was ever written.
func TestAsTheCommand(t *testing.T) {
	for _, details := range []bool{false, true} {
		a := assistantIn(t, folderOf(t, library()), options{details: details}, nil)
		twin := folderOf(t, publicLibrary(details))
		for _, c := range []struct {
			tool string
			in   map[string]any
			args []string
		}{
			{"due", nil, nil}, {"due", map[string]any{"query": "tier:A"}, []string{"tier:A"}},
			{"why", map[string]any{"who": "Ada Park"}, []string{"Ada Park"}}, {"why", map[string]any{"who": "bo"}, []string{"bo"}},
			{"show", map[string]any{"who": "Ada Park"}, []string{"Ada Park"}}, {"show", map[string]any{"who": "Web Archive Week"}, []string{"Web Archive Week"}},
			{"show", map[string]any{"who": "Fox Hollow Library"}, []string{"Fox Hollow Library"}},
			{"prep", map[string]any{"who": "Ada Park"}, []string{"Ada Park"}}, {"prep", map[string]any{"who": "Web Archive Week"}, []string{"Web Archive Week"}},
			{"list", nil, nil}, {"list", map[string]any{"query": "spoke:>30d"}, []string{"spoke:>30d"}},
			{"gaps", nil, nil}, {"path", map[string]any{"target": "Fox Hollow Library"}, []string{"Fox Hollow Library"}}, {"path", map[string]any{"target": "Bo Lindqvist"}, []string{"Bo Lindqvist"}},
			{"review", nil, nil}, {"review", map[string]any{"period": "2026"}, []string{"2026"}},
			{"show", map[string]any{"who": "Zoe Quiet"}, []string{"Zoe Quiet"}}, {"show", map[string]any{"who": "zoe"}, []string{"zoe"}}, {"prep", map[string]any{"who": "Zoe Quiet"}, []string{"Zoe Quiet"}},
			{"why", map[string]any{"who": "Zoe Quiet"}, []string{"Zoe Quiet"}}, {"path", map[string]any{"target": "Zoe Quiet"}, []string{"Zoe Quiet"}},
			{"list", map[string]any{"query": "zoe"}, []string{"zoe"}}, {"due", map[string]any{"query": "name:zoe"}, []string{"name:zoe"}},
			{"list", map[string]any{"query": "nokey:x"}, []string{"nokey:x"}}, {"gaps", map[string]any{"id": "nothing"}, []string{"nothing"}},
		} {
			text, value, failed := a.use(c.tool, c.in)
			want, said := command(twin, append([]string{c.tool, "--"}, c.args...)...)
			if failed {
				if text != clean(said) {
					t.Errorf("%s %v: refuses with %q, the command with %q", c.tool, c.args, text, said)
				}
				continue
			}
			if diff := cmp.Diff(clean(want), text); diff != "" {
				t.Errorf("%s %v: %s", c.tool, c.args, diff)
			}
			out, _ := command(twin, append([]string{c.tool, "--json", "--"}, c.args...)...)
			var parsed any
			if err := json.Unmarshal([]byte(out), &parsed); err != nil {
				t.Fatalf("%s %v: %v in %q", c.tool, c.args, err, out)
			}
			if list, ok := parsed.([]any); ok {
				parsed = map[string]any{"items": list, "more": 0.0}
			}
			if diff := cmp.Diff(parsed, any(value)); diff != "" {
				t.Errorf("%s %v: %s", c.tool, c.args, diff)
			}
		}
	}
}

// TestUnread holds that an answer says so where a note could not be read.
func TestUnread(t *testing.T) {
	root := folderOf(t, library())
	if err := os.WriteFile(filepath.Join(root, "contacts/zzz.md"), bytes.Repeat([]byte("a"), 17<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	a := assistantIn(t, root, options{}, nil)
	for tool, in := range map[string]map[string]any{"due": nil, "list": nil, "gaps": nil, "review": nil, "show": {"who": "Ada Park"}} {
		text, value, failed := a.use(tool, in)
		if failed || !strings.HasSuffix(text, "\n1 note could not be read\n") || value["unread"] != "1 note could not be read" {
			t.Errorf("%s: %v %q %v", tool, failed, text, value["unread"])
		}
	}
}
