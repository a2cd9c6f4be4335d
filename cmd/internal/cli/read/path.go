package read

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Path is netnotes path.
func Path(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "path WHO|ORG|QUERY",
		Short: "Who could introduce you",
		Long: `Who could introduce you to somebody, to the people of an organisation, or to
those whom a query finds: people you talk with who know them, the likeliest
first. The number is the strength of your tie, times that of theirs, times how
far you may ask: less while you have asked for something and given nothing.`,
		Example:           "  netnotes path \"Rosa Delgado-Finch\"\n  netnotes path \"Fox Hollow Public Library\"\n  netnotes path skill:web-archiving",
		Args:              app.SomeName,
		ValidArgsFunction: a.Complete(app.Either(app.OfferNames(app.AnyNote), app.OfferQuery), app.OfferQuery),
		RunE: func(_ *cobra.Command, args []string) error {
			ix, today, err := a.Open()
			if err != nil {
				return err
			}
			p, err := paths(ix, today, args)
			if err != nil {
				return err
			}
			if a.JSON {
				return form.JSON(a.Env.Stdout, p)
			}
			return a.Print(p.Text)
		},
	}
}

// paths takes what the arguments name: a query, a person, a name without a
// note, or an organisation.
func paths(ix *index.Index, today date.Date, args []string) (gaps.PathTo, error) {
	arg := strings.Join(args, " ")
	if isQuery(args) {
		q, err := app.ReadQuery(ix, args)
		if err != nil {
			return gaps.PathTo{}, err
		}
		return gaps.MakePaths(ix, today, q, strings.ReplaceAll(arg, app.Negation, "")), nil
	}
	if g, ok := ghost(ix, arg); ok {
		return gaps.MakeGhostPath(ix, today, g), nil
	}
	n, err := app.One(ix, "path", arg, isTarget)
	switch {
	case err != nil && len(ix.Resolve(arg, isTarget)) == 0 && ix.IsOrg(arg):
		return orgPaths(ix, today, arg)
	case err != nil:
		return gaps.PathTo{}, err
	case n.Kind == parse.OrgNote:
		return orgPaths(ix, today, n.Name)
	}
	return gaps.MakePath(ix, today, n), nil
}

// isQuery reports whether the arguments are a query and no name.
func isQuery(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		key, _, ok := strings.Cut(arg, ":")
		return ok && !strings.ContainsAny(key, " [")
	})
}

// ghost finds somebody without a note, where no note answers to the name: by
// the whole name, or by its beginning where that is nobody else's.
func ghost(ix *index.Index, arg string) (facts.Ghost, bool) {
	name := txt.FoldName(txt.FieldLink(arg).Target)
	if name == "" || len(ix.Resolve(arg, app.AnyNote)) > 0 {
		return facts.Ghost{}, false
	}
	var found []facts.Ghost
	for _, g := range ix.Ghosts() {
		switch folded := txt.FoldName(g.Name); {
		case folded == name:
			return g, true
		case strings.HasPrefix(folded, name):
			found = append(found, g)
		}
	}
	if len(found) != 1 {
		return facts.Ghost{}, false
	}
	return found[0], true
}

func isTarget(n *parse.Note) bool { return n.Kind == parse.ContactNote || n.Kind == parse.OrgNote }

// orgPaths finds the ways to the people of an organisation.
func orgPaths(ix *index.Index, today date.Date, name string) (gaps.PathTo, error) {
	q, err := app.ReadQuery(ix, []string{`org:"` + strings.ReplaceAll(name, `"`, "") + `"`})
	if err != nil {
		return gaps.PathTo{}, err
	}
	return gaps.MakePaths(ix, today, q, name), nil
}
