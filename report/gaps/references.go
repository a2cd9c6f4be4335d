package gaps

import (
	"fmt"
	"slices"

	"netnotes/index/network"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// referenceDays is how long a reference may hear nothing from the user.
const referenceDays = 180

// references finds those who would speak for the user and have not heard from
// them lately, while the user looks for a job.
func (g *Finder) references() {
	if g.Targets() == nil || !g.Targets().Mode.SearchingOn(g.Today) {
		g.calm("It is said while you are searching (mode: searching in targets.md).")
		return
	}
	var dark []*network.Member
	f := Finding{ID: "references", Severity: 0.5}
	for _, m := range g.People {
		if !m.Counts || !slices.ContainsFunc(m.List("relation"), func(r string) bool { return txt.FoldName(r) == "reference" }) {
			continue
		}
		told, last := false, "nothing from you is noted"
		for _, d := range m.Touches {
			if d.Answers() {
				told, last = g.Today.Sub(d.Day) <= referenceDays, "last from you on "+form.FullDay(d.Day)
			}
		}
		if !told {
			dark = append(dark, m)
			f.Why = append(f.Why, form.Evidence{Text: fmt.Sprintf("%s: %s; it is said after %d days", m.Name, last, referenceDays), Path: m.Path})
		}
	}
	if len(dark) == 0 {
		g.calm("Whoever is noted as a reference has heard from you in half a year.")
		return
	}
	verb := "has"
	if len(dark) > 1 {
		verb = "have"
	}
	f.Title = fmt.Sprintf("%s may be asked about you and %s not heard from you for half a year", memberNames(dark), verb)
	f.Text = "Tell them what you are applying for, before somebody calls."
	f.Do, f.Numbers = txt.Command("prep", g.who(dark[0])), map[string]any{"people": len(dark)}
	g.add(f, dark...)
}
