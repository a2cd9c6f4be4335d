package interviews

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/gaps"
)

// Days of the way to an interview.
const (
	askRests      = 28  // then an ask without an answer has rested
	askLeads      = 60  // an ask this long before a conversation led to it
	shownFor      = 365 // how long a finished interview is shown
	leastMinutes  = 10  // an ask for so long a time is one for a conversation
	quartersShown = 4
)

// The states of an interview, in their order; the last three leave the way.
const (
	stateWish        = "wish"
	stateAsked       = "asked"
	stateScheduled   = "scheduled"
	stateRescheduled = "rescheduled"
	stateHeld        = "held"
	stateThanked     = "thanked"
	stateConnected   = "connected"
	stateReported    = "reported-back"
	stateDeclined    = "declined"
	stateUnanswered  = "unanswered"
)

// Report is the way of every informational interview, read from the log:
// wish, asked, scheduled, held, thanked, connected, reported back.
type Report struct {
	Today    date.Date   `json:"today"`
	People   []Interview `json:"people"`
	Quarters []Quarter   `json:"quarters"` // the newest first
	More     int         `json:"more"`     // finished longer ago than a year
}

// asked is a contact on a day, who was or may be asked for an interview.
type asked struct{ *due.Contact }

// Interview is how far the interview with one person has come.
type Interview struct {
	Name         string    `json:"name"`
	Path         string    `json:"path"`
	Org          string    `json:"org,omitempty"`
	Role         string    `json:"role,omitempty"`
	State        string    `json:"state"`
	Asked        date.Date `json:"asked,omitzero"`
	Answered     date.Date `json:"answered,omitzero"`
	Declined     date.Date `json:"declined,omitzero"`
	Rescheduled  date.Date `json:"rescheduled,omitzero"` // the day on which it was moved, or from which
	Scheduled    date.Date `json:"scheduled,omitzero"`
	Held         date.Date `json:"held,omitzero"`
	Thanked      date.Date `json:"thanked,omitzero"`
	Connected    bool      `json:"connected"`
	ReportedBack date.Date `json:"reported_back,omitzero"`
	Minutes      int       `json:"minutes,omitempty"`
	Questions    int       `json:"questions"` // open ones in the note
	Next         string    `json:"next,omitempty"`
	By           date.Date `json:"by,omitzero"` // the day of what is next
	Line         int       `json:"line,omitempty"`

	heldLine *index.Line
	lastAsk  date.Date
	movedTo  date.Date // the new day that an answer named
	over     bool      // nothing is left to do, and that for long
}

// Quarter counts what was asked and held in three months.
type Quarter struct {
	Name       string `json:"quarter"` // 2026-Q3
	Asked      int    `json:"asked"`
	Answered   int    `json:"answered"`
	Declined   int    `json:"declined"`
	Unanswered int    `json:"unanswered"`
	Held       int    `json:"held"`
	Thanked    int    `json:"thanked"`
	OnTime     int    `json:"on_time"` // thanked no later than the next day
	Connected  int    `json:"connected"`
	Reported   int    `json:"reported_back"`

	early int // held so lately that the thank-you is not late yet
}

// Make reads every interview from the log; all also lists those that
// ended more than a year ago.
func Make(ix *index.Index, today date.Date, all bool) Report {
	r := Report{Today: today, People: []Interview{}, Quarters: []Quarter{}}
	quarters := map[string]*Quarter{}
	var g *gaps.Finder // worked out for the first wish
	for _, p := range ix.People() {
		if !ix.MayInterview(p) && txt.FoldName(p.Text("status")) != string(parse.Wish) {
			continue
		}
		w := &asked{due.Examine(ix, p, today)}
		if w.Status == parse.DoNotContact || w.Status == parse.Deceased {
			continue
		}
		rounds := w.rounds()
		for _, one := range rounds {
			one.tally(quarters, today)
		}
		if len(rounds) == 0 && w.Status == parse.Wish {
			if g == nil {
				g = gaps.New(ix, today)
			}
			rounds = []Interview{w.wish(g)}
		}
		if len(rounds) == 0 {
			continue
		}
		if last := rounds[len(rounds)-1]; all || !last.over {
			r.People = append(r.People, last)
		} else {
			r.More++
		}
	}
	slices.SortFunc(r.People, compareInterviews)
	for _, q := range quarters {
		r.Quarters = append(r.Quarters, *q)
	}
	slices.SortFunc(r.Quarters, func(a, b Quarter) int { return strings.Compare(b.Name, a.Name) })
	if !all {
		r.Quarters = r.Quarters[:min(len(r.Quarters), quartersShown)]
	}
	return r
}

// stage is the part of the way that a state belongs to.
func stage(state string) int {
	switch state {
	case stateThanked, stateConnected, stateReported:
		state = stateHeld
	}
	return slices.Index([]string{stateWish, stateAsked, stateScheduled, stateRescheduled, stateHeld, stateUnanswered, stateDeclined}, state)
}

func compareInterviews(a, b Interview) int {
	return cmp.Or(cmp.Compare(stage(a.State), stage(b.State)), compareBy(a, b), txt.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
}

// compareBy puts what is next first, and what has nothing next last, the
// newest of it first.
func compareBy(a, b Interview) int {
	if a.By.IsZero() || b.By.IsZero() {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), b.last().Compare(a.last()))
	}
	return a.By.Compare(b.By)
}

func (one Interview) rank() int {
	if one.By.IsZero() {
		return 1
	}
	return 0
}

// last is the newest day that is known of an interview.
func (one Interview) last() date.Date {
	var newest date.Date
	for _, d := range []date.Date{one.Asked, one.Declined, one.Scheduled, one.Held} {
		if d.After(newest) {
			newest = d
		}
	}
	return newest
}

// wish is somebody the user would like to talk to.
func (w *asked) wish(g *gaps.Finder) Interview {
	one := w.interview()
	one.State = stateWish
	if through := g.Through(g.Ties.Node(w.Person)); len(through) > 0 {
		one.Next = "path: " + through[0].Name
	}
	return one
}

func (w *asked) interview() Interview {
	one := Interview{Name: w.Name, Path: w.Path, Org: w.Plain("org"), Role: w.Plain("role")}
	for _, q := range w.Questions() {
		if !q.Asked {
			one.Questions++
		}
	}
	return one
}

// rounds reads the person's lines in their order. A round begins with an ask
// or a date, and ends where the interview is held or declined.
func (w *asked) rounds() []Interview {
	var rounds []Interview
	open := -1 // the round that goes on
	lines, since := w.inOrder(), date.Date{}
	begin := func(on date.Date) *Interview {
		if open < 0 {
			rounds = append(rounds, w.interview())
			open = len(rounds) - 1
			rounds[open].ledBy(lines, since, on)
		}
		return &rounds[open]
	}
	for _, d := range lines {
		l, on := d.Line, d.Day
		talk := l.Class == logline.Sync || l.Planned && l.Direction == logline.With
		switch {
		case l.Planned && talk && (w.IsInterview(l) || open >= 0):
			begin(on).plan(l, on)
		case l.Planned:
		case talk && (w.IsInterview(l) || open >= 0 && rounds[open].leadsTo(on)):
			begin(on).hold(l, on)
			open, since = -1, on
		case w.asksInterview(l):
			begin(on).ask(l, on)
		case open >= 0 && rounds[open].listen(l, on):
			open, since = -1, on
		}
	}
	for i := range rounds {
		w.finish(&rounds[i], i == len(rounds)-1)
	}
	return rounds
}

// ledBy finds the ask that led to a day or a conversation, though it did not
// say for what: the newest of the two months before, since the last round.
func (one *Interview) ledBy(lines []index.Dated, since, on date.Date) {
	for _, d := range lines {
		l := d.Line
		switch {
		case l.Planned || !l.Counted() || !d.Day.After(since) || !d.Day.Before(on) || on.Sub(d.Day) > askLeads:
		case l.Asks() && l.Class == logline.Async:
			one.Asked, one.lastAsk, one.Answered = d.Day, d.Day, date.Date{}
		case !one.Asked.IsZero() && one.Answered.IsZero() && l.Direction != logline.To:
			one.Answered = d.Day
		}
	}
}

// inOrder are the person's lines by day; plans stand on their own day.
func (w *asked) inOrder() []index.Dated {
	var lines []index.Dated
	for _, l := range w.Lines() {
		day := l.When.Day(w.Today)
		if l.Planned {
			day = l.When.To
		} else if day.After(w.Today) {
			continue
		}
		lines = append(lines, index.Dated{Line: l, Day: day})
	}
	slices.SortStableFunc(lines, func(a, b index.Dated) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(order(a.Line), order(b.Line)))
	})
	return lines
}

// order is that of the lines of one day: the ask, the plan, the conversation.
func order(l *index.Line) int {
	switch {
	case l.Asks():
		return 0
	case l.Planned:
		return 1
	case l.Class != logline.Sync:
		return 2
	}
	return 3
}

// asksInterview reports whether a line asks for an interview: it says so, it
// asks for some minutes, or it asks somebody the user wished to meet.
func (w *asked) asksInterview(l *index.Line) bool {
	if !l.Asks() || l.Planned || l.Class != logline.Async {
		return false
	}
	return w.IsInterview(l) || txt.FoldName(w.Text("status")) == string(parse.Wish) || l.Minutes >= leastMinutes || MinutesIn(l.Raw) >= leastMinutes
}

// MinutesIn finds a length of time such as "20 minutes" in a text.
func MinutesIn(s string) int {
	words := strings.FieldsFunc(txt.Fold(s), func(r rune) bool { return strings.ContainsRune(" \t,.;:!?()-", r) })
	for i, word := range words {
		n, unit := 0, strings.TrimLeft(word, "0123456789")
		if _, err := fmt.Sscanf(word, "%d", &n); err != nil || n > 600 {
			continue
		}
		if unit == "" && i+1 < len(words) {
			unit = words[i+1]
		}
		if unit == "min" || unit == "mins" || unit == "minute" || unit == "minutes" {
			return n
		}
	}
	return 0
}

func (one *Interview) ask(l *index.Line, on date.Date) {
	if one.Asked.IsZero() {
		one.Asked = on
	}
	one.lastAsk, one.Line = on, l.Line
}

// plan notes a day for the interview; a second one has moved it.
func (one *Interview) plan(l *index.Line, on date.Date) {
	if on.Before(one.movedTo) {
		return // the old day, which nobody took out of the note
	}
	if !one.Scheduled.IsZero() && on != one.Scheduled {
		one.Rescheduled = one.Scheduled
	}
	one.Scheduled, one.Minutes, one.Line = on, l.Minutes, l.Line
}

func (one *Interview) hold(l *index.Line, on date.Date) {
	one.Held, one.Minutes, one.Line, one.heldLine = on, l.Minutes, l.Line, l
}

// leadsTo reports whether a conversation on a day is what was asked for.
func (one *Interview) leadsTo(on date.Date) bool {
	return !one.Asked.IsZero() && on.Sub(one.lastAsk) <= askLeads || !one.Scheduled.IsZero() && !on.Before(one.Scheduled)
}

// listen takes in an answer; it reports whether the interview is declined.
func (one *Interview) listen(l *index.Line, on date.Date) bool {
	text := txt.Fold(l.Raw)
	if l.Counted() && l.Direction != logline.To && one.Answered.IsZero() {
		one.Answered = on
	}
	switch {
	case l.Direction == logline.To && l.Counted():
	case Says(text, DeclinedWords()):
		one.Declined, one.Line = on, l.Line
		return true
	case Says(text, movedWords()):
		one.Rescheduled = on
		if !one.Scheduled.After(on) {
			one.Scheduled = date.Date{} // the old day is gone
		}
		if to := movedTo(l, on); !to.IsZero() {
			one.Scheduled, one.movedTo = to, to
		}
	}
	return false
}

// movedTo is the new day that a line names: after an arrow, as a date, or as
// "the 22nd", which is the next one.
func movedTo(l *index.Line, on date.Date) date.Date {
	if !l.Next.IsZero() {
		return l.Next
	}
	for _, word := range strings.Fields(l.Text) {
		word = strings.Trim(word, ",.;:!?()")
		if day, ok := date.ParseDay(word); ok && day.After(on) {
			return day
		}
		number := strings.TrimRight(txt.Fold(word), "stndrh")
		n := 0
		if _, err := fmt.Sscanf(number, "%d", &n); err != nil || len(number) > 2 || len(word) != len(number)+2 {
			continue
		}
		for day := on.AddDays(1); on.AddDays(62).After(day); day = day.AddDays(1) {
			if int(day.Day) == n {
				return day
			}
		}
	}
	return date.Date{}
}

// DeclinedWords and movedWords are how a line says that nothing comes of it, or
// that it is put off.
func DeclinedWords() []string {
	return []string{"declined", "declines", "decline", "said no", "says no", "turned me down", "turned it down", "turned down", "unable to", "not able to", "not possible"}
}

func movedWords() []string {
	return []string{"rescheduled", "reschedule", "postponed", "postpone", "put off", "pushed back", "moved to", "moved it", "has to move", "another day", "another date", "new date"}
}

// Says reports whether a text holds one of some phrases as whole words.
func Says(text string, phrases []string) bool {
	words := " " + strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t,.;:!?()\"'", r) }), " ") + " "
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(words, " "+p+" ") })
}
