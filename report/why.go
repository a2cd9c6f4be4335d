package report

import (
	"fmt"

	"netnotes/index"
	"netnotes/parse"
)

// Why explains one person: every clock with its evidence, every item with its
// arithmetic and what would close it.
type Why struct {
	Today  parse.Date `json:"today"`
	Name   string     `json:"name"`
	Path   string     `json:"path"`
	Clocks []Clock    `json:"clocks"`
	Items  []WhyItem  `json:"items"`
	Not    []Evidence `json:"not"` // what is not asked for, and why

	rhythm string
}

// Clock is one fact about a person.
type Clock struct {
	Name    string     `json:"name"`
	Value   string     `json:"value"`
	Because []Evidence `json:"because"`

	shown string
}

// WhyItem is an item with its reasons.
type WhyItem struct {
	Item
	Because []Evidence `json:"because"`
	Closes  string     `json:"closes"` // what would close it
}

// MakeWhy explains a person on a day.
func MakeWhy(ix *index.Index, p *index.Person, today parse.Date) Why {
	w := examine(ix, p, today)
	y := Why{Today: today, Name: p.Name, Path: p.Path, Items: []WhyItem{}, Not: []Evidence{}, rhythm: rhythmText(w.Tier, w.Cadence.String())}
	y.Clocks = w.clocks()
	for _, it := range w.items {
		y.Items = append(y.Items, WhyItem{it, it.Because, closes(it)})
	}
	y.Not = append(y.Not, w.withheld()...)
	return y
}

func (w *person) clocks() []Clock {
	clock := func(name, value, shown string, because ...Evidence) Clock {
		if because == nil {
			because = []Evidence{}
		}
		return Clock{name, value, because, shown}
	}
	var out []Clock
	switch {
	case w.SpokeAfter != nil:
		out = append(out, clock("spoke", w.Spoke.String(), fullDay(w.Spoke),
			Evidence{fmt.Sprintf("an exchange: %s of %s and %s of %s", w.SpokeAfter.Kind, day(w.SpokeAfter.When.Day(w.today), w.today), w.SpokeLine.Kind, day(w.SpokeLine.When.Day(w.today), w.today)), w.SpokeLine.Note.Path, w.SpokeLine.Line}))
	case w.SpokeLine != nil:
		out = append(out, clock("spoke", w.Spoke.String(), fullDay(w.Spoke), because(w.SpokeLine, plainLine(w.SpokeLine))...))
	case !w.Spoke.IsZero():
		out = append(out, clock("spoke", w.Spoke.String(), fullDay(w.Spoke), Evidence{Text: "met stands for it: no line counts yet", Path: w.Path}))
	default:
		out = append(out, clock("spoke", "", "never", Evidence{Text: "no conversation recorded"}))
	}
	if w.TouchLine != nil {
		out = append(out, clock("touch", w.Touch.String(), fullDay(w.Touch), because(w.TouchLine, plainLine(w.TouchLine))...))
	}
	var lines []Evidence
	for _, l := range w.Unanswered {
		lines = append(lines, because(l, plainLine(l))...)
	}
	out = append(out, clock("unanswered", fmt.Sprint(len(w.Unanswered)), fmt.Sprint(len(w.Unanswered)), lines...))
	if w.Owed != nil {
		out = append(out, clock("owed", w.Owed.When.Day(w.today).String(), "a reply", because(w.Owed, plainLine(w.Owed))...))
	}
	if w.Waiting {
		out = append(out, clock("waiting", w.Ask.When.Day(w.today).String(), "for an answer", because(w.Ask, plainLine(w.Ask))...))
	}
	since, last := "spoke", w.Spoke
	if last.IsZero() {
		since, last = "met", w.Met
	}
	text := fmt.Sprintf("%d days since you %s, against a rhythm of %.0f days", w.today.Sub(last), since, w.Ratio())
	switch w.Warmth {
	case index.New:
		text = "first met at most 60 days ago, and no second conversation yet"
	case index.Latent:
		text = "neither a conversation nor a date in met"
	case index.Dormant:
		text = "more than two years since you " + since
	}
	out = append(out, clock("warmth", string(w.Warmth), string(w.Warmth), Evidence{Text: text}))
	from := "the default tier"
	if w.Text("cadence") != "" {
		from = "cadence"
	} else if w.Tier != "" {
		from = "tier " + w.Tier
	}
	out = append(out, clock("cadence", w.Cadence.String(), w.Cadence.String(), Evidence{Text: "from " + from, Path: w.Path}))
	if w.Status != parse.Active {
		out = append(out, clock("status", string(w.Status), string(w.Status), Evidence{Text: "from status", Path: w.Path}))
	}
	return out
}

// withheld says why nothing, or not more, is asked for.
func (w *person) withheld() []Evidence {
	var out []Evidence
	say := func(format string, args ...any) { out = append(out, Evidence{Text: fmt.Sprintf(format, args...)}) }
	if !w.allowed("keep") {
		say("nothing but what the status %s allows", w.Status)
		return out
	}
	if w.snoozed.After(w.today) {
		e := Evidence{Text: "snoozed until " + fullDay(w.snoozed), Path: w.Path}
		if w.snooze != nil {
			e.Line, e.Path = w.snooze.Line, w.snooze.Note.Path
		}
		out = append(out, e)
	}
	if len(w.Unanswered) >= index.MaxUnanswered {
		say("quiet: %d lines without an answer, so no keep and no nudge", len(w.Unanswered))
		return out
	}
	r, ok := w.Rhythm()
	switch {
	case w.asleep():
		say("%s, so nothing is asked for but what your own lines ask", w.Warmth)
	case !ok:
		say("keep: no rhythm, or nothing to count from")
	case w.busy(r.Due) != "":
		say("keep: due %s, but not now: %s", fullDay(r.Due), w.busy(r.Due))
	}
	return out
}

// closes says what would close an item.
func closes(it Item) string {
	switch it.Kind {
	case "promise":
		return "tick the box, or cancel it with [-]"
	case "reply":
		return "write to them, or talk"
	case "next":
		return "a line to them or a conversation, or a newer ->"
	case "occasion":
		return "a line to them or a conversation"
	case "confirm":
		return "log the conversation, or take the word planned out of the line"
	case "nudge":
		return "a word from them, or a conversation"
	case "keep":
		return "any counted line"
	case "planned":
		return "its day"
	}
	switch it.Step {
	case "thanks":
		return "a line to them: thanks, email, message, card"
	case "connect":
		return "a connect line, or linkedin in the front matter"
	case "share":
		return "a line with #gave, such as shared"
	}
	return "a line to them or a conversation"
}

// Text writes the explanation for people.
func (y Why) Text(style Style) []byte {
	p := painter{Style: style}
	title := inline(y.Name)
	if y.rhythm != "" {
		title += " · " + y.rhythm
	}
	p.line(p.mark(bold, title))
	p.line()
	for _, c := range y.Clocks {
		for i, e := range append(c.Because, Evidence{})[:max(1, len(c.Because))] {
			label, value := c.Name, c.shown
			if i > 0 {
				label, value = "", ""
			}
			p.line(pad(label, 13), pad(value, 13), "  ", evidence(&p, e, 28))
		}
	}
	if len(y.Items)+len(y.Not) > 0 {
		p.line()
	}
	for _, it := range y.Items {
		word := it.Kind
		if it.Step != "" {
			word = it.Step
		}
		status := it.Status + " " + day(it.Due, y.Today)
		if it.Late > 0 {
			status = fmt.Sprintf("due %s, %s late", day(it.Due, y.Today), plural(it.Late, "day", "days"))
			if it.Status == Snoozed {
				status += ", snoozed"
			}
		}
		for i, e := range it.Because {
			if i == 0 {
				p.line(pad(word, 13), pad(status, 28), "  ", evidence(&p, e, 43))
			} else {
				p.line(pad("", 43), evidence(&p, e, 43))
			}
		}
		p.line(pad("", 43), p.mark(dim, "closed by: "+it.Closes))
	}
	for _, e := range y.Not {
		p.line(pad("not now", 13), evidence(&p, e, 13))
	}
	return p.b.Bytes()
}

// evidence is a reason and its place, on one line.
func evidence(p *painter, e Evidence, indent int) string {
	where := ""
	if e.Path != "" {
		where = inline(e.Path)
		if e.Line > 0 {
			where += fmt.Sprintf(":%d", e.Line)
		}
	}
	text := inline(e.Text)
	if p.Width > 0 {
		text = cut(text, max(20, p.Width-indent-width(where)-2))
	}
	if where == "" {
		return text
	}
	return pad(text, 40) + "  " + p.mark(dim, where)
}
