// Package git asks git itself about the folder's repository, without a shell and
// without the network, and keeps the repository's own programs out.
//
// repository.go finds it and runs git; objects.go reads many objects through
// one process; setup.go and init.go make a repository merge and compare notes
// by what they say. What the notes of a commit say is index/past/history.go.
package git

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"netnotes/index/disk"
)

// Repository is the repository that a folder of notes is in. Every command is git
// itself, run without a shell.
type Repository struct {
	dir     string // where git runs: the folder
	Prefix  string // the folder from the top of the repository, with a slash at its end; or empty
	bare    bool
	Shallow bool
}

// NoRevision says that a commit or a date leads nowhere.
type NoRevision struct {
	Text, Hint string
	Before     bool // the day lies before the history
}

func (e *NoRevision) Error() string { return e.Text }

// BeforeHistory reports whether an error says that a day lies before the first
// commit, of which everything is known.
func BeforeHistory(err error) bool {
	var e *NoRevision
	return errors.As(err, &e) && e.Before
}

// Open finds the repository of the folder at root. A bare one has a history
// and no files.
func Open(root string) (*Repository, error) {
	g := &Repository{dir: root}
	out, err := g.Run("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-prefix")
	if err != nil {
		return nil, err
	}
	lines := strings.SplitN(string(out), "\n", 3)
	if len(lines) < 3 {
		return nil, disk.Refuse("install a newer git", "git does not say which repository this is")
	}
	g.bare, g.Shallow, g.Prefix = lines[0] == "true", lines[1] == "true", strings.TrimSuffix(lines[2], "\n")
	return g, nil
}

// HasFiles refuses a bare repository, which has no files.
func (g *Repository) HasFiles() error {
	if !g.bare {
		return nil
	}
	return disk.Refuse("run it in a clone that has files", "%s is a bare repository: it has no notes on the disk", g.dir)
}

// Run runs git in the folder and returns what it prints.
func (g *Repository) Run(args ...string) ([]byte, error) {
	return g.asConfigured(append(guards(), args...)...)
}

// asConfigured is run for questions about the configuration itself, which the
// guards would answer.
func (g *Repository) asConfigured(args ...string) ([]byte, error) {
	cmd, err := Command(g.dir, args...)
	if err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, refusal(g.dir, stderr.String())
	}
	return out, nil
}

// guards keep a repository's own programs out: whoever made the repository may
// have named any in its configuration. The other ways to one are closed by the
// environment of gitCommand, and by asking nothing that goes through a pager, a
// filter, a textconv or a signature.
func guards() []string {
	return []string{"--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "fetch.bundleURI="}
}

// Command prepares git, with messages in the language that is read here. It
// never talks to a server: of a partial clone it gives what is there, and an
// object that is not is missing.
func Command(dir string, args ...string) (*exec.Cmd, error) {
	name, err := exec.LookPath("git")
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return nil, disk.Refuse("install git and see that it is on the PATH", "there is no git here to ask")
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(environ(os.Environ()), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
		"GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "GIT_EXTERNAL_DIFF=")
	return cmd, nil
}

// environ is the environment for git. In a hook, git names the staged files
// as seen from where the hook runs, and a repository whose files it would then
// take to be in the folder it is run in.
func environ(environ []string) []string {
	const staged = "GIT_INDEX_FILE="
	if !slices.ContainsFunc(environ, func(v string) bool { return strings.HasPrefix(v, staged) }) {
		return environ
	}
	var out []string
	for _, v := range environ {
		name, value, _ := strings.Cut(v, "=")
		switch {
		case name == "GIT_DIR" || name == "GIT_WORK_TREE" || name == "GIT_PREFIX":
		case name+"=" == staged:
			if full, err := filepath.Abs(value); err == nil {
				value = full
			}
			out = append(out, staged+value)
		default:
			out = append(out, v)
		}
	}
	return out
}

// refusal says in one voice why git refused.
func refusal(dir, stderr string) error {
	if strings.Contains(stderr, "not a git repository") {
		return disk.Refuse("git init && git add -A && git commit", "%s is in no git repository", dir)
	}
	said, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n")
	said = strings.TrimPrefix(strings.TrimPrefix(said, "fatal: "), "error: ")
	if said == "" {
		said = "no reason given"
	}
	return disk.Refuse("try git status in the folder", "git refused: %s", strings.TrimSuffix(said, "."))
}

// MergeFiles merges three files of git's into the second one, which is written
// last and whole. A file that cannot be read as text is refused, and nothing is
// written.
func MergeFiles(base, ours, theirs string, merge func(base, ours, theirs []byte) []byte) error {
	var texts [3][]byte
	for i, name := range []string{base, ours, theirs} {
		source, err := disk.ReadFile(name)
		var refused *disk.Unfit
		switch {
		case errors.As(err, &refused):
			return disk.Refuse("merge it by hand, or with git merge-file", "%s %s", name, refused.Text)
		case err != nil:
			return disk.Refuse("check that it is there", "cannot read %s: %v", name, disk.Reason(err))
		}
		texts[i] = source
	}
	merged := merge(texts[0], texts[1], texts[2])
	if bytes.Equal(merged, texts[1]) {
		return nil
	}
	if err := replaceFile(ours, merged); err != nil {
		return disk.Refuse("check the disk and the folder's permissions", "cannot write %s: %v", ours, disk.Reason(err))
	}
	return nil
}

// replaceFile writes a whole file and puts it in the place of an old one, of
// which it keeps the mode.
func replaceFile(name string, source []byte) error {
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	temp, err := disk.WriteTemp(filepath.Join(filepath.Dir(name), disk.NewToken()), source, info.Mode().Perm(), nil)
	if err != nil {
		return err
	}
	disk.Sweep(filepath.Dir(name), temp)
	if err := os.Rename(temp, name); err != nil {
		os.Remove(temp)
		return err
	}
	return nil
}

// ReadText reads a file as a note is read. Of what is refused it returns the
// reason in words.
func ReadText(name string) (source []byte, refusal string) {
	source, err := disk.ReadFile(name)
	var refused *disk.Unfit
	switch {
	case errors.As(err, &refused):
		return nil, refused.Text
	case err != nil:
		return nil, disk.Reason(err).Error()
	}
	return source, ""
}

// Ignored reports whether git leaves a file of the folder alone. Where there is
// no repository nothing could take it along.
func Ignored(root, file string) bool {
	g, err := Open(root)
	if err != nil {
		return true
	}
	_, err = g.Run("check-ignore", "-q", "--", file)
	return err == nil
}
