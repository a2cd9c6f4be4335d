package amend

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/report/due"
)

// spreadWeeks is over how long late rhythms are laid, unless something else is
// said.
const spreadWeeks = "8w"

// Spread is netnotes spread.
func Spread(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "spread [8w]",
		Short: "Lay the late rhythms over the coming weeks",
		Long: `After a time away many people are due at once. Writes a snooze line into the log
of each whose rhythm is late, so that they come back over the working days of the
coming eight weeks, those of the highest tier first. Promises, replies and steps
stay where they are. netnotes undo takes all of it back.`,
		Example: "  netnotes spread\n  netnotes spread 4w",
		RunE: func(cmd *cobra.Command, args []string) error {
			said := strings.Join(args, " ")
			if said == "" {
				said = spreadWeeks
			}
			over, err := date.ParseDuration(said)
			if err != nil {
				return app.Usage("netnotes spread 8w", "not a time to spread over: %q", said)
			}
			return a.Write(cmd, func(w *app.Writing) error {
				late := due.SpreadLate(w.Index, w.Today, over)
				if len(late) == 0 {
					w.Hint("no rhythm is late")
				}
				for _, p := range late {
					n, err := w.Fresh(p.Path)
					if err != nil {
						return err
					}
					after, err := edit.InsertEntry(w.Index.Reader(), n, w.Today.String()+" snooze -> "+p.Until.String()+" spread")
					if err != nil {
						w.Hint("%s stays as it is: %v", p.Path, err)
						continue
					}
					w.Put(n, after)
				}
				return nil
			})
		},
	}
	return app.DryRunFlag(cmd)
}
