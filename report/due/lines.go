package due

import (
	"cmp"
	"fmt"
	"strings"

	"netnotes/parse/date"
	"netnotes/report/form"
)

// Place is somebody's role and organisation.
func Place(who Person) string {
	return strings.Trim(who.Role+", "+who.Org, ", ")
}

// of is an item with whose it is.
func (it *Item) of(who *Person) *Item {
	if it.Name == "" {
		it.Name, it.whose = who.Name, who.Path
	}
	return it
}

// Whose is the note of the person, or the note itself, that an item of the list is
// about.
func (it *Item) Whose() string { return cmp.Or(it.whose, it.Path) }

// Key tells an item from the others of a list, also when the list is made anew.
func (it *Item) Key() string {
	return strings.Join([]string{it.Whose(), it.Path, it.row.Name, it.Due.String(), it.Text}, "\x00")
}

// person writes what is due of somebody, or of a note.
func (p *duePainter) person(who Person) {
	for i := range who.Items {
		who.Items[i].of(&who)
	}
	switch {
	case p.Plain:
		p.aloud(who)
	case p.Stacked():
		p.Line(p.Mark(form.Bold, form.Inline(who.Name)))
		p.items(who.Items)
	case p.dense:
		p.denseLines(who)
	default:
		p.head(who)
		p.items(who.Items)
	}
}

// items writes each below the name.
func (p *duePainter) items(items []Item) {
	for i := range items {
		p.now(&items[i])
		PaintItem(&p.Painter, items[i], p.Today)
	}
	p.now(nil)
}

// head is who somebody is, on a line.
func (p *duePainter) head(who Person) {
	state := who.Type
	if who.Type == "" {
		state = p.contact(who)
	}
	room := 52
	if p.Width > 0 {
		room = max(10, p.Width-p.nameWidth-form.Width(state)-4)
	}
	p.Line(p.Mark(form.Bold, form.Pad(form.Inline(who.Name), p.nameWidth)), "  ", form.Pad(form.Cut(form.Inline(Place(who)), room), min(room, 52)), "  ", p.Mark(form.Dim, state))
}

// contact says how warm a tie is and when the user last spoke with somebody.
func (p *duePainter) contact(who Person) string {
	if who.Spoke.IsZero() {
		return string(who.Warmth)
	}
	return string(who.Warmth) + ", spoke " + form.Day(who.Spoke, p.Today)
}

// denseLines write a person on one line, or on one for each thing that is owed;
// what else there is stands behind the last one.
func (p *duePainter) denseLines(who Person) {
	owed := 1
	for owed < len(who.Items) && who.Items[owed].row.Band <= bandReply {
		owed++
	}
	var also []string
	for _, it := range who.Items[owed:] {
		also = append(also, it.row.Word())
	}
	name := form.Cut(form.Inline(who.Name), p.nameWidth)
	for i := range who.Items[:owed] {
		it := &who.Items[i]
		p.now(it)
		lead := p.Mark(form.Bold, form.Pad(name, p.nameWidth)) + " " + padLeft(lateness(&p.Painter, *it), 10) + "  " + form.Pad(it.row.Word(), 11) + " "
		more := ""
		if i == owed-1 && len(also) > 0 {
			more = " · also " + strings.Join(also, ", ")
		}
		text := it.Told(p.Today)
		if p.Width > 0 {
			text = form.Cut(text, max(10, p.Width-p.nameWidth-24-form.Width(more)))
		}
		p.Line(lead, text, p.Mark(form.Dim, more))
		name = ""
	}
	p.now(nil)
}

// aloud writes a person in sentences, one for each thing.
func (p *duePainter) aloud(who Person) {
	for i, it := range who.Items {
		name := form.Inline(who.Name)
		if i == 0 {
			for _, more := range []string{form.Inline(Place(who)), who.Type, p.contact(who)} {
				if more != "" {
					name += ", " + more
				}
			}
		}
		p.Line(name, ": ", it.row.Word(), ", ", lateness(&p.Painter, it), ": ", it.Told(p.Today))
	}
}

// lateness is the first column of an item. Only what was promised is red.
func lateness(p *form.Painter, it Item) string {
	text := "today"
	switch {
	case it.Late > 0 && p.Plain:
		text = form.Plural(it.Late, "day", "days") + " late"
	case it.Late > 0:
		text = fmt.Sprintf("%d d late", it.Late)
	case it.Ahead():
		text = fmt.Sprintf("%d %s", it.Due.Day, form.MonthName(it.Due.Month))
	}
	if it.Status == Overdue && (it.Kind == "promise" || it.Kind == "reply") {
		return p.Mark(form.Red, text)
	}
	return text
}

// padLeft fills a text with blanks on the left.
func padLeft(s string, columns int) string {
	return strings.Repeat(" ", max(0, columns-form.SeenWidth(s))) + s
}

// Told is what an item says.
func (it *Item) Told(today date.Date) string {
	text := form.Words(it.Text)
	switch it.Kind {
	case "reply":
		return `"` + text + `" (` + form.Day(it.Due.AddDays(-ReplyAfter), today) + ")"
	case "nudge":
		return `no answer yet: "` + text + `"`
	}
	return text
}

// PaintItem writes an item below the name of whose it is.
func PaintItem(p *form.Painter, it Item, today date.Date) {
	text := it.Told(today)
	switch {
	case p.Plain:
		p.Line(it.row.Word(), ", ", lateness(p, it), ": ", text)
		return
	case p.Stacked():
		p.Line(" ", lateness(p, it), "  ", it.row.Word())
		p.Line("   ", text)
		return
	}
	where := ""
	if it.row.tick == TickTask && it.Line > 0 {
		where = fmt.Sprintf("%s:%d", form.Inline(it.Path), it.Line)
	}
	if p.Width > 0 {
		room := p.Width - 27
		if where != "" && form.Width(text)+form.Width(where)+2 > room {
			where = ""
		}
		text = form.Cut(text, room)
	}
	if where != "" {
		text = form.Pad(text, 50) + "  " + p.Mark(form.Dim, where)
	}
	p.Line("  ", padLeft(lateness(p, it), 10), "   ", form.Pad(it.row.Word(), 11), " ", text)
}
