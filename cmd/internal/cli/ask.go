package cli

import (
	"github.com/spf13/cobra"

	"netnotes/parse/edit"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

func (a *app) askTies() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask",
		Short: "At most five questions about who knows whom",
		Long: `Asks whether people know each other, at most five questions a time, those
whose answers would say most. An answer becomes one line in one of the two
notes: knows or knows_not. Without a terminal the questions are listed, with
what to type for an answer.`,
		Example: "  netnotes ask\n  netnotes ask --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ix, today, err := a.open()
			if err != nil {
				return err
			}
			r := gaps.MakeAsk(ix, today)
			switch {
			case a.json:
				return form.JSON(a.env.Stdout, r)
			case !a.canAsk() || len(r.Questions) == 0:
				return a.print(r.Text)
			}
			if answers := a.askEach(r); len(answers) > 0 {
				return a.write(cmd, func(w *writing) error { return w.answer(answers) })
			}
			return nil
		},
	}
	return dryRunFlag(cmd)
}

// answer is what somebody said to a question.
type answer struct {
	gaps.Question
	field string // knows or knows_not
}

// askEach puts the questions one by one, until the last or until it is enough.
func (a *app) askEach(r gaps.Ask) []answer {
	var out []answer
	for _, q := range r.Questions {
		said := saidWords
		for said == saidWords {
			said, _ = a.ask("%s%s  [y]es, [n]o, [Enter] not sure, [q]uit:", q.Text, q.Reason())
		}
		switch said {
		case saidYes:
			out = append(out, answer{q, "knows"})
		case saidNo:
			out = append(out, answer{q, "knows_not"})
		case saidQuit, saidGone:
			return out
		}
	}
	return out
}

// answer writes each answer into the note of the first of the two.
func (w *writing) answer(answers []answer) error {
	for _, said := range answers {
		n, err := w.fresh(said.A.Path)
		if err != nil {
			return err
		}
		other, err := w.fresh(said.B.Path)
		if err != nil {
			return err
		}
		after, err := edit.AddItem(w.ix.Reader(), n, said.field, w.link(n, other))
		if err != nil {
			return err
		}
		w.put(n, after)
	}
	return nil
}
