package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
)

// Numbers of the findings about talk and effort.
const (
	insularDays  = 180
	insularBase  = 20 // conversations
	effortDays   = 365
	effortBase   = 15 // lines
	effortUp     = 70 // percent
	effortDown   = 10
	meetingBase  = 10
	meetingShare = 65 // percent
)

// split counts conversations within and outside the user's own place.
type split struct {
	internal, external int
	outside            []*network.Member // in the order of the notes
}

func (s split) base() int { return s.internal + s.external }

// index is the E–I index: -1 where all talk is internal, 1 where none is
// (Krackhardt and Stern 1988).
func (s split) index() float64 { return float64(s.external-s.internal) / float64(s.base()) }

// fires reports (E − I)/(E + I) ≤ −0.30, in whole numbers.
func (s split) fires() bool {
	return s.base() >= insularBase && 10*(s.external-s.internal) <= -3*s.base()
}

// insular finds a user who talks mostly within their own organisation or,
// failing that, their own sector.
func (g *gapper) insular() {
	if g.needsTargets("insular") {
		return
	}
	if len(g.me.Orgs) == 0 && g.me.Sector == "" {
		g.withhold("insular", "where you are is not in targets.md (me: org, sector)", "")
		return
	}
	org := g.split(func(m *network.Member) (in, known bool) {
		orgs := m.List("org")
		return g.SamePlace(orgs, g.me.Orgs), len(orgs) > 0 && len(g.me.Orgs) > 0
	})
	sector := g.split(func(m *network.Member) (in, known bool) {
		sectors := m.List("sector")
		return slices.ContainsFunc(sectors, func(s string) bool { return parse.FoldName(s) == g.me.Sector }), len(sectors) > 0 && g.me.Sector != ""
	})
	switch {
	case org.fires():
		g.insularFinding("org", "at "+parse.PlainText(g.me.Orgs[0]), org)
	case sector.fires():
		g.insularFinding("sector", "in "+index.SectorName(g.me.Sector), sector)
	default:
		g.calm("In half a year %d conversations were with people of your organisation and %d with others; by sector %d and %d.", org.internal, org.external, sector.internal, sector.external)
	}
}

// split sorts the conversations of half a year. Somebody whose place is not
// known counts for neither side.
func (g *gapper) split(place func(*network.Member) (in, known bool)) split {
	var s split
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		n := conversations(m, g.today, insularDays)
		in, known := place(m)
		switch {
		case n == 0 || !known:
		case in:
			s.internal += n
		default:
			s.external += n
			s.outside = append(s.outside, m)
		}
	}
	return s
}

// conversations counts those of the last so many days.
func conversations(m *network.Member, today parse.Date, days int) int {
	n := 0
	for _, day := range m.Conversations {
		if today.Sub(day) <= days {
			n++
		}
	}
	return n
}

func (g *gapper) insularFinding(by, where string, s split) {
	outside := slices.Clone(s.outside)
	slices.SortStableFunc(outside, func(a, b *network.Member) int { return b.Ago - a.Ago })
	f := Finding{ID: "insular", Severity: 0.5, Do: parse.Command("gaps", "reconnect"),
		Title:   fmt.Sprintf("%d of %d conversations in half a year were with people %s", s.internal, s.base(), where),
		Text:    "Nobody outside yet.",
		Numbers: map[string]any{"internal": s.internal, "external": s.external, "index": s.index(), "by": by},
		Why: []Evidence{tell("(E − I)/(E + I) = (%d − %d)/%d = %.3f, from −0.300 down it is said, with %d conversations or more", s.external, s.internal, s.base(), s.index(), insularBase),
			tell("those whose %s is not noted count for neither side", by)}}
	if len(outside) > 0 {
		m := outside[0]
		f.Text, f.Do = fmt.Sprintf("Outside, you have not spoken with %s for the longest time (%s).", m.Name, ago(m.Ago)), parse.Command("show", g.who(m))
	}
	g.add(f, outside[:min(len(outside), 5)]...)
}

// seniority finds effort that goes upward alone.
func (g *gapper) seniority() {
	if g.needsTargets("seniority") {
		return
	}
	mine := rank(g.me.Level)
	if mine < 0 {
		g.withhold("seniority", "your level is not in targets.md (me: level)", "")
		return
	}
	up, same, down := g.effort(mine)
	base := up + same + down
	director := g.me.Level == "director"
	upward := 100*up >= effortUp*base && 100*down <= effortDown*base
	if base < effortBase || !upward && !(director && down == 0) {
		g.calm("Of %d messages and talks in a year %d went to people above you, %d to your own level, %d below it.", base, up, same, down)
		return
	}
	f := Finding{ID: "seniority", Severity: 0.6, Numbers: map[string]any{"up": up, "same": same, "down": down, "base": base},
		Title: fmt.Sprintf("%d of %d messages and talks went to people above you, %s", up, base, besideText(g.me.Level, same, down)),
		Why: []Evidence{tell("lines to and with people in 12 months, by level against yours (%s): %d above, %d the same, %d below", g.me.Level, up, same, down),
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
func (g *gapper) effort(mine int) (up, same, down int) {
	for _, m := range g.People {
		r := rank(m.Text("level"))
		if !m.Counts || r < 0 {
			continue
		}
		n := effortFor(m, g.today)
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

// effortFor counts the lines of a year to a person and with them.
func effortFor(m *network.Member, today parse.Date) int {
	n := 0
	for _, d := range m.Clocks().Counted {
		n += count(d.Answers() && today.Sub(d.Day) <= effortDays)
	}
	return n
}

// juniors names first whoever wrote and has no answer, then whoever the user
// has not spoken with for the longest time: of those below the user's level,
// or at it where nobody is below.
func (g *gapper) juniors(f *Finding, mine int) []*network.Member {
	var below, beside []*network.Member
	for _, m := range g.People {
		switch r := rank(m.Text("level")); {
		case !m.Counts || r < 0:
		case r < mine:
			below = append(below, m)
		case r == mine:
			beside = append(beside, m)
		}
	}
	for _, group := range [][]*network.Member{below, beside} {
		if m, line := waitingLongest(group, g.today); m != nil {
			f.Text, f.Do = fmt.Sprintf("%s wrote on %s and has had no answer.", m.Name, day(line.Day, g.today)), parse.Command("show", g.who(m))
			f.Why = append(f.Why, tellAt(line.Line, "%s: %s", m.Name, words(line.Raw)))
			return []*network.Member{m}
		}
	}
	for _, group := range [][]*network.Member{below, beside} {
		group = slices.DeleteFunc(group, func(m *network.Member) bool { return !m.Live })
		if len(group) > 0 {
			m := slices.MaxFunc(group, func(a, b *network.Member) int { return a.Ago - b.Ago })
			f.Text, f.Do = fmt.Sprintf("%s would be a start: %s.", m.Name, heard(m)), parse.Command("show", g.who(m))
			return []*network.Member{m}
		}
	}
	f.Text, f.Do = "Somebody who starts where you once stood would be a start.", parse.Command("list", "level:student|early")
	return nil
}

// waitingLongest is whoever of a group wrote first of those who have had no
// answer.
func waitingLongest(group []*network.Member, today parse.Date) (who *network.Member, line index.Dated) {
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
	var answered parse.Date
	for _, d := range m.Clocks().Counted {
		if d.Answers() {
			answered = d.Day
		}
	}
	for _, d := range m.Clocks().Counted {
		if d.Answerable() && d.Day.After(answered) {
			return d, true
		}
	}
	return first, false
}

// meeting finds a user who meets people by themselves alone.
func (g *gapper) meeting() {
	self, introduced := 0, 0
	through := map[string][]*network.Member{}
	var order []string
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		by := parse.FieldLink(m.Text("introduced_by")).Target
		switch how := parse.FoldName(m.Text("met_how")); {
		case by != "":
			introduced++
			key := g.introducer(by)
			if through[key] == nil {
				order = append(order, key)
			}
			through[key] = append(through[key], m)
		case how == "self" || how == "cold":
			self++
		}
	}
	base := self + introduced
	if base < meetingBase || 100*self <= meetingShare*base {
		g.calm("You met %d people on your own and %d through somebody.", self, introduced)
		return
	}
	f := Finding{ID: "meeting", Severity: 0.4, Numbers: map[string]any{"self": self, "introduced": introduced, "share": float64(self) / float64(base)},
		Title: fmt.Sprintf("%d of %d people you met on your own, %d through somebody", self, base, introduced),
		Why:   []Evidence{tell("self = %d met by yourself or cold, introduced = %d with introduced_by; %d/%d = %.2f, above 0.65 it is said, from %d people on", self, introduced, self, base, float64(self)/float64(base), meetingBase)}}
	people := g.introducers(&f, order, through)
	g.add(f, people...)
}

// introducer is the name under which an introducer is counted.
func (g *gapper) introducer(name string) string {
	if found := g.Resolve(name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return found[0].Name
	}
	return name
}

// introducers writes who introduced the user to two or more, and what came
// back to them.
func (g *gapper) introducers(f *Finding, order []string, through map[string][]*network.Member) []*network.Member {
	var parts []string
	var people, open []*network.Member
	for _, name := range order {
		met := through[name]
		if len(met) < 2 {
			continue
		}
		part := fmt.Sprintf("%s introduced you to %s", name, memberNames(met))
		if m := g.memberNamed(name); m != nil {
			people = append(people, m)
			back := thanked(m)
			if back == "" {
				open = append(open, m)
				back = "a word of thanks is not noted"
			}
			part += "; " + back
		}
		parts = append(parts, capital(part)+".")
	}
	switch {
	case len(open) > 0:
		f.Do = parse.Command("show", g.who(open[0]))
	case len(people) > 0:
		f.Do = parse.Command("show", g.who(people[0]))
	default:
		f.Do = parse.Command("gaps", "introduce")
	}
	if len(parts) == 0 {
		parts = []string{"Bringing two people together is the easiest way to be introduced in turn."}
	}
	f.Text = strings.Join(parts, " ")
	return people
}

func (g *gapper) memberNamed(name string) *network.Member {
	if found := g.Resolve(name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return g.Member(found[0])
	}
	return nil
}

// thanked says what the user gave back.
func thanked(m *network.Member) string {
	var thanks, gave bool
	for _, d := range m.Clocks().Counted {
		if d.Direction != parse.From {
			thanks = thanks || d.Kind == parse.Thanks
			gave = gave || d.HasTag("gave")
		}
	}
	switch {
	case thanks && gave:
		return "you said thanks and gave something back"
	case thanks:
		return "you said thanks"
	case gave:
		return "you gave something back"
	}
	return ""
}
