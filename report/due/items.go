package due

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Item is one thing that waits for the user. The same shape is used wherever
// an item is shown.
type Item struct {
	Name      string          `json:"name,omitempty"` // only where items of several people stand together
	Path      string          `json:"path"`
	Kind      string          `json:"kind"`               // see itemKinds
	Step      string          `json:"step,omitempty"`     // thanks, connect, share or report-back
	Sequence  string          `json:"sequence,omitempty"` // after-event, after-meeting or after-interview
	Since     date.Date       `json:"since,omitzero"`     // of a step: the day that started the sequence
	Status    string          `json:"status"`
	Due       date.Date       `json:"due"`
	From      date.Date       `json:"from,omitzero"` // where a snooze ended: the day from which Late is counted
	Late      int             `json:"late"`          // days after the due day, or after From
	Time      string          `json:"time,omitempty"`
	Place     string          `json:"place,omitempty"`
	Questions *int            `json:"questions,omitempty"` // open ones, of a meeting with a person
	Text      string          `json:"text,omitempty"`
	Line      int             `json:"line,omitempty"`
	Because   []form.Evidence `json:"-"`

	row    *Kind
	shown  date.Date // from this day on
	last   date.Date // until this day; zero: without end
	most   int       // of keep: the days late until it is overdue
	ratio  float64   // lateness for the order
	event  string    // of a step: the event after which it comes; of a meeting: its line
	block  string    // what the items of a block share; empty for others
	with   []string  // of a meeting: who takes part besides the person
	folded string    // Name, for the order
	whose  string    // the path of the note of whom Name names
}

// Row is the item's row of the table of kinds.
func (it Item) Row() *Kind { return it.row }

// After is the path of the event after which a step comes; empty for others.
func (it Item) After() string { return it.event }

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
	FewQuestions  = 3
	ManyQuestions = 5
)

// Lines are those of the person that no bounce took back.
func (w *Contact) Lines() []*index.Line { return w.Standing }

// Look is the same for one person after the other: what was worked out before is
// overwritten.
func (w *Contact) Look(ix *index.Index, p *index.Person, today date.Date) {
	w.begin(ix, p, today)
	ix.SetClocks(&w.Clocks, p, today)
	snoozed := ix.Snoozed(p, &w.Clocks, today)
	w.Resting, w.snooze, w.open, w.birth = snoozed.Until, snoozed.Line, p.Promises(), p.Text("birthday")
	if b, ok := parse.ParseBirthday(w.birth); ok {
		w.born = b
	}
}

func (w *Contact) begin(ix *index.Index, p *index.Person, today date.Date) {
	*w = Contact{Index: ix, Today: today, Person: p, Clocks: w.Clocks, Kinds: w.Kinds, Items: w.Items[:0], known: w.known, telling: w.telling}
	if w.Kinds == nil {
		w.Kinds = Kinds()
	}
}

// glance is examine for a list of what is due now or soon: their lines are looked
// at only where they may matter.
func (w *Contact) glance(ix *index.Index, p *index.Person, today date.Date) {
	if !ix.Standing(&w.known, p, today) {
		w.examine(ix, p, today)
		return
	}
	w.begin(ix, p, today)
	w.calm = true
	w.Clocks, w.open, w.Resting, w.born = w.known.Clocks, w.known.Open, w.known.Resting, w.known.Birthday
	w.find()
}

// examine is to examine what look is to look.
func (w *Contact) examine(ix *index.Index, p *index.Person, today date.Date) {
	w.Look(ix, p, today)
	w.find()
}

// find works out the items.
func (w *Contact) find() {
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
	slices.SortStableFunc(w.Items, compareItems)
}

// add finishes an item and keeps it, if it is still and may be asked for. Its
// status follows from its days.
func (w *Contact) add(name string, it Item) {
	it.row = w.Kinds.Named(name)
	if it.Kind = it.row.kind; it.Kind == "step" {
		it.Step = name
	}
	if !it.row.Allowed(w.Status) || it.row.awake && w.asleep() {
		return // why says so once, for all
	}
	if it.row.expires > 0 {
		it.last = it.Due.AddDays(it.row.expires)
	}
	if !it.last.IsZero() && w.Today.After(it.last) {
		w.withhold(it.Path, it.Line, func() string { return it.row.Word() + ": gone after " + form.Day(it.last, w.Today) })
		return
	}
	it.shown = date.Latest(it.shown, it.row.shown.from(it.Due, &w.Index.Settings))
	base := it.Due
	if it.row.Rests() && w.Resting.After(base) && !w.Resting.After(w.Today) {
		base, it.From = w.Resting, w.Resting
		it.Because = append(it.Because, form.Evidence{Text: "counted from " + form.FullDay(w.Resting) + ", when the snooze ended"})
	}
	it.Late = max(0, w.Today.Sub(base))
	it.ratio = float64(it.Late)
	if name == "keep" {
		it.ratio /= w.Ratio()
	}
	if it.Path == "" {
		it.Path = w.Path
	}
	switch {
	case it.row.Band == bandPlanned:
		it.Status = Planned
	case it.shown.After(w.Today):
		it.Status = Upcoming
	case it.Late > it.most:
		it.Status = Overdue
	default:
		it.Status = DueNow
	}
	if it.row.Rests() && w.Resting.After(w.Today) {
		it.Status = Snoozed
		it.Because = append(it.Because, form.Evidence{Text: "snoozed until " + form.FullDay(w.Resting)})
	}
	w.Items = append(w.Items, it)
}

// withhold notes why something is not asked for, with the line it comes from.
func (w *Contact) withhold(path string, line int, text func() string) {
	if w.telling {
		w.not = append(w.not, form.Reason(text(), path, line))
	}
}

// settled notes that a line has closed something.
func (w *Contact) settled(what string, by *index.Line, how string) {
	w.withhold(by.Note.Path, by.Line, func() string { return what + ": " + how + " " + w.lineText(by) })
}

func (w *Contact) promises() {
	for _, p := range w.open {
		w.promise(p)
	}
}

// promise is the item of an open task with a day; "theirs" where it is promised
// to the user.
func (w *Contact) promise(p index.Promise) {
	due := p.Day()
	if p.State != task.Open || due.IsZero() {
		return
	}
	name, it := "promise", Item{Due: due, shown: p.Start, Text: p.Text, Path: p.Note.Path, Line: p.Line}
	if p.Theirs {
		name = "theirs"
	}
	if w.telling {
		it.Because = []form.Evidence{form.Reason(w.promiseBecause(p, due), p.Note.Path, p.Line)}
	}
	w.add(name, it)
}

func (w *Contact) promiseBecause(p index.Promise, due date.Date) string {
	why := "open task"
	if p.Theirs {
		why = "open task, theirs"
	}
	switch {
	case !p.Due.IsZero():
		return why
	case due == p.Start:
		return "open task, from " + form.Day(p.Start, w.Today) + " on"
	}
	return why + fmt.Sprintf(", %d days after %s", task.PromiseAfter, form.Day(p.Under, w.Today))
}

func (w *Contact) reply() {
	if w.Owed == nil {
		return
	}
	got := w.Owed.When.Day(w.Today)
	w.add("reply", Item{Due: got.AddDays(ReplyAfter), Text: form.Said(w.Owed), Path: w.Owed.Note.Path, Line: w.Owed.Line,
		Because: because(w.Owed, fmt.Sprintf("%s + %d days, no line to them since", w.lineText(w.Owed), ReplyAfter))})
}

// next finds the newest "->" and shows it until something answers it.
func (w *Contact) next() {
	var newest date.Date
	var found []*index.Line
	consider := func(l *index.Line) {
		set := l.When.Day(w.Today)
		if l.Next.IsZero() || l.Kind == logline.Snooze || l.Planned || set.After(w.Today) || set.Before(newest) {
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
		if done := w.firstAnswer(date.Latest(newest.AddDays(1), l.Next.AddDays(-nextBefore))); done != nil {
			w.settled("next of "+form.Day(l.Next, w.Today), done.Line, "closed by")
			continue
		}
		text := l.NextReason
		if text == "" {
			text = "next after: " + form.Said(l)
		}
		w.add("next", Item{Due: l.Next, Text: text, Path: l.Note.Path, Line: l.Line, Because: because(l, "the line of "+form.FullDay(newest)+" says so")})
	}
}

// asleep reports whether nothing but the user's own lines asks for the person.
func (w *Contact) asleep() bool { return w.Warmth == index.Dormant || w.Warmth == index.Latent }

// firstAnswer is the first line to the person, or conversation, from a day on; nil
// where there is none.
func (w *Contact) firstAnswer(from date.Date) *index.Dated {
	i := slices.IndexFunc(w.Counted, func(d index.Dated) bool { return d.Answers() && !d.Day.Before(from) })
	if i < 0 {
		return nil
	}
	return &w.Counted[i]
}

func (w *Contact) occasions() {
	for _, l := range w.Lines() {
		heard := l.When.Day(w.Today)
		if l.Kind != logline.News || l.Planned || heard.After(w.Today) {
			continue
		}
		done := w.firstAnswer(heard)
		if i := slices.IndexFunc(w.Counted, func(d index.Dated) bool {
			return d.Kind == logline.Congrats && d.Direction != logline.From && heard.Sub(d.Day) <= congratsBefore
		}); done == nil && i >= 0 {
			done = &w.Counted[i]
		}
		if done != nil {
			if w.Today.Sub(heard) <= recent {
				w.settled("occasion of "+form.Day(heard, w.Today), done.Line, "closed by")
			}
			continue
		}
		w.add("occasion", Item{Due: heard.AddDays(newsAfter), Text: form.Said(l), Path: l.Note.Path, Line: l.Line,
			Because: because(l, fmt.Sprintf("their news of %s + %d days", form.FullDay(heard), newsAfter))})
	}
	if w.born != (parse.Birthday{}) && w.Index.Settings.Birthdays {
		w.birthday(w.born)
	}
}

// birthday shows the last birthday while it can still be wished for, else the
// next one.
func (w *Contact) birthday(b parse.Birthday) {
	expires := w.Kinds.Named("birthday").expires
	for year := w.Today.Year - 1; year <= w.Today.Year+1; year++ {
		day := date.Date{Year: 2000, Month: b.Month, Day: b.Day}.InYear(int(year))
		if w.Today.Sub(day) > expires || !w.Answered.Before(day.AddDays(-birthdayBefore)) {
			continue
		}
		text := "birthday"
		if b.Year > 0 && year > b.Year {
			text = fmt.Sprintf("birthday, %d years", year-b.Year)
		}
		w.add("birthday", Item{Due: day, Text: text, Because: []form.Evidence{{Text: "birthday " + w.birth, Path: w.Path}}})
		return
	}
}

// nudge reminds of an unanswered ask, twice at most. An out-of-office note puts it
// off.
func (w *Contact) nudge() {
	if w.Ask == nil {
		return
	}
	asked := w.Ask.When.Day(w.Today)
	due, twice := date.Latest(asked.AddDays(nudgeFirst), w.Rest), false
	for _, l := range w.Unanswered {
		if on := l.When.Day(w.Today); on.After(asked) {
			due = date.Latest(asked.AddDays(nudgeSecond), w.Rest)
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
	reasons := because(w.Ask, fmt.Sprintf("you asked on %s, no answer yet", form.Day(asked, w.Today)))
	if w.RestLine != nil && due == w.Rest {
		reasons = append(reasons, because(w.RestLine, "rested until the day that "+w.lineText(w.RestLine)+" names")...)
	}
	w.add("nudge", Item{Due: due, last: w.WaitEnds, Text: form.Said(w.Ask), Path: w.Ask.Note.Path, Line: w.Ask.Line, Because: reasons})
}

// keep is the rhythm of the tie, where nothing else is going on.
func (w *Contact) keep() {
	r, ok := w.Rhythm()
	if !ok || w.asleep() || w.Quiet() || w.busy(r.Due) != "" {
		return
	}
	it := Item{Due: r.Due, most: r.Most.Sub(r.Due), Text: "every " + form.Spell(w.Cadence.Ideal)}
	if w.telling {
		it.Because = w.rhythmBecause(r)
	}
	if w.TouchLine != nil {
		it.Text += "; " + lastTime(w.TouchLine, w.Touch, w.Today)
		if w.TouchLine.Note == w.Note {
			it.Line = w.TouchLine.Line
		}
	}
	w.add("keep", it)
}

func (w *Contact) rhythmBecause(r index.Rhythm) []form.Evidence {
	e := form.Evidence{Path: w.Path}
	from, line := "met ", w.AnchorLine()
	switch {
	case line == nil:
	case line == w.SkipLine:
		from, e = "skipped on ", form.At(line)
	case w.Cadence.Spoke:
		from, e = "last spoke ", form.At(line)
	default:
		from, e = "last touch ", form.At(line)
	}
	e.Text = from + form.FullDay(r.Anchor) + " + " + w.Cadence.Ideal.String()
	if r.Factor > 1 {
		e.Text += fmt.Sprintf(", × %.4g for %d lines without an answer, = %d days", r.Factor, w.Silent, r.Due.Sub(r.Anchor))
	}
	return []form.Evidence{e}
}

// busy says what stands in for a touch of the rhythm.
func (w *Contact) busy(due date.Date) string {
	switch {
	case w.Owed != nil:
		return "a reply is owed"
	case w.Waiting:
		return "you wait for an answer"
	}
	for i := range w.Items {
		switch it := &w.Items[i]; {
		case it.Kind == "step" && !it.Due.After(w.Today):
			return "a step is open: " + it.Step
		case it.Kind == "next" && it.Due.After(w.Today):
			return "the next time is set for " + form.Day(it.Due, w.Today)
		}
	}
	for _, l := range w.Lines() {
		if w.isPlanned(l) && l.Class == logline.Sync && !l.When.To.Before(w.Today) && abs(l.When.To.Sub(due)) <= planNear && w.settledBy(l) == nil {
			return "a meeting is planned for " + form.Day(l.When.To, w.Today)
		}
	}
	return ""
}

func abs(n int) int { return max(n, -n) }

// compareItems is the order in one sentence: by band, the latest first, then by
// the due day; meetings by their time. Of one person, tier and name are the same.
func compareItems(a, b Item) int {
	return cmp.Or(cmp.Compare(a.row.Band, b.row.Band), cmp.Compare(b.ratio, a.ratio), a.Due.Compare(b.Due), cmp.Compare(a.minute(), b.minute()),
		strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line))
}

// minute is the time of a meeting, counted from midnight; what has no time comes
// last.
func (it *Item) minute() int {
	if minute, ok := date.Minute(it.Time); ok {
		return minute
	}
	return 24 * 60
}

// lastTime says what the newest line was.
func lastTime(l *index.Line, on, today date.Date) string {
	return "last " + string(l.Kind) + " " + form.Day(on, today)
}

func because(l *index.Line, text string) []form.Evidence {
	return []form.Evidence{form.Reason(text, l.Note.Path, l.Line)}
}

// IsShown reports whether an item is due.
func (it Item) IsShown() bool { return it.Status == DueNow || it.Status == Overdue }

// Same reports whether two items are one, before a change and after it. Of a
// step there is one of each name, however the meeting is called from now on.
func (it Item) Same(other Item) bool {
	return it.Kind == other.Kind && it.Step == other.Step && (it.Step != "" || it.Due == other.Due && it.Text == other.Text)
}

// Settled says what is no longer due.
func (it Item) Settled(name string) string {
	if it.Kind == "promise" {
		return fmt.Sprintf("promise %q", txt.PlainText(it.Text))
	}
	return fmt.Sprintf(it.Row().Closed, name)
}

// StillOpen says what stays due, and how to close it.
func (it Item) StillOpen(name string) string {
	if it.Row().tick == TickLine {
		return it.Settled(name)
	}
	return it.Settled(name) + " (" + txt.Command("done", name) + ")"
}
