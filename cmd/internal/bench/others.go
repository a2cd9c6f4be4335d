package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// others compares due with what other programs take for a list of notes or
// contacts that they have at hand. zk looks for changed notes each time, as
// netnotes does; khard reads every card, and friends its one file.
func (f *folder) others() error {
	if err := f.zkLists(); err != nil {
		return err
	}
	if err := f.khard(); err != nil {
		return err
	}
	return f.friends()
}

func has(program string) bool { _, err := exec.LookPath(program); return err == nil }

// notebook is a new notebook of zk with a copy of the notes, without their
// links; where zk is not installed there is none, and nothing is copied.
func (f *folder) notebook() (string, error) {
	if !has("zk") {
		return "", nil
	}
	dir, err := f.copied("notebook", withoutLinks)
	if err == nil {
		err = f.newNotebook(dir)
	}
	return dir, err
}

func (f *folder) newNotebook(dir string) error {
	if err := os.RemoveAll(filepath.Join(dir, ".zk")); err != nil {
		return err
	}
	_, err := f.run(f.other("zk", "init", "--no-input", ".").in(dir))
	return err
}

// first answers for the first time ever, and remembers, which zk does when it
// indexes a new notebook. The second line tells what remembering costs.
func (f *folder) first() error {
	cache := filepath.Join(f.work, "first")
	ours := f.due().called("due, the first run, remembered").remembering(f, cache).after(func() error { return os.RemoveAll(cache) })
	dir, err := f.notebook()
	if err != nil {
		return err
	}
	index := f.other("zk", "index", "--quiet").called("zk index").in(dir).after(func() error { return f.newNotebook(dir) })
	if err := f.pair(4, ours, index, faster(limits(0, 50, 0))); err != nil {
		return err
	}
	return f.pair(4, ours, f.netnotes("due", "--no-cache"), atMost(nil))
}

func (f *folder) zkLists() error {
	dir, err := f.notebook()
	if err != nil {
		return err
	}
	list := func(args ...string) side {
		return f.other(append([]string{"zk", "list", "--quiet", "--no-pager", "--no-input"}, args...)...).in(dir)
	}
	tagged := list("--tag", f.tag).called("zk list --tag " + f.tag)
	all := list("--format", "{{title}} {{metadata.org}} {{metadata.cadence}}").called("zk list --format METADATA")
	if has("zk") {
		if _, err := f.run(f.other("zk", "index", "--quiet").in(dir)); err != nil {
			return err
		}
	}
	if err := f.pair(3, f.due(), tagged, faster(limits(0, 10, 0))); err != nil {
		return err
	}
	return f.pair(3, f.due(), all, faster(limits(0, 35, 0)))
}

// khard lists an address book of one card a contact.
func (f *folder) khard() error {
	config := filepath.Join(f.work, "khard.conf")
	list := f.other("khard", "-c", config, "list").called("khard list")
	if !f.installed(3, f.due().name, list) {
		return nil
	}
	book := filepath.Join(f.work, "book")
	if err := os.MkdirAll(book, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(config, []byte("[addressbooks]\n[[people]]\npath = "+book+"\n"), 0o644); err != nil {
		return err
	}
	export := f.netnotes("export", "vcard")
	cmd := exec.Command(export.args[0], export.args[1:]...)
	cmd.Dir, cmd.Env = export.dir, export.env
	cards, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("export vcard: %w", err)
	}
	for i, card := range bytes.SplitAfter(cards, []byte("END:VCARD\r\n")) {
		if len(card) == 0 {
			continue
		}
		if err := os.WriteFile(filepath.Join(book, fmt.Sprintf("%d.vcf", i)), card, 0o644); err != nil {
			return err
		}
	}
	return f.pair(3, f.due(), list, faster(limits(0, 300, 0)))
}

// friends lists the people of its one file, which has a line for every contact
// and for every line of their logs.
func (f *folder) friends() error {
	file := filepath.Join(f.work, "friends.md")
	list := f.other("friends", "--filename", file, "list", "friends").called("friends list friends")
	if !f.installed(3, f.due().name, list) {
		return nil
	}
	if err := writeFriends(f.dir, file); err != nil {
		return err
	}
	return f.pair(3, f.due(), list, faster(limits(0, 1000, 0)))
}

// writeFriends gathers the names and the log lines of all contacts.
func writeFriends(dir, file string) error {
	var people, lines strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !isContact(data) {
			return err
		}
		person := ""
		for line := range strings.Lines(string(withoutLinks(data))) {
			line = strings.TrimSpace(line)
			day, what, _ := strings.Cut(strings.TrimPrefix(line, "- "), " ")
			switch {
			case person == "" && strings.HasPrefix(line, "name: "):
				person = strings.TrimPrefix(line, "name: ")
				fmt.Fprintf(&people, "- %s\n", person)
			case person != "" && len(day) == len(today) && strings.Count(day, "-") == 2:
				fmt.Fprintf(&lines, "- %s: %s with **%s**.\n", day, what, person)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte("### Activities:\n"+lines.String()+"\n### Notes:\n\n### Friends:\n"+people.String()+"\n### Locations:\n"), 0o644)
}
