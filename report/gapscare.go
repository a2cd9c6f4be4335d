package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
)

// Numbers of the findings about mentors, promises and groups.
const (
	mentorDays  = 180
	mentorLeast = 2
	loadDays    = 90
	loadLeast   = 52 // messages a year anybody writes
	loadRatio   = 1.25
	groupDays   = 180
)

// mentors finds a developmental circle that is too small or all of one place.
func (g *gapper) mentors() {
	if g.known.people == 0 {
		return // nobody here yet
	}
	var all, active []*network.Member
	systems := map[string]bool{}
	for _, m := range g.People {
		if !m.Counts || !slices.ContainsFunc(m.List("relation"), isMentor) {
			continue
		}
		all = append(all, m)
		if m.Spoke.IsZero() || m.Ago > mentorDays {
			continue
		}
		active = append(active, m)
		places := g.systems(m)
		if len(places) == 0 {
			places = []string{m.Path} // not known to be the same as any other
		}
		for _, key := range places {
			systems[key] = true
		}
	}
	if len(active) >= mentorLeast && len(systems) >= mentorLeast {
		g.calm("You spoke with %s in half a year, of %s.", memberNames(active), plural(len(systems), "place", "places"))
		return
	}
	f := Finding{ID: "mentors", Severity: 0.5, Numbers: map[string]any{"all": len(all), "active": len(active), "systems": len(systems)},
		Why: []Evidence{tell("mentors, sponsors, advisers, professors, supervisors and peers: %d; spoke within %d days: %d; organisations, schools and groups of these: %d", len(all), mentorDays, len(active), len(systems)),
			tell("it is said below %d active or below %d places", mentorLeast, mentorLeast)}}
	g.mentorText(&f, all, active)
	for _, m := range all {
		f.Why = append(f.Why, Evidence{Text: fmt.Sprintf("%s (%s): spoke %s", m.Name, strings.Join(m.List("relation"), ", "), cmpOr(fullDay(m.Spoke), "not noted")), Path: m.Path})
	}
	g.add(f, all...)
}

func cmpOr(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func isMentor(relation string) bool {
	switch parse.FoldName(relation) {
	case "mentor", "sponsor", "advisor", "professor", "supervisor", "peer":
		return true
	}
	return false
}

// systems are the worlds a person belongs to, by their own note or by a group's.
func (g *gapper) systems(m *network.Member) []string {
	var keys []string
	for _, field := range []string{"org", "school", "groups"} {
		keys = append(keys, g.PlaceKeys(m.List(field))...)
	}
	for _, n := range g.Notes() {
		if n.Kind == parse.GroupNote && slices.ContainsFunc(g.PeopleIn(n, "members"), func(l parse.Link) bool { return g.Linked(l, n) == m.Person }) {
			keys = append(keys, g.PlaceKeys([]string{n.Name})...)
		}
	}
	return keys
}

func (g *gapper) mentorText(f *Finding, all, active []*network.Member) {
	quiet := slices.Clone(all)
	quiet = slices.DeleteFunc(quiet, func(m *network.Member) bool { return slices.Contains(active, m) })
	slices.SortStableFunc(quiet, byCloseness)
	switch {
	case len(all) == 0:
		f.Title = "Nobody is noted as a mentor, sponsor, adviser or peer"
		f.Text, f.Do = g.mayBeMentor("one"), g.doMentor()
	case len(active) < mentorLeast:
		f.Title = mentorTitle(all, active)
		f.Text, f.Do = "A second voice would help.", parse.Command("list", "level:>"+mentorLevel(g.me.Level))
		if g.likeliestMentor() != nil {
			f.Text, f.Do = "A second voice would help. "+g.mayBeMentor("another"), g.doMentor()
		}
		if len(quiet) > 0 {
			f.Text = fmt.Sprintf("%s would be glad to hear how it goes.", quiet[0].Name)
			f.Do = parse.Command("show", g.who(quiet[0]))
		}
	default:
		f.Title = fmt.Sprintf("The people who steer you are all from one place: %s", memberNames(active))
		f.Text, f.Do = "Somebody from elsewhere sees what they cannot.", parse.Command("gaps", "reconnect")
	}
}

func mentorLevel(level string) string {
	if rank(level) < 0 {
		return "mid"
	}
	return level
}

func mentorTitle(all, active []*network.Member) string {
	switch {
	case len(all) == 1 && all[0].Spoke.IsZero():
		return all[0].Name + " is the only one noted who could steer you"
	case len(all) == 1:
		return fmt.Sprintf("%s is the only one noted who could steer you; %s", all[0].Name, heard(all[0]))
	case len(active) == 0:
		return fmt.Sprintf("Of the %d people who could steer you, you spoke with none in half a year", len(all))
	}
	return fmt.Sprintf("Of the %d people who could steer you, you spoke with one in half a year: %s", len(all), active[0].Name)
}

// mayBeMentor says who may be a mentor and is not noted as one.
func (g *gapper) mayBeMentor(one string) string {
	if m := g.likeliestMentor(); m != nil {
		return m.Name + " may be " + one + ": if so, say it in the note."
	}
	return "Whoever steers you now and then may be one: say so in the note."
}

// doMentor is what to type for it.
func (g *gapper) doMentor() string {
	if m := g.likeliestMentor(); m != nil {
		return parse.Command("set", g.who(m), "relation+=mentor")
	}
	return parse.Command("list --sort=spoke")
}

// likeliestMentor is whoever is further on, or helped, and is closest, of those who
// are not noted as one.
func (g *gapper) likeliestMentor() *network.Member {
	var best *network.Member
	for _, m := range g.alive {
		helped := slices.ContainsFunc(m.Clocks().Counted, func(d index.Dated) bool { return d.HasTag("got") })
		if slices.ContainsFunc(m.List("relation"), isMentor) {
			continue
		}
		if (rank(m.Text("level")) > max(rank(g.me.Level), 2) || helped) && (best == nil || byCloseness(m, best) < 0) {
			best = m
		}
	}
	return best
}

// load is what the rhythms promise and what was written.
type load struct {
	promised float64 // messages a year
	touches  int     // of the last 90 days
	slow     int     // people not spoken with for a year
	rhythms  map[string]int
}

func (g *gapper) load() load {
	l := load{rhythms: map[string]int{}}
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		if !m.Cadence.None && !m.Cadence.Ideal.IsZero() {
			l.promised += 365 / m.Cadence.Ideal.Days()
			l.rhythms[m.Cadence.String()]++
		}
		if !m.Spoke.IsZero() && m.Ago > effortDays {
			l.slow++
		}
		for _, d := range m.Clocks().Counted {
			if g.today.Sub(d.Day) <= loadDays {
				l.touches++
			}
		}
	}
	return l
}

// budget finds rhythms that promise more than the user writes.
func (g *gapper) budget() {
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
		Text: "Fewer people often, or the same people less often: both are fine.", Do: parse.Command("list --columns=name,cadence,spoke --sort=-spoke"),
		Numbers: map[string]any{"promised": math.Round(l.promised*10) / 10, "able": math.Round(able*10) / 10, "ratio": l.promised / able},
		Why: []Evidence{tell("365 ÷ cadence over everybody: %s = %.1f", rhythms(l.rhythms), l.promised),
			tell("against %s = %.1f a year; ratio %.2f, above %.2f it is said", how, able, l.promised/able, loadRatio)}}
	if l.slow > 0 {
		f.Text = fmt.Sprintf("%s you have not spoken with for a year could come round less often.", capital(peopleWord(l.slow)))
		f.Do = parse.Command("list --columns=name,cadence,spoke --sort=-spoke", "spoke:>1y")
	}
	g.add(f)
}

func peopleWord(n int) string {
	if n == 1 {
		return "one person"
	}
	return number(n) + " people"
}

// rhythms lists how many people have which rhythm, the most first.
func rhythms(count map[string]int) string {
	var names []string
	for name := range count {
		names = append(names, name)
	}
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

// groups finds groups in which the user has a part and takes none.
func (g *gapper) groups() {
	newest := g.groupDays()
	quiet := g.quietGroups(newest)
	if len(quiet) == 0 {
		g.calm("Every group with a my_role has a line or an event of the last half year.")
		return
	}
	f := Finding{ID: "groups", Severity: 0.3, Do: parse.Command("show", quiet[0].Name), Numbers: map[string]any{"groups": len(quiet)},
		Text: "One line there, or an honest goodbye."}
	var names []string
	dated := false
	for _, n := range quiet {
		names = append(names, n.Name)
		since := "no linked line or event"
		dated = dated || !n.When("term").IsZero() // else nobody knows since when
		if day := newest[n]; !day.IsZero() {
			since = fmt.Sprintf("last on %s; no linked line or event for %d days", fullDay(day), groupDays)
			dated = true
		}
		f.Why = append(f.Why, Evidence{Text: fmt.Sprintf("%s, %s: %s", n.Name, n.Plain("my_role"), since), Path: n.Path})
	}
	f.Title = fmt.Sprintf("You belong to %s; nothing is noted there", joinNames(names))
	if dated {
		f.Title += " for half a year"
	}
	if day := newest[quiet[0]]; len(quiet) == 1 && !day.IsZero() {
		f.Title = fmt.Sprintf("You belong to %s; the last thing noted there is of %s", quiet[0].Name, g.sayDay(day))
	}
	f.Numbers["names"] = names
	g.add(f)
}

// quietGroups lists the groups in which the user has a part, and of which
// nothing is noted for half a year.
func (g *gapper) quietGroups(newest map[*parse.Note]parse.Date) []*parse.Note {
	var quiet []*parse.Note
	for _, n := range g.Notes() {
		if n.Kind != parse.GroupNote || n.Text("my_role") == "" || !g.inTerm(n) {
			continue
		}
		if day := newest[n]; day.IsZero() || g.today.Sub(day) > groupDays {
			quiet = append(quiet, n)
		}
	}
	return quiet
}

// quietGroups is the same for a report that needs no network, with the newest
// day of each group.
func quietGroups(ix *index.Index, today parse.Date) (quiet []*parse.Note, newest map[*parse.Note]parse.Date) {
	g := &gapper{Network: &network.Network{Index: ix, Today: today}, today: today}
	newest = g.groupDays()
	return g.quietGroups(newest), newest
}

func (g *gapper) sayDay(d parse.Date) string { return day(d, g.today) }

// inTerm reports whether the user has been in a group for half a year and is
// still.
func (g *gapper) inTerm(n *parse.Note) bool {
	term := n.When("term")
	return term.IsZero() || !g.today.After(term.To) && g.today.Sub(term.From) >= groupDays
}

// groupDays is the newest day on which a line or an event is linked with each
// group.
func (g *gapper) groupDays() map[*parse.Note]parse.Date {
	newest := map[*parse.Note]parse.Date{}
	add := func(n *parse.Note, day parse.Date) {
		if n != nil && n.Kind == parse.GroupNote && day.After(newest[n]) {
			newest[n] = day
		}
	}
	for _, n := range g.Notes() {
		for i := range n.Entries() {
			e := &n.Entries()[i]
			if e.When.IsZero() || !e.Planned && e.When.Day(g.today).After(g.today) {
				continue
			}
			add(n, e.When.Day(g.today))
			for _, link := range e.Links {
				add(g.LinkedPlace(link, n), e.When.Day(g.today))
			}
		}
		if n.Kind == parse.EventNote {
			for _, link := range parse.LinksIn(string(n.Source())) {
				add(g.LinkedPlace(link, n), n.When("start").From)
			}
		}
	}
	return newest
}
