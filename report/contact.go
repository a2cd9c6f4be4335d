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

// examine is a person on a day with every item, in order.
func examine(ix *index.Index, p *index.Person, today date.Date) *person {
	return &person{due.Examine(ix, p, today)}
}
