package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/parse"
)

func (a *app) set() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "set WHO FIELD=VALUE…",
		Short: "Change fields of a note's front matter",
		Long: `Changes one line of the front matter for each field, and nothing else. += adds
to a list, -= takes from it, and FIELD= removes the field. WHO is a name, or the
path of any note.`,
		Example: "  netnotes set ada tier=B role='Head of Digital Preservation'\n  netnotes set ada knows+='[[Bo Lindqvist]]' skills-=maps\n  netnotes set contacts/ada-park.md cadence=",
		Args:    minArgs(2, "netnotes set ada tier=B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error {
				n, err := w.note("set", args[0], anyNote)
				if err != nil {
					return err
				}
				for _, arg := range args[1:] {
					if n, err = w.assign(n, arg); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.ValidArgsFunction = a.completeNames(anyNote)
	return dryRunFlag(cmd)
}

// assignment is FIELD=VALUE, FIELD+=ITEM, FIELD-=ITEM or FIELD=.
type assignment struct{ key, op, value string }

func parseAssignment(arg string) (assignment, error) {
	key, value, ok := strings.Cut(arg, "=")
	if !ok {
		return assignment{}, usage("netnotes set ada tier=B", "%q is no FIELD=VALUE", arg)
	}
	op := "="
	for _, sign := range []string{"+", "-"} {
		if strings.HasSuffix(key, sign) {
			key, op = strings.TrimSuffix(key, sign), sign+"="
		}
	}
	value = strings.TrimSpace(value)
	if op != "=" && value == "" {
		return assignment{}, usage(fmt.Sprintf("netnotes set ada %s%sITEM", key, op), "there is no item in %q", arg)
	}
	return assignment{strings.TrimSpace(key), op, value}, nil
}

// idle says why an assignment changes nothing.
func (as assignment) idle(name string) string {
	switch {
	case as.op == "+=":
		return fmt.Sprintf("nothing to change: %s of %s holds %q already", as.key, name, as.value)
	case as.op == "-=":
		return fmt.Sprintf("nothing to change: %s of %s does not hold %q", as.key, name, as.value)
	case as.value == "":
		return fmt.Sprintf("nothing to change: %s has no %s", name, as.key)
	}
	return fmt.Sprintf("nothing to change: %s of %s is %q already", as.key, name, as.value)
}

// assign makes one assignment to a note.
func (w *writing) assign(n *parse.Note, arg string) (*parse.Note, error) {
	as, err := parseAssignment(arg)
	if err != nil {
		return nil, err
	}
	reader := w.ix.Reader()
	var after *parse.Note
	switch {
	case as.op == "+=":
		after, err = reader.AddItem(n, as.key, as.value)
	case as.op == "-=":
		after, err = reader.RemoveItem(n, as.key, as.value)
	case as.value == "":
		after, err = reader.RemoveField(n, as.key)
	default:
		after, err = reader.SetField(n, as.key, as.value)
	}
	if err != nil {
		return nil, err
	}
	if after == n {
		w.hint("%s", as.idle(n.Name))
		return n, nil
	}
	if near := reader.NearKey(n, as.key); near != "" && as.value != "" {
		w.hint("netnotes does not know the field %s; did you mean %s?", as.key, near)
	}
	for _, p := range parse.NewProblems(n, after) {
		if p.Severity == parse.Error {
			return nil, usage(p.Hint, "%s", p.Text)
		}
		if p.Code != parse.YAMLComment { // the comment that stood there before
			w.hint("%s; %s", p.Text, p.Hint)
		}
	}
	w.put(n, after)
	return after, nil
}
