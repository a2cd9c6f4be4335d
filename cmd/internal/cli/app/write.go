package app

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/change"
	"netnotes/report/form"
)

// Writing is a folder that a command writes to. It is locked from the reading
// to the writing, so that two commands at once do not undo each other's work.
type Writing struct {
	*App
	Index  *index.Index
	Today  date.Date
	Store  *disk.Folder
	DryRun bool
	Notes  []Edited      // in the order of their first edit
	Others []disk.Change // files made or removed
	Hints  []string      // said after the changes
	Said   []string      // how what was typed was understood
	Late   error         // what a part of the work ended with, once the rest is written
	Back   string        // said of the way back, where there is one
	// mentions are lines of other notes that name a removed one.
	Mentions []change.Mention
	// tell says what to show in place of the changed lines.
	Tell func(change.Written) (any, func(form.Style) []byte)
}

// Edited is a note with its bytes before any edit.
type Edited struct {
	Old  []byte
	Note *parse.Note
}

// Locked opens the folder for writing, locked from the reading to the writing.
func (a *App) Locked(do func(w *Writing) error) error {
	root, err := a.Find()
	if err != nil {
		return err
	}
	store, err := disk.Open(root, a.StateDir())
	if err != nil {
		return Refused(err)
	}
	unlock, err := store.Lock(a.Context())
	if err != nil {
		return Refused(err)
	}
	defer unlock()
	ix, today, err := a.Read(root)
	if err != nil {
		return err
	}
	return do(&Writing{App: a, Index: ix.Certain(), Today: today, Store: store})
}

// Write opens the folder for a command, lets it make its edits, and commits
// them under the command's name.
func (a *App) Write(cmd *cobra.Command, edit func(w *Writing) error) error {
	return a.Locked(func(w *Writing) error {
		w.DryRun, _ = cmd.Flags().GetBool("dry-run")
		if err := edit(w); err != nil {
			return Refused(err)
		}
		err := w.Commit(strings.TrimPrefix(cmd.CommandPath(), "netnotes "), w.Changes())
		if err != nil {
			return err // hints speak of what was done
		}
		for _, hint := range w.Hints {
			a.Hint("%s", hint)
		}
		return w.Late
	})
}

// WriteWhole is write for a command that takes in all there is, and so does not
// end as done where a note, perhaps a capture, could not be read.
func (a *App) WriteWhole(cmd *cobra.Command, edit func(w *Writing) error) error {
	if err := a.Write(cmd, edit); err != nil {
		return err
	}
	return a.Whole()
}

// Hint keeps something useful to say until the changes are told.
func (w *Writing) Hint(format string, args ...any) {
	w.Hints = append(w.Hints, fmt.Sprintf(format, args...))
}

// DryRunFlag adds --dry-run to a command that writes.
func DryRunFlag(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().Bool("dry-run", false, "show the change as a diff and write nothing")
	return cmd
}

// Note finds the note that an argument names: a path, or a name among those a
// command takes. A path may lead to any note of the folder.
func (w *Writing) Note(command, arg string, accept func(*parse.Note) bool) (*parse.Note, error) {
	ext := strings.ToLower(filepath.Ext(arg))
	if ext == ".md" || ext == ".markdown" {
		if rel, ok := w.Store.Rel(arg, w.Env.Cwd); ok {
			return w.Fresh(rel)
		}
	}
	n, err := One(w.Index, command, arg, accept)
	if err != nil {
		return nil, err
	}
	return w.Fresh(n.Path)
}

// Fresh reads a note as it is on the disk, or as this command has edited it.
func (w *Writing) Fresh(file string) (*parse.Note, error) {
	for _, e := range w.Notes {
		if e.Note.Path == file {
			return e.Note, nil
		}
	}
	source, err := w.Store.Read(file)
	if err != nil {
		return nil, err
	}
	return w.Index.Reader().Note(file, source), nil
}

// Put takes an edited note over; n is the note before the edit.
func (w *Writing) Put(n, after *parse.Note) {
	for i := range w.Notes {
		if w.Notes[i].Note.Path == n.Path {
			w.Notes[i].Note = after
			return
		}
	}
	w.Notes = append(w.Notes, Edited{n.Source(), after})
}

// Changes are the edits so far, a file each.
func (w *Writing) Changes() []disk.Change {
	var out []disk.Change
	for _, e := range w.Notes {
		out = append(out, disk.Change{Path: e.Note.Path, Old: e.Old, New: e.Note.Source()})
	}
	return append(out, w.Others...)
}

// After is the folder after changes, as far as this command may see it.
func (w *Writing) After(changes []disk.Change) *index.Index {
	if w.Env.Limit != nil {
		return w.Env.Limit(w.all.With(changes), w.Today)
	}
	return w.Index.With(changes)
}

// Commit writes the changes and says what they were; with --dry-run it shows
// them instead.
func (w *Writing) Commit(command string, changes []disk.Change) error {
	changes = disk.Changed(changes)
	value := change.MakeWritten(w.Index, w.After(changes), changes, w.Today)
	value.Mentions = append(value.Mentions, w.Mentions...)
	if len(changes) > 0 {
		value.Said = w.Said
	}
	var whole any = value
	text := value.Text
	if w.Tell != nil {
		whole, text = w.Tell(value)
	}
	switch {
	case w.DryRun:
		text = value.Diff
	case len(changes) > 0:
		warning, err := w.Store.Commit(command, changes)
		if err != nil {
			return Refused(err)
		}
		if back := cmp.Or(warning, w.Back); back != "" {
			w.Hint("%s", back)
		}
	}
	if w.JSON {
		return form.JSON(w.Env.Stdout, whole)
	}
	return w.Print(text)
}
