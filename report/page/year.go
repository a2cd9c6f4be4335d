package page

import (
	"fmt"
	"strings"

	"netnotes/report"
)

// Year is the year in numbers: a sentence each, with a drawing as its proof.
type Year struct {
	Side    string
	Months  *MonthsFigure
	Figures []Figure
}

// MonthsFigure is the conversations of twelve months, beside the year before.
type MonthsFigure struct {
	Says, Label string
	Months      []MonthBar
}

// MonthBar is a month.
type MonthBar struct {
	Name, Long    string
	Count, Before int
	X             string // the middle
	Bar           Bar
	Ghost         string // the path of the year before; empty without
	NumberY       string
}

// Figure is a sentence with its bar; a small base has no bar.
type Figure struct {
	Says, Label string
	Parts       []Part
	Bar         bool
}

// Part is a part of a bar.
type Part struct {
	Class, Name string
	Count       int
	X, Width    string
	Hatch       string // the path of its hatching: what is not known
}

// Numbers of the figures, in pixels.
const (
	smallBase   = 5 // below it there are words and no chart
	monthStep   = 70
	monthsFoot  = 166
	monthsTall  = 150
	figureWidth = 480
	figureTall  = 30
	hatchStep   = 6
)

func (m *maker) year() Year {
	y := report.MakeYear(m.net, m.chosen, m.talks)
	v := Year{Side: fmt.Sprintf("From %s %d to today. Every number has its base beside it, and what is not known is hatched.", month(y.From), y.From.Year)}
	n, before := 0, 0
	for _, month := range y.Months {
		n, before = n+month.Count, before+month.Before
	}
	v.Months = monthsFigure(y, n, before)
	v.Figures = append(v.Figures, thanksFigure(y.Thanks))
	if y.Level.Mine != "" {
		v.Figures = append(v.Figures, levelFigure(y.Level))
	}
	if y.Place.Mine != "" {
		v.Figures = append(v.Figures, placeFigure(y.Place))
	}
	if o := y.Outside; o != nil {
		v.Figures = append(v.Figures, figure(fmt.Sprintf("%d of %s came outside a job search.", o.Contacts, count(o.Of, "contact", "contacts")),
			Part{Class: "s1", Name: "outside a search", Count: o.Contacts}, Part{Class: "s3", Name: "while searching", Count: o.Of - o.Contacts}))
	}
	return v
}

func monthsFigure(y report.Year, n, before int) *MonthsFigure {
	f := &MonthsFigure{Says: fmt.Sprintf("%s since %s, %d in the same months a year before.", count(n, "conversation", "conversations"), month(y.From), before)}
	if last := y.Today.AddDays(1); last.Month == y.Today.Month {
		f.Says += fmt.Sprintf(" %s is counted up to today, in both years.", month(y.Today))
	}
	most := 0
	for _, month := range y.Months {
		most = max(most, month.Count, month.Before)
	}
	if n+before < smallBase {
		return f
	}
	var counts []string
	for i, c := range y.Months {
		left := float64(i * monthStep)
		tall := func(n int) float64 { return tenth(scaled(monthsTall, float64(n)/float64(most))) }
		b := MonthBar{Name: month(c.Month)[:3], Long: fmt.Sprintf("%s %d", month(c.Month)[:3], c.Month.Year), Count: c.Count, Before: c.Before, X: num(left + 31)}
		if i == 0 || c.Month.Month == 1 {
			b.Name = b.Long
		}
		b.Bar = Bar{num(left + 14), num(monthsFoot - tall(c.Count)), "34", num(tall(c.Count))}
		b.NumberY = num(monthsFoot - tall(c.Count) - 6)
		if c.Before > 0 {
			top := num(monthsFoot - tall(c.Before))
			b.Ghost = fmt.Sprintf("M%s %dV%sH%sV%d", num(left+6), monthsFoot, top, num(left+56), monthsFoot)
		}
		f.Months = append(f.Months, b)
		counts = append(counts, fmt.Sprint(c.Count))
	}
	f.Label = "Conversations a month: " + strings.Join(counts, ", ")
	return f
}

func thanksFigure(t report.ThanksCount) Figure {
	base := t.OnTime + t.Late + len(t.Never) + t.Ahead
	say := fmt.Sprintf("%d of %s went out by the next day.", t.OnTime, count(base, "thank-you", "thank-yous"))
	if base == 0 {
		say = "No thank-you was called for."
	}
	return figure(say, Part{Class: "s1", Name: "by the next day", Count: t.OnTime}, Part{Class: "s3", Name: "later", Count: t.Late},
		Part{Class: "s2", Name: "still in time", Count: t.Ahead}, Part{Class: "s5", Name: "not yet", Count: len(t.Never)})
}

func levelFigure(l report.Levels) Figure {
	known := l.Up + l.Same + l.Down
	say := "Of nobody you wrote to or talked with in twelve months the level is noted."
	if known > 0 {
		say = fmt.Sprintf("%d of %s in twelve months went to people further on than you.", l.Up, count(known, "message and talk", "messages and talks"))
	}
	return figure(say, Part{Class: "s1", Name: "further on", Count: l.Up}, Part{Class: "s2", Name: "your own level", Count: l.Same},
		Part{Class: "s3", Name: "starting out", Count: l.Down}, Part{Class: "s4", Name: "not known", Count: l.Unknown})
}

func placeFigure(p report.Places) Figure {
	base := p.Inside + p.Outside + p.Unknown
	say := fmt.Sprintf("%d of %s, counted with each person, were outside your own organisation.", p.Outside, count(base, "conversation", "conversations"))
	return figure(say, Part{Class: "s1", Name: "outside", Count: p.Outside}, Part{Class: "s3", Name: "inside", Count: p.Inside}, Part{Class: "s4", Name: "not known", Count: p.Unknown})
}

// figure lays the parts of a bar side by side.
func figure(says string, parts ...Part) Figure {
	base, gaps := 0, -1
	for _, p := range parts {
		base += p.Count
		if p.Count > 0 {
			gaps++
		}
	}
	f := Figure{Says: says, Bar: base >= smallBase, Parts: parts}
	var labels []string
	x := 0.0
	for i := range parts {
		p := &parts[i]
		labels = append(labels, fmt.Sprintf("%s %d", p.Name, p.Count))
		if !f.Bar || p.Count == 0 {
			continue
		}
		width := tenth(scaled(float64(figureWidth-2*gaps), float64(p.Count)/float64(base)))
		p.X, p.Width = num(x), num(width)
		if p.Class == "s4" {
			p.Hatch = hatch(x, width)
		}
		x += width + 2
	}
	f.Label = strings.Join(labels, ", ")
	return f
}

// hatch are slanted lines over a part of a bar.
func hatch(left, width float64) string {
	var b strings.Builder
	for at := left - figureTall + hatchStep; at < left+width; at += hatchStep {
		x1, y1, x2, y2 := at, float64(figureTall), at+figureTall, 0.0
		if x1 < left {
			y1, x1 = figureTall-(left-x1), left
		}
		if right := left + width; x2 > right {
			y2, x2 = x2-right, right
		}
		if x2 > x1 {
			b.WriteString("M" + num(x1) + " " + num(y1) + "L" + num(x2) + " " + num(y2))
		}
	}
	return b.String()
}
