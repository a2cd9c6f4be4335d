package due

import (
	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/report/form"
)

// Contact is a contact on a day, while the items are worked out.
type Contact struct {
	Index *index.Index
	Today date.Date
	*index.Person
	index.Clocks
	Kinds   itemTable
	Items   []Item
	Resting date.Date // the end of the newest snooze that no touch ended, also one that is over
	snooze  *index.Line
	open    []index.Promise // their promises: at least those that are open
	born    parse.Birthday
	birth   string          // born as it is written, where that is asked for
	known   index.Standing  // room for it
	calm    bool            // nothing that their lines tell is asked for today
	telling bool            // whether the reasons and not are asked for
	not     []form.Evidence // what is closed, hidden or over, and why
}

// Look is a person on a day, without the items.
func Look(ix *index.Index, p *index.Person, today date.Date) *Contact {
	w := new(Contact)
	w.Look(ix, p, today)
	return w
}

// Examine works out every item of a person, in order.
func Examine(ix *index.Index, p *index.Person, today date.Date) *Contact {
	w := new(Contact)
	w.examine(ix, p, today)
	return w
}

// lineText names a line in a sentence: your call of 2 Oct, their email of 14 Sep.
func (w *Contact) lineText(l *index.Line) string {
	whose := "your"
	if l.Direction == logline.From {
		whose = "their"
	}
	on := l.When.Day(w.Today)
	if l.Planned {
		on = l.When.To
	}
	what := string(l.Kind)
	switch {
	case l.Off:
		what += " that is off, of"
	case l.Planned:
		what = "planned " + what + " of"
	default:
		what += " of"
	}
	return whose + " " + what + " " + form.Day(on, w.Today)
}
