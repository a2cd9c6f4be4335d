package index

import (
	"testing"

	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
)

// What is asked of a line in numbers is what the line itself says.
func TestTouchesAreTheLines(t *testing.T) {
	source := `---
type: contact
---

# Ada Lund

## Log

- 2026-01-05 met at the fair
- 2026-01-07 email: sent the paper #gave
- 2026-01-09 email from Ada: where is the second part?
- 2026-01-09 thanks: for the talk
- 2026-02 call: about the grant #got
- 2026-03-01 ask: twenty minutes for an interview
- 2026-03-02 message from Ada: a link #gave #noreply
- 2026-03-03 email #asked
- 2026-03-09 planned call
- 2026-03-10 thanks from Ada
- 2026-03-10 intro: to [[Bo]] and [[Cy]]
- 2026-03-11 email with Ada: the draft, to and fro
`
	reader := parse.NewReader(parse.Config{})
	ix := Of(folder.DefaultSettings(), reader, []*parse.Note{reader.Note("ada.md", []byte(source))}, nil)
	p, today := ix.People()[0], date.Civil(2026, 4, 1)
	c := ix.Clocks(p, today)
	days, numbers := ix.Numbers(p, today)
	list := numbers.Touches
	if days.Touch != c.Touch || len(list) != len(c.Counted) || len(list) < 9 {
		t.Fatalf("%v: %d touches of %d lines", days, len(list), len(c.Counted))
	}
	for i, d := range c.Counted {
		m := list[i]
		for _, is := range []struct {
			what      string
			have, say bool
		}{
			{"day", m.Day == d.Day, true}, {"talked", m.Talked(), d.Class == logline.Sync}, {"answers", m.Answers(), d.Answers()}, {"hears", m.Hears(), d.hears()},
			{"asks", m.Asks(), d.Asks()}, {"gift", m.Gift(), d.HasTag("gave")}, {"gave", m.Gave(), d.HasTag("gave") && d.Direction != logline.From}, {"got", m.Got(), d.HasTag("got")},
			{"thanks", m.Thanks(), d.Kind == logline.Thanks}, {"by them", m.ByThem(), d.Direction == logline.From}, {"to them", m.ToThem(), d.Direction == logline.To},
			{"answerable", m.Answerable(), d.Answerable()}, {"of a day", m.OfDay(), d.When.IsDay()}, {"introduces", m.Introduces(), d.Kind == logline.Intro},
			{"a conversation", m.Talk > 0, d.Class == logline.Sync || d.Direction == logline.With},
		} {
			if is.have != is.say {
				t.Errorf("%s: %s is %v", d.Raw, is.what, is.have)
			}
		}
	}
	if !ix.MayInterview(p) {
		t.Error("an ask for an interview is not seen")
	}
}

// A conversation has one number, in the story of whoever took part in it, and another
// than what else there was on its day.
func TestConversationsInNumbers(t *testing.T) {
	reader := parse.NewReader(parse.Config{})
	note := func(file, text string) *parse.Note { return reader.Note(file, []byte(text)) }
	ix := Of(folder.DefaultSettings(), reader, []*parse.Note{
		note("contacts/ada.md", "# Ada Lund\n\n## Log\n\n- 2026-01-05 coffee with [[Bo Lind]] and [[Cy Wren]]\n- 2026-01-06 coffee\n- 2026-01-07 call\n- 2026-01-08 email with Ada: to and fro\n- 2026-01-09 email\n"),
		note("contacts/bo.md", "# Bo Lind\n\n## Log\n\n- 2026-01-05 coffee with [[Cy Wren]] and [[Ada Lund]]\n- 2026-01-05 call\n- 2026-01-07 call with [[Cy Wren]]\n"),
		note("contacts/cy.md", "---\nmet_at: \"[[Fair]]\"\n---\n\n# Cy Wren\n\n- [ ] send the map 📅 2026-01-20\n- [x] send the book 📅 2026-01-10 ✅ 2026-01-08\n- [-] sing\n"),
		note("events/fair.md", "---\ntype: event\nstart: 2026-01-03\nend: 2026-01-04\n---\n\n# Fair\n\n## Met\n\n- 2026-01-04 [[Cy Wren]]: maps\n"),
	}, nil)
	today := date.Civil(2026, 4, 1)
	talks := func(person int, month, day int) (out []uint32) {
		_, n := ix.Numbers(ix.People()[person], today)
		for _, touch := range n.Touches {
			if touch.Day == date.Civil(2026, month, day) && touch.Talk > 0 {
				out = append(out, touch.Talk)
			}
		}
		return out
	}
	all, seen := [][]uint32{talks(0, 1, 5), talks(1, 1, 5)[:1], talks(1, 1, 5)[1:], talks(0, 1, 6), talks(0, 1, 7), talks(1, 1, 7), talks(0, 1, 8)}, map[uint32]int{}
	for i, talk := range all {
		if len(talk) != 1 {
			t.Fatalf("%d: %v", i, all)
		}
		seen[talk[0]]++
	}
	if seen[all[0][0]] != 2 || len(seen) != 6 || talks(2, 1, 5)[0] != all[0][0] || talks(2, 1, 7)[0] != all[5][0] || talks(0, 1, 9) != nil {
		t.Errorf("%v: %v", all, seen)
	}
	_, cy := ix.Numbers(ix.People()[2], today)
	if len(cy.Bullets) != 1 || cy.Bullets[0] != date.Civil(2026, 1, 4) || len(cy.Promised) != 2 {
		t.Errorf("%+v", cy)
	}
	for _, p := range cy.Promised {
		if kept := date.Civil(2026, 1, 8); p.Open != p.Kept.IsZero() || !p.Open && (p.Kept != kept || p.Due != date.Civil(2026, 1, 10)) || p.Open && p.Due != date.Civil(2026, 1, 20) {
			t.Errorf("%+v", p)
		}
	}
}
