package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

func (a *app) triage() *cobra.Command {
	return &cobra.Command{
		Use:   "triage",
		Short: "Go through imported people one by one",
		Long: `Shows imported people one by one: A, B, C or D gives them a tier and so a rhythm,
m says that they are somebody who has a note, whose note then takes them in, r
lays them to rest (status: archived), Enter leaves them for another time, q stops.
Each answer is written at once, so that it goes on where you were; netnotes undo
takes back the last one.`,
		Example: "  netnotes triage",
		Args:    noArgs("netnotes triage"),
		RunE: func(_ *cobra.Command, _ []string) error {
			return a.locked(func(w *writing) error { return w.triage() })
		},
	}
}

// triage asks about everybody who is imported and of whom nothing was decided.
func (w *writing) triage() error {
	var waiting []string
	for _, p := range w.ix.People() {
		if w.ix.Days(p, w.today).Status == parse.Imported {
			waiting = append(waiting, p.Path)
		}
	}
	if len(waiting) == 0 || !w.canAsk() {
		return w.waiting(waiting)
	}
	for i, path := range waiting {
		n := w.ix.NoteAt(path)
		if n == nil { // taken into another note meanwhile
			continue
		}
		if err := w.decide(i+1, len(waiting), n); err != nil {
			return refused(err)
		}
		if w.ended {
			w.app.hint("%d of %d are left: netnotes triage", len(waiting)-i, len(waiting))
			return nil
		}
	}
	return nil
}

// waiting says how many people are imported, where nobody can be asked.
func (w *writing) waiting(paths []string) error {
	if w.json {
		return form.JSON(w.env.Stdout, append([]string{}, paths...))
	}
	if len(paths) == 0 {
		return w.print(func(form.Style) []byte { return []byte("Nobody is left to go through\n") })
	}
	err := w.print(func(form.Style) []byte {
		return fmt.Appendf(nil, "%d imported people are to be gone through\n", len(paths))
	})
	w.app.hint("on a terminal this asks about each; or: %s", txt.Command("set", paths[0], "tier=C"))
	return err
}

// decide asks about one person, and writes the answer.
func (w *writing) decide(i, of int, n *parse.Note) error {
	about := []string{}
	for _, field := range []string{"role", "org", "met", "email"} {
		if text := txt.PlainText(n.Text(field)); text != "" {
			about = append(about, text)
		}
	}
	fmt.Fprintf(form.SafeWriter{To: w.env.Stderr}, "\n%d of %d  %s\n", i, of, strings.Join(append([]string{n.Name}, about...), ", "))
	for {
		said, answer := w.ask("        [A]–[D] tier, [m] same person as …, [r]est, [Enter] later, [q]uit")
		answer = strings.ToUpper(answer)
		switch {
		case said == saidQuit, said == saidGone:
			w.ended = true
			return nil
		case said == saidEnter, said == saidSkip, said == saidNo:
			return nil
		case len(answer) == 1 && answer >= "A" && answer <= "D":
			return w.decided(n, "tier", answer)
		case answer == "R" || answer == "REST":
			return w.decided(n, "status", string(parse.Archived))
		case answer == "M":
			done, err := w.sameAs(n)
			if done || err != nil {
				return err
			}
		}
	}
}

// decided writes a field and goes on with the folder as it is then.
func (w *writing) decided(n *parse.Note, field, value string) error {
	n, err := w.fresh(n.Path)
	if err != nil {
		return err
	}
	after, err := edit.SetField(w.ix.Reader(), n, field, value)
	if err != nil {
		return err
	}
	w.put(n, after)
	return w.written("triage")
}

// sameAs asks who somebody is, and takes their note into that one.
func (w *writing) sameAs(n *parse.Note) (done bool, err error) {
	said, answer := w.ask("        same person as? (a name, [Enter] back)")
	if said == saidQuit || said == saidGone {
		w.ended = true
		return true, nil
	}
	if said != saidWords {
		return false, nil
	}
	found := slices.DeleteFunc(w.ix.Resolve(answer, isContact), func(o *parse.Note) bool { return o.Path == n.Path })
	if len(found) == 0 {
		w.complain(unknownName(w.ix, "triage", answer, isContact))
		return false, nil
	}
	other := found[0]
	if len(found) > 1 {
		if other = w.which(answer, found); other == nil {
			return false, nil
		}
	}
	if !w.confirm(saidYes, "        %s, %s?", other.Name, other.Path) {
		return false, nil
	}
	if err := w.merge(other.Path, n.Path, false); err != nil {
		w.complain(err)
		w.notes, w.others = nil, nil
		return false, nil
	}
	return true, w.written("triage")
}

// written commits what a command has edited so far, so that it may go on.
func (w *writing) written(command string) error {
	changes := disk.Changed(w.changes())
	if err := w.commit(command, changes); err != nil {
		return err
	}
	w.ix = w.ix.With(changes)
	w.notes, w.others, w.said = nil, nil, nil
	for _, hint := range w.hints {
		w.app.hint("%s", hint)
	}
	w.hints = nil
	return nil
}
