package due

import (
	"fmt"
	"math/rand"
	"slices"
	"sort"
	"strings"
	"testing"

	"netnotes/parse/date"
	"netnotes/report/foldertest"
)

// This is a second reading of the rules of due, simple and slow, which shares
// nothing with the first but dates and durations. It knows people as facts, writes
// their notes, and says what is to be asked of them.

// fact is a line of somebody's log.
type fact struct {
	day                   date.Date
	text                  string
	class, kind, dir      string // class sync, async, ambient, news or control
	answerable, ask, gave bool
	planned, off          bool
	interview, thank      bool
	next, snooze, rest    date.Date
	bouncing, skip        bool
}

// boxed is a box.
type boxed struct {
	text             string
	due, start       date.Date
	under            *fact
	theirs, finished bool
}

// somebody is a contact.
type somebody struct {
	name, status, tier, cadence, metAt, metHow string
	met                                        date.Date
	metByMonth, linkedin                       bool
	facts                                      []fact
	elsewhere                                  []fact   // that stand in the notes of others
	others                                     []string // lines of this note that are about others alone
	tasks                                      []boxed
}

// gathering is an event.
type gathering struct {
	name       string
	start, end date.Date
	goals      bool
}

// saying is a way to write a line, with what it means.
func sayings() []fact {
	return []fact{
		{text: "coffee: maps", class: "sync", kind: "meet", dir: "with"},
		{text: "call: maps", class: "sync", kind: "call", dir: "with"},
		{text: "lunch: thanked her for the maps", class: "sync", kind: "meet", dir: "with", thank: true},
		{text: "call: informational interview", class: "sync", kind: "call", dir: "with", interview: true},
		{text: "coffee: her work #interview", class: "sync", kind: "meet", dir: "with", interview: true},
		{text: "email: maps", class: "async", kind: "email", dir: "to"},
		{text: "message: maps", class: "async", kind: "message", dir: "to"},
		{text: "email from her: when is it due", class: "async", kind: "email", dir: "from", answerable: true},
		{text: "message from her: where is it", class: "async", kind: "message", dir: "from", answerable: true},
		{text: "email from her: thanks, see you", class: "async", kind: "email", dir: "from"},
		{text: "thanks from her", class: "async", kind: "thanks", dir: "from"},
		{text: "reply from her: it is so", class: "async", kind: "reply", dir: "from"},
		{text: "asked about maps", class: "async", kind: "ask", dir: "to", ask: true},
		{text: "email: a question of maps #asked", class: "async", kind: "email", dir: "to", ask: true},
		{text: "shared a paper", class: "async", kind: "share", dir: "to", gave: true},
		{text: "thanked her", class: "async", kind: "thanks", dir: "to"},
		{text: "congratulated her", class: "async", kind: "congrats", dir: "to"},
		{text: "replied: so it is", class: "async", kind: "reply", dir: "to"},
		{text: "voicemail", class: "async", kind: "voicemail", dir: "to"},
		{text: "email with her: dates", class: "async", kind: "email", dir: "with"},
		{text: "she called, no answer", class: "async", kind: "missed", dir: "from", answerable: true},
		{text: "call, no answer", class: "async", kind: "voicemail", dir: "to"},
		{text: "email from her: a list #noreply", class: "async", kind: "email", dir: "from"},
		{text: "email from her: great, thank you", class: "async", kind: "email", dir: "from"},
		{text: "email from her: ok thanks, could you send it", class: "async", kind: "email", dir: "from", answerable: true},
		{text: "introduced her to my aunt", class: "async", kind: "intro", dir: "to", gave: true},
		{text: "card from her", class: "async", kind: "card", dir: "from"},
		{text: "chatted after the talk", class: "sync", kind: "meet", dir: "with"},
		{text: "pancakes with her", class: "sync", kind: "other", dir: "with"},
		{text: "missed call", class: "async", kind: "missed", dir: "from", answerable: true},
		{text: "connected on LinkedIn", class: "ambient", kind: "connect", dir: "to"},
		{text: "commented on her post", class: "ambient", kind: "comment", dir: "to"},
		{text: "news: she has a new post", class: "news", kind: "news"},
		{text: "note: likes tea", class: "note"},
		{text: "skip", class: "control", skip: true},
		{text: "bounced", class: "control", bouncing: true},
	}
}

// invent makes somebody up, around a day.
func invent(r *rand.Rand, name string, around date.Date, events []gathering) somebody {
	pick := func(list ...string) string { return list[r.Intn(len(list))] }
	s := somebody{name: name, tier: pick("", "", "A", "B", "C", "D"), cadence: pick("", "", "", "", "3w", "6w/10w", "2m", "none", "3m call"),
		status: pick("", "", "", "", "", "", "wish", "paused", "archived", "imported", "do-not-contact"), metHow: pick("", "", "", "class", "event"), linkedin: r.Intn(5) == 0}
	if r.Intn(3) > 0 {
		s.met = around.AddDays(-r.Intn(200))
		s.metByMonth = r.Intn(8) == 0
	}
	switch r.Intn(5) {
	case 0:
		s.metAt = "a fair in town"
	case 1:
		e := events[r.Intn(len(events))]
		s.metAt = e.name
		if r.Intn(2) == 0 {
			s.met, s.metByMonth = e.start.AddDays(r.Intn(3)), false
		}
	}
	all := sayings()
	for range r.Intn(8) {
		f := all[r.Intn(len(all))]
		if f.day = around.AddDays(-r.Intn(120)); r.Intn(12) == 0 {
			f.day = around.AddDays(-r.Intn(1100))
		}
		switch r.Intn(14) {
		case 0:
			f.next = f.day.AddDays(r.Intn(50) - 3)
			if f.next.Compare(f.day) <= 0 || f.class == "control" {
				f.next = date.Date{}
			}
		case 1:
			f = fact{day: f.day, text: "snooze", class: "control", snooze: f.day.AddDays(1 + r.Intn(60))}
		case 2, 3:
			f = all[r.Intn(2)]
			f.day, f.planned = around.AddDays(r.Intn(60)-30), true
		case 5:
			f = fact{day: f.day, class: "control", kind: "auto", rest: f.day.AddDays(1 + r.Intn(40))}
			f.text = "auto-reply from her: out of office until " + f.rest.String()
		case 4:
			f = all[r.Intn(2)]
			f.day, f.off, f.text = around.AddDays(-r.Intn(40)), true, strings.Replace(f.text, ": maps", " cancelled", 1)
		}
		if !slices.ContainsFunc(s.facts, func(o fact) bool { return o.day == f.day && o.text == f.text && o.planned == f.planned }) { // twice the same line is once
			s.facts = append(s.facts, f)
		}
	}
	for range max(0, r.Intn(5)-2) {
		t := boxed{text: fmt.Sprintf("task %d of %s", len(s.tasks), name), theirs: r.Intn(4) == 0, finished: r.Intn(5) == 0}
		if r.Intn(3) > 0 {
			t.due = around.AddDays(r.Intn(80) - 60)
		}
		if r.Intn(5) == 0 {
			t.start = around.AddDays(r.Intn(30) - 15)
		}
		if i := r.Intn(4); i < len(s.facts) && t.due.IsZero() && !s.facts[i].planned {
			t.under = &s.facts[i]
		}
		s.tasks = append(s.tasks, t)
	}
	return s
}

// together has people turn up in each other's notes: a talk with both counts for
// both, and what was sent to another person is theirs alone.
func together(r *rand.Rand, people []somebody, around date.Date) {
	for range len(people) / 2 {
		a, b := &people[r.Intn(len(people))], &people[r.Intn(len(people))]
		if a == b {
			continue
		}
		day := around.AddDays(-r.Intn(100))
		switch r.Intn(3) {
		case 0:
			f := fact{day: day, text: "coffee with [[" + b.name + "]]: maps", class: "sync", kind: "meet", dir: "with"}
			a.facts, b.elsewhere = append(a.facts, f), append(b.elsewhere, f)
		case 1:
			f := fact{day: day, text: "emailed [[" + b.name + "]]: maps", class: "async", kind: "email", dir: "to"}
			a.others, b.elsewhere = append(a.others, day.String()+" "+f.text), append(b.elsewhere, f)
		case 2:
			f := fact{day: day, text: "message from [[" + b.name + "]]: when", class: "async", kind: "message", dir: "from", answerable: true}
			a.others, b.elsewhere = append(a.others, day.String()+" "+f.text), append(b.elsewhere, f)
		}
	}
}

// own is what an event asks for by itself.
func (e *gathering) own(today date.Date) (out []string) {
	last, due := e.end, e.start
	if e.end.Sub(e.start) >= 7 {
		last = e.start
	}
	if today.After(e.start) && !today.After(last) {
		due = today
	}
	say := func(kind string, due, shown, last date.Date) {
		switch {
		case today.After(last) || due.Sub(today) > 14:
		case shown.After(today):
			out = append(out, fmt.Sprintf("soon %s %s", kind, due))
		default:
			out = append(out, fmt.Sprintf("now %s %s late %d", kind, due, max(0, today.Sub(due))))
		}
	}
	say("meeting", due, due.AddDays(-1), last)
	if !e.goals {
		say("goal", e.start.AddDays(-3), e.start.AddDays(-3), e.start.AddDays(-1))
	}
	return out
}

// note writes somebody down.
func (s *somebody) note() string {
	var b strings.Builder
	b.WriteString("---\nname: " + s.name + "\n")
	met := s.met.String()
	if s.metByMonth && !s.met.IsZero() {
		met = met[:7]
	}
	for _, f := range [][2]string{{"status", s.status}, {"tier", s.tier}, {"cadence", s.cadence}, {"met", met}, {"met_at", s.metAt}, {"met_how", s.metHow}} {
		if f[1] != "" {
			b.WriteString(f[0] + ": " + f[1] + "\n")
		}
	}
	if s.linkedin {
		b.WriteString("linkedin: https://linkedin.example/in/x\n")
	}
	b.WriteString("---\n\n")
	box := func(t boxed) string {
		text := "[ ] " + t.text
		if t.finished {
			text = "[x] " + t.text
		}
		if t.theirs {
			text += " #waiting"
		}
		if !t.due.IsZero() {
			text += " due:" + t.due.String()
		}
		if !t.start.IsZero() {
			text += " t:" + t.start.String()
		}
		return text
	}
	for _, t := range s.tasks {
		if t.under == nil {
			b.WriteString("- " + box(t) + "\n")
		}
	}
	b.WriteString("\n## Log\n\n")
	for _, line := range s.others {
		b.WriteString("- " + line + "\n")
	}
	for i := range s.facts {
		f := &s.facts[i]
		line := "- " + f.day.String() + " "
		if f.planned {
			line += "planned "
		}
		line += f.text
		if !f.next.IsZero() {
			line += " -> " + f.next.String() + " ask again"
		}
		if !f.snooze.IsZero() {
			line += " -> " + f.snooze.String()
		}
		b.WriteString(line + "\n")
		for _, t := range s.tasks {
			if t.under == f {
				b.WriteString("  - " + box(t) + "\n")
			}
		}
	}
	return b.String()
}

// TestDueOracle compares the two readings over networks made up at random.
func TestDueOracle(t *testing.T) {
	networks := 12
	if testing.Short() {
		networks = 3
	}
	asked := 0
	for seed := range networks {
		r := rand.New(rand.NewSource(int64(seed + 1)))
		around := date.Date{Year: 2026, Month: int8(1 + r.Intn(12)), Day: int8(1 + r.Intn(28))}
		var events []gathering
		n := foldertest.Folder{"netnotes.yaml": ""}
		for i := range 3 {
			e := gathering{name: fmt.Sprintf("Fair %c", 'A'+i), start: around.AddDays(3 - 20*i), goals: r.Intn(2) == 0}
			e.end = e.start.AddDays(r.Intn(4) * (1 + r.Intn(3)))
			events = append(events, e)
			goals := map[bool]string{true: "goals: [meet people]\n"}[e.goals]
			n[fmt.Sprintf("events/fair-%d.md", i)] = fmt.Sprintf("---\ntype: event\nname: %s\nstart: %s\nend: %s\n%s---\n", e.name, e.start, e.end, goals)
		}
		var people []somebody
		for i := range 40 {
			s := invent(r, fmt.Sprintf("Person%d Numbered", i), around, events)
			people = append(people, s)
		}
		together(r, people, around)
		for i := range people {
			s := &people[i]
			for j := range s.tasks { // the facts have moved since
				if s.tasks[j].under != nil {
					at := slices.IndexFunc(s.facts, func(f fact) bool { return f == *s.tasks[j].under })
					s.tasks[j].under = &s.facts[at]
				}
			}
			n[fmt.Sprintf("contacts/p%02d.md", i)] = s.note()
		}
		ix := n.Read(t)
		for _, offset := range []int{-30, 0, 1, 9, 45} {
			today := around.AddDays(offset)
			got := map[string][]string{}
			due := Make(ix, today, Options{All: true})
			for _, p := range due.People {
				for _, it := range p.Items {
					got[p.Name] = append(got[p.Name], fmt.Sprintf("now %s %s late %d", strings.TrimSpace(it.Kind+" "+it.Step), it.Due, it.Late))
				}
			}
			for _, it := range due.Soon {
				got[it.Name] = append(got[it.Name], fmt.Sprintf("soon %s %s", strings.TrimSpace(it.Kind+" "+it.Step), it.Due))
			}
			for i := range events {
				want, have := events[i].own(today), got[events[i].name]
				sort.Strings(want)
				sort.Strings(have)
				if !slices.Equal(want, have) {
					t.Errorf("network %d, %s: %+v has %q, want %q", seed+1, today, events[i], have, want)
				}
			}
			for i := range people {
				want := reckon(&people[i], today, events)
				asked += len(want)
				have := got[people[i].name]
				sort.Strings(have)
				if !slices.Equal(want, have) {
					t.Errorf("network %d, %s:\n%s\nhas  %q\nwant %q", seed+1, today, people[i].note(), have, want)
				}
			}
		}
	}
	if asked < 100*networks {
		t.Errorf("only %d items were compared", asked)
	}
}
