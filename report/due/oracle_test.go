package due

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"netnotes/parse/date"
)

// reckoning works out one person on one day.
type reckoning struct {
	*somebody
	today                    date.Date
	events                   []gathering
	lines                    []fact // that are not taken back
	counted                  []fact
	talks                    []date.Date // days of conversations, each once
	active                   string      // the status that holds
	spoke, touch             date.Date
	unanswered               []fact
	owed                     bool
	owedDay                  date.Date
	waiting                  bool
	ask                      fact
	rest, waitEnds           date.Date
	spokenCadence, noCadence bool
	ideal                    date.Duration
	dormant, latent, quiet   bool
	snoozeEnd                date.Date
	out                      []string
	openStep, nextAhead      bool
}

func (k *reckoning) later(a, b date.Date) date.Date {
	if a.After(b) {
		return a
	}
	return b
}

func (f *fact) answers() bool {
	return f.class == "sync" || f.class == "async" && (f.dir == "to" || f.dir == "with")
}

func reckon(s *somebody, today date.Date, events []gathering) []string {
	whole := *s
	k := &reckoning{somebody: &whole, today: today, events: events}
	k.clocks()
	if k.active == "do-not-contact" || k.active == "imported" {
		return nil
	}
	k.promises()
	if k.owed {
		k.add("reply", k.owedDay.AddDays(2), k.owedDay.AddDays(2), date.Date{}, 2)
	}
	k.steps()
	k.nexts()
	k.news()
	k.plans()
	k.nudge()
	k.keep()
	sort.Strings(k.out)
	return k.out
}

// clocks: which lines count, and what they say.
func (k *reckoning) clocks() {
	taken := map[int]bool{}
	k.facts = append(slices.Clone(k.facts), k.elsewhere...)
	for _, b := range k.facts {
		if !b.bouncing || b.day.After(k.today) {
			continue
		}
		best := -1
		for i, f := range k.facts {
			if f.class == "async" && f.dir == "to" && !f.planned && !f.off && !taken[i] && b.day.Sub(f.day) >= 0 && b.day.Sub(f.day) <= 7 {
				if best < 0 || f.day.After(k.facts[best].day) || f.day == k.facts[best].day && f.kind == "email" && k.facts[best].kind != "email" {
					best = i
				}
			}
		}
		if best >= 0 {
			taken[best] = true
		}
	}
	for i, f := range k.facts {
		if taken[i] {
			continue
		}
		k.lines = append(k.lines, f)
		if (f.class == "sync" || f.class == "async") && !f.planned && !f.off && !f.day.After(k.today) {
			k.counted = append(k.counted, f)
		}
	}
	slices.SortStableFunc(k.counted, func(a, b fact) int { return a.day.Compare(b.day) })
	k.active = k.status
	if k.active == "wish" && len(k.counted) > 0 || k.active == "imported" && (len(k.counted) > 0 || k.tier != "") {
		k.active = ""
	}
	k.conversations()
	if !k.met.IsZero() && k.active != "wish" {
		k.spoke = k.metDay()
	}
	var answered date.Date
	for _, f := range k.counted {
		k.touch = f.day
		if f.dir == "from" || f.dir == "with" || f.class == "sync" {
			answered = f.day
		}
	}
	for _, d := range k.talks {
		k.spoke = k.later(k.spoke, d)
	}
	for _, f := range k.counted {
		if f.dir == "to" && f.day.After(answered) {
			k.unanswered = append(k.unanswered, f)
			if f.ask {
				k.ask = f
			}
		}
	}
	for _, f := range k.lines {
		if !f.rest.IsZero() && !f.planned && !f.day.After(k.today) && !f.day.Before(k.ask.day) {
			k.rest = k.later(k.rest, f.rest)
		}
	}
	if k.waitEnds = k.later(k.ask.day.AddDays(28), k.rest.AddDays(7)); !k.ask.day.IsZero() {
		if k.rest.IsZero() {
			k.waitEnds = k.ask.day.AddDays(28)
		}
		k.waiting = !k.today.After(k.waitEnds)
	}
	k.owes()
	k.rhythm()
	var set date.Date
	for _, f := range k.lines {
		if !f.snooze.IsZero() && !f.day.After(k.today) && (f.day.After(set) || f.day == set && f.snooze.After(k.snoozeEnd)) {
			set, k.snoozeEnd = f.day, f.snooze
		}
	}
	if k.touch.After(set) {
		k.snoozeEnd = date.Date{}
	}
}

// metDay is met, or the middle of its month, or where that is ahead its first day.
func (k *reckoning) metDay() date.Date {
	middle := date.Date{Year: k.met.Year, Month: k.met.Month, Day: 15}
	if middle.After(k.today) {
		middle.Day = 1
	}
	if !k.metByMonth {
		middle = k.met
	}
	if middle.After(k.today) { // nothing that is ahead counts
		return date.Date{}
	}
	return middle
}

func (k *reckoning) conversations() {
	dirs := map[date.Date]map[string]bool{}
	var days []date.Date
	for _, f := range k.counted {
		if f.class == "sync" {
			k.talks = append(k.talks, f.day)
			continue
		}
		if f.dir == "with" {
			k.talks = append(k.talks, f.day)
		}
		if dirs[f.day] == nil {
			dirs[f.day] = map[string]bool{}
			days = append(days, f.day)
		}
		dirs[f.day][f.dir] = true
	}
	for i, d := range days {
		switch here := dirs[d]; {
		case here["to"] && here["from"]:
			k.talks = append(k.talks, d)
		case i > 0 && d.Sub(days[i-1]) <= 60:
			before := dirs[days[i-1]]
			if here["to"] && before["from"] || here["from"] && before["to"] {
				k.talks = append(k.talks, d)
			}
		}
	}
	slices.SortFunc(k.talks, date.Date.Compare)
	k.talks = slices.Compact(k.talks)
}

func (k *reckoning) owes() {
	var newest *fact
	for i, f := range k.counted {
		if f.dir == "from" && f.answerable {
			newest = &k.counted[i]
		}
	}
	if newest == nil || k.today.Sub(newest.day) > 45 {
		return
	}
	for _, f := range k.counted {
		if f.answers() && !f.day.Before(newest.day) {
			return
		}
	}
	k.owed, k.owedDay = true, newest.day
}

func (k *reckoning) rhythm() {
	text := k.cadence
	if text == "" {
		text = map[string]string{"A": "3w", "B": "2m", "C": "6m", "D": "1y", "": "6m"}[k.tier]
	}
	text, k.spokenCadence = strings.CutSuffix(text, " call")
	text, _, _ = strings.Cut(text, "/")
	if k.noCadence = text == "none"; k.noCadence {
		text = "6m"
	}
	k.ideal, _ = date.ParseDuration(text)
	k.latent = k.spoke.IsZero()
	k.dormant = !k.latent && k.today.Sub(k.spoke) > 730
	k.quiet = len(k.unanswered) >= 4 && !k.spokenCadence
}

// workdayFrom is the first working day from a day on, workdayUpTo the last one up to
// it.
func workdayFrom(d date.Date) date.Date {
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d = d.AddDays(1)
	}
	return d
}

func workdayUpTo(d date.Date) date.Date {
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d = d.AddDays(-1)
	}
	return d
}

// add says an item, if it is neither over nor hidden: its kind, its day, and how
// late it is, or that it comes soon.
func (k *reckoning) add(kind string, due, shown, last date.Date, band int) {
	allowed := k.active == "" || kind == "promise" && k.active != "do-not-contact" ||
		(k.active == "wish" || k.active == "paused") && (kind == "meeting" || kind == "planned" || kind == "confirm") || k.active == "paused" && kind == "reply"
	if !allowed || !last.IsZero() && k.today.After(last) {
		return
	}
	from := due
	if band >= 3 && band <= 6 {
		if k.snoozeEnd.After(k.today) {
			return
		}
		from = k.later(due, k.snoozeEnd)
	}
	switch {
	case kind == "planned" || shown.After(k.today):
		if due.Sub(k.today) <= 14 {
			k.out = append(k.out, fmt.Sprintf("soon %s %s", kind, due))
		}
	default:
		k.out = append(k.out, fmt.Sprintf("now %s %s late %d", kind, due, max(0, k.today.Sub(from))))
	}
}

func (k *reckoning) promises() {
	for _, t := range k.tasks {
		due := t.due
		if due.IsZero() && t.under != nil {
			due = k.later(t.under.day.AddDays(7), t.start)
		}
		switch {
		case t.finished || due.IsZero():
		case t.theirs:
			k.add("theirs", due, k.later(workdayFrom(due), t.start), due.AddDays(60), 5)
		default:
			k.add("promise", due, k.later(workdayUpTo(due), t.start), date.Date{}, 1)
		}
	}
}

// begin is what starts a sequence.
type begin struct {
	day   date.Date
	rank  int
	steps string
	line  *fact
}

func (k *reckoning) begins() (all []begin) {
	metDay := k.met
	if k.metByMonth || metDay.After(k.today) {
		metDay = date.Date{}
	}
	elsewhere := k.metHow == "class"
	event := slices.IndexFunc(k.events, func(e gathering) bool { return e.name == k.metAt })
	switch {
	case event >= 0:
		e := k.events[event]
		within := func(d date.Date) bool { return d.Sub(e.start) >= -3 && d.Sub(e.end) <= 3 }
		b := begin{day: metDay, rank: 2, steps: "thanks connect share"}
		for i, f := range k.counted {
			if f.kind == "meet" && within(f.day) && (metDay.IsZero() || !within(metDay) || !metDay.Before(f.day)) {
				b.day, b.line = f.day, &k.counted[i]
				break
			}
		}
		if !b.day.IsZero() {
			all = append(all, k.known(b))
		}
	case k.metAt != "" && !elsewhere && !metDay.IsZero():
		all = append(all, k.known(begin{day: metDay, rank: 2, steps: "thanks connect share"}))
	case k.metAt == "" && !elsewhere && !metDay.IsZero() && k.active != "wish":
		all = append(all, begin{day: metDay, rank: 3, steps: "thanks connect share"})
	}
	for i := len(k.counted) - 1; i >= 0; i-- {
		if f := &k.counted[i]; f.class == "sync" && f.interview {
			all = append(all, begin{f.day, 1, "thanks connect share report-back", f})
			break
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		return all[i].day.After(all[j].day) || all[i].day == all[j].day && all[i].rank < all[j].rank
	})
	return all
}

// known leaves of an event's steps the thanks alone, where one knew them before.
func (k *reckoning) known(b begin) begin {
	if len(k.counted) > 0 && k.counted[0].day.Before(b.day) {
		b.steps = "thanks"
	}
	return b
}

func (k *reckoning) steps() {
	given := map[string]bool{}
	for _, b := range k.begins() {
		for _, step := range strings.Fields(b.steps) {
			if !given[step] {
				given[step] = true
				k.step(step, b)
			}
		}
	}
}

func (k *reckoning) step(step string, b begin) {
	days := map[string][2]int{"thanks": {1, 7}, "connect": {2, 14}, "share": {30, 60}, "report-back": {90, 150}}[step]
	due, last := b.day.AddDays(days[0]), b.day.AddDays(days[1])
	if k.closed(step, b) || k.today.After(last) || step == "thanks" && k.owed || step == "share" && k.waiting {
		return
	}
	if !due.After(k.today) && k.active == "" {
		k.openStep = true
	}
	shown := workdayFrom(due)
	if step == "thanks" {
		shown = due
	}
	k.add("step "+step, due, shown, last, 3)
}

func (k *reckoning) closed(step string, b begin) bool {
	switch step {
	case "thanks":
		return slices.ContainsFunc(k.counted, func(f fact) bool {
			if b.line != nil && f == *b.line || f.day.Before(b.day) || !f.answers() {
				return false
			}
			return f.class == "async" || f.day.After(b.day) || f.thank
		})
	case "connect":
		return k.linkedin || slices.ContainsFunc(k.lines, func(f fact) bool { return f.kind == "connect" && !f.day.After(k.today) })
	case "share":
		return slices.ContainsFunc(k.counted, func(f fact) bool { return f.gave && f.day.Sub(b.day) >= 7 }) ||
			slices.ContainsFunc(k.talks, func(d date.Date) bool { return d.Sub(b.day) >= 14 })
	}
	return slices.ContainsFunc(k.counted, func(f fact) bool { return f.answers() && f.day.Sub(b.day) >= 45 })
}

func (k *reckoning) nexts() {
	var newest date.Date
	for _, f := range k.lines {
		if !f.next.IsZero() && !f.planned && !f.day.After(k.today) {
			newest = k.later(newest, f.day)
		}
	}
	for _, f := range k.lines {
		if f.next.IsZero() || f.planned || f.day != newest {
			continue
		}
		done := slices.ContainsFunc(k.counted, func(c fact) bool { return c.answers() && c.day.After(f.day) && c.day.Sub(f.next) >= -7 })
		if !done {
			k.nextAhead = k.nextAhead || f.next.After(k.today)
			k.add("next", f.next, f.next, f.next.AddDays(30), 4)
		}
	}
}

func (k *reckoning) news() {
	for _, f := range k.lines {
		if f.class != "news" || f.planned || f.off || f.day.After(k.today) || k.dormant || k.latent {
			continue
		}
		done := slices.ContainsFunc(k.counted, func(c fact) bool {
			return c.answers() && !c.day.Before(f.day) || c.kind == "congrats" && f.day.Sub(c.day) <= 14
		})
		if due := f.day.AddDays(3); !done {
			k.add("occasion", due, due, due.AddDays(30), 4)
		}
	}
}

// isOff reports whether a line says of a plan that it is off.
func (k *reckoning) isOff(p fact) bool {
	return slices.ContainsFunc(k.lines, func(f fact) bool {
		return f.off && f.kind == p.kind && p.day.Sub(f.day) >= -7 && p.day.Sub(f.day) <= 7
	})
}

func (k *reckoning) plans() {
	for _, p := range k.lines {
		if !p.planned || k.isOff(p) {
			continue
		}
		switch ahead := p.day.Sub(k.today); {
		case ahead >= 2:
			k.add("planned", p.day, p.day, date.Date{}, 7)
		case ahead >= 0:
			if !slices.ContainsFunc(k.counted, func(c fact) bool { return ahead == 0 && c.class == "sync" && c.day == p.day }) {
				k.add("meeting", p.day, p.day.AddDays(-1), p.day, 0)
			}
		default:
			held := slices.ContainsFunc(k.counted, func(c fact) bool { return c.class == "sync" && c.day.Sub(p.day) >= -7 })
			moved := slices.ContainsFunc(k.lines, func(f fact) bool { return f.planned && f.kind == p.kind && f.day.After(p.day) })
			if !held && !moved {
				k.add("confirm", p.day, p.day, p.day.AddDays(30), 4)
			}
		}
	}
}

func (k *reckoning) nudge() {
	if !k.waiting || k.quiet {
		return
	}
	due := k.later(k.ask.day.AddDays(7), k.rest)
	for _, f := range k.unanswered {
		if f.day.After(k.ask.day) {
			due = k.later(k.ask.day.AddDays(21), k.rest)
		}
	}
	for _, f := range k.unanswered {
		if f.day.After(k.ask.day) && !f.day.Before(due) {
			return
		}
	}
	k.add("nudge", due, workdayFrom(due), k.waitEnds, 5)
}

func (k *reckoning) keep() {
	if k.noCadence || k.dormant || k.latent || k.quiet || k.owed || k.waiting || k.openStep || k.nextAhead {
		return
	}
	anchor := k.touch
	if k.spokenCadence {
		anchor = date.Date{}
		if len(k.talks) > 0 {
			anchor = k.talks[len(k.talks)-1]
		}
	}
	if !k.met.IsZero() && k.active != "wish" {
		anchor = k.later(anchor, k.metDay())
	}
	for _, f := range k.lines {
		if f.skip && !f.day.After(k.today) {
			anchor = k.later(anchor, f.day)
		}
	}
	if anchor.IsZero() {
		return
	}
	due := k.ideal.After(anchor)
	if n := len(k.unanswered); n > 1 && !k.spokenCadence {
		days := due.Sub(anchor)
		due = anchor.AddDays(min(int(math.Floor(float64(days)*math.Pow(1.5, float64(n-1))+0.5)), max(365, days)))
	}
	for _, p := range k.lines {
		if away := p.day.Sub(due); p.planned && p.class == "sync" && !p.day.Before(k.today) && away >= -21 && away <= 21 && !k.isOff(p) {
			return
		}
	}
	k.add("keep", due, workdayFrom(due), date.Date{}, 6)
}
