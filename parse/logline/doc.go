// Package logline understands one line of a log:
//
//	2026-06-27 14:30 met at her poster: storage costs; Bo introduced us -> +6w
//
// The day comes first, then perhaps a time; the first word says what happened;
// "with", "to" and "from" say with whom and in which direction; the words after the
// first colon are the user's own; "->" sets a day. An Entry is what the line means;
// of a note it knows only what its Setting says: where the line stands, whose note
// it is, and who is called what.
//
//	entry.go, line.go       what a line means, and the head being understood
//	read.go                 a line cut into head, words and arrow
//	next.go                 the arrow
//	head.go                 what the head means, in which direction, with whom
//	headwords.go, kinds.go  the words of a head, and the words for kinds (the table)
//	subject.go, people.go   who did it, and with whom
//	owner.go                under which names the owner of the note may stand
//	said.go, uncounted.go   what did not happen, and what counts for nothing
//	mistake.go              a note that looks like a contact
//	daysaid.go              a sentence with a day somewhere in it, as people type it
//	offered.go, promising.go  what a sentence promises
//	closing.go              words that end a conversation
//	looks.go                how much a text looks like a line
package logline
