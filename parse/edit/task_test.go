package edit

import (
	"strings"
	"testing"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
)

// TestTick ticks the first open task of notes in every style, on 2026-11-27.
func TestTick(t *testing.T) {
	for _, c := range [][2]string{
		{"- [ ] send it", "- [x] send it done:2026-11-27"},
		{"- [/] send it 📅 2026-11-20", "- [x] send it 📅 2026-11-20 ✅ 2026-11-27"},
		{"- [ ] send it [due:: 2026-11-20]", "- [x] send it [due:: 2026-11-20] [completion:: 2026-11-27]"},
		{"- [ ] send it @due(2026-11-20)", "- [x] send it @due(2026-11-20) @done(2026-11-27)"},
		{"- [ ] send it by 20 Nov 2026", "- [x] send it by 20 Nov 2026 done:2026-11-27"},
		{"- [ ] send it\n- [x] that ✅ 2026-11-01", "- [x] send it ✅ 2026-11-27\n- [x] that ✅ 2026-11-01"},
		{"- [ ] send it\n- [x] that **done: 2026-11-01**", "- [x] send it **done: 2026-11-27**\n- [x] that **done: 2026-11-01**"},
		{"- [ ] send it due:2026-11-20 ^abc", "- [x] send it due:2026-11-20 done:2026-11-27 ^abc"},
		{"- ☐ send it", "- ☑ send it done:2026-11-27"},
		{"- ☐️ send it", "- ☑️ send it done:2026-11-27"},
		{"- TODO send it", "- DONE send it done:2026-11-27"},
		{"- WAITING: her list", "- DONE: her list done:2026-11-27"},
		{"LATER send it", "DONE send it done:2026-11-27"},
		{"1. [ ] send it", "1. [x] send it done:2026-11-27"},
		{"- [ ] send it\n  and more", "- [x] send it\n  and more done:2026-11-27"},
		{"- 2026-11-23 coffee\n  - [ ] send it by friday", "- 2026-11-23 coffee\n  - [x] send it by friday done:2026-11-27"},

		{"- [ ] news 🔁 every month 📅 2026-10-31", "- [ ] news 🔁 every month 📅 2026-11-30\n- [x] news 🔁 every month 📅 2026-10-31 ✅ 2026-11-27"},
		{"- [ ] news 🔁 every 2 weeks 🛫 2026-11-18 📅 2026-11-20 ^a", "- [ ] news 🔁 every 2 weeks 🛫 2026-12-02 📅 2026-12-04\n- [x] news 🔁 every 2 weeks 🛫 2026-11-18 📅 2026-11-20 ✅ 2026-11-27 ^a"},
		{"- [/] news 🔁 every week when done 📅 2026-11-20", "- [ ] news 🔁 every week when done 📅 2026-12-04\n- [x] news 🔁 every week when done 📅 2026-11-20 ✅ 2026-11-27"},
		{"- [ ] news 🔁 every week on Friday 📅 2026-11-18", "- [ ] news 🔁 every week on Friday 📅 2026-11-20\n- [x] news 🔁 every week on Friday 📅 2026-11-18 ✅ 2026-11-27"},
		{"- [ ] news [repeat:: every year] [due:: 2026-11-20]", "- [ ] news [repeat:: every year] [due:: 2027-11-20]\n- [x] news [repeat:: every year] [due:: 2026-11-20] [completion:: 2026-11-27]"},
		{"- [ ] news 🔁 every day", "- [ ] news 🔁 every day\n- [x] news 🔁 every day done:2026-11-27"},
		{"TODO news 🔁 every day due:2026-11-26", "TODO news 🔁 every day due:2026-11-27\nDONE news 🔁 every day due:2026-11-26 done:2026-11-27"},
		{"- WAITING her news 🔁 every day due:2026-11-26", "- WAITING her news 🔁 every day due:2026-11-27\n- DONE her news 🔁 every day due:2026-11-26 done:2026-11-27"},
		{"* 2026-11-23 coffee\n  * [ ] news 🔁 every week by friday", "* 2026-11-23 coffee\n  * [ ] news 🔁 every week by 2026-12-04\n  * [x] news 🔁 every week by friday done:2026-11-27"},
		{"- [ ] news 🔁 every weekday 📅 2026-11-20", "- [x] news 🔁 every weekday 📅 2026-11-20 ✅ 2026-11-27"},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			front := "---\nname: Ada Park\n---\n\n"
			body := func(s string) string { return strings.ReplaceAll(front+s+"\n", "\n", eol) }
			r := parse.NewReader(parse.Config{})
			n := r.Note("contacts/ada-park.md", []byte(body(c[0])))
			after, err := Tick(r, n, &n.Promises()[0], date.Date{Year: 2026, Month: 11, Day: 27}, "plain")
			if err != nil {
				t.Errorf("%q: %v", c[0], err)
				continue
			}
			if got := string(after.Source()); got != body(c[1]) {
				t.Errorf("%q: is\n%q\nwant\n%q", c[0], got, body(c[1]))
			}
		}
	}
}

// TestReopen ticks or gives up a task and opens it again, which leaves the note
// as it was.
func TestReopen(t *testing.T) {
	r := parse.NewReader(parse.Config{})
	for _, line := range []string{"- [ ] send it", "- [ ] send it 📅 2026-11-20 ^a", "- ☐ send it", "TODO send it", "- [ ] send it @due(2026-11-20)", "- [ ] it [due:: 2026-11-20] and more"} {
		source := "# Ada Park\n\n" + line + "\n"
		n := r.Note("contacts/ada-park.md", []byte(source))
		ticked, err := Tick(r, n, &n.Promises()[0], date.Date{Year: 2026, Month: 11, Day: 27}, "emoji")
		if err != nil {
			t.Errorf("%s: tick: %v", line, err)
			continue
		}
		if opened, err := Reopen(r, ticked, &ticked.Promises()[0]); err != nil || string(opened.Source()) != source {
			t.Errorf("%s: ticked and opened again it is %q (%v)", line, opened.Source(), err)
		}
		given, err := Cancel(r, n, &n.Promises()[0])
		if strings.Contains(line, "☐") {
			if err == nil {
				t.Errorf("%s: there is no sign for a task that was given up, and it is %q", line, given.Source())
			}
			continue
		}
		if err != nil || given.Promises()[0].State != task.Cancelled {
			t.Errorf("%s: given up: %v", line, err)
			continue
		}
		if opened, err := Reopen(r, given, &given.Promises()[0]); err != nil || string(opened.Source()) != source {
			t.Errorf("%s: given up and opened again it is %q (%v)", line, opened.Source(), err)
		}
	}
}
