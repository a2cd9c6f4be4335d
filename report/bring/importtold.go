package bring

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/intake"
	foreign "netnotes/parse/intake"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// ImportTold is what the messages, mails and meetings of a file would write.
type ImportTold struct {
	Rows    int             `json:"rows"`
	Known   int             `json:"known"` // that stand in the notes already
	Lines   []ImportLine    `json:"lines"`
	Moved   []ImportMoved   `json:"moved"`
	Events  []ImportEvent   `json:"events"`
	Offered []ImportAddress `json:"addresses"` // of people known by name
	Doubted []ImportDoubted `json:"doubtful"`  // addresses of which it is not certain whose they are

	from, row string // what the file is, and what one of its rows
}

// ImportLine is a line that a note gets.
type ImportLine struct {
	Name    string `json:"name"`
	Path    string `json:"path"`
	Line    string `json:"line"`
	Rows    []int  `json:"rows"`
	Planned bool   `json:"planned,omitempty"`
}

// ImportMoved is a meeting that the calendar tells otherwise than its line.
type ImportMoved struct {
	Path string `json:"path"`
	Line int    `json:"line"`
	Old  string `json:"old"`
	New  string `json:"new"`
	Held bool   `json:"held"` // only shown
}

// ImportEvent is a gathering that might become an event's note.
type ImportEvent struct {
	Name  string `json:"name"`
	Start string `json:"start"`
	End   string `json:"end,omitempty"`
	Place string `json:"place,omitempty"`
	Do    string `json:"do"`
}

// ImportAddress is an address that somebody known by name wrote from.
type ImportAddress struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Email string `json:"email"`
	Do    string `json:"do"`
}

// ImportDoubted is an address that more than one person of the notes may have.
type ImportDoubted struct {
	Name    string   `json:"name,omitempty"` // beside the address
	Address string   `json:"address,omitempty"`
	Row     int      `json:"row,omitempty"` // whose title names them
	Perhaps []string `json:"perhaps"`       // paths
	Do      string   `json:"do"`            // the flag that settles it
	Same    []string `json:"-"`             // what --same says of each
}

// named is a doubtful address with its name, or a title.
func (d ImportDoubted) named() string {
	if d.Address == "" {
		return "event " + fmt.Sprint(d.Row) + ", " + d.Name
	}
	return strings.TrimSpace(d.Name + " <" + d.Address + ">")
}

// Named is the same for a question.
func (d ImportDoubted) Named() string { return form.Inline(d.named()) }

// AddTold adds what a file's happenings would write to the preview.
func (m *Import) AddTold(f foreign.File, told intake.Happened) {
	t := ImportTold{Rows: f.Rows, Known: told.Known, Lines: []ImportLine{}, Moved: []ImportMoved{}, Events: []ImportEvent{}, Offered: []ImportAddress{}, Doubted: []ImportDoubted{}, from: f.What, row: f.Row}
	for _, l := range told.Lines {
		t.Lines = append(t.Lines, ImportLine{l.Name, l.Path, l.Line, l.Rows, l.Planned})
	}
	for _, l := range told.Moved {
		t.Moved = append(t.Moved, ImportMoved{l.Path, l.Line, l.Old, l.New, l.Held})
	}
	for _, h := range told.Events {
		e := ImportEvent{Name: h.Text, Start: h.Day.String(), Place: h.Place}
		command := "new event --start=" + e.Start
		if h.Days > 1 {
			e.End = h.Day.AddDays(h.Days - 1).String()
			command += " --end=" + e.End
		}
		e.Do = txt.Command(command, h.Text)
		t.Events = append(t.Events, e)
	}
	for _, a := range told.Offered {
		t.Offered = append(t.Offered, ImportAddress{a.Name, a.Path, a.Email, txt.Command("set", a.Name, "email+="+a.Email)})
	}
	for _, d := range told.Doubted {
		one := ImportDoubted{Name: d.Who.Name, Address: cmp.Or(d.Who.Email, d.Who.LinkedIn), Row: d.Row, Perhaps: []string{}, Same: []string{}}
		for _, p := range d.People {
			one.Perhaps = append(one.Perhaps, p.Path)
			one.Same = append(one.Same, d.Key()+"="+p.Name)
		}
		one.Do = "--same " + txt.ShellWord(one.Same[0])
		t.Doubted = append(t.Doubted, one)
	}
	m.Told = &t
	m.How = append(m.How, f.How...)
	left := foreign.Reasons(m.LeftOut)
	for _, r := range append(slices.Clone(f.LeftOut), told.LeftOut...) {
		left.AddAll(r.Why, r.Count)
	}
	m.LeftOut = left
	m.Unread = append(m.Unread, f.Unread...)
}

// moves counts the lines that follow their meeting.
func (t *ImportTold) moves() (n int) {
	for _, l := range t.Moved {
		if !l.Held {
			n++
		}
	}
	return n
}

// shownLines is how many lines a preview shows as they will stand.
const shownLines = 20

// told lists the lines as they will stand, and what else the files tell.
func (m Import) told(p *form.Painter) {
	if m.Told == nil {
		return
	}
	t := m.Told
	if len(t.Lines) > 0 {
		notes := map[string]bool{}
		for _, l := range t.Lines {
			notes[l.Path] = true
		}
		p.Line("\n", p.Mark(form.Bold, "lines"), "  ", fmt.Sprint(len(t.Lines)), " in ", form.Plural(len(notes), "note", "notes"))
		for i, l := range t.Lines {
			if i == shownLines && !m.all {
				p.Line("  … and ", fmt.Sprint(len(t.Lines)-i), " more (--all)")
				break
			}
			p.Line("  ", form.Inline(l.Path), "  - ", form.Inline(l.Line))
		}
	}
	if t.Known > 0 {
		p.Line("\n", form.Plural(t.Known, "stands", "stand"), " in the notes already")
	}
	for i, l := range t.Moved {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "moved"), "  in the calendar since the line was written")
		}
		end := ""
		if l.Held {
			end = "  (held, so it stays as it is)"
		}
		p.Line("  ", form.Inline(l.Path), ":", fmt.Sprint(l.Line), "  ", form.Inline(l.Old), "\n    → ", form.Inline(l.New), end)
	}
	for i, e := range t.Events {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "events"), "  no talk with one person; a note of their own would be")
		}
		p.Line("  ", form.Inline(e.Do))
	}
	for i, d := range t.Doubted {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "doubtful"), "  who is meant; left out until you say")
		}
		p.Line("  ", form.Inline(d.named()), "  perhaps ", form.Inline(strings.Join(d.Perhaps, " or ")), ": ", form.Inline(d.Do))
	}
	for i, a := range t.Offered {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "addresses"), "  of people known by name, which do not count until you say so")
		}
		p.Line("  ", form.Inline(a.Do))
	}
}

// leftOut counts what was left out, by reason.
func (m Import) leftOut(p *form.Painter) {
	for i, r := range m.LeftOut {
		if i == 0 {
			p.Line("\n", p.Mark(form.Bold, "left out"))
		}
		p.Line("  ", form.Pad(fmt.Sprint(r.Count), 6), " ", form.Inline(r.Why))
	}
}

// how says how the file was read.
func (m Import) how(p *form.Painter) {
	if len(m.How) > 0 {
		p.Line("  ", form.Inline(strings.Join(m.How, " · ")))
	}
}
