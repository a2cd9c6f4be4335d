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

// Days of the steps of a sequence, after what started it.
const (
	gaveAfter   = 7  // something given counts as shared from then on
	spokeAfter  = 14 // a conversation does from then on
	reportAfter = 45
	nearEvent   = 3 // days before and after an event that still belong to it
)

// start is what starts a sequence.
type start struct {
	sequence string // after-event, after-meeting or after-interview
	rank     int    // of sequences that start on one day: the lower one stands
	day      parse.Date
	line     *index.Line // nil where met stands for it
	also     *index.Line // the same meeting again, dated on another day
	event    string
	steps    []index.Step
}

// isOwn reports whether a line is what started the sequence.
func (s *start) isOwn(l *index.Line) bool { return l != nil && (l == s.line || l == s.also) }

// after names what started the sequence.
func (s *start) after() string {
	switch s.sequence {
	case "after-interview":
		return "the interview"
	case "after-event":
		return s.event
	}
	return "you met"
}

// place is where the notes tell of the start.
func (s *start) place(p *index.Person) (path string, line int) {
	if s.line != nil {
		return s.line.Note.Path, s.line.Line
	}
	return p.Path, 0
}

// steps adds the steps of the sequences that were started. Of each name there is
// one: that of the latest start.
func (w *person) steps() {
	type stepOf struct {
		name string
		of   *start
	}
	var given []stepOf
	starts := w.starts()
	for i := range starts {
		s := &starts[i]
		for _, step := range s.steps {
			at := slices.IndexFunc(given, func(g stepOf) bool { return g.name == step.Name })
			if at < 0 {
				given = append(given, stepOf{step.Name, s})
				w.step(s, step)
				continue
			}
			if by := given[at].of; by != s && w.today.Sub(step.Expires.After(s.day)) <= recent {
				path, line := s.place(w.Person)
				w.withhold(path, line, func() string {
					return fmt.Sprintf("%s after %s: that after %s, of %s, took its place", step.Name, s.after(), by.after(), form.Day(by.day, w.today))
				})
			}
		}
	}
}

// starts are what started each sequence, the latest first.
func (w *person) starts() []start {
	var out []start
	if events := w.eventStarts(); len(events) > 0 {
		latest := slices.MaxFunc(events, func(a, b start) int { return a.day.Compare(b.day) })
		latest.steps = w.ix.Settings.AfterEvent
		if len(w.Counted) > 0 && w.Counted[0].Day.Before(latest.day) { // known already
			latest.steps = slices.DeleteFunc(slices.Clone(latest.steps), func(s index.Step) bool { return s.Name != "thanks" })
		}
		out = append(out, latest)
	}
	if s, ok := w.meetingStart(); ok {
		out = append(out, s)
	}
	if s, ok := w.interviewStart(out); ok {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b start) int { return cmp.Or(b.day.Compare(a.day), cmp.Compare(a.rank, b.rank)) })
	return out
}

// metOn is the day of met, where it is one and not ahead.
func (w *person) metOn() parse.Date {
	if met := w.When("met"); met.IsDay() && !met.From.After(w.today) {
		return met.From
	}
	return parse.Date{}
}

// metElsewhere reports whether met_how says that the person was met where nobody
// sends thanks for it.
func (w *person) metElsewhere() bool {
	switch parse.FoldName(w.Text("met_how")) {
	case "class", "work", "family", "unknown":
		return true
	}
	return false
}

// metAtEvent is the event at which met_at says the person was met: one with a
// note, or a name alone.
func (w *person) metAtEvent() (name string, e *index.Event, ok bool) {
	at := w.Text("met_at")
	if at == "" {
		return "", nil, false
	}
	if place := w.ix.Place(at); place != nil {
		return place.Name, w.ix.EventOf(place), place.Kind == parse.EventNote
	}
	if len(w.ix.Link(parse.FieldLink(at), w.Note)) > 0 {
		return "", nil, false // some other note
	}
	return parse.PlainText(at), nil, !w.metElsewhere()
}

// eventStarts are the meetings at events: the one of met_at, and those of bullets
// under "## Met".
func (w *person) eventStarts() (out []start) {
	if name, e, ok := w.metAtEvent(); ok {
		if s := w.metAtStart(e); !s.day.IsZero() {
			s.event = name
			out = append(out, s)
		}
	}
	for _, b := range w.MetBullets() {
		if s := w.bulletStart(b); !s.day.IsZero() && !s.day.After(w.today) {
			out = append(out, s)
		}
	}
	return out
}

// metAtStart is the earliest meeting within the days of an event, or some days
// around them; without one it is met. The days of a nil event are not known.
func (w *person) metAtStart(e *index.Event) start {
	met := w.metOn()
	s := start{sequence: "after-event", rank: 1, day: met}
	if e == nil || e.Start.IsZero() {
		return s
	}
	within := func(d parse.Date) bool {
		return !d.Before(e.Start.AddDays(-nearEvent)) && !d.After(e.End.AddDays(nearEvent))
	}
	for _, d := range w.Counted {
		if d.Kind == parse.Meet && d.When.IsDay() && within(d.Day) {
			if met.IsZero() || !within(met) || !met.Before(d.Day) {
				s.day, s.line = d.Day, d.Line
			} else if d.Undated {
				s.also = d.Line
			}
			break
		}
	}
	return s
}

// bulletStart is the meeting that a bullet under an event's "## Met" tells of. An
// undated one by itself stands on met, where that is a day of the event.
func (w *person) bulletStart(b index.MetBullet) start {
	l := b.Meeting
	s := start{sequence: "after-event", rank: 1, event: b.Event.Name}
	if l.Planned || l.Off {
		return s
	}
	if met := w.metOn(); l.Undated && !met.IsZero() {
		if e := w.ix.EventOf(b.Event); e != nil && !met.Before(e.Start) && !met.After(e.End) {
			s.day, s.also = met, l
			return s
		}
	}
	if l.When.IsDay() {
		s.day, s.line = l.When.From, l
	}
	return s
}

// meetingStart is a first meeting that was at no event.
func (w *person) meetingStart() (start, bool) {
	s := start{sequence: "after-meeting", rank: 2, day: w.metOn(), steps: w.ix.Settings.AfterMeeting}
	if s.day.IsZero() || w.Status == parse.Wish || w.metElsewhere() {
		return s, false
	}
	_, _, atEvent := w.metAtEvent()
	return s, !atEvent
}

// interviewStart is the newest informational interview. Older lines are not looked
// at where nothing of it could be open, nor stand in for what others started.
func (w *person) interviewStart(others []start) (start, bool) {
	for _, d := range slices.Backward(w.Counted) {
		matters := func(s start) bool { return !d.Day.Before(s.day) && w.anyOpen(s.day, s.steps) }
		if !w.anyOpen(d.Day, w.ix.Settings.AfterTalk) && !slices.ContainsFunc(others, matters) {
			break // and none of the lines before it
		}
		if d.Class == parse.Sync && w.isInterview(d.Line) {
			return start{sequence: "after-interview", day: d.Day, line: d.Line, steps: w.ix.Settings.AfterTalk}, true
		}
	}
	return start{}, false
}

// anyOpen reports whether a sequence that started on a day has a step that is
// not gone yet.
func (w *person) anyOpen(start parse.Date, steps []index.Step) bool {
	return slices.ContainsFunc(steps, func(s index.Step) bool { return !w.today.After(s.Expires.After(start)) })
}

// tellsOfInterview reports whether a line says "informational interview". It
// looks for the rarest of its letters first.
func tellsOfInterview(text string) bool {
	const words, rare = "informational interview", 2
	for _, letter := range []byte("fF") {
		for i := 0; ; i++ {
			next := strings.IndexByte(text[i:], letter)
			if next < 0 {
				break
			}
			i += next
			if start := i - rare; start >= 0 && start+len(words) <= len(text) && strings.EqualFold(text[start:start+len(words)], words) {
				return true
			}
		}
	}
	return false
}

// step adds a step of a sequence, unless something has closed it, it is gone, or
// something else comes first.
func (w *person) step(s *start, step index.Step) {
	due, last := step.Offset.After(s.day), step.Expires.After(s.day)
	what := step.Name + " after " + s.after()
	by, done := w.stepBy(step.Name, s)
	switch {
	case w.today.Sub(last) > recent:
		return
	case done && by.Line != nil:
		w.settled(what, by.Line, "closed by")
		return
	case done:
		w.withhold(w.Path, 0, func() string { return what + ": closed by the profile in the note" })
		return
	case step.Name == "thanks" && w.Owed != nil && !w.today.After(last):
		w.settled(what, w.Owed, "waits for your answer to")
		return
	case step.Name == "share" && w.Waiting && !w.today.After(last):
		w.settled(what, w.Ask, "waits for the answer to")
		return
	}
	path, line := s.place(w.Person)
	text := s.text(step.Name)
	if step.Name == "share" {
		if list := w.mayLike(readings(w.ix)); len(list) > 0 {
			text += ", perhaps " + list[0].Text
		}
	}
	it := Item{Sequence: s.sequence, Since: s.day, Due: due, last: last, Text: text, event: s.event, Path: path, Line: line,
		Because: []Evidence{{fmt.Sprintf("%s on %s + %s; gone after %s", s.what(), form.Day(s.day, w.today), step.Offset, form.Day(last, w.today)), path, line}}}
	w.add(step.Name, it)
}

// what tells what happened.
func (s *start) what() string {
	switch s.sequence {
	case "after-interview":
		return "informational interview"
	case "after-event":
		return "met at " + s.event
	}
	return "met"
}

// text says what a step asks for.
func (s *start) text(step string) string {
	switch {
	case step == "thanks" && s.sequence == "after-interview":
		return "say thank you for the interview"
	case step == "thanks" && s.event != "":
		return "say hello and thank you after " + s.event
	case step == "thanks":
		return "say hello and thank you, now that you have met"
	case step == "connect":
		return "now that you " + map[bool]string{true: "have talked", false: "have met"}[s.sequence == "after-interview"]
	case step == "share" && s.event != "":
		return "something they might like, a month after " + s.event
	case step == "share":
		return "something they might like, a month after " + s.after()
	}
	return "tell them what came of it"
}

// stepBy is the line that first met a step's condition. A profile in the front
// matter meets that of connect without one.
func (w *person) stepBy(step string, s *start) (by index.Dated, done bool) {
	first := func(pass func(d index.Dated) bool) (index.Dated, bool) {
		i := slices.IndexFunc(w.Counted, pass)
		if i < 0 {
			return index.Dated{}, false
		}
		return w.Counted[i], true
	}
	switch step {
	case "thanks":
		return first(func(d index.Dated) bool { return w.thanked(d, s) })
	case "connect":
		by, done = w.firstLine(func(d index.Dated) bool { return d.Kind == parse.Connect })
		return by, done || w.Text("linkedin") != ""
	case "share":
		by, done = w.firstLine(func(d index.Dated) bool { return d.Day.Sub(s.day) >= gaveAfter && w.HasTag(d.Line, "gave") })
		spoke := s.day.AddDays(spokeAfter)
		if i := slices.IndexFunc(w.Conversations, func(on parse.Date) bool { return !on.Before(spoke) }); i >= 0 && (!done || w.Conversations[i].Before(by.Day)) {
			return first(func(d index.Dated) bool { return d.Day == w.Conversations[i] })
		}
		return by, done
	}
	return first(func(d index.Dated) bool { return d.Answers() && d.Day.Sub(s.day) >= reportAfter })
}

// thanked reports whether a line is a thank-you for what started a sequence, or as
// good as one: something sent to them, a later conversation, or one of that day in
// whose words there is a "thank".
func (w *person) thanked(d index.Dated, s *start) bool {
	if s.isOwn(d.Line) || d.Day.Before(s.day) || !d.Answers() {
		return false
	}
	return d.Class == parse.Async || d.Day.After(s.day) ||
		slices.ContainsFunc(w.Tellings(d.Line), func(l *index.Line) bool { return strings.Contains(parse.Fold(l.Raw), "thank") })
}

// firstLine is the first line that passes and is neither a plan nor off.
func (w *person) firstLine(pass func(d index.Dated) bool) (index.Dated, bool) {
	for _, l := range w.Lines() {
		if d := (index.Dated{Line: l, Day: l.When.Day(w.today)}); !l.Planned && !l.Off && !d.Day.After(w.today) && pass(d) {
			return d, true
		}
	}
	return index.Dated{}, false
}

// isInterview reports whether a line says that it is an informational
// interview.
func (w *person) isInterview(l *index.Line) bool {
	return w.HasTag(l, "interview") || tellsOfInterview(l.Raw)
}
