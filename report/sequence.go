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
		if d.Class == parse.Sync && (w.hasTag(d.Line, "interview") || tellsOfInterview(d.Raw)) {
			t, ok = trigger{day: d.Day, line: d.Line, what: "informational interview", path: w.Path}, true
		}
	}
	return t, ok
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
	if step == "connect" {
		return w.Text("linkedin") != "" || slices.ContainsFunc(w.Lines, func(l *index.Line) bool {
			return l.Kind == parse.Connect && !l.Planned && !l.When.From.After(w.today)
		})
	}
	if step == "share" {
		return slices.ContainsFunc(w.Lines, func(l *index.Line) bool {
			on := l.When.Day(w.today)
			return w.hasTag(l, "gave") && !l.Planned && !on.After(w.today) && on.Sub(t.day) >= shareAfter
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
