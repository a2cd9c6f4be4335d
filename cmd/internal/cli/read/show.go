package read

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/form"
)

// Show is netnotes show.
func Show(a *app.App) *cobra.Command {
	return a.AsOfFlag(&cobra.Command{
		Use:               "show WHO|ORG|EVENT",
		Short:             "The card of a person, an organisation or an event, then the timeline",
		Example:           "  netnotes show ada\n  netnotes show \"ALA Annual 2026\"",
		Args:              app.SomeName,
		ValidArgsFunction: a.CompleteNames(app.AnyNote),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			card, err := cardOf(a, ix, strings.Join(args, " "), today)
			switch {
			case err != nil:
				return err
			case a.JSON:
				return form.JSON(a.Env.Stdout, card)
			}
			return a.Print(card.Text)
		},
	})
}

// cardOf is that of a note, or of an organisation that only other notes name.
func cardOf(a *app.App, ix *index.Index, name string, today date.Date) (report.Card, error) {
	n, err := app.One(ix, "show", name, app.AnyNote)
	switch {
	case err == nil:
		return report.MakeCard(ix, n, today), nil
	case len(ix.Resolve(name, app.AnyNote)) > 0 || !ix.IsOrg(name):
		return report.Card{}, err
	}
	card := report.MakeOrgCard(ix, name, today)
	a.Hint("%s has no note yet: %s", card.Name, txt.Command("new org", card.Name))
	return card, nil
}
