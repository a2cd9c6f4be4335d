package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Remarks about habits, beside the problems of the notes themselves. None of
// them changes the exit status.
const (
	noCue        = "no-cue"        // met lately, and nothing to remember them by
	noWrap       = "not-wrapped"   // an event has passed, and nobody met there is noted
	noGoals      = "no-goals"      // an event is near
	passiveGroup = "passive-group" // a member in name only
	noHowMet     = "no-how-met"
	undated      = "undated-promise" // a box without a day
)

// Days of the remarks.
const (
	cueDays  = 3
	wrapDays = 30 // after that nobody remembers enough to wrap
)

// remarks finds what would be worth a minute today.
func remarks(ix *index.Index, today date.Date, paths map[string]bool) []Problem {
	out, of := []Problem{}, func(n *parse.Note) bool { return paths == nil || paths[n.Path] }
	add := func(n *parse.Note, code txt.Code, text, hint string) {
		if !of(n) {
			return
		}
		out = append(out, Problem{Path: n.Path, Line: 1, Col: 1, EndLine: 1, EndCol: 1, Severity: txt.Info, Code: code, Text: text, Hint: hint})
	}
	undatedPromises := func(promises []index.Promise) {
		for _, p := range promises {
			reported := func(q txt.Problem) bool { return q.Start.Line == p.Line }
			if of(p.Note) && due.IsUndated(p.Promise) && !slices.ContainsFunc(ix.OwnProblems(p.Note), reported) {
				mark, end := "due:"+today.AddDays(task.PromiseAfter).String(), p.Span.End
				out = append(out, Problem{Path: p.Note.Path, Line: p.Line, Col: 1, EndLine: p.Line, EndCol: 1, Severity: txt.Info, Code: undated, Text: "a promise without a day: " + txt.PlainText(p.Text),
					Hint: "write " + mark + " behind it, or another day", Edits: []txt.Fix{{At: txt.Span{Start: end, End: end}, Text: " " + mark}}})
			}
		}
	}
	kinds := due.Contact{Kinds: due.Kinds()}.Kinds
	for _, p := range toldIn(ix, paths) {
		w := accountOf(ix, p, today)
		if w.undated() && kinds.Named("promise").Allowed(w.Status) {
			undatedPromises(p.Promises())
		}
		if !index.InNetwork(w.Status) {
			continue
		}
		switch {
		case w.unremembered():
			met, _ := w.firstMet()
			add(p.Note, noCue, p.Name+" was met "+form.Day(met, today)+", without a cue or a hook", txt.Command("set", p.Name, "cue=…"))
		case w.Met.IsZero() && PersonRow(p, &w.Days).HowMet() == "" && !slices.ContainsFunc(p.Lines(), func(l *index.Line) bool { return (l.Kind == logline.Meet || l.Kind == logline.Intro) && !l.Among }):
			add(p.Note, noHowMet, p.Name+": the note does not say how you met", txt.Command("set", p.Name, "met_at=…"))
		}
	}
	ofEvents(ix, today, of, add)
	for _, e := range ix.Events() {
		if of(e.Note) {
			undatedPromises(e.Promises())
		}
	}
	for _, t := range ix.Tasks() {
		if of(t.Note) {
			undatedPromises(t.Promises)
		}
	}
	if slices.ContainsFunc(ix.Notes(), func(n *parse.Note) bool { return n.Kind == parse.GroupNote && of(n) }) {
		ofGroups(ix, today, add)
	}
	if slices.ContainsFunc(ix.Notes(), func(n *parse.Note) bool { return (n.Kind == parse.TargetsNote || n.Kind == parse.PitchNote) && of(n) }) {
		ofMe(ix, today, add)
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(remarkRank(a.Code)-remarkRank(b.Code), strings.Compare(a.Path, b.Path), a.Line-b.Line)
	})
	return out
}

// addRemark adds a remark about a note, where it is asked for.
type addRemark func(n *parse.Note, code txt.Code, text, hint string)

// ofEvents finds what would be worth a minute of some events.
func ofEvents(ix *index.Index, today date.Date, of func(*parse.Note) bool, add addRemark) {
	for _, e := range ix.Events() {
		switch {
		case e.End.IsZero() || !of(e.Note):
		case e.End.Before(today) && today.Sub(e.End) <= wrapDays && !wrapped(ix, e):
			add(e.Note, noWrap, e.Name+" is over, and nobody you met there is noted", txt.Command("wrap", e.Name))
		case today.Before(e.Start) && e.Start.Sub(today) <= due.GoalBefore && len(e.List("goals")) == 0:
			add(e.Note, noGoals, e.Name+" begins "+form.NearDay(e.Start, today)+", without goals", txt.Command("set", e.Name, "goals+=…"))
		}
	}
}

// ofGroups finds the groups in which the user is silent.
func ofGroups(ix *index.Index, today date.Date, add addRemark) {
	quiet, newest := gaps.QuietGroups(ix, today)
	for _, n := range quiet {
		text := ": nothing with this group for " + fmt.Sprint(gaps.GroupDays) + " days"
		if newest[n].IsZero() && n.When("term").IsZero() {
			text = ": nothing is noted with this group" // which may have begun today
		}
		add(n, passiveGroup, n.Name+text, txt.Command("show", n.Name))
	}
}

// toldIn are the people of whom some files tell; nil is all.
func toldIn(ix *index.Index, paths map[string]bool) []*index.Person {
	if paths == nil {
		return ix.People()
	}
	var out []*index.Person
	for path := range paths {
		out = append(out, ix.ToldIn(path)...)
	}
	slices.SortFunc(out, func(a, b *index.Person) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(out)
}

// remarkRank orders the remarks: what fades soonest comes first.
func remarkRank(code txt.Code) int {
	return slices.Index([]txt.Code{noCue, undated, noGoals, noWrap, oldMe, oldPitch, oldWants, passiveGroup, noHowMet}, code)
}

// unremembered reports whether a person was met in the last days and has
// neither a cue nor a hook: words of the user's own about the meeting.
func (a *account) unremembered() bool {
	first, exact := a.firstMet()
	if !exact || a.today.Sub(first) > cueDays || a.Text("cue") != "" {
		return false
	}
	w := a.look()
	return !slices.ContainsFunc(w.Lines(), func(l *index.Line) bool { return hook(l) != "" }) &&
		!slices.ContainsFunc(w.MetBullets(), func(b index.MetBullet) bool { return hook(b.Meeting) != "" }) && !w.twinHook()
}

// undated reports whether an open promise of the user's may have no day.
func (a *account) undated() bool {
	return slices.ContainsFunc(a.Promised, func(p facts.PromiseRow) bool { return p.Open && !p.Theirs && p.Due.IsZero() })
}

// twinHook reports whether another telling of a meeting has the hook.
func (w *person) twinHook() bool {
	return slices.ContainsFunc(w.Lines(), func(conversation *index.Line) bool {
		return slices.ContainsFunc(w.Twins(conversation), func(l *index.Line) bool { return hook(l) != "" })
	})
}

// hook is what a line tells beyond that it took place, where and with whom.
func hook(l *index.Line) string {
	if l.Text != "" || l.Met {
		return l.Text
	}
	head := l.Head
	for _, link := range l.HeadLinks {
		if at := link.Span; at.End <= len(l.Head) {
			head = strings.Replace(head, l.Head[at.Start:at.End], " ", 1)
		}
	}
	told := strings.Fields(txt.PlainText(head))
	told = slices.DeleteFunc(told, func(word string) bool {
		return slices.Contains([]string{"at", "in", "with", "the", "and", "her", "him", "them"}, txt.Fold(word))
	})
	if len(told) < 2 {
		return ""
	}
	return strings.Join(told[1:], " ")
}

// wrapped reports whether anybody is noted as met at an event.
func wrapped(ix *index.Index, e *index.Event) bool {
	return slices.ContainsFunc(e.Entries(), func(en logline.Entry) bool { return en.Met || en.Class == logline.Sync && len(en.People) > 0 }) ||
		slices.ContainsFunc(ix.People(), func(p *index.Person) bool {
			return ix.Place(p.Text("met_at")) == e.Note || slices.ContainsFunc(p.Lines(), func(l *index.Line) bool {
				return l.Class == logline.Sync && !l.Planned && !l.When.From.Before(e.Start) && slices.Contains(l.Places, e.Name)
			})
		})
}
