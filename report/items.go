package report

import (
	"cmp"
	"fmt"
	"slices"

	"netnotes/index"
	"netnotes/parse"
)

// Item is one thing that waits for the user. The same shape is used wherever
// an item is shown.
type Item struct {
	Name    string     `json:"name,omitempty"` // only where items of several people stand together
	Path    string     `json:"path"`
	Kind    string     `json:"kind"`           // promise, reply, step, next, occasion, confirm, goal, nudge, keep or planned
	Step    string     `json:"step,omitempty"` // thanks, connect, share or report-back
	Status  string     `json:"status"`
	Due     parse.Date `json:"due"`
	Late    int        `json:"late"` // days after the due day
	Text    string     `json:"text,omitempty"`
	Waiting bool       `json:"waiting,omitempty"` // a promise of theirs
	Line    int        `json:"line,omitempty"`
	Because []Evidence `json:"-"`
	shown   parse.Date // from this day on
	band    int        // strict order of kinds
	ratio   float64    // lateness for the order
	event   string     // of a thank-you: the event, for grouping
	folded  string     // Name, for the order
}

// Evidence is a reason, with the line it comes from.
type Evidence struct {
	Text string `json:"text"`
	Path string `json:"path,omitempty"`
	Line int    `json:"line,omitempty"`
}

// The statuses of an item.
const (
	Upcoming = "upcoming"
	DueNow   = "due"
	Overdue  = "overdue"
	Planned  = "planned"
	Snoozed  = "snoozed"
)

// Bands of the order: a kind of a lower band always comes first.
const (
	bandPromise = iota + 1
	bandReply
	bandStep
	bandNext
	bandNudge
	bandKeep
	bandPlanned
)

// Days of the items.
const (
	replyAfter     = 2
	bandExpires    = 30 // next, occasion, confirm
	newsAfter      = 3
	birthdayBefore = 3
	goalBefore     = 3
	nudgeFirst     = 7
	nudgeSecond    = 21
	nudgeExpires   = 28
	shareAfter     = 7
	reportAfter    = 45
	planNear       = 21
	nextBefore     = 7
	soonDays       = 14
	weekDays       = 7
)

// person is one contact on one day, while the items are worked out.
type person struct {
	ix    *index.Index
	today parse.Date
	*index.Person
	index.Clocks
	items   []Item
	snoozed parse.Date // nothing of bands 3 to 6 before this day
	snooze  *index.Line
}

// examine works out every item of a person, in order.
func examine(ix *index.Index, p *index.Person, today parse.Date) *person {
	w := new(person)
	w.examine(ix, p, today)
	return w
}

// examine is the same for one person after the other: what was worked out
// before is overwritten.
func (w *person) examine(ix *index.Index, p *index.Person, today parse.Date) {
	*w = person{ix: ix, today: today, Person: p, Clocks: w.Clocks, items: w.items[:0]}
	ix.SetClocks(&w.Clocks, p, today)
	w.findSnooze()
	w.promises()
	w.reply()
	w.steps()
	w.next()
	w.occasions()
	w.plans()
	w.nudge()
	w.keep()
	w.items = slices.DeleteFunc(w.items, func(it Item) bool { return !w.allowed(it.Kind) })
	slices.SortStableFunc(w.items, compareItems)
}

// allowed says what a status leaves of a person's items.
func (w *person) allowed(kind string) bool {
	switch w.Status {
	case parse.Active:
		return true
	case parse.Archived, parse.Wish:
		return kind == "promise"
	case parse.Paused:
		return kind == "promise" || kind == "reply"
	}
	return false
}

// add finishes an item and keeps it. Its status follows from its days.
func (w *person) add(it Item) {
	it.Late = max(0, w.today.Sub(it.Due))
	if it.ratio == 0 {
		it.ratio = float64(it.Late)
	}
	if it.Path == "" {
		it.Path = w.Path
	}
	switch {
	case it.Status != "":
	case it.shown.After(w.today):
		it.Status = Upcoming
	case it.Late > 0:
		it.Status = Overdue
	default:
		it.Status = DueNow
	}
	if it.band >= bandStep && it.band <= bandKeep && w.snoozed.After(w.today) {
		it.Status = Snoozed
		it.Because = append(it.Because, Evidence{Text: "snoozed until " + fullDay(w.snoozed)})
	}
	w.items = append(w.items, it)
}

func at(l *index.Line) Evidence { return Evidence{Path: l.Note.Path, Line: l.Line} }

func because(l *index.Line, text string) []Evidence {
	return []Evidence{{text, l.Note.Path, l.Line}}
}

// findSnooze finds the newest snooze line; a later touch ends it.
func (w *person) findSnooze() {
	var newest parse.Date
	for _, l := range w.Lines() {
		if l.Kind != parse.Snooze || l.Next.IsZero() || l.Planned {
			continue
		}
		day := l.When.Day(w.today)
		if day.After(w.today) || day.Before(newest) {
			continue
		}
		if day == newest && l.Next.Before(w.snoozed) {
			continue
		}
		newest, w.snoozed, w.snooze = day, l.Next, l
	}
	if w.Touch.After(newest) {
		w.snoozed, w.snooze = parse.Date{}, nil
	}
	// A snooze in the front matter has no day of its own, so no touch ends it.
	if until := w.When("snooze"); until.To.After(w.snoozed) {
		w.snoozed, w.snooze = until.To, nil
	}
}

func (w *person) promises() {
	for _, p := range w.Promises() {
		if it, ok := promiseItem(w.ix, p); ok {
			w.add(it)
		}
	}
}

// promiseItem is the item of an open task with a date.
func promiseItem(ix *index.Index, p index.Promise) (Item, bool) {
	due := p.Due
	if due.IsZero() {
		due = p.Start
	}
	if p.State != parse.Open || due.IsZero() {
		return Item{}, false
	}
	shown := ix.Settings.LastWorkday(due)
	if p.Start.After(shown) {
		shown = p.Start
	}
	return Item{Kind: "promise", band: bandPromise, Due: due, shown: shown, Text: p.Text, Waiting: p.Theirs, Path: p.Note.Path, Line: p.Line,
		Because: []Evidence{{"open task", p.Note.Path, p.Line}}}, true
}

func (w *person) reply() {
	if w.Owed == nil {
		return
	}
	got := w.Owed.When.Day(w.today)
	due := got.AddDays(replyAfter)
	w.add(Item{Kind: "reply", band: bandReply, Due: due, shown: due, Text: said(w.Owed), Path: w.Owed.Note.Path, Line: w.Owed.Line,
		Because: because(w.Owed, fmt.Sprintf("%s from them on %s + %d days, no line to them since", w.Owed.Kind, day(got, w.today), replyAfter))})
}

// said is what a line tells, for quoting it.
func said(l *index.Line) string {
	if l.Text != "" {
		return l.Text
	}
	return l.Head
}

// hasTag reports whether any telling of a line's conversation bears the tag.
func (w *person) hasTag(l *index.Line, tag string) bool {
	return l.HasTag(tag) || slices.ContainsFunc(w.Twins(l), func(t *index.Line) bool { return t.HasTag(tag) })
}

// next finds the newest "->" and shows it until something answers it.
func (w *person) next() {
	var newest parse.Date
	var found []reminder
	consider := func(t, l *index.Line) {
		if !w.promisesNext(t) {
			return
		}
		set := t.When.Day(w.today)
		if set.After(newest) {
			newest, found = set, nil
		}
		if set == newest {
			found = append(found, reminder{t, l})
		}
	}
	for _, l := range w.Lines() {
		consider(l, l)
		for _, t := range w.Twins(l) {
			consider(t, l)
		}
	}
	for _, f := range found {
		l := f.telling
		if w.today.Sub(l.Next) > bandExpires || w.nextDone(l.Next, f.conversation, newest) {
			continue
		}
		text := l.NextReason
		if text == "" {
			text = "next after: " + said(l)
		}
		w.add(Item{Kind: "next", band: bandNext, Due: l.Next, shown: l.Next, Text: text, Path: l.Note.Path, Line: l.Line,
			Because: because(l, "the line of "+fullDay(newest)+" says so")})
	}
}

// reminder is a line with a "->" and the conversation it tells of.
type reminder struct{ telling, conversation *index.Line }

func (w *person) promisesNext(l *index.Line) bool {
	return !l.Next.IsZero() && l.Kind != parse.Snooze && !l.Planned && !l.When.Day(w.today).After(w.today)
}

// nextDone reports whether a later line answers a "->" that was set in l: dated
// from a week before its date on, and after the day on which it was set.
func (w *person) nextDone(next parse.Date, l *index.Line, set parse.Date) bool {
	return slices.ContainsFunc(w.Counted, func(d index.Dated) bool {
		return d.Line != l && d.Answers() && !d.Day.Before(next.AddDays(-nextBefore)) && (d.Day.After(set) || !d.Day.Before(next))
	})
}

// asleep reports whether nothing but the user's own lines asks for the person.
func (w *person) asleep() bool { return w.Warmth == index.Dormant || w.Warmth == index.Latent }

// answeredSince reports a line to the person or a conversation from day on.
func (w *person) answeredSince(day parse.Date) bool {
	return slices.ContainsFunc(w.Counted, func(d index.Dated) bool { return d.Answers() && !d.Day.Before(day) })
}

func (w *person) occasions() {
	if w.asleep() {
		return
	}
	for _, l := range w.Lines() {
		if l.Kind != parse.News || l.Planned {
			continue
		}
		heard := l.When.Day(w.today)
		if heard.After(w.today) || w.answeredSince(heard) {
			continue
		}
		due := heard.AddDays(newsAfter)
		if w.today.Sub(due) <= bandExpires {
			w.add(Item{Kind: "occasion", band: bandNext, Due: due, shown: due, Text: said(l), Path: l.Note.Path, Line: l.Line,
				Because: because(l, fmt.Sprintf("their news of %s + %d days", fullDay(heard), newsAfter))})
		}
	}
	if b, ok := parse.ParseBirthday(w.Text("birthday")); ok && w.ix.Settings.Birthdays {
		w.birthday(b)
	}
}

// birthday shows the last birthday while it can still be wished for, else the
// next one.
func (w *person) birthday(b parse.Birthday) {
	for year := w.today.Year - 1; year <= w.today.Year+1; year++ {
		day := parse.Date{Year: 2000, Month: b.Month, Day: b.Day}.InYear(int(year))
		shown := day.AddDays(-birthdayBefore)
		if w.today.Sub(day) > bandExpires || !shown.After(w.today) && w.answeredSince(shown) {
			continue
		}
		text := "birthday"
		if b.Year > 0 && year > b.Year {
			text = fmt.Sprintf("birthday, %d years", year-b.Year)
		}
		w.add(Item{Kind: "occasion", band: bandNext, Due: day, shown: shown, Text: text, Because: []Evidence{{Text: "birthday " + w.Text("birthday"), Path: w.Path}}})
		return
	}
}

// plans shows planned lines, and asks about those whose day has passed.
func (w *person) plans() {
	for _, l := range w.Lines() {
		if !l.Planned {
			continue
		}
		on := l.When.To
		it := Item{Due: on, shown: on, Text: plainLine(l), Path: l.Note.Path, Line: l.Line}
		switch {
		case !on.Before(w.today):
			it.Kind, it.band, it.Status = "planned", bandPlanned, Planned
			it.Because = because(l, "planned")
			w.add(it)
		case w.today.Sub(on) <= bandExpires && !slices.ContainsFunc(w.Counted, func(d index.Dated) bool { return d.Class == parse.Sync && !d.Day.Before(on) }):
			it.Kind, it.band = "confirm", bandNext
			it.Text += ": did it take place?"
			it.Because = because(l, "planned for "+fullDay(on)+", and no conversation from that day on")
			w.add(it)
		}
	}
}

// plainLine is a line's words for people.
func plainLine(l *index.Line) string {
	text := parse.PlainText(l.Head)
	if l.Text != "" {
		text += ": " + parse.PlainText(l.Text)
	}
	return text
}

// nudge reminds of an unanswered ask, twice at most.
func (w *person) nudge() {
	if w.Ask == nil || len(w.Unanswered) >= index.MaxUnanswered {
		return
	}
	asked := w.Ask.When.Day(w.today)
	due, twice := asked.AddDays(nudgeFirst), false
	for _, l := range w.Unanswered {
		if day := l.When.Day(w.today); day.After(asked) {
			due = asked.AddDays(nudgeSecond)
			twice = twice || !day.Before(due)
		}
	}
	if twice || w.today.Sub(asked) > nudgeExpires {
		return
	}
	w.add(Item{Kind: "nudge", band: bandNudge, Due: due, shown: w.ix.Settings.NextWorkday(due), Text: said(w.Ask), Path: w.Ask.Note.Path, Line: w.Ask.Line,
		Because: because(w.Ask, fmt.Sprintf("you asked on %s, no answer yet", day(asked, w.today)))})
}

// keep is the rhythm of the tie, where nothing else is going on.
func (w *person) keep() {
	r, ok := w.Rhythm()
	if !ok || w.asleep() || len(w.Unanswered) >= index.MaxUnanswered || w.busy(r.Due) != "" {
		return
	}
	it := Item{Kind: "keep", band: bandKeep, Due: r.Due, shown: w.ix.Settings.NextWorkday(r.Due), Text: "every " + spell(w.Cadence.Ideal), Because: w.rhythmBecause(r)}
	if w.TouchLine != nil {
		it.Text += "; " + lastTime(w.TouchLine, w.Touch, w.today)
		if w.TouchLine.Note == w.Note {
			it.Line = w.TouchLine.Line
		}
	}
	if !it.shown.After(w.today) {
		it.Status = DueNow
		if w.today.After(r.Most) {
			it.Status = Overdue
		}
	}
	it.ratio = max(0, float64(w.today.Sub(r.Due))/w.Ratio())
	w.add(it)
}

func (w *person) rhythmBecause(r index.Rhythm) []Evidence {
	var from string
	e := Evidence{Path: w.Path}
	switch {
	case r.Anchor == w.Skipped && w.SkipLine != nil:
		from, e = "skipped on ", at(w.SkipLine)
	case w.TouchLine != nil:
		from, e = "last touch ", at(w.TouchLine)
	default:
		from = "met "
	}
	text := from + fullDay(r.Anchor) + " + " + w.Cadence.Ideal.String()
	if r.Factor > 1 {
		text += fmt.Sprintf(", × %.4g for %d lines without an answer, = %d days", r.Factor, len(w.Unanswered), r.Due.Sub(r.Anchor))
	}
	e.Text = text
	return []Evidence{e}
}

// busy says what stands in for a touch of the rhythm.
func (w *person) busy(due parse.Date) string {
	switch {
	case w.Owed != nil:
		return "a reply is owed"
	case w.Waiting:
		return "you wait for an answer"
	}
	for _, it := range w.items {
		switch {
		case it.Kind == "step" && !it.Due.After(w.today):
			return "a step is open"
		case it.Kind == "next" && !it.Due.Before(w.today):
			return "the next time is set"
		case it.Kind == "planned" && abs(it.Due.Sub(due)) <= planNear:
			return "a meeting is planned"
		}
	}
	return ""
}

func abs(n int) int { return max(n, -n) }

// compareItems is the order in one sentence: by band, the latest first, then
// by the due day. Of one person, tier and name are the same.
func compareItems(a, b Item) int {
	return cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(b.ratio, a.ratio), a.Due.Compare(b.Due))
}
