package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/change"
	"netnotes/report/form"
)

// captureOptions say what to take of the inbox.
type captureOptions struct {
	yes bool
	as  []string // CAPTURE=NAME
}

func (o *captureOptions) flags(cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&o.yes, "yes", false, "take what is certain and list the rest, without asking")
	cmd.Flags().StringArrayVar(&o.as, "as", nil, "say whom a capture is about: CAPTURE=NAME, or CAPTURE='DATE NAME, NAME'")
	return dryRunFlag(cmd)
}

const captureHelp = `A capture is a file in inbox/ with any text: a name at its start, known or new,
and what is worth remembering; further lines go below the line in the log. Each
becomes a line in the person's note, which is made where there is none, and the
capture goes. On a terminal each is asked about; elsewhere --yes takes those
that are certain and lists the others, for which --as says the name.`

func (a *app) wrap() *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:   "wrap EVENT",
		Short: "Turn the captures of an event into notes, and see whom to thank",
		Long: `Turns the captures of an event, and the people under its "## Met", into notes and
lines, and says what became of your goals and whom to thank.

` + captureHelp,
		Example:           "  netnotes wrap \"ALA Annual 2026\"\n  netnotes wrap ala --yes\n  netnotes wrap ala --yes --as '2026-06-27-1641=Leonie Achterberg'",
		Args:              someName,
		ValidArgsFunction: a.completeNames(isEvent),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.writeWhole(cmd, func(w *writing) error {
				n, err := w.note("wrap", strings.Join(args, " "), isEvent)
				if err != nil {
					return err
				}
				e := w.ix.EventAt(n.Path)
				if e == nil {
					return usage("netnotes list type:event", "%s is no event", n.Name)
				}
				return w.captures(e, o)
			})
		},
	}
	return o.flags(cmd)
}

func (a *app) inbox() *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:     "inbox",
		Short:   "Turn quick captures into notes and lines",
		Long:    "Turns quick captures into notes and lines.\n\n" + captureHelp,
		Example: "  netnotes inbox\n  netnotes inbox --yes",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.writeWhole(cmd, func(w *writing) error { return w.captures(nil, o) })
		},
	}
	return o.flags(cmd)
}

// captures takes the captures of an event, or all of them.
func (w *writing) captures(e *index.Event, o captureOptions) error {
	rows := change.ReadCaptures(w.ix, e, w.today)
	if err := w.answered(rows, o.as); err != nil {
		return err
	}
	t := &taking{writing: w, made: map[string]*parse.Note{}, taken: map[string][]txt.Span{}}
	var made []change.Captured
	if e != nil && (o.yes || w.canAsk()) {
		var err error
		if made, err = t.met(e); err != nil {
			return err
		}
	}
	t.all(rows, o)
	w.otherFiles()
	var event *parse.Note
	if e != nil {
		event = e.Note
	}
	w.tell = func(written change.Written) (any, func(form.Style) []byte) {
		after := w.ix.With(disk.Changed(w.changes()))
		value := report.MakeWrap(after, event, rows, made, written, w.today)
		value.Other = report.Captures(w.ix) - len(rows)
		return value, value.Text
	}
	if !o.yes && !w.canAsk() && len(o.as) == 0 && len(rows) > 0 {
		w.hint("nothing was written; --yes takes what is certain")
	}
	w.back = "netnotes undo takes it back"
	w.advise(e, rows)
	return nil
}

// otherFiles says what lies in the inbox and is text, but no note.
func (w *writing) otherFiles() {
	for _, name := range w.store.In("inbox") {
		if file, ok := strings.CutSuffix(name, ".txt"); ok {
			w.hint("inbox/%s is no note and is not read; call it %s.md", name, file)
		}
	}
}

// all takes the captures that are certain, by themselves or by an answer.
func (t *taking) all(rows []change.CaptureRow, o captureOptions) {
	for i := range rows {
		row := &rows[i]
		if t.ended {
			row.Certain, row.Why = false, "left for later"
			continue
		}
		if t.canAsk() && !o.yes && !named(row, o.as) {
			t.question(i+1, len(rows), row)
		}
		if row.Certain && (o.yes || t.canAsk() || named(row, o.as)) {
			t.take(row)
		}
		if row.Taken {
			t.keepPromise(row, o.yes || !t.canAsk())
		}
		if row.Taken && t.canAsk() && !o.yes {
			t.acquaint(row)
		}
	}
	t.finish()
}

// advise says what to type for what is left.
func (w *writing) advise(e *index.Event, rows []change.CaptureRow) {
	command, event := "inbox", []string{}
	if e != nil {
		command, event = "wrap", []string{e.Name}
	}
	for _, row := range rows {
		if row.Taken || row.Certain {
			continue
		}
		guess := row.Guess()
		if guess == "" {
			guess = "NAME"
		}
		w.hint("%s", txt.Command(command+" --as=", append([]string{captureName(row) + "=" + guess}, event...)...))
		break
	}
}
