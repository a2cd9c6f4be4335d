package amend

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// Set is netnotes set.
func Set(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "set WHO FIELD=VALUE…",
		Short: "Change fields of a note's front matter",
		Long: `Changes one line of the front matter for each field, and nothing else. += adds
to a list, also several items with commas between them, -= takes from it, and
FIELD= removes the field. WHO is a name, or the
path of any note.`,
		Example: "  netnotes set ada tier=B role='Head of Digital Preservation'\n  netnotes set ada knows+='[[Bo Lindqvist]]' skills+=maps,grants\n  netnotes set contacts/ada-park.md cadence=",
		Args:    app.MinArgs(2, "netnotes set ada tier=B"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				n, err := w.Note("set", args[0], app.AnyNote)
				if err != nil {
					return err
				}
				for _, arg := range args[1:] {
					if n, err = assign(w, n, arg); err != nil {
						return err
					}
				}
				newPost(w, n)
				return nil
			})
		},
	}
	cmd.ValidArgsFunction = a.Complete(app.OfferNames(app.AnyNote), app.OfferAssignments)
	return app.DryRunFlag(cmd)
}

// newPost offers what a new post changes, once a lead that was another one says so.
func newPost(w *app.Writing, n *parse.Note) {
	taken := func(source []byte) bool {
		status := txt.FoldName(w.Index.Reader().Note(n.Path, source).Text("status"))
		return status == "accepted" || status == "hired"
	}
	i := slices.IndexFunc(w.Notes, func(e app.Edited) bool { return e.Note.Path == n.Path })
	if n.Kind != parse.LeadNote || i < 0 || taken(w.Notes[i].Old) || !taken(n.Source()) {
		return
	}
	post := cmp.Or(n.Plain("title"), n.Name)
	if org := n.Plain("org"); org != "" {
		post += " at " + org
	}
	w.Hint("tell those who helped: %s", txt.Command("milestone", "I start as "+post))
	for _, note := range w.Index.Notes() {
		if note.Kind == parse.TargetsNote || note.Kind == parse.PitchNote {
			w.Hint("%s may still say where you were before: %s", folder.ShownPath(note.Path), txt.Command("edit", note.Path))
		}
	}
}

// assignment is FIELD=VALUE, FIELD+=ITEM, FIELD-=ITEM or FIELD=.
type assignment struct{ key, op, value string }

func parseAssignment(arg string) (assignment, error) {
	key, value, ok := strings.Cut(arg, "=")
	if !ok {
		return assignment{}, app.Usage("netnotes set ada tier=B", "%q is no FIELD=VALUE", arg)
	}
	op := "="
	for _, sign := range []string{"+", "-"} {
		if strings.HasSuffix(key, sign) {
			key, op = strings.TrimSuffix(key, sign), sign+"="
		}
	}
	value = strings.TrimSpace(value)
	if op != "=" && value == "" {
		return assignment{}, app.Usage(txt.Command("set", "WHO", key+op+"ITEM"), "there is no item in %q", arg)
	}
	return assignment{strings.TrimSpace(key), op, value}, nil
}

// apply makes the change. Several items stand behind += and -= with commas
// between them.
func (as assignment) apply(reader *parse.Reader, n *parse.Note) (*parse.Note, error) {
	if as.op == "=" && as.value == "" {
		return edit.RemoveField(reader, n, as.key)
	}
	change, items := edit.SetField, []string{as.value}
	switch as.op {
	case "+=":
		change, items = edit.AddItem, splitItems(as.value)
	case "-=":
		change, items = edit.RemoveItem, splitItems(as.value)
		if after, err := change(reader, n, as.key, as.value); err != nil || after != n {
			return after, err // one item with a comma in it
		}
	}
	for _, item := range items {
		if text, hint := reader.NotAWord(n.Kind, as.key, item); text != "" && as.op != "-=" {
			return nil, app.Usage(hint, "%s", text)
		}
		var err error
		if n, err = change(reader, n, as.key, item); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// splitItems splits at commas outside links and quotes, which go.
func splitItems(text string) []string {
	var items []string
	item, depth, quote := "", 0, false
	keep := func() {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
		item = ""
	}
	for _, c := range text {
		switch {
		case c == '"':
			quote = !quote
			continue
		case c == '[' || c == '(':
			depth++
		case c == ']' || c == ')':
			depth--
		case c == ',' && depth <= 0 && !quote:
			keep()
			continue
		}
		item += string(c)
	}
	keep()
	return items
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
func assign(w *app.Writing, n *parse.Note, arg string) (*parse.Note, error) {
	as, err := parseAssignment(arg)
	if err != nil {
		return nil, err
	}
	reader := w.Index.Reader()
	as.value = reader.SpokenField(n.Kind, as.key, as.value, w.Today)
	after, err := as.apply(reader, n)
	if err != nil {
		return nil, err
	}
	if after == n {
		w.Hint("%s", as.idle(n.Name))
		return n, nil
	}
	if near := edit.NearKey(reader, n, as.key); near != "" && as.value != "" {
		w.Hint("netnotes does not know the field %s; did you mean %s?", as.key, near)
	}
	for _, p := range edit.NewProblems(n, after) {
		if p.Severity == txt.Error {
			return nil, app.Usage(p.Hint, "%s", p.Text)
		}
		if p.Code != txt.YAMLComment { // the comment that stood there before
			w.Hint("%s; %s", p.Text, p.Hint)
		}
	}
	w.Put(n, after)
	return after, nil
}
