package git

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/txt"
)

// SetupOptions says what to set up in a folder's repository.
type SetupOptions struct {
	Remove bool // take everything back
	Hook   bool // also a pre-commit hook
	DryRun bool // only say what would be done
}

// driver is one entry of the repository's configuration.
type driver struct{ key, value, does string }

// drivers are the merge and the diff of notes. Where netnotes is missing or
// dies, git's own merge and the text itself stand in: of a driver that fails,
// git would keep one side and say nothing of the other.
func drivers() []driver {
	return []driver{
		{"merge.netnotes.name", "netnotes: merge notes by what they say", ""},
		{"merge.netnotes.driver", "netnotes git merge-driver %O %A %B --marker-size %L --path %P || { test $? -eq 1 && exit 1; " +
			"git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B && exit 0; exit 1; }", "notes are merged by what they say (merge.netnotes)"},
		{"diff.netnotes.textconv", `f() { netnotes git textconv "$1" 2>/dev/null || cat "$1"; }; f`, "git diff and git log -p show notes as facts (diff.netnotes)"},
	}
}

// attributeLines are what .gitattributes says of notes.
func attributeLines() []string {
	return []string{"*.md merge=netnotes diff=netnotes", "*.markdown merge=netnotes diff=netnotes"}
}

// Attributes is what a new .gitattributes says of notes.
func Attributes() string { return strings.Join(attributeLines(), "\n") + "\n" }

const attributesFile = ".gitattributes"

// Setup sets up the merge and the diff of notes in the repository of the
// folder at root, and says what it did. Done twice it does nothing.
func Setup(root string) (did []string, err error) { return SetupWith(root, SetupOptions{}) }

// SetupWith is Setup with a hook, or taken back.
func SetupWith(root string, o SetupOptions) (did []string, err error) {
	g, err := Open(root)
	if err != nil {
		return nil, err
	}
	if err := g.HasFiles(); err != nil {
		return nil, err
	}
	steps := []func(SetupOptions) ([]string, error){g.attributes, g.configuration}
	if o.Hook || o.Remove {
		steps = append(steps, g.hook)
	}
	did = []string{}
	for _, step := range steps {
		said, err := step(o)
		did = append(did, said...)
		if err != nil {
			return did, err
		}
	}
	return did, nil
}

// attributes writes the lines of .gitattributes that are missing, or takes out
// those that are there. Every other line stays as it is.
func (g *Repository) attributes(o SetupOptions) ([]string, error) {
	name := filepath.Join(g.dir, attributesFile)
	old, err := disk.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, disk.Refuse("look at it", "cannot read %s: %v", attributesFile, disk.Reason(err))
	}
	ending := "\n"
	if bytes.Contains(old, []byte("\r\n")) {
		ending = "\r\n"
	}
	text, did := string(old), []string{}
	for _, line := range attributeLines() {
		without, had := cutLineOf(text, line)
		switch {
		case o.Remove && had:
			text = without
			did = append(did, attributesFile+": took out "+line)
		case !o.Remove && !had:
			if text != "" && !strings.HasSuffix(text, "\n") {
				text += ending
			}
			text += line + ending
			did = append(did, attributesFile+": "+line)
		}
	}
	if len(did) == 0 || o.DryRun {
		return did, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		old = nil
	}
	return did, g.writeAttributes(old, []byte(text))
}

// writeAttributes replaces the file or makes it. An emptied one stays: setting
// up is no write of the notes, so no undo would bring it back.
func (g *Repository) writeAttributes(old, text []byte) error {
	store, err := disk.Open(g.dir, "")
	if err == nil {
		_, err = store.Commit("git setup", []disk.Change{{Path: attributesFile, Old: old, New: text}})
	}
	return err
}

// cutLineOf takes a line out of a text.
func cutLineOf(text, line string) (without string, had bool) {
	var b strings.Builder
	for l := range strings.Lines(text) {
		if strings.Join(strings.Fields(l), " ") == line {
			had = true
			continue
		}
		b.WriteString(l)
	}
	return b.String(), had
}

// configuration sets the drivers in the repository's own configuration, or
// takes them out.
func (g *Repository) configuration(o SetupOptions) ([]string, error) {
	did := []string{}
	for _, d := range drivers() {
		now, _ := g.asConfigured("config", "--local", "--get", d.key)
		has := strings.TrimSuffix(string(now), "\n")
		if !o.Remove && has != d.value {
			if !o.DryRun {
				if _, err := g.asConfigured("config", "--local", "--replace-all", d.key, d.value); err != nil {
					return did, err
				}
			}
			if d.does != "" {
				did = append(did, d.does)
			}
		}
		if o.Remove && has != "" {
			if !o.DryRun {
				if _, err := g.asConfigured("config", "--local", "--unset-all", d.key); err != nil {
					return did, err
				}
			}
			did = append(did, "took "+d.key+" out of the configuration")
		}
	}
	return did, nil
}

// hookMark is a line by which a hook is known as ours.
const hookMark = "# netnotes: the notes of a commit are checked as they are staged"

// hook writes the pre-commit hook, or removes it. A hook of the user's own is
// left alone.
func (g *Repository) hook(o SetupOptions) ([]string, error) {
	out, err := g.asConfigured("rev-parse", "--git-path", "hooks/pre-commit")
	if err != nil {
		return nil, err
	}
	name := strings.TrimSuffix(string(out), "\n")
	if !filepath.IsAbs(name) {
		name = filepath.Join(g.dir, name)
	}
	old, err := os.ReadFile(name)
	exists, ours := err == nil, bytes.Contains(old, []byte(hookMark))
	switch {
	case o.Remove && ours:
		if o.DryRun {
			return []string{"removed the pre-commit hook"}, nil
		}
		if err := os.Remove(name); err != nil {
			return nil, disk.Refuse("remove it by hand", "cannot remove %s: %v", name, disk.Reason(err))
		}
		return []string{"removed the pre-commit hook"}, nil
	case o.Remove, ours && string(old) == g.hookText():
		return nil, nil
	case exists && !ours:
		return nil, disk.Refuse("add this line to it: "+g.hookCommand(), "there is a pre-commit hook already: %s", name)
	}
	if shared, _ := g.asConfigured("config", "--get", "core.hooksPath"); len(shared) > 0 {
		return nil, disk.Refuse("add this line to its pre-commit hook: "+g.hookCommand(), "core.hooksPath names a folder of hooks that other repositories may share")
	}
	did := []string{"a pre-commit hook checks the notes that you commit (git commit --no-verify passes it by)"}
	if o.DryRun {
		return did, nil
	}
	if err := writeHook(name, g.hookText()); err != nil {
		return nil, disk.Refuse("check the permissions of the repository", "cannot write %s: %v", name, disk.Reason(err))
	}
	return did, nil
}

func writeHook(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	temp, err := disk.WriteTemp(filepath.Join(filepath.Dir(name), disk.NewToken()), []byte(text), 0o777, nil)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, name); err != nil {
		os.Remove(temp)
		return err
	}
	return nil
}

// hookCommand checks what is staged. Only problems stop a commit, never a
// netnotes that is missing or fails.
func (g *Repository) hookCommand() string {
	folder := "./" + strings.TrimSuffix(g.Prefix, "/")
	return txt.Command("check --staged --dir=", folder) + " >&2; test $? -ne 1 || exit 1"
}

func (g *Repository) hookText() string {
	return "#!/bin/sh\n" + hookMark + ".\n# Made by netnotes git setup --hook; netnotes git setup --remove takes it away.\ncommand -v netnotes >/dev/null 2>&1 || exit 0\n" + g.hookCommand() + "\nexit 0\n"
}
