package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

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
	for _, b := range w.MetBullets() {
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
	for _, d := range slices.Backward(w.Counted) {
		if !w.anyOpen(d.Day, w.ix.Settings.AfterTalk) {
			break // and none of the lines before it
		}
		if d.Class == parse.Sync && w.isInterview(d.Line) {
			return trigger{day: d.Day, line: d.Line, what: "informational interview", path: w.Path}, true
		}
	}
	return trigger{}, false
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
	_, done := w.stepOn(step, t)
	return done
}

// stepOn is the day on which a step's condition was first met. A profile in
// the front matter meets that of connect on no day in particular.
func (w *person) stepOn(step string, t trigger) (on parse.Date, done bool) {
	switch step {
	case "connect":
		on, done = w.firstLine(func(l *index.Line, _ parse.Date) bool { return l.Kind == parse.Connect })
		return on, done || w.Text("linkedin") != ""
	case "share":
		return w.firstLine(func(l *index.Line, on parse.Date) bool { return w.hasTag(l, "gave") && on.Sub(t.day) >= shareAfter })
	}
	for _, d := range w.Counted {
		after := d.Day.Sub(t.day)
		if step == "thanks" && d.Line != t.line && after >= 0 && d.Class == parse.Async && d.Direction != parse.From ||
			step != "thanks" && after >= reportAfter && d.Answers() {
			return d.Day, true
		}
	}
	return parse.Date{}, false
}

// firstLine is the day of the first line that passes and is no plan.
func (w *person) firstLine(pass func(l *index.Line, on parse.Date) bool) (parse.Date, bool) {
	for _, l := range w.Lines() {
		if on := l.When.Day(w.today); !l.Planned && !l.When.From.After(w.today) && !on.After(w.today) && pass(l, on) {
			return on, true
		}
	}
	return parse.Date{}, false
}
