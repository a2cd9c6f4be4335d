package report

import (
	"fmt"
	"netnotes/index/network"
	"netnotes/parse"
	"strings"
)

// Text writes the findings for people.
func (g Gaps) Text(style Style) []byte {
	p := painter{Style: style}
	p.line(p.mark(bold, g.title()))
	for i, f := range g.Findings {
		p.line()
		if f.Unchanged && i > 0 && !g.Findings[i-1].Unchanged {
			p.line(p.mark(dim, "As it was a week ago:"))
			p.line()
		}
		g.finding(&p, i+1, f)
	}
	if g.More > 0 {
		p.line()
		p.line(p.mark(dim, fmt.Sprintf("… and %d more (--all)", g.More)))
	}
	if len(g.Findings) == 0 {
		p.line()
		p.wrap("", g.nothing(), "")
	}
	g.search(&p)
	g.couldUse(&p)
	g.notSaid(&p)
	g.Metrics.text(&p)
	return p.Bytes()
}

// title says what the findings are measured against.
func (g Gaps) title() string {
	title := "Without a targets.md"
	if g.targets != "" {
		title = "Against " + inline(g.targets)
	}
	title += " · " + plural(g.people, "person", "people") + fmt.Sprintf(", %d live", g.live)
	if g.Search != nil {
		title += " · searching"
		if !g.until.IsZero() {
			title += " until " + fullDay(g.until.To)
		}
	}
	return title
}

func (g Gaps) nothing() string {
	if g.id != "" {
		return inline(strings.TrimSpace("Nothing to say about " + g.id + ". " + strings.Join(g.calm, " ")))
	}
	if g.people == 0 {
		return "There is nobody here yet: netnotes new contact NAME"
	}
	return "Nothing is missing that the notes could tell of."
}

func (g Gaps) finding(p *painter, n int, f Finding) {
	lead := pad(fmt.Sprint(n), 3)
	p.wrap(lead, inline(f.Title), bold)
	if f.Text != "" {
		p.wrap("   ", inline(f.Text), "")
	}
	candidateLines(p, "   ", f.Candidates)
	for _, e := range f.Why {
		p.line("   ", p.mark(dim, "· "), evidence(p, e))
	}
	if f.Do != "" && (len(f.Candidates) == 0 || f.Do != f.Candidates[0].Do) {
		p.line("   ", p.mark(dim, inline(f.Do)))
	}
}

// notSaid lists what is withheld, those of one reason together.
func (g Gaps) notSaid(p *painter) {
	var reasons []string
	ids := map[string][]string{}
	does := map[string]string{}
	for _, w := range g.Withheld {
		if ids[w.Why] == nil {
			reasons = append(reasons, w.Why)
		}
		ids[w.Why] = append(ids[w.Why], w.ID)
		does[w.Why] = w.Do
	}
	for i, why := range reasons {
		if i == 0 {
			p.line()
		}
		text := "Not said: " + strings.Join(ids[why], ", ") + ". " + strings.ToUpper(why[:1]) + why[1:] + "."
		room := textWidth
		if p.Width > 0 {
			room = min(room, p.Width)
		}
		do := does[why]
		if width(text)+3+width(do) <= room {
			p.line(text, "   ", p.mark(dim, do))
			continue
		}
		p.wrap("", text, "")
		if do != "" {
			p.line("   ", p.mark(dim, do))
		}
	}
}

func (g Gaps) couldUse(p *painter) {
	for i, c := range g.CouldUse {
		if i == 0 {
			p.line()
			p.line(p.mark(bold, "Could use"))
		}
		text := "nobody's note offers it yet"
		if len(c.People) > 0 {
			text = nameList(c.People)
		}
		p.wrap("   ", inline(parse.PlainText(c.Text))+": "+text, "")
	}
}

// nameList joins names as in a sentence: A, B and C; of a longer list the
// first ones and how many more there are.
func nameList(people []GapPerson) string {
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	return joinNames(names)
}

func memberNames(members []*network.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return joinNames(names)
}

// heard says when the user last spoke with somebody, or met them where nothing
// else is known.
func heard(m *network.Member) string {
	if len(m.Conversations) == 0 {
		return "you met " + ago(m.Ago)
	}
	return "you spoke " + ago(m.Ago)
}
