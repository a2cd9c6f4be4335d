package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/form"
)

func (a *app) show() *cobra.Command {
	return a.asOfFlag(&cobra.Command{
		Use:               "show WHO|ORG|EVENT",
		Short:             "The card of a person, an organisation or an event, then the timeline",
		Example:           "  netnotes show ada\n  netnotes show \"ALA Annual 2026\"",
		Args:              someName,
		ValidArgsFunction: a.completeNames(anyNote),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.open()
			if err != nil {
				return err
			}
			card, err := a.card(ix, strings.Join(args, " "), today)
			switch {
			case err != nil:
				return err
			case a.json:
				return form.JSON(a.env.Stdout, card)
			}
			return a.print(card.Text)
		},
	})
}

// card is that of a note, or of an organisation that only other notes name.
func (a *app) card(ix *index.Index, name string, today date.Date) (report.Card, error) {
	n, err := one(ix, "show", name, anyNote)
	switch {
	case err == nil:
		return report.MakeCard(ix, n, today), nil
	case len(ix.Resolve(name, anyNote)) > 0 || !ix.IsOrg(name):
		return report.Card{}, err
	}
	card := report.MakeOrgCard(ix, name, today)
	a.hint("%s has no note yet: %s", card.Name, txt.Command("new org", card.Name))
	return card, nil
}

// someName asks for a name; several words are one name.
func someName(cmd *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, " ")) == "" {
		return usage("netnotes list", "%s needs a name", cmd.Name())
	}
	return nil
}
