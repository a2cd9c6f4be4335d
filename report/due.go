// Package report turns an index and a day into values, and values into text,
// JSON and CSV. It is pure: it reads no clock and opens no file.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
	Resting  = "waiting"
	Quiet    = "quiet"
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
	replyExpires   = 45
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
	w := &person{ix: ix, today: today, Person: p, Clocks: ix.Clocks(p, today)}
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
	return w
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
	for _, l := range w.Lines {
		day := l.When.Day(w.today)
		if l.Kind != parse.Snooze || l.Next.IsZero() || l.Planned || day.After(w.today) || day.Before(newest) {
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
	for _, p := range w.Promises {
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
	return Item{Kind: "promise", band: bandPromise, Due: due, shown: shown, Text: p.Text, Waiting: p.Waiting, Path: p.Note.Path, Line: p.Line,
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

// trigger is what starts a sequence.
type trigger struct {
	day   parse.Date
	line  *index.Line // nil where met stands for it
	what  string
	event string
	path  string
}

func (w *person) steps() {
	if t, known, ok := w.eventTrigger(); ok {
		steps := w.ix.Settings.AfterEvent
		if known {
			steps = slices.DeleteFunc(slices.Clone(steps), func(s index.Step) bool { return s.Name != "thanks" })
		}
		w.sequence(t, steps)
	}
	if t, ok := w.interviewTrigger(); ok {
		w.sequence(t, w.ix.Settings.AfterTalk)
	}
}

// eventTrigger is the newest meeting at an event. known reports whether the
// person was known before it.
func (w *person) eventTrigger() (t trigger, known, ok bool) {
	if place := w.ix.Place(w.Text("met_at")); place != nil && place.Kind == parse.EventNote {
		t = w.firstMeeting()
		t.event = place.Name
	}
	for _, b := range w.MetBullets {
		if !b.Meeting.When.IsDay() || b.Meeting.Planned {
			continue
		}
		if day := b.Meeting.When.From; !day.After(w.today) && day.After(t.day) {
			t = trigger{day: day, line: b.Meeting, event: b.Event.Name}
		} else if day == t.day && t.event == "" {
			t.event = b.Event.Name
		}
	}
	if t.day.IsZero() {
		return t, false, false
	}
	t.what, t.path = "met at "+t.event, w.Path
	return t, len(w.Counted) > 0 && w.Counted[0].Day.Before(t.day), true
}

// firstMeeting is the first day-precise meet line, or met where there is none.
func (w *person) firstMeeting() trigger {
	for _, d := range w.Counted {
		if d.Kind == parse.Meet && d.When.IsDay() {
			return trigger{day: d.Day, line: d.Line}
		}
	}
	if met := w.When("met"); met.IsDay() && !met.From.After(w.today) {
		return trigger{day: met.From}
	}
	return trigger{}
}

// interviewTrigger is the newest informational interview.
func (w *person) interviewTrigger() (t trigger, ok bool) {
	for _, d := range w.Counted {
		if d.Class == parse.Sync && (d.HasTag("interview") || strings.Contains(parse.Fold(d.Raw), "informational interview")) {
			t, ok = trigger{day: d.Day, line: d.Line, what: "informational interview", path: w.Path}, true
		}
	}
	return t, ok
}

func (w *person) sequence(t trigger, steps []index.Step) {
	for _, s := range steps {
		due, last := s.Offset.After(t.day), s.Expires.After(t.day)
		if w.today.After(last) || w.stepDone(s.Name, t) {
			continue
		}
		shown := due
		if s.Name != "thanks" {
			shown = w.ix.Settings.NextWorkday(due)
		}
		it := Item{Kind: "step", Step: s.Name, band: bandStep, Due: due, shown: shown, Text: stepText(s.Name, t), event: t.event, Path: t.path,
			Because: []Evidence{{Text: fmt.Sprintf("%s on %s + %s; gone after %s", t.what, day(t.day, w.today), s.Offset, day(last, w.today))}}}
		if t.line != nil {
			it.Path, it.Line = t.line.Note.Path, t.line.Line
			it.Because[0].Path, it.Because[0].Line = it.Path, it.Line
		}
		w.add(it)
	}
}

func stepText(step string, t trigger) string {
	what := "your interview"
	if t.event != "" {
		what = "you met at " + t.event
	}
	switch step {
	case "thanks":
		if t.event == "" {
			return "say thank you for the interview"
		}
		return "say hello and thank you after " + t.event
	case "connect":
		return "connect, now that " + strings.Replace(what, "your interview", "you have talked", 1)
	case "share":
		return "share something they might like, a month after " + strings.Replace(what, "you met at ", "", 1)
	}
	return "tell them what came of " + what
}

// stepDone reports whether a step's condition is met.
func (w *person) stepDone(step string, t trigger) bool {
	if step == "connect" {
		return w.Text("linkedin") != "" || slices.ContainsFunc(w.Lines, func(l *index.Line) bool {
			return l.Kind == parse.Connect && !l.Planned && !l.When.From.After(w.today)
		})
	}
	if step == "share" {
		return slices.ContainsFunc(w.Lines, func(l *index.Line) bool {
			on := l.When.Day(w.today)
			return l.HasTag("gave") && !l.Planned && !on.After(w.today) && on.Sub(t.day) >= shareAfter
		})
	}
	return slices.ContainsFunc(w.Counted, func(d index.Dated) bool {
		after := d.Day.Sub(t.day)
		if step == "thanks" {
			return d.Line != t.line && after >= 0 && d.Class == parse.Async && d.Direction != parse.From
		}
		return after >= reportAfter && d.Answers()
	})
}

// next finds the newest "->" and shows it until something answers it.
func (w *person) next() {
	var newest parse.Date
	for _, l := range w.Lines {
		if set := l.When.Day(w.today); w.promisesNext(l) && set.After(newest) {
			newest = set
		}
	}
	for _, l := range w.Lines {
		set := l.When.Day(w.today)
		if !w.promisesNext(l) || set != newest || w.today.Sub(l.Next) > bandExpires || w.nextDone(l, set) {
			continue
		}
		text := l.NextReason
		if text == "" {
			text = "next after: " + said(l)
		}
		w.add(Item{Kind: "next", band: bandNext, Due: l.Next, shown: l.Next, Text: text, Path: l.Note.Path, Line: l.Line,
			Because: because(l, "the line of "+fullDay(set)+" says so")})
	}
}

func (w *person) promisesNext(l *index.Line) bool {
	return !l.Next.IsZero() && l.Kind != parse.Snooze && !l.Planned && !l.When.Day(w.today).After(w.today)
}

// nextDone reports whether a later line answers the "->" of l: dated from a
// week before its date on, and after the line that set it.
func (w *person) nextDone(l *index.Line, set parse.Date) bool {
	return slices.ContainsFunc(w.Counted, func(d index.Dated) bool {
		return d.Line != l && d.Answers() && !d.Day.Before(l.Next.AddDays(-nextBefore)) && (d.Day.After(set) || !d.Day.Before(l.Next))
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
	for _, l := range w.Lines {
		heard := l.When.Day(w.today)
		if l.Kind != parse.News || l.Planned || heard.After(w.today) || w.answeredSince(heard) {
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
		day := parse.Date{Year: 2000, Month: b.Month, Day: b.Day}.InYear(year)
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
	for _, l := range w.Lines {
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
	due, later := asked.AddDays(nudgeFirst), 0
	for _, l := range w.Unanswered {
		if day := l.When.Day(w.today); day.After(asked) {
			later++
			if !day.Before(asked.AddDays(nudgeSecond)) {
				later = 2
			}
			due = asked.AddDays(nudgeSecond)
		}
	}
	if later > 1 || w.today.Sub(asked) > nudgeExpires {
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
		it.Path, it.Line = w.TouchLine.Note.Path, w.TouchLine.Line
	}
	it.Path = w.Path
	if it.Line > 0 && w.TouchLine.Note != w.Note {
		it.Line = 0
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
	text := fmt.Sprintf("last touch %s + %s", fullDay(r.Anchor), w.Cadence.Ideal)
	e := Evidence{Path: w.Path}
	switch {
	case r.Anchor == w.Skipped && w.SkipLine != nil:
		text = fmt.Sprintf("skipped on %s + %s", fullDay(r.Anchor), w.Cadence.Ideal)
		e = at(w.SkipLine)
	case w.TouchLine != nil:
		e = at(w.TouchLine)
	default:
		text = fmt.Sprintf("met %s + %s", fullDay(r.Anchor), w.Cadence.Ideal)
	}
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

// Due is who to write to today.
type Due struct {
	Today  parse.Date  `json:"today"`
	People []DuePerson `json:"people"`
	Soon   []Item      `json:"soon"`
	More   int         `json:"more"` // people left out by the daily limit
	week   bool
}

// DuePerson is a person, or an event, with what is due.
type DuePerson struct {
	Type    string       `json:"type,omitempty"` // "event" for an event
	Name    string       `json:"name"`
	Path    string       `json:"path"`
	Org     string       `json:"org,omitempty"`
	Role    string       `json:"role,omitempty"`
	Warmth  index.Warmth `json:"warmth,omitempty"`
	Spoke   parse.Date   `json:"spoke,omitzero"`
	Touch   parse.Date   `json:"touch,omitzero"`
	Cadence string       `json:"cadence,omitempty"`
	Items   []Item       `json:"items"`
	tier    string
}

// DueOptions narrow the report.
type DueOptions struct {
	All   bool // no limit of people
	Week  bool // also what falls due within 7 days
	Query index.Query
}

// MakeDue works out who is due on a day.
func MakeDue(ix *index.Index, today parse.Date, o DueOptions) Due {
	d := Due{Today: today, People: []DuePerson{}, Soon: []Item{}, week: o.Week}
	for _, p := range ix.People {
		w := examine(ix, p, today)
		if o.Query.IsZero() || ix.Match(o.Query, p.Note, &w.Clocks, today) {
			d.take(w.card(), w.items, o)
		}
	}
	if o.Query.IsZero() {
		for _, e := range ix.Events {
			d.take(DuePerson{Type: "event", Name: e.Name, Path: e.Path}, eventItems(ix, e, today), o)
		}
	}
	slices.SortFunc(d.People, comparePeople)
	slices.SortFunc(d.Soon, func(a, b Item) int {
		return cmp.Or(a.Due.Compare(b.Due), strings.Compare(parse.FoldName(a.Name), parse.FoldName(b.Name)), strings.Compare(a.Path, b.Path), cmp.Compare(a.band, b.band))
	})
	if !o.All {
		d.limit(ix.Settings.Daily)
	}
	return d
}

func (w *person) card() DuePerson {
	return DuePerson{Name: w.Name, Path: w.Path, Org: w.Plain("org"), Role: w.Plain("role"), Warmth: w.Warmth, Spoke: w.Spoke, Touch: w.Touch,
		Cadence: w.Cadence.String(), tier: w.Tier}
}

// take sorts one person's items into what is shown today and what comes soon.
func (d *Due) take(p DuePerson, items []Item, o DueOptions) {
	for _, it := range items {
		switch it.Status {
		case DueNow, Overdue:
			p.Items = append(p.Items, it)
		case Upcoming, Planned:
			if o.Week && it.Due.Sub(d.Today) <= weekDays {
				p.Items = append(p.Items, it)
			}
			if it.Due.Sub(d.Today) <= soonDays {
				it.Name = p.Name
				d.Soon = append(d.Soon, it)
			}
		}
	}
	if len(p.Items) > 0 {
		d.People = append(d.People, p)
	}
}

// eventItems are an event's own: tasks, and goals to be set before it.
func eventItems(ix *index.Index, e *index.Event, today parse.Date) []Item {
	w := person{ix: ix, today: today, Person: &index.Person{Note: e.Note}}
	for _, p := range e.Promises {
		if it, ok := promiseItem(ix, p); ok {
			w.add(it)
		}
	}
	if !e.Start.IsZero() && len(e.List("goals")) == 0 && !today.After(e.End) {
		due := e.Start.AddDays(-goalBefore)
		if today.Sub(due) <= bandExpires {
			w.add(Item{Kind: "goal", band: bandNext, Due: due, shown: due, Text: "set a goal or two before it begins on " + day(e.Start, today),
				Because: []Evidence{{Text: fmt.Sprintf("begins on %s and has no goals", fullDay(e.Start)), Path: e.Path}}})
		}
	}
	slices.SortStableFunc(w.items, compareItems)
	return w.items
}

// comparePeople orders people by their first item: band, lateness, tier, due
// day, name, path.
func comparePeople(a, b DuePerson) int {
	x, y := a.Items[0], b.Items[0]
	return cmp.Or(cmp.Compare(x.band, y.band), cmp.Compare(y.ratio, x.ratio), cmp.Compare(tierRank(a.tier), tierRank(b.tier)), x.Due.Compare(y.Due),
		strings.Compare(parse.FoldName(a.Name), parse.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
}

func tierRank(tier string) string { return cmp.Or(tier, "none") }

// limit cuts the list to so many people. Promises and replies are never cut,
// and the thank-yous of one event and day are one entry.
func (d *Due) limit(daily int) {
	kept := make([]DuePerson, 0, len(d.People))
	count := 0
	blocks := map[string]bool{}
	for _, p := range d.People {
		key, isBlock := p.block()
		switch {
		case isBlock && blocks[key]:
		case p.Items[0].band <= bandReply || count < daily:
			count++
			if isBlock {
				blocks[key] = true
			}
		default:
			d.More++
			continue
		}
		kept = append(kept, p)
	}
	d.People = kept
}

// block is the event and day of a person who comes first for a thank-you.
func (p DuePerson) block() (string, bool) {
	it := p.Items[0]
	return it.event + it.Due.String(), it.Step == "thanks" && it.event != ""
}
