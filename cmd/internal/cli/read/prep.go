package read

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/report"
	"netnotes/report/form"
)

// Prep is netnotes prep.
func Prep(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "prep WHO|EVENT",
		Short: "One page before a meeting or a conference",
		Long: `One page before a meeting: how you met, their news, what you promised, what they
told you, whom you both know, and what to ask. Before an event: your goals, whom
you want to meet and who could introduce you, who will be there, and your pitch.`,
		Example:           "  netnotes prep ada\n  netnotes prep \"ALA Annual 2026\"",
		Args:              app.SomeName,
		ValidArgsFunction: a.CompleteNames(isPreparable),
		RunE: func(_ *cobra.Command, args []string) error {
			n, ix, today, err := a.OpenNote("prep", args, isPreparable)
			if err != nil {
				return err
			}
			if e := ix.EventOf(n); e != nil {
				page := report.MakeEventPrep(ix, e, today)
				return answerPrep(a, page, page.Text)
			}
			page := report.MakePrep(ix, ix.Person(n), today)
			return answerPrep(a, page, page.Text)
		},
	}
}

func isPreparable(n *parse.Note) bool {
	return n.Kind == parse.ContactNote || n.Kind == parse.EventNote
}

// answerPrep writes one value, as JSON or as text.
func answerPrep(a *app.App, value any, text func(form.Style) []byte) error {
	if a.JSON {
		return form.JSON(a.Env.Stdout, value)
	}
	return a.Print(text)
}
