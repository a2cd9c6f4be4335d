package report

import (
	"testing"

	"netnotes/index"
	"netnotes/parse/date"
)

// TestMayMeet holds what a review takes from numbers against the lines: whoever has
// a meeting in a span is looked at.
func TestMayMeet(t *testing.T) {
	ix, err := index.Read("../examples/network")
	if err != nil {
		t.Fatal(err)
	}
	today, meetings, spared := date.Date{Year: 2026, Month: 10, Day: 6}, 0, 0
	for back := 0; back < 800; back += 5 {
		r := Review{Today: today, From: today.AddDays(-back - 4), To: today.AddDays(-back)}
		for _, p := range ix.People() {
			a := accountOf(ix, p, today)
			if !r.mayMeet(a) {
				spared++
			}
			for _, s := range look(ix, p, today).meetings() {
				if !r.in(s.Day) {
					continue
				}
				if meetings++; !r.mayMeet(a) {
					t.Errorf("%s was met on %v, and is not looked at", p.Name, s.Day)
				}
			}
		}
	}
	if meetings < 20 || spared == 0 {
		t.Errorf("%d meetings, %d people who are not looked at", meetings, spared)
	}
}
