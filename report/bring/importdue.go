package bring

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/intake"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// ImportThen is what an import makes due, and what it puts off.
type ImportThen struct {
	Spread int // first hellos that are put off
	Due    []ImportDue
}

// ImportDue is a kind of item that due will show, once an import is written, of
// people of whom it does not show it now.
type ImportDue struct {
	Kind  string   `json:"kind"`
	Names []string `json:"names"`

	row *due.Kind
}

// SettleImport snoozes, over eight weeks, whoever an import makes active: imported
// people with conversations, and people whom old lines named before they had a
// note. It says what becomes due all the same.
func SettleImport(ix *index.Index, plan *intake.Import, f draft.Foreign, today date.Date) (then ImportThen, err error) {
	if !f.Spread && len(plan.Changed) == 0 && !wakes(ix, plan) {
		return then, nil
	}
	after := ix.With(plan.Changes)
	changed := map[string]bool{}
	for _, c := range plan.Changes {
		changed[c.Path] = true
	}
	people := after.People()
	fresh, woken := make([][]due.Item, len(people)), make([]bool, len(people))
	parallel.Each(len(people), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			p, was := people[i], ix.PersonAt(people[i].Path)
			if was == nil || changed[p.Path] || len(was.Lines()) != len(p.Lines()) {
				fresh[i], woken[i] = news(ix, after, was, p, today)
			}
		}
	})
	var wait []*parse.Note
	for i, p := range people {
		if woken[i] {
			wait = append(wait, p.Note)
			fresh[i] = slices.DeleteFunc(fresh[i], func(it due.Item) bool { return it.Row().Rests() })
		}
		for _, it := range fresh[i] {
			then.add(it.Row(), p.Name)
		}
	}
	slices.SortStableFunc(then.Due, func(a, b ImportDue) int { return a.row.Band - b.row.Band })
	err = plan.AddLine(ix.Reader(), wait, func(n *parse.Note) string {
		line, _ := due.FirstHello(n.Name, today)
		return line
	})
	then.Spread = len(wait)
	return then, err
}

// news is what is due of a person after an import and was not before, and whether
// the import makes somebody active who was only imported. was is nil for somebody
// new.
func news(ix, after *index.Index, was, p *index.Person, today date.Date) (fresh []due.Item, woken bool) {
	before := new(due.Contact)
	before.Status = parse.Imported
	if was != nil {
		before = due.Examine(ix, was, today)
	}
	now := due.Examine(after, p, today)
	for _, it := range now.Items {
		shown := func(had due.Item) bool {
			return had.IsShown() && had.Row().Name == it.Row().Name && (it.Row().Rests() || it.Same(had))
		}
		if it.IsShown() && !slices.ContainsFunc(before.Items, shown) {
			fresh = append(fresh, it)
		}
	}
	woken = before.Status == parse.Imported && now.Status == parse.Active && parse.Status(txt.Fold(p.Plain("status"))) == parse.Imported
	return fresh, woken
}

func (then *ImportThen) add(row *due.Kind, name string) {
	i := slices.IndexFunc(then.Due, func(d ImportDue) bool { return d.row.Name == row.Name })
	if i < 0 {
		then.Due = append(then.Due, ImportDue{Kind: row.Word(), row: row})
		i = len(then.Due) - 1
	}
	then.Due[i].Names = append(then.Due[i].Names, name)
}

// wakes reports whether one of the new people may be due at once: old lines
// name them, or their file gives them a tier.
func wakes(ix *index.Index, plan *intake.Import) bool {
	ghosts := map[string]bool{}
	for _, g := range ix.Ghosts() {
		ghosts[txt.FoldName(g.Name)] = true
	}
	return slices.ContainsFunc(plan.New, func(p intake.Imported) bool {
		return len(p.Draft.Values("tier")) > 0 || slices.ContainsFunc(append(p.Draft.Values("aliases"), p.Name), func(name string) bool { return ghosts[txt.FoldName(name)] })
	})
}

// shownDue is how many people a preview names of whom something becomes due.
const shownDue = 5

// due says what becomes due.
func (m Import) due(p *form.Painter) {
	for i, d := range m.Due {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "due"), "  once it is written, besides what is due now")
		}
		names, more := d.Names, ""
		if len(names) > shownDue && !m.all {
			names, more = names[:shownDue], fmt.Sprintf(" and %d more (--all)", len(names)-shownDue)
		}
		var safe []string
		for _, name := range names {
			safe = append(safe, form.Inline(name))
		}
		p.Line("  ", fmt.Sprintf(d.row.Closed, strings.Join(safe, ", ")), more)
	}
}
