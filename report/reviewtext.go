package report

import (
	"fmt"
	"strings"

	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// namesShown is how many names stand behind a count.
const namesShown = 6

// Text writes the review: one line a subject, the counts first and the names
// behind them. What did not happen is not mentioned.
func (r Review) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	title := form.Days(date.When{From: r.From, To: r.To})
	if r.label != "" {
		title = r.label + " · " + title
	}
	p.Line(p.Mark(form.Bold, title))
	p.Line()
	empty := p.Lines()
	r.conversations(&p)
	r.promisesText(&p)
	r.introductionsText(&p)
	r.newText(&p)
	for i, e := range r.Events {
		p.Labelled(form.First("events", i), reviewIndent, e.text())
	}
	r.peopleText(&p)
	if p.Lines() == empty {
		p.Line("Nothing recorded in these days.")
	}
	return p.Bytes()
}

const reviewIndent = 15

func (r Review) conversations(p *form.Painter) {
	c := r.Conversations
	if c.Count > 0 {
		text := form.Plural(c.Count, "conversation", "conversations") + " with " + form.Plural(c.People, "person", "people")
		if c.Most != nil && c.Most.Count > 1 {
			text += fmt.Sprintf(", most with %s (%d)", form.Inline(c.Most.Name), c.Most.Count)
		}
		p.Labelled("spoke", reviewIndent, text)
	}
	if s := r.OutsideSearch; s != nil && s.Of > 0 {
		p.Labelled("", reviewIndent, fmt.Sprintf("%d of %s outside a job search (%.0f %%)", s.Contacts, form.Plural(s.Of, "contact", "contacts"), 100*s.Share))
	}
}

func (r Review) promisesText(p *form.Painter) {
	if c := r.Promises; c.Kept+c.Open > 0 {
		text := fmt.Sprintf("%d kept", c.Kept)
		if c.Open > 0 {
			text += fmt.Sprintf(", %d open: %s", c.Open, form.Naming(c.People, namesShown))
		}
		p.Labelled("promises", reviewIndent, text)
	}
	if c := r.Answers; c.Wanted > 0 {
		text := fmt.Sprintf("%d of %d given, %d within %d days", c.Given, c.Wanted, c.Soon, due.ReplyAfter)
		if len(c.Open) > 0 {
			text += "; open: " + form.Naming(c.Open, namesShown)
		}
		p.Labelled("answers", reviewIndent, text)
	}
	if c := r.Thanks; c.Due > 0 {
		text := fmt.Sprintf("%d of %d by the next day", c.OnTime, c.Due)
		if c.Late > 0 {
			text += fmt.Sprintf(", %d later", c.Late)
		}
		if c.Ahead > 0 {
			text += fmt.Sprintf(", %d still in time", c.Ahead)
		}
		if len(c.Never) > 0 {
			text += "; not yet: " + form.Naming(c.Never, namesShown)
		}
		p.Labelled("thank-yous", reviewIndent, text)
	}
}

func (r Review) introductionsText(p *form.Painter) {
	for i, in := range r.Introductions.Made {
		p.Labelled(form.First("introduced", i), reviewIndent, form.Inline(strings.Join(in.People, " and "))+", "+form.Day(in.On, r.Today))
	}
	for i, in := range r.Introductions.Got {
		text := form.Inline(in.By) + " introduced you"
		if len(in.People) > 0 {
			text += " to " + form.Inline(strings.Join(in.People, ", "))
		}
		p.Labelled(form.First("introduced by", i), reviewIndent, text+", "+form.Day(in.On, r.Today))
	}
}

func (r Review) newText(p *form.Painter) {
	c := r.New
	if c.Count == 0 {
		return
	}
	text := fmt.Sprintf("%s; written to within 2 days: %d, within 7: %d", form.Plural(c.Count, "person", "people"), c.In2, c.In7)
	if c.Later > 0 {
		text += fmt.Sprintf(", later: %d", c.Later)
	}
	if len(c.Never) > 0 {
		text += fmt.Sprintf("; not yet: %s", form.Naming(c.Never, namesShown))
	}
	p.Labelled("new", reviewIndent, text)
}

// text is what became of an event.
func (e EventCount) text() string {
	text := form.Inline(e.Name) + ": "
	if e.Met == 0 {
		return text + "nobody noted"
	}
	return text + fmt.Sprintf("met %d, thanked within a day %d, connected %d, met again %d", e.Met, e.Thanked, e.Connected, e.MetAgain)
}

func (r Review) peopleText(p *form.Painter) {
	for i, m := range r.Mentees {
		p.Labelled(form.First("mentees", i), reviewIndent, form.Inline(m.Name)+", "+form.Plural(m.Conversations, "conversation", "conversations"))
	}
	if c := r.Work; c.Of > 0 {
		text := fmt.Sprintf("%d of %d met at work or in a group a year ago or longer are still warm", c.Warm, c.Of)
		if c.Warm > 0 {
			text += ": " + form.Naming(c.Names, namesShown)
		}
		p.Labelled("side by side", reviewIndent, text)
	}
	if len(r.Quiet) > 0 {
		p.Labelled("quiet", reviewIndent, form.Naming(r.Quiet, namesShown))
	}
}

// ReviewSpan reads what the user asks a review for: a year, a month, a range,
// "week", "month", "year", or nothing, which is the year so far.
func ReviewSpan(arg string, today date.Date, weekStarts int) (span date.When, label string, ok bool) {
	switch arg {
	case "", "year":
		return date.When{From: date.Date{Year: today.Year, Month: 1, Day: 1}, To: today}, fmt.Sprint(today.Year), true
	case "month":
		return date.When{From: date.Date{Year: today.Year, Month: today.Month, Day: 1}, To: today}, form.MonthName(today.Month), true
	case "week":
		return date.When{From: today.AddDays(-((today.Weekday() - weekStarts + 7) % 7)), To: today}, "This week", true
	}
	span, err := date.Parse(arg)
	return span, "", err == nil
}
