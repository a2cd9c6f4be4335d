package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
)

// Text writes the list for people.
func (d Due) Text(style Style) []byte { return d.paint(style).b.Bytes() }

// Screen is the list as lines, and for some of them the note they are about.
func (d Due) Screen(style Style) (lines []string, notes map[int]string) {
	p := d.paint(style)
	return strings.Split(strings.TrimSuffix(p.b.String(), "\n"), "\n"), p.about
}

func (d Due) paint(style Style) *painter {
	p := painter{Style: style}
	if len(d.People) == 0 {
		p.line(d.nothing())
		return &p
	}
	persons := 0
	for _, who := range d.People {
		if who.Type == "" {
			persons++
		}
	}
	title := weekdayName(d.Today) + " " + fullDay(d.Today)
	if persons > 0 {
		title += " · " + plural(persons, "person", "people")
	}
	p.line(p.mark(bold, title))
	p.line()
	nameWidth := 12
	for _, who := range d.People {
		nameWidth = max(nameWidth, min(width(inline(who.Name)), 28))
	}
	blocks := d.blocks()
	for _, who := range d.People {
		key, isBlock := who.block()
		p.note(who.Path)
		switch group := blocks[key]; {
		case !isBlock || len(group) == 1:
			d.person(&p, who, nameWidth)
		case group[0].Path == who.Path:
			d.thanks(&p, group)
		}
	}
	if d.More > 0 {
		p.line(p.mark(dim, fmt.Sprintf("… and %d more (--all)", d.More)))
	}
	d.soon(&p)
	return &p
}

// nothing is the whole report of a calm day.
func (d Due) nothing() string {
	if len(d.Soon) == 0 {
		return "Nothing due."
	}
	next := d.Soon[0]
	when := weekdayName(next.Due) + " " + day(next.Due, d.Today)
	switch next.Due.Sub(d.Today) {
	case 0:
		when = "today"
	case 1:
		when = "tomorrow"
	}
	return "Nothing due. Next: " + inline(next.Name) + ", " + when + "."
}

// blocks are the people with thank-yous, by event and day.
func (d Due) blocks() map[string][]DuePerson {
	groups := map[string][]DuePerson{}
	for _, p := range d.People {
		if key, ok := p.block(); ok {
			groups[key] = append(groups[key], p)
		}
	}
	return groups
}

func (d Due) thanks(p *painter, group []DuePerson) {
	it := group[0].Items[0]
	p.line(p.mark(bold, "Thank-yous after "+inline(it.event)), "  ", plural(len(group), "person", "people"))
	for _, who := range group {
		p.line("  ", lateness(p, it), "   ", pad("thanks", 11), " ", inline(who.Name), p.mark(dim, "  "+inline(place(who))))
		for _, other := range who.Items[1:] {
			d.item(p, other)
		}
	}
}

// place is somebody's role and organisation.
func place(who DuePerson) string {
	return strings.Trim(who.Role+", "+who.Org, ", ")
}

func (d Due) person(p *painter, who DuePerson, nameWidth int) {
	state := ""
	if who.Type == "" {
		state = string(who.Warmth)
		if !who.Spoke.IsZero() {
			state += ", spoke " + day(who.Spoke, d.Today)
		}
	} else {
		state = who.Type
	}
	left := pad(inline(who.Name), nameWidth)
	middle := inline(place(who))
	room := 52
	if p.Width > 0 {
		room = max(10, p.Width-nameWidth-width(state)-4)
	}
	p.line(p.mark(bold, left), "  ", pad(cut(middle, room), min(room, 52)), "  ", p.mark(dim, state))
	for _, it := range who.Items {
		d.item(p, it)
	}
}

// lateness is the first column of an item.
func lateness(p *painter, it Item) string {
	text := "   today"
	switch {
	case it.Late > 0:
		text = fmt.Sprintf("%3d d late", it.Late)
	case it.Status == Upcoming || it.Status == Planned || it.Kind == "occasion" && it.Due.After(it.shown):
		text = fmt.Sprintf("%d %s", it.Due.Day, monthName(it.Due.Month))
	}
	text = strings.Repeat(" ", max(0, 10-width(text))) + text
	if it.Status == Overdue {
		return p.mark(red, text)
	}
	return text
}

func (d Due) item(p *painter, it Item) {
	word := it.Kind
	if it.Step != "" {
		word = it.Step
	}
	text := words(it.Text)
	switch {
	case it.Waiting:
		text = "they: " + text
	case it.Kind == "reply":
		text = `"` + text + `" (` + day(it.Due.AddDays(-replyAfter), d.Today) + ")"
	case it.Kind == "nudge":
		text = `no answer yet: "` + text + `"`
	}
	where := ""
	if it.Kind == "promise" && it.Line > 0 {
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
	p.line("  ", lateness(p, it), "   ", pad(word, 11), " ", text)
}

// Words are a text as the list shows it: without links' brackets and tags.
func Words(s string) string { return words(s) }

// words are an item's text without links' brackets and without tags.
func words(s string) string {
	kept := strings.Fields(parse.PlainText(s))
	kept = slices.DeleteFunc(kept, func(word string) bool { return len(word) > 1 && word[0] == '#' })
	return inline(strings.Join(kept, " "))
}

// soon lists what comes; what --week shows above is not said twice.
func (d Due) soon(p *painter) {
	items, more := d.soonShown()
	for i, it := range items {
		lead := "       "
		if i == 0 {
			p.line()
			lead = "soon   "
		}
		text := it.Kind
		switch it.Kind {
		case "step":
			text = it.Step
		case "planned":
			text = words(it.Text) + " (planned)"
		case "promise", "next", "occasion":
			text += ": " + words(it.Text)
		case "nudge":
			text = "no answer yet to your question"
		case "keep":
			text = "keep in touch, " + it.Text
		}
		line := lead + pad(weekdayName(it.Due)+" "+day(it.Due, d.Today), 12) + pad(inline(it.Name), 20) + "  " + text
		if p.Width > 0 {
			line = cut(line, p.Width)
		}
		p.line(line)
	}
	if more > 0 {
		p.line(p.mark(dim, fmt.Sprintf("       … and %d more (--all)", more)))
	}
}

// maxSoon is how many lines a person wants to see of what is ahead.
const maxSoon = 10

// soonShown is what the list shows of the next days, and how much it leaves
// out.
func (d Due) soonShown() (items []Item, more int) {
	for _, it := range d.Soon {
		switch {
		case d.week && it.Due.Sub(d.Today) <= weekDays: // among the people
		case len(items) == maxSoon && !d.all:
			more++
		default:
			items = append(items, it)
		}
	}
	return items, more
}

// Short is one line for a prompt or a status bar.
func (d Due) Short() string {
	promises := 0
	for _, p := range d.People {
		for _, it := range p.Items {
			if it.Kind == "promise" && (it.Status == DueNow || it.Status == Overdue) {
				promises++
			}
		}
	}
	if len(d.People)+d.More == 0 {
		return "nothing due"
	}
	s := fmt.Sprintf("%d due", len(d.People)+d.More)
	if promises > 0 {
		s += ", " + plural(promises, "promise", "promises")
	}
	return s
}

// Rows gives one item a row, for JSON lines and CSV.
func (d Due) Rows() []Item {
	var rows []Item
	for _, p := range d.People {
		for _, it := range p.Items {
			it.Name = p.Name
			rows = append(rows, it)
		}
	}
	return rows
}
