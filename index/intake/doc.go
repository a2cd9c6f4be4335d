// Package intake matches what other programs' files tell with the notes of a
// folder: whom a draft of a note is about, what an existing note gets from it, and
// whose a message or a meeting is. It writes nothing; what comes out is a plan, with
// the changes that would be made. The files themselves are read in parse/intake, one
// package a program.
//
//	import.go         Plan: of every draft of a file, whether it is new, changes a
//	                  note, says the same or is doubtful
//	candidates.go     whom a draft may be about, and how certain that is
//	subject.go        what is compared: names, addresses, numbers, organisations
//	fill.go           what an existing note gets; what is there stays
//	job.go            another post than the note's
//	happened.go       PlanHappened: messages and meetings as lines of the log
//	happened_who.go   whose they are: by address, by profile, by a full name
package intake
