package report

import (
	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// What a page tells in its own way is asked for here.

// Items are what is due of the person, and what comes.
func (c Card) Items() []due.Item { return c.items }

// When writes the day of a line as precisely as it is known.
func (e CardEntry) When() string {
	return form.Days(date.When{From: e.From, To: e.To, Precision: date.Precision(e.Precision), Approximate: e.Approximate})
}

// Also is what other notes say of the same conversation.
func (e CardEntry) Also() []string { return e.also }
