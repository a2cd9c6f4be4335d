package bring

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/intake"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Attending is who of an event's list of attendees or speakers is known, and
// who is not yet.
type Attending struct {
	Event     string         `json:"event"`
	Path      string         `json:"path"`
	File      string         `json:"file"`
	Known     []Attendee     `json:"known"`     // who joins the event's attendees
	There     []Attendee     `json:"there"`     // who stands there already
	Strangers []Attendee     `json:"strangers"` // who has no note
	Doubtful  []Attendee     `json:"doubtful"`  // who may be somebody known
	How       []string       `json:"how"`
	Unread    []draft.Unread `json:"unread"`
	Empty     int            `json:"empty"` // rows in which nobody is named
	Written   bool           `json:"written"`
	Meet      []string       `json:"meet"` // who goes under "## To meet"

	command string
}

// Attendee is a row of the list.
type Attendee struct {
	Name  string   `json:"name"`
	Path  string   `json:"path,omitempty"`
	Org   string   `json:"org,omitempty"`
	Role  string   `json:"role,omitempty"`
	Via   []string `json:"via,omitempty"` // who could introduce the user
	Why   string   `json:"why,omitempty"` // how they know each other, or who it may be
	Wants []string `json:"wants,omitempty"`
}

// MakeAttending holds a list against the notes. plan is what importing it would
// do, with new people as people to meet.
func MakeAttending(ix *index.Index, plan intake.Import, event *index.Event, file, command string, f draft.Foreign, today date.Date) Attending {
	a := Attending{Event: event.Name, Path: event.Path, File: file, Known: []Attendee{}, There: []Attendee{}, Strangers: []Attendee{}, Doubtful: []Attendee{}, How: form.List(f.How), Unread: form.List(f.Unread), Empty: f.Empty, Meet: []string{}, command: command}
	for _, p := range slices.Concat(plan.Changed, plan.Same) {
		who := attendee(p)
		n := ix.PersonAt(p.Path)
		switch {
		case n == nil:
			continue // a second row of somebody new
		case ix.Names(event.Note, "attendees", n.Note):
			a.There = append(a.There, who)
		default:
			a.Known = append(a.Known, who)
		}
	}
	for _, p := range plan.Doubtful {
		who := attendee(p)
		for _, perhaps := range p.Perhaps {
			who.Why = "perhaps " + perhaps.Name
		}
		a.Doubtful = append(a.Doubtful, who)
	}
	a.strangers(ix, plan, today)
	return a
}

func attendee(p intake.Imported) Attendee {
	return Attendee{Name: p.Name, Path: p.Path, Org: strings.Join(p.Draft.Values("org"), ", "), Role: strings.Join(p.Draft.Values("role"), ", ")}
}

// strangers finds for everybody without a note who could introduce the user, and
// which want they meet, in the folder as it would be with notes of them.
func (a *Attending) strangers(ix *index.Index, plan intake.Import, today date.Date) {
	var notes []disk.Change
	for _, c := range plan.Changes {
		if c.Old == nil {
			notes = append(notes, c)
		}
	}
	with := ix.With(notes)
	g := gaps.New(with, today)
	for _, p := range plan.New {
		who := attendee(p)
		who.Path = ""
		if person := with.PersonAt(p.Path); person != nil {
			if paths := g.Paths(g.Member(person.Note).ID); len(paths) > 0 {
				row := g.PathRow(paths[0])
				who.Via, who.Why = row.Via, row.Why[1]
			}
			who.Wants = wantsOf(with, person, today)
		}
		a.Strangers = append(a.Strangers, who)
	}
	slices.SortStableFunc(a.Strangers, func(x, y Attendee) int { return len(y.Wants)*2 + len(y.Via) - len(x.Wants)*2 - len(x.Via) })
}

// wantsOf are the wants that somebody would meet, as written.
func wantsOf(ix *index.Index, p *index.Person, today date.Date) []string {
	var out []string
	if ix.Targets() == nil {
		return nil
	}
	c := ix.Days(p, today)
	for _, w := range ix.Targets().Wants {
		if ix.Match(w.Query, p.Note, &c, today) {
			out = append(out, w.Raw)
		}
	}
	return out
}

// Text is the preview, or what was done.
func (a Attending) Text(s form.Style) []byte {
	p := form.Painter{Style: s}
	p.Line(p.Mark(form.Bold, form.Inline(a.Event)), "  ", form.Inline(a.File))
	if len(a.How) > 0 {
		p.Line("  ", form.Inline(strings.Join(a.How, " · ")))
	}
	a.rows(&p, "you know", a.Known)
	if len(a.There) > 0 {
		p.Line("\n", form.Plural(len(a.There), "stands", "stand"), " among the attendees already")
	}
	a.rows(&p, "not yet", a.Strangers)
	a.rows(&p, "doubtful", a.Doubtful)
	Import{Unread: a.Unread, Empty: a.Empty}.unread(&p)
	p.Line()
	switch {
	case a.Written:
		p.Line("Written: ", form.Plural(len(a.Known), "attendee", "attendees"), ", ", fmt.Sprint(len(a.Meet)), " to meet. netnotes undo takes it back.")
	case len(a.Known)+len(a.Meet) == 0:
		p.Line("Nothing to write. Whom you want to meet: ", a.command, " --meet NAME")
	default:
		p.Line("Nothing is written yet. To write it: ", a.command)
	}
	return p.Bytes()
}

func (a Attending) rows(p *form.Painter, title string, rows []Attendee) {
	if len(rows) == 0 {
		return
	}
	p.Line("\n", p.Mark(form.Bold, title), "  ", form.Plural(len(rows), "person", "people"))
	columns := 0
	for _, r := range rows {
		columns = max(columns, min(form.Width(form.Inline(r.Name)), 28))
	}
	for i, r := range rows {
		p.Line(fmt.Sprintf("%3d  ", i+1), form.Pad(p.Cut(form.Inline(r.Name), columns), columns), "  ", form.Inline(post(r.Role, r.Org)))
		if len(r.Via) > 0 {
			p.Line("     ", "through ", form.Inline(strings.Join(r.Via, " and ")), ": ", form.Inline(r.Why))
		} else if r.Why != "" {
			p.Line("     ", form.Inline(r.Why))
		}
		for _, w := range r.Wants {
			p.Line("     ", "you want: ", form.Inline(w))
		}
	}
}
