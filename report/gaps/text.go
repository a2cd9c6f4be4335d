package gaps

import (
	"fmt"
	"strings"

	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Text writes the findings for people.
func (g Report) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, g.title()))
	for i, f := range g.Findings {
		p.Line()
		if f.Unchanged && i > 0 && !g.Findings[i-1].Unchanged {
			p.Line(p.Mark(form.Dim, "As it was a week ago:"))
			p.Line()
		}
		g.finding(&p, i+1, f)
	}
	if g.More > 0 {
		p.Line()
		p.Line(p.Mark(form.Dim, fmt.Sprintf("… and %d more (--all)", g.More)))
	}
	if len(g.Findings) == 0 {
		p.Line()
		p.Wrap("", g.nothing(), "")
	}
	g.search(&p)
	g.couldUse(&p)
	g.notSaid(&p)
	g.Metrics.text(&p)
	return p.Bytes()
}

// title says what the findings are measured against.
func (g Report) title() string {
	title := "Without a targets.md"
	if g.targets != "" {
		title = "Against " + form.Inline(g.targets)
	}
	title += " · " + form.Plural(g.people, "person", "people") + fmt.Sprintf(", %d live", g.live)
	if g.Search != nil {
		title += " · searching"
		if !g.until.IsZero() {
			title += " until " + form.FullDay(g.until.To)
		}
	}
	return title
}

func (g Report) nothing() string {
	if g.id != "" {
		return form.Inline(strings.TrimSpace("Nothing to say about " + g.id + ". " + strings.Join(g.calm, " ")))
	}
	if g.people == 0 {
		return "There is nobody here yet: netnotes new contact NAME"
	}
	return "Nothing is missing that the notes could tell of."
}

func (g Report) finding(p *form.Painter, n int, f Finding) {
	lead := form.Pad(fmt.Sprint(n), 3)
	p.Wrap(lead, form.Inline(f.Title), form.Bold)
	if f.Text != "" {
		p.Wrap("   ", form.Inline(f.Text), "")
	}
	candidateLines(p, "   ", f.Candidates)
	for _, e := range f.Why {
		p.Line("   ", p.Mark(form.Dim, "· "), due.PaintEvidence(p, e))
	}
	if f.Do != "" && (len(f.Candidates) == 0 || f.Do != f.Candidates[0].Do) {
		p.Line("   ", p.Mark(form.Dim, form.Inline(f.Do)))
	}
}

// notSaid lists what is withheld, those of one reason together.
func (g Report) notSaid(p *form.Painter) {
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
			p.Line()
		}
		text := "Not said: " + strings.Join(ids[why], ", ") + ". " + strings.ToUpper(why[:1]) + why[1:] + "."
		room := form.TextWidth
		if p.Width > 0 {
			room = min(room, p.Width)
		}
		do := does[why]
		if form.Width(text)+3+form.Width(do) <= room {
			p.Line(text, "   ", p.Mark(form.Dim, do))
			continue
		}
		p.Wrap("", text, "")
		if do != "" {
			p.Line("   ", p.Mark(form.Dim, do))
		}
	}
}

func (g Report) couldUse(p *form.Painter) {
	for i, c := range g.CouldUse {
		if i == 0 {
			p.Line()
			p.Line(p.Mark(form.Bold, "Could use"))
		}
		text := "nobody's note offers it yet"
		if len(c.People) > 0 {
			text = nameList(c.People)
		}
		p.Wrap("   ", form.Inline(txt.PlainText(c.Text))+": "+text, "")
	}
}

// nameList joins names as in a sentence: A, B and C; of a longer list the
// first ones and how many more there are.
func nameList(people []Person) string {
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	return form.JoinNames(names)
}
