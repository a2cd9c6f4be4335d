package cli

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

// writing is a folder that a command writes to. It is locked from the reading
// to the writing, so that two commands at once do not undo each other's work.
type writing struct {
	*app
	ix     *index.Index
	today  date.Date
	store  *disk.Folder
	dryRun bool
	notes  []edited      // in the order of their first edit
	others []disk.Change // files made or removed
	hints  []string      // said after the changes
	said   []string      // how what was typed was understood
	late   error         // what a part of the work ended with, once the rest is written
	back   string        // said of the way back, where there is one
	// mentions are lines of other notes that name a removed one.
	mentions []change.Mention
	// tell says what to show in place of the changed lines.
	tell func(change.Written) (any, func(form.Style) []byte)
}

// edited is a note with its bytes before any edit.
type edited struct {
	old  []byte
	note *parse.Note
}

// locked opens the folder for writing, locked from the reading to the writing.
func (a *app) locked(do func(w *writing) error) error {
	root, err := a.find()
	if err != nil {
		return err
	}
	store, err := disk.Open(root, a.stateDir())
	if err != nil {
		return refused(err)
	}
	unlock, err := store.Lock(a.context())
	if err != nil {
		return refused(err)
	}
	defer unlock()
	ix, today, err := a.read(root)
	if err != nil {
		return err
	}
	return do(&writing{app: a, ix: ix.Certain(), today: today, store: store})
}

// write opens the folder for a command, lets it make its edits, and commits
// them under the command's name.
func (a *app) write(cmd *cobra.Command, edit func(w *writing) error) error {
	return a.locked(func(w *writing) error {
		w.dryRun, _ = cmd.Flags().GetBool("dry-run")
		if err := edit(w); err != nil {
			return refused(err)
		}
		err := w.commit(strings.TrimPrefix(cmd.CommandPath(), "netnotes "), w.changes())
		if err != nil {
			return err // hints speak of what was done
		}
		for _, hint := range w.hints {
			a.hint("%s", hint)
		}
		return w.late
	})
}

// writeWhole is write for a command that takes in all there is, and so does not
// end as done where a note, perhaps a capture, could not be read.
func (a *app) writeWhole(cmd *cobra.Command, edit func(w *writing) error) error {
	if err := a.write(cmd, edit); err != nil {
		return err
	}
	return a.whole()
}

// hint keeps something useful to say until the changes are told.
func (w *writing) hint(format string, args ...any) {
	w.hints = append(w.hints, fmt.Sprintf(format, args...))
}

// dryRunFlag adds --dry-run to a command that writes.
func dryRunFlag(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().Bool("dry-run", false, "show the change as a diff and write nothing")
	return cmd
}

// note finds the note that an argument names: a path, or a name among those a
// command takes. A path may lead to any note of the folder.
func (w *writing) note(command, arg string, accept func(*parse.Note) bool) (*parse.Note, error) {
	ext := strings.ToLower(filepath.Ext(arg))
	if ext == ".md" || ext == ".markdown" {
		if rel, ok := w.store.Rel(arg, w.env.Cwd); ok {
			return w.fresh(rel)
		}
	}
	n, err := one(w.ix, command, arg, accept)
	if err != nil {
		return nil, err
	}
	return w.fresh(n.Path)
}

// fresh reads a note as it is on the disk, or as this command has edited it.
func (w *writing) fresh(file string) (*parse.Note, error) {
	for _, e := range w.notes {
		if e.note.Path == file {
			return e.note, nil
		}
	}
	source, err := w.store.Read(file)
	if err != nil {
		return nil, err
	}
	return w.ix.Reader().Note(file, source), nil
}

// put takes an edited note over; n is the note before the edit.
func (w *writing) put(n, after *parse.Note) {
	for i := range w.notes {
		if w.notes[i].note.Path == n.Path {
			w.notes[i].note = after
			return
		}
	}
	w.notes = append(w.notes, edited{n.Source(), after})
}

func (w *writing) changes() []disk.Change {
	var out []disk.Change
	for _, e := range w.notes {
		out = append(out, disk.Change{Path: e.note.Path, Old: e.old, New: e.note.Source()})
	}
	return append(out, w.others...)
}

// after is the folder after changes, as far as this command may see it.
func (w *writing) after(changes []disk.Change) *index.Index {
	if w.env.Limit != nil {
		return w.env.Limit(w.all.With(changes), w.today)
	}
	return w.ix.With(changes)
}

// commit writes the changes and says what they were; with --dry-run it shows
// them instead.
func (w *writing) commit(command string, changes []disk.Change) error {
	changes = disk.Changed(changes)
	value := change.MakeWritten(w.ix, w.after(changes), changes, w.today)
	value.Mentions = append(value.Mentions, w.mentions...)
	if len(changes) > 0 {
		value.Said = w.said
	}
	var whole any = value
	text := value.Text
	if w.tell != nil {
		whole, text = w.tell(value)
	}
	switch {
	case w.dryRun:
		text = value.Diff
	case len(changes) > 0:
		warning, err := w.store.Commit(command, changes)
		if err != nil {
			return refused(err)
		}
		if back := cmp.Or(warning, w.back); back != "" {
			w.hint("%s", back)
		}
	}
	if w.json {
		return form.JSON(w.env.Stdout, whole)
	}
	return w.print(text)
}
