package main

import (
	"os"
	"path/filepath"
	"time"
)

// writing measures what follows a change, in a copy of the folder.
//
// Before every run the copy is as a person finds it: all notes have rested, and
// due was asked since the last change. That takes real waiting. The time of the
// last change to a file can be set back with a system call, but the time of the
// last change to its entry cannot, and netnotes goes by both, so a note with an
// old date that was given to it just now still counts as just written.
//
// An edit is measured twice: once it has rested, when what is read can be
// remembered; and at once, as after leaving an editor, when the note must be
// read again next time whatever is done.
//
// The other side is due in the folder that never changes. It runs once more
// before every pair, so that ours is not the one to wake the machine.
func (f *folder) writing() error {
	copied, err := f.copied("edited", nil)
	if err != nil {
		return err
	}
	asked := func() error { _, err := f.run(f.netnotes("due").in(copied)); return err }
	edit := func() error { return appendLine(filepath.Join(copied, filepath.FromSlash(f.note))) }
	wake := func() error { _, err := f.run(f.due()); return err }
	rested := func() error { time.Sleep(f.rest); return nil }

	due := f.netnotes("due").in(copied)
	aged := due.called("due, after an edit that has rested").after(inTurn(asked, edit, rested, wake))
	if err := f.pair(6, aged, f.due(), atMost(always(1.25))); err != nil {
		return err
	}
	fresh := due.called("due, after an edit just made").after(inTurn(rested, asked, wake, edit))
	if err := f.pair(6, fresh, f.due(), atMost(always(1.25))); err != nil {
		return err
	}
	log := f.netnotes("log", f.note, "call: asked about the reading room").in(copied)
	return f.pair(6, log.called("log, which writes a line").after(inTurn(rested, asked, wake)), f.due(), atMost(always(2)))
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
