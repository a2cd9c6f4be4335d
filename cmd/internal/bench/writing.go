package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// pulled is how many notes a pull brings.
const pulled = 50

// edited is a copy of the folder that is changed and written to, and what is done
// to it before a run.
//
// Before every run the copy is as a person finds it: all notes have rested, and
// due was asked since the last change. That takes real waiting. The time of the
// last change to a file can be set back with a system call, but the time of the
// last change to its entry cannot, and netnotes goes by both, so a note with an
// old date that was given to it just now still counts as just written.
//
// The other side is due in the folder that never changes. It runs once more
// before every pair, so that ours is not the one to wake the machine.
type edited struct {
	*folder
	dir string
}

func (f *folder) edited() (edited, error) {
	dir, err := f.copied("edited", nil)
	return edited{f, dir}, err
}

func (e edited) netnotes(args ...string) side { return e.folder.netnotes(args...).in(e.dir) }

func (e edited) file(note string) string { return filepath.Join(e.dir, filepath.FromSlash(note)) }

// found leaves the copy as a person finds it.
func (e edited) found() error {
	time.Sleep(e.rest)
	if _, err := e.run(e.netnotes("due")); err != nil {
		return err
	}
	_, err := e.run(e.due())
	return err
}

// changes asks again right after an edit, after a new note, and after a pull. A
// note that was just written must be read again next time whatever is done.
func (f *folder) changes() error {
	e, err := f.edited()
	if err != nil {
		return err
	}
	added := filepath.Join(filepath.Dir(e.file(f.note)), "new.md")
	remove := func() error { return os.RemoveAll(added) }
	for _, c := range []struct {
		name    string
		restore func() error
		change  func() error
		most    float64
	}{
		{"an edit just made", nothing, func() error { return appendLine(e.file(f.note)) }, 1.2},
		{"a new note", remove, func() error {
			return os.WriteFile(added, []byte("---\ntype: contact\nname: Ilse Neumark\n---\n"), 0o644)
		}, 1.25},
		{fmt.Sprintf("%d notes pulled", pulled), remove, func() error {
			for _, note := range f.some {
				if err := appendLine(e.file(note)); err != nil {
					return err
				}
			}
			return nil
		}, 1.4},
	} {
		if err := f.pair(3, e.netnotes("due").called("due, after "+c.name).after(inTurn(c.restore, e.found, c.change)), f.due(), atMost(always(c.most))); err != nil {
			return err
		}
	}
	return remove()
}

// writing runs the commands that write a line. The note is put back each time,
// with a promise in it.
func (f *folder) writing() error {
	e, err := f.edited()
	if err != nil {
		return err
	}
	note := e.file(f.note)
	was, err := os.ReadFile(note)
	if err != nil {
		return err
	}
	restore := func() error {
		return os.WriteFile(note, append(was, "\n- [ ] send the harbour list due:2026-07-03\n"...), 0o644)
	}
	log := []string{"log", f.note, "call: asked about the reading room"}
	for _, command := range [][]string{
		log, {"done", f.note, "harbour list"}, {"set", f.note, "place=Elsewhere"}, {"snooze", f.note, "3w"},
		{"skip", f.note}, {"promise", f.note, "2026-07-03", "lend the map"}, {"undo"},
	} {
		logged := nothing
		if command[0] == "undo" {
			logged = func() error { _, err := f.run(e.netnotes(log...)); return err }
		}
		s := e.netnotes(command...).called(command[0] + ", which writes").after(inTurn(restore, logged, e.found))
		if err := f.pair(5, s, f.due(), atMost(always(1.6))); err != nil {
			return err
		}
	}
	return os.WriteFile(note, was, 0o644)
}

// inTurn does one thing after the other.
func inTurn(steps ...func() error) func() error {
	return func() error {
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
}

func nothing() error { return nil }

// appendLine adds a line to the end of a note.
func appendLine(note string) error {
	f, err := os.OpenFile(note, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString("- 2026-06-29 call: once more\n")
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}
