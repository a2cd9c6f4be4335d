package interviews

import (
	"fmt"

	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// finish works out the state of a round and what is next. Only the last one
// may still be on its way.
func (w *asked) finish(one *Interview, last bool) {
	switch {
	case !one.Held.IsZero():
		w.afterwards(one)
	case !one.Declined.IsZero():
		one.State = stateDeclined
	case !one.Scheduled.IsZero() || !one.Rescheduled.IsZero():
		w.upcoming(one)
	case !one.Answered.IsZero():
		one.State, one.Next = stateAsked, "agree on a day"
	case w.Today.Sub(one.lastAsk) > askRests:
		one.State, one.Next = stateUnanswered, "let it rest, or ask somebody else"
	default:
		one.State = stateAsked
		w.askAgain(one)
	}
	if !last {
		one.Next, one.By = "", date.Date{}
	}
	one.over = one.By.IsZero() && w.Today.Sub(one.last()) > shownFor
}

// upcoming is an interview with a day, or one that needs a new day.
func (w *asked) upcoming(one *Interview) {
	one.State = stateScheduled
	if !one.Rescheduled.IsZero() {
		one.State = stateRescheduled
	}
	switch {
	case one.Scheduled.IsZero():
		one.Next = "agree on a new day"
	case one.Scheduled.Before(w.Today):
		one.Next, one.By = "did it take place?", one.Scheduled
	case one.Questions < due.FewQuestions || one.Questions > due.ManyQuestions:
		ready := form.Plural(one.Questions, "question", "questions")
		one.Next, one.By = fmt.Sprintf("%s ready, %d to %d are good", ready, due.FewQuestions, due.ManyQuestions), one.Scheduled
	default:
		one.Next, one.By = fmt.Sprintf("%d questions ready", one.Questions), one.Scheduled
	}
}

// askAgain is the reminder of an ask, while one is left.
func (w *asked) askAgain(one *Interview) {
	for _, it := range w.Items {
		if it.Kind == "nudge" {
			one.Next, one.By = "ask again", it.Due
		}
	}
}

// afterwards are the steps after an interview, and the first that is open.
func (w *asked) afterwards(one *Interview) {
	one.State = stateHeld
	t := due.Start{Day: one.Held, Line: one.heldLine}
	thanked, _ := w.StepBy("thanks", &t)
	reported, _ := w.StepBy("report-back", &t)
	one.Thanked, one.Connected, one.ReportedBack = thanked.Day, w.Connected(), reported.Day
	switch {
	case !one.ReportedBack.IsZero():
		one.State = stateReported
	case one.Connected && !one.Thanked.IsZero():
		one.State = stateConnected
	case !one.Thanked.IsZero():
		one.State = stateThanked
	}
	for _, s := range w.Index.Settings.AfterTalk {
		if _, done := w.StepBy(s.Name, &t); s.Name == "share" || done || w.Today.After(s.Expires.After(one.Held)) {
			continue
		}
		one.Next, one.By = map[string]string{"thanks": "thank them", "connect": "connect", "report-back": "report back"}[s.Name], s.Offset.After(one.Held)
		return
	}
}

// tally adds a round to the quarters of its ask and of its interview.
func (one *Interview) tally(quarters map[string]*Quarter, today date.Date) {
	of := func(d date.Date) *Quarter {
		name := fmt.Sprintf("%d-Q%d", d.Year, (d.Month+2)/3)
		if quarters[name] == nil {
			quarters[name] = &Quarter{Name: name}
		}
		return quarters[name]
	}
	if !one.Asked.IsZero() {
		q := of(one.Asked)
		q.Asked++
		q.Answered += form.Count(!one.Answered.IsZero() || !one.Held.IsZero() || !one.Declined.IsZero() || !one.Scheduled.IsZero())
		q.Declined += form.Count(one.State == stateDeclined)
		q.Unanswered += form.Count(one.State == stateUnanswered)
	}
	if !one.Held.IsZero() {
		q := of(one.Held)
		q.Held++
		q.Thanked += form.Count(!one.Thanked.IsZero())
		q.OnTime += form.Count(!one.Thanked.IsZero() && one.Thanked.Sub(one.Held) <= 1)
		q.early += form.Count(one.Thanked.IsZero() && today.Sub(one.Held) <= 1)
		q.Connected += form.Count(one.Connected)
		q.Reported += form.Count(!one.ReportedBack.IsZero())
	}
}

// Text writes the way of every interview, and the rates.
func (r Report) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	wide := 0
	for _, one := range r.People {
		wide = max(wide, min(form.Width(form.Inline(one.Name)), 28))
	}
	for _, one := range r.People {
		state := one.State
		if stage(state) == stage(stateHeld) {
			state = stateHeld
		}
		detail, next := r.detail(one), r.next(one)
		p.Line(form.Pad(state, 11), "  ", form.Pad(p.Cut(form.Inline(one.Name), 28), wide), "  ", form.Pad(detail, 20), "  ", next)
	}
	if len(r.People) == 0 {
		p.Line("No interviews yet. Somebody to meet: netnotes new contact NAME --status wish")
	}
	if r.More > 0 {
		p.Line(p.Mark(form.Dim, fmt.Sprintf("… and %d older (--all)", r.More)))
	}
	for i, q := range r.Quarters {
		if i == 0 {
			p.Line()
		}
		p.Line(r.quarterName(q), ": ", q.text())
	}
	return p.Bytes()
}

// detail is the day that says most about a state.
func (r Report) detail(one Interview) string {
	switch one.State {
	case stateWish:
		return ""
	case stateScheduled, stateRescheduled:
		if one.Scheduled.IsZero() {
			return ""
		}
		text := form.WeekdayName(one.Scheduled) + " " + form.Day(one.Scheduled, r.Today)
		if one.Minutes > 0 {
			text += fmt.Sprintf(", %d min", one.Minutes)
		}
		return text
	case stateDeclined:
		return form.Day(one.Declined, r.Today)
	case stateAsked, stateUnanswered:
		text := form.Day(one.lastAsk, r.Today)
		if !one.Answered.IsZero() {
			text += ", answered"
		}
		return text
	}
	return form.Day(one.Held, r.Today)
}

// next is what has been done since, and the one next thing.
func (r Report) next(one Interview) string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += " · "
		}
		text += s
	}
	if !one.Held.IsZero() {
		if !one.Thanked.IsZero() {
			add("thanked " + form.Day(one.Thanked, r.Today))
		}
		if one.Connected {
			add("connected")
		}
		if !one.ReportedBack.IsZero() {
			add("reported back " + form.Day(one.ReportedBack, r.Today))
		}
	}
	switch {
	case one.Next == "":
	case stage(one.State) == stage(stateHeld):
		add(one.Next + " by " + form.Day(one.By, r.Today))
	case one.State == stateAsked && one.By.Before(r.Today) && !one.By.IsZero():
		add(one.Next + " (since " + form.Day(one.By, r.Today) + ")")
	case one.State == stateAsked && !one.By.IsZero():
		add(one.Next + " on " + form.Day(one.By, r.Today))
	default:
		add(form.Inline(one.Next))
	}
	return text
}

func (r Report) quarterName(q Quarter) string {
	name := func(d date.Date) string { return fmt.Sprintf("%d-Q%d", d.Year, (d.Month+2)/3) }
	before := r.Today.AddMonths(-3)
	switch q.Name {
	case name(r.Today):
		return "This quarter"
	case name(before):
		return "Last quarter"
	}
	return q.Name
}

// text is a quarter in words: 4 asked, 3 held, all thanked by the next day.
func (q Quarter) text() string {
	text := fmt.Sprintf("%d asked, %d held", q.Asked, q.Held)
	switch base := q.Held - q.early; {
	case base == 0:
	case q.OnTime == base && base > 1:
		text += ", all thanked by the next day"
	default:
		text += fmt.Sprintf(", %d thanked by the next day", q.OnTime)
	}
	if q.Declined > 0 {
		text += fmt.Sprintf(", %d declined", q.Declined)
	}
	if q.Unanswered > 0 {
		text += fmt.Sprintf(", %d without an answer", q.Unanswered)
	}
	return text
}
