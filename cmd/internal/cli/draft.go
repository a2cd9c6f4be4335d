package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index/disk"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/form"
)

func (a *app) draft() *cobra.Command {
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
		Args:    minArgs(1, "netnotes draft ada"),
		RunE: func(_ *cobra.Command, args []string) error {
			if toCopy && mailto {
				return usage("netnotes draft ada --copy", "--copy and --mailto are two ways, so take one")
			}
			d, err := a.makeDraft(args)
			switch {
			case err != nil:
				return err
			case mailto && d.Email == "":
				return usage(txt.Command("set", d.Name, "email=…"), "%s has no email", d.Name)
			case mailto:
				_, err := fmt.Fprintln(form.SafeWriter{To: a.env.Stdout}, d.Mailto())
				return err
			case toCopy:
				return a.copyText(d.Text)
			}
			return a.answer(d, d.Written)
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	cmd.Flags().BoolVar(&toCopy, "copy", false, "put the text on the clipboard")
	cmd.Flags().BoolVar(&mailto, "mailto", false, "write a mailto: address, which opens your mail program")
	return cmd
}

// makeDraft finds whom the message is for and of which kind it is: the last word,
// where it is one.
func (a *app) makeDraft(args []string) (report.Draft, error) {
	kind, kinds := "", report.DraftKinds()
	if last := strings.ToLower(args[len(args)-1]); len(args) > 1 && slices.Contains(kinds, last) {
		kind, args = last, args[:len(args)-1]
	}
	ix, today, err := a.open()
	if err != nil {
		return report.Draft{}, err
	}
	who := strings.Join(args, " ")
	if len(args) > 1 && len(ix.Resolve(who, isContact)) == 0 && len(ix.Resolve(strings.Join(args[:len(args)-1], " "), isContact)) > 0 {
		last := args[len(args)-1]
		hint := "one of " + strings.Join(kinds, ", ")
		if near := txt.Nearest(last, kinds); near != "" {
			hint = "did you mean " + near + "?"
		}
		return report.Draft{}, usage(hint, "there is no message of the kind %q", last)
	}
	n, err := one(ix, "draft", who, isContact)
	if err != nil {
		return report.Draft{}, err
	}
	root, err := a.find()
	if err != nil {
		return report.Draft{}, err
	}
	store, err := disk.Open(root, a.stateDir())
	if err != nil {
		return report.Draft{}, refused(err)
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
func (a *app) copyText(text string) error {
	if a.env.Copy == nil {
		return failed("netnotes draft without --copy shows it", "there is no clipboard here")
	}
	if err := a.env.Copy(text); err != nil {
		return failed("install wl-clipboard or xclip, or leave out --copy", "the clipboard cannot be reached")
	}
	_, err := fmt.Fprintln(a.env.Stdout, "on the clipboard; nothing was sent")
	return err
}
