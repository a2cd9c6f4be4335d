package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/report"
)

func (a *app) share() *cobra.Command {
	var f forms
	cmd := &cobra.Command{
		Use:   "share TOPIC",
		Short: "Who would like to get something on a topic",
		Long: `Who would like to get something on a topic: by their skills and interests, and
the topics of the events where you met. Left out are those who were given
something in the last 60 days, and those who have had it already.`,
		Example: "  netnotes share \"web archiving\"\n  netnotes share zines --json",
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, " ")) == "" {
				return usage("netnotes share \"web archiving\"", "share needs a topic")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.open()
			if err != nil {
				return err
			}
			r := report.MakeShare(ix, strings.TrimSpace(strings.Join(args, " ")), today)
			return emit(a, f, r, r.People, func(s report.Sharing) string { return s.Path }, r.Text)
		},
	}
	f.flags(cmd)
	return cmd
}
