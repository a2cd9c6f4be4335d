package read

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/form"
)

// Draft is netnotes draft.
func Draft(a *app.App) *cobra.Command {
	var toCopy, mailto bool
	cmd := &cobra.Command{
		Use:   "draft WHO [KIND]",
		Short: "What a message to somebody can rest on, and words to begin with",
		Long: `What a message to somebody can rest on: how you met, what they said last, what you
promised, their news, what they may like. Then two or three sentences with blanks
where only you can write. KIND is one of
` + strings.Join(report.DraftKinds(), ", ") + `;
without one it is what is due. templates/thanks.md, and so on for each kind, puts
your own words there: {{first}} {{hook}} {{said}} {{promised}} {{news}} {{like}}
{{event}} are filled in. Nothing is ever sent.`,
		Example: "  netnotes draft ada\n  netnotes draft ada thanks --copy\n  netnotes draft \"Ada Park\" share --mailto",
		Args:    app.MinArgs(1, "netnotes draft ada"),
		RunE: func(_ *cobra.Command, args []string) error {
			if toCopy && mailto {
				return app.Usage("netnotes draft ada --copy", "--copy and --mailto are two ways, so take one")
			}
			d, err := makeDraft(a, args)
			switch {
			case err != nil:
				return err
			case mailto && d.Email == "":
				return app.Usage(txt.Command("set", d.Name, "email=…"), "%s has no email", d.Name)
			case mailto:
				_, err := fmt.Fprintln(form.SafeWriter{To: a.Env.Stdout}, d.Mailto())
				return err
			case toCopy:
				return copyText(a, d.Text)
			}
			return answerPrep(a, d, d.Written)
		},
		ValidArgsFunction: a.CompleteNames(app.IsContact),
	}
	cmd.Flags().BoolVar(&toCopy, "copy", false, "put the text on the clipboard")
	cmd.Flags().BoolVar(&mailto, "mailto", false, "write a mailto: address, which opens your mail program")
	return cmd
}

// makeDraft finds whom the message is for and of which kind it is: the last word,
// where it is one.
func makeDraft(a *app.App, args []string) (report.Draft, error) {
	kind, kinds := "", report.DraftKinds()
	if last := strings.ToLower(args[len(args)-1]); len(args) > 1 && slices.Contains(kinds, last) {
		kind, args = last, args[:len(args)-1]
	}
	ix, today, err := a.Open()
	if err != nil {
		return report.Draft{}, err
	}
	who := strings.Join(args, " ")
	if len(args) > 1 && len(ix.Resolve(who, app.IsContact)) == 0 && len(ix.Resolve(strings.Join(args[:len(args)-1], " "), app.IsContact)) > 0 {
		last := args[len(args)-1]
		hint := "one of " + strings.Join(kinds, ", ")
		if near := txt.Nearest(last, kinds); near != "" {
			hint = "did you mean " + near + "?"
		}
		return report.Draft{}, app.Usage(hint, "there is no message of the kind %q", last)
	}
	n, err := app.One(ix, "draft", who, app.IsContact)
	if err != nil {
		return report.Draft{}, err
	}
	root, err := a.Find()
	if err != nil {
		return report.Draft{}, err
	}
	store, err := disk.Open(root, a.StateDir())
	if err != nil {
		return report.Draft{}, app.Refused(err)
	}
	return report.MakeDraft(ix, ix.Person(n), kind, today, func(kind string) string {
		source, err := store.Read("templates/" + kind + ".md")
		if err != nil {
			return ""
		}
		return string(source)
	}), nil
}

// copyText puts a text on the clipboard.
func copyText(a *app.App, text string) error {
	if a.Env.Copy == nil {
		return app.Failed("netnotes draft without --copy shows it", "there is no clipboard here")
	}
	if err := a.Env.Copy(text); err != nil {
		return app.Failed("install wl-clipboard or xclip, or leave out --copy", "the clipboard cannot be reached")
	}
	_, err := fmt.Fprintln(a.Env.Stdout, "on the clipboard; nothing was sent")
	return err
}
