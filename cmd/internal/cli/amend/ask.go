package amend

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/edit"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Ask is netnotes ask.
func Ask(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask",
		Short: "At most five questions about who knows whom",
		Long: `Asks whether people know each other, at most five questions a time, those
whose answers would say most. An answer becomes one line in one of the two
notes: knows or knows_not. Without a terminal the questions are listed, with
what to type for an answer.`,
		Example: "  netnotes ask\n  netnotes ask --json",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			r := gaps.MakeAsk(ix, today)
			switch {
			case a.JSON:
				return form.JSON(a.Env.Stdout, r)
			case !a.CanAsk() || len(r.Questions) == 0:
				return a.Print(r.Text)
			}
			if answers := askEach(a, r); len(answers) > 0 {
				return a.Write(cmd, func(w *app.Writing) error { return writeAnswers(w, answers) })
			}
			return nil
		},
	}
	return app.DryRunFlag(cmd)
}

// answer is what somebody said to a question.
type answer struct {
	gaps.Question
	field string // knows or knows_not
}

// askEach puts the questions one by one, until the last or until it is enough.
func askEach(a *app.App, r gaps.Ask) []answer {
	var out []answer
	for _, q := range r.Questions {
		said := app.SaidWords
		for said == app.SaidWords {
			said, _ = a.Ask("%s%s  [y]es, [n]o, [Enter] not sure, [q]uit:", q.Text, q.Reason())
		}
		switch said {
		case app.SaidYes:
			out = append(out, answer{q, "knows"})
		case app.SaidNo:
			out = append(out, answer{q, "knows_not"})
		case app.SaidQuit, app.SaidGone:
			return out
		}
	}
	return out
}

// writeAnswers writes each answer into the note of the first of the two.
func writeAnswers(w *app.Writing, answers []answer) error {
	for _, said := range answers {
		n, err := w.Fresh(said.A.Path)
		if err != nil {
			return err
		}
		other, err := w.Fresh(said.B.Path)
		if err != nil {
			return err
		}
		after, err := edit.AddItem(w.Index.Reader(), n, said.field, w.Index.LinkTo(n, other))
		if err != nil {
			return err
		}
		w.Put(n, after)
	}
	return nil
}
