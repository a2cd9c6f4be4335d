// Package facts is what is known of all notes of a folder without a look into any:
// what each is called, of whom it tells, and how the ties with contacts stand. The
// tables are numbers and places in one text, so that a file of them is used as it
// lies. Here too it is found out whom a name means, because that asks the tables
// and nothing else.
//
//	facts.go      the tables
//	renew.go      the tables of a folder from those of the same folder before
//	stand.go      how the tie with a contact stands, whatever day it is
//	touches.go    a counted line in numbers
//	ghosts.go     names that no note bears
//	tale.go       what one note tells, where it is kept
//	resolve.go    Names: which notes a name may mean, and how closely
//	namewords.go  the same by words of names; near.go: nearly
//	identity.go   what is the same in all spellings of an address or a number
package facts
