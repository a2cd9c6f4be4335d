package read

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/report"
	"netnotes/report/form"
)

// Quiz is netnotes quiz.
func Quiz(a *app.App) *cobra.Command {
	var f app.Forms
	cmd := &cobra.Command{
		Use:   "quiz [EVENT|QUERY]",
		Short: "From the cue, the place and the role to the name",
		Long: `From the cue, the place and the role to the name: of the people of an event, of
those a query selects, or of a few. Without a terminal it prints the cards.
Nothing is kept of it.`,
		Example:           "  netnotes quiz\n  netnotes quiz \"ALA Annual 2026\"\n  netnotes quiz 'met:>2026-06-01'",
		ValidArgsFunction: a.Complete(app.Either(app.OfferNames(app.IsEvent), app.OfferQuery), app.OfferQuery),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			var q query.Query
			event := eventNamed(ix, args)
			if event == nil {
				if q, err = app.ReadQuery(ix, args); err != nil {
					return err
				}
			}
			cards := report.MakeQuiz(ix, event, q, today)
			if a.CanAsk() && !f.Lines && !f.CSV && !f.Zero {
				return askCards(a, cards)
			}
			return app.Emit(a, f, cards, slices.Values(cards), func(c report.QuizCard) string { return c.Path }, func(s form.Style) []byte { return report.QuizText(cards, s) })
		},
	}
	f.Flags(cmd)
	return cmd
}

// askCards shows the front of each card, waits for a name, and turns it round.
func askCards(a *app.App, cards []report.QuizCard) error {
	for i, c := range cards {
		said, answer := a.Ask("\n%d of %d  %s\n        who? ([Enter] shows the name, q ends)", i+1, len(cards), c.Front())
		if said == app.SaidQuit || said == app.SaidGone {
			return nil
		}
		text := "        " + c.Back()
		if said == app.SaidWords && c.Knows(answer) {
			text = "        yes, " + c.Back()
		}
		if err := a.Print(func(form.Style) []byte { return []byte(text + "\n") }); err != nil {
			return err
		}
	}
	if len(cards) == 0 {
		return a.Print(func(s form.Style) []byte { return report.QuizText(cards, s) })
	}
	return nil
}

// eventNamed is the one event that the arguments name, or nil.
func eventNamed(ix *index.Index, args []string) *parse.Note {
	name := strings.Join(args, " ")
	if name == "" || strings.HasPrefix(name, app.Negation) {
		return nil
	}
	if found := ix.Resolve(name, app.IsEvent); len(found) == 1 {
		return found[0]
	}
	return nil
}
