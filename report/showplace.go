package report

import (
	"fmt"
	"slices"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// place gathers the lines and the people of an organisation, an event or a
// group, what was told about it, and its openings.
func (c *Card) place(ix *index.Index) {
	c.People, c.Intel, c.Leads, c.Candidates = []Going{}, []CardEntry{}, []Lead{}, []gaps.Candidate{}
	for i := range c.note.Promises() {
		c.Promises = append(c.Promises, cardPromise(&c.note.Promises()[i], c.note))
	}
	seen := map[string]bool{}
	add := func(l *index.Line, here bool) {
		key := fmt.Sprintf("%s:%d", l.Note.Path, l.Line)
		if seen[key] {
			return
		}
		seen[key] = true
		if here {
			c.Entries = append(c.Entries, cardEntry(l, nil))
		}
		if l.HasTag("intel") {
			c.Intel = append(c.Intel, cardEntry(l, nil))
		}
	}
	for _, p := range ix.People() {
		belongs := slices.ContainsFunc([]string{"org", "met_at", "groups", "school"}, func(field string) bool { return ix.Names(p.Note, field, c.note) })
		belongs = belongs || ix.Names(c.note, "members", p.Note) || ix.Names(c.note, "attendees", p.Note)
		for _, l := range p.Lines() {
			here := l.Note == c.note || slices.ContainsFunc(l.Links, func(link txt.Link) bool { return ix.Place(link.Target) == c.note })
			if here || belongs && c.note.Kind == parse.OrgNote && l.HasTag("intel") {
				add(l, here)
			}
			belongs = belongs || here && l.Class == logline.Sync
		}
		if clocks := ix.Days(p, c.today); belongs && index.Listed(clocks.Status) {
			c.People = append(c.People, goingOf(p, &clocks))
		}
	}
	for i := range c.note.Entries() {
		add(&index.Line{Entry: &c.note.Entries()[i], Note: c.note}, true)
	}
	byDay := func(a, b CardEntry) int { return b.From.Compare(a.From) }
	slices.SortStableFunc(c.Entries, byDay)
	slices.SortStableFunc(c.Intel, byDay)
	if c.note.Kind == parse.OrgNote {
		c.workplace(ix)
	}
}

// MakeOrgCard is the card of an organisation that has no note: whoever works there,
// as their own notes say.
func MakeOrgCard(ix *index.Index, name string, today date.Date) Card {
	for _, p := range ix.People() {
		for _, org := range p.List("org") {
			if written := txt.PlainText(org); txt.FoldName(written) == txt.FoldName(name) {
				name = written
			}
		}
	}
	path := folder.NewPath("orgs", name)
	ix = ix.With([]disk.Change{{Path: path, New: []byte("---\ntype: org\n---\n# " + name + "\n")}})
	c := MakeCard(ix, ix.NoteAt(path), today)
	c.Path, c.Fields = "", map[string]any{}
	return c
}

// workplace gathers the leads of an organisation, and who may be there.
func (c *Card) workplace(ix *index.Index) {
	g := gaps.New(ix, c.today)
	c.Candidates = g.CandidatesAt(c.Name)
	for _, n := range ix.Notes() {
		if n.Kind == parse.LeadNote && ix.Names(n, "org", c.note) {
			c.Leads = append(c.Leads, leadOf(g, n))
		}
	}
}

// around writes the people of a place, its openings, and what was told.
func (c Card) around(p *form.Painter) {
	wide, wideRole := 0, 0
	for _, g := range c.People {
		wide, wideRole = max(wide, form.Width(form.Inline(g.Name))), max(wideRole, min(40, form.Width(form.Inline(g.Role))))
	}
	for i, g := range c.People {
		text := string(g.Warmth)
		if !g.Spoke.IsZero() {
			text += ", spoke " + form.Day(g.Spoke, c.today)
		}
		line := form.Pad(form.Inline(g.Name), wide) + "  "
		if wideRole > 0 {
			line += form.Pad(p.Cut(form.Inline(g.Role), 40), wideRole) + "  "
		}
		c.row(p, form.First("people", i), line+text)
	}
	gaps.PaintCandidates(p, form.First("people", len(c.People)), form.CardWidth, c.Candidates)
	for i, l := range c.Leads {
		text := form.Inline(l.Name)
		if !l.Closes.IsZero() || l.Posted == "no" {
			text += ": posted " + Leads{Today: c.today}.posted(l)
		}
		c.row(p, form.First("leads", i), text)
	}
	for i, e := range c.Intel {
		text := form.Pad(e.When(), 12) + "  " + form.Words(e.Text)
		if e.Text == "" {
			text = form.Pad(e.When(), 12) + "  " + form.Words(e.Head)
		}
		if len(e.People) > 0 {
			text += p.Mark(form.Dim, " ("+form.Inline(e.People[0])+")")
		}
		c.row(p, form.First("intel", i), text)
	}
}

// row is a field whose columns are aligned already.
func (c Card) row(p *form.Painter, label, text string) {
	p.Labelled(label, form.CardWidth, text)
}
