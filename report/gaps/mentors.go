package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Numbers of the findings about mentors, promises and groups.
const (
	mentorDays  = 180
	mentorLeast = 2
)

// mentors finds a developmental circle that is too small or all of one place.
func (g *Finder) mentors() {
	if g.known().people == 0 {
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
		g.calm("You spoke with %s in half a year, of %s.", memberNames(active), form.Plural(len(systems), "place", "places"))
		return
	}
	g.add(Finding{ID: "mentors", Severity: 0.5, Numbers: map[string]any{"all": len(all), "active": len(active), "systems": len(systems)},
		Why: []form.Evidence{tell("mentors, sponsors, advisers, professors, supervisors and peers: %d; spoke within %d days: %d; organisations, schools and groups of these: %d", len(all), mentorDays, len(active), len(systems)),
			tell("it is said below %d active or below %d places", mentorLeast, mentorLeast)},
		words: func(f *Finding) {
			f.name(all...)
			g.mentorText(f, all, active)
			for _, m := range all {
				f.Why = append(f.Why, form.Evidence{Text: fmt.Sprintf("%s (%s): spoke %s", m.Name, strings.Join(m.List("relation"), ", "), cmp.Or(form.FullDay(m.Spoke), "not noted")), Path: m.Path})
			}
		}})
}

func isMentor(relation string) bool {
	switch txt.FoldName(relation) {
	case "mentor", "sponsor", "advisor", "professor", "supervisor", "peer":
		return true
	}
	return false
}

// systems are the worlds a person belongs to, by their own note or by a group's.
func (g *Finder) systems(m *network.Member) []string {
	var keys []string
	for _, field := range []string{"org", "school", "groups"} {
		keys = append(keys, g.PlaceKeys(m.List(field))...)
	}
	for _, n := range g.Notes() {
		if n.Kind == parse.GroupNote && slices.ContainsFunc(g.PeopleIn(n, "members"), func(l txt.Link) bool { return g.Linked(l, n) == m.Person }) {
			keys = append(keys, g.PlaceKeys([]string{n.Name})...)
		}
	}
	return keys
}

func (g *Finder) mentorText(f *Finding, all, active []*network.Member) {
	quiet := slices.Clone(all)
	quiet = slices.DeleteFunc(quiet, func(m *network.Member) bool { return slices.Contains(active, m) })
	slices.SortStableFunc(quiet, byCloseness)
	switch {
	case len(all) == 0:
		f.Title = "Nobody is noted as a mentor, sponsor, adviser or peer"
		f.Text, f.Do = g.mayBeMentor("one"), g.doMentor()
	case len(active) < mentorLeast:
		f.Title = mentorTitle(all, active)
		f.Text, f.Do = "A second voice would help.", txt.Command("list", "level:>"+mentorLevel(g.Me.Level))
		if g.mentor() != nil {
			f.Text, f.Do = "A second voice would help. "+g.mayBeMentor("another"), g.doMentor()
		}
		if len(quiet) > 0 {
			f.Text = fmt.Sprintf("%s would be glad to hear how it goes.", quiet[0].Name)
			f.Do = txt.Command("show", g.who(quiet[0]))
		}
	default:
		f.Title = fmt.Sprintf("The people who steer you are all from one place: %s", memberNames(active))
		f.Text, f.Do = "Somebody from elsewhere sees what they cannot.", txt.Command("gaps", "reconnect")
	}
}

func mentorLevel(level string) string {
	if Rank(level) < 0 {
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
func (g *Finder) mayBeMentor(one string) string {
	if m := g.mentor(); m != nil {
		return m.Name + " may be " + one + ": if so, say it in the note."
	}
	return "Whoever steers you now and then may be one: say so in the note."
}

// doMentor is what to type for it.
func (g *Finder) doMentor() string {
	if m := g.mentor(); m != nil {
		return txt.Command("set", g.who(m), "relation+=mentor")
	}
	return txt.Command("list --sort=spoke")
}

// likeliestMentor is whoever is further on, or helped, and is closest, of those who
// are not noted as one.
func (g *Finder) likeliestMentor() *network.Member {
	var best *network.Member
	for _, m := range g.alive {
		if best != nil && byCloseness(m, best) >= 0 || slices.ContainsFunc(m.List("relation"), isMentor) {
			continue
		}
		if Rank(m.Text("level")) > max(Rank(g.Me.Level), 2) || slices.ContainsFunc(m.Touches, facts.Touch.Got) {
			best = m
		}
	}
	return best
}
