package index

import (
	"math"
	"slices"

	"netnotes/parse"
)

// Numbers of the clocks, in days.
const (
	exchangeDays = 60  // an answer later than this is a new beginning
	owedDays     = 45  // then a reply has expired
	waitDays     = 28  // then an ask has rested
	newDays      = 60  // how long somebody is new
	dormantDays  = 730 // then a tie sleeps
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

// Clocks are the facts about one person on one day.
type Clocks struct {
	Spoke      parse.Date // the newest conversation; met stands for it without a counted line
	SpokeLine  *Line      // nil where met stands for it
	SpokeAfter *Line      // of an exchange: the line that was answered
	Touch      parse.Date // the newest counted line
	TouchLine  *Line
	Met        parse.Date
	Skipped    parse.Date // the newest skip
	SkipLine   *Line
	Unanswered []*Line // lines to the person since the last word from them
	Owed       *Line   // what wants an answer from the user
	Ask        *Line   // the newest unanswered ask, however old
	Waiting    bool    // for an answer to Ask
	Warmth     Warmth
	Cadence    parse.Cadence
	Tier       string // as written; empty where the default stands
	Status     parse.Status
	Counted    []Dated // oldest first
	// Conversations are the days on which the user and the person talked,
	// oldest first.
	Conversations []parse.Date
}

// Dated is a line on its representative day.
type Dated struct {
	*Line
	Day parse.Date
}

// Answers reports whether the line closes what waits for the user: something
// to the person or a conversation.
func (d Dated) Answers() bool { return d.Class == parse.Sync || d.Direction != parse.From }

// Clocks works out a person's clocks on a day.
func (ix *Index) Clocks(p *Person, today parse.Date) Clocks {
	var c Clocks
	ix.SetClocks(&c, p, today)
	return c
}

// SetClocks is Clocks for one person after the other: the lists of c are filled
// again.
func (ix *Index) SetClocks(c *Clocks, p *Person, today parse.Date) {
	*c = Clocks{Tier: tierOf(p), Cadence: ix.cadence(p), Counted: c.Counted[:0], Conversations: c.Conversations[:0], Unanswered: c.Unanswered[:0]}
	if met := p.When("met"); !met.IsZero() && !met.From.After(today) {
		c.Met = met.Day(today)
	}
	c.Counted = slices.Grow(c.Counted, len(p.Lines()))
	for _, l := range p.Lines() {
		if l.Planned || !l.Counted() && l.Kind != parse.Skip {
			continue
		}
		day := l.When.Day(today)
		if day.After(today) {
			continue
		}
		if l.Counted() {
			c.Counted = append(c.Counted, Dated{l, day})
		} else if !day.Before(c.Skipped) {
			c.Skipped, c.SkipLine = day, l
		}
	}
	sortDated(c.Counted)
	c.talk()
	c.ask(today)
	c.Status = c.status(p)
	c.Warmth = c.warmth(today)
}

func sortDated(lines []Dated) {
	byDay := func(a, b Dated) int { return a.Day.Compare(b.Day) }
	if !slices.IsSortedFunc(lines, byDay) {
		slices.SortStableFunc(lines, byDay)
	}
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
			case d.Class == parse.Sync:
				spoke = d
			case d.Direction == parse.With:
				spoke, both = d, d
			case d.Direction == parse.To:
				to = d
			default:
				from = d
			}
			c.Touch, c.TouchLine = day, d.Line
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
	if len(c.Counted) == 0 {
		c.Spoke = c.Met
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

// ask finds what waits: for the user, or for the person. A line of the same
// day counts as the answer.
func (c *Clocks) ask(today parse.Date) {
	var heard, answered, asyncDay parse.Date
	for _, d := range c.Counted {
		if d.Class == parse.Sync || d.Direction != parse.To {
			heard = d.Day
		}
		if d.Answers() {
			answered = d.Day
		}
		if d.Class == parse.Async {
			asyncDay = d.Day
		}
	}
	for _, d := range c.Counted {
		if d.Day.After(heard) && d.Direction == parse.To {
			c.Unanswered = append(c.Unanswered, d.Line)
			if d.Asks() {
				c.Ask = d.Line
				c.Waiting = today.Sub(d.Day) <= waitDays
			}
		}
		if d.Day == asyncDay && d.Answerable() && d.Day.After(answered) && today.Sub(d.Day) <= owedDays {
			c.Owed = d.Line
		}
	}
}

// status is the status that is in force: wish and imported end with the first
// counted line, imported also with a tier.
func (c *Clocks) status(p *Person) parse.Status {
	status := parse.Status(parse.FoldName(p.Text("status")))
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

// warmth compares the time since the last conversation with the cadence.
func (c *Clocks) warmth(today parse.Date) Warmth {
	last := c.Spoke
	if last.IsZero() {
		last = c.Met
	}
	if last.IsZero() {
		return Latent
	}
	days := today.Sub(last)
	if days > dormantDays {
		return Dormant
	}
	first := c.Met
	if len(c.Conversations) > 0 && (first.IsZero() || c.Conversations[0].Before(first)) {
		first = c.Conversations[0]
	}
	if !first.IsZero() && today.Sub(first) <= newDays && len(c.Conversations) < 2 {
		return New
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
func (c *Clocks) Ratio() float64 {
	if c.Cadence.None {
		return parse.Duration{N: 6, Unit: parse.Month}.Days()
	}
	return c.Cadence.Ideal.Days()
}

func tierOf(p *Person) string {
	name, _ := parse.TierName(p.Text("tier"))
	return name
}

// cadence is the person's own, else that of the tier, else the default.
func (ix *Index) cadence(p *Person) parse.Cadence {
	if text := p.Text("cadence"); text != "" {
		if c, err := parse.ParseCadence(text); err == nil {
			return c
		}
	}
	tier := tierOf(p)
	if tier == "" {
		tier = ix.Settings.DefaultTier
	}
	return ix.Settings.Tiers[tier]
}

// Rhythm is when the next touch is due, and why.
type Rhythm struct {
	Anchor parse.Date // the touch, the skip, or met
	Due    parse.Date
	Most   parse.Date // from then on it is overdue
	Factor float64    // 1.5 to the power of the unanswered lines but one
}

// Rhythm works out when the cadence asks for a touch; ok is false where there
// is no anchor or no rhythm.
func (c *Clocks) Rhythm() (r Rhythm, ok bool) {
	r.Anchor = c.Touch
	if c.Touch.IsZero() {
		r.Anchor = c.Met
	}
	if c.Skipped.After(r.Anchor) {
		r.Anchor = c.Skipped
	}
	if r.Anchor.IsZero() || c.Cadence.None || c.Cadence.Ideal.IsZero() {
		return r, false
	}
	r.Factor = math.Pow(1.5, float64(min(max(len(c.Unanswered)-1, 0), MaxUnanswered)))
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

// stretch adds factor × d to the anchor. With factor 1 it is calendar addition;
// else the days of d from the anchor times the factor, rounded half up, and
// never above a year or d itself.
func stretch(anchor parse.Date, d parse.Duration, factor float64) parse.Date {
	end := d.After(anchor)
	if factor == 1 {
		return end
	}
	days := end.Sub(anchor)
	return anchor.AddDays(min(int(math.Floor(float64(days)*factor+0.5)), max(365, days)))
}
