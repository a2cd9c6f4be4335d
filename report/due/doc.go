// Package due tells what waits for the user: of a contact on a day (person.go), of
// an event or a note (plans.go), and of all of them as a list.
//
// kinds.go is the table of all kinds of item, with their order, words, and what
// closes them; items.go and steps.go find the items of a contact. make.go gathers
// them from everybody, arrange.go orders and limits them, soon.go and spread.go
// look ahead, text.go and lines.go write the list. why.go tells of one contact
// what is due, what is not, and for which reason.
package due
