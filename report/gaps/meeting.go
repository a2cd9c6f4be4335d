package gaps

import (
	"fmt"
	"strings"

	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

const (
	meetingBase  = 10
	meetingShare = 65 // percent
)

// meeting finds a user who meets people by themselves alone.
func (g *Finder) meeting() {
	self, introduced := 0, 0
	through, known := map[string][]*network.Member{}, map[string]string{}
	var order []string
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		by := txt.FieldLink(m.Text("introduced_by")).Target
		switch how := txt.FoldName(m.Text("met_how")); {
		case by != "":
			introduced++
			key, is := known[by]
			if !is {
				key = g.introducer(by)
				known[by] = key
			}
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
		Why:   []form.Evidence{tell("self = %d met by yourself or cold, introduced = %d with introduced_by; %d/%d = %.2f, above 0.65 it is said, from %d people on", self, introduced, self, base, float64(self)/float64(base), meetingBase)}}
	people := g.introducers(&f, order, through)
	g.add(f, people...)
}

// introducer is the name under which an introducer is counted.
func (g *Finder) introducer(name string) string {
	if found := g.Resolve(name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return found[0].Name
	}
	return name
}

// introducers writes who introduced the user to two or more, and what came
// back to them.
func (g *Finder) introducers(f *Finding, order []string, through map[string][]*network.Member) []*network.Member {
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
		parts = append(parts, form.Capital(part)+".")
	}
	switch {
	case len(open) > 0:
		f.Do = txt.Command("show", g.who(open[0]))
	case len(people) > 0:
		f.Do = txt.Command("show", g.who(people[0]))
	default:
		f.Do = txt.Command("gaps", "introduce")
	}
	if len(parts) == 0 {
		parts = []string{"Bringing two people together is the easiest way to be introduced in turn."}
	}
	f.Text = strings.Join(parts, " ")
	return people
}

func (g *Finder) memberNamed(name string) *network.Member {
	if found := g.Resolve(name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return g.Member(found[0])
	}
	return nil
}

// thanked says what the user gave back.
func thanked(m *network.Member) string {
	var thanks, gave bool
	for _, d := range m.Touches {
		if !d.ByThem() {
			thanks, gave = thanks || d.Thanks(), gave || d.Gave()
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
