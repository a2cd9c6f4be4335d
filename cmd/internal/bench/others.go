package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// others compares netnotes with what other programs take for the same question:
// zk, which looks for changed notes each time, khard, which reads every card, and
// Taskwarrior, which has a database. What netnotes is asked is new to it.
func (f *folder) others() error {
	if err := f.zk(); err != nil {
		return err
	}
	if err := f.khard(); err != nil {
		return err
	}
	return f.task()
}

func has(program string) bool { _, err := exec.LookPath(program); return err == nil }

// against compares a question that netnotes was never asked with what another
// program takes, which must be so many times as long at 10,000 contacts.
func (f *folder) against(ours, theirs side, times float64) error {
	if !f.installed(12, ours.name, theirs) {
		return nil
	}
	ours, err := f.knowingDue(ours)
	if err != nil {
		return err
	}
	return f.pair(12, ours, theirs, faster(limits(0, times, 0)))
}

// zk makes an index of a notebook, and lists from it. Its notebook is a copy of
// the notes without their links.
func (f *folder) zk() error {
	dir := filepath.Join(f.work, "notebook")
	zk := func(args ...string) side { return f.other(append([]string{"zk"}, args...)...).in(dir) }
	list := func(args ...string) side {
		return zk(append([]string{"list", "--quiet", "--no-pager", "--no-input"}, args...)...)
	}
	renew := func() error {
		if err := os.RemoveAll(filepath.Join(dir, ".zk")); err != nil {
			return err
		}
		_, err := f.run(zk("init", "--no-input", "."))
		return err
	}
	if has("zk") {
		if _, err := f.copied("notebook", withoutLinks); err != nil {
			return err
		}
	}
	if err := f.pair(12, f.firstRun(), zk("index", "--quiet").called("zk index").after(renew), faster(limits(0, 20, 0))); err != nil {
		return err
	}
	if err := f.against(f.netnotes("list", "tag:"+f.tag), list("--tag", f.tag).called("zk list --tag "+f.tag), 10); err != nil {
		return err
	}
	return f.against(f.netnotes("list", "--columns", "name,org,cadence"), list("--format", "{{title}} {{metadata.org}} {{metadata.cadence}}").called("zk list --format METADATA"), 25)
}

// khard lists an address book of one card a contact.
func (f *folder) khard() error {
	config, book := filepath.Join(f.work, "khard.conf"), filepath.Join(f.work, "book")
	list := f.other("khard", "-c", config, "list").called("khard list")
	if has("khard") {
		if err := os.MkdirAll(book, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(config, []byte("[addressbooks]\n[[people]]\npath = "+book+"\n"), 0o644); err != nil {
			return err
		}
		cards, err := f.output(f.netnotes("export", "vcard"))
		if err != nil {
			return err
		}
		for i, card := range bytes.SplitAfter(cards, []byte("END:VCARD\r\n")) {
			if len(card) == 0 {
				continue
			}
			if err := os.WriteFile(filepath.Join(book, fmt.Sprintf("%d.vcf", i)), card, 0o644); err != nil {
				return err
			}
		}
	}
	return f.against(f.netnotes("list"), list, 150)
}

// task lists what is overdue of one task a contact.
func (f *folder) task() error {
	config, data := filepath.Join(f.work, "taskrc"), filepath.Join(f.work, "tasks")
	task := func(args ...string) side { return f.other(append([]string{"task", "rc:" + config}, args...)...) }
	if has("task") {
		var tasks strings.Builder
		for i := range f.contacts {
			fmt.Fprintf(&tasks, `{"description":"write to %s","status":"pending","due":"2026%02d%02dT120000Z"}`+"\n", name(i), 1+i%12, 1+i%28)
		}
		file := filepath.Join(f.work, "tasks.json")
		if err := os.MkdirAll(data, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(config, []byte("data.location="+data+"\nconfirmation=off\n"), 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(tasks.String()), 0o644); err != nil {
			return err
		}
		if _, err := f.run(task("import", file)); err != nil {
			return err
		}
	}
	return f.against(f.netnotes("--today", "2026-07-02", "due").called("due, unchanged, on a new day"), task("overdue").called("task overdue"), 8)
}

// output is what a side prints.
func (f *folder) output(s side) ([]byte, error) {
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Dir, cmd.Env = s.dir, s.env
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w", s.name, err)
	}
	return out, err
}
