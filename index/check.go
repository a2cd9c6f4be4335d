package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Issues finds the problems between notes and gathers those of each note, by
// path and place.
func (ix *Index) Issues() []folder.Issue { return ix.IssuesOf(nil) }

// IssuesOf are the issues of some files; nil is all.
func (ix *Index) IssuesOf(paths map[string]bool) []folder.Issue {
	c := checker{Index: ix, paths: paths}
	for _, i := range ix.folder {
		c.add(i.Path, i.Problem)
	}
	for i, wrong := range ix.wrong(paths) {
		for _, p := range wrong.Problems {
			c.add(ix.notes[i].Path, p)
		}
		if ix.notes[i].Kind == parse.TargetsNote {
			c.wants(ix.notes[i])
		}
	}
	c.caseTwins()
	c.samePeople()
	c.nobody()
	for _, g := range ix.Ghosts() {
		if paths != nil && !paths[g.Path] {
			continue
		}
		at := txt.Position{Line: g.Line, Col: 1}
		c.add(g.Path, txt.Problem{Start: at, End: at, Code: Ghost, Severity: txt.Info,
			Text: fmt.Sprintf("%s has no note (named %s)", g.Name, times(g.Mentions)), Hint: c.unknown(g)})
	}
	slices.SortStableFunc(c.issues, func(a, b folder.Issue) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Start.Line-b.Start.Line, a.Start.Col-b.Start.Col)
	})
	return c.issues
}

// Remarks are the lines of all notes that look like a contact or a promise and
// are none, by path and place.
func (ix *Index) Remarks() []folder.Issue { return ix.RemarksOf(nil) }

// RemarksOf are the remarks of some files; nil is all.
func (ix *Index) RemarksOf(paths map[string]bool) (out []folder.Issue) {
	if len(ix.persons) == 0 {
		return nil // whoever the notes speak of, nobody is known
	}
	wrongs, n := ix.wrong(paths), 0
	for i := range wrongs {
		n += len(wrongs[i].Remarks)
	}
	out = slices.Grow(out, n)
	for i, wrong := range wrongs {
		for _, p := range wrong.Remarks {
			out = append(out, folder.Issue{Path: ix.notes[i].Path, Problem: p})
		}
	}
	return out
}

// checker gathers issues.
type checker struct {
	*Index
	issues []folder.Issue
	paths  map[string]bool // whose issues are wanted; nil: all
	of     *parse.Note     // whose lines are known
	lines  txt.Lines
}

func (c *checker) add(path string, p txt.Problem) {
	if c.paths == nil || c.paths[path] {
		c.issues = append(c.issues, folder.Issue{Path: path, Problem: p})
	}
}

// wants reports the queries of wants that cannot be understood.
func (c *checker) wants(n *parse.Note) {
	if n.Targets() == nil {
		return
	}
	lines, keys := txt.NewLines(n.Source()), query.Keys()
	for _, w := range n.Targets().Wants {
		c.wantQuery(w, keys, func(word parse.Word, bad *query.Error) {
			c.add(n.Path, txt.Problem{Span: word.Span, Start: lines.Position(word.Span.Start), End: lines.Position(word.Span.End),
				Code: BadQuery, Severity: txt.Error, Text: bad.Text, Hint: bad.Hint})
		})
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// unknown says what to type where nobody bears a name: whom it may mean, or how
// to make a note.
func (c *checker) unknown(g facts.Ghost) string {
	make := txt.Command("new contact", g.Name)
	var links []string
	for _, n := range c.Near(g.Name) {
		links = append(links, c.LinkTo(c.placeAt(g.Path), n))
	}
	if len(links) == 0 {
		return make
	}
	return "write " + strings.Join(links, " or ") + "; somebody else: " + make
}

// links reports links of a note that could mean two notes, and those that mean
// one only when folded.
func (c *checker) links(n *parse.Note) {
	EachLink(c.Index, n, func(l PlacedLink) {
		switch found, rank := c.names.Ranked(l.Link, n); {
		case len(found) > 1:
			var paths []string
			for _, f := range found {
				paths = append(paths, f.Path)
			}
			c.at(n, l.Place(), txt.Problem{Code: Ambiguous, Severity: txt.Warning,
				Text: fmt.Sprintf("%q could mean %s; neither is taken", l.Target, strings.Join(paths, " or ")),
				Hint: "write the file's name, such as [[" + strings.TrimSuffix(paths[0], ".md") + "]]", Fixes: c.either(l, n, found)})
		case len(found) == 1 && rank == facts.Folded:
			exact := c.exact(l, n, found[0])
			c.at(n, l.Place(), txt.Problem{Code: LooseLink, Severity: txt.Info,
				Text: fmt.Sprintf("%q is taken for %s", l.Target, found[0].Name), Hint: "write " + exact, Fixes: []txt.Fix{{Text: exact, Certain: true}}})
		}
	})
}

// either are links by which one of several notes is meant.
func (c *checker) either(l PlacedLink, from *parse.Note, to []*parse.Note) (fixes []txt.Fix) {
	for _, n := range to[:min(facts.MostNear, len(to))] {
		fixes = append(fixes, txt.Fix{Text: LinkShowing(c.Index, from, n, l.Text)})
	}
	return fixes
}

// at adds a problem of a note at a place in its source.
func (c *checker) at(n *parse.Note, at txt.Span, p txt.Problem) {
	if c.lines.Text(1) == nil || c.of != n {
		c.lines, c.of = txt.NewLines(n.Source()), n
	}
	p.Span, p.Start, p.End = at, c.lines.Position(at.Start), c.lines.Position(at.End)
	c.add(n.Path, p)
}

// caseTwins reports paths that only case or Unicode form tells apart.
func (c *checker) caseTwins() {
	byPath := map[string]*parse.Note{}
	at := txt.Position{Line: 1, Col: 1}
	for _, n := range c.Notes() {
		key := txt.Fold(n.Path)
		if other := byPath[key]; other != nil {
			c.add(n.Path, txt.Problem{Start: at, End: at, Code: CaseTwin, Severity: txt.Warning,
				Text: "only case or Unicode form tells this file from " + other.Path, Hint: "some systems cannot keep both; rename one"})
		}
		byPath[key] = n
	}
}

// samePeople reports notes that look like one person, at what they have in
// common, and people of the same name who do not. Of a pair one thing is said.
func (c *checker) samePeople() {
	copies := map[string]bool{}
	for _, i := range c.folder {
		copies[i.Path] = copies[i.Path] || i.Code == folder.PerhapsCopy
	}
	said := map[[2]string]bool{}
	for _, t := range c.Twins() {
		pair := [2]string{t.First.Path, t.Second.Path}
		if said[pair] || copies[pair[0]] || copies[pair[1]] {
			continue
		}
		said[pair] = true
		at := txt.Span{}
		if f := t.Second.Note.Field(t.Field); f != nil {
			at = f.At
		}
		c.at(t.Second.Note, at, txt.Problem{Code: TwinNotes, Severity: txt.Info,
			Text: fmt.Sprintf("%s may be %s (%s): the same %s", t.Second.Name, t.First.Name, t.First.Path, t.Why()),
			Hint: txt.Command("merge", t.First.Path, t.Second.Path)})
	}
	byName := map[string]*Person{}
	wanted := c.namesOf(c.paths)
	at := txt.Position{Line: 1, Col: 1}
	for _, p := range c.People() {
		name := wholeName(p.Note)
		if wanted != nil && !wanted[name] {
			continue
		}
		if other := byName[name]; other != nil && !said[[2]string{other.Path, p.Path}] && !copies[other.Path] && !copies[p.Path] {
			c.add(p.Path, txt.Problem{Start: at, End: at, Code: SameName, Severity: txt.Warning,
				Text: fmt.Sprintf("%s has the same name as %s", p.Name, other.Path), Hint: "give one a longer name, or if they are one: " + txt.Command("merge", other.Path, p.Path)})
		}
		byName[name] = p
	}
}

// namesOf are the names of the contacts at some paths; nil is all.
func (c *checker) namesOf(paths map[string]bool) map[string]bool {
	if paths == nil {
		return nil
	}
	names := map[string]bool{}
	for path := range paths {
		if p := c.PersonAt(path); p != nil {
			names[wholeName(p.Note)] = true
		}
	}
	return names
}

// wholeName is a contact's name as it is compared.
func wholeName(n *parse.Note) string {
	if forms := txt.FormsOf(n.Name); len(forms.Whole) > 0 {
		return forms.Whole[0]
	}
	return txt.FoldName(n.Name)
}

// nobody remarks that no note is a contact.
func (c *checker) nobody() {
	u := c.Unrecognised()
	if u == nil {
		return
	}
	place := c.Notes()[0].Path
	if c.Settings.Written {
		place = disk.SettingsFile
	}
	at := txt.Position{Line: 1, Col: 1}
	c.add(place, txt.Problem{Start: at, End: at, Code: NobodyRecognised, Severity: txt.Info,
		Text: "none of the notes is a contact", Hint: "say in " + disk.SettingsFile + " where the people are: " + u.Setting()})
}
