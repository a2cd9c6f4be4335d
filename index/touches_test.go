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
- 2026-03-11 email with Ada: the draft, to and fro
`
	reader := parse.NewReader(parse.Config{})
	ix := Of(folder.DefaultSettings(), reader, []*parse.Note{reader.Note("ada.md", []byte(source))}, nil)
	p, today := ix.People()[0], date.Civil(2026, 4, 1)
	c := ix.Clocks(p, today)
	days, list := ix.Touches(p, today)
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
			{"answerable", m.Answerable(), d.Answerable()},
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
