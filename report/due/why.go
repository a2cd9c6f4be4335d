package due

import (
	"cmp"
	"fmt"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/form"
)

// Why explains one person: every clock with its evidence, every item with its
// arithmetic and what would close it.
type Why struct {
	Today  date.Date       `json:"today"`
	Name   string          `json:"name"`
	Path   string          `json:"path"`
	Clocks []Clock         `json:"clocks"`
	Items  []WhyItem       `json:"items"`
	Not    []form.Evidence `json:"not"` // what is not asked for, and why

	rhythm string
}

// Clock is one fact about a person.
type Clock struct {
	Name    string          `json:"name"`
	Value   string          `json:"value"`
	Because []form.Evidence `json:"because"`

	shown string
}

// WhyItem is an item with its reasons.
type WhyItem struct {
	Item
	Because []form.Evidence `json:"because"`
	Closes  string          `json:"closes"` // what would close it
}

// MakeWhy explains a person on a day.
func MakeWhy(ix *index.Index, p *index.Person, today date.Date) Why {
	w := &Contact{telling: true}
	w.examine(ix, p, today)
	y := Why{Today: today, Name: p.Name, Path: p.Path, Items: []WhyItem{}, Not: []form.Evidence{}, rhythm: RhythmText(w.Tier, w.Cadence.String())}
	y.Clocks = w.clocks()
	for _, it := range w.Items {
		y.Items = append(y.Items, WhyItem{it, it.Because, it.row.closedBy})
	}
	y.Not = append(y.Not, w.withheld()...)
	return y
}

// clocks are the facts with the lines they come from.
func (w *Contact) clocks() []Clock {
	var out []Clock
	clock := func(name, value, shown string, because ...form.Evidence) {
		if because == nil {
			because = []form.Evidence{}
		}
		out = append(out, Clock{name, value, because, shown})
	}
	clock("spoke", w.Spoke.String(), cmp.Or(form.FullDay(w.Spoke), "never"), w.spokeBecause())
	if w.TouchLine != nil {
		clock("touch", w.Touch.String(), form.FullDay(w.Touch), because(w.TouchLine, form.PlainLine(w.TouchLine))...)
	}
	var lines []form.Evidence
	for _, l := range w.Unanswered {
		lines = append(lines, because(l, form.PlainLine(l))...)
	}
	clock("unanswered", fmt.Sprint(len(w.Unanswered)), fmt.Sprint(len(w.Unanswered)), lines...)
	if w.Owed != nil {
		clock("owed", w.Owed.When.Day(w.Today).String(), "a reply", because(w.Owed, form.PlainLine(w.Owed))...)
	}
	if w.Waiting {
		reasons := because(w.Ask, form.PlainLine(w.Ask))
		if w.RestLine != nil {
			reasons = append(reasons, because(w.RestLine, "away until "+form.Day(w.Rest, w.Today)+", so you wait until "+form.Day(w.WaitEnds, w.Today))...)
		}
		clock("waiting", w.Ask.When.Day(w.Today).String(), "for an answer", reasons...)
	}
	clock("warmth", string(w.Warmth), string(w.Warmth), form.Evidence{Text: w.warmthText()})
	from := "the default tier"
	if w.Text("cadence") != "" {
		from = "cadence"
	} else if w.Tier != "" {
		from = "tier " + w.Tier
	}
	if w.Cadence.Spoke {
		from += ": only conversations count"
	}
	clock("cadence", w.Cadence.String(), w.Cadence.String(), form.Evidence{Text: "from " + from, Path: w.Path})
	if w.Status != parse.Active {
		clock("status", string(w.Status), string(w.Status), form.Evidence{Text: "from status", Path: w.Path})
	}
	return out
}

// spokeBecause is the line, or the two lines, of the newest conversation.
func (w *Contact) spokeBecause() form.Evidence {
	switch {
	case w.SpokeAfter != nil:
		return form.Reason(fmt.Sprintf("an exchange: %s and %s", w.lineText(w.SpokeAfter), w.lineText(w.SpokeLine)), w.SpokeLine.Note.Path, w.SpokeLine.Line)
	case w.SpokeLine != nil:
		return because(w.SpokeLine, form.PlainLine(w.SpokeLine))[0]
	case !w.Spoke.IsZero() && len(w.Conversations) == 0:
		return form.Evidence{Text: "the day you met: no conversation is noted yet", Path: w.Path}
	case !w.Spoke.IsZero():
		return form.Evidence{Text: "the day you met: no conversation is noted since", Path: w.Path}
	}
	return form.Evidence{Text: "no conversation recorded"}
}

// warmthText says how the warmth was found.
func (w *Contact) warmthText() string {
	switch w.Warmth {
	case index.New:
		return "first met at most 60 days ago, and no second conversation yet"
	case index.Latent:
		return "neither a conversation nor a date in met"
	case index.Dormant:
		return "more than two years since you spoke"
	}
	since := "you spoke"
	if w.SpokeLine == nil {
		since = "you met"
	}
	return fmt.Sprintf("%d days since %s, against a rhythm of %.0f days", w.Today.Sub(w.Spoke), since, w.Ratio())
}

// withheld says why nothing, or not more, is asked for: what is closed, hidden or
// gone, and what holds for the person as a whole.
func (w *Contact) withheld() []form.Evidence {
	for _, d := range w.Bounced {
		w.withhold(d.Note.Path, d.Line.Line, func() string { return w.lineText(d.Line) + " came back, so it counts nothing" })
	}
	out := w.not
	say := func(format string, args ...any) { out = append(out, form.Evidence{Text: fmt.Sprintf(format, args...)}) }
	if w.Status != parse.Active {
		say("nothing but what the status %s allows", w.Status)
		return out
	}
	if w.Resting.After(w.Today) {
		e := form.Evidence{Text: "snoozed until " + form.FullDay(w.Resting), Path: w.Path}
		if w.snooze != nil {
			e.Line, e.Path = w.snooze.Line, w.snooze.Note.Path
		}
		out = append(out, e)
	}
	if w.Quiet() {
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
		say("keep: due %s, but not now: %s", form.FullDay(r.Due), w.busy(r.Due))
	}
	return out
}

// Text writes the explanation for people.
func (y Why) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	title := form.Inline(y.Name)
	if y.rhythm != "" {
		title += " · " + y.rhythm
	}
	p.Line(p.Mark(form.Bold, title))
	p.Line()
	for _, c := range y.Clocks {
		for i, e := range append(c.Because, form.Evidence{})[:max(1, len(c.Because))] {
			label, value := c.Name, c.shown
			if i > 0 {
				label, value = "", ""
			}
			p.Line(form.Pad(label, 13), form.Pad(value, 13), "  ", PaintEvidence(&p, e))
		}
	}
	if len(y.Items)+len(y.Not) > 0 {
		p.Line()
	}
	for _, it := range y.Items {
		word := it.row.Word()
		status := it.Status + " " + form.Day(it.Due, y.Today)
		if it.Late > 0 {
			status = fmt.Sprintf("due %s, %s late", form.Day(it.Due, y.Today), form.Plural(it.Late, "day", "days"))
			if it.Status == Snoozed {
				status += ", snoozed"
			}
		}
		for i, e := range it.Because {
			if i == 0 {
				p.Line(form.Pad(word, 13), form.Pad(status, 28), "  ", PaintEvidence(&p, e))
			} else {
				p.Line(form.Pad("", 43), PaintEvidence(&p, e))
			}
		}
		p.Line(form.Pad("", 43), p.Mark(form.Dim, "closed by: "+it.Closes))
	}
	for _, e := range y.Not {
		what, why, named := strings.Cut(e.Text, ": ")
		if !named || form.Width(what) > 30 {
			what, why = "not now", e.Text
		}
		p.Line(form.Pad(what, 13), "  ", PaintEvidence(&p, form.Reason(why, e.Path, e.Line)))
	}
	return p.Bytes()
}

// PaintEvidence is a reason and its place, on one line.
func PaintEvidence(p *form.Painter, e form.Evidence) string {
	where := ""
	if e.Path != "" {
		where = form.Inline(e.Path)
		if e.Line > 0 {
			where += fmt.Sprintf(":%d", e.Line)
		}
	}
	text := form.Inline(e.Text)
	if where == "" {
		return text
	}
	return form.Pad(text, 40) + "  " + p.Mark(form.Dim, where)
}

// RhythmText is the tier and the cadence in words: B, every 2 months.
func RhythmText(tier, cadence string) string {
	switch cadence {
	case "":
		return ""
	case "none":
		return "no rhythm"
	}
	cadence, spoke := strings.CutSuffix(cadence, " call")
	ideal, _, both := strings.Cut(cadence, "/")
	d, err := date.ParseDuration(ideal)
	if err != nil {
		return ""
	}
	text := "every " + form.Spell(d)
	if both {
		text += " (" + cadence + ")"
	}
	if spoke {
		text += ", a conversation"
	}
	if tier != "" {
		text = tier + ", " + text
	}
	return text
}
