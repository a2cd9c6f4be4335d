package change

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/report/form"
)

// maxNamed is how many names a line of the comparison holds.
const maxNamed = 12

// maxQuiet is how many quiet people it holds: a list of silences helps nobody.
const maxQuiet = 5

// Text tells the changes in one screen.
func (c Changes) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, c.title()))
	before := p.Lines()
	c.people(&p)
	c.talk(&p)
	if p.Lines() == before {
		p.Line("Nothing changed.")
	}
	return p.Bytes()
}

// title says what is compared: "Since 1 Jun 2026".
func (c Changes) title() string {
	name := func(p Point) string {
		switch {
		case p.asked:
			return form.FullDay(p.Day)
		case p.Name == "":
			return "now"
		case p.Day.IsZero():
			return form.Inline(p.Name)
		}
		return form.Inline(p.Name) + " (" + form.FullDay(p.Day) + ")"
	}
	if c.To.Name == "" {
		return "Since " + name(c.From)
	}
	return "From " + name(c.From) + " to " + name(c.To)
}

func (c Changes) row(p *form.Painter, label, text string) {
	if text == "" {
		return
	}
	p.Line(p.Mark(form.Dim, form.Pad(label, 10)), form.Inline(text))
}

func (c Changes) people(p *form.Painter) {
	for i, text := range byPlace(c.New) {
		c.row(p, map[bool]string{true: "new"}[i == 0], text)
	}
	c.row(p, "gone", names(c.Removed, func(x ChangedPerson) string { return x.Name }))
	for i, r := range limited(c.Renamed) {
		c.row(p, form.First("renamed", i), r.From+", now "+r.To)
	}
	for i, m := range limited(c.Moved) {
		c.row(p, form.First("moved", i), m.Name+": "+m.text())
	}
	c.more(p, len(c.Moved))
	for i, t := range limited(c.Tiers) {
		c.row(p, form.First("tier", i), t.Name+": "+orNone(t.From)+" → "+orNone(t.To))
	}
	c.more(p, len(c.Tiers))
	for i, s := range limited(c.Statuses) {
		c.row(p, form.First("status", i), s.Name+": "+orActive(s.From)+" → "+orActive(s.To))
	}
	c.more(p, len(c.Statuses))
}

func (c Changes) more(p *form.Painter, n int) {
	if n > maxNamed {
		c.row(p, "", fmt.Sprintf("and %d more (--json)", n-maxNamed))
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func orActive(s string) string {
	if s == "" {
		return string(parse.Active)
	}
	return s
}

func limited[T any](list []T) []T { return list[:min(len(list), maxNamed)] }

// names joins as many names as fit.
func names[T any](list []T, name func(T) string) string {
	var out []string
	for _, x := range limited(list) {
		out = append(out, name(x))
	}
	if len(list) > maxNamed {
		return strings.Join(out, ", ") + fmt.Sprintf(" and %d more", len(list)-maxNamed)
	}
	return strings.Join(out, ", ")
}

// byPlace lists new people by where they were met: those met in one place
// together, the largest group first, then the others.
func byPlace(people []ChangedPerson) []string {
	groups := map[string][]ChangedPerson{}
	var places []string
	for _, p := range people {
		if len(groups[p.MetAt]) == 1 && p.MetAt != "" {
			places = append(places, p.MetAt)
		}
		groups[p.MetAt] = append(groups[p.MetAt], p)
	}
	slices.SortStableFunc(places, func(a, b string) int { return len(groups[b]) - len(groups[a]) })
	var out []string
	left := people
	for _, place := range limited(places) {
		out = append(out, names(groups[place], func(p ChangedPerson) string { return p.Name })+" ("+place+")")
		left = slices.DeleteFunc(slices.Clone(left), func(p ChangedPerson) bool { return p.MetAt == place })
	}
	if len(left) > 0 {
		out = append(out, names(left, func(p ChangedPerson) string {
			if p.MetAt == "" {
				return p.Name
			}
			return p.Name + " (" + p.MetAt + ")"
		}))
	}
	return out
}

// text tells a move: "State Library, Government Documents → Coordinator".
func (m Move) text() string {
	switch {
	case m.FromOrg == m.Org && m.Org != "":
		return m.Org + ", " + orNone(m.Was) + " → " + orNone(m.Role)
	case m.Was == m.Role && m.Role != "":
		return orNone(m.FromOrg) + " → " + orNone(m.Org) + ", " + m.Role
	}
	both := func(role, org string) string { return orNone(strings.Trim(role+", "+org, ", ")) }
	return both(m.Was, m.FromOrg) + " → " + both(m.Role, m.Org)
}

// talk tells of conversations, promises and who has become quiet.
func (c Changes) talk(p *form.Painter) {
	if c.Conversations > 0 {
		text := form.Plural(c.Conversations, "conversation", "conversations") + " with "
		if len(c.Spoke) == 1 {
			text += c.Spoke[0].Name
		} else {
			text += fmt.Sprintf("%d people", len(c.Spoke))
			if most := c.Spoke[0]; most.Conversations > c.Spoke[1].Conversations {
				text += fmt.Sprintf(", most with %s (%d)", most.Name, most.Conversations)
			}
		}
		c.row(p, "spoke", text)
	}
	c.row(p, "promises", c.Promises.text())
	if len(c.Quiet) > 0 {
		text := names(c.Quiet[:min(len(c.Quiet), maxQuiet)], func(q QuietPerson) string { return q.Name + " since " + form.Day(q.Since, c.today) })
		if more := len(c.Quiet) - maxQuiet; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		c.row(p, "quiet", text)
	}
}

// text counts the user's own promises, and then those to them.
func (c PromiseCounts) text() string {
	own := func(list []ChangedPromise, waiting bool) []ChangedPromise {
		return slices.DeleteFunc(slices.Clone(list), func(p ChangedPromise) bool { return p.Waiting != waiting })
	}
	count := func(waiting bool) []string {
		var out []string
		for _, x := range []struct {
			list []ChangedPromise
			word string
		}{{c.Made, "made"}, {c.Kept, "kept"}, {c.Dropped, "dropped"}} {
			if n := len(own(x.list, waiting)); n > 0 {
				out = append(out, fmt.Sprintf("%d %s", n, x.word))
			}
		}
		return out
	}
	text := strings.Join(count(false), ", ")
	var open []string
	for _, p := range own(c.Open, false) {
		if !slices.Contains(open, p.Name) {
			open = append(open, p.Name)
		}
	}
	if len(open) > 0 {
		text += "; open: " + names(open, func(s string) string { return s })
	}
	if theirs := count(true); len(theirs) > 0 {
		text = strings.TrimPrefix(text+"; theirs: "+strings.Join(theirs, ", "), "; ")
	}
	return text
}
