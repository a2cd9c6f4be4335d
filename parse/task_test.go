package parse

import (
	"fmt"
	"strings"
	"testing"

	"netnotes/parse/task"
)

// promisesOf reads a text as the body of Ada Park's note.
func promisesOf(t *testing.T, body string) *Note {
	t.Helper()
	return NewReader(Config{}).Note("contacts/ada-park.md", []byte("---\nname: Ada Park\n---\n\n"+body+"\n"))
}

// TestPromises reads boxes as people write them: "state due start done|text",
// each word only where there is something to say, then "!code" of what is not
// read.
func TestPromises(t *testing.T) {
	for _, c := range [][2]string{
		{"- [ ] send the paper due:2026-08-19", "open 2026-08-19|send the paper"},
		{"- [/] send the paper", "open|send the paper"},
		{"- [é] send the paper", "open|send the paper"},
		{"- [>] send the paper 📅 2026-08-19", "open 2026-08-19|send the paper"},
		{"- [X] send it ✅ 2026-08-20", "done done:2026-08-20|send it"},
		{"- [-] send it", "cancelled|send it"},
		{"1. [ ] send it", "open|send it"},
		{"- ☐ send it", "open|send it"},
		{"- ☑️ send it", "done|send it"},
		{"- ☒ send it", "done|send it"},
		{"- TODO send it", "open|send it"},
		{"- TODO: send it", "open|send it"},
		{"- LATER send it DEADLINE: <2026-11-20 Fri>", "open 2026-11-20|send it"},
		{"- WAITING for her list", "open theirs|for her list"},
		{"- CANCELED send it", "cancelled|send it"},
		{"- DONE send it done:2026-11-20", "done done:2026-11-20|send it"},
		{"- Todo lists are fun", ""},
		{"- TODOs", ""},
		{"- [link](x.md) of hers", ""},

		{"- [ ] send it Due: 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it due 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it due on 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it by 2026-11-20 14:00", "open 2026-11-20|send it"},
		{"- [ ] send it by 2026-11-20 at 5pm sharp", "open 2026-11-20|send it sharp"},
		{"- [ ] send it by 2026-11-20T14:00Z", "open 2026-11-20|send it"},
		{"- [ ] send it (by 2026-11-20)", "open 2026-11-20|send it"},
		{"- [ ] send it, by 2026-11-20.", "open 2026-11-20|send it."},
		{"- [ ] by 2026-11-20: send it", "open 2026-11-20|send it"},
		{"- [ ] send it by 2026-11-20, then call", "open 2026-11-20|send it, then call"},
		{"- [ ] send it 📆2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it 🗓️ 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it **due:2026-11-20**", "open 2026-11-20|send it"},
		{"- [ ] send it ==by 2026-11-20==", "open 2026-11-20|send it"},
		{"- [ ] send it @due(2026-11-20)", "open 2026-11-20|send it"},
		{"- [ ] send it @due(2026-11-20 14:00)", "open 2026-11-20|send it"},
		{"- [ ] send it @2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it [due:: 2026-11-20] #care", "open 2026-11-20|send it #care"},
		{"- [ ] send it (due:: [[2026-11-20]])", "open 2026-11-20|send it"},
		{"- [ ] send it due:[[2026-11-20|Friday]]", "open 2026-11-20|send it"},
		{"- [ ] send it -> 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it → 2026-11-20", "open 2026-11-20|send it"},
		{"- [ ] send it due:2026-11", "open 2026-11-30|send it"},
		{"- [ ] 2026-11-20 send it", "open 2026-11-20|send it"},
		{"- [ ] 2026-11-20: send it", "open 2026-11-20|send it"},
		{"- [ ] send it t:2026-11-01", "open start:2026-11-01|send it"},
		{"- [ ] send it 🛫 2026-11-01 📅 2026-11-20", "open 2026-11-20 start:2026-11-01|send it"},
		{"- [ ] send it ⏳ 2026-11-01 ^abc1", "open start:2026-11-01|send it"},
		{"- [ ] send it ➕ 2026-11-01", "open|send it ➕ 2026-11-01"},
		{"- [ ] send it 🔁 every 2 weeks 📅 2026-11-20", "open 2026-11-20 every:2w|send it"},
		{"- [ ] send it 🔁 every week on Friday #x", "open every:1w:fri|send it #x"},
		{"- [ ] send it 🔁 every month when done", "open every:1m:done|send it"},
		{"- [ ] send it [repeat:: every day] [due:: 2026-11-20]", "open 2026-11-20 every:1d|send it"},
		{"- [ ] send it 🔁 every month on the 1st 📅 2026-11-20", "open 2026-11-20 every:?|send it 🔁 every month on the 1st !unread-date"},
		{"- [ ] send it 🔁 weekly", "open every:?|send it 🔁 weekly !unread-date"},

		{"- [ ] send it due:whenever", "open|send it due:whenever !unread-date"},
		{"- [ ] send it due:2026-11-31", "open|send it due:2026-11-31 !bad-date"},
		{"- [ ] send it by friday", "open|send it by friday !unread-date"},
		{"- [ ] send it by the 20th", "open|send it by the 20th !unread-date"},
		{"- [ ] send it by next Tuesday", "open|send it by next Tuesday !unread-date"},
		{"- [ ] send it by end of month", "open|send it by end of month !unread-date"},
		{"- [ ] send it in time, by June", "open|send it in time, by June !unread-date"},
		{"- [ ] send it by 2027", "open|send it by 2027 !unread-date"},
		{"- [ ] send it 📅 soon", "open|send it 📅 soon !unread-date"},
		{"- [ ] send it due:11/12/2026", "open|send it due:11/12/2026 !ambiguous-date"},
		{"- [ ] send it due:03-04", "open|send it due:03-04 !ambiguous-date"},
		{"- [ ] send it 2026-11-20", "open|send it 2026-11-20 !unread-date"},
		{"- [ ] call her on Friday", "open|call her on Friday !unread-date"},
		{"- [ ] call her tomorrow!", "open|call her tomorrow! !unread-date"},
		{"- [ ] call her 3 December", "open|call her 3 December !unread-date"},
		{"- [x] call her on Friday", "done|call her on Friday"},
		{"- [ ] written by Ada", "open|written by Ada"},
		{"- [ ] due diligence", "open|due diligence"},
		{"- [ ] stand by me", "open|stand by me"},
		{"- [ ] read `due:2026-11-20`", "open|read `due:2026-11-20`"},
		{"- [ ] read [[2026-11-20]]", "open|read [[2026-11-20]]"},
		{"- [ ] read https://x.example/2026-11-20/by/friday", "open|read https://x.example/2026-11-20/by/friday"},
		{"- [ ] ask @ada-park", "open|ask @ada-park"},
		{"- [ ] she sat", "open|she sat"},
		{"- [ ] share the plan for 2027", "open|share the plan for 2027"},
		{"- [ ] book 3 rooms", "open|book 3 rooms"},
		{"- [ ] plan a -> b", "open|plan a -> b"},

		{"- [ ] send it #waiting", "open theirs|send it #waiting"},
		{"- [ ] she sends the syllabus", "open theirs|she sends the syllabus"},
		{"- [ ] they send the syllabus", "open theirs|they send the syllabus"},
		{"- [ ] he'll send the syllabus", "open theirs|he'll send the syllabus"},
		{"- [ ] [[Sven]] sends the minutes", "open by link|[[Sven]] sends the minutes"},
		{"- [ ] [[Sven]]: minutes", "open by link|[[Sven]]: minutes"},
		{"- [ ] [[Sven]] the minutes", "open|[[Sven]] the minutes"},
		{"- [ ] Ada sends the syllabus", "open lead:Ada!|Ada sends the syllabus"},
		{"- [ ] Ada Park: the syllabus", "open lead:Ada Park!|Ada Park: the syllabus"},
		{"- [ ] Ada Park the syllabus", "open lead:Ada Park|Ada Park the syllabus"},
		{"- [ ] Ada'll send it", "open lead:Ada!|Ada'll send it"},
		{"- [ ] Ask her", "open lead:Ask|Ask her"},
	} {
		n := promisesOf(t, c[0])
		var got []string
		for i := range n.Promises() {
			got = append(got, told(&n.Promises()[i]))
		}
		for _, p := range n.Problems() {
			got = append(got, "!"+string(p.Code))
		}
		if said := strings.Join(got, " "); said != c[1] {
			t.Errorf("%s\n  is   %s\n  want %s", c[0], said, c[1])
		}
	}
}

func told(p *task.Promise) string {
	out := string(p.State)
	add := func(text string, holds bool) {
		if holds {
			out += " " + text
		}
	}
	add(p.Due.String(), !p.Due.IsZero())
	add("start:"+p.Start.String(), !p.Start.IsZero())
	add("done:"+p.DoneOn.String(), !p.DoneOn.IsZero())
	rule := p.Repeat.Every.String()
	switch {
	case p.Repeat.Unread:
		rule = "?"
	case p.Repeat.FromDone:
		rule += ":done"
	case p.Repeat.On > 0:
		rule += ":" + []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[p.Repeat.On-1]
	}
	add("every:"+rule, p.Repeat != task.Repeat{})
	add("theirs", p.Theirs)
	add("by link", p.IsTheirs() && !p.Theirs)
	does := ""
	if p.Does {
		does = "!"
	}
	add("lead:"+p.Lead+does, p.Lead != "" && (p.Does || strings.HasPrefix(p.Text, "A")))
	return fmt.Sprintf("%s|%s", out, p.Text)
}
