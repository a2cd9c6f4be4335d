package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/due"
	"netnotes/report/form"
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
	Who       Word
	Role, Org string
	How       string
	Spoke     Time
	Warmth    Warmth
	Next      Time
	More      string // what is not shown of them, between commas: tier, circle, groups
}

// Card is one person in full.
type Card struct {
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
	Due   string
}

// TimelineYear is a year of a card's timeline.
type TimelineYear struct {
	Year  int
	Lines []Line
}

// Line is a line of a timeline.
type Line struct {
	Mark  string // the class of its sign
	On    string
	Plain string // a text without links
	Text  Words  // one with links
	Also  []string
}

// Limits of the cards.
const (
	timelineLines = 40 // of one timeline, at most
	peopleAtOnce  = 64
	mostCards     = 2000 // of those spoken with last
	mostCommon    = 3    // names of people in common
)

// everybody makes the table and the cards of those who have one; nothing leads to
// the cards of others any more.
func (m *maker) everybody(cards map[*somebody]bool, common []acquaintances) People {
	v := People{Side: m.warmths(), Rows: make([]PersonRow, len(m.people))}
	maps.DeleteFunc(m.ids, func(path, _ string) bool { return m.byPath[path] != nil && !cards[m.byPath[path]] })
	tiers := map[string]bool{}
	made := make([]Card, len(m.people))
	parallel.Each(len(m.people), peopleAtOnce, func(start, end int) {
		for i := start; i < end; i++ {
			who := m.people[i]
			if !cards[who] {
				v.Rows[i] = m.row(who, due.Examine(m.public.Index, who.Person, m.today).Items)
				continue
			}
			c := report.Story(m.public.Index, who.Note, m.today)
			v.Rows[i] = m.row(who, c.Items())
			made[i] = m.card(who, &c, common[i])
		}
	})
	for i, who := range m.people {
		if who.Tier != "" {
			tiers[who.Tier] = true
		}
		if cards[who] {
			v.Cards = append(v.Cards, made[i])
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
	for _, who := range sorted[:min(len(sorted), mostCards)] {
		out[who] = true
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

func (m *maker) row(who *somebody, items []due.Item) PersonRow {
	r := report.PersonRow(who.Person, &who.Days)
	row := PersonRow{Who: m.name(who.Name, who.Path), Role: m.free(r.Role), Org: m.free(r.Org), How: m.free(r.HowMet()), Spoke: m.time(who.Spoke), Warmth: standing(who)}
	if m.Initials && who.public(r.MetAt, m) == "" {
		row.How = m.free(r.MetHow)
	}
	var next date.Date
	for _, it := range items {
		if it.Status != due.Snoozed && (next.IsZero() || it.Due.Before(next)) {
			next = it.Due
		}
	}
	row.Next = m.time(next)
	var more []string // what the chips choose by, and words that the card does not say
	if who.Tier != "" {
		more = append(more, "tier "+who.Tier)
	}
	if who.circle > 0 {
		more = append(more, circleName(who.circle))
	}
	for _, field := range []string{"groups", "sector", "level"} {
		for _, text := range who.List(field) {
			more = append(more, m.free(txt.PlainText(text)))
		}
	}
	row.More = strings.Join(more, ",")
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

// acquaintances are whom of the page somebody is known to know, and how many more
// are at the same workplace.
type acquaintances struct {
	known      []form.PersonRef
	colleagues int
}

// inCommon finds for each person with a card whom of the page they know.
func (m *maker) inCommon(cards map[*somebody]bool) []acquaintances {
	nodes, out := make([]int, len(m.people)), make([]acquaintances, len(m.people))
	for i, who := range m.people {
		nodes[i] = who.ID
	}
	graph := m.net.Ties.Graph(nodes)
	for i, who := range m.people {
		if !cards[who] {
			continue
		}
		for _, j := range graph.Neighbours(i) {
			other := m.people[j]
			switch {
			case !listed(other.Status):
			case m.net.Ties.Between(who.ID, other.ID).Kind == network.ByOrg:
				out[i].colleagues++
			default:
				out[i].known = append(out[i].known, form.PersonRef{Name: other.Name, Path: other.Path})
			}
		}
	}
	return out
}

// listed reports whether somebody is a part of the network still.
func listed(s parse.Status) bool {
	return s != parse.Archived && s != parse.Deceased && s != parse.DoNotContact
}

// knows says whom somebody knows.
func (m *maker) knows(a acquaintances) Words {
	more := max(0, len(a.known)-mostCommon)
	var text Words
	switch {
	case more > 0:
		text = append(m.names(a.known[:mostCommon], ""), Word{Text: " and " + fmt.Sprint(more) + " more"})
	case len(a.known) > 0:
		text = m.names(a.known, "and")
	}
	if a.colleagues > 0 {
		say := count(a.colleagues, "colleague", "colleagues")
		if text != nil {
			say = "; " + say
		}
		text = append(text, Word{Text: say})
	}
	return text
}

func (m *maker) card(who *somebody, c *report.Card, common acquaintances) Card {
	card := Card{ID: who.id, Name: m.called(who.Name), Warmth: standing(who),
		Role: m.free(strings.Trim(who.Plain("role")+", "+who.Plain("org"), ", "))}
	for _, it := range c.Items() {
		if it.Status == due.DueNow || it.Status == due.Overdue {
			card.Items = append(card.Items, m.item(&it, who.Path))
		}
	}
	card.Fields = m.fields(who, c)
	if knows := m.knows(common); knows != nil {
		card.Fields = append(card.Fields, Field{"knows", knows})
	}
	for _, p := range c.Promises {
		if m.Initials {
			break
		}
		one := Promise{State: p.State, By: p.By, Text: m.typed(p.Text, m.note(p.Path))}
		if p.State == "open" {
			one.Due = form.Day(p.Due, m.today)
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
		if e.Kind == string(logline.Skip) || e.Kind == string(logline.Snooze) || slices.Contains(e.Tags, "care") {
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
		year.Lines = append(year.Lines, m.line(e, c.ID))
	}
}

// line is a line of the timeline on the card of somebody, to whom no name in it
// leads again.
func (m *maker) line(e report.CardEntry, card string) Line {
	out := Line{Mark: markOf(e), On: m.shortWhen(e)}
	if m.Initials {
		out.Plain = map[bool]string{true: "planned ", false: ""}[e.Planned] + e.Kind
		return out
	}
	out.Text = m.typed(e.Head, m.note(e.Path))
	if out.Mark == "" {
		out.Text = out.Text.withoutOwn(card)
	}
	if len(out.Text) > 0 && e.Text != "" {
		out.Text = append(out.Text, Word{Text: ": "})
	}
	if e.Planned {
		out.Text = append(plain("planned "), out.Text...)
	}
	out.Text = append(out.Text, m.typed(e.Text, m.note(e.Path))...)
	if !e.Next.IsZero() {
		out.Text = append(out.Text, Word{Text: " → " + form.Day(e.Next, m.today) + " "})
		out.Text = append(out.Text, m.typed(e.NextReason, m.note(e.Path))...)
	}
	linked := false
	for i := range out.Text {
		if w := &out.Text[i]; w.Card == card {
			*w = Word{Text: w.Text}
		}
		linked = linked || out.Text[i].leads()
	}
	if !linked {
		out.Plain, out.Text = out.Text.String(), nil
	}
	out.Also = e.Also()
	return out
}

// withoutOwn is the head of a talk without the name of whose card it stands on,
// where that is all it says of with whom: "met with Ada" is "met" there.
func (w Words) withoutOwn(card string) Words {
	n := len(w) - 1
	switch {
	case n < 0 || w[n].Card != card:
	case n == 0:
		return nil
	case strings.HasSuffix(w[n-1].Text, " with "):
		return append(w[:n-1:n-1], Word{Text: strings.TrimSuffix(w[n-1].Text, " with ")})
	}
	return w
}

// shortWhen is the day of a line without its year, which stands above.
func (m *maker) shortWhen(e report.CardEntry) string {
	text := e.When()
	if e.Precision != string(date.ByYear) {
		text = strings.TrimSuffix(text, " "+e.To.String()[:4])
	}
	return text
}

// markOf is the class of a line's sign: met or talked, with each other, to, from,
// planned, or only seen in passing.
func markOf(e report.CardEntry) string {
	switch {
	case e.Off:
		return "x"
	case e.Planned:
		return "p"
	case !e.Counted:
		return "k"
	case e.Direction == string(logline.To):
		return "t"
	case e.Direction == string(logline.From):
		return "f"
	}
	switch logline.Kind(e.Kind) {
	case logline.Meet, logline.Call, logline.Other:
		return "" // most lines
	}
	return "w"
}
