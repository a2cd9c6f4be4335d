package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/report"
)

func (a *app) show() *cobra.Command {
	return a.asOfFlag(&cobra.Command{
		Use:               "show WHO|ORG|EVENT",
		Short:             "The card of a person, an organisation or an event, then the timeline",
		Example:           "  netnotes show ada\n  netnotes show \"ALA Annual 2026\"",
		Args:              someName,
		ValidArgsFunction: a.completeNames(anyNote),
		RunE: func(_ *cobra.Command, args []string) error {
			n, ix, today, err := a.openNote("show", args, anyNote)
			if err != nil {
				return err
			}
			card := report.MakeCard(ix, n, today)
			if a.json {
				return report.JSON(a.env.Stdout, card)
			}
			return a.print(card.Text)
		},
	})
}

// someName asks for a name; several words are one name.
func someName(cmd *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, " ")) == "" {
		return usage("netnotes list", "%s needs a name", cmd.Name())
	}
	return nil
}
