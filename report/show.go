package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// MakeCard gathers what the folder knows of a note.
func MakeCard(ix *index.Index, n *parse.Note, today date.Date) Card {
	c := Story(ix, n, today)
	for _, f := range n.AllFields() {
		switch {
		case f.List:
			c.Fields[f.Key] = append([]string{}, f.Texts()...)
		default:
			c.Fields[f.Key] = f.Text()
		}
	}
	return c
}

// Story is a card without Fields, for which alone the note would be read.
func Story(ix *index.Index, n *parse.Note, today date.Date) Card {
	c := Card{Name: n.Name, Path: n.Path, Kind: string(n.Kind), Fields: map[string]any{}, Entries: []CardEntry{}, Promises: []CardPromise{}, today: today, note: n}
	if p := ix.Person(n); p != nil {
		c.contact(ix, p)
	} else {
		c.place(ix)
	}
	return c
}

func (c *Card) contact(ix *index.Index, p *index.Person) {
	w := examine(ix, p, c.today)
	c.Warmth, c.Spoke, c.Touch, c.Cadence, c.Tier = w.Warmth, w.Spoke, w.Touch, w.Cadence.String(), w.Tier
	c.items = w.Items
	for _, l := range slices.Backward(slices.Concat(p.Lines(), p.Aside())) {
		c.Entries = append(c.Entries, cardEntry(l, p))
	}
	slices.SortStableFunc(c.Entries, func(a, b CardEntry) int { return b.From.Compare(a.From) })
	for _, promise := range p.Promises() {
		c.Promises = append(c.Promises, cardPromise(promise.Promise, promise.Note))
	}
}

// Text writes the card, then the timeline.
func (c Card) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, form.Inline(c.title())))
	p.Line()
	for _, f := range c.Said() {
		c.field(&p, f.Label, strings.Join(f.Texts, ", "))
	}
	c.around(&p)
	c.lists(&p)
	return p.Bytes()
}

// CardField is what a card says on one line, without the brackets of links.
type CardField struct {
	Label string
	Texts []string
}

// Said are the fields of the card, in its order.
func (c Card) Said() (out []CardField) {
	add := func(label string, texts ...string) { out = append(out, CardField{label, texts}) }
	for _, label := range [][2]string{{"place", "place"}, {"met", ""}, {"cue", "cue"}, {"say", "say"}, {"email", "email"}, {"phone", "phone"}, {"skills", "skills"},
		{"interests", "interests"}, {"could", "could"}, {"relation", "relation"}, {"goals", "goals"}, {"my_role", "my_role"}, {"tags", "tags"}} {
		texts := plainList(c.note, label[1])
		if label[1] == "" && c.note.Kind == parse.ContactNote {
			texts = []string{c.HowMet()}
		}
		if len(texts) > 0 && texts[0] != "" {
			add(label[0], texts...)
		}
	}
	for _, key := range c.note.OwnKeys() {
		texts := c.note.Named(key)
		for i := range texts {
			texts[i] = txt.PlainText(texts[i])
		}
		add(key, texts...)
	}
	if start := c.note.When("start"); c.note.Kind == parse.EventNote && !start.IsZero() {
		days := form.FullDay(start.From)
		if end := c.note.When("end"); !end.IsZero() && end.To != start.From {
			days += " – " + form.FullDay(end.To)
		}
		add("days", days)
	}
	if c.Warmth != "" {
		text := string(c.Warmth)
		if !c.Spoke.IsZero() {
			text += ", spoke " + form.FullDay(c.Spoke)
		}
		if rhythm := due.RhythmText(c.Tier, c.Cadence); rhythm != "" {
			text += "; " + rhythm
		}
		add("now", text)
	}
	return out
}

// HowMet says in a few words how the user met somebody.
func (c Card) HowMet() string { return PersonRow(&index.Person{Note: c.note}, &index.Days{}).HowMet() }

func (c Card) field(p *form.Painter, label, text string) {
	p.Labelled(label, form.CardWidth, form.Inline(text))
}

// title is the name with what somebody is.
func (c Card) title() string {
	title := c.Name
	if pronouns := c.note.Text("pronouns"); pronouns != "" {
		title += "  " + pronouns
	}
	if c.note.Kind != parse.ContactNote {
		return title + " · " + c.Kind
	}
	if what := strings.Trim(c.note.Plain("role")+", "+c.note.Plain("org"), ", "); what != "" {
		title += " · " + what
	}
	return title
}

func (c Card) lists(p *form.Painter) {
	head := false
	for _, it := range c.items {
		if it.Kind == "promise" || it.Status == due.Upcoming {
			continue
		}
		if !head {
			p.Line()
		}
		head = true
		due.PaintItem(p, it, c.today)
	}
	for i, promise := range c.Promises {
		if i == 0 {
			p.Line()
		}
		box := map[string]string{"open": "[ ]", "done": "[x]", "cancelled": "[-]"}[promise.State]
		due := ""
		if !promise.Due.IsZero() && promise.State == "open" {
			due = "  by " + form.Day(promise.Due, c.today)
		}
		if p.Plain {
			box = "Promise, " + promise.State + ":"
		}
		p.Line(box, " ", form.Inline(txt.PlainText(promise.Text)), due, p.Mark(form.Dim, fmt.Sprintf("  %s:%d", form.Inline(promise.Path), promise.Line)))
	}
	for i, q := range c.note.Questions() {
		if i == 0 {
			p.Line()
		}
		if !q.Asked {
			p.Line("ask  ", form.Inline(txt.PlainText(q.Text)))
		}
	}
	c.entries(p)
}

func (c Card) entries(p *form.Painter) {
	for i, e := range c.Entries {
		if i == 0 {
			p.Line()
		}
		what := txt.PlainText(e.Head)
		if e.Text != "" {
			what = strings.Trim(what+": "+txt.PlainText(e.Text), ": ")
		}
		if !e.Next.IsZero() {
			what += " → " + strings.TrimSpace(form.Day(e.Next, c.today)+" "+e.NextReason)
		}
		if e.Planned {
			what = "planned " + what
		}
		what = form.Inline(what)
		p.Line(p.Mark(form.Dim, form.Pad(e.When(), 16)), "  ", what)
		for _, also := range e.also {
			p.Line(form.Pad("", 18), p.Mark(form.Dim, form.Inline(also)))
		}
	}
}
