package gaps

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

const (
	loadDays  = 90
	loadLeast = 52 // messages a year anybody writes
	loadRatio = 1.25
)

// load is what the rhythms promise and what was written.
type load struct {
	promised float64 // messages a year
	touches  int     // of the last 90 days
	slow     int     // people not spoken with for a year
	rhythms  map[date.Cadence]int
}

func (g *Finder) load() load {
	l := load{rhythms: map[date.Cadence]int{}}
	recent := g.Today.AddDays(-loadDays)
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		if !m.Cadence.None && !m.Cadence.Ideal.IsZero() {
			l.promised += 365 / m.Cadence.Ideal.Days()
			l.rhythms[m.Cadence]++
		}
		if !m.Spoke.IsZero() && m.Ago > effortDays {
			l.slow++
		}
		for i := len(m.Touches) - 1; i >= 0 && !m.Touches[i].Day.Before(recent); i-- {
			l.touches++
		}
	}
	return l
}

// budget finds rhythms that promise more than the user writes.
func (g *Finder) budget() {
	l := g.load()
	able, how := float64(max(4*l.touches, loadLeast)), fmt.Sprintf("%d touches in %d days, times 4, at least %d", l.touches, loadDays, loadLeast)
	title := "you write about %.0f"
	if g.Targets() != nil && !g.Targets().Budget.IsZero() {
		able, how = g.Targets().Budget.PerYear(), "budget "+g.Targets().Budget.String()
		title = "your budget is %.0f"
	}
	title = fmt.Sprintf("Your rhythms promise %.0f messages a year; "+title, l.promised, able)
	if l.promised <= loadRatio*able+1e-9 {
		g.calm("%s.", title)
		return
	}
	f := Finding{ID: "budget", Severity: 0.4, Title: title,
		Text: "Fewer people often, or the same people less often: both are fine.", Do: txt.Command("list --columns=name,cadence,spoke --sort=-spoke"),
		Numbers: map[string]any{"promised": math.Round(l.promised*10) / 10, "able": math.Round(able*10) / 10, "ratio": l.promised / able},
		Why: []form.Evidence{tell("365 ÷ cadence over everybody: %s = %.1f", rhythms(l.rhythms), l.promised),
			tell("against %s = %.1f a year; ratio %.2f, above %.2f it is said", how, able, l.promised/able, loadRatio)}}
	if l.slow > 0 {
		f.Text = fmt.Sprintf("%s you have not spoken with for a year could come round less often.", form.Capital(peopleWord(l.slow)))
		f.Do = txt.Command("list --columns=name,cadence,spoke --sort=-spoke", "spoke:>1y")
	}
	g.add(f)
}

func peopleWord(n int) string {
	if n == 1 {
		return "one person"
	}
	return form.Number(n) + " people"
}

// rhythms lists how many people have which rhythm, the most first.
func rhythms(people map[date.Cadence]int) string {
	count := map[string]int{}
	for rhythm, n := range people {
		count[rhythm.String()] += n
	}
	names := slices.Collect(maps.Keys(count))
	slices.SortFunc(names, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	var parts []string
	for i, name := range names {
		if i == 6 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("%d × %s", count[name], name))
	}
	return strings.Join(parts, " + ")
}
