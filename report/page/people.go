package page

import (
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// People is everybody: a table, and below it the cards.
type People struct {
	Side  Words
	Chips []string // what the rows can be chosen by, beside their words
	Rows  []PersonRow
	Cards []Card
	Left  int // how many have no card
}

// PersonRow is a line of the table.
type PersonRow struct {
	Number    int
	Who       Word
	Role, Org string
	How       string
	Spoke     Time
	Warmth    Warmth
	Next      Time
	Marks     string // what the chips know the row by, between commas
	More      string // words of the row that are not shown
}

// Card is one person in full.
type Card struct {
	Number   int
	ID       string
	Name     string
	Role     string
	Warmth   Warmth
	Items    []Item
	Fields   []Field
	Promises []Promise
	Years    []TimelineYear
	Older    int // lines that are left out
}

// Field is a line of a card.
type Field struct {
	Label string
	Text  Words
}

// Promise is a task of a card.
type Promise struct {
	State string // open, done or cancelled
	By    string // who is to keep it
	Text  Words
	Due   Time
}

// TimelineYear is a year of a card's timeline.
type TimelineYear struct {
	Year  int
	Lines []Line
}

// Line is a line of a timeline.
type Line struct {
	Mark string // the class of its sign
	On   Time
	Text Words
	Also []string
}

// Limits of the cards.
const (
	timelineLines = 40
	mostCards     = 2000 // of those spoken with last
	mostCommon    = 12   // names of people in common
)

func (m *maker) everybody() People {
	v := People{Side: m.warmths()}
	cards := m.carded()
	common := m.inCommon()
	tiers := map[string]bool{}
	for _, who := range m.people {
		c := report.MakeCard(m.public.Index, who.Note, m.today)
		v.Rows = append(v.Rows, m.row(who, &c))
		if who.Tier != "" {
			tiers[who.Tier] = true
		}
		if cards[who] {
			v.Cards = append(v.Cards, m.card(who, &c, common(who)))
		}
	}
	v.Left = len(m.people) - len(v.Cards)
	v.Chips = m.chips(tiers)
	return v
}

// carded are those with a card: all, or of very many those spoken with last.
func (m *maker) carded() map[*somebody]bool {
	sorted := slices.Clone(m.people)
	slices.SortStableFunc(sorted, func(a, b *somebody) int { return b.Spoke.Compare(a.Spoke) })
	out := map[*somebody]bool{}
	for i, who := range sorted {
		if i < mostCards {
			out[who] = true
		} else {
			delete(m.ids, who.Path)
		}
	}
	return out
}

// standing is the word for how a tie stands, or for why it does not count.
func standing(who *somebody) Warmth {
	switch who.Status {
	case parse.Active:
		if who.Warmth == index.Latent {
			return Warmth{"d", "not spoken"}
		}
		return Warmth{sign(who.Warmth), string(who.Warmth)}
	case parse.Wish:
		return Warmth{"w", "to meet"}
	}
	return Warmth{"d", strings.ReplaceAll(string(who.Status), "-", " ")}
}

func warmthOrder() []string {
	return []string{"warm", "new", "cooling", "cold", "dormant", "not spoken", "to meet", "paused", "archived", "do not contact", "deceased"}
}

func (m *maker) warmths() Words {
	n := map[string]int{}
	for _, who := range m.people {
		n[standing(who).Word]++
	}
	var parts []string
	for _, word := range warmthOrder() {
		if n[word] > 0 {
			parts = append(parts, count(n[word], word, word))
		}
	}
	return plain(count(len(m.people), "person", "people") + ": " + strings.Join(parts, ", ") + ". Whom you know, how you met, when you last spoke.")
}

func (m *maker) chips(tiers map[string]bool) (out []string) {
	have := map[string]bool{}
	circles := 0
	for _, who := range m.people {
		have[standing(who).Word] = true
		circles = max(circles, who.circle)
	}
	for _, word := range warmthOrder()[:5] {
		if have[word] && len(have) > 1 {
			out = append(out, word)
		}
	}
	names := []string{}
	for tier := range tiers {
		names = append(names, "tier "+tier)
	}
	slices.Sort(names)
	out = append(out, names...)
	for i := 1; i <= min(circles, 4); i++ {
		out = append(out, circleName(i))
	}
	return out
}

func (m *maker) row(who *somebody, c *report.Card) PersonRow {
	r := report.PersonRow(who.Person, &who.Clocks)
	row := PersonRow{Number: who.number, Who: m.name(who.Name, who.Path), Role: m.free(r.Role), Org: m.free(r.Org), How: m.free(r.HowMet()), Spoke: m.time(who.Spoke), Warmth: standing(who)}
	if m.Initials && who.public(r.MetAt, m) == "" {
		row.How = m.free(r.MetHow)
	}
	var next parse.Date
	for _, it := range c.Items() {
		if it.Status != report.Snoozed && (next.IsZero() || it.Due.Before(next)) {
			next = it.Due
		}
	}
	row.Next = m.time(next)
	marks := []string{standing(who).Word}
	if who.Tier != "" {
		marks = append(marks, "tier "+who.Tier)
	}
	if who.circle > 0 {
		marks = append(marks, circleName(who.circle))
	}
	row.Marks = strings.Join(marks, ",")
	var more []string
	for _, field := range []string{"place", "skills", "interests", "groups", "could", "sector", "level", "relation", "tags"} {
		if m.Initials && (field == "place" || field == "could") {
			continue
		}
		for _, text := range who.List(field) {
			more = append(more, m.free(parse.PlainText(text)))
		}
	}
	row.More = strings.Join(append(more, marks[1:]...), " ")
	return row
}

// public is the place of a meeting where it is a note of its own; empty where it
// is words of the user's.
func (who *somebody) public(metAt string, m *maker) string {
	if m.public.Place(metAt) != nil {
		return metAt
	}
	return ""
}

// inCommon finds whom of the page somebody knows.
func (m *maker) inCommon() func(*somebody) []report.PersonRef {
	nodes := make([]int, len(m.people))
	for i, who := range m.people {
		nodes[i] = who.ID
	}
	graph := m.net.Ties.Graph(nodes)
	return func(who *somebody) (out []report.PersonRef) {
		for _, i := range graph.Neighbours(who.number) {
			other := m.people[i]
			switch other.Status {
			case parse.Archived, parse.Deceased, parse.DoNotContact:
				continue
			}
			out = append(out, report.PersonRef{Name: other.Name, Path: other.Path})
		}
		return out
	}
}

func (m *maker) card(who *somebody, c *report.Card, common []report.PersonRef) Card {
	card := Card{Number: who.number, ID: who.id, Name: m.called(who.Name), Warmth: standing(who),
		Role: m.free(strings.Trim(who.Plain("role")+", "+who.Plain("org"), ", "))}
	for _, it := range c.Items() {
		if it.Status == report.DueNow || it.Status == report.Overdue {
			card.Items = append(card.Items, m.item(&it, who.Path))
		}
	}
	card.Fields = m.fields(who, c)
	if len(common) > 0 {
		text := m.names(common, "and")
		if len(common) > mostCommon {
			text = append(m.names(common[:mostCommon], ","), Word{Text: " and " + count(len(common)-mostCommon, "more", "more")})
		}
		card.Fields = append(card.Fields, Field{"knows", text})
	}
	for _, p := range c.Promises {
		if m.Initials {
			break
		}
		one := Promise{State: p.State, By: p.By, Text: m.typed(p.Text, m.note(p.Path))}
		if p.State == "open" {
			one.Due = m.time(p.Due)
		}
		card.Promises = append(card.Promises, one)
	}
	card.timeline(m, c.Entries)
	return card
}

// fields are those of "show", with what leads somewhere as a link.
func (m *maker) fields(who *somebody, c *report.Card) (out []Field) {
	said := c.Said()
	said = slices.Insert(said, min(len(said), 1), report.CardField{Label: "url", Texts: who.List("url")}, report.CardField{Label: "linkedin", Texts: who.List("linkedin")})
	for _, f := range said {
		if m.Initials && !slices.Contains([]string{"skills", "interests", "relation", "now", "tags"}, f.Label) {
			continue
		}
		var text Words
		for _, t := range f.Texts {
			if t = strings.TrimSpace(t); t == "" {
				continue
			}
			if text != nil {
				text = append(text, Word{Text: ", "})
			}
			text = append(text, m.value(f.Label, t, who.Note)...)
		}
		if text != nil {
			out = append(out, Field{f.Label, text})
		}
	}
	return out
}

// value is a text of a field.
func (m *maker) value(label, text string, from *parse.Note) Words {
	switch label {
	case "email":
		if address, ok := mailAddress(text); ok {
			return Words{{Text: text, Mail: address}}
		}
	case "phone":
		if tel, ok := telNumber(text); ok {
			return Words{{Text: text, Tel: tel}}
		}
	case "skills", "interests", "tags":
		return plain(m.free(strings.ReplaceAll(text, "-", " ")))
	case "now":
		return plain(m.free(text))
	}
	return m.typed(text, from)
}

// note is the note at a path, as it may leave the folder.
func (m *maker) note(path string) *parse.Note { return m.public.Note(path) }

// timeline is the newest lines of a person's story, by year.
func (c *Card) timeline(m *maker, entries []report.CardEntry) {
	shown := 0
	for _, e := range entries {
		if e.Kind == string(parse.Skip) || e.Kind == string(parse.Snooze) || slices.Contains(e.Tags, "care") {
			continue
		}
		if shown++; shown > timelineLines {
			c.Older++
			continue
		}
		if n := len(c.Years); n == 0 || c.Years[n-1].Year != int(e.From.Year) {
			c.Years = append(c.Years, TimelineYear{Year: int(e.From.Year)})
		}
		year := &c.Years[len(c.Years)-1]
		year.Lines = append(year.Lines, m.line(e))
	}
}

func (m *maker) line(e report.CardEntry) Line {
	out := Line{Mark: markOf(e), On: Time{e.From.String(), m.shortWhen(e)}}
	if m.Initials {
		out.Text = plain(map[bool]string{true: "planned ", false: ""}[e.Planned] + e.Kind)
		return out
	}
	text := e.Head
	if e.Text != "" {
		text = strings.Trim(text+": "+e.Text, ": ")
	}
	if e.Planned {
		text = "planned " + text
	}
	out.Text = m.typed(text, m.note(e.Path))
	if !e.Next.IsZero() {
		out.Text = append(out.Text, Word{Text: " → " + strings.TrimSpace(report.Day(e.Next, m.today)+" ")})
		if e.NextReason != "" {
			out.Text = append(out.Text, Word{Text: " "})
			out.Text = append(out.Text, m.typed(e.NextReason, m.note(e.Path))...)
		}
	}
	out.Also = e.Also()
	return out
}

// shortWhen is the day of a line without its year, which stands above.
func (m *maker) shortWhen(e report.CardEntry) string {
	text := e.When()
	if e.Precision != string(parse.ByYear) {
		text = strings.TrimSuffix(text, " "+e.To.String()[:4])
	}
	return text
}

// markOf is the class of a line's sign: met or talked, with each other, to, from,
// planned, or only seen in passing.
func markOf(e report.CardEntry) string {
	switch {
	case e.Off:
		return "k x"
	case e.Planned:
		return "p"
	case !e.Counted:
		return "k"
	case e.Direction == string(parse.To):
		return "t"
	case e.Direction == string(parse.From):
		return "f"
	}
	switch parse.Kind(e.Kind) {
	case parse.Meet, parse.Call, parse.Other:
		return "s"
	}
	return "w"
}
