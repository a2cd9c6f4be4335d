package task

import (
	"slices"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// State is the state of a task.
type State string

// The states of a promise or a question.
const (
	Open      State = "open"
	Done      State = "done"
	Cancelled State = "cancelled"
)

// Promise is a task: what the user owes somebody, or is owed.
type Promise struct {
	Text   string // without its dates
	State  State
	Due    date.Date // as written, or counted from From; zero where no day is written
	Start  date.Date // before it nothing is to be done
	DoneOn date.Date
	Repeat Repeat
	From   date.Date  // from which its day words count; zero where they do not
	Under  date.Date  // representative day of the line it is nested under, else of the meeting note it stands in
	Nested bool       // under a log line
	Theirs bool       // their promise to the user
	Owner  bool       // it concerns the note's owner
	People []txt.Link // of the line it is nested under
	Links  []txt.Link // of its text
	Lead   string     // words that it begins with and that may be a person's name; empty for a link
	Does   bool       // Lead is somebody who does something, if it is somebody
	Span   txt.Span   // of the text with its dates
	Box    txt.Span   // what changes in the box with the state
	Line   int
}

// PromiseAfter is after how many days a promise without a day is due, counted from
// what it stands under.
const PromiseAfter = 7

// Day is the day of a promise: its own, else PromiseAfter days after the entry or
// the meeting it stands under, or its start, if that is later. It is the zero day
// of one that is undated: a start alone is none.
func (p *Promise) Day() date.Date {
	if !p.Due.IsZero() || p.Under.IsZero() {
		return p.Due
	}
	return date.Latest(p.Under.AddDays(PromiseAfter), p.Start)
}

// KeptOn is the day on which a promise was kept: the day that is written, else its
// own.
func (p *Promise) KeptOn() date.Date {
	if p.DoneOn.IsZero() {
		return p.Day()
	}
	return p.DoneOn
}

// Key tells many tasks apart, as same does.
type Key struct {
	text       string
	due, under date.Date
	people     string
	repeating  State // of one that comes back and has no day
}

// Same reports whether two promises are one task, whatever its state.
func (p *Promise) Same(q *Promise) bool {
	return p.Text == q.Text && p.Due == q.Due && p.Under == q.Under && p.repeating() == q.repeating() && slices.EqualFunc(p.People, q.People, func(a, b txt.Link) bool { return a.Target == b.Target })
}

func KeyOf(p *Promise) Key {
	people := ""
	for _, link := range p.People {
		people += "\x00" + link.Target
	}
	return Key{p.Text, p.Due, p.Under, people, p.repeating()}
}

// repeating is the state of a task that comes back and has no day: kept once, it
// is to be kept again.
func (p *Promise) repeating() State {
	if p.Repeat == (Repeat{}) || !p.Due.IsZero() {
		return ""
	}
	return p.State
}

// Finality orders the states of a task.
func (s State) Finality() int {
	switch s {
	case Done:
		return 2
	case Cancelled:
		return 1
	}
	return 0
}
