package report

import (
	"fmt"
	"strings"
)

// Text writes the findings for people.
func (g Gaps) Text(style Style) []byte {
	p := painter{Style: style}
	p.line(p.mark(bold, g.title()))
	for i, f := range g.Findings {
		p.line()
		g.finding(&p, i+1, f)
	}
	if g.More > 0 {
		p.line()
		p.line(p.mark(dim, fmt.Sprintf("… and %d more (--all)", g.More)))
	}
	if len(g.Findings) == 0 {
		p.line()
		g.wrap(&p, "", g.nothing(), "")
	}
	g.search(&p)
	g.couldUse(&p)
	g.notSaid(&p)
	g.Metrics.text(&p)
	return p.b.Bytes()
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
	return "Nothing is missing that the notes could tell of."
}

func (g Gaps) finding(p *painter, n int, f Finding) {
	lead := pad(fmt.Sprint(n), 3)
	g.wrap(p, lead, inline(f.Title), bold)
	if f.Text != "" {
		g.wrap(p, "   ", inline(f.Text), "")
	}
	for _, e := range f.Why {
		p.line("   ", p.mark(dim, "· "), evidence(p, e, 5))
	}
	if f.Do != "" {
		p.line("   ", p.mark(dim, inline(f.Do)))
	}
}

// textWidth is where a sentence is broken when no terminal says how wide it is.
const textWidth = 96

// wrap writes a sentence on as many lines as it takes.
func (g Gaps) wrap(p *painter, lead, text, code string) {
	room := textWidth
	if p.Width > 0 {
		room = min(room, p.Width)
	}
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && width(lead)+width(line)+1+width(word) > room {
			p.line(lead, p.mark(code, line))
			lead, line = strings.Repeat(" ", width(lead)), ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	p.line(lead, p.mark(code, line))
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
		if does[why] != "" {
			text += "   " + p.mark(dim, does[why])
		}
		p.line(text)
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
		g.wrap(p, "   ", inline(parsePlain(c.Text))+": "+text, "")
	}
}
