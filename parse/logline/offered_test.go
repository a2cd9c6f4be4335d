package logline

import (
	"testing"

	"netnotes/parse/date"
)

func TestOffered(t *testing.T) {
	r := NewReader(nil, nil, "")
	on := date.Civil(2026, 11, 27)
	for _, c := range []struct {
		sentence, text, when, day string
		theirs                    bool
	}{
		{"coffee: storage costs, promised to send the paper by Friday", "send the paper", "Friday", "2026-12-04", false},
		{"coffee: promised her the slides", "the slides", "", "", false},
		{"call: promised [[Ada Park]] to review her draft next week", "review her draft", "next week", "2026-12-04", false},
		{"call: promised Ada to review it by 3 December. She laughed", "review it", "3 December", "2026-12-03", false},
		{"call: maps. I'll lend him the atlas tomorrow", "lend him the atlas", "tomorrow", "2026-11-28", false},
		{"coffee: I owe her the scans", "the scans", "", "", false},
		{"promised that I would write before 2026-12-10", "write", "2026-12-10", "2026-12-10", false},
		{"coffee: will send the maps in two weeks", "send the maps", "in two weeks", "2026-12-11", false},
		{"coffee: have to return the book", "return the book", "", "", false},
		{"coffee: she promised to send the data by Friday", "send the data", "Friday", "2026-12-04", true},
		{"coffee: he'll introduce me to Rob", "introduce me to Rob", "", "", true},
		{"coffee: promised me the syllabus", "the syllabus", "", "", true},
		{"coffee: maps", "", "", "", false},
		{"coffee: asked whether I will come", "", "", "", false},
		{"coffee: the migration will end in May", "", "", "", false},
		{"coffee: feeling ill", "", "", "", false},
		{"coffee: promised", "", "", "", false},
	} {
		got, ok := r.Offered(c.sentence, on)
		if ok != (c.text != "") || got.Text != c.text || got.When != c.when || got.Day.String() != c.day || got.Theirs != c.theirs {
			t.Errorf("%q: %v %+v", c.sentence, ok, got)
		}
	}
}
