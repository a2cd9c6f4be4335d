package amend

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Done is netnotes done.
func Done(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "done WHO [N|TEXT]",
		Short: "Tick a promise, or say that a planned meeting took place",
		Long: `Ticks an open promise to somebody and writes the day beside it. Of a planned
line whose day has come it drops the word "planned", so that it counts. With
several to choose from, name one by its number or by some of its words.`,
		Example: "  netnotes done ada\n  netnotes done ada 2\n  netnotes done ada fox hollow",
		Args:    app.MinArgs(1, "netnotes done ada"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				n, err := w.Note("done", args[0], app.AnyNote)
				if err != nil {
					return err
				}
				which, err := choose(w, n, OpenEnds(w, n), strings.Join(args[1:], " "))
				if err != nil {
					return err
				}
				return Settle(w, which)
			})
		},
		ValidArgsFunction: a.CompleteNames(app.IsContact),
	}
	return app.DryRunFlag(cmd)
}

// OpenEnd is a promise or a planned line that can be done.
type OpenEnd struct {
	Path    string
	promise *task.Promise
	Planned *logline.Entry
}

func (o OpenEnd) text() string {
	if o.promise != nil {
		return txt.PlainText(o.promise.Text)
	}
	return txt.PlainText(o.Planned.Raw)
}

// OpenEnds lists what of somebody can be done: open promises by their day, and
// planned lines that are not ahead.
func OpenEnds(w *app.Writing, n *parse.Note) []OpenEnd {
	var out []OpenEnd
	for _, p := range promisesOf(w, n) {
		if p.State == task.Open {
			out = append(out, OpenEnd{Path: p.Note.Path, promise: p.Promise})
		}
	}
	slices.SortStableFunc(out, func(a, b OpenEnd) int {
		x, y := a.promise.Day(), b.promise.Day()
		if x.IsZero() != y.IsZero() {
			return map[bool]int{true: 1, false: -1}[x.IsZero()]
		}
		return x.Compare(y)
	})
	for _, l := range linesOf(w, n) {
		if l.Planned && !l.When.From.After(w.Today) {
			out = append(out, OpenEnd{Path: l.Note.Path, Planned: l.Entry})
		}
	}
	return out
}

// promisesOf are those of a person; of another note, the tasks that stand in it.
func promisesOf(w *app.Writing, n *parse.Note) []index.Promise {
	if p := personOf(w, n); p != nil {
		return p.Promises()
	}
	var out []index.Promise
	for i := range n.Promises() {
		out = append(out, index.Promise{Promise: &n.Promises()[i], Note: n})
	}
	return out
}

func linesOf(w *app.Writing, n *parse.Note) []*index.Line {
	if p := personOf(w, n); p != nil {
		return p.Lines()
	}
	var out []*index.Line
	for i := range n.Entries() {
		out = append(out, &index.Line{Entry: &n.Entries()[i], Note: n})
	}
	return out
}

// personOf is the person of a note, as the folder knows them.
func personOf(w *app.Writing, n *parse.Note) *index.Person {
	for _, p := range w.Index.People() {
		if p.Path == n.Path {
			return p
		}
	}
	return nil
}

// choose picks one of several by its number, counted from 1, or some words.
func choose(w *app.Writing, n *parse.Note, all []OpenEnd, arg string) (OpenEnd, error) {
	if len(all) == 0 {
		return OpenEnd{}, app.Usage(txt.Command("show", n.Name), "%s has no open promise and no planned line to settle", n.Name)
	}
	if number, err := strconv.Atoi(arg); err == nil {
		if number < 1 || number > len(all) {
			return OpenEnd{}, app.Usage(txt.Command("done", n.Name, "1"), "there is no number %d; %s", number, choices(all))
		}
		return all[number-1], nil
	}
	var fit []OpenEnd
	for _, o := range all {
		if strings.Contains(txt.Fold(o.text()), txt.Fold(arg)) {
			fit = append(fit, o)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) == 0:
		return OpenEnd{}, app.Usage(txt.Command("done", n.Name, "1"), "nothing open says %q; %s", arg, choices(all))
	}
	if said, answer := w.Ask("%s\nwhich one?", strings.ReplaceAll(choices(all), "; ", "\n")); said == app.SaidWords && answer != arg {
		return choose(w, n, all, answer)
	}
	return OpenEnd{}, app.Usage(txt.Command("done", n.Name, "1"), "which one? %s", choices(all))
}

func choices(all []OpenEnd) string {
	var parts []string
	for i, o := range all {
		parts = append(parts, fmt.Sprintf("%d %s", i+1, o.text()))
	}
	return strings.Join(parts, "; ")
}

// Settle ticks the promise, or drops "planned".
func Settle(w *app.Writing, o OpenEnd) error {
	n, err := w.Fresh(o.Path)
	if err != nil {
		return err
	}
	var after *parse.Note
	if o.promise != nil {
		after, err = edit.Tick(w.Index.Reader(), n, o.promise, w.Today, w.Index.Settings.TaskStyle)
	} else {
		after, err = edit.DropPlanned(w.Index.Reader(), n, o.Planned)
	}
	if err != nil {
		return err
	}
	if p := o.promise; p != nil && p.Repeat != (task.Repeat{}) && len(after.Promises()) == len(n.Promises()) {
		w.Hint("no next one was written, for its rule is not read; write it as 🔁 every 2 weeks")
	}
	w.Put(n, after)
	return nil
}
