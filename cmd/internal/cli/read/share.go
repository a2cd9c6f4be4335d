package read

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/report"
	"netnotes/report/due"
)

// Share is netnotes share.
func Share(a *app.App) *cobra.Command {
	var f app.Forms
	cmd := &cobra.Command{
		Use:   "share TOPIC",
		Short: "Who would like to get something on a topic",
		Long: `Who would like to get something on a topic: by their skills and interests, and
the topics of the events where you met. Left out are those who were given
something in the last 60 days, and those who have had it already.`,
		Example: "  netnotes share \"web archiving\"\n  netnotes share zines --json",
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, " ")) == "" {
				return app.Usage("netnotes share \"web archiving\"", "share needs a topic")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			r := report.MakeShare(ix, strings.TrimSpace(strings.Join(args, " ")), today)
			return app.Emit(a, f, r, slices.Values(r.People), func(s report.Sharing) string { return s.Path }, r.Text)
		},
	}
	f.Flags(cmd)
	cmd.AddCommand(shareAdd(a))
	return cmd
}

func shareAdd(a *app.App) *cobra.Command {
	return app.DryRunFlag(&cobra.Command{
		Use:   "add TEXT TOPIC…",
		Short: "Keep something that is worth passing on",
		Long: `Writes a line into reading.md: the text, and its topics as tags. share TOPIC names
it with those who would care, and so does draft, a month after you met.`,
		Example: "  netnotes share add \"Storage costs, again https://example.org/costs\" web-archiving budgets",
		Args:    app.MinArgs(2, "netnotes share add \"a text or an address\" web-archiving"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				line := due.ReadingLine(args[0], args[1:])
				if len(strings.Fields(args[0])) == 0 || strings.HasSuffix(line, "#") || strings.Contains(line, "# ") {
					return app.Usage("netnotes share add \"a text or an address\" web-archiving", "a text and its topics are needed")
				}
				old, err := w.Store.ReadIfThere(due.ReadingFile)
				if err != nil {
					return err
				}
				text := string(old)
				if old == nil {
					text = "# Reading\n\nWorth passing on, with its topics: netnotes share TOPIC\n\n"
				} else if text != "" && !strings.HasSuffix(text, "\n") {
					text += "\n"
				}
				if slices.Contains(strings.Split(text, "\n"), line) {
					w.Hint("%s has this line already", due.ReadingFile)
					return nil
				}
				w.Others = append(w.Others, disk.Change{Path: due.ReadingFile, Old: old, New: []byte(text + line + "\n")})
				return nil
			})
		},
	})
}
