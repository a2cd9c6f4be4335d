package amend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/rename"
	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// Merge is netnotes merge.
func Merge(a *app.App) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "merge A B",
		Short: "Make one note of two notes of one person",
		Long: `Takes everything B says over into A, and removes B: lists are united, empty
fields filled, the logs become one, lines that both have stand once. Where both
have a value and there is room for one, A's stays and B's is told at the end of
the note. B's name and the name of its file become aliases, so that links to it
lead to A. Where the notes say that the two met each other, it asks first.
netnotes undo takes all of it back.`,
		Example:           "  netnotes merge \"Bo Lindqvist\" contacts/bo-l.md\n  netnotes merge ada \"A. Park\" --dry-run",
		ValidArgsFunction: a.Complete(app.OfferNames(app.HasName), app.OfferNames(app.HasName), nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return app.Usage("netnotes merge \"Bo Lindqvist\" contacts/bo-l.md", "merge needs two notes: the one that stays, and the one that goes into it")
			}
			return a.Write(cmd, func(w *app.Writing) error { return join(w, args[0], args[1], yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask, though the notes say that the two met")
	return app.DryRunFlag(cmd)
}

// join makes one note of two. Two people who met each other are hardly one: it
// asks about them, unless yes says so already.
func join(w *app.Writing, first, second string, yes bool) error {
	a, err := w.Note("merge", first, app.HasName)
	if err != nil {
		return err
	}
	b, err := w.Note("merge", second, app.HasName)
	switch {
	case err != nil:
		return err
	case a.Path == b.Path:
		return app.Usage("name the two notes by their paths: netnotes merge contacts/ada-park.md contacts/a-park.md", "%q and %q are the same note, %s", first, second, a.Path)
	case a.Kind != b.Kind:
		return app.Usage(txt.Command("set", b.Path, "type="+string(a.Kind)), "%s is about a different kind of thing (%s) than %s (%s)", b.Path, b.Kind, a.Path, a.Kind)
	}
	if where := metEachOther(w.Index, a.Path, b.Path); where != "" && !yes && !w.DryRun {
		switch {
		case !w.CanAsk():
			return app.Usage(txt.Command("merge --yes", a.Path, b.Path), "%s and %s met each other (%s), so they may be two people", a.Name, b.Name, where)
		case !w.Confirm(app.SaidNo, "%s and %s met each other (%s); are they one person all the same?", a.Name, b.Name, where):
			return app.Usage("", "both notes stay")
		}
	}
	self := func(text string) bool {
		found := w.Index.Resolve(txt.FieldLink(text).Target, app.HasName)
		return len(found) == 1 && (found[0].Path == a.Path || found[0].Path == b.Path)
	}
	taken := b
	if txt.FoldName(b.Text("status")) == string(parse.Imported) { // which says nothing of the one who has a note
		if taken, err = edit.RemoveField(w.Index.Reader(), b, "status"); err != nil {
			return err
		}
	}
	joined, conflicts, err := edit.Join(w.Index.Reader(), a, taken, self)
	if err != nil {
		return err
	}
	w.Put(a, joined)
	w.Others = append(w.Others, disk.Change{Path: b.Path, Old: b.Source()})
	others, left := rename.Relink(w.Index, w.Changes(), b.Path, a.Path)
	w.Others = append(w.Others, others...)
	for _, c := range conflicts {
		w.Hint("%s stays %s; %s is told under %q", c.Field, orNothing(c.Kept), draft.OneLine(c.Other), draft.DetailsHeading(b.Path))
	}
	for _, at := range left {
		w.Hint("%s still leads to %s, which is gone", at, b.Path)
	}
	return nil
}

func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "empty"
	}
	return s
}

// metEachOther says in which line of the notes two people took part together, as
// path:line; nothing where there is none.
func metEachOther(ix *index.Index, first, second string) string {
	a, b := ix.PersonAt(first), ix.PersonAt(second)
	if a == nil || b == nil {
		return ""
	}
	for _, pair := range [2][2]*index.Person{{a, b}, {b, a}} {
		p, other := pair[0], pair[1]
		for _, l := range p.Lines() {
			for _, told := range p.Tellings(l) {
				if told.Owner == other || slices.ContainsFunc(told.People, func(who index.Who) bool { return who.Person == other }) {
					return fmt.Sprintf("%s:%d", told.Note.Path, told.Entry.Line)
				}
			}
		}
	}
	return ""
}
