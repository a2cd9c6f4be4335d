package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report/form"
)

// Item is one thing that waits for the user. The same shape is used wherever
// an item is shown.
type Item struct {
	Name      string     `json:"name,omitempty"` // only where items of several people stand together
	Path      string     `json:"path"`
	Kind      string     `json:"kind"`               // see itemKinds
	Step      string     `json:"step,omitempty"`     // thanks, connect, share or report-back
	Sequence  string     `json:"sequence,omitempty"` // after-event, after-meeting or after-interview
	Since     parse.Date `json:"since,omitzero"`     // of a step: the day that started the sequence
	Status    string     `json:"status"`
	Due       parse.Date `json:"due"`
	From      parse.Date `json:"from,omitzero"` // where a snooze ended: the day from which Late is counted
	Late      int        `json:"late"`          // days after the due day, or after From
	Time      string     `json:"time,omitempty"`
	Place     string     `json:"place,omitempty"`
	Questions *int       `json:"questions,omitempty"` // open ones, of a meeting with a person
	Text      string     `json:"text,omitempty"`
	Line      int        `json:"line,omitempty"`
	Because   []Evidence `json:"-"`

	row    *itemKind
	shown  parse.Date // from this day on
	last   parse.Date // until this day; zero: without end
	most   int        // of keep: the days late until it is overdue
	ratio  float64    // lateness for the order
	event  string     // of a step: the event after which it comes; of a meeting: its line
	block  string     // what the items of a block share; empty for others
	with   []string   // of a meeting: who takes part besides the person
	folded string     // Name, for the order
	whose  string     // the path of the note of whom Name names
}

// The statuses of an item.
const (
	Upcoming = "upcoming"
	DueNow   = "due"
	Overdue  = "overdue"
	Planned  = "planned"
	Snoozed  = "snoozed"
)

// How many questions make a good conversation.
const (
	fewQuestions  = 3
	manyQuestions = 5
)

// Lines are those of the person that no bounce took back.
func (w *person) Lines() []*index.Line { return w.Standing }

// look is the same for one person after the other: what was worked out before is
// overwritten.
func (w *person) look(ix *index.Index, p *index.Person, today parse.Date) {
	w.begin(ix, p, today)
	ix.SetClocks(&w.Clocks, p, today)
	snoozed := ix.Snoozed(p, &w.Clocks, today)
	w.resting, w.snooze, w.open, w.birth = snoozed.Until, snoozed.Line, p.Promises(), p.Text("birthday")
	if b, ok := parse.ParseBirthday(w.birth); ok {
		w.born = b
	}
}

func (w *person) begin(ix *index.Index, p *index.Person, today parse.Date) {
	*w = person{ix: ix, today: today, Person: p, Clocks: w.Clocks, kinds: w.kinds, items: w.items[:0], known: w.known, telling: w.telling}
	if w.kinds == nil {
		w.kinds = itemKinds()
	}
}

// glance is examine for a list of what is due now or soon: their lines are looked
// at only where they may matter.
func (w *person) glance(ix *index.Index, p *index.Person, today parse.Date) {
	if !ix.Standing(&w.known, p, today) {
		w.examine(ix, p, today)
		return
	}
	w.begin(ix, p, today)
	w.calm = true
	w.Clocks, w.open, w.resting, w.born = w.known.Clocks, w.known.Open, w.known.Resting, w.known.Birthday
	w.find()
}

// examine is to examine what look is to look.
func (w *person) examine(ix *index.Index, p *index.Person, today parse.Date) {
	w.look(ix, p, today)
	w.find()
}

// find works out the items.
func (w *person) find() {
	if w.Status == parse.DoNotContact || w.Status == parse.Deceased || w.Status == parse.Imported {
		return
	}
	w.promises()
	w.reply()
	if !w.calm {
		w.steps()
	}
	w.next()
	w.occasions()
	w.plans()
	w.nudge()
	w.keep()
	slices.SortStableFunc(w.items, compareItems)
}

// add finishes an item and keeps it, if it is still and may be asked for. Its
// status follows from its days.
func (w *person) add(name string, it Item) {
	it.row = w.kinds.named(name)
	if it.Kind = it.row.kind; it.Kind == "step" {
		it.Step = name
	}
	if !it.row.allowed(w.Status) || it.row.awake && w.asleep() {
		return // why says so once, for all
	}
	if it.row.expires > 0 {
		it.last = it.Due.AddDays(it.row.expires)
	}
	if !it.last.IsZero() && w.today.After(it.last) {
		w.withhold(it.Path, it.Line, func() string { return it.row.word() + ": gone after " + form.Day(it.last, w.today) })
		return
	}
	it.shown = parse.Latest(it.shown, it.row.shown.from(it.Due, &w.ix.Settings))
	base := it.Due
	if it.row.rests() && w.resting.After(base) && !w.resting.After(w.today) {
		base, it.From = w.resting, w.resting
		it.Because = append(it.Because, Evidence{Text: "counted from " + form.FullDay(w.resting) + ", when the snooze ended"})
	}
	it.Late = max(0, w.today.Sub(base))
	it.ratio = float64(it.Late)
	if name == "keep" {
		it.ratio /= w.Ratio()
	}
	if it.Path == "" {
		it.Path = w.Path
	}
	switch {
	case it.row.band == bandPlanned:
		it.Status = Planned
	case it.shown.After(w.today):
		it.Status = Upcoming
	case it.Late > it.most:
		it.Status = Overdue
	default:
		it.Status = DueNow
	}
	if it.row.rests() && w.resting.After(w.today) {
		it.Status = Snoozed
		it.Because = append(it.Because, Evidence{Text: "snoozed until " + form.FullDay(w.resting)})
	}
	w.items = append(w.items, it)
}

// withhold notes why something is not asked for, with the line it comes from.
func (w *person) withhold(path string, line int, text func() string) {
	if w.telling {
		w.not = append(w.not, Evidence{text(), path, line})
	}
}

// settled notes that a line has closed something.
func (w *person) settled(what string, by *index.Line, how string) {
	w.withhold(by.Note.Path, by.Line, func() string { return what + ": " + how + " " + w.lineText(by) })
}

func (w *person) promises() {
	for _, p := range w.open {
		w.promise(p)
	}
}

// promise is the item of an open task with a day; "theirs" where it is promised
// to the user.
func (w *person) promise(p index.Promise) {
	due := PromiseDue(p.Promise)
	if p.State != parse.Open || due.IsZero() {
		return
	}
	name, it := "promise", Item{Due: due, shown: p.Start, Text: p.Text, Path: p.Note.Path, Line: p.Line}
	if p.Theirs {
		name = "theirs"
	}
	if w.telling {
		it.Because = []Evidence{{w.promiseBecause(p, due), p.Note.Path, p.Line}}
	}
	w.add(name, it)
}

func (w *person) promiseBecause(p index.Promise, due parse.Date) string {
	why := "open task"
	if p.Theirs {
		why = "open task, theirs"
	}
	switch {
	case !p.Due.IsZero():
		return why
	case due == p.Start:
		return "open task, from " + form.Day(p.Start, w.today) + " on"
	}
	return why + fmt.Sprintf(", %d days after %s", promiseAfter, form.Day(p.Under, w.today))
}

// PromiseDue is the day of a promise: its own, else a week after the entry or the
// meeting it stands under, or its start, if that is later. It is the zero day of
// one that is undated: a start alone is none.
func PromiseDue(p *parse.Promise) parse.Date {
	if !p.Due.IsZero() || p.Under.IsZero() {
		return p.Due
	}
	return parse.Latest(p.Under.AddDays(promiseAfter), p.Start)
}

func (w *person) reply() {
	if w.Owed == nil {
		return
	}
	got := w.Owed.When.Day(w.today)
	w.add("reply", Item{Due: got.AddDays(replyAfter), Text: said(w.Owed), Path: w.Owed.Note.Path, Line: w.Owed.Line,
		Because: because(w.Owed, fmt.Sprintf("%s + %d days, no line to them since", w.lineText(w.Owed), replyAfter))})
}

// next finds the newest "->" and shows it until something answers it.
func (w *person) next() {
	var newest parse.Date
	var found []*index.Line
	consider := func(l *index.Line) {
		set := l.When.Day(w.today)
		if l.Next.IsZero() || l.Kind == parse.Snooze || l.Planned || set.After(w.today) || set.Before(newest) {
			return
		}
		if set.After(newest) {
			newest, found = set, found[:0]
		}
		found = append(found, l)
	}
	for _, l := range w.Lines() {
		consider(l)
		for _, t := range w.Twins(l) {
			consider(t)
		}
	}
	for _, l := range found {
		if done := w.firstAnswer(parse.Latest(newest.AddDays(1), l.Next.AddDays(-nextBefore))); done != nil {
			w.settled("next of "+form.Day(l.Next, w.today), done.Line, "closed by")
			continue
		}
		text := l.NextReason
		if text == "" {
			text = "next after: " + said(l)
		}
		w.add("next", Item{Due: l.Next, Text: text, Path: l.Note.Path, Line: l.Line, Because: because(l, "the line of "+form.FullDay(newest)+" says so")})
	}
}

// asleep reports whether nothing but the user's own lines asks for the person.
func (w *person) asleep() bool { return w.Warmth == index.Dormant || w.Warmth == index.Latent }

// firstAnswer is the first line to the person, or conversation, from a day on; nil
// where there is none.
func (w *person) firstAnswer(from parse.Date) *index.Dated {
	i := slices.IndexFunc(w.Counted, func(d index.Dated) bool { return d.Answers() && !d.Day.Before(from) })
	if i < 0 {
		return nil
	}
	return &w.Counted[i]
}

func (w *person) occasions() {
	for _, l := range w.Lines() {
		heard := l.When.Day(w.today)
		if l.Kind != parse.News || l.Planned || heard.After(w.today) {
			continue
		}
		done := w.firstAnswer(heard)
		if i := slices.IndexFunc(w.Counted, func(d index.Dated) bool {
			return d.Kind == parse.Congrats && d.Direction != parse.From && heard.Sub(d.Day) <= congratsBefore
		}); done == nil && i >= 0 {
			done = &w.Counted[i]
		}
		if done != nil {
			if w.today.Sub(heard) <= recent {
				w.settled("occasion of "+form.Day(heard, w.today), done.Line, "closed by")
			}
			continue
		}
		w.add("occasion", Item{Due: heard.AddDays(newsAfter), Text: said(l), Path: l.Note.Path, Line: l.Line,
			Because: because(l, fmt.Sprintf("their news of %s + %d days", form.FullDay(heard), newsAfter))})
	}
	if w.born != (parse.Birthday{}) && w.ix.Settings.Birthdays {
		w.birthday(w.born)
	}
}

// birthday shows the last birthday while it can still be wished for, else the
// next one.
func (w *person) birthday(b parse.Birthday) {
	expires := w.kinds.named("birthday").expires
	for year := w.today.Year - 1; year <= w.today.Year+1; year++ {
		day := parse.Date{Year: 2000, Month: b.Month, Day: b.Day}.InYear(int(year))
		if w.today.Sub(day) > expires || !w.Answered.Before(day.AddDays(-birthdayBefore)) {
			continue
		}
		text := "birthday"
		if b.Year > 0 && year > b.Year {
			text = fmt.Sprintf("birthday, %d years", year-b.Year)
		}
		w.add("birthday", Item{Due: day, Text: text, Because: []Evidence{{Text: "birthday " + w.birth, Path: w.Path}}})
		return
	}
}

// nudge reminds of an unanswered ask, twice at most. An out-of-office note puts it
// off.
func (w *person) nudge() {
	if w.Ask == nil {
		return
	}
	asked := w.Ask.When.Day(w.today)
	due, twice := parse.Latest(asked.AddDays(nudgeFirst), w.Rest), false
	for _, l := range w.Unanswered {
		if on := l.When.Day(w.today); on.After(asked) {
			due = parse.Latest(asked.AddDays(nudgeSecond), w.Rest)
			twice = twice || !on.Before(due)
		}
	}
	switch {
	case w.Quiet(): // quiet, which why says for all
		return
	case twice:
		w.withhold(w.Ask.Note.Path, w.Ask.Line, func() string { return "nudge: you wrote again, so nothing more" })
		return
	}
	reasons := because(w.Ask, fmt.Sprintf("you asked on %s, no answer yet", form.Day(asked, w.today)))
	if w.RestLine != nil && due == w.Rest {
		reasons = append(reasons, because(w.RestLine, "rested until the day that "+w.lineText(w.RestLine)+" names")...)
	}
	w.add("nudge", Item{Due: due, last: w.WaitEnds, Text: said(w.Ask), Path: w.Ask.Note.Path, Line: w.Ask.Line, Because: reasons})
}

// keep is the rhythm of the tie, where nothing else is going on.
func (w *person) keep() {
	r, ok := w.Rhythm()
	if !ok || w.asleep() || w.Quiet() || w.busy(r.Due) != "" {
		return
	}
	it := Item{Due: r.Due, most: r.Most.Sub(r.Due), Text: "every " + form.Spell(w.Cadence.Ideal)}
	if w.telling {
		it.Because = w.rhythmBecause(r)
	}
	if w.TouchLine != nil {
		it.Text += "; " + lastTime(w.TouchLine, w.Touch, w.today)
		if w.TouchLine.Note == w.Note {
			it.Line = w.TouchLine.Line
		}
	}
	w.add("keep", it)
}

func (w *person) rhythmBecause(r index.Rhythm) []Evidence {
	e := Evidence{Path: w.Path}
	from, line := "met ", w.AnchorLine()
	switch {
	case line == nil:
	case line == w.SkipLine:
		from, e = "skipped on ", at(line)
	case w.Cadence.Spoke:
		from, e = "last spoke ", at(line)
	default:
		from, e = "last touch ", at(line)
	}
	e.Text = from + form.FullDay(r.Anchor) + " + " + w.Cadence.Ideal.String()
	if r.Factor > 1 {
		e.Text += fmt.Sprintf(", × %.4g for %d lines without an answer, = %d days", r.Factor, w.Silent, r.Due.Sub(r.Anchor))
	}
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
	for i := range w.items {
		switch it := &w.items[i]; {
		case it.Kind == "step" && !it.Due.After(w.today):
			return "a step is open: " + it.Step
		case it.Kind == "next" && it.Due.After(w.today):
			return "the next time is set for " + form.Day(it.Due, w.today)
		}
	}
	for _, l := range w.Lines() {
		if w.isPlanned(l) && l.Class == parse.Sync && !l.When.To.Before(w.today) && abs(l.When.To.Sub(due)) <= planNear && w.settledBy(l) == nil {
			return "a meeting is planned for " + form.Day(l.When.To, w.today)
		}
	}
	return ""
}

func abs(n int) int { return max(n, -n) }

// compareItems is the order in one sentence: by band, the latest first, then by
// the due day; meetings by their time. Of one person, tier and name are the same.
func compareItems(a, b Item) int {
	return cmp.Or(cmp.Compare(a.row.band, b.row.band), cmp.Compare(b.ratio, a.ratio), a.Due.Compare(b.Due), cmp.Compare(a.minute(), b.minute()),
		strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
}

// minute is the time of a meeting, counted from midnight; what has no time comes
// last.
func (it *Item) minute() int {
	if minute, ok := parse.Minute(it.Time); ok {
		return minute
	}
	return 24 * 60
}

// lastTime says what the newest line was.
func lastTime(l *index.Line, on, today parse.Date) string {
	return "last " + string(l.Kind) + " " + form.Day(on, today)
}

func because(l *index.Line, text string) []Evidence {
	return []Evidence{{text, l.Note.Path, l.Line}}
}
