package report

import (
	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/report/due"
)

// person is a contact on a day, of whom more is asked than what is due.
type person struct{ *due.Contact }

// look is a person on a day, without the items.
func look(ix *index.Index, p *index.Person, today date.Date) *person {
	return &person{due.Look(ix, p, today)}
}

// glance is a person on a day, of whose lines those count alone that stand for some
// days. Where there are none, they are not looked at.
func glance(ix *index.Index, p *index.Person, days date.When, today date.Date) *person {
	if !ix.Idle(p, days, today) {
		return look(ix, p, today)
	}
	w := &person{&due.Contact{Index: ix, Today: today, Person: p}}
	w.Days = ix.Days(p, today)
	return w
}

// examine is a person on a day with every item, in order.
func examine(ix *index.Index, p *index.Person, today date.Date) *person {
	return &person{due.Examine(ix, p, today)}
}
