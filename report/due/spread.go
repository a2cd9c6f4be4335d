package due

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// firstDays is how many days the first "keep in touch" of people who were met
// long ago is spread over, so that nobody starts with a wall of overdue names and
// people entered on one day do not stay in step.
const firstDays = 56

// FirstHello is the log line that puts off the first "keep in touch" of somebody
// who is new in the notes, and until when: a day of the next eight weeks, by the
// name.
func FirstHello(name string, today date.Date) (line string, until date.Date) {
	hash := fnv.New32a()
	hash.Write([]byte(txt.FoldName(name)))
	until = today.AddDays(int(hash.Sum32() % firstDays))
	return today.String() + " snooze -> " + until.String() + " first hello, spread over eight weeks", until
}

// StartsLate reports whether the person of a new note would be due at once,
// having been met long ago.
func StartsLate(ix *index.Index, path string, today date.Date) bool {
	p := ix.PersonAt(path)
	if p == nil {
		return false
	}
	w := Examine(ix, p, today)
	return !w.Met.IsZero() && today.Sub(w.Met) > firstDays &&
		slices.ContainsFunc(w.Items, func(it Item) bool { return it.Kind == "keep" && it.Status != Upcoming && it.Status != Snoozed })
}

// Put is somebody whose rhythm is late, and the day on which to write to them
// instead.
type Put struct {
	form.PersonRef
	Until date.Date
}

// SpreadLate lays the late rhythms over the working days of some time to come,
// those of the most valued people first.
func SpreadLate(ix *index.Index, today date.Date, over date.Duration) []Put {
	type late struct {
		form.PersonRef
		tier  string
		ratio float64
	}
	var all []late
	for _, p := range ix.People() {
		w := Examine(ix, p, today)
		for i := range w.Items {
			if w.Items[i].lateKeep() {
				all = append(all, late{form.RefOf(p), w.Tier, w.Items[i].ratio})
			}
		}
	}
	slices.SortFunc(all, func(a, b late) int {
		return cmp.Or(strings.Compare(TierRank(a.tier), TierRank(b.tier)), cmp.Compare(b.ratio, a.ratio),
			strings.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
	})
	var days []date.Date
	for day := today.AddDays(1); !day.After(over.After(today)); day = day.AddDays(1) {
		if ix.Settings.IsWorkday(day) {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		days = []date.Date{ix.Settings.NextWorkday(today.AddDays(1))}
	}
	out := make([]Put, len(all))
	for i, l := range all {
		out[i] = Put{l.PersonRef, days[i*len(days)/len(all)]}
	}
	return out
}

// lateKeep reports whether an item is a rhythm that is shown and late.
func (it *Item) lateKeep() bool {
	return it.Kind == "keep" && it.Late > 0 && (it.Status == DueNow || it.Status == Overdue)
}
