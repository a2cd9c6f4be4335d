package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// TestMain lets the test binary stand in for netnotes where git runs it.
func TestMain(m *testing.M) {
	if os.Getenv("NETNOTES_TEST_AS_COMMAND") == "" {
		os.Exit(m.Run())
	}
	cwd, _ := os.Getwd()
	os.Exit(Run(os.Args[1:], app.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Cwd: cwd, Now: time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)}))
}

// repo is a repository of notes with git and netnotes to run in it.
type repo struct {
	*testing.T
	dir   string
	bin   string // where netnotes is
	env   []string
	state string
}

// newRepo makes a repository in dir, or skips the test where there is no git.
func newRepo(t *testing.T, dir string, options ...string) *repo {
	t.Helper()
	r := repoAt(t, dir)
	r.git(append([]string{"init", "-q", "-b", "main"}, options...)...)
	return r
}

func repoAt(t *testing.T, dir string) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git on the PATH")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	script := "#!/bin/sh\nNETNOTES_TEST_AS_COMMAND=1 exec '" + self + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "netnotes"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	return &repo{T: t, dir: dir, bin: bin, state: home, env: append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home,
		"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=N", "GIT_AUTHOR_EMAIL=n@x.example", "GIT_COMMITTER_NAME=N", "GIT_COMMITTER_EMAIL=n@x.example", "GIT_EDITOR=true")}
}

// try runs a program in the repository.
func (r *repo) try(name string, args ...string) (string, error) {
	path := name
	if name == "netnotes" {
		path = filepath.Join(r.bin, name)
	}
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = r.dir, r.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (r *repo) git(args ...string) string {
	r.Helper()
	out, err := r.try("git", args...)
	if err != nil {
		r.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (r *repo) netnotes(args ...string) string {
	r.Helper()
	out, err := r.try("netnotes", args...)
	if err != nil {
		r.Fatalf("netnotes %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (r *repo) write(name, text string) {
	r.Helper()
	full := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r *repo) read(name string) string {
	r.Helper()
	text, err := os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(name)))
	if err != nil {
		r.Fatal(err)
	}
	return string(text)
}

func (r *repo) commit(message string) {
	r.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "-m", message)
}

// wantLines wants each line once in a file, and no marker.
func (r *repo) wantLines(name string, lines ...string) {
	r.Helper()
	text := r.read(name)
	for _, line := range lines {
		if strings.Count(text, line+"\n") != 1 {
			r.Errorf("%q is not once in %s:\n%s", line, name, text)
		}
	}
	if strings.Contains(text, "<<<<<<<") {
		r.Errorf("a conflict in %s:\n%s", name, text)
	}
}

const gitNote = "---\ntype: contact\nname: Ada Park\norg: Lakeshore\ntier: B\n---\n\n## Log\n\n- 2026-06-27 met at her poster\n"

// withLine is the note with a line on top of the log.
func withLine(line string) string {
	return strings.Replace(gitNote, "## Log\n\n", "## Log\n\n"+line+"\n", 1)
}

const (
	mine, yours = "- 2026-09-10 email: asked", "- 2026-09-14 call: talked"
	gitNotePath = "contacts/ada-park.md"
)

// diverged is a repository with a line of the log on each of two branches.
func diverged(t *testing.T, setup bool) *repo {
	r := newRepo(t, t.TempDir())
	r.write("netnotes.yaml", "")
	r.write(gitNotePath, gitNote)
	if setup {
		r.netnotes("git", "setup")
	}
	r.commit("base")
	r.git("switch", "-q", "-c", "phone")
	r.write(gitNotePath, withLine(yours))
	r.commit("phone")
	r.git("switch", "-q", "main")
	r.write(gitNotePath, withLine(mine))
	r.commit("laptop")
	return r
}

// TestGitMerges merges one note in every way in which git merges.
func TestGitMerges(t *testing.T) {
	for name, merge := range map[string]func(r *repo){
		"merge":       func(r *repo) { r.git("merge", "-q", "phone") },
		"rebase":      func(r *repo) { r.git("rebase", "-q", "phone") },
		"cherry-pick": func(r *repo) { r.git("cherry-pick", "phone") },
		"stash pop": func(r *repo) {
			r.git("reset", "-q", "--hard", "HEAD~1")
			r.write(gitNotePath, withLine(mine))
			r.git("stash", "-q")
			r.git("merge", "-q", "phone")
			r.git("stash", "pop")
		},
		"another working folder": func(r *repo) {
			other := repoAt(r.T, filepath.Join(r.TempDir(), "other"))
			r.git("worktree", "add", "-q", other.dir, "phone")
			other.git("merge", "-q", "main")
			r.dir = other.dir
		},
		"a subfolder": func(r *repo) {
			r.dir = filepath.Join(r.dir, "contacts")
			r.git("merge", "-q", "phone")
			r.dir = filepath.Dir(r.dir)
		},
		"add and add": func(r *repo) {
			r.git("switch", "-q", "phone")
			r.write("contacts/bo.md", "# Bo\n\n## Log\n\n- 2026-01-01 met\n")
			r.commit("bo")
			r.git("switch", "-q", "main")
			r.write("contacts/bo.md", "# Bo\n\n## Log\n\n- 2026-02-01 call\n")
			r.commit("bo as well")
			r.git("merge", "-q", "phone")
			r.wantLines("contacts/bo.md", "# Bo", "## Log", "- 2026-01-01 met", "- 2026-02-01 call")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := diverged(t, true)
			merge(r)
			r.wantLines(gitNotePath, mine, yours, "- 2026-06-27 met at her poster", "## Log")
		})
	}
}

// TestGitConflict wants markers, and a merge that git knows is not done.
func TestGitConflict(t *testing.T) {
	t.Parallel()
	r := diverged(t, true)
	r.git("switch", "-q", "phone")
	r.write(gitNotePath, strings.Replace(withLine(yours), "tier: B", "tier: A", 1))
	r.commit("tier A")
	r.git("switch", "-q", "main")
	r.write(gitNotePath, strings.Replace(withLine(mine), "tier: B", "tier: C", 1))
	r.commit("tier C")
	if out, err := r.try("git", "merge", "phone"); err == nil || !strings.Contains(out, "CONFLICT") {
		t.Errorf("%v %s", err, out)
	}
	want := "<<<<<<< ours\ntier: C\n=======\ntier: A\n>>>>>>> theirs\n"
	if text := r.read(gitNotePath); !strings.Contains(text, want) || !strings.Contains(text, yours+"\n"+mine+"\n") {
		t.Error(text)
	}
}

// TestGitWithoutDriver merges where netnotes is missing, dies, or is not set up:
// git must leave both sides, between markers.
func TestGitWithoutDriver(t *testing.T) {
	for name, spoil := range map[string]func(r *repo){
		"missing":    func(r *repo) { r.command("") },
		"dies":       func(r *repo) { r.command("#!/bin/sh\nkill -9 $$\n") },
		"fails":      func(r *repo) { r.command("#!/bin/sh\nexit 3\n") },
		"not set up": func(r *repo) { r.netnotes("git", "setup", "--remove") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := diverged(t, true)
			spoil(r)
			r.git("checkout", "-q", "-f", "main")
			out, err := r.try("git", "merge", "phone")
			text := r.read(gitNotePath)
			if err == nil || !strings.Contains(text, "<<<<<<<") || !strings.Contains(text, mine) || !strings.Contains(text, yours) {
				t.Errorf("%v %s\n%s", err, out, text)
			}
			r.git("merge", "--abort")
			if out := r.git("diff", "HEAD~1", "--", gitNotePath); !strings.Contains(out, "+- "+mine[2:]) && !strings.Contains(out, "asked") {
				t.Errorf("git diff without netnotes: %s", out)
			}
		})
	}
}

// command replaces netnotes by a script, or removes it.
func (r *repo) command(script string) {
	name := filepath.Join(r.bin, "netnotes")
	if err := os.Remove(name); err != nil {
		r.Fatal(err)
	}
	if script == "" {
		return
	}
	if err := os.WriteFile(name, []byte(script), 0o755); err != nil {
		r.Fatal(err)
	}
}

// TestGitSetup is done twice, and taken back.
func TestGitSetup(t *testing.T) {
	t.Parallel()
	r := newRepo(t, t.TempDir())
	r.write("netnotes.yaml", "")
	r.write(gitNotePath, gitNote)
	r.write(".gitattributes", "*.png binary")
	before := r.read(".git/config")
	if out := r.netnotes("git", "setup", "--dry-run"); !strings.Contains(out, "merge.netnotes") || r.read(".git/config") != before || r.read(".gitattributes") != "*.png binary" {
		t.Errorf("--dry-run: %s", out)
	}
	out := r.netnotes("git", "setup", "--hook")
	for _, want := range []string{".gitattributes", "merge.netnotes", "git diff", "pre-commit"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in %s", want, out)
		}
	}
	if again := r.netnotes("git", "setup", "--hook"); again != "All set up already.\n" {
		t.Errorf("again: %s", again)
	}
	r.wantLines(".gitattributes", "*.png binary", "*.md merge=netnotes diff=netnotes")
	r.commit("one")
	r.write(gitNotePath, withLine(yours))
	if out := r.git("diff"); !strings.Contains(out, "+2026-09-14 call with Ada Park: talked") {
		t.Errorf("git diff: %s", out)
	}
	r.write(gitNotePath, "---\nname: Ada Park\nhandles: @ada\n---\n")
	r.git("add", "-A")
	r.write(gitNotePath, gitNote) // the files are well, what is staged is not
	if out, err := r.try("git", "commit", "-m", "bad"); err == nil || !strings.Contains(out, "yaml-reserved") {
		t.Errorf("a commit with a problem: %v %s", err, out)
	}
	r.git("commit", "-q", "-m", "bad", "--no-verify")
	r.write("contacts/bo.md", "# Bo\n")
	r.git("add", "contacts/bo.md")
	r.git("commit", "-q", "-m", "good, beside an old problem")
	r.netnotes("git", "setup", "--remove")
	if r.read(".gitattributes") != "*.png binary\n" || strings.Contains(r.read(".git/config"), "netnotes git") {
		t.Errorf("after --remove: %s%s", r.read(".gitattributes"), r.read(".git/config"))
	}
	if _, err := os.Stat(filepath.Join(r.dir, ".git/hooks/pre-commit")); err == nil {
		t.Error("the hook is still there")
	}
	r.write(".git/hooks/pre-commit", "#!/bin/sh\n")
	if out, err := r.try("netnotes", "git", "setup", "--hook"); exitStatus(err) != app.ExitFailed || !strings.Contains(out, "check --staged") {
		t.Errorf("with a hook of one's own: %v %s", err, out)
	}
}

// TestInitSetsUpGit wants a new folder to merge from the first day on.
func TestInitSetsUpGit(t *testing.T) {
	t.Parallel()
	r := repoAt(t, t.TempDir())
	if out := r.netnotes("init", "."); !strings.Contains(out, "git merges notes by what they say") {
		t.Error(out)
	}
	r.wantLines(".gitattributes", "*.md text", "*.md merge=netnotes diff=netnotes")
	if out := r.netnotes("git", "setup"); out != "All set up already.\n" {
		t.Error(out)
	}
	if out, err := r.try("netnotes", "undo"); exitStatus(err) != app.ExitUsage || !strings.Contains(out, "hint: netnotes undo --yes") {
		t.Errorf("%v %s", err, out)
	}
	r.netnotes("undo", "--yes")
}

func exitStatus(err error) int {
	if e, ok := err.(*exec.ExitError); ok {
		return e.ExitCode()
	}
	return app.ExitFine
}

// TestClones lets three clones edit one note and a few others at random and
// merge in random order, from each other and through a shared repository. In
// the end all hold the same bytes, with every line that anybody wrote.
func TestClones(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			threeClones(t, rand.New(rand.NewPCG(seed, 1)))
		})
	}
}

func threeClones(t *testing.T, random *rand.Rand) {
	shared := newRepo(t, t.TempDir())
	shared.write("netnotes.yaml", "")
	shared.write(gitNotePath, gitNote)
	shared.write("contacts/bo.md", "# Bo\n\nA line.\n\n## Log\n\n- 2025-05-05 met\n- 2025-04-04 email\n  - [ ] nested\n")
	shared.netnotes("git", "setup")
	shared.commit("base")
	shared.git("config", "receive.denyCurrentBranch", "ignore")
	var clones []*repo
	for range 3 {
		r := repoAt(t, t.TempDir())
		r.git("clone", "-q", shared.dir, ".")
		r.netnotes("git", "setup")
		clones = append(clones, r)
	}
	var wrote []string
	for round := range 5 {
		for i, r := range clones {
			for range random.IntN(3) {
				line := fmt.Sprintf("- 2026-%02d-%02d call: %d of clone %d, %d", 1+random.IntN(12), 1+random.IntN(28), round, i, len(wrote))
				name := []string{gitNotePath, "contacts/bo.md", fmt.Sprintf("contacts/new-%d.md", random.IntN(2))}[random.IntN(3)]
				text := "# New\n\n## Log\n\n"
				if _, err := os.Stat(filepath.Join(r.dir, name)); err == nil {
					text = r.read(name)
				}
				r.write(name, strings.Replace(text, "## Log\n\n", "## Log\n\n"+line+"\n", 1))
				wrote = append(wrote, name+"\x00"+line)
				r.git("add", "-A")
				r.git("commit", "-q", "-m", line)
			}
		}
		for range 3 {
			r, other := clones[random.IntN(3)], clones[random.IntN(3)]
			r.git("pull", "-q", "--no-rebase", "--no-edit", other.dir, "main")
		}
	}
	for _, i := range []int{0, 1, 2, 0, 1, 2} {
		clones[i].git("pull", "-q", "--no-rebase", "--no-edit", shared.dir, "main")
		clones[i].git("push", "-q", shared.dir, "HEAD:main")
	}
	for _, r := range clones[1:] {
		if out := r.git("rev-parse", "HEAD^{tree}"); out != clones[0].git("rev-parse", "HEAD^{tree}") {
			t.Error("the clones differ")
		}
	}
	slices.Sort(wrote)
	for _, w := range wrote {
		name, line, _ := strings.Cut(w, "\x00")
		clones[0].wantLines(name, line)
	}
	clones[0].wantLines("contacts/bo.md", "  - [ ] nested", "A line.", "# Bo", "## Log")
}
