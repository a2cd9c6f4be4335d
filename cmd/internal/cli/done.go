package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/due"
)

func (a *app) done() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "done WHO [N|TEXT]",
		Short: "Tick a promise, or say that a planned meeting took place",
		Long: `Ticks an open promise to somebody and writes the day beside it. Of a planned
line whose day has come it drops the word "planned", so that it counts. With
several to choose from, name one by its number or by some of its words.`,
		Example: "  netnotes done ada\n  netnotes done ada 2\n  netnotes done ada fox hollow",
		Args:    minArgs(1, "netnotes done ada"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				n, err := w.note("done", args[0], anyNote)
				if err != nil {
					return err
				}
				which, err := w.choose(n, w.open(n), strings.Join(args[1:], " "))
				if err != nil {
					return err
				}
				return w.finish(which)
			})
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	return dryRunFlag(cmd)
}

// openEnd is a promise or a planned line that can be done.
type openEnd struct {
	path    string
	promise *parse.Promise
	planned *parse.Entry
}

func (o openEnd) text() string {
	if o.promise != nil {
		return txt.PlainText(o.promise.Text)
	}
	return txt.PlainText(o.planned.Raw)
}

// open lists what of somebody can be done: open promises by their day, and
// planned lines that are not ahead.
func (w *writing) open(n *parse.Note) []openEnd {
	var out []openEnd
	for _, p := range w.promises(n) {
		if p.State == parse.Open {
			out = append(out, openEnd{path: p.Note.Path, promise: p.Promise})
		}
	}
	slices.SortStableFunc(out, func(a, b openEnd) int {
		x, y := due.PromiseDue(a.promise), due.PromiseDue(b.promise)
		if x.IsZero() != y.IsZero() {
			return map[bool]int{true: 1, false: -1}[x.IsZero()]
		}
		return x.Compare(y)
	})
	for _, l := range w.lines(n) {
		if l.Planned && !l.When.From.After(w.today) {
			out = append(out, openEnd{path: l.Note.Path, planned: l.Entry})
		}
	}
	return out
}

// promises are those of a person; of another note, the tasks that stand in it.
func (w *writing) promises(n *parse.Note) []index.Promise {
	if p := w.person(n); p != nil {
		return p.Promises()
	}
	var out []index.Promise
	for i := range n.Promises() {
		out = append(out, index.Promise{Promise: &n.Promises()[i], Note: n})
	}
	return out
}

func (w *writing) lines(n *parse.Note) []*index.Line {
	if p := w.person(n); p != nil {
		return p.Lines()
	}
	var out []*index.Line
	for i := range n.Entries() {
		out = append(out, &index.Line{Entry: &n.Entries()[i], Note: n})
	}
	return out
}

// person is the person of a note, as the folder knows them.
func (w *writing) person(n *parse.Note) *index.Person {
	for _, p := range w.ix.People() {
		if p.Path == n.Path {
			return p
		}
	}
	return nil
}

// choose picks one of several by its number, counted from 1, or some words.
func (w *writing) choose(n *parse.Note, all []openEnd, arg string) (openEnd, error) {
	if len(all) == 0 {
		return openEnd{}, usage(txt.Command("show", n.Name), "%s has no open promise and no planned line to settle", n.Name)
	}
	if number, err := strconv.Atoi(arg); err == nil {
		if number < 1 || number > len(all) {
			return openEnd{}, usage(txt.Command("done", n.Name, "1"), "there is no number %d; %s", number, choices(all))
		}
		return all[number-1], nil
	}
	var fit []openEnd
	for _, o := range all {
		if strings.Contains(txt.Fold(o.text()), txt.Fold(arg)) {
			fit = append(fit, o)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) == 0:
		return openEnd{}, usage(txt.Command("done", n.Name, "1"), "nothing open says %q; %s", arg, choices(all))
	}
	if said, answer := w.ask("%s\nwhich one?", strings.ReplaceAll(choices(all), "; ", "\n")); said == saidWords && answer != arg {
		return w.choose(n, all, answer)
	}
	return openEnd{}, usage(txt.Command("done", n.Name, "1"), "which one? %s", choices(all))
}

func choices(all []openEnd) string {
	var parts []string
	for i, o := range all {
		parts = append(parts, fmt.Sprintf("%d %s", i+1, o.text()))
	}
	return strings.Join(parts, "; ")
}

// finish ticks the promise, or drops "planned".
func (w *writing) finish(o openEnd) error {
	n, err := w.fresh(o.path)
	if err != nil {
		return err
	}
	var after *parse.Note
	if o.promise != nil {
		after, err = edit.Tick(w.ix.Reader(), n, o.promise, w.today, w.ix.Settings.TaskStyle)
	} else {
		after, err = edit.DropPlanned(w.ix.Reader(), n, o.planned)
	}
	if err != nil {
		return err
	}
	if p := o.promise; p != nil && p.Repeat != (parse.Repeat{}) && len(after.Promises()) == len(n.Promises()) {
		w.hint("no next one was written, for its rule is not read; write it as 🔁 every 2 weeks")
	}
	w.put(n, after)
	return nil
}
