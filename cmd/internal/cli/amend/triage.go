package amend

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Triage is netnotes triage.
func Triage(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "triage",
		Short: "Go through imported people one by one",
		Long: `Shows imported people one by one: A, B, C or D gives them a tier and so a rhythm,
m says that they are somebody who has a note, whose note then takes them in, r
lays them to rest (status: archived), Enter leaves them for another time, q stops.
Each answer is written at once, so that it goes on where you were; netnotes undo
takes back the last one.`,
		Example: "  netnotes triage",
		Args:    app.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			return a.Locked(func(w *app.Writing) error { return triage(w) })
		},
	}
}

// triage asks about everybody who is imported and of whom nothing was decided.
func triage(w *app.Writing) error {
	var waiting []string
	for _, p := range w.Index.People() {
		if w.Index.Days(p, w.Today).Status == parse.Imported {
			waiting = append(waiting, p.Path)
		}
	}
	if len(waiting) == 0 || !w.CanAsk() {
		return tellWaiting(w, waiting)
	}
	for i, path := range waiting {
		n := w.Index.NoteAt(path)
		if n == nil { // taken into another note meanwhile
			continue
		}
		if err := decide(w, i+1, len(waiting), n); err != nil {
			return app.Refused(err)
		}
		if w.Ended {
			w.App.Hint("%d of %d are left: netnotes triage", len(waiting)-i, len(waiting))
			return nil
		}
	}
	return nil
}

// tellWaiting says how many people are imported, where nobody can be asked.
func tellWaiting(w *app.Writing, paths []string) error {
	if w.JSON {
		return form.JSON(w.Env.Stdout, append([]string{}, paths...))
	}
	if len(paths) == 0 {
		return w.Print(func(form.Style) []byte { return []byte("Nobody is left to go through\n") })
	}
	err := w.Print(func(form.Style) []byte {
		return fmt.Appendf(nil, "%d imported people are to be gone through\n", len(paths))
	})
	w.App.Hint("on a terminal this asks about each; or: %s", txt.Command("set", paths[0], "tier=C"))
	return err
}

// decide asks about one person, and writes the answer.
func decide(w *app.Writing, i, of int, n *parse.Note) error {
	about := []string{}
	for _, field := range []string{"role", "org", "met", "email"} {
		if text := txt.PlainText(n.Text(field)); text != "" {
			about = append(about, text)
		}
	}
	fmt.Fprintf(form.SafeWriter{To: w.Env.Stderr}, "\n%d of %d  %s\n", i, of, strings.Join(append([]string{n.Name}, about...), ", "))
	for {
		said, answer := w.Ask("        [A]–[D] tier, [m] same person as …, [r]est, [Enter] later, [q]uit")
		answer = strings.ToUpper(answer)
		switch {
		case said == app.SaidQuit, said == app.SaidGone:
			w.Ended = true
			return nil
		case said == app.SaidEnter, said == app.SaidSkip, said == app.SaidNo:
			return nil
		case len(answer) == 1 && answer >= "A" && answer <= "D":
			return decided(w, n, "tier", answer)
		case answer == "R" || answer == "REST":
			return decided(w, n, "status", string(parse.Archived))
		case answer == "M":
			done, err := sameAs(w, n)
			if done || err != nil {
				return err
			}
		}
	}
}

// decided writes a field and goes on with the folder as it is then.
func decided(w *app.Writing, n *parse.Note, field, value string) error {
	n, err := w.Fresh(n.Path)
	if err != nil {
		return err
	}
	after, err := edit.SetField(w.Index.Reader(), n, field, value)
	if err != nil {
		return err
	}
	w.Put(n, after)
	return written(w, "triage")
}

// sameAs asks who somebody is, and takes their note into that one.
func sameAs(w *app.Writing, n *parse.Note) (done bool, err error) {
	said, answer := w.Ask("        same person as? (a name, [Enter] back)")
	if said == app.SaidQuit || said == app.SaidGone {
		w.Ended = true
		return true, nil
	}
	if said != app.SaidWords {
		return false, nil
	}
	found := slices.DeleteFunc(w.Index.Resolve(answer, app.IsContact), func(o *parse.Note) bool { return o.Path == n.Path })
	if len(found) == 0 {
		w.Complain(app.UnknownName(w.Index, "triage", answer, app.IsContact))
		return false, nil
	}
	other := found[0]
	if len(found) > 1 {
		if other = w.Which(answer, found); other == nil {
			return false, nil
		}
	}
	if !w.Confirm(app.SaidYes, "        %s, %s?", other.Name, other.Path) {
		return false, nil
	}
	if err := join(w, other.Path, n.Path, false); err != nil {
		w.Complain(err)
		w.Notes, w.Others = nil, nil
		return false, nil
	}
	return true, written(w, "triage")
}

// written commits what a command has edited so far, so that it may go on.
func written(w *app.Writing, command string) error {
	changes := disk.Changed(w.Changes())
	if err := w.Commit(command, changes); err != nil {
		return err
	}
	w.Index = w.Index.With(changes)
	w.Notes, w.Others, w.Said = nil, nil, nil
	for _, hint := range w.Hints {
		w.App.Hint("%s", hint)
	}
	w.Hints = nil
	return nil
}
