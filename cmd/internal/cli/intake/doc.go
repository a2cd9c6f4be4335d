// Package intake is the command import: another program's file is read, previewed,
// asked about and written.
//
//	import.go         the command, the preview, the writing
//	sources.go        the table of programs, each with what reads its file
//	kind.go           what is said of a file that another source reads
//	ask.go            who the doubtful are; event.go: an event's attendees
package intake
