package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// run runs netnotes in this process on the repository's folder.
func (r *repo) run(args ...string) outcome {
	r.Helper()
	var stdout, stderr bytes.Buffer
	status := Run(append([]string{"-C", r.dir}, args...), app.Env{Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr,
		Getenv: func(name string) string {
			return map[string]string{"XDG_STATE_HOME": r.state, "XDG_CACHE_HOME": r.state}[name]
		}, Cwd: r.dir, Build: "test", Now: time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC)})
	return outcome{status, stdout.String(), stderr.String()}
}

// want wants an outcome, as the cases of testdata/spec do.
func (r *repo) want(want string, args ...string) {
	r.Helper()
	if diff := r.run(args...).compare(want); diff != "" {
		r.Errorf("netnotes %s\n%s", strings.Join(args, " "), diff)
	}
}

// on commits everything on a day.
func (r *repo) on(day string) {
	r.Helper()
	env := r.env
	r.env = append(r.env, "GIT_AUTHOR_DATE="+day+"T12:00:00", "GIT_COMMITTER_DATE="+day+"T12:00:00")
	r.commit(day)
	r.env = env
}

// story is a folder below the top of a repository, with a year of history.
func story(t *testing.T, options ...string) *repo {
	r := newRepo(t, t.TempDir(), options...)
	top := r.dir
	r.dir = filepath.Join(top, "my notes")
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	r.write("netnotes.yaml", "daily: 3\n")
	r.write("../other.md", "# Not a note of the folder\n")
	r.write("contacts/ada-park.md", "---\nname: Ada Park\norg: \"[[Lakeshore]]\"\nrole: Librarian\ntier: C\nmet: 2026-01-05\n---\n\n- [ ] send the paper due:2026-02-01\n- [ ] call the library\n\n## Log\n\n- 2026-01-05 met\n")
	r.write("contacts/bo.md", "---\nname: Bo Lindqvist\ntier: C\nmet: 2026-01-02\n---\n\n## Log\n\n- 2026-01-02 call\n")
	r.write("contacts/cy.md", "# Cy Young\n\n## Log\n\n- 2025-12-01 met\n")
	r.on("2026-01-10")
	r.write("contacts/ada-park.md", "---\nname: Ada Park\norg: Lakeshore\nrole: Director\ntier: B\nmet: 2026-01-05\n---\n\n- [x] send the paper due:2026-02-01 done:2026-02-02\n- [ ] call the library\n- [ ] write to her due:2026-07-01\n\n## Log\n\n- 2026-03-03 lunch with [[Dee Fox]]\n- 2026-01-05 met\n")
	r.git("mv", "contacts/cy.md", "contacts/cy-young.md")
	r.write("contacts/dee-fox.md", "---\nname: Dee Fox\nmet: 2026-03-03\nmet_at: Fox Hollow\n---\n")
	r.on("2026-03-05")
	r.git("rm", "-q", "contacts/cy-young.md")
	r.on("2026-05-05")
	return r
}

// TestAsOf looks at the folder as it was at commits and on days, in both kinds of
// repositories.
func TestAsOf(t *testing.T) {
	for _, kind := range []string{"sha1", "sha256"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			asOf(story(t, "--object-format="+kind))
		})
	}
}

func asOf(r *repo) {
	r.want(`[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Cy Young"}]`, "list", "--as-of", "2026-01-10", "--json")
	r.want(`[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Cy Young"},{"name":"Dee Fox"}]`, "list", "--as-of", "2026-04", "--json")
	r.want(`[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Dee Fox"}]`, "list", "--as-of", "HEAD", "--json")
	r.want(`{"today":"2026-02-03","people":[{"name":"Ada Park","items":[{"kind":"promise","late":2,"path":"contacts/ada-park.md","line":9}]},{"name":"Bo Lindqvist","items":[{"kind":"step","step":"share"}]}]}`, "due", "--as-of", "2026-02-03", "--json")
	r.want(`{"today":"2026-03-05"}`, "due", "--as-of", "HEAD~1", "--json")
	r.want(`{"today":"2026-03-09"}`, "due", "--as-of", "HEAD~1", "--today", "2026-03-09", "--json")
	r.want(`{"name":"Ada Park","tier":"C"}`, "show", "ada", "--as-of", "2026-02", "--json")
	r.want(`stdout ~2026-03-05`, "why", "ada", "--as-of", "HEAD~1", "--json")
	r.want("exit 2\nstderr ~nothing was committed by 2025-12-31", "list", "--as-of", "2025-12-31")
	r.want("exit 2\nstderr ~no such day 2026-02-30", "list", "--as-of", "2026-02-30")
	for _, name := range []string{"nosuch", "-x", "--output=x", "HEAD:contacts", "a\nb", "HEAD~99", " "} {
		if got := r.run("list", "--as-of="+name); got.status != app.ExitUsage || got.stderr == "" || got.stdout != "" {
			r.Errorf("--as-of %q: %+v", name, got)
		}
	}
	r.git("commit", "-q", "--allow-empty", "-m", "later")
	r.want(`{"today":"2026-05-05"}`, "due", "--as-of", "HEAD~1", "--json") // not what was said of HEAD~1 before
	r.write("contacts/ada-park.md", "not committed")
	r.want(`{"name":"Ada Park","tier":"B"}`, "show", "ada", "--as-of", "HEAD", "--json")
}

// TestDiff tells what changed.
func TestDiff(t *testing.T) {
	t.Parallel()
	r := story(t)
	want := `{"new":[{"name":"Dee Fox","met_at":"Fox Hollow"}],"removed":[],"renamed":[],
		"moved":[{"name":"Ada Park","from_role":"Librarian","role":"Director","from_org":"Lakeshore","org":"Lakeshore"}],
		"tiers":[{"name":"Ada Park","from":"C","to":"B"}],"conversations":1,
		"spoke":[{"name":"Ada Park","conversations":1,"last":"2026-03-03"},{"name":"Dee Fox","conversations":1}],
		"promises":{"made":[{"text":"write to her","line":11,"due":"2026-07-01"}],"kept":[{"name":"Ada Park","text":"send the paper"}],"dropped":[],"open":[{"text":"write to her"}]},"quiet":[]}`
	for _, args := range []string{"HEAD~2..HEAD~1", "2026-02..2026-03", "2026-01-11..2026-04-01"} {
		r.want(want, "diff", args, "--json")
	}
	r.want(`{"removed":[{"name":"Cy Young","path":"contacts/cy-young.md"}],"new":[],"spoke":[]}`, "diff", "HEAD~1", "--json")
	r.want(`{"from":{"name":"HEAD~1","day":"2026-03-05"},"quiet":[{"name":"Ada Park","since":"2026-03-03"},{"name":"Bo Lindqvist","since":"2026-01-02"}]}`, "diff", "HEAD~1", "--json", "--today", "2026-08-08")
	r.want("stdout ~Since 1 Feb 2026\nstdout ~new       Dee Fox (Fox Hollow)\nstdout ~moved     Ada Park: Lakeshore, Librarian → Director\nstdout ~tier      Ada Park: C → B\nstdout ~spoke     1 conversation with 2 people\nstdout ~promises  1 made, 1 kept; open: Ada Park\nstdout ~gone      Cy Young",
		"diff", "2026-02-01", "--today", "2026-03-06")
	r.want(want, "diff", "2026-01-10..2026-04", "--json") // the day of the first commit
	r.want(`{"new":[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Dee Fox"}],"from":{"commit":null}}`, "diff", "2020", "--json", "--today", "2026-05-06")
	for range 2 {
		r.want("stdout ~Since HEAD (5 May 2026)\nstdout ~Nothing changed.", "diff", "--today", "2026-05-06")
	}
	r.git("commit", "-q", "--allow-empty", "-m", "later")
	r.want("stdout !Since HEAD (5 May 2026)", "diff", "--today", "2026-05-06") // HEAD is another commit now
	r.write("contacts/ada-park.md", strings.Replace(r.read("contacts/ada-park.md"), "Ada Park", "Ada Park-Lin", 1))
	r.git("mv", "contacts/ada-park.md", "contacts/ada-park-lin.md")
	r.want(`{"renamed":[{"name":"Ada Park-Lin","path":"contacts/ada-park-lin.md","from":"Ada Park","to":"Ada Park-Lin"}],"new":[],"removed":[]}`, "diff", "--json", "--today", "2026-05-06")
	for _, args := range []string{"..", "HEAD..", "..HEAD", "HEAD...HEAD", "nosuch", "HEAD..-x", "HEAD..2019"} {
		if got := r.run("diff", args); got.status != app.ExitUsage || !strings.Contains(got.stderr, "hint: ") {
			t.Errorf("diff %s: %+v", args, got)
		}
	}
}

// TestNoHistory wants a clear word and the right status where there is no
// history to look at.
func TestNoHistory(t *testing.T) {
	r := story(t)
	plain := &repo{T: t, dir: t.TempDir()}
	plain.write("netnotes.yaml", "")
	for _, args := range [][]string{{"diff"}, {"list", "--as-of", "HEAD"}, {"git", "setup"}, {"check", "--staged"}} {
		plain.want("exit 3\nstderr ~is in no git repository\nstderr ~hint: git init", args...)
	}
	empty := newRepo(t, t.TempDir())
	empty.want("exit 3\nstderr ~nothing is committed yet", "list", "--as-of", "2026-01-01")
	empty.want("exit 2\nstderr ~there is no commit", "diff")
	empty.want(`{"problems":[]}`, "check", "--staged", "--json")

	shallow := repoAt(t, t.TempDir())
	shallow.git("clone", "-q", "--depth", "1", "file://"+filepath.Dir(r.dir), ".")
	shallow.dir = filepath.Join(shallow.dir, "my notes")
	shallow.want("exit 2\nstderr ~shallow clone\nstderr ~git fetch --unshallow", "list", "--as-of", "HEAD~1")
	shallow.want("exit 2\nstderr ~shallow clone", "diff", "2026-01-15")
	shallow.want(`[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Dee Fox"}]`, "list", "--as-of", "HEAD", "--json")

	bare := repoAt(t, t.TempDir())
	bare.git("clone", "-q", "--bare", filepath.Dir(r.dir), ".")
	for _, args := range [][]string{{"diff", "HEAD~1"}, {"git", "setup"}, {"check", "--staged"}} {
		bare.want("exit 3\nstderr ~bare repository", args...)
	}
	bare.want("exit 0\nstdout ~Dee", "diff", "HEAD~2..HEAD~1")

	t.Setenv("PATH", t.TempDir())
	for _, args := range [][]string{{"diff"}, {"list", "--as-of", "HEAD"}, {"git", "setup"}, {"check", "--staged"}} {
		r.want("exit 3\nstderr ~there is no git here\nstderr ~hint: install git", args...)
	}
}

// TestResolve settles copies, with and without a repository.
func TestResolve(t *testing.T) {
	t.Parallel()
	r := story(t)
	note := strings.TrimRight(r.read("contacts/bo.md"), "\n") + "\n- 2026-01-01 met\n" // which both sides have
	copies := []string{"contacts/bo.sync-conflict-20260901-101112-ABCDEFG.md", "contacts/bo (conflicted copy 2026-09-01 101112).md", "contacts/bo (N's conflicted copy 2026-09-01).md",
		"contacts/bo (SFConflict n@x.example 2026-09-01).md", "contacts/bo_conflict-20260901-101112.md", "contacts/bo 2.md", "contacts/bo (1).md", "contacts/bo-DESKTOP-1A2B3C.md"}
	for i, name := range copies {
		r.write("contacts/bo.md", strings.Replace(note, "## Log\n\n", "## Log\n\n- 2026-08-08 call: here\n", 1))
		r.write(name, strings.Replace(note, "- 2026-01-02 call\n", "- 2026-09-09 email: there\n", 1))
		r.want("stdout ~netnotes git resolve", "check")
		r.want(`[{"name":"Ada Park"},{"name":"Bo Lindqvist"},{"name":"Dee Fox"}]`, "list", "--json")
		r.want("stderr ~this removes it: netnotes git resolve ", "git", "resolve", name)
		text := r.read("contacts/bo.md")
		if !strings.Contains(text, "here\n") || !strings.Contains(text, "there\n") || strings.Contains(text, "01-02 call") || r.read(name) == "" {
			t.Errorf("%s: %s", name, text)
		}
		r.want("stdout ~the whole note", "git", "resolve", name, "--yes")
		if r.read("contacts/bo.md") != text {
			t.Errorf("merged twice, %s differs", name)
		}
		if _, err := os.Stat(filepath.Join(r.dir, name)); err == nil {
			t.Errorf("%s is still there", name)
		}
		if i == 0 {
			r.want("exit 0", "undo")
			r.read(name)
			if err := os.Remove(filepath.Join(r.dir, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	plain := &repo{T: t, dir: t.TempDir(), state: t.TempDir()}
	plain.write("contacts/bo.md", "---\nname: Bo\ntier: A\n---\n\n- a\n")
	plain.write("contacts/bo (conflicted copy).md", "---\nname: Bo\ntier: B\n---\n\n- b\n")
	plain.want("exit 1\nstderr ~keep what is right", "git", "resolve", "contacts/bo (conflicted copy).md", "--yes")
	if text := plain.read("contacts/bo.md"); !strings.Contains(text, "<<<<<<< contacts/bo.md\ntier: A\n=======\ntier: B\n>>>>>>> contacts/bo (conflicted copy).md\n---\n\n- a\n- b\n") {
		t.Error(text)
	}
	plain.read("contacts/bo (conflicted copy).md")
	plain.want("exit 2\nstderr ~has not the name of a copy", "git", "resolve", "contacts/bo.md")
	plain.want("exit 2\nstderr ~there is no file", "git", "resolve", "contacts/no.md")
	plain.write("contacts/cy (conflicted copy).md", "# Cy\n")
	plain.want("exit 2\nstderr ~no note contacts/cy.md", "git", "resolve", "contacts/cy (conflicted copy).md")
}

// TestDiffJSON wants lists and never null.
func TestDiffJSON(t *testing.T) {
	t.Parallel()
	r := story(t)
	got := r.run("diff", "--json")
	var value map[string]any
	if err := json.Unmarshal([]byte(got.stdout), &value); err != nil || strings.Contains(got.stdout, "null") {
		t.Errorf("%v %s", err, got.stdout)
	}
}

// TestDiffTellsWhatItKnows counts no conversation from before the first point,
// and takes nobody for gone whose note cannot be read.
func TestDiffTellsWhatItKnows(t *testing.T) {
	t.Parallel()
	r := story(t)
	r.write("contacts/bo.md", "---\nname: Bo Lindqvist\ntier: C\nmet: 2026-01-02\n---\n\n## Log\n\n- 2026-05-06 lunch\n- 2026-04-30 coffee\n- 2026-01-02 call\n")
	r.write("contacts/new.md", "---\nname: Nia Roe\n---\n\n## Log\n\n- 2025-04-30 coffee\n")
	r.want(`{"new":[{"name":"Nia Roe"}],"conversations":1,"spoke":[{"name":"Bo Lindqvist","conversations":1,"last":"2026-05-06"}]}`, "diff", "HEAD", "--today", "2026-05-07", "--json")
	r.write("contacts/dee-fox.md", "---\nname: Dee Fox\x00\n---\n")
	if err := os.Remove(filepath.Join(r.dir, "contacts", "ada-park.md")); err != nil {
		t.Fatal(err)
	}
	r.want(`{"removed":[{"name":"Ada Park"}]}`, "diff", "HEAD", "--today", "2026-05-07", "--json")
}
