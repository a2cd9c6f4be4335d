package due

import (
	"fmt"
	"strings"

	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Lines of a terminal: what matters stands on the first screen, of which one line is
// the command's and one the next prompt's, and the whole list on one screen.
const (
	firstScreen = 22
	oneScreen   = 24
)

// Text writes the list for people.
func (d List) Text(style form.Style) []byte { return d.painted(style, false).Bytes() }

// ScreenLine is a line of the list, and the item it is about.
type ScreenLine struct {
	Text string
	Item *Item
}

// Screen is the list as lines. The people of a block stand on lines of their own,
// for one may be chosen.
func (d List) Screen(style form.Style) (lines []ScreenLine) {
	p := d.painted(style, true)
	for i, text := range strings.Split(strings.TrimSuffix(string(p.Bytes()), "\n"), "\n") {
		for len(p.abouts) > 1 && p.abouts[1].from <= i {
			p.abouts = p.abouts[1:]
		}
		line := ScreenLine{Text: text}
		if len(p.abouts) > 0 && p.abouts[0].from <= i {
			line.Item = p.abouts[0].item
		}
		lines = append(lines, line)
	}
	return lines
}

// painted is the list, each thing on a line of its own where it would not fit on
// the first screen otherwise.
func (d *List) painted(style form.Style, apart bool) *duePainter {
	paint := func(dense bool) *duePainter {
		p := &duePainter{Painter: form.Painter{Style: style}, List: d, apart: apart, dense: dense}
		p.paint()
		return p
	}
	mayDense := !d.all && !d.week && !style.Plain && !style.Stacked()
	p := paint(mayDense && len(groupDue(d.lines)) > oneScreen) // each takes a line at least
	if mayDense && !p.dense && p.Lines()+leastSoon > oneScreen {
		p = paint(true)
	}
	p.soon()
	return p
}

// duePainter writes a due list.
type duePainter struct {
	form.Painter
	*List
	apart     bool // the people of a block one by one
	dense     bool // one line an item
	nameWidth int
	abouts    []about // in the order of the lines
}

// about is what the lines from one on are about.
type about struct {
	from int
	item *Item // nil for none
}

// now says what the next lines are about.
func (p *duePainter) now(item *Item) { p.abouts = append(p.abouts, about{p.Lines(), item}) }

// paint writes meetings first, then people and notes, and what is said in a line.
func (p *duePainter) paint() {
	if len(p.People) == 0 {
		p.Line(p.nothing())
		p.undated()
		return
	}
	p.title()
	p.meetings(p.lines)
	p.nameWidth = 12
	for _, who := range p.lines {
		p.nameWidth = max(p.nameWidth, min(form.Width(form.Inline(who.Name)), map[bool]int{true: 22, false: 28}[p.dense]))
	}
	for _, g := range groupDue(p.lines) {
		if g.Title == "" {
			p.person(g.People[0])
		} else {
			p.block(g)
		}
	}
	p.now(nil)
	if p.More > 0 {
		p.more("", p.More)
	}
	if p.Folded > 0 {
		p.Line(p.foldLine())
	}
	p.undated()
	if p.Spread > 0 {
		p.Line(fmt.Sprintf("… %d rhythms are late; lay them over the coming weeks: netnotes spread", p.Spread))
	}
}

// more says how many the list leaves out.
func (p *duePainter) more(lead string, n int) {
	if p.Plain {
		p.Line("There are ", fmt.Sprint(n), " more: netnotes due --all")
		return
	}
	p.Line(p.Mark(form.Dim, fmt.Sprintf("%s… and %d more (--all)", lead, n)))
}

// title is the day, and of how many people something is said.
func (p *duePainter) title() {
	persons := 0
	for _, who := range p.People {
		persons += form.Count(who.Type == "")
	}
	title := form.WeekdayName(p.Today) + " " + form.FullDay(p.Today)
	if persons > 0 {
		title += " · " + form.Plural(persons, "person", "people")
	}
	p.Line(p.Mark(form.Bold, title))
	p.Line()
}

// nothing is the whole report of a calm day.
func (d *List) nothing() string {
	if len(d.Soon) == 0 {
		return strings.TrimSpace("Nothing due. " + d.idle)
	}
	next := d.Soon[0]
	when := "on " + form.Day(next.Due, d.Today)
	switch ahead := next.Due.Sub(d.Today); {
	case ahead <= 0:
		when = "on the next working day"
	case ahead == 1:
		when = "tomorrow"
	case ahead < 7:
		when = "on " + [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}[next.Due.Weekday()]
	}
	return "Nothing due. Next: " + form.Inline(next.Name) + " " + when + "."
}

// meetings lead the list: when, with whom, where, what about, and what is ready.
func (p *duePainter) meetings(people []Person) {
	meetings := meetingsDue(people, p.Today)
	for _, m := range meetings {
		p.now(m.Item.of(&m.Who))
		p.meeting(m)
	}
	p.now(nil)
	if len(meetings) > 0 {
		p.Line()
	}
}

func (p *duePainter) meeting(m Meeting) {
	when, name := form.Inline(m.When), form.JoinNames(append([]string{form.Inline(m.Who.Name)}, m.With...))
	text, prepare := strings.Join(m.About, " · "), txt.Command("prep", m.Who.Name)
	if p.Stacked() {
		p.Line(when)
		p.Line(p.Mark(form.Bold, name))
		p.Line("   ", text)
		p.Line("   ", p.Mark(form.Dim, prepare))
		return
	}
	lead := form.Pad(when, 14)
	if p.Width > 0 && p.dense {
		text = form.Cut(text, max(20, p.Width-max(14, form.Width(when))-form.Width(name)-3))
	}
	p.Line(lead, p.Mark(form.Bold, name), "   ", text)
	if !p.dense {
		p.Line(form.Pad("", 14), p.Mark(form.Dim, prepare))
	}
}

// questionsReady says how many questions are ready, and how many are good.
func questionsReady(n int) string {
	text := form.Plural(n, "question", "questions") + " ready"
	if n < FewQuestions || n > ManyQuestions {
		text += fmt.Sprintf(", %d to %d are good", FewQuestions, ManyQuestions)
	}
	return text
}

// block writes what several people have in common once, with their names, and then
// what else is due of them.
func (p *duePainter) block(g Group) {
	group, it, title := g.People, g.People[0].Items[0], form.Inline(g.Title)
	lead := "  " + padLeft(lateness(&p.Painter, it), 10) + "   " + form.Pad(it.row.Word(), 11) + " "
	var names []string
	for _, who := range group {
		names = append(names, form.Inline(who.Name))
	}
	p.now(group[0].Items[0].of(&group[0]))
	if !p.Plain {
		p.Line(p.Mark(form.Bold, title), "  ", form.Plural(len(group), "person", "people"))
	}
	switch {
	case p.Plain:
		p.Line(title, ", ", lateness(&p.Painter, it), ": ", it.row.Word(), ", ", form.AndList(names))
	case p.Stacked():
		p.Line(" ", lateness(&p.Painter, it), "  ", it.row.Word())
		p.apartLines(group, "   ")
	case p.apart:
		p.apartLines(group, lead)
	case p.all:
		p.Wrap(lead, form.AndList(names), "")
	default:
		p.Line(lead, namesThatFit(names, p.Room(27)))
	}
	for _, who := range group {
		if who.Items = who.Items[1:]; len(who.Items) > 0 {
			p.person(who)
		}
	}
}

// apartLines write the people of a block one by one.
func (p *duePainter) apartLines(group []Person, lead string) {
	for _, who := range group {
		p.now(who.Items[0].of(&who))
		name := form.Inline(who.Name)
		p.Line(lead, name, p.Mark(form.Dim, form.Cut("  "+form.Inline(Place(who)), p.Room(form.Width(lead)+form.Width(name)))))
	}
}

// namesThatFit are the names in so many columns, and how many more there are.
func namesThatFit(names []string, room int) string {
	for n := len(names); n > 0; n-- {
		if text := joinSome(names, n); n == 1 || form.Width(text) <= room {
			return text
		}
	}
	return ""
}

func joinSome(names []string, n int) string {
	if n == len(names) {
		return form.AndList(names)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}

// foldLine says what has waited long, and whose turn comes later.
func (p *duePainter) foldLine() string {
	text := form.Plural(p.Folded, "more promise or reply", "more promises and replies")
	switch {
	case p.old == p.Folded:
		text += fmt.Sprintf(", older than %d days", oldDays)
	case p.old > 0:
		text += fmt.Sprintf(", %d of them older than %d days", p.old, oldDays)
	}
	return text + ": netnotes due --all"
}

// undated are the promises without a day: a few of them, or with --all each.
func (p *duePainter) undated() {
	if p.all {
		for i, u := range p.Undated {
			lead := form.Pad("", 15)
			if i == 0 {
				lead = "without a day  "
			}
			p.Line(lead, form.Words(u.Text), " (", form.Inline(u.Name), ")  ", p.Mark(form.Dim, fmt.Sprintf("%s:%d", form.Inline(u.Path), u.Line)))
		}
		return
	}
	if len(p.Undated) == 0 {
		return
	}
	const lead, tail, shown = "without a day  ", ": netnotes due --all", 2
	var told []string
	for _, u := range p.Undated[:min(shown, len(p.Undated))] {
		told = append(told, form.Cut(form.Words(u.Text), 40)+" ("+form.Inline(u.Name)+")")
	}
	for n := len(told); n >= 0; n-- {
		text := strings.Join(told[:n], " · ")
		switch left := len(p.Undated) - n; {
		case n == 0:
			text = form.Plural(left, "promise", "promises")
		case left > 0:
			text += fmt.Sprintf(" and %d more", left)
		}
		if n == 0 || form.Width(lead)+form.Width(text)+form.Width(tail) <= p.Room(0) {
			p.Line(lead, text, tail)
			return
		}
	}
}
