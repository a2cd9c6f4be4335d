package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/report"
	"netnotes/report/form"
)

func (a *app) quiz() *cobra.Command {
	var f forms
	cmd := &cobra.Command{
		Use:   "quiz [EVENT|QUERY]",
		Short: "From the cue, the place and the role to the name",
		Long: `From the cue, the place and the role to the name: of the people of an event, of
those a query selects, or of a few. Without a terminal it prints the cards.
Nothing is kept of it.`,
		Example:           "  netnotes quiz\n  netnotes quiz \"ALA Annual 2026\"\n  netnotes quiz 'met:>2026-06-01'",
		ValidArgsFunction: a.complete(either(offerNames(isEvent), offerQuery), offerQuery),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.open()
			if err != nil {
				return err
			}
			var q query.Query
			event := eventNamed(ix, args)
			if event == nil {
				if q, err = readQuery(ix, args); err != nil {
					return err
				}
			}
			cards := report.MakeQuiz(ix, event, q, today)
			if a.canAsk() && !f.lines && !f.csv && !f.zero {
				return a.askCards(cards)
			}
			return emit(a, f, cards, slices.Values(cards), func(c report.QuizCard) string { return c.Path }, func(s form.Style) []byte { return report.QuizText(cards, s) })
		},
	}
	f.flags(cmd)
	return cmd
}

// askCards shows the front of each card, waits for a name, and turns it round.
func (a *app) askCards(cards []report.QuizCard) error {
	for i, c := range cards {
		said, answer := a.ask("\n%d of %d  %s\n        who? ([Enter] shows the name, q ends)", i+1, len(cards), c.Front())
		if said == saidQuit || said == saidGone {
			return nil
		}
		text := "        " + c.Back()
		if said == saidWords && c.Knows(answer) {
			text = "        yes, " + c.Back()
		}
		if err := a.print(func(form.Style) []byte { return []byte(text + "\n") }); err != nil {
			return err
		}
	}
	if len(cards) == 0 {
		return a.print(func(s form.Style) []byte { return report.QuizText(cards, s) })
	}
	return nil
}

func isEvent(n *parse.Note) bool { return n.Kind == parse.EventNote }

// eventNamed is the one event that the arguments name, or nil.
func eventNamed(ix *index.Index, args []string) *parse.Note {
	name := strings.Join(args, " ")
	if name == "" || strings.HasPrefix(name, negation) {
		return nil
	}
	if found := ix.Resolve(name, isEvent); len(found) == 1 {
		return found[0]
	}
	return nil
}
