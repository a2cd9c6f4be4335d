package due

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Days of the steps of a sequence, after what started it.
const (
	gaveAfter   = 7  // something given counts as shared from then on
	spokeAfter  = 14 // a conversation does from then on
	reportAfter = 45
	nearEvent   = 3 // days before and after an event that still belong to it
)

// Start is what starts a sequence.
type Start struct {
	sequence string // after-event, after-meeting or after-interview
	rank     int    // of sequences that start on one day: the lower one stands
	Day      date.Date
	Line     *index.Line // nil where met stands for it
	also     *index.Line // the same meeting again, dated on another day
	event    string
	steps    []folder.Step
}

// isOwn reports whether a line is what started the sequence.
func (s *Start) isOwn(l *index.Line) bool { return l != nil && (l == s.Line || l == s.also) }

// after names what started the sequence.
func (s *Start) after() string {
	switch s.sequence {
	case "after-interview":
		return "the interview"
	case "after-event":
		return s.event
	}
	return "you met"
}

// place is where the notes tell of the start.
func (s *Start) place(p *index.Person) (path string, line int) {
	if s.Line != nil {
		return s.Line.Note.Path, s.Line.Line
	}
	return p.Path, 0
}

// steps adds the steps of the sequences that were started. Of each name there is
// one: that of the latest start.
func (w *Contact) steps() {
	type stepOf struct {
		name string
		of   *Start
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
			if by := given[at].of; by != s && w.Today.Sub(step.Expires.After(s.Day)) <= recent {
				path, line := s.place(w.Person)
				w.withhold(path, line, func() string {
					return fmt.Sprintf("%s after %s: that after %s, of %s, took its place", step.Name, s.after(), by.after(), form.Day(by.Day, w.Today))
				})
			}
		}
	}
}

// starts are what started each sequence, the latest first.
func (w *Contact) starts() []Start {
	var out []Start
	if events := w.EventStarts(); len(events) > 0 {
		latest := slices.MaxFunc(events, func(a, b Start) int { return a.Day.Compare(b.Day) })
		latest.steps = w.Index.Settings.AfterEvent
		if len(w.Counted) > 0 && w.Counted[0].Day.Before(latest.Day) { // known already
			latest.steps = slices.DeleteFunc(slices.Clone(latest.steps), func(s folder.Step) bool { return s.Name != "thanks" })
		}
		out = append(out, latest)
	}
	if s, ok := w.MeetingStart(); ok {
		out = append(out, s)
	}
	if s, ok := w.interviewStart(out); ok {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Start) int { return cmp.Or(b.Day.Compare(a.Day), cmp.Compare(a.rank, b.rank)) })
	return out
}

// metOn is the day of met, where it is one and not ahead.
func (w *Contact) metOn() date.Date {
	if met := w.When("met"); met.IsDay() && !met.From.After(w.Today) {
		return met.From
	}
	return date.Date{}
}

// metElsewhere reports whether met_how says that the person was met where nobody
// sends thanks for it.
func (w *Contact) metElsewhere() bool {
	switch txt.FoldName(w.Text("met_how")) {
	case "class", "work", "family", "unknown":
		return true
	}
	return false
}

// metAtEvent is the event at which met_at says the person was met: one with a
// note, or a name alone.
func (w *Contact) metAtEvent() (name string, e *index.Event, ok bool) {
	at := w.Text("met_at")
	if at == "" {
		return "", nil, false
	}
	if place := w.Index.Place(at); place != nil {
		return place.Name, w.Index.EventOf(place), place.Kind == parse.EventNote
	}
	if len(w.Index.Link(txt.FieldLink(at), w.Note)) > 0 {
		return "", nil, false // some other note
	}
	return txt.PlainText(at), nil, !w.metElsewhere()
}

// EventStarts are the meetings at events: the one of met_at, and those of bullets
// under "## Met".
func (w *Contact) EventStarts() (out []Start) {
	if name, e, ok := w.metAtEvent(); ok {
		if s := w.MetAtStart(e); !s.Day.IsZero() {
			s.event = name
			out = append(out, s)
		}
	}
	for _, b := range w.MetBullets() {
		if s := w.BulletStart(b); !s.Day.IsZero() && !s.Day.After(w.Today) {
			out = append(out, s)
		}
	}
	return out
}

// MetAtStart is the earliest meeting within the days of an event, or some days
// around them; without one it is met. The days of a nil event are not known.
func (w *Contact) MetAtStart(e *index.Event) Start {
	met := w.metOn()
	s := Start{sequence: "after-event", rank: 1, Day: met}
	if e == nil || e.Start.IsZero() {
		return s
	}
	first, last := Around(e)
	within := func(d date.Date) bool { return !d.Before(first) && !d.After(last) }
	for _, d := range w.Counted {
		if d.Kind == logline.Meet && d.When.IsDay() && within(d.Day) {
			if met.IsZero() || !within(met) || !met.Before(d.Day) {
				s.Day, s.Line = d.Day, d.Line
			} else if d.Undated {
				s.also = d.Line
			}
			break
		}
	}
	return s
}

// Around are the first and the last day on which a meeting may belong to an event.
func Around(e *index.Event) (first, last date.Date) {
	return e.Start.AddDays(-nearEvent), e.End.AddDays(nearEvent)
}

// BulletStart is the meeting that a bullet under an event's "## Met" tells of. An
// undated one by itself stands on met, where that is a day of the event.
func (w *Contact) BulletStart(b index.MetBullet) Start {
	l := b.Meeting
	s := Start{sequence: "after-event", rank: 1, event: b.Event.Name}
	if l.Planned || l.Off {
		return s
	}
	if met := w.metOn(); l.Undated && !met.IsZero() {
		if e := w.Index.EventOf(b.Event); e != nil && !met.Before(e.Start) && !met.After(e.End) {
			s.Day, s.also = met, l
			return s
		}
	}
	if l.When.IsDay() {
		s.Day, s.Line = l.When.From, l
	}
	return s
}

// MeetingStart is a first meeting that was at no event.
func (w *Contact) MeetingStart() (Start, bool) {
	s := Start{sequence: "after-meeting", rank: 2, Day: w.metOn(), steps: w.Index.Settings.AfterMeeting}
	if s.Day.IsZero() || w.Status == parse.Wish || w.metElsewhere() {
		return s, false
	}
	_, _, atEvent := w.metAtEvent()
	return s, !atEvent
}

// interviewStart is the newest informational interview. Older lines are not looked
// at where nothing of it could be open, nor stand in for what others started.
func (w *Contact) interviewStart(others []Start) (Start, bool) {
	for _, d := range slices.Backward(w.Counted) {
		matters := func(s Start) bool { return !d.Day.Before(s.Day) && w.anyOpen(s.Day, s.steps) }
		if !w.anyOpen(d.Day, w.Index.Settings.AfterTalk) && !slices.ContainsFunc(others, matters) {
			break // and none of the lines before it
		}
		if d.Class == logline.Sync && w.IsInterview(d.Line) {
			return Start{sequence: "after-interview", Day: d.Day, Line: d.Line, steps: w.Index.Settings.AfterTalk}, true
		}
	}
	return Start{}, false
}

// anyOpen reports whether a sequence that started on a day has a step that is
// not gone yet.
func (w *Contact) anyOpen(start date.Date, steps []folder.Step) bool {
	return slices.ContainsFunc(steps, func(s folder.Step) bool { return !w.Today.After(s.Expires.After(start)) })
}

// TellsOfInterview reports whether a line says "informational interview". It
// looks for the rarest of its letters first.
func TellsOfInterview(text string) bool {
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
func (w *Contact) step(s *Start, step folder.Step) {
	due, last := step.Offset.After(s.Day), step.Expires.After(s.Day)
	what := step.Name + " after " + s.after()
	by, done := w.StepBy(step.Name, s)
	switch {
	case w.Today.Sub(last) > recent:
		return
	case done && by.Line != nil:
		w.settled(what, by.Line, "closed by")
		return
	case done:
		w.withhold(w.Path, 0, func() string { return what + ": closed by the profile in the note" })
		return
	case step.Name == "thanks" && w.Owed != nil && !w.Today.After(last):
		w.settled(what, w.Owed, "waits for your answer to")
		return
	case step.Name == "share" && w.Waiting && !w.Today.After(last):
		w.settled(what, w.Ask, "waits for the answer to")
		return
	}
	path, line := s.place(w.Person)
	text := s.text(step.Name)
	if step.Name == "share" {
		if list := w.MayLike(Readings(w.Index)); len(list) > 0 {
			text += ", perhaps " + list[0].Text
		}
	}
	it := Item{Sequence: s.sequence, Since: s.Day, Due: due, last: last, Text: text, event: s.event, Path: path, Line: line,
		Because: []form.Evidence{form.Reason(fmt.Sprintf("%s on %s + %s; gone after %s", s.what(), form.Day(s.Day, w.Today), step.Offset, form.Day(last, w.Today)), path, line)}}
	w.add(step.Name, it)
}

// what tells what happened.
func (s *Start) what() string {
	switch s.sequence {
	case "after-interview":
		return "informational interview"
	case "after-event":
		return "met at " + s.event
	}
	return "met"
}

// text says what a step asks for.
func (s *Start) text(step string) string {
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

// StepBy is the line that first met a step's condition. A profile in the front
// matter meets that of connect without one.
func (w *Contact) StepBy(step string, s *Start) (by index.Dated, done bool) {
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
		by, done = w.firstLine(func(d index.Dated) bool { return d.Kind == logline.Connect })
		return by, done || w.Text("linkedin") != ""
	case "share":
		by, done = w.firstLine(func(d index.Dated) bool { return d.Day.Sub(s.Day) >= gaveAfter && w.HasTag(d.Line, "gave") })
		spoke := s.Day.AddDays(spokeAfter)
		if i := slices.IndexFunc(w.Conversations, func(on date.Date) bool { return !on.Before(spoke) }); i >= 0 && (!done || w.Conversations[i].Before(by.Day)) {
			return first(func(d index.Dated) bool { return d.Day == w.Conversations[i] })
		}
		return by, done
	}
	return first(func(d index.Dated) bool { return d.Answers() && d.Day.Sub(s.Day) >= reportAfter })
}

// thanked reports whether a line is a thank-you for what started a sequence, or as
// good as one: something sent to them, a later conversation, or one of that day in
// whose words there is a "thank".
func (w *Contact) thanked(d index.Dated, s *Start) bool {
	if s.isOwn(d.Line) || d.Day.Before(s.Day) || !d.Answers() {
		return false
	}
	return d.Class == logline.Async || d.Day.After(s.Day) ||
		slices.ContainsFunc(w.Tellings(d.Line), func(l *index.Line) bool { return strings.Contains(txt.Fold(l.Raw), "thank") })
}

// firstLine is the first line that passes and is neither a plan nor off.
func (w *Contact) firstLine(pass func(d index.Dated) bool) (index.Dated, bool) {
	for _, l := range w.Lines() {
		if d := (index.Dated{Line: l, Day: l.When.Day(w.Today)}); !l.Planned && !l.Off && !d.Day.After(w.Today) && pass(d) {
			return d, true
		}
	}
	return index.Dated{}, false
}

// IsInterview reports whether a line says that it is an informational
// interview.
func (w *Contact) IsInterview(l *index.Line) bool {
	return w.HasTag(l, "interview") || TellsOfInterview(l.Raw)
}

// Connected reports whether there is a line about it or a profile; "none" says
// that there is nothing to connect to.
func (w *Contact) Connected() bool {
	by, _ := w.StepBy("connect", &Start{})
	profile := w.Text("linkedin")
	return by.Line != nil || profile != "" && txt.Fold(profile) != "none"
}
