package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
)

// Issues finds the problems between notes and gathers those of each note, by
// path and place.
func (ix *Index) Issues() []Issue {
	c := checker{ix, slices.Clone(ix.folder)}
	for _, n := range ix.Notes() {
		for _, p := range n.Problems {
			c.add(n.Path, p)
		}
		c.links(n)
		c.wants(n)
	}
	c.sameNames()
	c.nobody()
	for _, g := range ix.Ghosts() {
		at := parse.Position{Line: g.Line, Col: 1}
		c.add(g.Path, parse.Problem{Start: at, End: at, Code: Ghost, Severity: parse.Info,
			Text: fmt.Sprintf("%s has no note (named %s)", g.Name, times(g.Mentions)), Hint: fmt.Sprintf("netnotes new contact %q", g.Name)})
	}
	slices.SortStableFunc(c.issues, func(a, b Issue) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Start.Line-b.Start.Line, a.Start.Col-b.Start.Col)
	})
	return c.issues
}

// checker gathers issues.
type checker struct {
	*Index
	issues []Issue
}

func (c *checker) add(path string, p parse.Problem) { c.issues = append(c.issues, Issue{path, p}) }

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// links reports links of entries and fields that could mean two notes.
func (c *checker) links(n *parse.Note) {
	var lines parse.Lines
	report := func(link parse.Link, at parse.Span, found []*parse.Note) {
		if lines.Text(1) == nil {
			lines = parse.NewLines(n.Source)
		}
		var paths []string
		for _, f := range found {
			paths = append(paths, f.Path)
		}
		c.add(n.Path, parse.Problem{Span: at, Start: lines.Position(at.Start), End: lines.Position(at.End), Code: Ambiguous,
			Severity: parse.Warning, Text: fmt.Sprintf("%q could mean %s; neither is taken", link.Target, strings.Join(paths, " or ")),
			Hint: "write the file's name, such as [[" + strings.TrimSuffix(paths[0], ".md") + "]]"})
	}
	for i := range n.Entries {
		e := &n.Entries[i]
		for _, link := range e.Links {
			if found := c.names.link(link, n); len(found) > 1 {
				report(link, e.Span, found)
			}
		}
	}
	for _, field := range []string{"introduced_by", "knows", "knows_not"} {
		for _, text := range n.List(field) {
			link := parse.FieldLink(text)
			if found := c.names.link(link, n); len(found) > 1 {
				report(link, valueSpan(n.Field(field), text), found)
			}
		}
	}
}

// valueSpan is the place of one of a field's values.
func valueSpan(f *parse.Field, text string) parse.Span {
	for _, v := range f.Values {
		if v.Text == text {
			return v.Span
		}
	}
	return f.At
}

// sameNames reports people of the same name and paths that only case or
// Unicode form tells apart.
func (c *checker) sameNames() {
	byName, byPath, copies := map[string]*parse.Note{}, map[string]*parse.Note{}, map[string]bool{}
	for _, i := range c.folder {
		copies[i.Path] = copies[i.Path] || i.Code == PerhapsCopy // which says so already
	}
	at := parse.Position{Line: 1, Col: 1}
	for _, n := range c.Notes() {
		pathKey := parse.Fold(n.Path)
		if other := byPath[pathKey]; other != nil {
			c.add(n.Path, parse.Problem{Start: at, End: at, Code: CaseTwin, Severity: parse.Warning,
				Text: "only case or Unicode form tells this file from " + other.Path, Hint: "some systems cannot keep both; rename one"})
		}
		byPath[pathKey] = n
		if n.Kind != parse.ContactNote {
			continue
		}
		name := parse.FoldName(n.Name)
		if other := byName[name]; other != nil && !copies[n.Path] && !copies[other.Path] {
			c.add(n.Path, parse.Problem{Start: at, End: at, Code: SameName, Severity: parse.Warning,
				Text: fmt.Sprintf("%s has the same name as %s", n.Name, other.Path), Hint: "make the names different, or remove one of the notes"})
		}
		byName[name] = n
	}
}

// nobody remarks that no note is a contact.
func (c *checker) nobody() {
	u := c.Unrecognised()
	if u == nil {
		return
	}
	place := c.Notes()[0].Path
	if c.Settings.Written {
		place = SettingsFile
	}
	at := parse.Position{Line: 1, Col: 1}
	c.add(place, parse.Problem{Start: at, End: at, Code: NobodyRecognised, Severity: parse.Info,
		Text: "none of the notes is a contact", Hint: "say in " + SettingsFile + " where the people are: " + u.Setting()})
}
