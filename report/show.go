package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// Card is everything about one note: its fields, and for a contact the
// timeline and the promises.
type Card struct {
	Name     string         `json:"name"`
	Path     string         `json:"path"`
	Kind     string         `json:"kind"`
	Fields   map[string]any `json:"fields"` // as written: a text, or a list of texts
	Warmth   index.Warmth   `json:"warmth,omitempty"`
	Spoke    parse.Date     `json:"spoke,omitzero"`
	Touch    parse.Date     `json:"touch,omitzero"`
	Cadence  string         `json:"cadence,omitempty"`
	Tier     string         `json:"tier,omitempty"`
	Entries  []CardEntry    `json:"entries"`
	Promises []CardPromise  `json:"promises"`
	People   []Going        `json:"people,omitzero"` // of an organisation, an event or a group
	Intel    []CardEntry    `json:"intel,omitzero"`  // what was told about it
	Leads    []Lead         `json:"leads,omitzero"`  // openings at an organisation

	today parse.Date
	note  *parse.Note
	items []Item
}

// CardEntry is a log line, newest first in a card.
type CardEntry struct {
	From        parse.Date `json:"from"`
	To          parse.Date `json:"to"`
	Precision   string     `json:"precision,omitempty"`
	Approximate bool       `json:"approximate,omitempty"`
	Time        string     `json:"time,omitempty"`
	Minutes     int        `json:"minutes,omitempty"`
	Kind        string     `json:"kind"`
	Direction   string     `json:"direction"`
	Counted     bool       `json:"counted"`
	Planned     bool       `json:"planned,omitempty"`
	Off         bool       `json:"off,omitempty"`
	People      []string   `json:"people"`
	Places      []string   `json:"places"`
	HeadLinks   []string   `json:"head_links"`
	Tags        []string   `json:"tags"`
	Head        string     `json:"head,omitempty"`
	Text        string     `json:"text,omitempty"`
	Next        parse.Date `json:"next,omitzero"`
	NextReason  string     `json:"next_reason,omitempty"`
	Path        string     `json:"path"`
	Line        int        `json:"line"`

	also []string // what the same conversation is called in other notes
}

// CardPromise is a task.
type CardPromise struct {
	Text  string     `json:"text"`
	State string     `json:"state"` // open, done or cancelled
	Due   parse.Date `json:"due,omitzero"`
	Path  string     `json:"path"`
	Line  int        `json:"line"`
	By    string     `json:"by"` // who is to keep it: me or them
}

// MakeCard gathers what the folder knows of a note.
func MakeCard(ix *index.Index, n *parse.Note, today parse.Date) Card {
	c := Card{Name: n.Name, Path: n.Path, Kind: string(n.Kind), Fields: map[string]any{}, Entries: []CardEntry{}, Promises: []CardPromise{}, today: today, note: n}
	for _, f := range n.AllFields() {
		switch {
		case f.List:
			c.Fields[f.Key] = append([]string{}, f.Texts()...)
		default:
			c.Fields[f.Key] = f.Text()
		}
	}
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
	c.items = w.items
	for _, l := range slices.Backward(slices.Concat(p.Lines(), p.Aside())) {
		c.Entries = append(c.Entries, cardEntry(l, p))
	}
	slices.SortStableFunc(c.Entries, func(a, b CardEntry) int { return b.From.Compare(a.From) })
	for _, promise := range p.Promises() {
		c.Promises = append(c.Promises, cardPromise(promise.Promise, promise.Note))
	}
}

func cardEntry(l *index.Line, p *index.Person) CardEntry {
	e := CardEntry{From: l.When.From, To: l.When.To, Precision: string(l.When.Precision), Approximate: l.When.Approximate, Time: l.Time, Minutes: l.Minutes,
		Kind: string(l.Kind), Direction: string(l.Direction), Counted: l.Counted(), Planned: l.Planned, Off: l.Off, People: some(l.Others(p)), Places: some(l.Places),
		HeadLinks: []string{}, Tags: some(l.Tags), Head: l.Head, Text: l.Text, Next: l.Next, NextReason: l.NextReason, Path: l.Note.Path, Line: l.Line}
	for _, link := range l.HeadLinks {
		e.HeadLinks = append(e.HeadLinks, link.Target)
	}
	var twins []*index.Line
	if p != nil {
		twins = p.Twins(l)
	}
	for _, twin := range twins {
		if text := said(twin); text != said(l) && text != "" {
			e.also = append(e.also, parse.PlainText(text))
		}
	}
	return e
}

func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func cardPromise(p *parse.Promise, n *parse.Note) CardPromise {
	return CardPromise{Text: p.Text, State: string(p.State), Due: PromiseDue(p), Path: n.Path, Line: p.Line, By: map[bool]string{true: "them", false: "me"}[p.Theirs]}
}

// Text writes the card, then the timeline.
func (c Card) Text(style Style) []byte {
	p := painter{Style: style}
	p.line(p.mark(bold, inline(c.title())))
	p.line()
	for _, label := range [][2]string{{"place", "place"}, {"met", ""}, {"cue", "cue"}, {"say", "say"}, {"email", "email"}, {"phone", "phone"}, {"skills", "skills"},
		{"interests", "interests"}, {"could", "could"}, {"relation", "relation"}, {"goals", "goals"}, {"my_role", "my_role"}, {"tags", "tags"}} {
		text := ""
		if label[1] == "" {
			text = howMet(personRow(&index.Person{Note: c.note}, &index.Clocks{}))
		} else {
			for i, v := range c.note.List(label[1]) {
				if i > 0 {
					text += ", "
				}
				text += parse.PlainText(v)
			}
		}
		if text != "" && (c.note.Kind == parse.ContactNote || label[1] != "") {
			c.field(&p, label[0], text)
		}
	}
	for _, key := range c.note.OwnKeys() {
		c.field(&p, key, plainTexts(c.note.Named(key), ", "))
	}
	if start := c.note.When("start"); c.note.Kind == parse.EventNote && !start.IsZero() {
		days := fullDay(start.From)
		if end := c.note.When("end"); !end.IsZero() && end.To != start.From {
			days += " – " + fullDay(end.To)
		}
		c.field(&p, "days", days)
	}
	if c.Warmth != "" {
		text := string(c.Warmth)
		if !c.Spoke.IsZero() {
			text += ", spoke " + fullDay(c.Spoke)
		}
		if rhythm := rhythmText(c.Tier, c.Cadence); rhythm != "" {
			text += "; " + rhythm
		}
		c.field(&p, "now", text)
	}
	c.around(&p)
	c.lists(&p)
	return p.b.Bytes()
}

func (c Card) field(p *painter, label, text string) {
	text = inline(text)
	if p.Width > 0 {
		text = cut(text, p.Width-11)
	}
	p.line(p.mark(dim, pad(label, 11)), text)
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

// rhythmText is the tier and the cadence in words: B, every 2 months.
func rhythmText(tier, cadence string) string {
	switch cadence {
	case "":
		return ""
	case "none":
		return "no rhythm"
	}
	cadence, spoke := strings.CutSuffix(cadence, " call")
	ideal, _, both := strings.Cut(cadence, "/")
	d, err := parse.ParseDuration(ideal)
	if err != nil {
		return ""
	}
	text := "every " + spell(d)
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

func (c Card) lists(p *painter) {
	head := false
	for _, it := range c.items {
		if it.Kind == "promise" || it.Status == Upcoming {
			continue
		}
		if !head {
			p.line()
		}
		head = true
		p.item(it, c.today)
	}
	for i, promise := range c.Promises {
		if i == 0 {
			p.line()
		}
		box := map[string]string{"open": "[ ]", "done": "[x]", "cancelled": "[-]"}[promise.State]
		due := ""
		if !promise.Due.IsZero() && promise.State == "open" {
			due = "  by " + day(promise.Due, c.today)
		}
		p.line(box, " ", inline(parse.PlainText(promise.Text)), due, p.mark(dim, fmt.Sprintf("  %s:%d", inline(promise.Path), promise.Line)))
	}
	for i, q := range c.note.Questions {
		if i == 0 {
			p.line()
		}
		if !q.Asked {
			p.line("ask  ", inline(parse.PlainText(q.Text)))
		}
	}
	c.entries(p)
}

func (c Card) entries(p *painter) {
	for i, e := range c.Entries {
		if i == 0 {
			p.line()
		}
		what := parse.PlainText(e.Head)
		if e.Text != "" {
			what = strings.Trim(what+": "+parse.PlainText(e.Text), ": ")
		}
		if !e.Next.IsZero() {
			what += " → " + strings.TrimSpace(day(e.Next, c.today)+" "+e.NextReason)
		}
		if e.Planned {
			what = "planned " + what
		}
		what = inline(what)
		lead := pad(whenText(e), 16)
		if p.Width > 0 {
			what = cut(what, p.Width-width(lead)-2)
		}
		p.line(p.mark(dim, lead), "  ", what)
		for _, also := range e.also {
			p.line(pad("", 18), p.mark(dim, inline(also)))
		}
	}
}

// whenText writes a date as precisely as it is known.
func whenText(e CardEntry) string {
	text := fullDay(e.From)
	switch {
	case e.Precision == string(parse.ByMonth):
		text = fmt.Sprintf("%s %d", monthName(e.From.Month), e.From.Year)
	case e.Precision == string(parse.ByYear):
		text = fmt.Sprint(e.From.Year)
	case e.From != e.To:
		text = fmt.Sprintf("%d %s–%s", e.From.Day, monthName(e.From.Month), fullDay(e.To))
		if e.From.Month == e.To.Month && e.From.Year == e.To.Year {
			text = fmt.Sprintf("%d–%s", e.From.Day, fullDay(e.To))
		}
	}
	if e.Approximate {
		text = "about " + text
	}
	return text
}
