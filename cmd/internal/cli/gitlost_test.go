package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnotes/cmd/internal/cli/app"
)

// versions is a folder with three commits of one note.
func versions(t *testing.T) *repo {
	r := newRepo(t, t.TempDir())
	r.write("netnotes.yaml", "daily: 3\n")
	text := "---\ntype: contact\nname: Ada Park\ntier: A\n---\n\n## Log\n\n"
	for _, day := range []string{"2026-01-05", "2026-02-05", "2026-03-05"} {
		text += "- " + day + " coffee\n"
		r.write("contacts/ada.md", text)
		r.on(day)
	}
	return r
}

// lose takes an object out of the repository.
func (r *repo) lose(name string) {
	r.Helper()
	id := strings.TrimSpace(r.git("rev-parse", name))
	if err := os.Remove(filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		r.Fatal(err)
	}
}

// TestLostObjects looks at a past of which git lacks something: that is an
// error, and no past in which it was empty.
func TestLostObjects(t *testing.T) {
	past := []string{"list --as-of HEAD~1", "due --as-of HEAD~1", "gaps --as-of HEAD~1", "diff HEAD~1", "list --as-of 2026-02-10"}
	for _, c := range []struct {
		object   string
		commands []string
	}{
		{"HEAD~1:contacts/ada.md", past},
		{"HEAD~1:contacts", past},
		{"HEAD~1:netnotes.yaml", append(past, "check --staged")},
		{"HEAD~1^{tree}", past},
		{"HEAD~1", append(past, "list --as-of HEAD~2", "diff 2026-01-10")},
		{"HEAD", past},
		// The past is not asked for what the folder still holds byte by byte.
		{":contacts/ada.md", []string{"check --staged"}},
	} {
		t.Run(c.object, func(t *testing.T) {
			r := versions(t)
			r.lose(c.object)
			for _, command := range c.commands {
				got := r.run(strings.Fields(command)...)
				if got.status != app.ExitFailed || got.stdout != "" || !strings.Contains(got.stderr, "hint: ") {
					t.Errorf("netnotes %s: %+v", command, got)
				}
			}
		})
	}
	r := versions(t)
	r.lose("HEAD~2:contacts/ada.md")
	r.want("exit 0", strings.Fields("list --as-of HEAD~1")...)
	r.want("exit 2", strings.Fields("list --as-of HEAD~9")...)
	r.want("exit 2", strings.Fields("list --as-of v9")...)
	r.write("contacts/ada (conflicted copy 1).md", withLine("- 2026-03-06 call"))
	r.want("exit 3", "git", "resolve", "contacts/ada (conflicted copy 1).md")
}

// TestForeignPrograms reads a repository whose configuration names a program
// wherever git knows a place for one. None of them runs, also where an object
// is missing that a server would have.
func TestForeignPrograms(t *testing.T) {
	r := versions(t)
	r.write("contacts/ada (conflicted copy 1).md", withLine("- 2026-03-06 call"))
	r.write(".gitattributes", "*.md diff=evil filter=evil merge=evil\n")
	ran := filepath.Join(t.TempDir(), "ran")
	program := filepath.Join(t.TempDir(), "evil")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho \"$0 $*\" >> '"+ran+"'\ncat 2>/dev/null\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	hooks := t.TempDir()
	for _, hook := range []string{"pre-commit", "post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"} {
		if err := os.Symlink(program, filepath.Join(hooks, hook)); err != nil {
			t.Fatal(err)
		}
	}
	r.lose("HEAD~2:contacts/ada.md")
	for _, c := range [][2]string{
		{"core.repositoryFormatVersion", "1"}, {"extensions.partialClone", "origin"}, {"remote.origin.promisor", "true"},
		{"remote.origin.url", "ssh://host.example/notes"}, {"remote.origin.uploadpack", program}, {"remote.origin.proxy", "x"}, {"protocol.allow", "always"}, {"fetch.bundleURI", "https://host.example/b"},
		{"core.sshCommand", program}, {"core.gitProxy", program}, {"core.askPass", program}, {"credential.helper", "!" + program},
		{"core.fsmonitor", program}, {"core.pager", program}, {"pager.log", program}, {"core.editor", program}, {"core.hooksPath", hooks},
		{"diff.external", program}, {"diff.evil.textconv", program}, {"diff.evil.command", program}, {"filter.evil.clean", program}, {"filter.evil.smudge", program}, {"filter.evil.process", program},
		{"merge.evil.driver", program}, {"gpg.program", program}, {"log.showSignature", "true"}, {"core.alternateRefsCommand", program}, {"uploadpack.packObjectsHook", program},
	} {
		r.git("config", c[0], c[1])
	}
	os.Remove(ran)
	for _, command := range []string{
		"list", "check", "due --as-of HEAD~1", "due --as-of HEAD~2", "diff HEAD~1", "diff HEAD~2", "diff 2026-01-01", "list --as-of 2026-01-10", "check --staged",
		"git resolve contacts/ada\x00(conflicted\x00copy\x001).md --yes", "log ada call:\x00x", "undo", "git setup", "git setup --remove",
	} {
		var args []string
		for _, arg := range strings.Fields(command) {
			args = append(args, strings.ReplaceAll(arg, "\x00", " "))
		}
		got := r.run(args...)
		if said, err := os.ReadFile(ran); err == nil {
			t.Fatalf("netnotes %q ran %s", args, said)
		}
		if strings.HasSuffix(command, "HEAD~2") && got.status != app.ExitFailed {
			t.Errorf("netnotes %q: %+v", args, got)
		}
	}
}
