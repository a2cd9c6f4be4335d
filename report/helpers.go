package report

import (
	"slices"

	"netnotes/index"
	"netnotes/parse"
)

// Helpers are the people who helped the user since a day: whose lines are
// tagged #got, or say that they sent, reviewed, referred or introduced.
func Helpers(ix *index.Index, since, today parse.Date) []*index.Person {
	var out []*index.Person
	for _, p := range ix.People() {
		w := &person{ix: ix, today: today, Person: p, Clocks: ix.Clocks(p, today)}
		if w.allowed("promise") && inNetwork(w.Status) && slices.ContainsFunc(w.Lines(), func(l *index.Line) bool {
			on := l.When.Day(today)
			return w.hasTag(l, "got") && !l.Planned && !on.After(today) && !on.Before(since)
		}) {
			out = append(out, p)
		}
	}
	return out
}
