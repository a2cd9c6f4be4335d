package read

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Gaps is netnotes gaps.
func Gaps(a *app.App) *cobra.Command {
	var o gaps.Options
	cmd := &cobra.Command{
		Use:     "gaps [ID]",
		Short:   "What is missing, relative to the network you want",
		Long:    aboutGaps(),
		Example: "  netnotes gaps\n  netnotes gaps --why fragile\n  netnotes gaps reconnect\n  netnotes gaps --metrics --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return app.Usage(txt.Command("gaps", args[0]), "gaps takes one finding, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.FixedCompletions(gaps.IDs(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.ID = strings.ToLower(args[0])
				if err := knownGap(o.ID); err != nil {
					return err
				}
			}
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			g := gaps.Make(ix, today, o)
			if a.JSON {
				return form.JSON(a.Env.Stdout, g)
			}
			return a.PrintPeople(g.Text)
		},
	}
	cmd.Flags().BoolVar(&o.All, "all", false, "every finding, also whom to introduce to each other")
	cmd.Flags().BoolVar(&o.Why, "why", false, "with the arithmetic and the lines it comes from")
	cmd.Flags().BoolVar(&o.Metrics, "metrics", false, "with the measures of structure: effective size, constraint and others")
	return a.AsOfFlag(cmd)
}

func aboutGaps() string {
	return `What is missing, relative to the network that targets.md describes: every
finding is a sentence with the names behind it, the numbers, and one thing to
do. At most five are shown, the heaviest first.

The findings: ` + strings.Join(gaps.IDs(), ", ") + `.
reconnect, introduce and paths are made when you ask for them by name.

targets.md is a note like this one; all of it is optional:

  ---
  type: targets
  me: {org: "[[Cedar Ford Library School]]", level: early, sector: public}
  mode: searching 2026-09-01/2027-03-31
  budget: 5/week
  ---

  ## Want

  - 3 people skill:web-archiving by 2026-12-31
  - 4 people relation:mentor|sponsor from 3 orgs
  - [[Rosa Delgado-Finch]]

  ## Could use

  - read a cover letter`
}

func knownGap(id string) error {
	ids := gaps.IDs()
	if slices.Contains(ids, id) {
		return nil
	}
	hint := "the findings are " + strings.Join(ids, ", ")
	if near := txt.Nearest(id, slices.Clone(ids)); near != "" {
		hint = "did you mean this? " + txt.Command("gaps", near)
	}
	return app.Usage(hint, "there is no finding %q", id)
}
