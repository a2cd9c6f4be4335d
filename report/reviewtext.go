package report

import (
	"fmt"
	"strings"

	"netnotes/parse"
)

// namesShown is how many names stand behind a count.
const namesShown = 6

// Text writes the review: one line a subject, the counts first and the names
// behind them. What did not happen is not mentioned.
func (r Review) Text(style Style) []byte {
	p := painter{Style: style}
	title := whenText(CardEntry{From: r.From, To: r.To})
	if r.label != "" {
		title = r.label + " · " + title
	}
	p.line(p.mark(bold, title))
	p.line()
	empty := p.lineCount()
	r.conversations(&p)
	r.promisesText(&p)
	r.introductionsText(&p)
	r.newText(&p)
	for i, e := range r.Events {
		p.labelled(first("events", i), reviewIndent, e.text())
	}
	r.peopleText(&p)
	if p.lineCount() == empty {
		p.line("Nothing recorded in these days.")
	}
	return p.Bytes()
}

const reviewIndent = 15

func (r Review) conversations(p *painter) {
	c := r.Conversations
	if c.Count > 0 {
		text := plural(c.Count, "conversation", "conversations") + " with " + plural(c.People, "person", "people")
		if c.Most != nil && c.Most.Count > 1 {
			text += fmt.Sprintf(", most with %s (%d)", inline(c.Most.Name), c.Most.Count)
		}
		p.labelled("spoke", reviewIndent, text)
	}
	if s := r.OutsideSearch; s != nil && s.Of > 0 {
		p.labelled("", reviewIndent, fmt.Sprintf("%d of %s outside a job search (%.0f %%)", s.Contacts, plural(s.Of, "contact", "contacts"), 100*s.Share))
	}
}

func (r Review) promisesText(p *painter) {
	if c := r.Promises; c.Kept+c.Open > 0 {
		text := fmt.Sprintf("%d kept", c.Kept)
		if c.Open > 0 {
			text += fmt.Sprintf(", %d open: %s", c.Open, naming(c.People, namesShown))
		}
		p.labelled("promises", reviewIndent, text)
	}
	if c := r.Answers; c.Wanted > 0 {
		text := fmt.Sprintf("%d of %d given, %d within %d days", c.Given, c.Wanted, c.Soon, replyAfter)
		if len(c.Open) > 0 {
			text += "; open: " + naming(c.Open, namesShown)
		}
		p.labelled("answers", reviewIndent, text)
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
			text += "; not yet: " + naming(c.Never, namesShown)
		}
		p.labelled("thank-yous", reviewIndent, text)
	}
}

func (r Review) introductionsText(p *painter) {
	for i, in := range r.Introductions.Made {
		p.labelled(first("introduced", i), reviewIndent, inline(strings.Join(in.People, " and "))+", "+Day(in.On, r.Today))
	}
	for i, in := range r.Introductions.Got {
		text := inline(in.By) + " introduced you"
		if len(in.People) > 0 {
			text += " to " + inline(strings.Join(in.People, ", "))
		}
		p.labelled(first("introduced by", i), reviewIndent, text+", "+Day(in.On, r.Today))
	}
}

func (r Review) newText(p *painter) {
	c := r.New
	if c.Count == 0 {
		return
	}
	text := fmt.Sprintf("%s; written to within 2 days: %d, within 7: %d", plural(c.Count, "person", "people"), c.In2, c.In7)
	if c.Later > 0 {
		text += fmt.Sprintf(", later: %d", c.Later)
	}
	if len(c.Never) > 0 {
		text += fmt.Sprintf("; not yet: %s", naming(c.Never, namesShown))
	}
	p.labelled("new", reviewIndent, text)
}

// text is what became of an event.
func (e EventCount) text() string {
	text := inline(e.Name) + ": "
	if e.Met == 0 {
		return text + "nobody noted"
	}
	return text + fmt.Sprintf("met %d, thanked within a day %d, connected %d, met again %d", e.Met, e.Thanked, e.Connected, e.MetAgain)
}

func (r Review) peopleText(p *painter) {
	for i, m := range r.Mentees {
		p.labelled(first("mentees", i), reviewIndent, inline(m.Name)+", "+plural(m.Conversations, "conversation", "conversations"))
	}
	if c := r.Work; c.Of > 0 {
		text := fmt.Sprintf("%d of %d met at work or in a group a year ago or longer are still warm", c.Warm, c.Of)
		if c.Warm > 0 {
			text += ": " + naming(c.Names, namesShown)
		}
		p.labelled("side by side", reviewIndent, text)
	}
	if len(r.Quiet) > 0 {
		p.labelled("quiet", reviewIndent, naming(r.Quiet, namesShown))
	}
}

// ReviewSpan reads what the user asks a review for: a year, a month, a range,
// "week", "month", "year", or nothing, which is the year so far.
func ReviewSpan(arg string, today parse.Date, weekStarts int) (span parse.When, label string, ok bool) {
	switch arg {
	case "", "year":
		return parse.When{From: parse.Date{Year: today.Year, Month: 1, Day: 1}, To: today}, fmt.Sprint(today.Year), true
	case "month":
		return parse.When{From: parse.Date{Year: today.Year, Month: today.Month, Day: 1}, To: today}, monthName(today.Month), true
	case "week":
		return parse.When{From: today.AddDays(-((today.Weekday() - weekStarts + 7) % 7)), To: today}, "This week", true
	}
	span, err := parse.ParseWhen(arg)
	return span, "", err == nil
}
