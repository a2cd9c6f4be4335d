package bring

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/intake"
	"netnotes/parse/draft"
	foreign "netnotes/parse/intake"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Import is what becomes of everybody in another program's file. Records are
// New, Changed, Same, Doubtful, Empty, and those of Unread that are whole
// records.
type Import struct {
	From     string           `json:"from"`
	File     string           `json:"file"`
	Records  int              `json:"records"`
	New      []ImportedPerson `json:"new"`
	Changed  []ImportedPerson `json:"changed"`
	Same     []ImportedPerson `json:"same"`
	Doubtful []ImportedPerson `json:"doubtful"`
	Unread   []draft.Unread   `json:"unread"`
	Empty    int              `json:"empty"`  // records in which nobody is named
	Photos   int              `json:"photos"` // left out
	LeftOut  []foreign.Reason `json:"left_out"`
	How      []string         `json:"how"`
	Told     *ImportTold      `json:"told,omitempty"` // what happened, of files that tell it
	Due      []ImportDue      `json:"due"`            // what due will say besides, once it is written
	Written  bool             `json:"written"`

	command string // that writes it
	all     bool
	spread  int // people whose first hello is put off
}

// ImportedPerson is one person of the file.
type ImportedPerson struct {
	Line    int                 `json:"line,omitempty"` // where they stand in the file
	Name    string              `json:"name"`
	Path    string              `json:"path,omitempty"`
	By      string              `json:"by,omitempty"` // what they were recognised by
	Fields  []draft.Field       `json:"fields"`       // what the file says
	Details []draft.Detail      `json:"details"`
	Log     []string            `json:"log"`
	Adds    []draft.Field       `json:"adds"`          // what their note gets
	Differs []intake.Difference `json:"differs"`       // what stays in their note as it is
	Perhaps []intake.Perhaps    `json:"perhaps"`       // who they may be
	Job     *intake.Job         `json:"job,omitempty"` // a new post
}

// MakeImport makes the preview of a plan. command is what writes it; all lists
// everybody in text; then is what becomes due.
func MakeImport(f draft.Foreign, plan intake.Import, file, command string, all bool, then ImportThen) Import {
	return Import{From: f.From, File: file, Records: f.Records, New: imported(plan.New), Changed: imported(plan.Changed), Same: imported(plan.Same), Doubtful: imported(plan.Doubtful),
		Unread: form.List(f.Unread), Empty: f.Empty, Photos: f.Photos, LeftOut: []foreign.Reason{}, How: form.List(f.How), Due: form.List(then.Due), command: command, all: all, spread: then.Spread}
}

func imported(people []intake.Imported) []ImportedPerson {
	out := make([]ImportedPerson, 0, len(people))
	for _, p := range people {
		out = append(out, ImportedPerson{Line: p.Draft.Line, Name: p.Name, Path: p.Path, By: p.By, Fields: form.List(p.Draft.Fields),
			Details: form.List(p.Draft.Details), Log: form.List(p.Draft.Log), Adds: form.List(p.Adds),
			Differs: form.List(p.Differs), Perhaps: form.List(p.Perhaps), Job: p.Job})
	}
	return out
}

// shownNew is how many new people a preview lists by name.
const shownNew = 20

// Text is the preview, or what was done.
func (m Import) Text(s form.Style) []byte {
	p := form.Painter{Style: s}
	m.head(&p)
	m.how(&p)
	m.people(&p)
	m.doubts(&p)
	m.told(&p)
	m.leftOut(&p)
	m.unread(&p)
	m.due(&p)
	m.end(&p)
	return p.Bytes()
}

// head says what the file is.
func (m Import) head(p *form.Painter) {
	var parts []string
	if m.Records > 0 || m.Told == nil {
		parts = append(parts, form.Plural(m.Records, "record", "records")+" from "+m.From)
	}
	if m.Told != nil && m.Told.Rows > 0 {
		parts = append(parts, form.Plural(m.Told.Rows, m.Told.row, m.Told.row+"s")+" from "+m.Told.from)
	}
	p.Line(p.Mark(form.Bold, form.Inline(m.File)), "  ", strings.Join(parts, ", "))
}

// people lists who is new, who gets something and who says the same.
func (m Import) people(p *form.Painter) {
	if len(m.New) > 0 {
		p.Line("\n", p.Mark(form.Bold, "new"), "  ", form.Plural(len(m.New), "person", "people"), " without a note")
		shown := m.New
		if !m.all && len(shown) > shownNew {
			shown = shown[:shownNew]
		}
		columns := 0
		for _, n := range shown {
			columns = max(columns, min(form.Width(form.Inline(n.Name)), 28))
		}
		for _, n := range shown {
			p.Line("  ", form.Pad(p.Cut(form.Inline(n.Name), columns), columns), "  ", form.Pad(p.Cut(form.Inline(n.what()), 44), 44), "  ", form.Inline(n.Path))
			for _, who := range n.Perhaps {
				p.Line("    perhaps ", form.Inline(who.Name), " (", form.Inline(who.Path), "): ", form.Inline(who.Why))
			}
		}
		if more := len(m.New) - len(shown); more > 0 {
			p.Line("  … and ", fmt.Sprint(more), " more (--all)")
		}
	}
	if len(m.Changed) > 0 {
		p.Line("\n", p.Mark(form.Bold, "changed"), "  ", form.Plural(len(m.Changed), "note gets", "notes get"), " something; what is there stays")
		for _, c := range m.Changed {
			c.changes(p)
		}
	}
	again := m.again()
	if again > 0 {
		p.Line("\n", p.Mark(form.Bold, "again"), "  ", form.Plural(again, "record of a new person who stands", "records of new people who stand"), " in the file before; the note gets both")
	}
	if same := len(m.Same) - again; same > 0 {
		p.Line("\n", p.Mark(form.Bold, "same"), "  ", form.Plural(same, "person whose note gets nothing", "people whose notes get nothing"))
	}
	for _, c := range m.Same {
		if len(c.Differs) > 0 {
			c.changes(p)
		}
	}
	m.jobs(p)
}

// again counts the records of new people that stand in the file more than once.
func (m Import) again() int {
	fresh, n := map[string]bool{}, 0
	for _, p := range m.New {
		fresh[p.Path] = true
	}
	for _, p := range m.Same {
		if fresh[p.Path] {
			n++
		}
	}
	return n
}

// jobs lists who has another post than their note says.
func (m Import) jobs(p *form.Painter) {
	shown := 0
	for _, c := range append(slices.Clone(m.Changed), m.Same...) {
		if c.Job == nil {
			continue
		}
		if shown++; shown == 1 {
			p.Line("\n", p.Mark(form.Bold, "new jobs"), "  --take-jobs takes them over, with a line that says so")
		}
		taken := ""
		if c.Job.Taken {
			taken = "  (taken)"
		}
		p.Line("  ", form.Inline(c.Name), "  ", form.Inline(post(c.Job.WasRole, c.Job.WasOrg)), " → ", form.Inline(post(c.Job.Role, c.Job.Org)), taken)
	}
}

// post is a role and where it is held.
func post(role, org string) string {
	return strings.Join(slices.DeleteFunc([]string{role, txt.PlainText(org)}, func(s string) bool { return s == "" }), ", ")
}

// what is who a person is, in a few words.
func (n ImportedPerson) what() string {
	var parts []string
	for _, field := range []string{"role", "org", "email", "phone"} {
		if v := valuesOf(n.Fields, field); len(v) > 0 && len(parts) < 2 {
			parts = append(parts, v[0])
		}
	}
	return strings.Join(parts, ", ")
}

func valuesOf(fields []draft.Field, name string) []string {
	for _, f := range fields {
		if f.Name == name {
			return f.Values
		}
	}
	return nil
}

// changes shows what a note gets and what it answers differently.
func (n ImportedPerson) changes(p *form.Painter) {
	p.Line("  ", form.Inline(n.Name), "  ", form.Inline(n.Path), "  by ", form.Inline(n.By))
	for _, f := range n.Adds {
		for _, v := range f.Values {
			p.Line("    + ", form.Pad(f.Name, 10), " ", form.Inline(v))
		}
	}
	for _, d := range n.Differs {
		have := "empty in the note"
		if d.Have != "" {
			have = form.Inline(d.Have) + " in the note"
		}
		p.Line("    ≠ ", form.Pad(d.Field, 10), " ", form.Inline(d.Value), " in the file, ", have, ", which stays")
	}
}

// doubts lists who may be somebody known, with everything the file says of
// them: it is in no note.
func (m Import) doubts(p *form.Painter) {
	if len(m.Doubtful) == 0 {
		return
	}
	p.Line("\n", p.Mark(form.Bold, "doubtful"), "  ", form.Plural(len(m.Doubtful), "person", "people"), " left out, who may have a note")
	for _, d := range m.Doubtful {
		p.Line("  ", form.Inline(d.Name), "  ", atLine(d.Line))
		for _, who := range d.Perhaps {
			p.Line("    perhaps ", form.Inline(who.Name), " (", form.Inline(who.Path), "): ", form.Inline(who.Why))
		}
		for _, f := range d.Fields {
			p.Line("    ", form.Pad(f.Name, 10), "   ", form.Inline(strings.Join(f.Values, ", ")))
		}
		for _, line := range d.Log {
			p.Line("    ", form.Pad("log", 10), "   ", form.Inline(line))
		}
		for _, detail := range d.Details {
			p.Line("    ", form.Pad(form.Inline(detail.Label), 10), "   ", form.Inline(detail.Text))
		}
	}
	name := m.Doubtful[0].Name
	p.Line("  the same person: --same ", txt.ShellWord(name), "; somebody else: --apart ", txt.ShellWord(name), " (or all)")
}

func atLine(line int) string {
	if line == 0 {
		return ""
	}
	return fmt.Sprintf("line %d", line)
}

// NotRead counts what could not be read.
func (m Import) NotRead() string {
	return form.Plural(len(m.Unread), "line or record", "lines or records")
}

// shownUnread is how many lines that could not be read a preview lists.
const shownUnread = 100

// unread lists what could not be read, or not taken as it is.
func (m Import) unread(p *form.Painter) {
	if len(m.Unread) > 0 {
		p.Line("\n", p.Mark(form.Bold, "unreadable"), "  ", m.NotRead())
	}
	for i, u := range m.Unread {
		if i == shownUnread && !m.all {
			p.Line("  … and ", fmt.Sprint(len(m.Unread)-i), " more (--all)")
			break
		}
		head := "  "
		if u.Line > 0 {
			head = fmt.Sprintf("  line %d: ", u.Line)
		}
		p.Line(head, form.Inline(u.Why))
		if text := form.Inline(u.Text); text != "" {
			p.Line("    ", text)
		}
	}
	if m.Empty > 0 {
		p.Line("\n", form.Plural(m.Empty, "record names nobody and is", "records name nobody and are"), " left out")
	}
	if m.Photos > 0 {
		p.Line("\n", form.Plural(m.Photos, "picture, sound or key is", "pictures, sounds or keys are"), " left out")
	}
}

// Would says in a few words what writing comes to.
func (m Import) Would() string {
	parts := []string{form.Plural(len(m.New), "new note", "new notes"), fmt.Sprint(len(m.Changed)) + " changed"}
	if m.Told != nil {
		parts = append(parts, form.Plural(len(m.Told.Lines), "line", "lines"))
		if moved := m.Told.moves(); moved > 0 {
			parts = append(parts, fmt.Sprint(moved)+" moved")
		}
	}
	return strings.Join(parts, ", ")
}

// end says the one next thing.
func (m Import) end(p *form.Painter) {
	todo := len(m.New) + len(m.Changed)
	if m.Told != nil {
		todo += len(m.Told.Lines) + m.Told.moves()
	}
	p.Line()
	switch {
	case m.Written:
		p.Line("Written: ", m.Would(), ". ", m.quiet(), "netnotes undo takes it back.")
	case todo == 0:
		p.Line("Nothing to write.")
	default:
		spread := ""
		if m.spread > 0 {
			spread = ", and spread " + form.Plural(m.spread, "first hello", "first hellos") + " over eight weeks"
		}
		p.Line("It would write ", m.Would(), spread, ".")
		p.Line("Nothing is written yet. To write it: ", m.command)
	}
}

// quiet says when the new people will be due.
func (m Import) quiet() string {
	switch {
	case m.spread > 0:
		return form.Plural(m.spread, "first hello is", "first hellos are") + " spread over eight weeks. "
	case len(m.New) == 0:
		return ""
	}
	return "The new people are not due until you note a conversation. "
}
