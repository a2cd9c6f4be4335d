package index

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// Numbers of the clocks, in days.
const (
	exchangeDays = 60  // an answer later than this is a new beginning
	owedDays     = 45  // then a reply has expired
	waitDays     = 28  // then an ask has rested
	restDays     = 7   // how long the user waits on after the day an out-of-office note names
	bounceDays   = 7   // how long after a line its bounce may come
	newDays      = 60  // how long somebody is new
	DormantDays  = 730 // then a tie sleeps
	// MaxUnanswered is how many lines without an answer make a person quiet.
	MaxUnanswered = 4
)

// Warmth says in a word how a tie stands.
type Warmth string

// The warmths.
const (
	New     Warmth = "new"
	Warm    Warmth = "warm"
	Cooling Warmth = "cooling"
	Cold    Warmth = "cold"
	Dormant Warmth = "dormant"
	Latent  Warmth = "latent"
)

// Days are what the clocks of one person show on one day.
type Days struct {
	Spoke    date.Date // the later of Met and the newest conversation
	Touch    date.Date // the newest counted line
	Met      date.Date // zero where it is unknown, ahead, or of a wish
	Answered date.Date // the newest line to the person, or conversation
	Skipped  date.Date // the newest skip
	Silent   int       // how many lines to the person there are since the last word from them
	Warmth   Warmth
	Cadence  date.Cadence
	Tier     string // as written; empty where the default stands
	Status   parse.Status
	// Conversations are the days on which the user and the person talked,
	// oldest first.
	Conversations []date.Date
}

// Clocks are the facts about one person on one day: what the clocks show, and the
// lines by which they do.
type Clocks struct {
	Days
	// Standing are the person's lines but those that a bounce took back.
	Standing   []*Line
	Bounced    []Dated // those taken back
	SpokeLine  *Line   // nil where met stands for it
	SpokeAfter *Line   // of an exchange: the line that was answered
	TouchLine  *Line
	SkipLine   *Line
	Unanswered []*Line   // lines to the person since the last word from them
	Owed       *Line     // what wants an answer from the user
	Ask        *Line     // the newest unanswered ask, however old
	Rest       date.Date // until when an out-of-office note puts the answer off; zero where none does
	RestLine   *Line
	WaitEnds   date.Date // the last day of the wait for an answer to Ask
	Waiting    bool      // for an answer to Ask
	Counted    []Dated   // oldest first

	bounces, autos []Dated
}

// Dated is a line on its representative day.
type Dated struct {
	*Line
	Day date.Date
}

// Answers reports whether the line closes what waits for the user: something
// to the person or a conversation.
func (d Dated) Answers() bool { return d.Class == logline.Sync || d.Direction != logline.From }

// hears reports whether the line brings word from the person.
func (d Dated) hears() bool { return d.Class == logline.Sync || d.Direction != logline.To }

// Clocks works out a person's clocks on a day.
func (ix *Index) Clocks(p *Person, today date.Date) Clocks {
	var c Clocks
	ix.SetClocks(&c, p, today)
	return c
}

// SetClocks is Clocks for one person after the other: the lists of c are filled
// again, but for the conversations, which may be those that are kept.
func (ix *Index) SetClocks(c *Clocks, p *Person, today date.Date) {
	*c = Clocks{Days: Days{Tier: tierOf(p), Cadence: ix.cadence(p)}, Standing: p.Lines(), Counted: c.Counted[:0],
		Unanswered: c.Unanswered[:0], bounces: c.bounces[:0], autos: c.autos[:0]}
	c.Counted = slices.Grow(c.Counted, len(p.Lines()))
	for _, l := range p.Lines() {
		if l.Planned || l.Off {
			continue
		}
		day := l.When.Day(today)
		if day.After(today) {
			continue
		}
		switch {
		case l.Counted():
			c.Counted = append(c.Counted, Dated{l, day})
		case l.Kind == logline.Skip && !day.Before(c.Skipped):
			c.Skipped, c.SkipLine = day, l
		case l.Kind == logline.Bounce:
			c.bounces = append(c.bounces, Dated{l, day})
		case l.Kind == logline.Auto:
			c.autos = append(c.autos, Dated{l, day})
		}
	}
	sortDated(c.Counted)
	c.bounce()
	c.Status = c.status(p)
	if met := p.When("met"); c.Status != parse.Wish && !met.IsZero() && !met.From.After(today) {
		c.Met = met.Day(today)
	}
	c.talk()
	c.hear(p, today)
	c.wait(p, today)
	c.Warmth = c.warmth(today)
}

func sortDated(lines []Dated) {
	byDay := func(a, b Dated) int { return a.Day.Compare(b.Day) }
	if !slices.IsSortedFunc(lines, byDay) {
		slices.SortStableFunc(lines, byDay)
	}
}

// bounce takes back what did not arrive: for each bounce the newest line to the
// person of the week up to it, of one day an email first.
func (c *Clocks) bounce() {
	sortDated(c.bounces)
	for _, b := range c.bounces {
		at := -1
		for i, d := range c.Counted {
			if d.Class != logline.Async || d.Direction != logline.To || d.Day.After(b.Day) || b.Day.Sub(d.Day) > bounceDays {
				continue
			}
			if at < 0 || bouncesBefore(d, c.Counted[at]) {
				at = i
			}
		}
		if at < 0 {
			continue
		}
		c.Bounced = append(c.Bounced, c.Counted[at])
		c.Counted = slices.Delete(c.Counted, at, at+1)
	}
	if len(c.Bounced) > 0 {
		c.Standing = slices.DeleteFunc(slices.Clone(c.Standing), func(l *Line) bool {
			return slices.ContainsFunc(c.Bounced, func(d Dated) bool { return d.Line == l })
		})
	}
}

// bouncesBefore reports whether a rather than b is what a bounce is about.
func bouncesBefore(a, b Dated) bool {
	mail := func(d Dated) int {
		if d.Kind == logline.Email {
			return 0
		}
		return 1
	}
	return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(mail(a), mail(b)), strings.Compare(a.Raw, b.Raw)) < 0
}

// talk finds the conversations, day by day: the order of lines on one day does
// not matter.
func (c *Clocks) talk() {
	c.Conversations = slices.Grow(c.Conversations, len(c.Counted))
	var lastTo, lastFrom *Dated // of the newest day with async lines
	for i := 0; i < len(c.Counted); {
		day := c.Counted[i].Day
		var to, from, both, spoke, answered *Dated
		for ; i < len(c.Counted) && c.Counted[i].Day == day; i++ {
			d := &c.Counted[i]
			switch {
			case d.Class == logline.Sync:
				spoke = d
			case d.Direction == logline.With:
				spoke, both = d, d
			case d.Direction == logline.To:
				to = d
			default:
				from = d
			}
			if c.Touch, c.TouchLine = day, d.Line; d.Answers() {
				c.Answered = day
			}
		}
		if spoke == nil {
			spoke, answered = exchange(to, from, lastTo, lastFrom)
		}
		if to != nil || from != nil || both != nil {
			lastTo, lastFrom = to, from // an exchange within one line stands between
		}
		if spoke != nil {
			c.Spoke, c.SpokeLine, c.SpokeAfter = day, spoke.Line, nil
			if answered != nil {
				c.SpokeAfter = answered.Line
			}
			c.Conversations = append(c.Conversations, day)
		}
	}
	if c.Met.After(c.Spoke) {
		c.Spoke, c.SpokeLine, c.SpokeAfter = c.Met, nil, nil
	}
}

// exchange finds two lines of opposite direction that follow each other within
// exchangeDays: the later one and the one it answers.
func exchange(to, from, lastTo, lastFrom *Dated) (later, earlier *Dated) {
	near := func(a, b *Dated) bool { return a != nil && b != nil && a.Day.Sub(b.Day) <= exchangeDays }
	switch {
	case to != nil && from != nil:
		return from, to
	case near(from, lastTo):
		return from, lastTo
	case near(to, lastFrom):
		return to, lastFrom
	}
	return nil, nil
}

// hear finds what waits for the user. A line of the same day counts as the
// answer; what owes nothing hides nothing older.
func (c *Clocks) hear(p *Person, today date.Date) {
	for _, d := range slices.Backward(c.Counted) {
		if c.Owed != nil && d.Day.Before(c.Owed.When.Day(today)) || today.Sub(d.Day) > owedDays {
			return
		}
		if d.Answers() {
			c.Owed = nil // of the same day, if anything
			return
		}
		if c.Owed == nil && p.wantsAnswer(d.Line) {
			c.Owed = d.Line
		}
	}
}

// wantsAnswer reports whether a line from the person asks for an answer, in all
// that the notes tell of it.
func (p *Person) wantsAnswer(l *Line) bool {
	return l.Answerable() && !p.HasTag(l, "noreply") && !p.isClosing(l)
}

// isClosing reports whether a conversation ended with the line. Of several
// tellings those with words decide.
func (p *Person) isClosing(l *Line) bool {
	closed := false
	for _, t := range p.Tellings(l) {
		if t.Text == "" {
			continue
		}
		if !logline.IsClosing(t.Text) {
			return false
		}
		closed = true
	}
	return closed
}

// wait finds what the user waits for.
func (c *Clocks) wait(p *Person, today date.Date) {
	var heard, asked date.Date
	for _, d := range c.Counted {
		if d.hears() {
			heard = d.Day
		}
	}
	for _, d := range c.Counted {
		if !d.Day.After(heard) || d.hears() {
			continue
		}
		c.Unanswered, c.Silent = append(c.Unanswered, d.Line), c.Silent+1
		if d.Asks() || p.HasTag(d.Line, "asked") {
			c.Ask, asked = d.Line, d.Day
		}
	}
	if c.Ask == nil {
		return
	}
	for _, d := range c.autos {
		if until := d.Until; !d.Day.Before(asked) && until.After(c.Rest) {
			c.Rest, c.RestLine = until, d.Line
		}
	}
	c.WaitEnds = asked.AddDays(waitDays)
	if rested := c.Rest.AddDays(restDays); !c.Rest.IsZero() && rested.After(c.WaitEnds) {
		c.WaitEnds = rested
	}
	c.Waiting = !today.After(c.WaitEnds)
}

// Quiet reports whether so many lines had no answer that nothing more is asked
// for. A rhythm of conversations goes on.
func (c *Days) Quiet() bool { return !c.Cadence.Spoke && c.Silent >= MaxUnanswered }

// status is the status that is in force: wish and imported end with the first
// counted line, imported also with a tier.
func (c *Clocks) status(p *Person) parse.Status {
	status := parse.Status(txt.FoldName(p.Text("status")))
	switch status {
	case "", parse.Active:
		return parse.Active
	case "do not contact":
		return parse.DoNotContact
	case parse.Wish:
		if len(c.Counted) > 0 {
			return parse.Active
		}
	case parse.Imported:
		if len(c.Counted) > 0 || c.Tier != "" {
			return parse.Active
		}
	case parse.Paused, parse.Archived, parse.Deceased:
	default:
		return parse.Active
	}
	return status
}

// warmth compares the time since the user and the person spoke with the cadence.
func (c *Days) warmth(today date.Date) Warmth {
	if c.Spoke.IsZero() {
		return Latent
	}
	first := c.Met
	if len(c.Conversations) > 0 && (first.IsZero() || c.Conversations[0].Before(first)) {
		first = c.Conversations[0]
	}
	if today.Sub(first) <= newDays && len(c.Conversations) < 2 {
		return New
	}
	days := today.Sub(c.Spoke)
	if days > DormantDays {
		return Dormant
	}
	switch ratio := float64(days) / c.Ratio(); {
	case ratio <= 1:
		return Warm
	case ratio <= 2:
		return Cooling
	}
	return Cold
}

// Ratio is the cadence in days, for comparing; without a rhythm it is that of
// six months.
func (c *Days) Ratio() float64 {
	if c.Cadence.None {
		return date.Duration{N: 6, Unit: date.Month}.Days()
	}
	return c.Cadence.Ideal.Days()
}

func tierOf(p *Person) string {
	name, _ := parse.TierName(p.Text("tier"))
	return name
}

// cadence is the person's own, else that of the tier, else the default.
func (ix *Index) cadence(p *Person) date.Cadence {
	if text := p.Text("cadence"); text != "" {
		if c, err := date.ParseCadence(text); err == nil {
			return c
		}
	}
	tier := tierOf(p)
	if tier == "" {
		tier = ix.Settings.DefaultTier
	}
	return ix.Settings.Tiers[tier]
}

// Rhythm is when the next touch, or conversation, is due, and why.
type Rhythm struct {
	Anchor date.Date // the touch or the conversation, the skip, or met
	Due    date.Date
	Most   date.Date // from then on it is overdue
	Factor float64   // 1.5 to the power of the unanswered lines but one
}

// Rhythm works out when the cadence asks for a touch; ok is false where there
// is no anchor or no rhythm.
func (c *Days) Rhythm() (r Rhythm, ok bool) {
	r.Anchor, r.Factor = c.Touch, math.Pow(1.5, float64(min(max(c.Silent-1, 0), MaxUnanswered)))
	if c.Cadence.Spoke {
		r.Anchor, r.Factor = c.Spoke, 1
	}
	r.Anchor = date.Latest(date.Latest(r.Anchor, c.Met), c.Skipped)
	if r.Anchor.IsZero() || c.Cadence.None || c.Cadence.Ideal.IsZero() {
		return r, false
	}
	r.Due = stretch(r.Anchor, c.Cadence.Ideal, r.Factor)
	if c.Cadence.Most.IsZero() {
		r.Most = r.Anchor.AddDays(int(math.Floor(1.5*float64(r.Due.Sub(r.Anchor)) + 0.5)))
	} else {
		r.Most = stretch(r.Anchor, c.Cadence.Most, r.Factor)
	}
	if r.Most.Before(r.Due) {
		r.Most = r.Due
	}
	return r, true
}

// AnchorLine is the line of the rhythm's anchor; nil where it is met.
func (c *Clocks) AnchorLine() *Line {
	anchor, line := c.Touch, c.TouchLine
	if c.Cadence.Spoke {
		anchor, line = c.Spoke, c.SpokeLine
	}
	if c.Met.After(anchor) {
		anchor, line = c.Met, nil
	}
	if c.Skipped.After(anchor) {
		line = c.SkipLine
	}
	return line
}

// stretch adds factor × d to the anchor. With factor 1 it is calendar addition;
// else the days of d from the anchor times the factor, rounded half up, and
// never above a year or d itself.
func stretch(anchor date.Date, d date.Duration, factor float64) date.Date {
	end := d.After(anchor)
	if factor == 1 {
		return end
	}
	days := end.Sub(anchor)
	return anchor.AddDays(min(int(math.Floor(float64(days)*factor+0.5)), max(365, days)))
}
