package tell

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
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
	return app.DryRunFlag(cmd)
}

const captureHelp = `A capture is a file in inbox/ with any text: a name at its start, known or new,
and what is worth remembering; further lines go below the line in the log. Each
becomes a line in the person's note, which is made where there is none, and the
capture goes. On a terminal each is asked about; elsewhere --yes takes those
that are certain and lists the others, for which --as says the name.`

// Wrap is netnotes wrap.
func Wrap(a *app.App) *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:   "wrap EVENT",
		Short: "Turn the captures of an event into notes, and see whom to thank",
		Long: `Turns the captures of an event, and the people under its "## Met", into notes and
lines, and says what became of your goals and whom to thank.

` + captureHelp,
		Example:           "  netnotes wrap \"ALA Annual 2026\"\n  netnotes wrap ala --yes\n  netnotes wrap ala --yes --as '2026-06-27-1641=Leonie Achterberg'",
		Args:              app.SomeName,
		ValidArgsFunction: a.CompleteNames(app.IsEvent),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.WriteWhole(cmd, func(w *app.Writing) error {
				n, err := w.Note("wrap", strings.Join(args, " "), app.IsEvent)
				if err != nil {
					return err
				}
				e := w.Index.EventAt(n.Path)
				if e == nil {
					return app.Usage("netnotes list type:event", "%s is no event", n.Name)
				}
				return takeCaptures(w, e, o)
			})
		},
	}
	return o.flags(cmd)
}

// Inbox is netnotes inbox.
func Inbox(a *app.App) *cobra.Command {
	var o captureOptions
	cmd := &cobra.Command{
		Use:     "inbox",
		Short:   "Turn quick captures into notes and lines",
		Long:    "Turns quick captures into notes and lines.\n\n" + captureHelp,
		Example: "  netnotes inbox\n  netnotes inbox --yes",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.WriteWhole(cmd, func(w *app.Writing) error { return takeCaptures(w, nil, o) })
		},
	}
	return o.flags(cmd)
}

// takeCaptures takes the captures of an event, or all of them.
func takeCaptures(w *app.Writing, e *index.Event, o captureOptions) error {
	rows := change.ReadCaptures(w.Index, e, w.Today)
	if err := answered(w, rows, o.as); err != nil {
		return err
	}
	t := &taking{Writing: w, made: map[string]*parse.Note{}, taken: map[string][]txt.Span{}}
	var made []change.Captured
	if e != nil && (o.yes || w.CanAsk()) {
		var err error
		if made, err = t.met(e); err != nil {
			return err
		}
	}
	t.all(rows, o)
	otherFiles(w)
	var event *parse.Note
	if e != nil {
		event = e.Note
	}
	w.Tell = func(written change.Written) (any, func(form.Style) []byte) {
		after := w.Index.With(disk.Changed(w.Changes()))
		value := report.MakeWrap(after, event, rows, made, written, w.Today)
		value.Other = report.Captures(w.Index) - len(rows)
		return value, value.Text
	}
	if !o.yes && !w.CanAsk() && len(o.as) == 0 && len(rows) > 0 {
		w.Hint("nothing was written; --yes takes what is certain")
	}
	w.Back = "netnotes undo takes it back"
	advise(w, e, rows)
	return nil
}

// otherFiles says what lies in the inbox and is text, but no note.
func otherFiles(w *app.Writing) {
	for _, name := range w.Store.In("inbox") {
		if file, ok := strings.CutSuffix(name, ".txt"); ok {
			w.Hint("inbox/%s is no note and is not read; call it %s.md", name, file)
		}
	}
}

// all takes the captures that are certain, by themselves or by an answer.
func (t *taking) all(rows []change.CaptureRow, o captureOptions) {
	for i := range rows {
		row := &rows[i]
		if t.Ended {
			row.Certain, row.Why = false, "left for later"
			continue
		}
		if t.CanAsk() && !o.yes && !named(row, o.as) {
			askCapture(t.Writing, i+1, len(rows), row)
		}
		if row.Certain && (o.yes || t.CanAsk() || named(row, o.as)) {
			t.take(row)
		}
		if row.Taken {
			t.keepPromise(row, o.yes || !t.CanAsk())
		}
		if row.Taken && t.CanAsk() && !o.yes {
			t.acquaint(row)
		}
	}
	t.finish()
}

// advise says what to type for what is left.
func advise(w *app.Writing, e *index.Event, rows []change.CaptureRow) {
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
		w.Hint("%s", txt.Command(command+" --as=", append([]string{captureName(row) + "=" + guess}, event...)...))
		break
	}
}
