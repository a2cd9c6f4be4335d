package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
)

// Text writes the list for people.
func (d Due) Text(style Style) []byte {
	p := duePainter{painter: painter{Style: style}, Due: &d}
	p.paint()
	return p.b.Bytes()
}

// Screen is the list as lines, and for some of them the note they are about. The
// people of a block stand on lines of their own, for one may be chosen.
func (d Due) Screen(style Style) (lines []string, notes map[int]string) {
	p := duePainter{painter: painter{Style: style}, Due: &d, apart: true}
	p.paint()
	return strings.Split(strings.TrimSuffix(p.b.String(), "\n"), "\n"), p.about
}

// duePainter writes a due list.
type duePainter struct {
	painter
	*Due
	apart     bool // the people of a block one by one
	nameWidth int
}

// paint writes meetings first, then people and notes, and what is said in a line.
func (p *duePainter) paint() {
	if len(p.People) == 0 {
		p.line(p.nothing())
		p.undated()
		return
	}
	people, folded, old := p.fold()
	p.title()
	p.meetings(people)
	p.nameWidth = 12
	for _, who := range people {
		p.nameWidth = max(p.nameWidth, min(width(inline(who.Name)), 28))
	}
	groups := map[string][]DuePerson{}
	for i := range people {
		who := &people[i]
		who.Items = slices.DeleteFunc(slices.Clone(who.Items), func(it Item) bool { return it.Kind == "meeting" })
		if len(who.Items) > 0 && who.Items[0].block != "" {
			groups[who.Items[0].block] = append(groups[who.Items[0].block], *who)
		}
	}
	for _, who := range people {
		if len(who.Items) == 0 {
			continue
		}
		group := groups[who.Items[0].block]
		switch {
		case len(group) < 2:
			p.person(who)
		case group[0].Path == who.Path:
			p.block(group)
		}
	}
	if p.More > 0 {
		p.line(p.mark(dim, fmt.Sprintf("… and %d more (--all)", p.More)))
	}
	if folded > 0 {
		p.line(p.foldLine(folded, old))
	}
	p.undated()
	if p.Spread > 0 {
		p.line(fmt.Sprintf("… %d rhythms are late; lay them over the coming weeks: netnotes spread", p.Spread))
	}
	p.soon()
}

// title is the day, and of how many people something is said.
func (p *duePainter) title() {
	persons := 0
	for _, who := range p.People {
		persons += count(who.Type == "")
	}
	title := weekdayName(p.Today) + " " + fullDay(p.Today)
	if persons > 0 {
		title += " · " + plural(persons, "person", "people")
	}
	p.line(p.mark(bold, title))
	p.line()
}

// nothing is the whole report of a calm day.
func (d *Due) nothing() string {
	if len(d.Soon) == 0 {
		return "Nothing due."
	}
	next := d.Soon[0]
	when := "on " + day(next.Due, d.Today)
	switch ahead := next.Due.Sub(d.Today); {
	case ahead <= 0:
		when = "on the next working day"
	case ahead == 1:
		when = "tomorrow"
	case ahead < 7:
		when = "on " + [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}[next.Due.Weekday()]
	}
	return "Nothing due. Next: " + inline(next.Name) + " " + when + "."
}

// meetings lead the list: when, with whom, where, what about, and what is ready.
func (p *duePainter) meetings(people []DuePerson) {
	told := map[string]bool{}
	for _, who := range people {
		for _, it := range who.Items {
			if it.Kind != "meeting" || it.block != "" && told[it.block] {
				continue
			}
			told[it.block] = true
			p.note(who.Path)
			p.meeting(who, it)
		}
	}
	if len(told) > 0 {
		p.line()
	}
}

func (p *duePainter) meeting(who DuePerson, it Item) {
	when := map[int]string{0: "Today", 1: "Tomorrow"}[it.Due.Sub(p.Today)] + " " + it.Time
	name := joinNames(append([]string{inline(who.Name)}, it.with...))
	about := []string{words(it.Text)}
	if it.Place != "" && !strings.Contains(it.Text, it.Place) {
		about = append(about, inline(it.Place))
	}
	if it.Questions != nil {
		about = append(about, questionsReady(*it.Questions))
	}
	lead := pad(inline(when), 14) + p.mark(bold, name) + "   "
	text := strings.Join(about, " · ")
	if p.Width > 0 {
		text = cut(text, max(20, p.Width-max(14, width(when))-width(name)-3))
	}
	p.line(lead, text)
	p.line(pad("", 14), p.mark(dim, parse.Command("prep", who.Name)))
}

// questionsReady says how many questions are ready, and how many are good.
func questionsReady(n int) string {
	text := plural(n, "question", "questions") + " ready"
	if n < fewQuestions || n > manyQuestions {
		text += fmt.Sprintf(", %d to %d are good", fewQuestions, manyQuestions)
	}
	return text
}

// block writes what several people have in common once, with their names, and then
// what else is due of them.
func (p *duePainter) block(group []DuePerson) {
	it := group[0].Items[0]
	lead := "  " + p.lateness(it) + "   " + pad(it.row.word(), 11) + " "
	p.note(group[0].Path)
	p.line(p.mark(bold, map[string]string{"thanks": "Thank-yous after ", "share": "A month after "}[it.Step]+inline(it.event)), "  ", plural(len(group), "person", "people"))
	var names []string
	for _, who := range group {
		names = append(names, inline(who.Name))
	}
	switch {
	case p.apart:
		for i, who := range group {
			p.note(who.Path)
			p.line(lead, names[i], p.mark(dim, "  "+inline(place(who))))
		}
	case p.all:
		p.wrap(lead, strings.Join(names, ", "), "")
	default:
		p.line(lead, namesThatFit(names, p.room(27)))
	}
	for _, who := range group {
		if who.Items = who.Items[1:]; len(who.Items) > 0 {
			p.person(who)
		}
	}
}

// room is how many columns are left after some.
func (p *painter) room(used int) int {
	if p.Width == 0 {
		return textWidth - used
	}
	return max(20, p.Width-used)
}

// namesThatFit are the names in so many columns, and how many more there are.
func namesThatFit(names []string, room int) string {
	for n := len(names); n > 0; n-- {
		if text := joinSome(names, n); n == 1 || width(text) <= room {
			return text
		}
	}
	return ""
}

func joinSome(names []string, n int) string {
	if n == len(names) {
		return andList(names)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:n], ", "), len(names)-n)
}

// foldLine says what has waited long, and whose turn comes later.
func (p *duePainter) foldLine(folded, old int) string {
	text := plural(folded, "more promise or reply", "more promises and replies")
	switch {
	case old == folded:
		text += fmt.Sprintf(", older than %d days", oldDays)
	case old > 0:
		text += fmt.Sprintf(", %d of them older than %d days", old, oldDays)
	}
	return text + ": netnotes due --all"
}

// undated are the promises without a day: a few of them, or with --all each.
func (p *duePainter) undated() {
	if p.all {
		for i, u := range p.Undated {
			lead := pad("", 15)
			if i == 0 {
				lead = "without a day  "
			}
			p.line(lead, words(u.Text), " (", inline(u.Name), ")  ", p.mark(dim, fmt.Sprintf("%s:%d", inline(u.Path), u.Line)))
		}
		return
	}
	if len(p.Undated) == 0 {
		return
	}
	const lead, tail, shown = "without a day  ", ": netnotes due --all", 2
	var told []string
	for _, u := range p.Undated[:min(shown, len(p.Undated))] {
		told = append(told, cut(words(u.Text), 40)+" ("+inline(u.Name)+")")
	}
	for n := len(told); n >= 0; n-- {
		text := strings.Join(told[:n], " · ")
		switch left := len(p.Undated) - n; {
		case n == 0:
			text = plural(left, "promise", "promises")
		case left > 0:
			text += fmt.Sprintf(" and %d more", left)
		}
		if n == 0 || width(lead)+width(text)+width(tail) <= p.room(0) {
			p.line(lead, text, tail)
			return
		}
	}
}

// place is somebody's role and organisation.
func place(who DuePerson) string {
	return strings.Trim(who.Role+", "+who.Org, ", ")
}

func (p *duePainter) person(who DuePerson) {
	p.note(who.Path)
	state := who.Type
	if who.Type == "" {
		state = string(who.Warmth)
		if !who.Spoke.IsZero() {
			state += ", spoke " + day(who.Spoke, p.Today)
		}
	}
	room := 52
	if p.Width > 0 {
		room = max(10, p.Width-p.nameWidth-width(state)-4)
	}
	p.line(p.mark(bold, pad(inline(who.Name), p.nameWidth)), "  ", pad(cut(inline(place(who)), room), min(room, 52)), "  ", p.mark(dim, state))
	for _, it := range who.Items {
		p.item(it, p.Today)
	}
}

// lateness is the first column of an item. Only what was promised is red.
func (p *painter) lateness(it Item) string {
	text := "today"
	switch {
	case it.Late > 0:
		text = fmt.Sprintf("%d d late", it.Late)
	case it.Status == Upcoming || it.Status == Planned || it.Due.After(it.shown) && !it.shown.IsZero():
		text = fmt.Sprintf("%d %s", it.Due.Day, monthName(it.Due.Month))
	}
	text = strings.Repeat(" ", max(0, 10-width(text))) + text
	if it.Status == Overdue && (it.Kind == "promise" || it.Kind == "reply") {
		return p.mark(red, text)
	}
	return text
}

// item writes an item on a line.
func (p *painter) item(it Item, today parse.Date) {
	text := words(it.Text)
	switch it.Kind {
	case "reply":
		text = `"` + text + `" (` + day(it.Due.AddDays(-replyAfter), today) + ")"
	case "nudge":
		text = `no answer yet: "` + text + `"`
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
	p.line("  ", p.lateness(it), "   ", pad(it.row.word(), 11), " ", text)
}

// soon lists what comes; what --week shows above is not said twice.
func (p *duePainter) soon() {
	items, more := p.soonShown()
	for i, it := range items {
		lead := "       "
		if i == 0 {
			p.line()
			lead = "soon   "
		}
		text := it.row.word()
		switch it.Kind {
		case "planned":
			text = words(it.Text) + " (planned)"
		case "promise", "next", "occasion":
			text += ": " + words(it.Text)
		case "theirs":
			text = "they promised: " + words(it.Text)
		case "nudge":
			text = "no answer yet to your question"
		case "keep":
			text = "keep in touch, " + it.Text
		}
		line := lead + pad(weekdayName(it.Due)+" "+day(it.Due, p.Today), 12) + pad(inline(it.Name), 20) + "  " + text
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
func (d *Due) soonShown() (items []Item, more int) {
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
	if d.own == 0 {
		return "nothing due"
	}
	promises := map[string]bool{}
	for _, p := range d.People {
		for _, it := range p.Items {
			if it.Kind == "promise" && (it.Status == DueNow || it.Status == Overdue) {
				promises[fmt.Sprintf("%s:%d", it.Path, it.Line)] = true
			}
		}
	}
	s := fmt.Sprintf("%d due", d.own)
	if len(promises) > 0 {
		s += ", " + plural(len(promises), "promise", "promises")
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
