package index

import (
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// Standing is how the tie with a person stands on a day on which nothing but
// open promises, the rhythm and a birthday may be asked for.
type Standing struct {
	Clocks   // without lines, but for the kind, the note and the place of TouchLine
	Open     []Promise
	Resting  date.Date // the end of the newest snooze that no touch ended
	Org      string
	Role     string
	Birthday parse.Birthday
	touch    Line
	entry    logline.Entry
}

// standRow is what is kept of a person, where it holds on a day; else nil.
func (ix *Index) standRow(p *Person, today date.Date) *facts.StandRow {
	if p.number >= len(ix.facts.Stands) {
		return nil
	}
	if r := &ix.facts.Stands[p.number]; r.Known && !today.Before(r.Since) {
		return r
	}
	return nil
}

// days are what the clocks show on a day on which the row holds.
func days(f *facts.Facts, r *facts.StandRow, today date.Date) Days {
	d := Days{Spoke: r.Spoke, Touch: r.Touch, Met: r.Met, Skipped: r.Skipped, Answered: r.Answered, Silent: int(r.Silent), Tier: f.Text(r.Tier), Status: parse.Status(f.Text(r.Status)),
		Cadence: date.Cadence{Ideal: r.Ideal.Duration(), Most: r.Most.Duration(), None: r.None, Spoke: r.BySpoke}, Conversations: parse.Within(f.Talks, r.Talks)}
	d.Warmth = d.warmth(today)
	return d
}

// Days are what a person's clocks show on a day. It takes no look at their lines
// where it is kept what follows from them.
func (ix *Index) Days(p *Person, today date.Date) Days {
	if r := ix.standRow(p, today); r != nil {
		return days(ix.facts, r, today)
	}
	return ix.Clocks(p, today).Days
}

// calmRow is what is kept of a person who is calm on a day; else nil.
func (ix *Index) calmRow(p *Person, today date.Date) *facts.StandRow {
	if r := ix.standRow(p, today); r != nil && today.After(r.Calm) {
		return r
	}
	return nil
}

// Calm reports whether it is known, without a look at a person's lines, that on a
// day they ask for nothing but open promises and the rhythm.
func (ix *Index) Calm(p *Person, today date.Date) bool { return ix.calmRow(p, today) != nil }

// Standing sets s to how the tie with a person stands, without a look at their
// lines. ok is false where that takes one.
func (ix *Index) Standing(s *Standing, p *Person, today date.Date) (ok bool) {
	f, r := ix.facts, ix.calmRow(p, today)
	if r == nil {
		return false
	}
	s.Clocks = Clocks{Days: days(f, r, today)}
	if r.Line > 0 {
		s.entry = logline.Entry{Kind: logline.Kind(f.Text(r.Kind)), Line: int(r.Line)}
		s.touch = Line{Entry: &s.entry, Note: ix.notes[r.Note]}
		s.TouchLine = &s.touch
	}
	s.Resting, s.Birthday, s.Org, s.Role = r.Resting, r.Birthday, f.Text(r.Org), f.Text(r.Role)
	s.Open = s.Open[:0]
	for _, o := range parse.Within(f.Open, r.Open) {
		s.Open = append(s.Open, Promise{f.Promise(&o), ix.notes[o.Note]})
	}
	return true
}

// stood is how the tie with a person was found to stand.
type stood struct {
	row facts.StandRow
	*Clocks
	Numbers
	open []Promise
}

// stand finds out how the tie with a person stands.
func (ix *Index) stand(p *Person) (s stood) {
	r, met := &s.row, p.When("met")
	r.Since = met.To
	for _, l := range p.Lines() {
		if !l.Planned && l.When.To.After(r.Since) {
			r.Since = l.When.To
		}
	}
	c := ix.Clocks(p, r.Since)
	r.Spoke, r.Touch, r.Met, r.Skipped, r.Answered, r.Resting = c.Spoke, c.Touch, c.Met, c.Skipped, c.Answered, ix.Snoozed(p, &c, r.Since).Until
	r.Silent = uint32(c.Silent)
	r.Ideal, r.Most, r.None, r.BySpoke = facts.SpanOf(c.Cadence.Ideal), facts.SpanOf(c.Cadence.Most), c.Cadence.None, c.Cadence.Spoke
	if b, ok := parse.ParseBirthday(p.Text("birthday")); ok {
		r.Birthday = b
	}
	r.Calm, r.Interview, r.Known = ix.calm(p, &c, met), p.mayInterview(), true
	for _, promise := range p.Promises() {
		if promise.State == task.Open {
			s.open = append(s.open, promise)
		}
	}
	s.Numbers = p.numbers(&c)
	s.Clocks = &Clocks{Days: Days{Tier: c.Tier, Status: c.Status, Conversations: c.Conversations}, TouchLine: c.TouchLine}
	return s
}

// Days for which something that a line starts is shown at most.
const (
	shownDays   = 30
	newsNotice  = 3
	aroundEvent = 30 // a meeting may stand so near to its event at most
)

// calm is the last day on which a person's lines may ask for anything but the
// rhythm, or keep it back.
func (ix *Index) calm(p *Person, c *Clocks, met date.When) (last date.Date) {
	until := func(d date.Date) {
		if d.After(last) {
			last = d
		}
	}
	until(c.WaitEnds)
	if c.Owed != nil {
		until(c.Owed.When.To.AddDays(owedDays))
	}
	if !met.IsZero() {
		until(longest(met.To, ix.Settings.AfterEvent, ix.Settings.AfterMeeting))
	}
	if place := ix.Place(p.Text("met_at")); place != nil { // a meeting there starts the steps, whichever line tells of it
		if e := ix.EventOf(place); e != nil {
			until(longest(e.End.AddDays(aroundEvent), ix.Settings.AfterEvent))
		}
	}
	for _, l := range p.Lines() {
		next := func(t *Line) {
			if !t.Next.IsZero() && t.Kind != logline.Snooze {
				until(t.Next.AddDays(shownDays))
			}
		}
		next(l)
		for _, t := range p.Twins(l) {
			next(t)
		}
		switch {
		case l.Planned:
			until(l.When.To.AddDays(shownDays))
		case l.Kind == logline.News:
			until(l.When.To.AddDays(newsNotice + shownDays))
		}
		if l.Class == logline.Sync && (strings.Contains(txt.Fold(l.Raw), "interview") || p.HasTag(l, "interview")) {
			until(longest(l.When.To, ix.Settings.AfterTalk))
		}
	}
	for _, b := range p.MetBullets() {
		until(longest(b.Meeting.When.To, ix.Settings.AfterEvent))
	}
	return last
}

// longest is the last day of the steps of sequences that start on a day.
func longest(start date.Date, sequences ...[]folder.Step) (last date.Date) {
	for _, step := range slices.Concat(sequences...) {
		if day := step.Expires.After(start); day.After(last) {
			last = day
		}
	}
	return last
}

// Numbers are what the notes tell of a person, in numbers.
type Numbers struct {
	Touches  []facts.Touch      // of each of Clocks.Counted one, in its place
	Promised []facts.PromiseRow // kept and open
	Bullets  []date.Date        // on which bullets under events' "## Met" say that they were met
}

// numbers are those of a person whose clocks are known.
func (p *Person) numbers(c *Clocks) (n Numbers) {
	n.Touches = make([]facts.Touch, len(c.Counted))
	for i, d := range c.Counted {
		var names []string
		if d.Class == logline.Sync || d.Direction == logline.With {
			names = append(d.Others(p), p.Name)
		}
		n.Touches[i] = facts.TouchOf(d.Entry, d.Day, names)
	}
	for _, promise := range p.Promises() {
		switch row := (facts.PromiseRow{Due: promise.Day(), Theirs: promise.Theirs}); promise.State {
		case task.Open:
			row.Open = true
			n.Promised = append(n.Promised, row)
		case task.Done:
			row.Kept = promise.KeptOn()
			n.Promised = append(n.Promised, row)
		}
	}
	for _, b := range p.MetBullets() {
		if l := b.Meeting; l.When.IsDay() && !l.Planned && !l.Off {
			n.Bullets = append(n.Bullets, l.When.From)
		}
	}
	return n
}

// Numbers are a person's days with what the notes tell of them in numbers. It takes
// no look at their lines where that is kept.
func (ix *Index) Numbers(p *Person, today date.Date) (Days, Numbers) {
	if f, r := ix.facts, ix.standRow(p, today); r != nil {
		return days(f, r, today), Numbers{parse.Within(f.Touches, r.Touches), parse.Within(f.Promised, r.Promised), parse.Within(f.Talks, r.Bullets)}
	}
	c := ix.Clocks(p, today)
	return c.Days, p.numbers(&c)
}

// MayInterview reports whether any of a person's lines may tell of an interview or
// ask for one. It takes no look at the lines where that is kept.
func (ix *Index) MayInterview(p *Person) bool {
	if p.number < len(ix.facts.Stands) && ix.facts.Stands[p.number].Known {
		return ix.facts.Stands[p.number].Interview
	}
	return p.mayInterview()
}

func (p *Person) mayInterview() bool {
	for _, l := range p.Lines() {
		said := txt.Fold(l.Raw)
		if strings.Contains(said, "interview") || l.Asks() && (l.Minutes > 0 || strings.Contains(said, "min")) || p.HasTag(l, "interview") {
			return true
		}
	}
	return false
}

// Snooze is a rest that is asked for.
type Snooze struct {
	Until date.Date // also a day that is over
	Line  *Line     // nil where the front matter says so, or nothing does
}

// Snoozed is the newest snooze that no touch ended.
func (ix *Index) Snoozed(p *Person, c *Clocks, today date.Date) (s Snooze) {
	var newest date.Date
	for _, l := range c.Standing {
		if l.Kind != logline.Snooze || l.Next.IsZero() || l.Planned {
			continue
		}
		set := l.When.Day(today)
		if set.After(today) || set.Before(newest) || set == newest && l.Next.Before(s.Until) {
			continue
		}
		newest, s = set, Snooze{l.Next, l}
	}
	if c.Touch.After(newest) { // a touch of a later day ends it
		s = Snooze{}
	}
	// A snooze in the front matter has no day of its own, so no touch ends it.
	if until := p.When("snooze"); until.To.After(s.Until) {
		s = Snooze{until.To, nil}
	}
	return s
}

// settle adds to facts how the tie with every contact stands of whom that is not
// known.
func (ix *Index) settle(f *facts.Facts) {
	people := ix.People()
	found := make([]stood, len(people))
	parallel.Each(len(people), parallel.Batch, func(start, end int) {
		for i, p := range people[start:end] {
			if p.number >= len(f.Stands) || !f.Stands[p.number].Known {
				found[start+i] = ix.stand(p)
			}
		}
	})
	was := f.Rows
	f.Stands, f.Talks, f.Touches, f.Open, f.Promised = make([]facts.StandRow, len(f.Notes)), nil, nil, nil, nil
	for i, p := range people {
		if found[i].Clocks == nil {
			f.Stands[p.number] = f.Carry(was.Stands[p.number], &was)
		} else {
			f.Stands[p.number] = ix.enter(f, p, &found[i])
		}
	}
}

// enter keeps how the tie with a person was found to stand.
func (ix *Index) enter(f *facts.Facts, p *Person, s *stood) facts.StandRow {
	row := s.row
	row.Tier, row.Status, row.Org, row.Role = f.Add(s.Tier), f.Add(string(s.Status)), f.Add(p.Plain("org")), f.Add(p.Plain("role"))
	if l := s.TouchLine; l != nil {
		row.Kind, row.Note, row.Line = f.Add(string(l.Kind)), uint32(l.Note.Number()), uint32(l.Line)
	}
	var open []facts.OpenRow
	for _, o := range s.open {
		open = append(open, facts.OpenRow{Text: f.Add(o.Text), Note: uint32(o.Note.Number()), Line: uint32(o.Line), Due: o.Due, Start: o.Start, Under: o.Under, Theirs: o.Theirs})
	}
	row.Talks, row.Bullets, row.Touches = facts.Join(&f.Talks, s.Conversations), facts.Join(&f.Talks, s.Bullets), facts.Join(&f.Touches, s.Touches)
	row.Promised, row.Open = facts.Join(&f.Promised, s.Promised), facts.Join(&f.Open, open)
	return row
}

// numberOf is the number of a note of the folder, of whichever reading it is.
func (ix *Index) numberOf(n *parse.Note) uint32 {
	i, _ := ix.numberAt(n.Path)
	return uint32(i)
}
