package page

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/report"
	"netnotes/report/form"
)

// Events are those ahead, the nearest first, and those behind, the newest first.
type Events struct {
	Side   Words
	Ahead  []Event
	Behind []Event
}

// Event is one of them.
type Event struct {
	Days, Year string
	Name       string
	About      string // where, how, and what came of it
	Lists      []EventList
}

// EventList is a list of an event: goals, whom to meet, who was met.
type EventList struct {
	Title string
	Boxes bool
	Lines []EventLine
}

// EventLine is a line of such a list.
type EventLine struct {
	Done bool
	Who  Word
	Text Words
}

func (m *maker) events() Events {
	var v Events
	stories := report.MakeEvents(m.net)
	for _, s := range stories {
		if s.Ahead() {
			v.Ahead = append(v.Ahead, m.event(&s))
		} else {
			v.Behind = append(v.Behind, m.event(&s))
		}
	}
	slices.Reverse(v.Ahead)
	v.Side = eventsSide(v, stories, m)
	return v
}

func eventsSide(v Events, stories []report.EventStory, m *maker) Words {
	switch n := len(v.Ahead); {
	case n == 0 && len(v.Behind) == 0:
		return plain("No event is noted.")
	case n == 0:
		return plain(fmt.Sprintf("None ahead, %s behind you.", strings.ToLower(number(len(v.Behind)))))
	default:
		next := stories[n-1]
		for i := n - 1; i >= 0 && next.Start.IsZero(); i-- {
			next = stories[i]
		}
		say := fmt.Sprintf("%s ahead", number(n)+map[bool]string{true: " event", false: " events"}[n == 1])
		if !next.Start.IsZero() {
			say += ": " + m.free(next.Name) + " " + in(next.Start.Sub(m.today))
		}
		if len(v.Behind) > 0 {
			say += ". " + number(len(v.Behind)) + " behind you"
		}
		return plain(say + ".")
	}
}

// in says how many days ahead something is.
func in(days int) string {
	switch {
	case days < 0:
		return "now"
	case days == 0:
		return "today"
	case days == 1:
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", days)
}

func (m *maker) event(s *report.EventStory) Event {
	e := Event{Name: m.free(s.Name)}
	e.Days, e.Year = eventDays(s.Start, s.End)
	about := []string{m.free(s.Place), s.Mode}
	switch {
	case s.Ahead() && !s.Start.IsZero():
		about = append(about, in(s.Start.Sub(m.today)))
	case !s.Ahead() && s.Came.Met > 0:
		about = append(about, fmt.Sprintf("met %d, thanked by the next day %d of %d", s.Came.Met, s.Came.Thanked, s.Came.Met))
	case !s.Ahead():
		about = append(about, "nobody noted as met")
	}
	e.About = strings.Join(slices.DeleteFunc(about, func(t string) bool { return t == "" }), " · ")
	e.add("Goals", false, m.goals(s))
	e.add("To do", true, m.tasks(s))
	title := "To meet"
	if !s.Ahead() {
		title = "Missed"
	}
	e.add(title, true, m.toMeet(s))
	e.add("Met", false, m.metThere(s))
	if s.Ahead() {
		e.add("Who is going", false, m.going(s.Going))
	}
	return e
}

func (e *Event) add(title string, boxes bool, lines []EventLine) {
	if len(lines) > 0 {
		e.Lists = append(e.Lists, EventList{title, boxes, lines})
	}
}

// goals are an event's goals; of one that has been, with how many of those met
// there each names, of how many were set. One that names nobody met says nothing.
func (m *maker) goals(s *report.EventStory) (out []EventLine) {
	for _, goal := range s.Aims {
		text := m.free(goal.Text)
		switch met := len(goal.People); {
		case s.Ahead() || met == 0: // it may be about no person at all
		case goal.Want > 0:
			text += fmt.Sprintf(": met %d of %d", met, goal.Want)
		default:
			text += fmt.Sprintf(": met %d", met)
		}
		out = append(out, EventLine{Text: plain(text)})
	}
	return out
}

func (m *maker) tasks(s *report.EventStory) (out []EventLine) {
	for _, task := range s.Tasks {
		if m.Initials {
			break
		}
		text := m.typed(task.Text, m.note(task.Path))
		if !task.Due.IsZero() {
			text = append(text, Word{Text: ", by " + form.Day(task.Due, m.today)})
		}
		out = append(out, EventLine{Text: text})
	}
	return out
}

// toMeet are those to meet; of an event that is over those who were missed.
func (m *maker) toMeet(s *report.EventStory) (out []EventLine) {
	met := map[string]bool{}
	for _, p := range s.Met {
		met[p.Path] = true
	}
	for _, p := range s.ToMeet {
		if !s.Ahead() && (p.Met || p.Path != "" && met[p.Path]) {
			continue
		}
		line := EventLine{Done: p.Met, Who: m.name(p.Name, p.Path)}
		if !m.Initials && p.Text != "" {
			line.Text = plain(p.Text)
		}
		if s.Ahead() && !p.Met && len(p.Through) > 0 {
			lead := "through "
			if len(line.Text) > 0 {
				lead = "; through "
			}
			line.Text = append(line.Text, Word{Text: lead}, m.name(p.Through[0].Name, p.Through[0].Path))
		}
		out = append(out, line)
	}
	return out
}

func (m *maker) metThere(s *report.EventStory) (out []EventLine) {
	for _, p := range s.Met {
		line := EventLine{Who: m.name(p.Name, p.Path)}
		if !m.Initials && p.Hook != "" {
			line.Text = plain(p.Hook)
		}
		out = append(out, line)
	}
	return out
}

func (m *maker) going(list []report.Going) (out []EventLine) {
	for _, g := range list {
		line := EventLine{Who: m.name(g.Name, g.Path)}
		if !g.Spoke.IsZero() {
			line.Text = plain("spoke " + form.Day(g.Spoke, m.today))
		}
		out = append(out, line)
	}
	return out
}

// eventDays are the days of an event as short as they can be said, and the year.
func eventDays(start, end date.Date) (days, year string) {
	short := func(d date.Date) string { return fmt.Sprintf("%d %s", d.Day, month(d)[:3]) }
	switch {
	case start.IsZero():
		return "no day yet", ""
	case !end.After(start):
		days = short(start)
	case start.Month == end.Month && start.Year == end.Year:
		days = fmt.Sprintf("%d–%s", start.Day, short(end))
	default:
		days = short(start) + " – " + short(end)
	}
	return days, fmt.Sprint(start.Year)
}
