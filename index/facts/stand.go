package facts

import (
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
)

// StandRow is how the tie with a contact stands, as far as it follows from what
// the notes tell, whatever day it is. It holds from Since on: no line stands for
// a later day. After Calm nothing but open promises, the rhythm and a birthday
// may be asked for, or may keep one of them back. Too late a day is no mistake,
// for then the lines themselves are asked.
type StandRow struct {
	Since, Calm                                   date.Date
	Spoke, Touch, Met, Skipped, Answered, Resting date.Date
	Birthday                                      parse.Birthday
	Silent                                        uint32
	Ideal, Most                                   span
	None, BySpoke, Known, Interview               bool // Interview: a line may tell of one
	Tier, Status, Org, Role                       parse.Place
	Kind                                          parse.Place // of the touch
	Note, Line                                    uint32      // of the touch; no line where there is none
	Talks, Touches, Promised, Open                parse.Run
	Bullets                                       parse.Run // of Talks: the days on which bullets under events' "## Met" say that they were met
}

// span is a date.Duration.
type span struct {
	N    int32
	Unit date.Unit
}

// Duration is the span as a length of time.
func (s span) Duration() date.Duration { return date.Duration{N: int(s.N), Unit: s.Unit} }

// SpanOf is a length of time as it is kept.
func SpanOf(d date.Duration) span { return span{int32(d.N), d.Unit} }

// OpenRow is an open promise.
type OpenRow struct {
	Text              parse.Place
	Note, Line        uint32
	Due, Start, Under date.Date
	Theirs            bool
}

// PromiseRow is a promise in numbers, kept or open.
type PromiseRow struct {
	Due, Kept    date.Date // where that is known
	Open, Theirs bool
}

// Carry takes a row of other facts over, with the rows that belong to it.
func (f *Facts) Carry(row StandRow, was *Rows) StandRow {
	row.Talks, row.Bullets = Join(&f.Talks, parse.Within(was.Talks, row.Talks)), Join(&f.Talks, parse.Within(was.Talks, row.Bullets))
	row.Touches, row.Open = Join(&f.Touches, parse.Within(was.Touches, row.Touches)), Join(&f.Open, parse.Within(was.Open, row.Open))
	row.Promised = Join(&f.Promised, parse.Within(was.Promised, row.Promised))
	return row
}

// Promise is an open promise as far as it is kept.
func (f *Facts) Promise(o *OpenRow) *task.Promise {
	return &task.Promise{Text: f.Text(o.Text), State: task.Open, Due: o.Due, Start: o.Start, Under: o.Under, Theirs: o.Theirs, Line: int(o.Line)}
}
