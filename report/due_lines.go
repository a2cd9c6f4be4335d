package report

import (
	"cmp"
	"fmt"
	"strings"

	"netnotes/parse"
)

// place is somebody's role and organisation.
func place(who DuePerson) string {
	return strings.Trim(who.Role+", "+who.Org, ", ")
}

// of is an item with whose it is.
func (it *Item) of(who *DuePerson) *Item {
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
	return strings.Join([]string{it.Whose(), it.Path, it.row.name, it.Due.String(), it.Text}, "\x00")
}

// person writes what is due of somebody, or of a note.
func (p *duePainter) person(who DuePerson) {
	for i := range who.Items {
		who.Items[i].of(&who)
	}
	switch {
	case p.Plain:
		p.aloud(who)
	case p.stacked():
		p.line(p.mark(bold, inline(who.Name)))
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
		paintItem(&p.painter, items[i], p.Today)
	}
	p.now(nil)
}

// head is who somebody is, on a line.
func (p *duePainter) head(who DuePerson) {
	state := who.Type
	if who.Type == "" {
		state = p.contact(who)
	}
	room := 52
	if p.Width > 0 {
		room = max(10, p.Width-p.nameWidth-width(state)-4)
	}
	p.line(p.mark(bold, pad(inline(who.Name), p.nameWidth)), "  ", pad(cut(inline(place(who)), room), min(room, 52)), "  ", p.mark(dim, state))
}

// contact says how warm a tie is and when the user last spoke with somebody.
func (p *duePainter) contact(who DuePerson) string {
	if who.Spoke.IsZero() {
		return string(who.Warmth)
	}
	return string(who.Warmth) + ", spoke " + Day(who.Spoke, p.Today)
}

// denseLines write a person on one line, or on one for each thing that is owed;
// what else there is stands behind the last one.
func (p *duePainter) denseLines(who DuePerson) {
	owed := 1
	for owed < len(who.Items) && who.Items[owed].row.band <= bandReply {
		owed++
	}
	var also []string
	for _, it := range who.Items[owed:] {
		also = append(also, it.row.word())
	}
	name := cut(inline(who.Name), p.nameWidth)
	for i := range who.Items[:owed] {
		it := &who.Items[i]
		p.now(it)
		lead := p.mark(bold, pad(name, p.nameWidth)) + " " + padLeft(lateness(&p.painter, *it), 10) + "  " + pad(it.row.word(), 11) + " "
		more := ""
		if i == owed-1 && len(also) > 0 {
			more = " · also " + strings.Join(also, ", ")
		}
		text := it.told(p.Today)
		if p.Width > 0 {
			text = cut(text, max(10, p.Width-p.nameWidth-24-width(more)))
		}
		p.line(lead, text, p.mark(dim, more))
		name = ""
	}
	p.now(nil)
}

// aloud writes a person in sentences, one for each thing.
func (p *duePainter) aloud(who DuePerson) {
	for i, it := range who.Items {
		name := inline(who.Name)
		if i == 0 {
			for _, more := range []string{inline(place(who)), who.Type, p.contact(who)} {
				if more != "" {
					name += ", " + more
				}
			}
		}
		p.line(name, ": ", it.row.word(), ", ", lateness(&p.painter, it), ": ", it.told(p.Today))
	}
}

// lateness is the first column of an item. Only what was promised is red.
func lateness(p *painter, it Item) string {
	text := "today"
	switch {
	case it.Late > 0 && p.Plain:
		text = plural(it.Late, "day", "days") + " late"
	case it.Late > 0:
		text = fmt.Sprintf("%d d late", it.Late)
	case it.Ahead():
		text = fmt.Sprintf("%d %s", it.Due.Day, monthName(it.Due.Month))
	}
	if it.Status == Overdue && (it.Kind == "promise" || it.Kind == "reply") {
		return p.mark(red, text)
	}
	return text
}

// padLeft fills a text with blanks on the left.
func padLeft(s string, columns int) string {
	return strings.Repeat(" ", max(0, columns-seenWidth(s))) + s
}

// told is what an item says.
func (it *Item) told(today parse.Date) string {
	text := Words(it.Text)
	switch it.Kind {
	case "reply":
		return `"` + text + `" (` + Day(it.Due.AddDays(-replyAfter), today) + ")"
	case "nudge":
		return `no answer yet: "` + text + `"`
	}
	return text
}

// paintItem writes an item below the name of whose it is.
func paintItem(p *painter, it Item, today parse.Date) {
	text := it.told(today)
	switch {
	case p.Plain:
		p.line(it.row.word(), ", ", lateness(p, it), ": ", text)
		return
	case p.stacked():
		p.line(" ", lateness(p, it), "  ", it.row.word())
		p.line("   ", text)
		return
	}
	where := ""
	if it.row.tick == TickTask && it.Line > 0 {
		where = fmt.Sprintf("%s:%d", inline(it.Path), it.Line)
	}
	if p.Width > 0 {
		room := p.Width - 27
		if where != "" && width(text)+width(where)+2 > room {
			where = ""
		}
		text = cut(text, room)
	}
	if where != "" {
		text = pad(text, 50) + "  " + p.mark(dim, where)
	}
	p.line("  ", padLeft(lateness(p, it), 10), "   ", pad(it.row.word(), 11), " ", text)
}
