package gaps

import (
	"fmt"
	"slices"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

const (
	effortDays = 365
	effortBase = 15 // lines
	effortUp   = 70 // percent
	effortDown = 10
)

// seniority finds effort that goes upward alone.
func (g *Finder) seniority() {
	if g.needsTargets("seniority") {
		return
	}
	mine := Rank(g.Me.Level)
	if mine < 0 {
		g.withhold("seniority", "your level is not in targets.md (me: level)", "")
		return
	}
	up, same, down := g.effort(mine)
	base := up + same + down
	director := g.Me.Level == "director"
	upward := 100*up >= effortUp*base && 100*down <= effortDown*base
	if base < effortBase || !upward && !(director && down == 0) {
		g.calm("Of %d messages and talks in a year %d went to people above you, %d to your own level, %d below it.", base, up, same, down)
		return
	}
	f := Finding{ID: "seniority", Severity: 0.6, Numbers: map[string]any{"up": up, "same": same, "down": down, "base": base},
		Title: fmt.Sprintf("%d of %d messages and talks went to people above you, %s", up, base, besideText(g.Me.Level, same, down)),
		Why: []form.Evidence{tell("lines to and with people in 12 months, by level against yours (%s): %d above, %d the same, %d below", g.Me.Level, up, same, down),
			tell("it is said from %d %% above and at most %d %% below on, with %d lines or more; to a director with none below", effortUp, effortDown, effortBase)}}
	if director {
		f.Title = fmt.Sprintf("None of %d messages and talks went to people below your level", base)
	}
	people := g.juniors(&f, mine)
	g.add(f, people...)
}

func besideText(level string, same, down int) string {
	if level == "student" {
		return fmt.Sprintf("%d to students", same)
	}
	return fmt.Sprintf("%d to your own level, %d below it", same, down)
}

// effort counts the lines of a year to people and with them by level, against
// the user's.
func (g *Finder) effort(mine int) (up, same, down int) {
	for _, m := range g.People {
		r := Rank(m.Text("level"))
		if !m.Counts || r < 0 {
			continue
		}
		n := EffortFor(m, g.Today)
		switch {
		case r > mine:
			up += n
		case r == mine:
			same += n
		default:
			down += n
		}
	}
	return up, same, down
}

// EffortFor counts the lines of a year to a person and with them.
func EffortFor(m *network.Member, today date.Date) int {
	n := 0
	for _, d := range m.Touches {
		n += form.Count(d.Answers() && today.Sub(d.Day) <= effortDays)
	}
	return n
}

// juniors names first whoever wrote and has no answer, then whoever the user
// has not spoken with for the longest time: of those below the user's level,
// or at it where nobody is below.
func (g *Finder) juniors(f *Finding, mine int) []*network.Member {
	var below, beside []*network.Member
	for _, m := range g.People {
		switch r := Rank(m.Text("level")); {
		case !m.Counts || r < 0:
		case r < mine:
			below = append(below, m)
		case r == mine:
			beside = append(beside, m)
		}
	}
	for _, group := range [][]*network.Member{below, beside} {
		if m, line := waitingLongest(group, g.Today); m != nil {
			f.Text, f.Do = fmt.Sprintf("%s wrote on %s and has had no answer.", m.Name, form.Day(line.Day, g.Today)), txt.Command("show", g.who(m))
			f.Why = append(f.Why, tellAt(line.Line, "%s: %s", m.Name, form.Words(line.Raw)))
			return []*network.Member{m}
		}
	}
	for _, group := range [][]*network.Member{below, beside} {
		group = slices.DeleteFunc(group, func(m *network.Member) bool { return !m.Live })
		if len(group) > 0 {
			m := slices.MaxFunc(group, func(a, b *network.Member) int { return a.Ago - b.Ago })
			f.Text, f.Do = fmt.Sprintf("%s would be a start: %s.", m.Name, heard(m)), txt.Command("show", g.who(m))
			return []*network.Member{m}
		}
	}
	f.Text, f.Do = "Somebody who starts where you once stood would be a start.", txt.Command("list", "level:student|early")
	return nil
}

// waitingLongest is whoever of a group wrote first of those who have had no
// answer.
func waitingLongest(group []*network.Member, today date.Date) (who *network.Member, line index.Dated) {
	for _, m := range group {
		if d, ok := unanswered(m); ok && (who == nil || d.Day.Before(line.Day)) {
			who, line = m, d
		}
	}
	return who, line
}

// unanswered is the first line since the user's last word that wants an
// answer, however old it is.
func unanswered(m *network.Member) (first index.Dated, ok bool) {
	var answered date.Date
	for _, d := range m.Touches {
		if d.Answers() {
			answered = d.Day
		}
	}
	for i, d := range m.Touches {
		if d.Answerable() && d.Day.After(answered) {
			return m.Counted(i), true
		}
	}
	return first, false
}
