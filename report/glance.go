package report

import (
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Glance is a note in a few lines, for an editor that shows it beside a name.
type Glance struct {
	Name  string
	What  string    // the role and the organisation; else the kind of note
	Now   string    // when the user spoke to a person, and how warm it is; empty for others
	Lines []string  // what to know, at most glanceLines
	Touch date.Date // the newest touch
	Next  date.Date // when the rhythm asks for a touch; zero where it asks for none
	Why   string    // of Next
}

// glanceLines is how many lines stand below the name.
const glanceLines = 11

// MakeGlance looks at a note on a day.
func MakeGlance(ix *index.Index, n *parse.Note, today date.Date) Glance {
	c := Card{note: n, Name: n.Name, Kind: string(n.Kind), today: today}
	title, what, _ := strings.Cut(c.title(), " · ")
	g := Glance{Name: n.Name, What: form.Inline(what)}
	if pronouns := strings.TrimSpace(strings.TrimPrefix(title, n.Name)); pronouns != "" {
		g.What = form.Inline(strings.Trim(pronouns+" · "+what, " ·"))
	}
	if p := ix.Person(n); p != nil {
		g.person(ix, p, today)
	} else {
		g.place(n, today)
	}
	return g
}

// MakeNow is a look at a person without the lines.
func MakeNow(ix *index.Index, p *index.Person, today date.Date) Glance {
	g := Glance{Name: p.Name}
	days := ix.Days(p, today)
	g.now(&days, today)
	return g
}

func (g *Glance) say(label, text string) {
	if text != "" && len(g.Lines) < glanceLines {
		g.Lines = append(g.Lines, label+form.Inline(text))
	}
}

// now says when the user spoke to somebody, and when the rhythm asks for more.
func (g *Glance) now(d *index.Days, today date.Date) {
	g.Touch = d.Touch
	parts := []string{string(d.Warmth)}
	if !d.Spoke.IsZero() {
		parts = []string{"spoke " + form.Day(d.Spoke, today), string(d.Warmth)}
	}
	g.Now = strings.Join(parts, " · ")
	if r, ok := d.Rhythm(); ok && d.Status == parse.Active {
		g.Next, g.Why = r.Due, strings.TrimPrefix(due.RhythmText(d.Tier, d.Cadence.String()), " ")+" from "+form.Day(r.Anchor, today)
	}
}

// Brief is what stands beside a name in a list of names.
func (g Glance) Brief(p *index.Person) string {
	return form.Inline(strings.Trim(PersonRow(p, &index.Days{}).HowMet()+" · "+g.Now, " ·"))
}

func (g *Glance) person(ix *index.Index, p *index.Person, today date.Date) {
	w := examine(ix, p, today)
	g.now(&w.Days, today)
	if met := PersonRow(p, &w.Days).HowMet(); met != "" {
		g.say("met: ", met)
	}
	g.say("cue: ", p.Text("cue"))
	g.say("say: ", p.Text("say"))
	g.say("", g.Now)
	if rhythm := due.RhythmText(w.Tier, w.Cadence.String()); !g.Next.IsZero() {
		g.say("", rhythm+", next "+form.Day(g.Next, today))
	}
	for _, it := range w.Items {
		if it.Kind != "promise" && it.Kind != "theirs" && it.Kind != "keep" && it.Status != due.Upcoming {
			g.say("due: ", it.Row().Word()+" "+form.Day(it.Due, today)+": "+it.Told(today))
		}
	}
	for _, promise := range p.Promises() {
		if promise.State != task.Open {
			continue
		}
		whose, text := "you promised: ", txt.PlainText(promise.Text)
		if promise.Theirs {
			whose = "they promised: "
		}
		if by := promise.Day(); !by.IsZero() {
			text += ", by " + form.Day(by, today)
		}
		g.say(whose, text)
	}
}

func (g *Glance) place(n *parse.Note, today date.Date) {
	if start := n.When("start"); !start.IsZero() {
		days := form.Day(start.From, today)
		if end := n.When("end"); !end.IsZero() && end.To != start.From {
			days += " – " + form.Day(end.To, today)
		}
		g.say("", days)
	}
	g.say("", n.Plain("place"))
	for _, key := range []string{"goals", "topics", "my_role", "status"} {
		g.say(key+": ", form.PlainTexts(n.List(key), ", "))
	}
}

// Distance says in words how far a day is from another: in 4 d, 2 d late.
func Distance(d, today date.Date) string {
	switch n := d.Sub(today); {
	case n == 0:
		return "today"
	case n > 0:
		return "in " + form.Plural(n, "d", "d")
	default:
		return form.Plural(-n, "d", "d") + " late"
	}
}

// DayInWords is a day with its weekday and how far it is: Fri 14 Sep 2026, in 3
// weeks.
func DayInWords(d, today date.Date) string {
	text := form.WeekdayName(d) + " " + form.FullDay(d)
	switch n := d.Sub(today); {
	case n == 0:
		return text + ", today"
	case n > 0:
		return text + ", in " + roughly(n)
	default:
		return text + ", " + roughly(-n) + " ago"
	}
}

// roughly is a number of days as people say it.
func roughly(days int) string {
	switch {
	case days < 14:
		return form.Plural(days, "day", "days")
	case days < 61:
		return form.Plural(days/7, "week", "weeks")
	case days < 730:
		return form.Plural(int(float64(days)/30.44+0.5), "month", "months")
	}
	return form.Plural(days/365, "year", "years")
}

// NearDay writes a day for people: 14 Sep, with the year where it is another one.
func NearDay(d, today date.Date) string { return form.Day(d, today) }
